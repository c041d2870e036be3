// Whom one may page, as a line of the page dialog: a rotation, a step of a ladder, or a person.
import type { LadderChoice } from "../../../ipc/types/LadderChoice";
import type { Pageable } from "../../../ipc/types/Pageable";
import type { PersonView } from "../../../ipc/types/PersonView";
import { clockTime } from "../../../state/time";

/** A line: what is searched, what is read, and which of both ids is paged. */
export type Choice = { id: string; rotation: string | null; person: string | null; name: string; who: string; where: string; note: string; empty: boolean; title: string; keys: string };

/** A rotation. `now` is in milliseconds since 1970. */
export function ofRotation(candidate: Pageable, now: number): Choice {
  const names = namesOf(candidate.people);
  return {
    id: `r-${candidate.rotation}`, rotation: candidate.rotation, person: null, name: `${candidate.name} ${candidate.function} ${candidate.services.join(" ")} ${names}`,
    who: `${candidate.name}: ${names || "nobody on call, the backup is asked"}`, where: where(candidate.people[0], now),
    note: `${candidate.already ? "called already, " : ""}from ${candidate.source}`, empty: candidate.people.length === 0, title: candidate.name, keys: candidate.keys,
  };
}

/** A step of a ladder. `now` is in milliseconds since 1970. */
export function ofLadder(step: LadderChoice, now: number): Choice {
  const names = namesOf(step.people);
  return {
    id: `l-${step.id}`, rotation: step.rotation, person: step.person, name: `${step.name} ladder ${names}`, who: `${step.name}: ${names || "nobody on call"}`,
    where: where(step.people[0], now), note: "the ladder of what fails", empty: step.people.length === 0, title: step.name, keys: "",
  };
}

/** A person. `now` is in milliseconds since 1970. */
export function ofPerson(person: PersonView, now: number): Choice {
  return {
    id: `p-${person.id}`, rotation: null, person: person.id, name: `${person.name} ${person.title}`, who: person.name,
    where: where(person, now), note: person.title, empty: false, title: person.name, keys: "",
  };
}

function namesOf(people: PersonView[]): string {
  return people.map((person) => person.name).join(", ");
}

function where(person: PersonView | undefined, now: number): string {
  if (!person) return "";
  return `${person.city ? `${person.city} ` : ""}${clockTime(now, person.zone)}${person.night ? ", night" : ""}`;
}
