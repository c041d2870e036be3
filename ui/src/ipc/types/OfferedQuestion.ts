import type { Audience } from "./Audience";
export type OfferedQuestion = { id: string,
audience: Audience,
from: string,
text: string,
asked_at: number,
cannot_wait: boolean,
chosen: boolean,
prompt: string, };
