// Templates over a stand-in of the backend: the grid by keys, and a text that is never lost, whoever else writes.
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import type { TemplateCheck } from "../src/ipc/types/TemplateCheck";
import type { TemplateGrid } from "../src/ipc/types/TemplateGrid";
import type { TemplatePlace } from "../src/ipc/types/TemplatePlace";
import type { TemplateSaved } from "../src/ipc/types/TemplateSaved";
import type { TemplateSheet } from "../src/ipc/types/TemplateSheet";
import type { TemplateState } from "../src/ipc/types/TemplateState";
import { Draft } from "../src/state/drafts.svelte";
import { route } from "../src/state/route.svelte";
import { registry } from "../src/state/verbs.svelte";
import { differing } from "../src/views/template/lines";
import { cursorOf, itemOf, nextOpen, placeAt, placeOf, step } from "../src/views/template/place";
import Templates from "../src/views/template/Templates.svelte";
import { backend, type Asked } from "./backend";

const PHASES = ["investigating", "identified", "monitoring", "resolved"] as const;
const place: TemplatePlace = { pattern: "cards-decline", output: "teams", phase: "identified" };
const TEXT = "---\naudience: teams\nphase: identified\n---\n\nWe know why.\n";

function gridOf(rows: TemplateState[][]): TemplateGrid {
  const outputs = ["technical", "teams"] as const;
  return {
    columns: outputs.map((output) => ({ output, name: output === "teams" ? "Teams update" : "Technical", audience: output })),
    phases: [...PHASES],
    rows: rows.map((states, number) => ({
      pattern: number ? `pattern-${number}` : "cards-decline",
      name: number ? `Pattern ${number}` : "Cards decline",
      missing: states.filter((state) => state === "hole").length,
      cells: states.map((state, at) => ({ output: outputs[Math.floor(at / 4)] ?? "teams", phase: PHASES[at % 4] ?? "resolved", state, path: "", words: state === "faulty" ? "Line 3: mend it." : "" })),
    })),
    all: rows.length * 8, missing: 1, faulty: 1, remarked: 0, strays: [], locked: null,
  };
}
const grid = gridOf([["filled", "filled", "hole", "filled", "filled", "filled", "filled", "filled"], ["filled", "filled", "filled", "filled", "filled", "faulty", "filled", "filled"]]);

const check: TemplateCheck = { findings: [], remarks: [], variables: [], samples: {}, preview: { title: "Cards", body: "We know why.", title_pieces: [], body_pieces: [] }, length: 17, limit: null, reading: { kind: "too_short" }, highest_grade: 8 };
const sheet: TemplateSheet = { place, pattern_name: "Cards decline", output_name: "Teams update", audience: "teams", path: "templates/cards-decline/teams-identified.md", text: TEXT, check, used: [], used_more: 0, locked: null };
const answers = { template_grid: grid, template_sheet: sheet, check_template: check, setting: null, draft: null };

const press = (verb: string): void => registry.verbs.find((candidate) => candidate.id === verb)?.run();
const last = (asked: Asked[], command: string): Record<string, unknown> | undefined => asked.findLast((one) => one.command === command)?.payload;

async function opened(): Promise<HTMLTextAreaElement> {
  route.go({ screen: "templates", item: itemOf(place) });
  render(Templates);
  await screen.findByText("Cards decline, teams update");
  press("template.edit");
  return screen.findByRole("textbox", { name: "Text of the template" });
}

afterEach(() => {
  cleanup();
  // What one test had half-written is nothing to the next.
  new Draft(`template ${itemOf(place)}`).forget();
  route.go({ screen: "watch", item: undefined });
});

test("arrows walk the marks and stay at the edges", () => {
  expect(step(grid, { row: 0, mark: 0 }, "ArrowLeft")).toEqual({ row: 0, mark: 0 });
  expect(step(grid, { row: 0, mark: 3 }, "ArrowRight")).toEqual({ row: 0, mark: 4 });
  expect(step(grid, { row: 1, mark: 7 }, "ArrowDown")).toEqual({ row: 1, mark: 7 });
  expect(step(grid, { row: 1, mark: 7 }, "Home")).toEqual({ row: 1, mark: 0 });
  expect(step(grid, { row: 1, mark: 0 }, "x")).toBeUndefined();
});

test("the next mark that is open is found reading on and round", () => {
  expect(nextOpen(grid, { row: 0, mark: 0 })).toEqual({ row: 0, mark: 2 });
  expect(nextOpen(grid, { row: 0, mark: 2 })).toEqual({ row: 1, mark: 5 });
  expect(nextOpen(grid, { row: 1, mark: 5 })).toEqual({ row: 0, mark: 2 });
  expect(nextOpen(gridOf([["filled"]]), { row: 0, mark: 0 })).toBeUndefined();
});

test("a place goes through the route and back to its mark", () => {
  expect(placeOf(itemOf(place))).toEqual(place);
  expect(placeOf("cards-decline")).toBeUndefined();
  expect(placeAt(grid, cursorOf(grid, place))).toEqual(place);
  expect(placeAt(grid, { row: 9, mark: 0 })).toBeUndefined();
});

