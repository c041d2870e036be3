// The calendar's keys: along stretches, and who is on call at an instant.
import { expect, test } from "vitest";
import type { CalendarCover } from "../src/ipc/types/CalendarCover";
import type { CalendarSegment } from "../src/ipc/types/CalendarSegment";
import { peopleAt, segmentAt, step } from "../src/views/rotation/cursor";
import { segmentName } from "../src/views/rotation/words";

const segment = (from: number, until: number, label: string, lane = 0): CalendarSegment => ({ from, until, label, lane, lanes: 2, kind: label ? "shift" : "gap", layer: label ? "Weekly" : "", night: [] });
const cover: CalendarCover = { rotation: "payments", segments: [segment(0, 10, "Ana"), segment(0, 20, "Ben", 1), segment(10, 20, ""), segment(20, 40, "Cleo")], clock_changes: [] };

test("an instant has all who are on call then, each once", () => {
  expect(peopleAt(cover, 5)).toEqual(["Ana", "Ben"]);
  expect(peopleAt(cover, 15)).toEqual(["Ben"]);
  expect(peopleAt(cover, 40)).toEqual([]);
  expect(peopleAt(undefined, 5)).toEqual([]);
  expect(segmentAt(cover, 10)?.label).toBe("Ben");
});

test("left and right go from stretch to stretch and stay at the ends", () => {
  expect([step(cover, 0, true), step(cover, 10, true), step(cover, 25, true)]).toEqual([10, 20, 25]);
  expect([step(cover, 25, false), step(cover, 10, false), step(cover, 0, false)]).toEqual([10, 0, 0]);
  expect(step(undefined, 7, true)).toBe(7);
});

test("a stretch is read with who, when and why", () => {
  const monday = Date.parse("2026-11-16T09:00:00Z");
  expect(segmentName(segment(monday, monday + 86_400_000, "Ana"), "UTC", monday)).toBe("Ana, Mon 16 Nov 09:00 to Tue 17 Nov 09:00 UTC, Weekly");
  const empty = segment(monday, monday + 3_600_000, "");
  expect(segmentName(empty, "UTC", monday)).toBe("No cover, Mon 16 Nov 09:00 to 10:00 UTC");
  expect(segmentName({ ...empty, kind: "unsaid" }, "UTC", monday)).toBe("Nobody, Mon 16 Nov 09:00 to 10:00 UTC, whether that is meant is not known");
  expect(segmentName({ ...empty, kind: "unknown" }, "UTC", monday)).toBe("Not known, Mon 16 Nov 09:00 to 10:00 UTC");
});
