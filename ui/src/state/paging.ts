// Paging from a button beside a name: with a look at whom that wakes, or at once where they stand beside it already.
import { client } from "../ipc/client";
import type { Intent } from "../ipc/types/Intent";
import { route } from "./route.svelte";
import { submit } from "./submit.svelte";
import { toast } from "./toast.svelte";

/** Whom to page: a rotation, or else a person. */
export type Whom = { rotation: string | null; person: string };

/** Leads to the bridge's page dialog, which opens on them: who would be woken stands there before the last key. */
export function pageAfterLook(incident: string, whom: Whom, reason = ""): void {
  const item = whom.rotation ? `page ${whom.rotation}` : `person ${whom.person}`;
  route.go({ screen: "bridge", incident, item, reason: reason || undefined });
}

/**
 * Pages at once; whether somebody is paged. A crowd is never woken by one press: the page dialog counts its heads first. `name` is
 * what the message calls them.
 */
export async function pageAtOnce(incident: string, whom: Whom, reason: string, name: string): Promise<boolean> {
  const { rotation, person } = whom;
  const intent: Intent = rotation ? { kind: "page_rotation", rotation, reason, joins: null } : { kind: "page_person", person, reason, joins: null };
  if (rotation) {
    const preview = await client.pagePreview(incident, intent).catch(() => undefined);
    // What cannot be counted may be a crowd: the dialog says what is wrong, or counts it.
    if (!preview || preview.must_count) {
      pageAfterLook(incident, whom, reason);
      if (preview) toast.say(`${preview.heads} people would be woken: count them here`);
      return false;
    }
  }
  if (!(await submit(incident, intent))) return false;
  toast.say(`Paging ${name}`);
  return true;
}
