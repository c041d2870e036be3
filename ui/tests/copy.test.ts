// A text is copied in the form that was asked for; what each form says came from Rust.
import { render, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { toast } from "../src/state/toast.svelte";
import CopyAs from "../src/views/bridge/CopyAs.svelte";

const copies = { text: "Cards\n\nfail", markdown: "## Cards\n\nfail", html: "<h2>Cards</h2>\n<p>fail</p>" };
const writeText = vi.fn<(text: string) => Promise<void>>();
const write = vi.fn<(items: unknown[]) => Promise<void>>();

class Item {
  readonly parts: Record<string, Blob>;
  constructor(parts: Record<string, Blob>) {
    this.parts = parts;
  }
}

beforeEach(() => {
  toast.clear();
  writeText.mockReset().mockResolvedValue();
  write.mockReset().mockResolvedValue();
  vi.stubGlobal("navigator", { clipboard: { writeText, write } });
  vi.stubGlobal("ClipboardItem", Item);
  render(CopyAs, { copies, name: "Teams update" });
});
afterEach(() => void vi.unstubAllGlobals());

const press = (form: string): void => screen.getByRole("button", { name: `Copy as ${form}` }).click();

test("text and Markdown are laid down as they are", async () => {
  press("Text");
  await vi.waitFor(() => expect(toast.shown?.text).toBe("Teams update copied as Text"));
  press("Markdown");
  await vi.waitFor(() => expect(toast.shown?.text).toBe("Teams update copied as Markdown"));
  expect(writeText.mock.calls).toEqual([[copies.text], [copies.markdown]]);
});

test("HTML is laid down as what it looks like, with the plain text beside it", async () => {
  press("HTML");
  await vi.waitFor(() => expect(toast.shown?.text).toBe("Teams update copied as HTML"));
  const parts = (write.mock.calls[0]?.[0][0] as Item).parts;
  expect(await parts["text/html"]?.text()).toBe(copies.html);
  expect(await parts["text/plain"]?.text()).toBe(copies.text);
  expect(writeText).not.toHaveBeenCalled();
});

test("where the web view cannot do that, its source is laid down", async () => {
  write.mockRejectedValue(new Error("not here"));
  press("HTML");
  await vi.waitFor(() => expect(writeText).toHaveBeenCalledWith(copies.html));
  vi.stubGlobal("ClipboardItem", undefined);
  press("HTML");
  await vi.waitFor(() => expect(writeText).toHaveBeenCalledTimes(2));
});

test("a clipboard that takes nothing is told, and what to do", async () => {
  writeText.mockRejectedValue(new Error("no"));
  press("Text");
  await vi.waitFor(() => expect(toast.shown?.tone).toBe("bad"));
  expect(toast.shown?.text).toContain("copy it by hand");
});
