// Where the keys stand in the calendar, and where they lead: rows up and down, stretches left and right.
import type { CalendarCover } from "../../ipc/types/CalendarCover";
import type { CalendarSegment } from "../../ipc/types/CalendarSegment";

/** The stretch of a row that an instant lies in; of several at once the one in the first lane. */
export function segmentAt(cover: CalendarCover | undefined, at: number): CalendarSegment | undefined {
  return cover?.segments.find((segment) => segment.from <= at && at < segment.until);
}

/** Who is on call in a row at an instant, by name. */
export function peopleAt(cover: CalendarCover | undefined, at: number): string[] {
  const on = cover?.segments.filter((segment) => segment.label && segment.from <= at && at < segment.until) ?? [];
  return [...new Set(on.map((segment) => segment.label))];
}

/** The instant one stretch further: the begin of the next one, or of the one before. The same where there is none. */
export function step(cover: CalendarCover | undefined, at: number, forward: boolean): number {
  const begins = [...new Set(cover?.segments.map((segment) => segment.from) ?? [])].sort((one, other) => one - other);
  if (forward) return begins.find((begin) => begin > at) ?? at;
  const here = begins.findLast((begin) => begin <= at) ?? at;
  return begins.findLast((begin) => begin < here) ?? here;
}
