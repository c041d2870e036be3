// Watch over a stand-in of the backend: names, gaps and needs can be read, and a row opens by key.
import { render, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { WatchView } from "../src/ipc/types/WatchView";
import Watch from "../src/views/watch/Watch.svelte";
import { backend } from "./backend";

const HOUR = 3_600_000;
const now = Date.now();
const person = { id: "mara", name: "Mara Lindqvist", title: "Incident lead", city: "Stockholm", zone: "Europe/Stockholm", night: false, you: true, phone: "+46 8 555 0100", email: null };
const view: WatchView = {
  headline: "One gap now", sentence: "Web has no cover until 17:00.", now, from: now, until: now + 24 * HOUR,
  groups: [
    {
      name: "Coordination", empty: ["Legal"],
      rows: [
        { rotation: "incident-lead", name: "Incident lead", function: "Leadership", people: [person], until: now + 8 * HOUR, resting: false, segments: [{ from: now, until: now + 8 * HOUR, kind: "now", label: "Mara Lindqvist", night: [] }], source: "rotations/incident-lead.yaml", as_of: now, caution: "" },
        { rotation: "web", name: "Web", function: "Engineering", people: [], until: null, resting: false, segments: [{ from: now, until: now + 3 * HOUR, kind: "gap", label: "", night: [] }], source: "rotations/web.yaml", as_of: now, caution: "" },
      ],
    },
  ],
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
