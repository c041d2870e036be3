// A cell opened: what nobody means, whose age stands there, the next hand-offs, and whom the button pages.
import { cleanup, render, screen, waitFor } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CellView } from "../src/ipc/types/CellView";
import type { ShellView } from "../src/ipc/types/ShellView";
import { shell, startShell } from "../src/state/shell.svelte";
import { stretch } from "../src/state/time";
import CellSheet from "../src/views/rotation/CellSheet.svelte";
import { backend } from "./backend";

const at = Date.parse("2027-02-16T14:00:00Z");
const HOUR = 3_600_000;
const person = (name: string): CellView["shifts"][number]["person"] => ({ id: name, name, title: "", city: "Paris", zone: "Europe/Paris", night: false, you: false, phone: null, email: null });
const cell: CellView = {
  rotation: "payments", name: "Payments", function: "Engineering", zone: "Europe/Paris", at, shifts: [], shadows: [], gap: null, absence: "unknown", now: [],
  source: "PagerDuty", as_of: null, caution: "PagerDuty has not answered yet.", levels: [], backup: null, handoffs: [], known_until: null, stand_ins: [],
};

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= vi.fn();
});
afterEach(cleanup);

async function opened(change: Partial<CellView>): Promise<string> {
  backend({ calendar_cell: { ...cell, ...change }, shell: { incidents: [{ id: "INC-1" }], zone: "UTC" } satisfies Partial<Record<keyof ShellView, unknown>>, setting: null });
  const { container } = render(CellSheet, { rotation: "payments", at, zone: "UTC", onclose: () => undefined, onexport: () => undefined });
  await screen.findByText("Next hand-offs");
  return container.textContent ?? "";
}

test("what nobody means is said, and never taken for rest", async () => {
  const gap: [number, number] = [at, at + HOUR];
  const times = stretch(at, at + HOUR, "UTC", Date.now());
  expect(await opened({})).toContain("Who is on call then is not known.");
  cleanup();
  expect(await opened({ gap, absence: "gap" })).toContain(`Nobody is on call, ${times}.`);
  cleanup();
  expect(await opened({ gap, absence: "rest" })).toContain(`At rest, as agreed, ${times}.`);
  cleanup();
  const unsaid = await opened({ gap, absence: "unsaid" });
  expect(unsaid).toContain(`Nobody is on call, ${times}. Whether that is meant is not known.`);
  expect(unsaid).not.toContain("At rest");
});

test("an age is told in the zone that was chosen, or that there is none", async () => {
  expect(await opened({})).toContain("PagerDuty, never read.");
  cleanup();
  expect(await opened({ as_of: at })).toMatch(/PagerDuty, as of .*14:00 UTC\./);
});

test("hand-offs end where knowledge does", async () => {
  expect(await opened({ absence: null, shifts: [] })).toContain("None within a year.");
  cleanup();
  const told = await opened({ handoffs: [{ at, from: ["Ana"], to: ["Ben"] }], known_until: at + 48 * HOUR });
  expect(told).toContain("Ana to Ben");
  expect(told).toMatch(/What comes after Thu 18 Feb.* 14:00 UTC is not known\./);
  expect(told).not.toContain("None within a year");
});

test("the button names whom it pages: those on call now, not those of the hour that was clicked", async () => {
  const shifts = [{ person: person("Ana"), from: at, until: at + HOUR, layer: "Weekly", why: "An event of a calendar." }];
  await opened({ absence: null, shifts, now: ["Ben"] });
  const stop = startShell();
  await waitFor(() => expect(shell.incident?.id).toBe("INC-1"));
  expect(screen.getByRole("button", { name: /^Page/, hidden: true }).textContent).toBe("Page Ben, on call now");
  cleanup();
  await opened({ absence: null, shifts, now: [] });
  expect(screen.queryByRole("button", { name: /^Page/, hidden: true })).toBeNull();
  stop();
});
