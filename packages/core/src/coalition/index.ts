// coalition: which pledges hold together, why, and the proof of it. Glossary: pledge, level, acting, certificate.
export { certifyResolution, readCertificate } from "./certificate.ts";
export { checkCertificate } from "./certificate-check.ts";
export { countCompany } from "./company.ts";
export { compilePledges } from "./compilation.ts";
export { findKeystones } from "./keystones.ts";
export { persuadeGreedily } from "./persuasion-greedy.ts";
export { writePersuasionModel } from "./persuasion-model.ts";
export { planPersuasion, tryPersuasion } from "./persuasion-problem.ts";
export { resolvePledges } from "./resolution.ts";
export { createState, settleDown, settleUp } from "./settling.ts";
export type { ResolutionCertificate } from "./certificate.ts";
export { askAboutEach, askWhatIf } from "./what-if.ts";
export { findRobustness } from "./what-if-robustness.ts";
export type { Keystone, Keystones } from "./keystones.ts";
export type {
  Choice,
  PersuasionOutcome,
  PersuasionProblem,
  PersuasionQuestion,
} from "./persuasion-problem.ts";
export type { ResolutionGraph } from "./pledge-graph.ts";
export type { Resolution } from "./resolution.ts";
export type { ResolutionState } from "./settling.ts";
export type { Move, SingleAnswer, Standing, WhatIfAnswer } from "./what-if.ts";
export type { Change, Offer, Target } from "./what-if-changes.ts";
export type { Robustness } from "./what-if-robustness.ts";
