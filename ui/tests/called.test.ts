// Somebody who was paged: where the page is not out, why, that somebody calls, and the number.
import { cleanup, render, screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import type { CalledView } from "../src/ipc/types/CalledView";
import Called from "../src/views/bridge/Called.svelte";
import { backend } from "./backend";

const WORDS = "not out yet, the provider is out of reach; it is tried on, call";

function called(changed: Partial<CalledView>): CalledView {
  return {
    page: "p1",
    person: { id: "tomasz", name: "Tomasz", title: "", email: null, city: "", zone: "Europe/Warsaw", night: false, phone: "+1 202 555 0102", you: false },
    rotation: "Payments", reason: "Cards fail", requested_at: 0, leaves_at: 0, delivery: "waiting", delivery_id: "d1", not_out: true, words: WORDS,
    delivered_at: null, answer: null, answered_at: null, answered_by: null, next: null, ...changed,
  };
}

function show(changed: Partial<CalledView>): void {
  backend({});
  render(Called, { incident: "INC-1", called: called(changed), live: true });
}

afterEach(cleanup);

test("a page that is tried on says that somebody calls, with the number", () => {
  show({});
  expect(screen.getByText(WORDS)).toBeTruthy();
  expect(screen.getByText("+1 202 555 0102")).toBeTruthy();
});

test("so does one whose next attempt is under way, and one that is out does not", () => {
  show({ delivery: "sending", words: "not out yet, it is tried on; call" });
  expect(screen.getByText("not out yet, it is tried on; call")).toBeTruthy();
  cleanup();
  show({ delivery: "delivered", delivered_at: 0, not_out: false, words: "" });
  expect(screen.queryByText(/not out/)).toBeNull();
});
