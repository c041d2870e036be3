// Whom one may choose: those whom every screen has at hand, and whoever is found by typing. Pagers know ten thousand people.
import { SvelteMap } from "svelte/reactivity";
import { client } from "../ipc/client";
import type { PersonView } from "../ipc/types/PersonView";
import { Asking } from "./asking.svelte";
import { shell } from "./shell.svelte";

/** Whoever was found since the window opened: who was chosen keeps their name when other words are typed. */
const met = new SvelteMap<string, PersonView>();

/** Somebody by their id; nothing where the page has not met them. */
export function personOf(id: string): PersonView | undefined {
  return shell.view?.people.find((person) => person.id === id) ?? met.get(id) ?? (shell.view?.you?.id === id ? shell.view.you : undefined);
}

/** A name with what they do, for a list. */
export function called(person: PersonView): string {
  return person.title ? `${person.name}, ${person.title}` : person.name;
}

/** People by their names, also those whom no list has. */
export class PersonSearch {
  /** What was typed. */
  typed = $state("");
  #asking = new Asking<{ words: string; people: PersonView[] }>();

  /** How many people stand in no list, and are found by typing only. */
  get beyond(): number {
    return shell.view?.people_beyond ?? 0;
  }

  /** Looks for these words, everywhere. */
  find(words: string): void {
    this.typed = words;
    const asked = words.trim();
    void this.#asking.ask(async () => {
      const people = asked === "" ? [] : await client.searchPeople(asked);
      for (const person of people) met.set(person.id, person);
      return { words: asked, people };
    });
  }

  /** Whoever fits what is typed, best first; nothing while that is not known yet. */
  get found(): PersonView[] | undefined {
    const answer = this.#asking.value;
    return answer?.words === this.typed.trim() ? answer.people : undefined;
  }

  /** What is wrong with the last search. */
  get trouble(): string {
    return this.#asking.trouble;
  }

  /** Waits until what is typed has been looked for. */
  settled(): Promise<void> {
    return this.#asking.settled();
  }

  /** The list to choose from: whoever was found, else everybody at hand; `chosen` stays in it, and nobody of `without` is. */
  list(chosen: string, without: string[] = []): PersonView[] {
    const listed = this.typed.trim() ? (this.found ?? []) : (shell.view?.people ?? []);
    const kept = listed.some((person) => person.id === chosen) ? undefined : personOf(chosen);
    return (kept ? [kept, ...listed] : listed).filter((person) => !without.includes(person.id));
  }
}
