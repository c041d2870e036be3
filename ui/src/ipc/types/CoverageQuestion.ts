
export type CoverageQuestion = { date: string | null, zone: string | null, };
