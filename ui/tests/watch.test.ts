// Watch over a stand-in of the backend: names, gaps and needs can be read, and a row opens by key.
import { cleanup, fireEvent, render, screen } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import type { WatchView } from "../src/ipc/types/WatchView";
import Watch from "../src/views/watch/Watch.svelte";
import type { RotationView } from "../src/ipc/types/RotationView";
import type { WatchRow } from "../src/ipc/types/WatchRow";
import Cover from "../src/views/watch/Cover.svelte";
import RotationCard from "../src/views/watch/RotationCard.svelte";
import { route } from "../src/state/route.svelte";
import { shell } from "../src/state/shell.svelte";
import { stretch } from "../src/state/time";
import { backend } from "./backend";

afterEach(cleanup);

const HOUR = 3_600_000;
const now = Date.now();
const person = { id: "mara", name: "Mara Lindqvist", title: "Incident lead", city: "Stockholm", zone: "Europe/Stockholm", night: false, you: true, phone: "+46 8 555 0100", email: null };
const view: WatchView = {
  headline: "One gap now", sentence: "Web has no cover until 17:00.", now, from: now, until: now + 24 * HOUR,
  groups: [
    {
      name: "Coordination", empty: ["Legal"],
      rows: [
        { rotation: "incident-lead", name: "Incident lead", function: "Leadership", people: [person], until: now + 8 * HOUR, absence: null, segments: [{ from: now, until: now + 8 * HOUR, ends: now + 8 * HOUR, kind: "now", label: "Mara Lindqvist", night: [] }], source: "rotations/incident-lead.yaml", as_of: now, caution: "" },
        { rotation: "web", name: "Web", function: "Engineering", people: [], until: null, absence: "gap", segments: [{ from: now, until: now + 3 * HOUR, ends: null, kind: "gap", label: "", night: [] }], source: "rotations/web.yaml", as_of: now, caution: "" },
      ],
    },
  ],
  unlisted: 0,
  needs: [{ level: "gap", title: "Web, no cover", detail: "Sat 14:00 to Sat 17:00", from: now, until: now + 3 * HOUR, verb: "Show", target: { kind: "rotation", rotation: "web" } }],
  handoffs: [], last_incident: null,
  ahead: [
    { id: "sale", name: "Black Friday sale", kind: "peak", from: now - HOUR, until: now + HOUR, zone: "Europe/Paris", runs: true, services: ["Checkout"], regions: [], accounts: [], owner: null, promise: "", note: "", source: "launches/kestrel.ics:24" },
    { id: "freeze", name: "Change freeze", kind: "freeze", from: now + HOUR, until: now + 2 * HOUR, zone: "Europe/Paris", runs: false, services: [], regions: [], accounts: ["Nordlys"], owner: null, promise: "", note: "", source: "launches/kestrel.ics:40" },
  ],
};

test("the board names who is on watch, and says in words where nobody is", async () => {
  backend({ watch: view, setting: null });
  render(Watch);
  expect(await screen.findByText("One gap now")).toBeTruthy();
  expect(screen.getByText("Mara Lindqvist", { exact: false, selector: ".role-who" }).textContent).toContain("you");
  expect(screen.getByText("No cover", { selector: ".role-who" })).toBeTruthy();
  expect(screen.getAllByText(/no cover from/).length).toBeGreaterThan(0);
  expect(screen.getByText("Web, no cover")).toBeTruthy();
  expect(screen.getByText("Black Friday sale").nextElementSibling?.textContent).toMatch(/^until .*, peak, Checkout$/);
  expect(screen.getByText("Change freeze").nextElementSibling?.textContent).toMatch(/, freeze, Nordlys$/);
});

const WEEK = 7 * 24 * HOUR;
const named = view.groups[0]!.rows[0]!;
const empty = (rotation: string, kind: "unsaid" | "unknown"): WatchRow => ({ ...named, rotation, name: rotation, people: [], until: null, absence: kind, as_of: null, segments: [{ from: now, until: now + 24 * HOUR, ends: null, kind, label: "", night: [] }] });

test("what is not known is no gap, what nobody said is no rest, and what is not listed is counted", async () => {
  backend({ watch: { ...view, groups: [{ name: "Pager", empty: [], rows: [empty("unread", "unknown"), empty("found", "unsaid")] }], unlisted: 12 }, setting: null });
  render(Watch);
  expect(await screen.findByText("not known", { selector: ".role-who" })).toBeTruthy();
  const nobody = screen.getByText("nobody", { selector: ".role-who" });
  expect(nobody.getAttribute("title")).toBe("Nobody; whether that is meant is not known");
  expect(nobody.classList.contains("nobody")).toBe(false);
  expect(screen.getByText("Not known", { selector: ".key span" })).toBeTruthy();
  expect(screen.getByText(/12 more schedules that only pagers know/)).toBeTruthy();
  await fireEvent.click(screen.getByText("in Rotations"));
  expect(route.place.screen).toBe("rotations");
});

test("a shift beyond the axis is told with its real end, or with none", () => {
  const at = Date.parse("2026-11-20T14:00:00Z");
  const segment = { from: at, until: at + 24 * HOUR, kind: "now" as const, label: "Mara", night: [] as [number, number][] };
  const shown = (ends: number | null): string => {
    const { container, unmount } = render(Cover, { segments: [{ ...segment, ends }], from: at, until: at + 24 * HOUR, zone: "UTC", now: at });
    const text = container.querySelector(".seg")?.textContent ?? "";
    unmount();
    return text;
  };
  expect(shown(Date.parse("2026-11-23T09:00:00Z"))).toContain("until Mon 09:00");
  expect(shown(null)).not.toMatch(/until|tomorrow/);
});

test("a card tells two weekly shifts apart, where nobody said so, and that its source was never read", async () => {
  HTMLDialogElement.prototype.showModal ??= vi.fn();
  const start = Date.parse("2026-11-16T08:00:00Z");
  const shift = (number: number): RotationView["shifts"][number] => ({ person, from: start + number * WEEK, until: start + (number + 1) * WEEK, layer: "Weekly" });
  const card: RotationView = {
    row: empty("found", "unsaid"), zone: "Europe/Paris", regions: [], backup: null, shadows: [], shifts: [shift(0), shift(1), { ...shift(2), until: null }],
    gaps: [[start, start + HOUR]], gaps_mean: "unsaid", unknown: [[start + 3 * WEEK, start + 4 * WEEK]],
  };
  backend({ rotation: card, setting: null });
  render(RotationCard, { rotation: "found", onclose: () => undefined });
  expect(await screen.findByText(/never read/)).toBeTruthy();
  const zone = shell.zone;
  const cells = screen.getAllByRole("cell", { hidden: true }).map((one) => one.textContent);
  expect(cells[0]).toBe(stretch(start, start + WEEK, zone, Date.now()));
  expect(cells[0]).not.toBe(cells[2]);
  expect(cells[4]).toMatch(/^from .* on$/);
  expect(screen.getByText("Nobody; whether that is meant is not known", { selector: "h3" })).toBeTruthy();
  expect(screen.getByText("Not known", { selector: "h3" })).toBeTruthy();
});
