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
      name: "Coordination",
      rows: [
        { rotation: "incident-lead", name: "Incident lead", function: "Leadership", people: [person], until: now + 8 * HOUR, resting: false, segments: [{ from: now, until: now + 8 * HOUR, kind: "now", label: "Mara Lindqvist", night: [] }], source: "rotations/incident-lead.yaml", as_of: now, caution: "" },
        { rotation: "web", name: "Web", function: "Engineering", people: [], until: null, resting: false, segments: [{ from: now, until: now + 3 * HOUR, kind: "gap", label: "", night: [] }], source: "rotations/web.yaml", as_of: now, caution: "" },
      ],
    },
  ],
  needs: [{ level: "gap", title: "Web, no cover", detail: "Sat 14:00 to Sat 17:00", from: now, until: now + 3 * HOUR, verb: "Show", target: { kind: "rotation", rotation: "web" } }],
  handoffs: [], last_incident: null,
};

test("the board names who is on watch, and says in words where nobody is", async () => {
  backend({ watch: view, setting: null });
  render(Watch);
  expect(await screen.findByText("One gap now")).toBeTruthy();
  expect(screen.getByText("Mara Lindqvist", { exact: false, selector: ".role-who" }).textContent).toContain("you");
  expect(screen.getByText("No cover", { selector: ".role-who" })).toBeTruthy();
  expect(screen.getAllByText(/no cover from/).length).toBeGreaterThan(0);
  expect(screen.getByText("Web, no cover")).toBeTruthy();
});
