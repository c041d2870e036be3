// What waits in the outbox: it is sent again, it did arrive, or the lead did it by hand.
import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { OutboxLine } from "../src/ipc/types/OutboxLine";
import OutboxItem from "../src/views/outbox/OutboxItem.svelte";
import { backend } from "./backend";

const line = (changed: Partial<OutboxLine>): OutboxLine => ({
  id: "i1.u1.status", incident: "INC-1", connection: "status", connection_name: "Statuspage", kind: "update", what: "Identified: cards fail",
  state: "held", attempts: 1, next_at: null, reason: "Statuspage only reads.", created_at: 0, dial: null, may_confirm: false, may_do_by_hand: true,
  ...changed,
});

test("what was posted by hand is said with one press", async () => {
  const asked = backend({ submit: { incident: "INC-1", sequences: [7], already: false } });
  render(OutboxItem, { line: line({}) });
  expect(screen.queryByRole("button", { name: "It did arrive" })).toBeNull();
  screen.getByRole("button", { name: "Done by hand" }).click();
  await Promise.resolve();
  expect(asked.map((one) => one.payload["intent"])).toEqual([{ kind: "confirm_delivery", delivery: "i1.u1.status" }]);
});

test("what may have arrived is asked about, and what is over needs nobody", () => {
  const shown = render(OutboxItem, { line: line({ may_confirm: true, may_do_by_hand: false }) });
  expect(screen.getByRole("button", { name: "It did arrive" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Done by hand" })).toBeNull();
  shown.unmount();
  render(OutboxItem, { line: line({ state: "delivered", may_do_by_hand: false }) });
  expect(screen.queryByRole("button")).toBeNull();
});
