// Where the keys stand in the grid of templates, where they lead, and how a place and a state are named.
import type { Phase } from "../../ipc/types/Phase";
import type { TemplateCell } from "../../ipc/types/TemplateCell";
import type { TemplateGrid } from "../../ipc/types/TemplateGrid";
import type { TemplatePlace } from "../../ipc/types/TemplatePlace";
import type { TemplateState } from "../../ipc/types/TemplateState";

/** A row and a mark in it. */
export type Cursor = { row: number; mark: number };

/** As the legend and readers of the screen say it. */
export const STATE: Record<TemplateState, string> = {
  filled: "written",
  remarked: "with remarks",
  faulty: "faulty",
  hole: "missing",
};

/** A place as the route keeps it. */
export function itemOf({ pattern, output, phase }: TemplatePlace): string {
  return `${pattern} ${output} ${phase}`;
}

/** The place that the route has kept; nothing where it is none. */
export function placeOf(item: string | undefined): TemplatePlace | undefined {
  const [pattern, output, phase] = item?.split(" ") ?? [];
  return pattern && output && phase ? { pattern, output: output as TemplatePlace["output"], phase: phase as Phase } : undefined;
}

/** The place of a mark; nothing outside of the grid. */
export function placeAt(grid: TemplateGrid, cursor: Cursor): TemplatePlace | undefined {
  const row = grid.rows[cursor.row];
  const cell = row?.cells[cursor.mark];
  return row && cell ? { pattern: row.pattern, output: cell.output, phase: cell.phase } : undefined;
}

/** Where a place stands in the grid; its begin where it stands nowhere. */
export function cursorOf(grid: TemplateGrid, place: TemplatePlace): Cursor {
  const row = Math.max(0, grid.rows.findIndex((candidate) => candidate.pattern === place.pattern));
  const marks = grid.rows[row]?.cells ?? [];
  return { row, mark: Math.max(0, marks.findIndex((cell) => cell.output === place.output && cell.phase === place.phase)) };
}

/** The cursor after a key; it stays at the edges. Nothing where the key moves nothing. */
export function step(grid: TemplateGrid, { row, mark }: Cursor, key: string): Cursor | undefined {
  const rows = grid.rows.length - 1;
  const phases = Math.max(1, grid.phases.length);
  const marks = grid.columns.length * phases - 1;
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  const moves: Record<string, Cursor> = {
    ArrowDown: { row: within(row + 1, rows), mark },
    ArrowUp: { row: within(row - 1, rows), mark },
    ArrowRight: { row, mark: within(mark + 1, marks) },
    ArrowLeft: { row, mark: within(mark - 1, marks) },
    PageDown: { row: rows, mark },
    PageUp: { row: 0, mark },
    Home: { row, mark: 0 },
    End: { row, mark: marks },
  };
  return moves[key];
}

/** The next mark, reading on and round, that something is the matter with; nothing where all is well. */
export function nextOpen(grid: TemplateGrid, cursor: Cursor): Cursor | undefined {
  const marks = grid.columns.length * grid.phases.length;
  const all = grid.rows.flatMap((row) => row.cells);
  const here = cursor.row * marks + cursor.mark;
  for (let far = 1; far <= all.length; far++) {
    const at = (here + far) % all.length;
    if (all[at]?.state !== "filled") return { row: Math.floor(at / marks), mark: at % marks };
  }
  return undefined;
}

/** A mark as it is read out: `Social, Resolved: missing`. */
export function markName(grid: TemplateGrid, cell: TemplateCell, phaseName: string): string {
  const column = grid.columns.find((candidate) => candidate.output === cell.output);
  return `${column?.name ?? cell.output}, ${phaseName}: ${STATE[cell.state]}`;
}
