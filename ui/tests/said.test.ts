// Questions and chains in words; ticking a question loses nothing that was typed.
import { expect, test } from "vitest";
import type { ChainView } from "../src/ipc/types/ChainView";
import { ending, links, toggled, waiting } from "../src/views/bridge/said/words";

const at = (clock: string): number => Date.parse(`2026-11-20T${clock}:00Z`);
const ZONE = "UTC";
const chain = (changed: Partial<ChainView> = {}): ChainView => ({
  update: "u1", audience: "customers", title: "Payments fail", written_by: "Aoife", written_at: at("14:10"), approved_by: null, approved_at: null,
  places: [{ name: "status.kestrel.example", published_at: at("14:11"), given_up: false }],
  statements: [
    { variable: "share", label: "How much", words: "one in ten", fact: { id: "f1", text: "Every tenth card declines", said_by: "Tomasz", stated_at: at("14:05"), confirmed_by: "Mara", confirmed_at: at("14:07"), unconfirmed_when_written: false, withdrawn: null, withdrawn_at: null } },
    { variable: "where", label: "Where", words: "Europe", fact: null },
  ],
  ...changed,
});

test("a statement tells its fact, who confirmed it and who put it into words", () => {
  const [first, second] = chain().statements;
  expect(links(chain(), first!, ZONE)).toEqual(["fact f1: Every tenth card declines", "said by Tomasz, 14:05 UTC", "confirmed by Mara at 14:07 UTC", "written by Aoife at 14:10 UTC"]);
  expect(links(chain(), second!, ZONE)).toEqual(["written by Aoife at 14:10 UTC, no fact"]);
});

test("what was confirmed late, or never, or withdrawn, is told as that", () => {
  const [first] = chain().statements;
  const fact = first!.fact!;
  expect(links(chain(), { ...first!, fact: { ...fact, unconfirmed_when_written: true } }, ZONE)[2]).toBe("confirmed by Mara at 14:07 UTC, after it was written");
  const gone = { ...fact, confirmed_by: null, confirmed_at: null, withdrawn: "every fifth does", withdrawn_at: at("14:30") };
  expect(links(chain(), { ...first!, fact: gone }, ZONE).slice(2, 4)).toEqual(["not confirmed", "withdrawn at 14:30 UTC: every fifth does"]);
});

test("the end of the chain: who approved, and where it stands", () => {
  expect(ending(chain(), ZONE)).toEqual(["on status.kestrel.example since 14:11 UTC"]);
  const missing = (given_up: boolean): string[] => ending(chain({ places: [{ name: "Second", published_at: null, given_up }] }), ZONE);
  expect([...missing(false), ...missing(true)]).toEqual(["on Second: not published yet", "on Second: given up, never published"]);
  expect(ending(chain({ approved_by: "Mara", approved_at: at("14:09"), places: [] }), ZONE)).toEqual(["approved by Mara at 14:09 UTC", "copied by hand"]);
});

test("how many questions wait", () => {
  expect(waiting(undefined)).toBe("");
  expect(waiting({ audience: "leadership", waiting: 1, due_at: null })).toBe("1 question waits");
  expect(waiting({ audience: "leadership", waiting: 2, due_at: null })).toBe("2 questions wait");
});

test("ticking a question adds it to what was typed, unticking takes out no more than was added", () => {
  const typed = "“How long?” About an hour.";
  const both = toggled(typed, "“How much?” [answer]", true);
  expect(both).toBe("“How long?” About an hour. “How much?” [answer]");
  expect(toggled(both, "“How much?” [answer]", true)).toBe(both);
  expect(toggled(both, "“How much?” [answer]", false)).toBe(typed);
  expect(toggled(typed, "“How long?” [answer]", false)).toBe(typed);
});
