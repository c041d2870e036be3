// The only way to show what the backend knows: asks, keeps the last answer, asks again when its topics change.
import { client, type Topic } from "../ipc/client";
import { Asking } from "./asking.svelte";

/** An answer that follows the backend. */
export class Live<Answer> extends Asking<Answer> {
  #question: () => Promise<Answer>;
  #stop: () => void;

  constructor(topics: Topic[], question: () => Promise<Answer>) {
    super();
    this.#question = question;
    this.#stop = client.onChanged((changed) => {
      if (changed.some((topic) => topics.includes(topic))) void this.again();
    });
    void this.again();
  }

  /** Asks now. */
  again(): Promise<void> {
    return this.ask(this.#question);
  }

  /** Stops following. */
  end(): void {
    this.#stop();
    this.drop();
  }
}

/** Follows the backend for as long as the component that calls this stands. */
export function live<Answer>(topics: Topic[], question: () => Promise<Answer>): Live<Answer> {
  const following = new Live(topics, question);
  $effect(() => () => following.end());
  return following;
}
