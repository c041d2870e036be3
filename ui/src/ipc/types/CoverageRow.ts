import type { CoverageCell } from "./CoverageCell";

export type CoverageRow = { region: string, name: string, customers_percent: number, zone: string, support: Array<string>, backup: Array<string>, note: string, cells: Array<CoverageCell>, customer_minutes: number, backup_minutes: number, unknown_minutes: number, uncovered_minutes: number, weighted_minutes: number, uncovered_percent: number | null, };
