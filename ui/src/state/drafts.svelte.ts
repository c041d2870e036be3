// Half-written forms: kept within a second of typing, there again after a crash.
import { client } from "../ipc/client";

const SAVE_AFTER_MS = 400;

/** Forms that are not on disk yet, by key: whoever reads one meanwhile gets it from here. */
const pending = new Map<string, { json: string; timer: ReturnType<typeof setTimeout> }>();
/** What is on its way to the disk, by key: one after the other, so that the last word is the last. */
const writing = new Map<string, Promise<void>>();

function write(key: string, act: () => Promise<void>): Promise<void> {
  const done = (writing.get(key) ?? Promise.resolve()).then(act).catch(() => undefined);
  writing.set(key, done);
  return done.then(() => {
    if (writing.get(key) === done) writing.delete(key);
  });
}

/** A half-written form under a key. */
export class Draft<Form> {
  #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  /** What was kept, if anything. */
  async read(): Promise<Form | undefined> {
    const json = pending.get(this.#key)?.json ?? (await client.draft(this.#key).catch(() => null));
    return json ? (JSON.parse(json) as Form) : undefined;
  }

  /** Keeps the form soon; `kept` is called once this very form is on disk. */
  keep(form: Form, kept?: () => void): void {
    const [key, json] = [this.#key, JSON.stringify(form)];
    clearTimeout(pending.get(key)?.timer);
    const timer = setTimeout(() => {
      void write(key, async () => {
        await client.saveDraft(key, json);
        if (pending.get(key)?.timer !== timer) return;
        pending.delete(key);
        kept?.();
      });
    }, SAVE_AFTER_MS);
    pending.set(key, { json, timer });
  }

  /** Forgets it: it was sent, or given up. */
  forget(): void {
    const key = this.#key;
    clearTimeout(pending.get(key)?.timer);
    pending.delete(key);
    void write(key, () => client.deleteDraft(key));
  }
}
