import type { PersonId } from "./PersonId";
import type { RegionId } from "./RegionId";
import type { ServiceId } from "./ServiceId";
import type { WorkstreamId } from "./WorkstreamId";
export type FactForm = { text: string,
service: ServiceId | null,
region: RegionId | null,
workstream: WorkstreamId | null,
by: PersonId | null, };
