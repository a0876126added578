// What the node says of pledges, by the names this desk uses.
import type { paths } from "../../../../../formats/api.d.ts";

type Json<Of> = Of extends { responses: { 200: { content: { "application/json": infer Body } } } }
  ? Body
  : never;

export type Vocabulary = Json<paths["/api/cases/{case}/pledges/vocabulary"]["get"]>;
export type OwnPledge = Json<paths["/api/cases/{case}/pledges/own"]["get"]>;
export type Outcome = Json<paths["/api/cases/{case}/resolution/own"]["get"]>;
export type ListedPledge = Json<paths["/api/cases/{case}/pledges"]["get"]>["pledges"][number];
export type Trial = Json<paths["/api/cases/{case}/resolution/trial"]["post"]>;
export type PledgesFile = Trial["pledges"];
export type Each = Json<paths["/api/cases/{case}/what-if"]["get"]>;
export type WhatIf = Json<paths["/api/cases/{case}/what-if"]["post"]>;
export type Keystone = Json<paths["/api/cases/{case}/what-if/keystones"]["get"]>["keystones"][number];
export type Persuasion = Json<paths["/api/cases/{case}/what-if/persuasion"]["post"]>;
export type Robustness = Json<paths["/api/cases/{case}/what-if/robustness"]["post"]>;
export type CheckedReceipt = Json<paths["/api/cases/{case}/pledges/receipt"]["post"]>;
