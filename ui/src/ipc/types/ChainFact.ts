export type ChainFact = { id: string,
text: string,
said_by: string,
stated_at: number,
confirmed_by: string | null,
confirmed_at: number | null,
unconfirmed_when_written: boolean,
withdrawn: string | null,
withdrawn_at: number | null, };
