import type { QuestionId } from "./QuestionId";
export type QuestionAnswer = { question: QuestionId,
answer: string, };
