// The only way to show what the backend knows: asks, keeps the last answer, asks again when its topics change.
// What moves without news, such as cover and ages, follows the minute too.
import { client, type Topic } from "../ipc/client";
import { Asking } from "./asking.svelte";

const MINUTE_MS = 60_000;

/** An answer that follows the backend. */
export class Live<Answer> extends Asking<Answer> {
  #question: () => Promise<Answer>;
  #stop: () => void;
  #minute: ReturnType<typeof setTimeout> | undefined;

  constructor(topics: (Topic | "minute")[], question: () => Promise<Answer>) {
    super();
    this.#question = question;
    this.#stop = client.onChanged((changed) => {
      if (changed.some((topic) => topics.includes(topic))) void this.again();
    });
    if (topics.includes("minute")) this.#nextMinute();
    void this.again();
  }

  #nextMinute(): void {
    this.#minute = setTimeout(() => {
      void this.again();
      this.#nextMinute();
    }, MINUTE_MS - (Date.now() % MINUTE_MS));
  }

  /** Asks now. */
  again(): Promise<void> {
    return this.ask(this.#question);
  }

  /** Stops following. */
  end(): void {
    this.#stop();
    clearTimeout(this.#minute);
    this.drop();
  }
}

/** Follows the backend for as long as the component that calls this stands. */
export function live<Answer>(topics: (Topic | "minute")[], question: () => Promise<Answer>): Live<Answer> {
  const following = new Live(topics, question);
  $effect(() => () => following.end());
  return following;
}
