// Questions and chains in a few words; and what ticking a question does to answers that were typed already.
import type { ChainStatement } from "../../../ipc/types/ChainStatement";
import type { ChainView } from "../../../ipc/types/ChainView";
import type { SlotView } from "../../../ipc/types/SlotView";
import { clockTime, zoneName } from "../../../state/time";

const clock = (at: number, zone: string): string => `${clockTime(at, zone)} ${zoneName(at, zone)}`;

/** `2 questions wait`; nothing where none does. */
export function waiting(slot: SlotView | undefined): string {
  if (!slot || slot.waiting === 0) return "";
  return slot.waiting === 1 ? "1 question waits" : `${slot.waiting} questions wait`;
}

/** How a statement came to be, link by link: the fact, who said and who confirmed it, who put it into words. */
export function links(chain: ChainView, statement: ChainStatement, zone: string): string[] {
  const written = `written by ${chain.written_by} at ${clock(chain.written_at, zone)}`;
  const fact = statement.fact;
  if (!fact) return [`${written}, no fact`];
  const confirmed = fact.confirmed_by === null || fact.confirmed_at === null
    ? "not confirmed"
    : `confirmed by ${fact.confirmed_by} at ${clock(fact.confirmed_at, zone)}${fact.unconfirmed_when_written ? ", after it was written" : ""}`;
  const withdrawn = fact.withdrawn !== null && fact.withdrawn_at !== null ? [`withdrawn at ${clock(fact.withdrawn_at, zone)}: ${fact.withdrawn}`] : [];
  return [`fact ${fact.id}: ${fact.text}`, `said by ${fact.said_by}, ${clock(fact.stated_at, zone)}`, confirmed, ...withdrawn, written];
}

/** What came after the words: who let them leave, and where they stand. */
export function ending(chain: ChainView, zone: string): string[] {
  const approved = chain.approved_by !== null && chain.approved_at !== null ? [`approved by ${chain.approved_by} at ${clock(chain.approved_at, zone)}`] : [];
  const places = chain.places.map((place) => {
    if (place.published_at !== null) return `on ${place.name} since ${clock(place.published_at, zone)}`;
    return `on ${place.name}: ${place.given_up ? "given up, never published" : "not published yet"}`;
  });
  return [...approved, ...(places.length ? places : ["copied by hand"])];
}

/** Answers that were typed, with a question put in or taken out; what was written about the others stays as it is. */
export function toggled(answers: string, prompt: string, is: boolean): string {
  if (is) return answers.includes(prompt) ? answers : [answers.trim(), prompt].filter(Boolean).join(" ");
  return answers.replace(prompt, "").replace(/ {2,}/g, " ").trim();
}
