// Where a composition goes, in a few words: what does not leave by itself does not count.
import { expect, test } from "vitest";
import type { Place } from "../src/ipc/types/Place";
import { counted, told } from "../src/views/bridge/compose/words";

function place(connection: string, channel: Place["channel"], by_hand: string | null = null): Place {
  return { connection, name: connection, channel, recipients: [], subscribers: null, silent: null, fault: null, by_hand, keeps_title: null, mark: null };
}

test("pages, rooms and letters are counted", () => {
  expect(counted([place("status", "page"), place("desk", "room"), place("mail", "letters"), place("mail", "letters")])).toBe("status, one room and 2 letters");
});

test("what is not armed is copied by hand and goes nowhere", () => {
  const hand = "not armed: copy it by hand";
  expect(counted([place("status", "page", hand), place("desk", "room")])).toBe("one room");
  expect(counted([place("status", "page", hand)])).toBe("");
});

test("a page says which title it keeps", () => {
  const silent = { ...place("status", "page"), silent: "a sandbox has none.", keeps_title: "Cards: failed payments" };
  expect(told(silent)).toBe("status. Subscribers are not told: a sandbox has none. It keeps its title there: “Cards: failed payments”.");
  expect(told(place("status", "page"))).toBe("status.");
});

test("what stands below the text in a room is told with it", () => {
  expect(told({ ...place("#support", "room"), mark: "INC-7 · entry …" })).toBe("#support, with “INC-7 · entry …” below the text");
  expect(told(place("desk", "room"))).toBe("desk");
});
