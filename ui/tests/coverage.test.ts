// Coverage and load over a stand-in of the backend: walked by keys, read without colours, and light with ten thousand people.
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import type { CoverageCell } from "../src/ipc/types/CoverageCell";
import type { CoverageRow } from "../src/ipc/types/CoverageRow";
import type { CoverageView } from "../src/ipc/types/CoverageView";
import type { LoadLine } from "../src/ipc/types/LoadLine";
import type { LoadView } from "../src/ipc/types/LoadView";
import type { Standing } from "../src/ipc/types/Standing";
import { route } from "../src/state/route.svelte";
import { registry } from "../src/state/verbs.svelte";
import { cellName, hours, moved, sum } from "../src/views/rotation/coverage";
import { amount, found } from "../src/views/rotation/load";
import Rotations from "../src/views/rotation/Rotations.svelte";
import { backend } from "./backend";

const HOUR = 3_600_000;
const from = Date.parse("2026-11-16T00:00:00Z");
const cell = (hour: number, standing: Standing, people: string[] = [], uncovered_minutes = 0): CoverageCell => ({ from: from + hour * HOUR, until: from + (hour + 1) * HOUR, standing, people, rotation: people.length ? "desk" : null, uncovered_minutes });
const row = (region: string, cells: CoverageCell[]): CoverageRow => ({
  region, name: region, customers_percent: 50, zone: "UTC", support: ["Desk"], backup: ["Second desk"], note: "", cells,
  customer_minutes: 180, backup_minutes: 60, unknown_minutes: 0, uncovered_minutes: 30, weighted_minutes: 15, uncovered_percent: 16.7,
});
const cells = [cell(0, "covered", ["Ana"]), cell(1, "uncovered", ["Ana"], 30), cell(2, "backup", ["Ben"]), cell(3, "outside")];
const coverage: CoverageView = {
  title: "16 November 2026", sentence: "Customers have nobody in 16.7 % of their hours.", previous: "2026-11-09", next: "2026-11-23", zone: "UTC",
  from, until: from + 4 * HOUR, now: from + 2.5 * HOUR, days: [{ from, until: from + 4 * HOUR, label: "Mon 16", weekend: false }],
  rows: [row("Europe", cells), row("Asia", cells.map((one) => ({ ...one })))], unsupported_percent: 16.7, zones: ["UTC"],
};
const person = (id: string, over: LoadLine["over"] = []): LoadLine => ({
  person: id, name: id, zone: "UTC", rotations: ["Desk"], minutes: 3390, at_once_minutes: 0, at_once: "", nights: 14, weekend_days: 2, holidays: 0,
  holiday_names: [], holidays_known: false, pages: null, night_pages: null, over, over_words: over.length ? "Nights: 14, at most 12." : "",
});
const load: LoadView = {
  from, until: from + 28 * 24 * HOUR, zone: "UTC", title: "16 November to 14 December 2026", sentence: "1 of 450 people is over a limit.",
  limits: [{ measure: "hours", name: "Hours", allowed: 224, words: "at most 56 a week" }, { measure: "nights", name: "Nights", allowed: 12, words: "at most 3 a week" }],
  lines: [person("Ana", ["nights"]), ...Array.from({ length: 449 }, (_, number) => person(`Person ${number}`))],
  heroes: [{ person: "ana", name: "Ana", kind: "sole_member", title: "Desk rests on Ana", why: "They are its only member.", help: "Add a second one to the rotation." }],
  cautions: ["Pager is known to 90 days ahead."],
};
const run = (id: string): void => registry.verbs.find((verb) => verb.id === id)?.run();

afterEach(cleanup);

test("an hour says in words how it stands, when, and by whom", () => {
  const words = cells.map((one) => cellName(one, "UTC", from));
  expect(words).toEqual([
    "Mon 16 Nov 00:00 to 01:00 UTC, covered by Ana",
    "Mon 16 Nov 01:00 to 02:00 UTC, nobody for 30 min, the rest by Ana",
    "Mon 16 Nov 02:00 to 03:00 UTC, covered by the backup only: Ben",
    "Mon 16 Nov 03:00 to 04:00 UTC, outside customers' hours",
  ]);
  expect(cellName(cell(0, "unknown"), "UTC", from)).toContain("not known");
  expect([hours(45), hours(60), hours(210)]).toEqual(["45 min", "1 h", "3 h 30 min"]);
  expect(sum(row("Europe", cells))).toBe("nobody for 30 min of 3 h, 1 h by the backup only");
});

test("keys walk through hours, days and regions and stay within", () => {
  const at = { row: 0, column: 30 };
  expect(moved("ArrowRight", at, 2, 168)).toEqual({ row: 0, column: 31 });
  expect(moved("PageUp", at, 2, 168)).toEqual({ row: 0, column: 6 });
  expect(moved("ArrowDown", { row: 1, column: 0 }, 2, 168)).toEqual({ row: 1, column: 0 });
  expect(moved("End", at, 2, 168)).toEqual({ row: 0, column: 167 });
  expect(moved("x", at, 2, 168)).toBeUndefined();
});

test("a cell opens the rotation at its hour", async () => {
  const asked = backend({ coverage, load, calendar_cell: null, setting: null });
  render(Rotations);
  run("rotations.coverage");
  const grid = await screen.findByRole("grid");
  expect(screen.getByText(/02:00 to 03:00 UTC, covered by the backup only: Ben/)).toBeTruthy();
  await fireEvent.keyDown(grid, { key: "ArrowLeft" });
  await waitFor(() => expect(screen.getByText(/nobody for 30 min, the rest by Ana/)).toBeTruthy());
  await fireEvent.keyDown(grid, { key: "Enter" });
  await waitFor(() => expect(asked.find((one) => one.command === "calendar_cell")?.payload).toEqual({ rotation: "desk", at: from + HOUR }));
});

test("who is over a limit is told by a word, and ten thousand people are not drawn at once", async () => {
  const asked = backend({ coverage, load, setting: null });
  render(Rotations);
  run("rotations.load");
  expect(await screen.findByText("over")).toBeTruthy();
  expect(screen.getByText("Desk rests on Ana")).toBeTruthy();
  expect(screen.getByText("Pager is known to 90 days ahead.")).toBeTruthy();
  const drawn = (): number => document.querySelectorAll("tbody tr").length;
  expect(drawn()).toBe(200);
  await fireEvent.click(screen.getByText(/Show 200 more/));
  await waitFor(() => expect(drawn()).toBe(400));
  run("load.past");
  await waitFor(() => expect(asked.filter((one) => one.command === "load").at(-1)?.payload).toEqual({ question: { past: true } }));
});

test("Watch leads to the tab, and a rotation to the calendar", async () => {
  backend({ coverage, load, calendar: null, setting: null });
  route.go({ screen: "rotations", item: "#load" });
  render(Rotations);
  expect(await screen.findByText("What rests on one person")).toBeTruthy();
  route.go({ screen: "rotations", item: "desk" });
  await waitFor(() => expect(screen.queryByText("What rests on one person")).toBeNull());
});

test("what cannot be counted is a dash, and words find people", () => {
  const ana = person("Ana");
  expect([amount(ana, "hours"), amount(ana, "nights"), amount(ana, "holidays"), amount(ana, "pages")]).toEqual(["57 h", "14", "–", "–"]);
  expect(amount({ ...ana, pages: 0, holidays_known: true }, "pages")).toBe("0");
  expect(found([ana, person("Ben")], "ben desk").map((one) => one.person)).toEqual(["Ben"]);
});
