// Somebody is chosen from the list at hand, or found by typing where pagers know more people than stand in it.
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PersonView } from "../src/ipc/types/PersonView";
import { called, personOf } from "../src/state/people.svelte";
import { shell, startShell } from "../src/state/shell.svelte";
import Palette from "../src/views/palette/Palette.svelte";
import ExportSheet from "../src/views/rotation/ExportSheet.svelte";
import StandIn from "../src/views/rotation/StandIn.svelte";
import WhoAreYou from "../src/views/watch/WhoAreYou.svelte";
import { route } from "../src/state/route.svelte";
import { backend, type Asked } from "./backend";

const tomasz: PersonView = { id: "tomasz", name: "Tomasz Zielinski", title: "Engineer", city: "", zone: "UTC", night: false, you: false, phone: null, email: null };
const far: PersonView = { ...tomasz, id: "far@kestrel.example", name: "Fara Way", title: "known to PagerDuty", phone: "+1 202 555 0100" };
let stop: () => void;

async function at(people_beyond: number, answers: Record<string, unknown> = {}): Promise<Asked[]> {
  const incidents = [{ id: "INC-1", title: "Cards fail" }];
  const asked = backend({
    shell: { zone: "UTC", incidents, warnings: [], people: [tomasz], people_beyond, you: null }, calendar: { rows: [] }, roles: [], services: [], search_runbooks: { hits: [] },
    search_people: (payload: { words: string }) => ("fara way".startsWith(payload.words.toLowerCase()) ? [far] : []), ...answers,
  });
  stop = startShell();
  await waitFor(() => expect(shell.view).toBeTruthy());
  return asked;
}

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement): void { this.open = true; };
});
afterEach(() => {
  cleanup();
  stop();
});

const names = (list: HTMLElement): string[] => within(list).getAllByRole("option", { hidden: true }).map((option) => option.textContent ?? "");

test("whoever is found stands in, and stays chosen when other words are typed", async () => {
  const asked = await at(100, { set_stand_in: null });
  render(StandIn, { rotation: "payments", zone: "UTC", people: [], at: 0, onset: () => undefined });
  const list = screen.getByLabelText("Who stands in");
  expect(names(list)).toEqual(["Choose", "Tomasz Zielinski, Engineer"]);
  const seek = screen.getByLabelText("Who stands in: find by name");
  await fireEvent.input(seek, { target: { value: "fara" } });
  await waitFor(() => expect(names(list)).toEqual(["Choose", "Fara Way, known to PagerDuty"]));
  await fireEvent.keyDown(seek, { key: "Enter" });
  await waitFor(() => expect(list).toHaveProperty("value", far.id));
  expect(asked.map((one) => one.command), "Enter chooses a person and does not send the form").not.toContain("set_stand_in");
  await fireEvent.input(seek, { target: { value: "nobody" } });
  expect(await screen.findByText("Nobody is found")).toBeTruthy();
  expect(list).toHaveProperty("value", far.id);
  await fireEvent.input(seek, { target: { value: "" } });
  await waitFor(() => expect(names(list)).toContain("Tomasz Zielinski, Engineer"));
  await fireEvent.input(screen.getByLabelText("Why"), { target: { value: "Knows the ledger" } });
  await fireEvent.submit(list.closest("form") as HTMLFormElement);
  await waitFor(() => expect(asked.find((one) => one.command === "set_stand_in")?.payload.form).toMatchObject({ person: far.id }));
});

test("where everybody stands in the list nothing is to be typed", async () => {
  await at(0);
  render(StandIn, { rotation: "payments", zone: "UTC", people: [], at: 0, onset: () => undefined });
  expect(screen.queryByLabelText("Who stands in: find by name")).toBeNull();
});

test("whoever is found is exported", async () => {
  await at(100);
  const scopes: unknown[] = [];
  render(ExportSheet, { row: undefined, onclose: () => undefined, onexport: (scope) => scopes.push(scope) });
  await fireEvent.input(screen.getByLabelText("All shifts of: find by name"), { target: { value: "far" } });
  await fireEvent.keyDown(screen.getByLabelText("All shifts of: find by name"), { key: "Enter" });
  await waitFor(() => expect(screen.getByLabelText("All shifts of")).toHaveProperty("value", far.id));
  screen.getByRole("button", { name: "Export", hidden: true }).click();
  expect(scopes).toEqual([{ kind: "person", id: far.id }]);
});

test("whoever is found is you", async () => {
  const asked = await at(100, { say_who: null });
  render(WhoAreYou);
  const seek = screen.getByLabelText("Your name: find by name");
  await fireEvent.input(seek, { target: { value: "fara" } });
  await fireEvent.keyDown(seek, { key: "Enter" });
  await waitFor(() => expect(screen.getByLabelText("Your name")).toHaveProperty("value", far.id));
  screen.getByRole("button", { name: "That is me" }).click();
  await waitFor(() => expect(asked.find((one) => one.command === "say_who")?.payload).toEqual({ person: far.id }));
  expect(personOf(far.id) && called(far)).toBe("Fara Way, known to PagerDuty");
});

test("in the palette whoever is found is paged after a look", async () => {
  await at(100);
  render(Palette, { onclose: () => undefined });
  await fireEvent.input(screen.getByRole("combobox", { hidden: true }), { target: { value: "fara" } });
  const row = await screen.findByText("Page Fara Way");
  await fireEvent.click(row);
  expect(route.place).toMatchObject({ screen: "bridge", incident: "INC-1", item: `person ${far.id}` });
});
