// In which order choices stand: whoever types a role's two letters has that role first, every time.

/** What is found by its letters or its name. */
export type Named = { title: string; keys: string };

/** The choice whose letters were typed, then those whose names begin with what was typed, then what else fits, best first. */
export function ranked<Choice extends Named>(choices: Choice[], order: number[], typed: string): Choice[] {
  const needle = typed.trim().toLowerCase();
  const own = choices.filter((choice) => choice.keys !== "" && choice.keys === needle);
  const begin = choices.filter((choice) => choice.title.toLowerCase().startsWith(needle));
  const rest = order.map((index) => choices[index]).filter((choice) => choice !== undefined);
  return [...new Set([...own, ...begin, ...rest])];
}
