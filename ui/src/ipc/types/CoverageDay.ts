
export type CoverageDay = { from: number, until: number, label: string, weekend: boolean, };
