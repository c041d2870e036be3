// The whole page over a stand-in of the backend: what is asked once is asked once, however long the window stands.
import { cleanup, render, screen } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import App from "../src/App.svelte";
import type { ShellView } from "../src/ipc/types/ShellView";
import type { WatchView } from "../src/ipc/types/WatchView";
import { backend } from "./backend";

const now = Date.now();
const shell = { zone: "UTC", incidents: [], warnings: [], people: [], connections: [], you: null } as unknown as ShellView;
const watch: WatchView = { headline: "All quiet", sentence: "Every role is covered.", now, from: now, until: now, groups: [], unlisted: 0, needs: [], handoffs: [], last_incident: null, ahead: [] };

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test("the passing of seconds asks the backend nothing", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: new Date("2026-03-01T12:00:01Z") });
  const asked = backend({ shell, watch, setting: null });
  render(App);
  await vi.advanceTimersByTimeAsync(100);
  expect(screen.getByText("All quiet")).toBeTruthy();
  const before = asked.length;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked.slice(before).map((one) => one.command)).toEqual([]);
});

test("what moves without news is asked again with the minute", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"], now: new Date("2026-03-01T12:00:55Z") });
  const asked = backend({ shell, watch, setting: null });
  render(App);
  await vi.advanceTimersByTimeAsync(100);
  const before = asked.length;
  await vi.advanceTimersByTimeAsync(6_000);
  expect(asked.slice(before).map((one) => one.command).toSorted()).toEqual(["shell", "watch"]);
});
