
export type Standing = "outside" | "covered" | "backup" | "unknown" | "uncovered";
