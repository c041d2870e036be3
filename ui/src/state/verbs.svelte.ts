// One registry of verbs feeds keys, the palette and the help. A screen adds its verbs while it stands.
import { untrack } from "svelte";

/** Something that can be done. */
export type Verb = {
  /** Unique: `bridge.note`. */
  id: string;
  /** As the palette says it: `Write a note`. */
  name: string;
  /** Under which heading of the palette. */
  section: "Do" | "Go to" | "Say";
  /** Keys such as `n`, `mod+k`, `mod+shift+d`; `mod` is Ctrl, or Cmd on a Mac. */
  keys?: string;
  /** What follows, shown beside the name. */
  consequence?: () => string;
  /** Why it cannot be done now; nothing where it can. */
  blocked?: () => string | undefined;
  /** Does it. */
  run: () => void;
};

let verbs = $state.raw<Verb[]>([]);

/** All verbs that stand now. */
export const registry = {
  get verbs(): Verb[] {
    return verbs;
  },
};

/** Adds verbs for as long as the component that calls this stands. Of two with the same keys the later one counts. */
export function addVerbs(added: Verb[]): void {
  $effect(() => {
    const ids = new Set(added.map((verb) => verb.id));
    verbs = [...untracked().filter((verb) => !ids.has(verb.id)), ...added];
    return () => {
      verbs = untracked().filter((verb) => !added.includes(verb));
    };
  });
}

function untracked(): Verb[] {
  return untrack(() => verbs);
}

const MAC = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** The keys of an event, as verbs write them. */
export function chord(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  const parts = [];
  if (MAC ? event.metaKey : event.ctrlKey) parts.push("mod");
  if (event.altKey) parts.push("alt");
  // A sign that itself needs Shift, such as `?`, is written as the sign.
  if (event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key))) parts.push("shift");
  parts.push(key);
  return parts.join("+");
}

/** Keys as people read them: `Ctrl K`. */
export function keysShown(keys: string): string {
  const names: Record<string, string> = { mod: MAC ? "⌘" : "Ctrl", shift: "Shift", alt: "Alt", enter: "Enter", escape: "Esc" };
  return keys
    .split("+")
    .map((key) => names[key] ?? key.toUpperCase())
    .join(" ");
}

/** Whether typing belongs to a field now, so that single keys are text. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** Runs the verb that an event's keys mean; whether there was one. */
export function press(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  const keys = chord(event);
  // F6 moves on from a field as well; the letter F is text there.
  const single = !keys.includes("mod+") && !/^f\d/.test(keys);
  if (single && isTyping(event.target)) {
    // Escape first leaves the field; what was typed stays.
    if (keys === "escape" && event.target instanceof HTMLElement && !event.target.closest("dialog")) event.target.blur();
    return false;
  }
  // Within a dialog only the dialog's own keys count, and those that hold everywhere.
  if (single && document.querySelector("dialog[open]")) return false;
  const verb = verbs.findLast((candidate) => candidate.keys === keys);
  if (!verb || verb.blocked?.()) return false;
  event.preventDefault();
  verb.run();
  return true;
}
