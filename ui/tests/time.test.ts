// Times as people read them, in any zone and over daylight saving.
import { expect, test } from "vitest";
import { asOf, clockTime, dayTime, length, remaining, running, stretch, when, zoneName } from "../src/state/time";

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

test("a day that a weekday alone does not name has its date, and another year its year", () => {
  const day = 24 * 3_600_000;
  const now = Date.parse("2026-11-20T19:41:00Z");
  expect(when(now - 12 * day, "UTC", now)).toBe("Sun 8 Nov 19:41");
  expect([when(now + 7 * day, "UTC", now), when(now + 14 * day, "UTC", now)]).toEqual(["Fri 27 Nov 19:41", "Fri 4 Dec 19:41"]);
  expect([when(now + 5 * day, "UTC", now), when(now - 5 * day, "UTC", now)]).toEqual(["Wed 19:41", "Sun 19:41"]);
  expect(when(now + 60 * day, "UTC", now)).toBe("Tue 19 Jan 2027 19:41");
});

test("what is planned carries day and zone, and what was told its age or that it never was", () => {
  const monday = Date.parse("2026-11-16T08:00:00Z");
  const hour = 3_600_000;
  const paris = "Europe/Paris";
  expect(dayTime(monday, paris, monday)).toBe("Mon 16 Nov 09:00 CET");
  expect(dayTime(monday, paris, monday + 60 * 24 * hour)).toBe("Mon 16 Nov 2026 09:00 CET");
  expect(stretch(monday, monday + hour, paris, monday)).toBe("Mon 16 Nov 09:00 to 10:00 CET");
  expect(stretch(monday, monday + 24 * hour, paris, monday)).toBe("Mon 16 Nov 09:00 to Tue 17 Nov 09:00 CET");
  const october = Date.parse("2026-10-24T22:00:00Z");
  expect(stretch(october, october + 12 * hour, paris, october)).toBe("Sun 25 Oct 00:00 CEST to 11:00 CET");
  expect([asOf(monday, paris, monday), asOf(null, paris, monday)]).toEqual(["as of 09:00 CET", "never read"]);
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
