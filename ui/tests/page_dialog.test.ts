// The page dialog opens on whom it was asked for, or on nobody: never on somebody else, whom Enter would wake.
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { BridgeView } from "../src/ipc/types/BridgeView";
import type { PageableFound } from "../src/ipc/types/PageableFound";
import type { PersonView } from "../src/ipc/types/PersonView";
import PageDialog from "../src/views/bridge/dialog/PageDialog.svelte";
import { backend, type Asked } from "./backend";

const hana: PersonView = { id: "hana", name: "Hana Novak", title: "", city: "Prague", zone: "Europe/Prague", night: false, you: false, phone: null, email: null };
const ines: PersonView = { ...hana, id: "ines@kestrel.example", name: "Ines Prado", title: "known to PagerDuty" };
const rotation = (id: string, name: string): BridgeView["pageable"][number] => ({ rotation: id, name, function: "Engineering", people: [hana], source: "PagerDuty", services: [], already: false, keys: "" });
const view = { id: "INC-1", pageable: [rotation("apps", "Apps"), rotation("payments", "Payments")], ladders: [], out: [] } as unknown as BridgeView;
const NIGHT = "pagerduty/P NIGHT";
const found: PageableFound = { rotations: [rotation(NIGHT, "Apps")], more: 0, people: [ines] };
const nothing: PageableFound = { rotations: [], more: 0, people: [] };

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement): void { this.open = true; };
});
afterEach(cleanup);

function opened(props: { rotation?: string; person?: string; reason?: string }, answer: (words: string) => PageableFound): { asked: Asked[]; field: HTMLElement } {
  const asked = backend({
    search_pageable: (payload: { words: string }) => answer(payload.words), submit: { incident: "INC-1", sequences: [1], already: false },
    page_preview: { recipients: [], refusal: "", heads: 1, must_count: false, following: [] },
  });
  render(PageDialog, { view, ...props, onclose: () => undefined });
  return { asked, field: screen.getByLabelText("Role, service or name") };
}

const options = (): string[] => screen.queryAllByRole("option", { hidden: true }).map((option) => option.textContent ?? "");
const paged = (asked: Asked[]): unknown => asked.find((one) => one.command === "submit")?.payload["intent"];

test("a rotation that only a pager has is found by its id, blanks and all, and Enter pages it with the reason", async () => {
  const { asked, field } = opened({ rotation: NIGHT, reason: "ladder of Apps" }, (words) => (words === NIGHT ? found : nothing));
  expect(options(), "nobody is chosen before it is found").toEqual([]);
  await fireEvent.keyDown(field, { key: "Enter" });
  expect(paged(asked)).toBeUndefined();
  await waitFor(() => expect(options()[0]).toContain("Apps: Hana Novak"));
  await fireEvent.keyDown(field, { key: "Enter" });
  await waitFor(() => expect(paged(asked)).toEqual({ kind: "page_rotation", rotation: NIGHT, reason: "ladder of Apps", joins: null }));
});

test("what nobody knows chooses nobody and says so", async () => {
  const { asked, field } = opened({ rotation: "pagerduty/GONE" }, () => nothing);
  expect(await screen.findByText(/Neither the workspace nor a pager knows “pagerduty\/GONE”/)).toBeTruthy();
  await fireEvent.keyDown(field, { key: "Enter" });
  expect(asked.map((one) => one.command)).not.toContain("submit");
  expect(screen.getByRole("button", { name: /^Page/, hidden: true })).toHaveProperty("disabled", true);
});

test("a rotation of the workspace stands first at once, whoever has the same name", async () => {
  const { asked, field } = opened({ rotation: "payments" }, () => found);
  expect(options()[0]).toContain("Payments: Hana Novak");
  await fireEvent.keyDown(field, { key: "Enter" });
  await waitFor(() => expect(paged(asked)).toMatchObject({ rotation: "payments", reason: "" }));
});

test("a person of whom only a pager knows is paged by name", async () => {
  const { asked, field } = opened({ person: ines.id }, () => found);
  await waitFor(() => expect(options()[0]).toContain("Ines Prado"));
  await fireEvent.keyDown(field, { key: "Enter" });
  await waitFor(() => expect(paged(asked)).toMatchObject({ kind: "page_person", person: ines.id }));
});

test("what is typed finds what is at hand first, and behind it whom only a pager knows", async () => {
  const { asked, field } = opened({}, (words) => (words === "apps" ? { ...found, more: 3 } : nothing));
  await fireEvent.input(field, { target: { value: "apps" } });
  expect(options()).toHaveLength(1);
  await waitFor(() => expect(options()).toHaveLength(3));
  expect(screen.getByText(/^3 more rotations of pagers/)).toBeTruthy();
  await fireEvent.keyDown(field, { key: "ArrowDown" });
  await fireEvent.keyDown(field, { key: "Enter" });
  await waitFor(() => expect(paged(asked)).toMatchObject({ rotation: NIGHT }));
});
