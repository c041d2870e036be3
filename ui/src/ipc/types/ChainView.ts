import type { Audience } from "./Audience";
import type { ChainPlace } from "./ChainPlace";
import type { ChainStatement } from "./ChainStatement";
export type ChainView = { update: string,
audience: Audience,
title: string,
written_by: string,
written_at: number,
approved_by: string | null,
approved_at: number | null,
places: Array<ChainPlace>,
statements: Array<ChainStatement>, };
