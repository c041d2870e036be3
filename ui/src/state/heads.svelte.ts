// A crowd is woken by two presses: the first one shows how many heads it is, the second one wakes them.

/** Counts what would be woken, as the backend said it, before it is. */
export class Heads {
  #counted = $state("");

  /** Whether this press may wake; where it may not, its count stands on the button for the next one. */
  press(what: string, heads: number, mustCount: boolean): boolean {
    const shown = this.#key(what, heads);
    if (!mustCount || this.#counted === shown) {
      this.#counted = "";
      return true;
    }
    this.#counted = shown;
    return false;
  }

  /** What the button says between the two presses; nothing where no press is waited for. */
  words(what: string, heads: number): string | undefined {
    return this.#counted === this.#key(what, heads) ? `Wake ${heads} people: press again` : undefined;
  }

  // Whoever else would be woken, or another number of them, is counted anew.
  #key(what: string, heads: number): string {
    return `${heads} ${what}`;
  }
}
