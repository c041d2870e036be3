// What the rows of the calendar are covered by: asked for the rows that are looked at, a batch at a time.
import { client, words } from "../ipc/client";
import type { CalendarCover } from "../ipc/types/CalendarCover";

/** The stretch of time that covers are asked for. */
export type Window = { from: number; until: number; zone: string };

const BATCH = 80;

/** The covers of one window; those of another are dropped when it changes. */
export class Covers {
  /** By rotation. */
  known = $state.raw<ReadonlyMap<string, CalendarCover>>(new Map());
  /** Why the last batch did not come; empty where it did. */
  trouble = $state("");
  #window: Window | undefined;
  #asked = new Set<string>();
  #round = 0;

  /** These rows are looked at. */
  look(window: Window, rotations: readonly string[]): void {
    if (this.#window?.from !== window.from || this.#window.until !== window.until || this.#window.zone !== window.zone) {
      this.#window = window;
      this.#asked.clear();
      this.known = new Map();
      this.#round++;
    }
    const missing = rotations.filter((rotation) => !this.#asked.has(rotation));
    for (let at = 0; at < missing.length; at += BATCH) void this.#ask(window, missing.slice(at, at + BATCH));
  }

  /** What is known may be out of date: these rows are asked for again, and shown as they are until the answer has come. */
  again(rotations: readonly string[]): void {
    this.#asked.clear();
    if (this.#window) this.look(this.#window, rotations);
  }

  async #ask(window: Window, rotations: readonly string[]): Promise<void> {
    const round = this.#round;
    for (const rotation of rotations) this.#asked.add(rotation);
    try {
      const covers = await client.calendarCover({ rotations: [...rotations], ...window });
      if (round !== this.#round) return;
      const known = new Map(this.known);
      for (const cover of covers) known.set(cover.rotation, cover);
      this.known = known;
      this.trouble = "";
    } catch (thrown) {
      if (round !== this.#round) return;
      for (const rotation of rotations) this.#asked.delete(rotation);
      this.trouble = words(thrown);
    }
  }
}
