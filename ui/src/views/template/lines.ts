// Two texts line by line: which lines of each the other one does not have.

/** The lines, counted from 0, that are not part of the longest run of lines that both texts have in the same order. */
export function differing(one: string, other: string): { one: Set<number>; other: Set<number> } {
  const [ours, theirs] = [one.split("\n"), other.split("\n")];
  // How many lines both have in the same order from these two places on.
  const alike = Array.from({ length: ours.length + 1 }, () => new Uint32Array(theirs.length + 1));
  const at = (row: number, column: number): number => alike[row]?.[column] ?? 0;
  for (let row = ours.length - 1; row >= 0; row--) {
    for (let column = theirs.length - 1; column >= 0; column--) {
      const same = ours[row] === theirs[column];
      (alike[row] as Uint32Array)[column] = same ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const apart = { one: new Set<number>(), other: new Set<number>() };
  let [row, column] = [0, 0];
  while (row < ours.length || column < theirs.length) {
    if (row < ours.length && column < theirs.length && ours[row] === theirs[column]) {
      row++;
      column++;
    } else if (column >= theirs.length || (row < ours.length && at(row + 1, column) >= at(row, column + 1))) apart.one.add(row++);
    else apart.other.add(column++);
  }
  return apart;
}
