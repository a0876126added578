// What the node says of T-0, by the names this desk uses.
import type { paths } from "../../../../../formats/api.d.ts";

type Json<Of> = Of extends { responses: { 200: { content: { "application/json": infer Body } } } }
  ? Body
  : never;

export type TZero = Json<paths["/api/cases/{case}/t-zero"]["get"]>;
export type Readiness = TZero["readiness"][number];
export type Item = keyof Readiness["items"];
export type ItemState = Readiness["items"][Item];
export type Countdown = Json<paths["/api/cases/{case}/t-zero/countdown"]["get"]>;
export type Width = Json<paths["/api/cases/{case}/t-zero/width"]["get"]>;
export type Done = Json<paths["/api/cases/{case}/t-zero/done"]["get"]>;
export type Rehearsed = Json<paths["/api/cases/{case}/t-zero/rehearsal"]["post"]>;
export type Final = Json<paths["/api/cases/{case}/resolution"]["get"]>;

export const items = [
  "text-cleared",
  "translated",
  "note-verbale",
  "spokesperson",
  "legal-step",
] as const satisfies readonly Item[];
export const itemStates = ["open", "done", "not-needed"] as const satisfies readonly ItemState[];
