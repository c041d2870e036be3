// A lane tells its state without colour: in words, in the form of its clock, in its attributes.
import { render, screen } from "@testing-library/svelte";
import { beforeEach, expect, test } from "vitest";
import type { ClockView } from "../src/ipc/types/ClockView";
import Lane from "../src/views/bridge/Lane.svelte";
import { backend } from "./backend";

const MINUTE = 60_000;
const now = Date.now();
const lane = (changed: Partial<ClockView>): ClockView => ({
  audience: "teams", cadence: { floor_minutes: 15, ceiling_minutes: 20 }, own: false, opening_minutes: null, since: now - 5 * MINUTE, due_at: now + 15 * MINUTE, promised_at: null, by_promise: false, following_at: now + 35 * MINUTE,
  owed_from: now - 30 * MINUTE, sent_at: [now - 5 * MINUTE], notice: null, snoozed_until: null, closing: false, ...changed,
});
const show = (value: ClockView, waiting = 0): HTMLElement => {
  const slot = waiting ? { audience: value.audience, waiting, due_at: value.due_at } : undefined;
  render(Lane, { lane: value, slot, from: now - 30 * MINUTE, until: now + 50 * MINUTE, digit: 1, onwrite: () => undefined, onsnooze: () => undefined, oncadence: () => undefined });
  return screen.getByRole("group");
};

beforeEach(() => void backend({}));

test("calm: how often, and what is left", () => {
  const group = show(lane({}));
  expect(group.dataset.state).toBe("calm");
  expect(group.textContent).toContain("every 20 min");
});

test("late: it says when it was due and counts up", () => {
  const group = show(lane({ due_at: now - 2 * MINUTE, notice: "overdue" }));
  expect(group.dataset.state).toBe("late");
  expect(group.textContent).toMatch(/late, was due \d\d:\d\d/);
  expect(group.textContent).toMatch(/\+0[12]:\d\d/);
});

test("promised: it says what was promised, with its zone", () => {
  const promised = Date.UTC(2026, 10, 21, 2, 1);
  const group = show(lane({ due_at: promised, promised_at: promised, by_promise: true }));
  expect(group.textContent).toMatch(/promised 02:01 (UTC|GMT)|late, promised 02:01/);
});

test("the first word: within how many minutes", () => {
  expect(show(lane({ opening_minutes: 5 })).textContent).toContain("within 5 min");
});

test("customers wait for confirmed impact", () => {
  const group = show(lane({ audience: "customers", since: null, due_at: null, following_at: null, owed_from: null, sent_at: [] }));
  expect(group.textContent).toContain("once confirmed");
});

test("resolved: the closing update is what is owed", () => {
  expect(show(lane({ closing: true })).textContent).toContain("closing update");
});

test("questions that wait are told with the time for which they wait", () => {
  const due = Date.UTC(2026, 10, 21, 2, 0);
  const group = show(lane({ audience: "leadership", due_at: due }), 2);
  expect(group.textContent).toMatch(/2 questions wait for 02:00/);
  expect(group.getAttribute("aria-label")).toMatch(/2 questions wait for 02:00$/);
});

test("without a clock they wait for nobody's turn", () => {
  expect(show(lane({ audience: "customers", due_at: null, since: null }), 1).textContent).toContain("1 question waits, no clock");
});
