export type ChainPlace = { name: string,
published_at: number | null, };
