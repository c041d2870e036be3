
export type HeroLine = { person: string, name: string, kind: string, title: string, why: string, help: string, };
