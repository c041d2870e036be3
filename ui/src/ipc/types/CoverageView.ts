import type { CoverageDay } from "./CoverageDay";
import type { CoverageRow } from "./CoverageRow";

export type CoverageView = { title: string, sentence: string, previous: string, next: string, zone: string, from: number, until: number, now: number, days: Array<CoverageDay>, rows: Array<CoverageRow>, unsupported_percent: number | null, zones: Array<string>, };
