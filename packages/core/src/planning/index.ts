// planning: which places of a document each recipient would see, why not the others, and what a release would do, before
// anything is signed. Glossary: place (`p7`, `p7/2`), class, withheld.
export { indexConsents } from "./gates.ts";
export { listPlaces, markParts, requireMarked } from "./places.ts";
export { planRelease } from "./plan-release.ts";
export { comparePublic } from "./public-text.ts";
export { noRules } from "./plan.ts";
export type {
  Comparison,
  Consent,
  MarginalValue,
  PublicFinding,
  RecipientClass,
  ReleasePlan,
  ReleaseRules,
  Sufficiency,
  WithheldReason,
} from "./plan.ts";
