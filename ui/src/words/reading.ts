// How hard a text is to read, in words.
import type { ReadingGrade } from "../ipc/types/ReadingGrade";

/** `6.1 years at school`; why that cannot be said, where it cannot. */
export function readingWords(reading: ReadingGrade): string {
  switch (reading.kind) {
    case "years": return `${reading.years} years at school`;
    case "too_short": return "too short to say";
    case "not_english": return "not said: the grade is for English only";
  }
}

/** Whether it is harder than was agreed on. */
export function isHard(reading: ReadingGrade, highest: number): boolean {
  return reading.kind === "years" && Math.round(reading.years) > highest;
}
