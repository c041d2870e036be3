import type { Measure } from "./Measure";

export type LimitLine = { measure: Measure, name: string, allowed: number, words: string, };
