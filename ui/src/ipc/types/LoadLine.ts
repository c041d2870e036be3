import type { Measure } from "./Measure";

export type LoadLine = { person: string, name: string, zone: string, rotations: Array<string>, minutes: number, at_once_minutes: number, at_once: string, nights: number, weekend_days: number, holidays: number, holiday_names: Array<string>, holidays_known: boolean, pages: number | null, night_pages: number | null, over: Array<Measure>, over_words: string, };
