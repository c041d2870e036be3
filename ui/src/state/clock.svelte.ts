// One clock for the whole page: ticks on the second, stops while the window is hidden.

const MINUTE_MS = 60_000;

let now = $state(Date.now());
const minute = $derived(now - (now % MINUTE_MS));
let timer: ReturnType<typeof setTimeout> | undefined;

function tick(): void {
  now = Date.now();
  timer = setTimeout(tick, 1000 - (now % 1000));
}

function follow(): void {
  clearTimeout(timer);
  if (!document.hidden) tick();
}

/** Starts the clock; the result stops it. */
export function startClock(): () => void {
  document.addEventListener("visibilitychange", follow);
  follow();
  return () => {
    document.removeEventListener("visibilitychange", follow);
    clearTimeout(timer);
  };
}

/** The present instant in milliseconds, as of the last full second. */
export const clock = {
  get now(): number {
    return now;
  },
  /** The same as of the last full minute, for what shows no seconds: it is drawn anew sixty times less often. */
  get minute(): number {
    return minute;
  },
};
