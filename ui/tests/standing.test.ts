// The head says what customers cannot do and how soon it is fixed, and marks what nobody stated; the places copy by one key each.
import { fireEvent, render, screen } from "@testing-library/svelte";
import { beforeEach, expect, test, vi } from "vitest";
import type { BridgeView } from "../src/ipc/types/BridgeView";
import type { HeadView } from "../src/ipc/types/HeadView";
import { press, registry } from "../src/state/verbs.svelte";
import { places } from "../src/views/bridge/places";
import Rally from "../src/views/bridge/Rally.svelte";
import Standing from "../src/views/bridge/Standing.svelte";
import { backend } from "./backend";

const head = (changed: Partial<HeadView>): HeadView => ({
  sentence: null, suggested: null, business: null, fixable: [],
  rally: { channel: "#inc-1", bridge: "https://meet.example/1", link: "https://meet.example/1", phone: null, fallback: "the canteen", fallback_since: null, come_to: "#inc-1, https://meet.example/1" },
  technical: { place: "#inc-1", sequence: 3, at: 0, text: "Ana joined" }, backup: null,
  known: { incident: "INC-1", sequence: 3, at: 0, known: [], unknown: [], next: [], copies: { text: "What we know", markdown: "", html: "" } },
  ...changed,
});
const view = (changed: Partial<HeadView>): BridgeView => ({ id: "INC-1", resolved_at: null, head: head(changed) }) as BridgeView;
const written = vi.fn(() => Promise.resolve());

beforeEach(() => {
  backend({});
  written.mockClear();
  Object.defineProperty(navigator, "clipboard", { value: { writeText: written }, configurable: true });
});

test("what nobody stated is marked as a suggestion, what was stated is not", () => {
  const shown = render(Standing, { view: view({ suggested: "Failing for customers in Europe: Payments API" }), onopen: () => undefined });
  expect(screen.getByRole("group", { name: "Impact" }).textContent).toMatch(/suggested\s+Failing for customers in Europe/);
  shown.unmount();
  render(Standing, { view: view({ sentence: { text: "Nobody can pay", by: "Lea", at: 0 } }), onopen: () => undefined });
  expect(screen.getByRole("group", { name: "Impact" }).textContent).toContain("Nobody can pay");
  expect(screen.getByRole("group", { name: "Impact" }).textContent).not.toContain("suggested");
});

test("how soon it is fixed stands with its lines of work, and what is stale says so in words", () => {
  const fixable: HeadView["fixable"] = [
    { effort: "under_an_hour", words: "under an hour", works: [{ id: "w1", title: "Roll back", silent_minutes: null }] },
    { effort: "hours", words: "hours", works: [{ id: "w2", title: "Ledger", silent_minutes: 42 }] },
  ];
  render(Standing, { view: view({ fixable }), onopen: () => undefined });
  const text = screen.getByLabelText("Fixable in").textContent?.replace(/\s+/g, " ");
  expect(text).toContain("under an hour (Roll back), hours (Ledger, no word for 42 min)");
});

test("a place is copied by its key; one that is not recorded copies nothing", async () => {
  render(Rally, { view: view({}), onopen: () => undefined });
  const key = (name: string): boolean => press(new KeyboardEvent("keydown", { key: name, cancelable: true }));
  expect(key("c")).toBe(true);
  expect(written).toHaveBeenLastCalledWith("#inc-1");
  expect(key("x")).toBe(true);
  expect(written).toHaveBeenLastCalledWith("https://meet.example/1");
  expect(key("z")).toBe(true);
  expect(written).toHaveBeenLastCalledWith("the canteen");
  key("l");
  expect(written).toHaveBeenCalledTimes(3);
  await fireEvent.click(screen.getByRole("button", { name: /Copy the channel/ }));
  expect(written).toHaveBeenCalledTimes(4);
});

test("where the chat is down, that and the place to go to are said in words", () => {
  const rally = { ...head({}).rally, fallback_since: 0, come_to: "the canteen" };
  render(Rally, { view: view({ rally }), onopen: () => undefined });
  expect(screen.getByRole("group", { name: "Where to come" }).textContent).toContain("Chat is down: meet at the canteen");
  expect(registry.verbs.find((verb) => verb.id === "rally.down")?.blocked?.()).toBe("The fallback is in use");
});

test("the places stand in the order in which one looks for the others", () => {
  expect(places(head({}).rally).map((place) => place.name)).toEqual(["Channel", "Bridge", "Fallback"]);
});
