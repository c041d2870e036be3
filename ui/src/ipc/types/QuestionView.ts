import type { Audience } from "./Audience";
import type { Copies } from "./Copies";
export type QuestionView = { id: string,
from: string,
function: string | null,
audience: Audience,
text: string,
cannot_wait: boolean,
asked_at: number,
due_at: number | null,
reply: string,
copies: Copies,
asked_of: string | null,
heard: string | null,
settled: string | null,
settled_at: number | null, };
