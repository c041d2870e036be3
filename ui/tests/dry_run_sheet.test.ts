// Who would hear, over a stand-in of the backend: each step by name, who is of a neighbour team, and who is not told.
import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { DryRun } from "../src/ipc/types/DryRun";
import type { PageRecipient } from "../src/ipc/types/PageRecipient";
import DryRunSheet from "../src/views/dry_run/DryRunSheet.svelte";
import { backend } from "./backend";

const person = { id: "hana", name: "Hana Novak", title: "", city: "London", zone: "Europe/London", night: true, you: false, phone: null, email: null };
const page: PageRecipient = {
  person, rotation: "Identity", level: "on call", source: "the workspace", as_of: null, caution: "", reason: "Asked for", way: "Pager wakes them", goes_out: true, already: false, called_at: null,
  outside: "Identity answers for Sign-in, which is not failing here",
};
const run: DryRun = {
  title: "Checkout fails", severity: "sev1", drill: false, heads: 1, must_count: false, refusal: "",
  steps: [
    { name: "At once", pages: [page], told: [], places: [], by_hand: null },
    { name: "First update: Status page", pages: [], told: [], places: [{ connection: "page", name: "status.example", channel: "page", recipients: [], subscribers: 1204, silent: null, fault: null, by_hand: null, keeps_title: null, mark: null }], by_hand: null },
    { name: "First update: Social", pages: [], told: [], places: [], by_hand: "Copied by hand: no connection takes the social." },
  ],
  asleep: [{ name: "Database", reason: "no rule names it" }], untold: [["#crisis", "only for SEV1"]],
  collisions: { launches: [], commitments: [], others: [], decider: null },
};

test("each step says who hears, and how", async () => {
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  const asked = backend({ dry_run_of: run });
  render(DryRunSheet, { of: { incident: "INC-1" }, onclose: () => undefined });
  expect(await screen.findByText("At once")).toBeTruthy();
  expect(screen.getByText(/Outside: Identity answers for Sign-in/)).toBeTruthy();
  expect(screen.getByText("Status page status.example, 1204 subscribers")).toBeTruthy();
  expect(screen.getByText(/Copied by hand/)).toBeTruthy();
  expect(screen.getByText("#crisis", { exact: false })).toBeTruthy();
  expect(screen.getByText("Left asleep: 1")).toBeTruthy();
  expect(asked.map((one) => one.command)).toEqual(["dry_run_of"]);
});