test("of two texts the lines are marked that the other one does not have", () => {
  const check = (one: string, other: string, ours: number[], theirs: number[]): void => {
    expect(differing(one, other)).toEqual({ one: new Set(ours), other: new Set(theirs) });
  };
  check("a\nb\nc", "a\nb\nc", [], []);
  check("a\nb\nc", "a\nB\nB\nc", [1], [1, 2]);
  check("a\nb\nc\nd", "x\na\nb\nc", [3], [0]);
  check("a\na", "a\na\na", [], [2]);
  check("a", "b", [0], [0]);
});

test("the grid says how each mark stands, in words", async () => {
  backend(answers);
  route.go({ screen: "templates", item: undefined });
  render(Templates);
  expect(await screen.findByText("1 of 8 missing")).toBeTruthy();
  const table = screen.getByRole("grid", { name: "Templates" });
  expect(screen.getByRole("gridcell", { name: "Technical, Monitoring: missing" })).toBeTruthy();
  await fireEvent.keyDown(table, { key: "ArrowDown" });
  for (let steps = 0; steps < 5; steps++) await fireEvent.keyDown(table, { key: "ArrowRight" });
  await waitFor(() => expect(screen.getByText("Line 3: mend it.")).toBeTruthy());
  await fireEvent.keyDown(table, { key: "Enter" });
  expect(placeOf(route.place.item)).toEqual({ pattern: "pattern-1", output: "teams", phase: "identified" });
});

test("a text is checked while it is typed, kept, and saved with what it began with", async () => {
  const asked = backend({ ...answers, save_template: { kind: "saved", path: sheet.path } satisfies TemplateSaved });
  const field = await opened();
  await fireEvent.input(field, { target: { value: `${TEXT}More soon.\n` } });
  await waitFor(() => expect(last(asked, "check_template")).toMatchObject({ text: `${TEXT}More soon.\n` }));
  await waitFor(() => expect(last(asked, "save_draft")).toMatchObject({ key: "template cards-decline teams identified", json: JSON.stringify({ began: TEXT, text: `${TEXT}More soon.\n` }) }));
  press("template.save");
  await waitFor(() => expect(last(asked, "save_template")).toMatchObject({ place, began: TEXT, text: `${TEXT}More soon.\n` }));
  await waitFor(() => expect(last(asked, "delete_draft")).toMatchObject({ key: "template cards-decline teams identified" }));
  expect(screen.queryByRole("textbox")).toBeNull();
});

test("where somebody else wrote meanwhile both texts are shown, and mine is saved only over what I saw", async () => {
  let saves = 0;
  const save = (): TemplateSaved => (saves++ ? { kind: "saved", path: sheet.path } : { kind: "changed", theirs: "theirs\n" });
  const asked = backend({ ...answers, save_template: save });
  await fireEvent.input(await opened(), { target: { value: "mine\n" } });
  press("template.save");
  expect(await screen.findByText("Save mine over it")).toBeTruthy();
  expect(screen.getByText("mine") && screen.getByText("theirs")).toBeTruthy();
  await fireEvent.click(screen.getByText("Save mine over it"));
  await waitFor(() => expect(last(asked, "save_template")).toMatchObject({ began: "theirs\n", text: "mine\n" }));
});

test("what no update could be sent with is not saved, and stands as it was typed", async () => {
  const faulty: TemplateCheck = { ...check, findings: [{ line: 6, fault: true, code: "undeclared-variable", variable: "where", message: "It is not declared." }] };
  const asked = backend({ ...answers, check_template: faulty, change_template: "declared\n", save_template: { kind: "faulty", check: faulty } satisfies TemplateSaved });
  const field = await opened();
  await fireEvent.input(field, { target: { value: "in {{where}}\n" } });
  press("template.save");
  expect(await screen.findByText("Not saved: no update could be sent with it.")).toBeTruthy();
  expect(field.value).toBe("in {{where}}\n");
  await fireEvent.click(await screen.findByText("Declare where"));
  await waitFor(() => expect(field.value).toBe("declared\n"));
  expect(last(asked, "change_template")).toMatchObject({ change: { kind: "declare", name: "where" } });
});

test("what was half-written is taken up again", async () => {
  backend({ ...answers, draft: JSON.stringify({ began: TEXT, text: "half\n" }) });
  route.go({ screen: "templates", item: itemOf(place) });
  render(Templates);
  const field: HTMLTextAreaElement = await screen.findByRole("textbox", { name: "Text of the template" });
  expect(field.value).toBe("half\n");
});

test("a hole begins with a text, and a locked workspace says why it does not", async () => {
  const asked = backend({ ...answers, template_sheet: { ...sheet, text: null, check: null }, start_template: "begun\n" });
  route.go({ screen: "templates", item: itemOf(place) });
  render(Templates);
  await fireEvent.click(await screen.findByText("Write it"));
  const field: HTMLTextAreaElement = await screen.findByRole("textbox", { name: "Text of the template" });
  expect(field.value).toBe("begun\n");
  press("template.save");
  await waitFor(() => expect(last(asked, "save_template")).toMatchObject({ began: null, text: "begun\n" }));
  cleanup();
  backend({ ...answers, template_sheet: { ...sheet, locked: "The folder is read-only." } });
  render(Templates);
  expect(await screen.findByText("Read only. The folder is read-only.")).toBeTruthy();
  expect(screen.queryByText("Edit")).toBeNull();
});
