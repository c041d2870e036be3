// What a drill measured, in words.
import type { DrillResult } from "../../ipc/types/DrillResult";
import { length } from "../../state/time";

const SECOND_MS = 1000;

/** A time after the declaration; what did not happen says so. */
export function after(seconds: number | null): string {
  return seconds === null ? "did not happen" : seconds === 0 ? "at once" : `after ${length(seconds * SECOND_MS)}`;
}

/** Names and values, in the order in which they are read. */
export function shown(drill: DrillResult): [string, string][] {
  return [
    ["All right roles paged", after(drill.right_role_seconds)],
    ["Pages that nothing named", String(drill.wrong_pages)],
    ["First update", after(drill.first_update_seconds)],
    ["Updates that came late", String(drill.late_updates)],
    ["Resolved", after(drill.resolved_seconds)],
  ];
}
