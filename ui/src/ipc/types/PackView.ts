import type { PackAddition } from "./PackAddition";
export type PackView = { id: string, name: string, description: string, files: Array<string>, additions: Array<PackAddition>, left: Array<string>, refusal: string, };
