// What a remark means is found in the text by characters, whatever was filled in around it.
import { expect, test } from "vitest";
import type { Remark } from "../src/ipc/types/Remark";
import { marked } from "../src/views/bridge/marked";

const remark = (excerpt: [number, number] | null, forbids = false): Remark => ({ output: "status_page", kind: "jargon", forbids, message: "m", excerpt });
const shown = (remarks: Remark[]): string[] =>
  marked([{ text: "Our 🔥 ", variable: null }, { text: "ledger", variable: "what" }, { text: " is slow.", variable: null }], remarks)
    .map((stretch) => `${stretch.text}${stretch.filled ? "*" : ""}${stretch.remark ? (stretch.remark.forbids ? "!!" : "!") : ""}`);

test("without remarks the pieces stay as they are", () => {
  expect(shown([remark(null)])).toEqual(["Our 🔥 ", "ledger*", " is slow."]);
});

test("an excerpt cuts pieces, and counts a sign beyond the first plane as one character", () => {
  expect(shown([remark([6, 15])])).toEqual(["Our 🔥 ", "ledger*!", " is!", " slow."]);
});

test("where two meet, what forbids is shown", () => {
  expect(shown([remark([0, 5]), remark([4, 5], true)])).toEqual(["Our !", "🔥!!", " ", "ledger*", " is slow."]);
});
