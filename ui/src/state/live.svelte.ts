// The only way to show what the backend knows: asks, keeps the last answer, asks again when its topics change.
import { client, words, type Topic } from "../ipc/client";

/** An answer that follows the backend. */
export class Live<Answer> {
  /** The last answer; nothing before the first. */
  value = $state<Answer>();
  /** What is wrong with the last asking; the last answer stays. */
  trouble = $state("");
  #ask: () => Promise<Answer>;
  #asked = 0;
  #stop: () => void;

  constructor(topics: Topic[], ask: () => Promise<Answer>) {
    this.#ask = ask;
    this.#stop = client.onChanged((changed) => {
      if (changed.some((topic) => topics.includes(topic))) void this.again();
    });
    void this.again();
  }

  /** Asks now. An answer that was overtaken by a later question is dropped. */
  async again(): Promise<void> {
    const number = ++this.#asked;
    try {
      const answer = await this.#ask();
      if (number !== this.#asked) return;
      this.value = answer;
      this.trouble = "";
    } catch (thrown) {
      if (number === this.#asked) this.trouble = words(thrown);
    }
  }

  /** Stops following. */
  end(): void {
    this.#stop();
    this.#asked = -1;
  }
}

/** Follows the backend for as long as the component that calls this stands. */
export function live<Answer>(topics: Topic[], ask: () => Promise<Answer>): Live<Answer> {
  const following = new Live(topics, ask);
  $effect(() => () => following.end());
  return following;
}
