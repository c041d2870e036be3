import type { Audience } from "./Audience";
import type { FunctionId } from "./FunctionId";
import type { PersonId } from "./PersonId";
export type QuestionForm = { from: string,
person: PersonId | null,
function: FunctionId | null,
audience: Audience,
text: string,
cannot_wait: boolean, };
