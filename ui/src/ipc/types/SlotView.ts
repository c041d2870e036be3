import type { Audience } from "./Audience";
export type SlotView = { audience: Audience,
waiting: number,
due_at: number | null, };
