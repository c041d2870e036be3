import type { FactId } from "./FactId";
export type FactConfirmation = { fact: FactId, };
