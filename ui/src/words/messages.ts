// Words that several screens use; one name for each thing.
import type { Answer } from "../ipc/types/Answer";
import type { Audience } from "../ipc/types/Audience";
import type { Grouping } from "../ipc/types/Grouping";
import type { Effort } from "../ipc/types/Effort";
import type { Phase } from "../ipc/types/Phase";
import type { Severity } from "../ipc/types/Severity";
import type { WorkState } from "../ipc/types/WorkState";

export const AUDIENCE: Record<Audience, string> = {
  technical: "Technical",
  teams: "Teams",
  leadership: "Leadership",
  customers: "Customers",
};

/** What an update to an audience is called on its button. */
export const AUDIENCE_VERB: Record<Audience, string> = {
  technical: "Update",
  teams: "Update",
  leadership: "Brief",
  customers: "Publish",
};

export const PHASE: Record<Phase, string> = {
  investigating: "Investigating",
  identified: "Identified",
  monitoring: "Monitoring",
  resolved: "Resolved",
};

export const ANSWER: Record<Answer, string> = {
  acknowledged: "Answered, joining",
  reached: "Reached by phone",
  not_reached: "Called, no answer",
  declined: "Cannot come",
  closed: "Page closed",
};

export const WORK: Record<WorkState, string> = { moving: "moving", blocked: "blocked", done: "done" };

/** How long a line of work will take, the shortest first. */
export const EFFORT: Record<Effort, string> = {
  minutes: "under 15 min",
  under_an_hour: "under an hour",
  hours: "hours",
  days: "a day or more",
  unknown: "nobody can say yet",
};

/** How a delivery stands, in words that are never a bare tick. */
export const DELIVERY: Record<string, string> = {
  queued: "queued",
  sending: "sending",
  waiting: "queued, will try again",
  held: "waits for you",
  delivered: "delivered",
  dropped: "given up",
};

/** By what reports of support are put together. */
export const GROUPING: Record<Grouping, string> = { symptom: "Symptom", region: "Region", segment: "Customers", combination: "All three" };

export const SEVERITIES: Severity[] = ["sev1", "sev2", "sev3", "sev4"];
