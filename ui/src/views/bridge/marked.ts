// The exact text in pieces: what was filled in, and what a remark means. Offsets count characters, as the rules do.
import type { Piece } from "../../ipc/types/Piece";
import type { Remark } from "../../ipc/types/Remark";

/** A stretch of text that is shown in one way. */
export type Stretch = { text: string; filled: boolean; remark: Remark | undefined };

/** Cuts pieces wherever the excerpt of a remark begins or ends; the gravest remark on a stretch is the one that is shown. */
export function marked(pieces: Piece[], remarks: Remark[]): Stretch[] {
  const meant = remarks.flatMap((remark) => (remark.excerpt ? [{ remark, from: remark.excerpt[0], until: remark.excerpt[1] }] : []));
  const on = (at: number): Remark | undefined => {
    const here = meant.filter((part) => part.from <= at && at < part.until);
    return (here.find((part) => part.remark.forbids) ?? here[0])?.remark;
  };
  const stretches: Stretch[] = [];
  let at = 0;
  for (const piece of pieces) {
    let open: Stretch | undefined;
    for (const character of piece.text) {
      const remark = on(at++);
      if (open && open.remark === remark) open.text += character;
      else stretches.push((open = { text: character, filled: piece.variable !== null, remark }));
    }
  }
  return stretches;
}
