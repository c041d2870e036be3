// Buttons that page from elsewhere than the bridge: each leads to the page dialog, and none wakes anybody by itself.
import { cleanup, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CellView } from "../src/ipc/types/CellView";
import type { PersonView } from "../src/ipc/types/PersonView";
import type { RotationView } from "../src/ipc/types/RotationView";
import type { RunbookView } from "../src/ipc/types/RunbookView";
import type { ServiceView } from "../src/ipc/types/ServiceView";
import { route } from "../src/state/route.svelte";
import { shell, startShell } from "../src/state/shell.svelte";
import CellSheet from "../src/views/rotation/CellSheet.svelte";
import SidePane from "../src/views/runbook/SidePane.svelte";
import ServiceCard from "../src/views/service/ServiceCard.svelte";
import RotationCard from "../src/views/watch/RotationCard.svelte";
import { backend, type Asked } from "./backend";

const person = (id: string, name: string): PersonView => ({ id, name, title: "", city: "", zone: "UTC", night: false, you: false, phone: null, email: null });
const [tomasz, hana] = [person("tomasz", "Tomasz Zielinski"), person("hana", "Hana Novak")];
const service = {
  id: "payments-api", name: "Payments API", description: "", owner: "", function: "", tier: 1, surfaces: [], depends_on: [], used_by: [], regions: [], sentence: "", rights: [], customer_voice: "", runbooks: [], source: "",
  ladder: [{ name: "Payments", after_minutes: 0, rotation: "pagerduty/Night shift", people: [tomasz, hana] }, { name: "Engineer", after_minutes: 10, rotation: null, people: [hana] }],
} as unknown as ServiceView;
const runbook = { owners: [["payments", "Payments", [tomasz, hana]], ["", "Author", [hana]]] } as unknown as RunbookView;
const card = { row: { rotation: "payments", name: "Payments", people: [tomasz, hana], segments: [], as_of: null, caution: "", absence: null, source: "", function: "" }, regions: [], shadows: [], shifts: [], gaps: [], unknown: [], zone: "UTC" } as unknown as RotationView;
const cell = { rotation: "payments", name: "Payments", zone: "UTC", shifts: [], shadows: [], now: ["Tomasz Zielinski"], levels: [], handoffs: [], stand_ins: [], gap: null, as_of: null, known_until: null } as unknown as CellView;
let stop: () => void;
let asked: Asked[];

beforeEach(async () => {
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement): void { this.open = true; };
  asked = backend({ shell: { zone: "UTC", incidents: [{ id: "INC-1" }], people: [], people_beyond: 0 }, drift: [], runbook, rotation: card, calendar_cell: cell });
  stop = startShell();
  await waitFor(() => expect(shell.incident).toBeTruthy());
});
afterEach(() => {
  expect(asked.map((one) => one.command)).not.toContain("submit");
  cleanup();
  stop();
});

async function press(name: string | RegExp): Promise<typeof route.place> {
  (await screen.findByRole("button", { name, hidden: true })).click();
  return route.place;
}

test("a service's ladder pages its rotation once, or the person, for the ladder's sake", async () => {
  render(ServiceCard, { service, onservice: () => undefined, onhear: () => undefined });
  expect(await press("Page Payments")).toMatchObject({ screen: "bridge", incident: "INC-1", item: "page pagerduty/Night shift", reason: "ladder of Payments API" });
  expect(await press("Page Hana Novak")).toMatchObject({ item: "person hana", reason: "ladder of Payments API" });
});

test("beside a runbook its owners are paged for its sake", async () => {
  render(SidePane, { path: "payments/roll-back.md", incident: "INC-1" });
  expect(await press("Page Payments")).toMatchObject({ screen: "bridge", item: "page payments", reason: "runbook payments/roll-back.md" });
  expect(await press("Page Hana Novak")).toMatchObject({ item: "person hana" });
});

test("a rotation on the board and a cell of the calendar lead there too", async () => {
  render(RotationCard, { rotation: "payments", onclose: () => undefined });
  expect(await press(/^Page Tomasz Zielinski, Hana Novak/)).toMatchObject({ screen: "bridge", item: "page payments" });
  cleanup();
  route.go({ screen: "rotations" });
  render(CellSheet, { rotation: "payments", at: 0, zone: "UTC", onclose: () => undefined, onexport: () => undefined });
  expect(await press(/^Page Tomasz Zielinski/)).toMatchObject({ screen: "bridge", item: "page payments" });
});
