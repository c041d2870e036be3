// Lays a short text on the clipboard and says so.
import { toast } from "./toast.svelte";

/** Copies a text; `name` is what it is, as in "Channel copied". */
export async function copyText(text: string, name: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast.say(`${name} copied`);
  } catch {
    toast.say("The clipboard refused the text. Select it and copy it by hand.", "bad");
  }
}
