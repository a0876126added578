// releases: plan the cuts, issue, present, verify, render. Glossary: release, cut, place (`p7`, `p7/2`), opening,
// withheld, issuer (signs the document once), release authority (binds a cut to its recipient).
export { digestRelease, issueRelease } from "./issue.ts";
export type { IssueHeader, IssueInput } from "./issue.ts";
export { planRelease } from "./plan.ts";
export { digestCut, presentCut, sealCut } from "./present.ts";
export { renderCutText } from "./render-text.ts";
export { renderCutPage } from "./render-page.ts";
export { verifyCutPage } from "./page-file.ts";
export { verifyCut } from "./verify.ts";
export type { VerifiedCut } from "./verify.ts";
export type {
  CheckedStep,
  CutBody,
  CutDocument,
  CutFile,
  IssuedRelease,
  LedgerEvidence,
  RecipientClass,
  ReleaseHeader,
  ReleasePlan,
  Trust,
  WithheldReason,
} from "./release.ts";
