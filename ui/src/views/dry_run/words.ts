// A place that would hear, in words.
import type { Place } from "../../ipc/types/Place";

/** `Status page status.kestrel.example, 1204 subscribers`, `Letter to Nordlys, 2 addresses`. */
export function heard(place: Place): string {
  const silent = [place.silent?.replace(/\.$/, ""), place.by_hand].filter(Boolean).map((words) => `; ${words}`).join("");
  if (place.channel === "page") return `Status page ${place.name}${place.subscribers === null ? "" : `, ${place.subscribers} subscribers`}${silent}`;
  if (place.channel === "room") return `Room ${place.name}${silent}`;
  const addresses = place.recipients.length;
  if (!addresses) return `Letters of ${place.name}${silent}`;
  return `Letter to ${place.name}, ${addresses} ${addresses === 1 ? "address" : "addresses"}${silent}`;
}
