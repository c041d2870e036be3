// One line at the foot of the window: what was just done, with one verb to take it back.

/** What a toast says. */
export type Toast = { text: string; tone: "plain" | "bad"; verb?: string; run?: () => void };

const LASTS_MS = 10_000;
let shown = $state<Toast>();
let timer: ReturnType<typeof setTimeout> | undefined;

/** The toast that is shown; at most one. */
export const toast = {
  get shown(): Toast | undefined {
    return shown;
  },
  /** Says something for ten seconds. */
  say(text: string, tone: Toast["tone"] = "plain", verb?: string, run?: () => void): void {
    clearTimeout(timer);
    shown = { text, tone, verb, run };
    timer = setTimeout(() => (shown = undefined), LASTS_MS);
  },
  /** Takes it away. */
  clear(): void {
    clearTimeout(timer);
    shown = undefined;
  },
};
