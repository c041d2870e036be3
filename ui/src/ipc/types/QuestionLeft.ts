import type { QuestionId } from "./QuestionId";
export type QuestionLeft = { question: QuestionId,
reason: string, };
