// A crowd is woken by two presses, and what was counted is what is woken.
import { expect, test } from "vitest";
import { Heads } from "../src/state/heads.svelte";

test("few are woken by one press", () => {
  expect(new Heads().press("payments", 4, false)).toBe(true);
});

test("many are counted first, and woken by the second press", () => {
  const heads = new Heads();
  expect(heads.press("payments", 9, true)).toBe(false);
  expect(heads.words("payments", 9)).toBe("Wake 9 people: press again");
  expect(heads.press("payments", 9, true)).toBe(true);
  expect(heads.words("payments", 9)).toBeUndefined();
  expect(heads.press("payments", 9, true), "the next time they are counted anew").toBe(false);
});

test("others, or more of them, are counted anew", () => {
  const heads = new Heads();
  heads.press("payments", 9, true);
  expect(heads.words("web", 9)).toBeUndefined();
  expect(heads.press("web", 9, true)).toBe(false);
  expect(heads.press("web", 10, true)).toBe(false);
  expect(heads.press("web", 10, true)).toBe(true);
});
