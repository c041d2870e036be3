import type { QuestionId } from "./QuestionId";
export type QuestionUrgency = { question: QuestionId,
cannot_wait: boolean, };
