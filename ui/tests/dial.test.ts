// The dial sheet: whom to call, and what it says where a page is held and nobody has to be called for it.
import { cleanup, render, screen, waitFor } from "@testing-library/svelte";
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

test("whoever is named by several pages is called once, and what came of it goes for all of them", async () => {
  const person = { id: "ana", name: "Ana Ruiz", title: "", city: "", zone: "Europe/Madrid", night: false, you: false, phone: null, email: null };
  const call = { page: "p1", pages: ["p1", "p3"], person, numbers: [], rotation: "Payments", rotation_id: "payments", reason: "Cards fail", state: "p1: held; p3: held", answer: null };
  const asked = backend({ dial_sheet: { ...empty, calls: [call] } satisfies View });
  render(DialSheet, { incident: "INC-1", onclose: () => undefined });
  expect(await screen.findByText(/pages p1, p3/)).toBeTruthy();
  screen.getByRole("button", { name: "Reached" }).click();
  const answered = (): unknown[] => asked.filter((one) => one.command === "submit").map((one) => (one.payload.intent as { page: string }).page);
  await waitFor(() => expect(answered()).toEqual(["p1", "p3"]));
});
