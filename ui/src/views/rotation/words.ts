// Stretches of the calendar in words.
import type { CalendarSegment } from "../../ipc/types/CalendarSegment";
import { stretch } from "../../state/time";

/** Who has it from when until when, and by which layer. */
export function segmentName(segment: CalendarSegment, zone: string, now: number): string {
  const times = stretch(segment.from, segment.until, zone, now);
  switch (segment.kind) {
    case "gap":
      return `No cover, ${times}`;
    case "rest":
      return `At rest as agreed, ${times}`;
    case "unsaid":
      return `Nobody, ${times}, whether that is meant is not known`;
    case "unknown":
      return `Not known, ${times}`;
    case "override":
      return `${segment.label}, ${times}, an override`;
    case "local":
      return `${segment.label}, ${times}, an override of this machine`;
    case "shift":
      return `${segment.label}, ${times}, ${segment.layer}`;
  }
}
