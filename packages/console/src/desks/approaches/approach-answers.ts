// What the node says of approaches, by the names this desk uses.
import type { paths } from "../../../../../formats/api.d.ts";

type Json<Of> = Of extends { responses: { 200: { content: { "application/json": infer Body } } } }
  ? Body
  : never;

export type Approach = Json<paths["/api/cases/{case}/approaches"]["get"]>["approaches"][number];
export type Questions = Json<paths["/api/cases/{case}/questions"]["get"]>;
export type Question = Questions["questions"][number];
export type Evidence = Approach["trail"][number];
export type Points = Json<paths["/api/cases/{case}/approaches/{member}/points"]["post"]>;
