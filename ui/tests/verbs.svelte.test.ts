// Keys: what a person presses means one verb, and typing stays typing.
import { beforeEach, expect, test, vi } from "vitest";
import { flushSync } from "svelte";
import { addVerbs, chord, isTyping, keysShown, press, registry } from "../src/state/verbs.svelte";

const key = (name: string, more: KeyboardEventInit = {}): KeyboardEvent => new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...more });

beforeEach(() => {
  document.body.innerHTML = "";
});

function standing(verbs: Parameters<typeof addVerbs>[0], then: () => void): void {
  const end = $effect.root(() => addVerbs(verbs));
  flushSync();
  then();
  end();
  flushSync();
}

test("keys are read as characters with their modifiers", () => {
  expect(chord(key("k", { ctrlKey: true }))).toBe("mod+k");
  expect(chord(key("D", { ctrlKey: true, shiftKey: true }))).toBe("mod+shift+d");
  expect(chord(key("?", { shiftKey: true }))).toBe("?");
  expect(chord(key("F6", { shiftKey: true }))).toBe("shift+f6");
  expect(keysShown("mod+shift+d")).toBe("Ctrl Shift D");
});

// F is a letter as well, though F6 moves on from a field.
test.each(["n", "f"])("a verb runs by its key, and not while somebody types: %s", (letter) => {
  const run = vi.fn();
  standing([{ id: "note", name: "Write a note", section: "Say", keys: letter, run }], () => {
    document.body.innerHTML = "<input>";
    const field = document.querySelector("input") as HTMLInputElement;
    expect(isTyping(field)).toBe(true);
    const typed = key(letter);
    field.dispatchEvent(typed);
    expect(press(typed)).toBe(false);
    const pressed = key(letter);
    document.body.dispatchEvent(pressed);
    expect(press(pressed)).toBe(true);
    expect(run).toHaveBeenCalledOnce();
  });
  expect(registry.verbs).toHaveLength(0);
});

test("the screen's verb wins over the general one, and a blocked one does nothing", () => {
  const [general, own, never] = [vi.fn(), vi.fn(), vi.fn()];
  standing(
    [
      { id: "a", name: "General", section: "Do", keys: "s", run: general },
      { id: "b", name: "Own", section: "Do", keys: "s", run: own },
      { id: "c", name: "Never", section: "Do", keys: "x", blocked: () => "no", run: never },
    ],
    () => {
      press(key("s"));
      expect(press(key("x"))).toBe(false);
    },
  );
  expect([general.mock.calls.length, own.mock.calls.length, never.mock.calls.length]).toEqual([0, 1, 0]);
});
