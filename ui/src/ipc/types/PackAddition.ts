export type PackAddition = { path: string, entries: Array<string>, };
