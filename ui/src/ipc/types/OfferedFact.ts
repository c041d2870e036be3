export type OfferedFact = { id: string,
text: string,
confirmed: boolean, };
