// The places where everybody comes together, in the order in which one looks for the others.
import type { RallyView } from "../../ipc/types/RallyView";

/** A place, as it is shown and copied. */
export type Place = { name: string; text: string; keys: string };

/** The places that are known. */
export function places(rally: RallyView): Place[] {
  const all: [string, string | null, string][] = [
    ["Channel", rally.channel, "c"],
    ["Bridge", rally.bridge, "x"],
    ["Phone line", rally.phone, "l"],
    ["Fallback", rally.fallback, "z"],
  ];
  return all.flatMap(([name, text, keys]) => (text === null ? [] : [{ name, text, keys }]));
}
