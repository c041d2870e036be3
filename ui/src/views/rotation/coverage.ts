// The coverage grid in words, and where its keys lead.
import type { CoverageCell } from "../../ipc/types/CoverageCell";
import type { CoverageRow } from "../../ipc/types/CoverageRow";
import type { Standing } from "../../ipc/types/Standing";
import { stretch } from "../../state/time";

const HOUR_MINUTES = 60;

/** What a mark of the grid means, in the order of the legend. */
export const STANDINGS: { standing: Standing; name: string }[] = [
  { standing: "covered", name: "Support on call" },
  { standing: "backup", name: "Backup only" },
  { standing: "uncovered", name: "Nobody" },
  { standing: "unknown", name: "Not known" },
  { standing: "outside", name: "No customers' hours" },
];

/** `105 h`, `3 h 30 min`, `20 min` */
export function hours(minutes: number): string {
  const [whole, rest] = [Math.floor(minutes / HOUR_MINUTES), Math.round(minutes % HOUR_MINUTES)];
  if (!whole) return `${rest} min`;
  return rest ? `${whole} h ${rest} min` : `${whole} h`;
}

/** An hour of a region in words, with its zone. */
export function cellName(cell: CoverageCell, zone: string, now: number): string {
  const when = stretch(cell.from, cell.until, zone, now);
  const people = cell.people.join(", ");
  switch (cell.standing) {
    case "covered":
      return `${when}, covered by ${people}`;
    case "backup":
      return `${when}, covered by the backup only: ${people}`;
    case "unknown":
      return `${when}, not known`;
    case "outside":
      return `${when}, outside customers' hours`;
    case "uncovered":
      return `${when}, nobody for ${cell.uncovered_minutes} min${people ? `, the rest by ${people}` : ""}`;
  }
}

/** What a region comes to: `12 h of 105 h without anybody, weighs 6.2 h`. */
export function sum(row: CoverageRow): string {
  if (!row.customer_minutes) return "no customers' hours";
  const parts = [row.uncovered_minutes ? `nobody for ${hours(row.uncovered_minutes)} of ${hours(row.customer_minutes)}` : `all of ${hours(row.customer_minutes)} covered`];
  if (row.unknown_minutes) parts[0] = `${row.uncovered_minutes ? parts[0] : `${hours(row.customer_minutes)} of customers`}, ${hours(row.unknown_minutes)} not known`;
  if (row.backup_minutes) parts.push(`${hours(row.backup_minutes)} by the backup only`);
  return parts.join(", ");
}

/** Where a key leads in the grid; undefined where it is none of the grid's. */
export function moved(key: string, place: { row: number; column: number }, rows: number, columns: number): { row: number; column: number } | undefined {
  const DAY = 24;
  const by: Record<string, [number, number]> = {
    ArrowDown: [1, 0], j: [1, 0], ArrowUp: [-1, 0], k: [-1, 0],
    ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [0, DAY], PageUp: [0, -DAY], Home: [0, -columns], End: [0, columns],
  };
  const step = by[key];
  if (!step) return undefined;
  const within = (at: number, count: number): number => Math.max(0, Math.min(count - 1, at));
  return { row: within(place.row + step[0], rows), column: within(place.column + step[1], columns) };
}
