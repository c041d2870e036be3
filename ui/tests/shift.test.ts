// A shift that is handed over: the note is shown and offered to whoever is next, and only the receiver accepts it.
import { render, screen } from "@testing-library/svelte";
import { beforeEach, expect, test } from "vitest";
import type { PersonView } from "../src/ipc/types/PersonView";
import type { ShiftSheet as Sheet } from "../src/ipc/types/ShiftSheet";
import ShiftSheet from "../src/views/shift/ShiftSheet.svelte";
import { backend } from "./backend";

const now = Date.UTC(2026, 10, 21, 16, 0);
const person = (id: string, name: string): PersonView => ({ id, name, title: "", city: "", zone: "Europe/Paris", night: false, you: id === "mara", phone: null, email: null });
const [mara, priya] = [person("mara", "Mara Lindqvist"), person("priya", "Priya Raghunathan")];
const sheet: Sheet = {
  rotation: "incident-lead", name: "Incident lead", rotations: [["incident-lead", "Incident lead"]], from: mara, until: now + 3_600_000, on_call: true, next: priya,
  note: {
    at: now,
    parts: [{ subject: "incidents", name: "Open incidents", lines: [{ text: "INC-3: Customers update was due at 16:40 CET", incident: "INC-3", pressing: true }] }],
    nothing_in: ["Closing updates owed"],
    copies: { text: "", markdown: "", html: "" },
  },
  offer: null, before: [],
};
const offer = { id: "n1", from: mara, to: priya, at: now, remarks: "Coffee is out", open: true, outcome: "", settled_at: null, may_accept: false, may_record: true };

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement): void { this.open = true; };
});

test("the note says what is open and what is not, and is offered to whoever is next", async () => {
  const asked = backend({ shift_sheet: sheet, offer_shift: null });
  render(ShiftSheet, { onclose: () => undefined });
  expect(await screen.findByText("INC-3: Customers update was due at 16:40 CET")).toBeTruthy();
  expect(screen.getByLabelText("Pressing")).toBeTruthy();
  expect(screen.getByText(/Nothing under: closing updates owed/)).toBeTruthy();
  screen.getByRole("button", { name: /Offer to Priya Raghunathan/, hidden: true }).click();
  await expect.poll(() => asked.find((one) => one.command === "offer_shift")?.payload.form).toEqual({ rotation: "incident-lead", to: "priya", remarks: "" });
});

test("who waits for an answer sees since when, and may record it or take it back, but not accept", async () => {
  const asked = backend({ shift_sheet: { ...sheet, offer }, accept_shift: null });
  render(ShiftSheet, { onclose: () => undefined });
  expect(await screen.findByText(/Waits for Priya Raghunathan since/)).toBeTruthy();
  expect(screen.getByText("Coffee is out")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /Accept the shift/, hidden: true })).toBeNull();
  screen.getByRole("button", { name: "Record that Priya Raghunathan accepted", hidden: true }).click();
  await expect.poll(() => asked.find((one) => one.command === "accept_shift")?.payload).toEqual({ id: "n1" });
});

test("the receiver reads and accepts", async () => {
  const asked = backend({ shift_sheet: { ...sheet, offer: { ...offer, may_accept: true, may_record: false } }, accept_shift: null });
  render(ShiftSheet, { note: "n1", onclose: () => undefined });
  (await screen.findByRole("button", { name: /Accept the shift/, hidden: true })).click();
  await expect.poll(() => asked.find((one) => one.command === "accept_shift")?.payload).toEqual({ id: "n1" });
});

test("a shift that ends on another day says on which, and one without an end is no shift that is missing", async () => {
  const told = async (ends: Partial<Sheet>): Promise<string> => {
    backend({ shift_sheet: { ...sheet, ...ends } });
    const shown = render(ShiftSheet, { onclose: () => undefined });
    const line = (await screen.findByText(/^Mara Lindqvist, /)).textContent;
    shown.unmount();
    return line;
  };
  expect(await told({ until: now + 3_600_000 })).toMatch(/^Mara Lindqvist, until \d\d:\d\d /);
  expect(await told({ until: Date.UTC(2026, 11, 7, 8, 0) })).toMatch(/^Mara Lindqvist, until Mon 7 Dec \d\d:\d\d /);
  expect(await told({ until: null })).toContain("on call for a year at least");
  expect(await told({ until: null, on_call: false })).toContain("not on call here now");
});
