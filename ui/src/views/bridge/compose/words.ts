// Where a composition goes, in a few words.
import type { ComponentState } from "../../../ipc/types/ComponentState";
import type { Place } from "../../../ipc/types/Place";

export const STATE: Record<ComponentState, string> = {
  operational: "works",
  degraded: "works, badly",
  partial_outage: "works for some",
  major_outage: "does not work",
  maintenance: "planned work",
};

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : `${count} ${many}`);

/** `status.kestrel.example, 2 rooms and 12 letters`; nothing where all is copied by hand, as where no connection is armed. */
export function counted(all: Place[]): string {
  const places = all.filter((place) => !place.by_hand);
  const pages = [...new Set(places.filter((place) => place.channel === "page").map((place) => place.name))];
  const rooms = new Set(places.filter((place) => place.channel === "room").map((place) => place.connection)).size;
  const letters = places.filter((place) => place.channel === "letters").length;
  const parts = [
    ...(pages.length > 2 ? [`${pages.length} pages`] : pages),
    ...(rooms ? [plural(rooms, "one room", "rooms")] : []),
    ...(letters ? [plural(letters, "one letter", "letters")] : []),
  ];
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}
