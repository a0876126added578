// releases: issue, present, verify. Glossary: release, cut, place (`p7`, `p7/2`), opening,
// withheld, issuer (signs the document once), release authority (binds a cut to its recipient).
export { digestRelease, issueRelease } from "./issue.ts";
export type { IssueHeader, IssueInput } from "./issue.ts";
export { digestCut, presentCut, sealCut } from "./present.ts";
export { describeHandling, verifyCut } from "./verify.ts";
export type { VerifiedCut } from "./verify.ts";
export type {
  CheckedStep,
  CutBody,
  CutDocument,
  CutFile,
  IssuedRelease,
  LedgerEvidence,
  ReleaseHeader,
  Trust,
} from "./release.ts";
