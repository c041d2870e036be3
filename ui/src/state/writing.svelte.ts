// A template that is being written: its text is checked while somebody types, kept within a second, and saved on demand.
import { client, words } from "../ipc/client";
import type { TemplateChange } from "../ipc/types/TemplateChange";
import type { TemplateCheck } from "../ipc/types/TemplateCheck";
import type { TemplatePlace } from "../ipc/types/TemplatePlace";
import { Asking } from "./asking.svelte";
import { Draft } from "./drafts.svelte";

const CHECK_AFTER_MS = 120;

/** What is kept: the text, and the one that it began with; none where there was no file. */
type Kept = { began: string | null; text: string };

/** A template's text in an editor. */
export class Writing {
  /** Whether somebody writes. */
  open = $state(false);
  /** The text as it stands in the editor. */
  text = $state("");
  /** The text that it began with; none where there was no file. */
  began = $state<string | null>(null);
  /** What stands in the file instead of what it began with: null where the file is gone, nothing where nobody was in between. */
  theirs = $state<string | null>();
  /** Why the last act failed. */
  refusal = $state("");
  /** What was typed is on disk as a draft. */
  kept = $state(false);
  /** A text is being saved. */
  busy = $state(false);
  /** What is the matter with the text that was typed last. */
  readonly asking = new Asking<TemplateCheck>();
  #place: TemplatePlace;
  #draft: Draft<Kept>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changes: Promise<void> = Promise.resolve();

  constructor(place: TemplatePlace) {
    this.#place = place;
    this.#draft = new Draft<Kept>(`template ${place.pattern} ${place.output} ${place.phase}`);
  }

  /** Takes up what was half-written when this place was left last, unless it stands in the file by now; whether there was anything. */
  async resume(stands: string | null): Promise<boolean> {
    const kept = await this.#draft.read();
    if (!kept || kept.text === kept.began || kept.text === stands || this.open) return false;
    this.begin(kept.text, kept.began);
    this.#keep();
    return true;
  }

  /** Begins to write. */
  begin(text: string, began: string | null): void {
    this.open = true;
    this.text = text;
    this.began = began;
    this.theirs = undefined;
    this.refusal = "";
    void this.#check();
  }

  /** Another text. */
  change(text: string): void {
    this.text = text;
    this.refusal = "";
    this.#keep();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), CHECK_AFTER_MS);
  }

  /** One change that leaves everything else of the text as it is; changes follow each other in order. */
  apply(change: TemplateChange): Promise<void> {
    this.#changes = this.#changes.then(async () => {
      try {
        this.change(await client.changeTemplate(this.text, change));
      } catch (thrown) {
        this.refusal = words(thrown);
      }
    });
    return this.#changes;
  }

  /** Saves; the file's path where it was written. Otherwise everything stands as it was typed, with what stands against it. */
  async save(): Promise<string | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    try {
      await this.#changes;
      const saved = await client.saveTemplate(this.#place, this.began, this.text);
      if (saved.kind === "saved") {
        this.#end();
        return saved.path;
      }
      if (saved.kind === "changed") {
        this.theirs = saved.theirs;
      } else {
        this.refusal = "Not saved: no update could be sent with it.";
        await this.#check();
      }
    } catch (thrown) {
      this.refusal = `Not saved: ${words(thrown)}`;
    } finally {
      this.busy = false;
    }
    return undefined;
  }

  /** Goes on with one's own text over the one that came in between, which was looked at. */
  keepMine(): Promise<string | undefined> {
    this.began = this.theirs ?? null;
    this.theirs = undefined;
    this.#keep();
    return this.save();
  }

  /** Goes on with the text that came in between; the answer brings one's own back. */
  takeTheirs(): () => void {
    const [mine, theirs] = [this.text, this.theirs ?? null];
    this.begin(theirs ?? mine, theirs);
    this.change(this.text);
    return () => this.change(mine);
  }

  /** Gives the text up; the answer brings it back. */
  discard(): () => void {
    const [mine, began] = [this.text, this.began];
    this.#end();
    return () => {
      this.begin(mine, began);
      this.change(mine);
    };
  }

  /** Stops checking; what was typed is kept. */
  leave(): void {
    clearTimeout(this.#timer);
    this.asking.drop();
  }

  #keep(): void {
    this.kept = false;
    this.#draft.keep({ began: this.began, text: this.text }, () => (this.kept = true));
  }

  #end(): void {
    this.open = false;
    this.theirs = undefined;
    this.refusal = "";
    this.leave();
    this.#draft.forget();
  }

  #check(): Promise<void> {
    clearTimeout(this.#timer);
    return this.asking.ask(() => client.checkTemplate(this.#place, this.text));
  }
}
