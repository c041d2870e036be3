// Times as people read them, in any zone and over daylight saving.
import { expect, test } from "vitest";
import { clockTime, length, remaining, running, when, zoneName } from "../src/state/time";

const at = Date.parse("2026-11-20T19:41:07Z");

test("an instant reads as the wall clock of its zone", () => {
  expect(clockTime(at, "Europe/Stockholm")).toBe("20:41");
  expect(clockTime(at, "Asia/Kolkata")).toBe("01:11");
  expect(clockTime(Date.parse("2026-07-01T00:00:00Z"), "Europe/London")).toBe("01:00");
  expect(zoneName(at, "UTC")).toBe("UTC");
});

test("another day than today carries its day", () => {
  expect(when(at, "UTC", at)).toBe("19:41");
  expect(when(at + 10 * 3_600_000, "UTC", at)).toBe("Sat 05:41");
});

test("what is left counts down to zero and then up", () => {
  expect(remaining(at + 222_000, at)).toBe("03:42");
  expect(remaining(at + 200, at)).toBe("00:01");
  expect(remaining(at, at)).toBe("+00:00");
  expect(remaining(at - 130_000, at)).toBe("+02:10");
  expect(running(3_729_000)).toBe("1:02:09");
});

test("lengths read as prose", () => {
  expect([length(40_000), length(24 * 60_000), length(79 * 60_000), length(120 * 60_000)]).toEqual(["40 s", "24 min", "1 h 19 m", "2 h"]);
});
