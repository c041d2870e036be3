export type QuestionId = string;
