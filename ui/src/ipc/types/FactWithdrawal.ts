import type { FactId } from "./FactId";
export type FactWithdrawal = { fact: FactId,
reason: string, };
