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
  #wanted: readonly string[] = [];
  #asked = new Set<string>();
  #busy = false;
  #round = 0;

  /** These rows are looked at. */
  look(window: Window, rotations: readonly string[]): void {
    if (this.#window?.from !== window.from || this.#window.until !== window.until || this.#window.zone !== window.zone) {
      this.#window = window;
      this.#asked.clear();
      this.known = new Map();
      this.#round++;
    }
    this.#wanted = rotations;
    void this.#next();
  }

  /** What is known may be out of date: rows are asked for again when they are looked at, and shown as they are until then. */
  again(): void {
    this.#asked.clear();
    void this.#next();
  }

  /** One question at a time, for what is looked at by then: rows that flew by are not asked for. */
  async #next(): Promise<void> {
    const missing = this.#wanted.filter((rotation) => !this.#asked.has(rotation)).slice(0, BATCH);
    if (this.#busy || !this.#window || !missing.length) return;
    this.#busy = true;
    const went = await this.#ask(this.#window, missing);
    this.#busy = false;
    if (went) void this.#next();
  }

  async #ask(window: Window, rotations: readonly string[]): Promise<boolean> {
    const round = this.#round;
    for (const rotation of rotations) this.#asked.add(rotation);
    try {
      const covers = await client.calendarCover({ rotations: [...rotations], ...window });
      if (round !== this.#round) return true;
      const known = new Map(this.known);
      for (const cover of covers) known.set(cover.rotation, cover);
      this.known = known;
      this.trouble = "";
      return true;
    } catch (thrown) {
      if (round !== this.#round) return true;
      for (const rotation of rotations) this.#asked.delete(rotation);
      this.trouble = words(thrown);
      return false;
    }
  }
}
