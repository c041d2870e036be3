// The composers: words of one's own begin with what is filled in, every place says whom it tells, and what a place would not take
// does not leave.
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import type { BridgeView } from "../src/ipc/types/BridgeView";
import type { ComposeView } from "../src/ipc/types/ComposeView";
import type { OutputView } from "../src/ipc/types/OutputView";
import type { PageChoice } from "../src/ipc/types/PageChoice";
import type { Place } from "../src/ipc/types/Place";
import { Draft } from "../src/state/drafts.svelte";
import { registry } from "../src/state/verbs.svelte";
import OutputPreview from "../src/views/bridge/compose/OutputPreview.svelte";
import { reach, refused, told, withState } from "../src/views/bridge/compose/words";
import Composer from "../src/views/bridge/Composer.svelte";
import { isHard, readingWords } from "../src/words/reading";
import { backend, type Asked } from "./backend";

const page: Place = { connection: "status-page", name: "status.kestrel.example", channel: "page", recipients: [], subscribers: 1204, silent: null, fault: null, by_hand: null, keeps_title: null, mark: null };
const room: Place = { ...page, connection: "support", name: "#support", channel: "room", subscribers: null };
const long = { ...page, fault: "The text has 90 characters, and it takes 50." };
const rendered = { title: "Cards", body: "We know why.", title_pieces: [{ text: "Cards", variable: null }], body_pieces: [{ text: "We know why.", variable: null }] };
const copies = { text: "", markdown: "", html: "" };
const checkout: PageChoice = { connection: "status-page", name: "status.kestrel.example", states: ["operational", "partial_outage"], read_at: null, components: [{ id: "c1", name: "Checkout", group: null, now: "partial_outage", wanted: "operational" }] };

const output: OutputView = {
  output: "outreach", name: "Outreach", chosen: true, template: "t.md", unlocked: false, preview: rendered, own_words: ["Cards at {{account}}", "Dear {{contact}}"], copies, faults: [], warnings: [], promised_at: null, remarks: [],
  length: 17, limit: null, reading: { kind: "years", years: 9.4 }, places: [page], last_at: null,
};
const compose = (changed: Partial<ComposeView> = {}): ComposeView => ({
  audience: "customers", phase: "resolved", pattern: "cards-decline", patterns: [["cards-decline", "Cards decline"]], template: "t.md", variables: [], values: {}, facts: {}, known: [], questions: [], preview: rendered, copies,
  own_words: ["Cards", "We know why."], faults: [], warnings: [], remarks: [], length: 17, limit: null, reading: { kind: "not_english" }, highest_grade: 8, destinations: ["status.kestrel.example"], places: [page], pages: [checkout],
  components: { "status-page": { c1: "operational" } }, last_at: null, number: 1, promised_at: null, approval: null, ...changed,
});
const view = (owed: string[] = ["customers"]): BridgeView => ({ id: "INC-1", phase: "resolved", resolved_at: 1, closing_owed: owed, retractable: [], proposals: [], pages: [] }) as unknown as BridgeView;

function opened(form: ComposeView, owed?: string[]): Asked[] {
  const asked = backend({ compose: form, draft: null, submit: { incident: "INC-1", sequences: [1], already: false } });
  render(Composer, { view: view(owed), audience: "customers", onaudience: () => undefined, onall: () => undefined, onproposal: () => undefined });
  return asked;
}
const publish = (): void => registry.verbs.find((verb) => verb.id === "compose.publish")?.run();

afterEach(() => {
  cleanup();
  new Draft("compose INC-1 customers").forget();
});

test("words of one's own begin with the filled text, in which a letter keeps the holes of its account", async () => {
  const onwording = vi.fn();
  render(OutputPreview, { output, highest: 8, wording: null, onwording });
  await fireEvent.click(screen.getByRole("button", { name: "Edit wording" }));
  expect(onwording).toHaveBeenLastCalledWith(["Cards at {{account}}", "Dear {{contact}}"]);
  cleanup();
  render(OutputPreview, { output, highest: 8, wording: output.own_words, onwording });
  expect(screen.getByText(/In each letter/).textContent).toContain("{{account}} becomes the customer’s name");
  expect(screen.getByText("We know why."), "the exact text stands below").toBeTruthy();
});

