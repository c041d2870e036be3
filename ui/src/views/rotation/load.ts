// The load table in words, and who is found by them.
import type { LoadLine } from "../../ipc/types/LoadLine";
import type { Measure } from "../../ipc/types/Measure";

const HOUR_MINUTES = 60;

/** What stands in a cell; a dash where it cannot be counted. */
export function amount(line: LoadLine, measure: Measure): string {
  const counted = (number: number | null): string => (number === null ? "–" : String(number));
  switch (measure) {
    case "hours":
      return `${Math.round(line.minutes / HOUR_MINUTES)} h`;
    case "nights":
      return String(line.nights);
    case "weekend_days":
      return String(line.weekend_days);
    case "holidays":
      return line.holidays_known ? String(line.holidays) : "–";
    case "pages":
      return counted(line.pages);
    case "night_pages":
      return counted(line.night_pages);
  }
}

/** The lines that have every word. */
export function found(lines: LoadLine[], seek: string): LoadLine[] {
  const needles = seek.toLowerCase().split(/\s+/).filter(Boolean);
  if (!needles.length) return lines;
  return lines.filter((line) => {
    const text = `${line.person} ${line.name} ${line.zone} ${line.rotations.join(" ")}`.toLowerCase();
    return needles.every((needle) => text.includes(needle));
  });
}
