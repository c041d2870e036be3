// One clock for the whole page: ticks on the second, stops while the window is hidden.

let now = $state(Date.now());
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
};
