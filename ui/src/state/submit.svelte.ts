// Intents: one id for each form, made when it opens, so that a double click or a retry is one intent.
import { client, words } from "../ipc/client";
import type { Intent } from "../ipc/types/Intent";
import type { Submitted } from "../ipc/types/Submitted";
import { toast } from "./toast.svelte";

/** A form's way to submit: busy while it is on its way, with the words of a refusal. */
export class Submission {
  /** On its way. */
  busy = $state(false);
  /** Why it was refused; empty where it was not. */
  refusal = $state("");
  #id = crypto.randomUUID();

  /** Submits; nothing where it was refused or is on its way already. */
  async submit(incident: string | null, intent: Intent): Promise<Submitted | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.refusal = "";
    try {
      const submitted = await client.submit(incident, this.#id, intent);
      this.#id = crypto.randomUUID();
      return submitted;
    } catch (thrown) {
      this.refusal = words(thrown);
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}

/** Submits an intent that has no form of its own; a refusal is shown as a toast. */
export async function submit(incident: string | null, intent: Intent): Promise<Submitted | undefined> {
  try {
    return await client.submit(incident, crypto.randomUUID(), intent);
  } catch (thrown) {
    toast.say(words(thrown), "bad");
    return undefined;
  }
}
