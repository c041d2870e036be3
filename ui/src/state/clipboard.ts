// A text on the clipboard, in one of its forms. What each form says is Rust's; here it is only laid down.
import type { Copies } from "../ipc/types/Copies";

/** A form in which a text can be copied. */
export type Form = keyof Copies;

/** Lays a text down. As HTML it is laid down as what it looks like, with the plain text for whoever takes nothing else; where the
 * web view cannot do that, as its source. Fails where the clipboard takes nothing at all. */
export async function copyAs(copies: Copies, form: Form): Promise<void> {
  if (form === "html" && typeof ClipboardItem !== "undefined") {
    const blob = (type: string, text: string): Blob => new Blob([text], { type });
    const both = { "text/html": blob("text/html", copies.html), "text/plain": blob("text/plain", copies.text) };
    try {
      await navigator.clipboard.write([new ClipboardItem(both)]);
      return;
    } catch {
      // The source is better than nothing.
    }
  }
  await navigator.clipboard.writeText(copies[form]);
}
