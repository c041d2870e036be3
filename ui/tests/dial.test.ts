// The dial sheet: whom to call, and what it says where a page is held and nobody has to be called for it.
import { cleanup, render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DialSheet as View } from "../src/ipc/types/DialSheet";
import DialSheet from "../src/views/bridge/dialog/DialSheet.svelte";
import { backend } from "./backend";

const empty: View = { incident: "INC-1", say: ["This is Mara."], calls: [], here: [] };

function show(view: View): void {
  backend({ dial_sheet: view });
  render(DialSheet, { incident: "INC-1", onclose: () => undefined });
}

beforeEach(() => {
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement): void { this.open = true; };
});
afterEach(cleanup);

test("where every page is out or answered, that is said", async () => {
  show(empty);
  expect(await screen.findByText("Nobody has to be called by hand: every page is out, or answered.")).toBeTruthy();
});

test("a page that is held to somebody on the bridge is told, and is not called out", async () => {
  show({ ...empty, here: ["The page to Mara Ekholm is held. They are on the bridge already."] });
  expect(await screen.findByText("The page to Mara Ekholm is held. They are on the bridge already.")).toBeTruthy();
  expect(screen.getByText("Nobody has to be called by hand.")).toBeTruthy();
});
