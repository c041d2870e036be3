// Half-written forms: whoever comes back at once finds them, and what was given up does not come back.
import { afterEach, expect, test, vi } from "vitest";
import { Draft } from "../src/state/drafts.svelte";
import { backend, later } from "./backend";

afterEach(() => {
  vi.useRealTimers();
});

test("what was typed a moment ago is there before it is on disk", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const asked = backend({ draft: null });
  new Draft<string>("quick").keep("words");
  expect(await new Draft<string>("quick").read()).toBe("words");
  expect(asked.filter((one) => one.command === "save_draft")).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked.filter((one) => one.command === "save_draft").map((one) => one.payload)).toEqual([{ key: "quick", json: '"words"' }]);
});

test("what is given up while it is being kept is forgotten after it was kept", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const slow = later<null>();
  const asked = backend({ save_draft: () => slow.promise });
  const draft = new Draft<string>("given up");
  draft.keep("words");
  await vi.advanceTimersByTimeAsync(1_000);
  draft.forget();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked.map((one) => one.command)).toEqual(["save_draft"]);
  slow.resolve(null);
  await vi.waitFor(() => expect(asked.map((one) => one.command)).toEqual(["save_draft", "delete_draft"]));
});
