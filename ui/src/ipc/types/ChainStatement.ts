import type { ChainFact } from "./ChainFact";
export type ChainStatement = { variable: string,
label: string,
words: string,
fact: ChainFact | null, };
