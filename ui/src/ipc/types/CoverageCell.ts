import type { Standing } from "./Standing";

export type CoverageCell = { from: number, until: number, standing: Standing, people: Array<string>, rotation: string | null, uncovered_minutes: number, };
