// Roles: two letters page the same one every time, a card says what to say and how the last drill went.
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import type { BridgeView } from "../src/ipc/types/BridgeView";
import type { RoleCard } from "../src/ipc/types/RoleCard";
import PageDialog from "../src/views/bridge/dialog/PageDialog.svelte";
import { ranked } from "../src/views/bridge/dialog/ranked";
import { after, shown } from "../src/views/role/drill";
import RoleSheet from "../src/views/role/RoleSheet.svelte";
import { backend } from "./backend";

afterEach(cleanup);

const choices = [
  { title: "Platform", keys: "pl" },
  { title: "Payments", keys: "pa" },
  { title: "Paula Nowak", keys: "" },
  { title: "Compliance and payments", keys: "cp" },
];

test("whoever types the two letters has their role first, whatever else fits", () => {
  // The search itself would put another one first.
  const order = [3, 2, 0, 1];
  const titles = (typed: string): string[] => ranked(choices, order, typed).map((choice) => choice.title);
  expect(titles("pa")).toEqual(["Payments", "Paula Nowak", "Compliance and payments", "Platform"]);
  expect(titles("PL")[0]).toBe("Platform");
  expect(titles("cp")[0]).toBe("Compliance and payments");
  expect(titles("paula")[0]).toBe("Paula Nowak");
  expect(titles("zz")).toHaveLength(4);
});

test("what did not happen in a drill says so", () => {
  expect(after(null)).toBe("did not happen");
  expect(after(0)).toBe("at once");
  const drill = { incident: "INC-1", title: "Cards fail", at: 0, people: [], right_role_seconds: 90, wrong_pages: 2, first_update_seconds: null, late_updates: 1, resolved_seconds: 2400 };
  expect(shown(drill).map(([, value]) => value)).toEqual([after(90), "2", "did not happen", "1", after(2400)]);
});

const card: RoleCard = {
  id: "scribe", name: "Scribe", several: false, duties: ["Writes down decisions"], scripts: [{ title: "Reading back", say: "Open asks: none." }], rights: [],
  staffed_by: null, holders: [], drill: null, advice: "Nobody has held this role in a drill yet.",
};

test("a card shows duties, words to copy, and what to do without a drill", async () => {
  backend({ role: card, setting: null });
  const write = vi.fn(() => Promise.resolve());
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText: write } });
  HTMLDialogElement.prototype.showModal ??= vi.fn();
  render(RoleSheet, { role: "scribe", onclose: () => undefined });
  expect(await screen.findByText("Writes down decisions")).toBeTruthy();
  expect(screen.getByText("Nobody has held this role in a drill yet.")).toBeTruthy();
  screen.getByLabelText("Copy the words: Reading back").click();
  expect(write).toHaveBeenCalledWith("Open asks: none.");
  vi.unstubAllGlobals();
});

test("in the page dialog two letters and Enter page the role, with the person named before", async () => {
  const asked = backend({ search_pageable: { rotations: [], more: 0, people: [] }, submit: { incident: "INC-1", sequences: [1], already: false }, page_preview: { recipients: [], refusal: "", heads: 1, must_count: false, following: [] } });
  const person = { id: "hana", name: "Hana Novak", title: "", city: "Prague", zone: "Europe/Prague", night: false, you: false, phone: null, email: null };
  const rotation = (id: string, name: string, keys: string): object => ({ rotation: id, name, function: "Engineering", people: [person], source: `rotations/${id}.yaml`, services: [], already: false, keys });
  const view = { id: "INC-1", pageable: [rotation("apps", "Papers", "pp"), rotation("payments", "Payments", "pa")], ladders: [], out: [] } as unknown as BridgeView;
  render(PageDialog, { view, rotation: undefined, onclose: () => undefined });
  const field = screen.getByLabelText("Role, service or name");
  await fireEvent.input(field, { target: { value: "pa" } });
  expect(screen.getAllByRole("option", { hidden: true })[0]?.textContent).toContain("Payments: Hana Novak");
  await fireEvent.keyDown(field, { key: "Enter" });
  await waitFor(() => expect(asked.find((one) => one.command === "submit")?.payload.intent).toMatchObject({ kind: "page_rotation", rotation: "payments" }));
});
