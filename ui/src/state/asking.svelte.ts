// Questions that follow each other quickly: the answer to the last one counts, and whoever acts on it can wait for it.
import { words } from "../ipc/client";

/** The answer to the question that was asked last. */
export class Asking<Answer> {
  /** The last answer; nothing before the first. It stays while a later question is on its way. */
  value = $state<Answer>();
  /** What is wrong with the last question. */
  trouble = $state("");
  #number = 0;
  #underWay: Promise<void> = Promise.resolve();

  /** Asks. An answer that was overtaken by a later question is dropped. */
  ask(question: () => Promise<Answer>): Promise<void> {
    this.#underWay = this.#answer(++this.#number, question);
    return this.#underWay;
  }

  /** Waits until nothing is being asked: what stands here then belongs to what was asked last. */
  async settled(): Promise<void> {
    let awaited;
    do {
      awaited = this.#underWay;
      await awaited;
    } while (awaited !== this.#underWay);
  }

  /** Drops whatever is on its way. */
  drop(): void {
    this.#number++;
  }

  async #answer(number: number, question: () => Promise<Answer>): Promise<void> {
    try {
      const answer = await question();
      if (number !== this.#number) return;
      this.value = answer;
      this.trouble = "";
    } catch (thrown) {
      if (number === this.#number) this.trouble = words(thrown);
    }
  }
}
