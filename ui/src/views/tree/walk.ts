// The page tree as lines: which stand open, what the filter leaves, and where a key leads.
import type { TreeBranch } from "../../ipc/types/TreeBranch";
import type { TreeLeaf } from "../../ipc/types/TreeLeaf";

/** At most so many lines are drawn; the filter narrows the rest. */
export const MOST_LINES = 400;

/** A line of the tree. */
export type Line = {
  id: string;
  level: 1 | 2;
  name: string;
  /** Of how many brothers it is which. */
  place: [number, number];
  branch: TreeBranch;
  /** Nothing for a branch. */
  leaf?: TreeLeaf;
  /** Whether a branch stands open. */
  open?: boolean;
};

function has(leaf: TreeLeaf, branch: TreeBranch, needle: string): boolean {
  return `${branch.name} ${leaf.name} ${leaf.words}`.toLowerCase().includes(needle);
}

/** The lines that stand there: with words, every branch that has them stands open. */
export function lines(branches: TreeBranch[], opened: ReadonlySet<string>, words: string): Line[] {
  const needle = words.trim().toLowerCase();
  const left = branches
    .map((branch) => ({ branch, leaves: needle ? branch.leaves.filter((leaf) => has(leaf, branch, needle)) : branch.leaves }))
    .filter(({ leaves }) => leaves.length > 0);
  return left.flatMap(({ branch, leaves }, index) => {
    const open = needle !== "" || opened.has(branch.id);
    const head: Line = { id: branch.id, level: 1, name: branch.name, place: [index + 1, left.length], branch, open };
    if (!open) return [head];
    return [head, ...leaves.map((leaf, place): Line => ({ id: leaf.id, level: 2, name: leaf.name, place: [place + 1, leaves.length], branch, leaf }))];
  });
}

/** What a key does on a line: goes to another, opens or closes a branch; nothing where it is none of the tree's keys. */
export type Step = { to: string } | { open: string } | { close: string } | undefined;

/** Where a key leads from a line. */
export function step(all: Line[], at: string | undefined, key: string): Step {
  const index = Math.max(0, all.findIndex((line) => line.id === at));
  const line = all[index];
  if (!line) return undefined;
  const to = (there: Line | undefined): Step => (there ? { to: there.id } : { to: line.id });
  switch (key) {
    case "ArrowDown": return to(all[index + 1]);
    case "ArrowUp": return to(all[index - 1]);
    case "Home": return to(all[0]);
    case "End": return to(all.at(-1));
    case "ArrowRight": return line.leaf ? { to: line.id } : line.open ? to(all[index + 1]) : { open: line.id };
    case "ArrowLeft": return line.leaf ? { to: line.branch.id } : line.open ? { close: line.id } : { to: line.id };
    case "Enter":
    case " ": return line.leaf ? { to: line.id } : line.open ? { close: line.id } : { open: line.id };
    default: return undefined;
  }
}

/** The next line that begins with what was typed; one letter typed again goes on to the next. */
export function typed(all: Line[], at: string | undefined, letters: string): string | undefined {
  const needle = letters.toLowerCase();
  const same = [...needle].every((letter) => letter === needle[0]);
  const search = same ? needle.slice(0, 1) : needle;
  const index = all.findIndex((line) => line.id === at);
  const from = same || search.length === 1 ? index + 1 : Math.max(0, index);
  const order = [...all.slice(from), ...all.slice(0, from)];
  return order.find((line) => line.name.toLowerCase().startsWith(search))?.id;
}
