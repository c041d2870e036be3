// How the window looks: theme, density, text size. Kept by the backend, so that it is the same after a restart.
import { client } from "../ipc/client";

/** How the window looks. */
export type Look = { theme: "system" | "dark" | "light"; density: "normal" | "compact"; textPercent: number };

const KEY = "look";
let look = $state<Look>({ theme: "system", density: "normal", textPercent: 100 });
const dark = typeof matchMedia === "function" ? matchMedia("(prefers-color-scheme: dark)") : undefined;

function paint(): void {
  const root = document.documentElement;
  const theme = look.theme === "system" ? (dark && !dark.matches ? "light" : "dark") : look.theme;
  root.dataset.theme = theme;
  root.dataset.density = look.density;
  root.style.setProperty("zoom", String(look.textPercent / 100));
}

/** How the window looks now. */
export const appearance = {
  get look(): Look {
    return look;
  },
  /** Changes it, and keeps it. */
  change(changed: Partial<Look>): void {
    look = { ...look, ...changed };
    paint();
    void client.setSetting(KEY, JSON.stringify(look)).catch(() => undefined);
  },
};

/** Takes up what was kept, and follows the desktop's theme. */
export function startLook(): () => void {
  paint();
  void client.setting(KEY).then((json) => {
    if (json) look = { ...look, ...(JSON.parse(json) as Partial<Look>) };
    paint();
  });
  dark?.addEventListener("change", paint);
  return () => dark?.removeEventListener("change", paint);
}
