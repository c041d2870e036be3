// The timeline of a review: what happened, and the promises that slipped among it.
import { cleanup, render, screen } from "@testing-library/svelte";
import { afterEach, expect, test } from "vitest";
import type { LogLine } from "../src/ipc/types/LogLine";
import Timeline from "../src/views/review/Timeline.svelte";
import { backend } from "./backend";

const MINUTE_MS = 60_000;
const START = Date.UTC(2026, 10, 20, 14, 0);

function happened(sequence: number, minutes: number, text: string): LogLine {
  return { sequence, at: START + minutes * MINUTE_MS, recorded_at: null, kind: "note", actor: "", text, body: "", copies: null, chain: null, delivery: null };
}

afterEach(cleanup);

test("a promise that slipped stands behind what happened at its instant, and the last one at the end", () => {
  backend({});
  const slip = (minutes: number, text: string): { at: number; text: string } => ({ at: START + minutes * MINUTE_MS, text });
  render(Timeline, {
    log: [happened(1, 0, "Declared."), happened(2, 30, "Told customers."), happened(3, 40, "Resolved.")],
    slips: [slip(30, "It came late."), slip(50, "None came.")],
  });
  const lines = screen.getAllByRole("listitem").map((line) => line.querySelector("p")?.textContent);
  expect(lines).toEqual(["Declared.", "Told customers.", "It came late.", "Resolved.", "None came."]);
});
