
export type LoadQuestion = { past: boolean, };
