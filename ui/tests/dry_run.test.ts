// Places that would hear, in words: a count only where it is known.
import { expect, test } from "vitest";
import type { Place } from "../src/ipc/types/Place";
import { heard } from "../src/views/dry_run/words";

const place = (changed: Partial<Place>): Place => ({ connection: "c", name: "here", channel: "page", recipients: [], subscribers: null, silent: null, fault: null, by_hand: null, keeps_title: null, mark: null, ...changed });

test.each([
  [place({}), "Status page here"],
  [place({ subscribers: 1204 }), "Status page here, 1204 subscribers"],
  [place({ subscribers: 0, silent: "it tells nobody." }), "Status page here, 0 subscribers; it tells nobody"],
  [place({ channel: "room" }), "Room here"],
  [place({ channel: "room", by_hand: "not armed: copy it by hand" }), "Room here; not armed: copy it by hand"],
  [place({ channel: "letters", recipients: ["a@x.example"] }), "Letter to here, 1 address"],
  [place({ channel: "letters", recipients: ["a@x.example", "b@x.example"] }), "Letter to here, 2 addresses"],
  [place({ channel: "letters" }), "Letters of here"],
])("%o", (told, words) => {
  expect(heard(told)).toBe(words);
});
