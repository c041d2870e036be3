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

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : `${count.toLocaleString("en-GB")} ${many}`);

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

/** `status.kestrel.example, 1,204 subscribers`, why they are not told, and the title that the page keeps; a letter's addresses. */
export function told(place: Place): string {
  if (place.channel === "letters" && place.recipients.length) return `${place.name}: ${place.recipients.join(", ")}`;
  if (place.channel !== "page") return place.mark ? `${place.name}, with “${place.mark}” below the text` : place.name;
  const kept = place.keeps_title ? ` It keeps its title there: “${place.keeps_title}”.` : "";
  return `${audience(place)}.${place.silent ? ` Subscribers are not told: ${place.silent}` : ""}${kept}`;
}

/** A place with how many it tells, where that is known. */
function audience(place: Place): string {
  return place.subscribers === null ? place.name : `${place.name}, ${plural(place.subscribers, "one subscriber", "subscribers")}`;
}

/** What keeps it from leaving by itself, place by place; what is copied by hand has nothing against it. */
export function refused(places: Place[]): string[] {
  return places.flatMap((place) => (place.fault && !place.by_hand ? [`${place.name}: ${place.fault}`] : []));
}

/** Where it goes and how many hear it, as the last thing that is read before it leaves. */
export function reach(places: Place[]): string {
  const count = (place: Place): string => (place.silent ? `${place.name}, subscribers are not told` : audience(place));
  return places.filter((place) => !place.by_hand).map(count).join("; ");
}

type States = Record<string, Record<string, ComponentState>>;

/** The form's states of components with one of them changed. What the form says nothing of may have been filled in for it: at
 * the end all is operational again. */
export function withState(form: States, shown: States, connection: string, component: string, state: ComponentState | null): States {
  const states = { ...(shown[connection] ?? {}) };
  if (state) states[component] = state;
  else delete states[component];
  return { ...form, [connection]: states };
}
