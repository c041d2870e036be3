// Reports of support: what the Bridge says of them, the clusters, and the form that needs nothing but keys.
import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, expect, test, vi } from "vitest";
import type { BridgeView } from "../src/ipc/types/BridgeView";
import type { ClusterLine } from "../src/ipc/types/ClusterLine";
import type { OutsideView } from "../src/ipc/types/OutsideView";
import type { ReportsView } from "../src/ipc/types/ReportsView";
import { press } from "../src/state/verbs.svelte";
import Outside from "../src/views/bridge/report/Outside.svelte";
import ReportsSheet from "../src/views/bridge/report/ReportsSheet.svelte";
import { backend, type Asked } from "./backend";

const AT = Date.UTC(2026, 10, 21, 1, 41);
const cluster = (name: string, changed: Partial<ClusterLine> = {}): ClusterLine => ({
  name, reports: ["r1"], count: 12, share_percent: 86, first_heard_at: AT, last_heard_at: AT, errors: ["Code 51"], fresh: 0, is_new: false, unread: ["r1"], to_confirm: ["europe"], impact_detail: `12 reports of support: ${name}`, ...changed,
});
const view = (): ReportsView => ({
  count: 14, unread: ["r1", "r2"], regions: [["europe", "Europe"], ["americas", "Americas"]], surfaces: ["checkout"], symptoms: ["declines"], segments: ["shoppers"],
  groups: [
    { by: "symptom", clusters: [cluster("declines in checkout"), cluster("Colours are odd", { reports: ["r2"], count: 2, is_new: true, unread: [], to_confirm: [] })] },
    { by: "region", clusters: [cluster("Europe")] }, { by: "segment", clusters: [] }, { by: "combination", clusters: [] },
  ],
  reports: [{ id: "r2", symptom: "Colours are odd", error: "", regions: [], segment: "", severity: null, surface: null, service: null, owner: null, on_call: [], reason: "no surface known; no owner known, by no rule and no ladder", count: 2, told: [], first_heard_at: AT, last_heard_at: AT, read: null, first_read_seconds: null }],
});

let asked: Asked[];
const onimpact = vi.fn<(regions: string[], detail: string) => void>();
const intents = (): unknown[] => asked.filter(({ command }) => command === "submit").map(({ payload }) => payload["intent"]);

beforeEach(() => {
  onimpact.mockReset();
  asked = backend({ reports: view, submit: { incident: "INC-1", sequences: [1], already: false } });
});

async function open(): Promise<void> {
  render(ReportsSheet, { view: { id: "INC-1", resolved_at: null } as BridgeView, onclose: () => undefined, onimpact });
  await screen.findByText("declines in checkout");
}

const outside = (changed: Partial<OutsideView>): string => {
  render(Outside, { outside: { reports: 0, clusters: 0, unread: 0, newest_at: null, beaten: null, ...changed }, onopen: () => undefined });
  return document.body.textContent.replace(/\s+/g, " ");
};

test("the Bridge says how many, in how many clusters, and since when with its zone", () => {
  expect(outside({ reports: 14, clusters: 3, unread: 2, newest_at: AT })).toMatch(/Reports 14 in 3 clusters, newest \d\d:41 \S+ 2 not read/);
});

test("no report says so; who spoke first stands in words, with a shape beside them", () => {
  expect(outside({ beaten: { words: "A forum spoke first, 12 min before us", place: "", silent: false } })).toContain("No report of support");
  const status = screen.getByRole("status");
  expect(status.textContent).toContain("A forum spoke first, 12 min before us");
  expect(status.querySelector("svg")).not.toBeNull();
});

test("clusters first; the switch puts them together otherwise", async () => {
  await open();
  expect([...document.querySelectorAll("[data-cluster]")].map((row) => row.getAttribute("data-cluster"))).toEqual(["declines in checkout", "Colours are odd"]);
  await fireEvent.click(screen.getByRole("button", { name: "Region", hidden: true }));
  expect([...document.querySelectorAll("[data-cluster]")].map((row) => row.getAttribute("data-cluster"))).toEqual(["Europe"]);
});

test("impact is offered where it is not confirmed, and confirmed by nobody here", async () => {
  await open();
  await fireEvent.click(screen.getByRole("button", { name: /^Confirm impact in Europe…/, hidden: true }));
  expect(onimpact).toHaveBeenCalledWith(["europe"], "12 reports of support: declines in checkout");
  expect(intents()).toEqual([]);
});

test("one key offers it for the greatest cluster, also while a field has the keys", async () => {
  await open();
  expect(press(new KeyboardEvent("keydown", { key: "i", ctrlKey: true, cancelable: true }))).toBe(true);
  expect(onimpact).toHaveBeenCalledWith(["europe"], "12 reports of support: declines in checkout");
});

test("what was not read is read by its button, a cluster at once", async () => {
  await open();
  await fireEvent.click(screen.getByRole("button", { name: /^Mark all 2 read/, hidden: true }));
  const row = document.querySelector('[data-cluster="declines in checkout"]') as HTMLElement;
  await fireEvent.click([...row.querySelectorAll("button")].find((button) => button.textContent === "Mark read") as HTMLElement);
  await vi.waitFor(() => expect(intents()).toEqual([{ kind: "read_reports", reports: ["r1", "r2"] }, { kind: "read_reports", reports: ["r1"] }]));
});

test("words and Enter file a report; the next one begins empty", async () => {
  await open();
  const field = (label: string): HTMLInputElement => screen.getByLabelText(new RegExp(`^${label}`)) as HTMLInputElement;
  await fireEvent.input(field("What is broken"), { target: { value: "Card declined" } });
  await fireEvent.input(field("Error text"), { target: { value: "Code 51" } });
  expect([...field("Region").querySelectorAll("option")].map((option) => option.textContent)).toEqual(["Not said", "Europe", "Americas"]);
  await fireEvent.input(field("Customers$"), { target: { value: "shoppers" } });
  await fireEvent.submit(document.querySelector("form") as HTMLFormElement);
  await vi.waitFor(() => expect(intents()).toEqual([
    { kind: "file_report", symptom: "Card declined", error: "Code 51", segment: "shoppers", count: 1, source: "", reference: "", severity: null, regions: [], surface: null, heard_at: null },
  ]));
  await vi.waitFor(() => expect(field("What is broken").value).toBe(""));
});
