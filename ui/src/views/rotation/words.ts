// Stretches of the calendar in words.
import type { CalendarSegment } from "../../ipc/types/CalendarSegment";
import { clockTime, day } from "../../state/time";

/** `Mon 16 Nov 09:00` */
export function dayTime(at: number, zone: string): string {
  return `${day(at, zone)} ${clockTime(at, zone)}`;
}

/** Who has it from when until when, and by which layer. */
export function segmentName(segment: CalendarSegment, zone: string): string {
  const stretch = `${dayTime(segment.from, zone)} to ${dayTime(segment.until, zone)}`;
  switch (segment.kind) {
    case "gap":
      return `No cover, ${stretch}`;
    case "rest":
      return `At rest as agreed, ${stretch}`;
    case "unknown":
      return `Not known, ${stretch}`;
    case "override":
      return `${segment.label}, ${stretch}, an override`;
    case "local":
      return `${segment.label}, ${stretch}, an override of this machine`;
    case "shift":
      return `${segment.label}, ${stretch}, ${segment.layer}`;
  }
}