test("how hard it reads is shown, and marked for customers only", () => {
  const marked = (shown: OutputView): boolean => {
    render(OutputPreview, { output: shown, highest: 8, wording: null, onwording: () => undefined });
    const is = screen.getByText("Reading: 9.4 years at school.").classList.contains("warn");
    cleanup();
    return is;
  };
  expect(marked(output)).toBe(true);
  expect(marked({ ...output, output: "teams" })).toBe(false);
  expect([readingWords({ kind: "too_short" }), readingWords({ kind: "not_english" })]).toEqual(["too short to say", "not said: the grade is for English only"]);
  expect([isHard({ kind: "years", years: 8.4 }, 8), isHard({ kind: "not_english" }, 8)]).toEqual([false, false]);
});

test("a place says how many it tells, and what keeps it from leaving", () => {
  expect([told(page), told({ ...page, subscribers: 1 }), told({ ...page, silent: "it is maintenance." })]).toEqual([
    "status.kestrel.example, 1,204 subscribers.", "status.kestrel.example, one subscriber.", "status.kestrel.example, 1,204 subscribers. Subscribers are not told: it is maintenance.",
  ]);
  expect([reach([page, room]), reach([{ ...page, silent: "so" }, { ...room, by_hand: "copy it" }])]).toEqual(["status.kestrel.example, 1,204 subscribers; #support", "status.kestrel.example, subscribers are not told"]);
  expect([refused([long, room]), refused([{ ...long, by_hand: "copy it" }])]).toEqual([["status.kestrel.example: The text has 90 characters, and it takes 50."], []]);
});

test("a state that is taken out of the form is not filled in again", () => {
  const shown = { "status-page": { c1: "operational" as const } };
  expect(withState({}, shown, "status-page", "c1", null)).toEqual({ "status-page": {} });
  expect(withState({}, shown, "status-page", "c2", "degraded")).toEqual({ "status-page": { c1: "operational", c2: "degraded" } });
});

test("what a page would not take does not leave", async () => {
  const asked = opened(compose({ places: [long] }));
  expect(await screen.findByText("status.kestrel.example: The text has 90 characters, and it takes 50.")).toBeTruthy();
  publish();
  await waitFor(() => expect(asked.filter((one) => one.command === "compose").length).toBeGreaterThan(1));
  publish();
  await new Promise((done) => setTimeout(done, 20));
  expect(asked.some((one) => one.command === "submit")).toBe(false);
});

test("the last press says how many hear it, and the last word makes components whole", async () => {
  const asked = opened(compose());
  expect(await screen.findByText("Goes to status.kestrel.example, 1,204 subscribers.")).toBeTruthy();
  expect(screen.getByText("Reading: not said: the grade is for English only.")).toBeTruthy();
  publish();
  expect((await screen.findByText(/Word for word as shown/)).textContent).toContain("to status.kestrel.example, 1,204 subscribers. Press");
  publish();
  const sent = await waitFor(() => {
    const found = asked.find((one) => one.command === "submit");
    expect(found).toBeTruthy();
    return found!.payload.intent as Record<string, unknown>;
  });
  expect(sent).toMatchObject({ kind: "publish_update", page_components: { "status-page": { c1: "operational" } } });
});

test("after the last word the form still makes components whole, and is closed where there are none", async () => {
  opened(compose(), []);
  const button = await screen.findByRole("button", { name: /Publish/ });
  expect((button as HTMLButtonElement).disabled).toBe(false);
  cleanup();
  opened(compose({ components: {} }), []);
  expect(((await screen.findByRole("button", { name: /Publish/ })) as HTMLButtonElement).disabled).toBe(true);
  expect(screen.getByText("Customers is owed no closing update.")).toBeTruthy();
});
