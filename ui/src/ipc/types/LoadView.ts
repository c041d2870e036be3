import type { LimitLine } from "./LimitLine";
import type { LoadLine } from "./LoadLine";
import type { HeroLine } from "./HeroLine";

export type LoadView = { from: number, until: number, zone: string, title: string, sentence: string, limits: Array<LimitLine>, lines: Array<LoadLine>, heroes: Array<HeroLine>, cautions: Array<string>, };
