// Questions that follow each other: the last one's answer counts, in whatever order they come back, and can be awaited.
import { expect, test } from "vitest";
import { Asking } from "../src/state/asking.svelte";
import { later } from "./backend";

test("an answer that was overtaken is dropped", async () => {
  const [first, second] = [later<string>(), later<string>()];
  const asking = new Asking<string>();
  void asking.ask(() => first.promise);
  void asking.ask(() => second.promise);
  second.resolve("second");
  first.resolve("first");
  await asking.settled();
  expect(asking.value).toBe("second");
});

test("settled waits for a question that is asked while it waits", async () => {
  const [first, second] = [later<string>(), later<string>()];
  const asking = new Asking<string>();
  void asking.ask(() => first.promise);
  const settled = asking.settled();
  void asking.ask(() => second.promise);
  first.resolve("first");
  second.resolve("second");
  await settled;
  expect(asking.value).toBe("second");
});

test("trouble keeps the last answer, and goes with the next one", async () => {
  const asking = new Asking<string>();
  await asking.ask(async () => "stands");
  await asking.ask(async () => Promise.reject(new Error("the disk is full")));
  expect([asking.value, asking.trouble]).toEqual(["stands", "the disk is full"]);
  await asking.ask(async () => "again");
  expect([asking.value, asking.trouble]).toEqual(["again", ""]);
});

test("what was dropped changes nothing", async () => {
  const late = later<string>();
  const asking = new Asking<string>();
  void asking.ask(() => late.promise);
  asking.drop();
  late.resolve("late");
  await asking.settled();
  expect(asking.value).toBeUndefined();
});
