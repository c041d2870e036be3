// Half-written forms: kept within a second of typing, there again after a crash.
import { client } from "../ipc/client";

const SAVE_AFTER_MS = 400;

/** A half-written form under a key. */
export class Draft<Form> {
  #key: string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(key: string) {
    this.#key = key;
  }

  /** What was kept, if anything. */
  async read(): Promise<Form | undefined> {
    const json = await client.draft(this.#key).catch(() => null);
    return json ? (JSON.parse(json) as Form) : undefined;
  }

  /** Keeps the form soon. */
  keep(form: Form): void {
    const json = JSON.stringify(form);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void client.saveDraft(this.#key, json).catch(() => undefined), SAVE_AFTER_MS);
  }

  /** Forgets it: it was sent, or given up. */
  forget(): void {
    clearTimeout(this.#timer);
    void client.deleteDraft(this.#key).catch(() => undefined);
  }
}
