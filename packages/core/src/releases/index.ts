// releases: prepare, approve, sign, present, verify, unseal, give notice. Glossary: release, cut, place (`p7`, `p7/2`),
// opening, withheld, reading, gap, issuer (signs the document once), release authority (binds a cut to its recipient).
export { readCutHeader } from "./cut-file.ts";
export { drawNames } from "./choices.ts";
export { prepareRelease } from "./prepare.ts";
export type { IssueHeader, PrepareInput } from "./prepare.ts";
export { digestRelease, issueRelease, signRelease } from "./issue.ts";
export type { IssueInput } from "./issue.ts";
export { digestCut, digestPresentation, presentCut, sealCut } from "./present.ts";
export { openPress } from "./press.ts";
export type { Press, PressedCut } from "./press.ts";
export { sealUnsealing, unsealPlaces } from "./unseal.ts";
export { verifyUnsealing } from "./verify-unsealing.ts";
export type { VerifiedUnsealing } from "./verify-unsealing.ts";
export { digestNotice, sealNotice, signNotice, verifyNotice } from "./notice.ts";
export type { Notice } from "./notice.ts";
export {
  digestApproval,
  listPresentations,
  requireApproved,
  signApproval,
  verifyApproval,
} from "./approval.ts";
export type { Approval } from "./approval.ts";
export { digestKeyStatement, openKeyStatement, sealKeyStatement, signKeyStatement } from "./key-statement.ts";
export type { KeySet, KeySetSigner, KeyStatement, SignedKeyStatement } from "./key-statement.ts";
export { requireStanding, requireTrusted } from "./standing.ts";
export { describeHandling, verifyCut } from "./verify.ts";
export type { VerifiedCut } from "./verify.ts";
export type {
  CheckedStep,
  CutBody,
  CutDocument,
  CutFile,
  IssuedRelease,
  KeyPurpose,
  LedgerEvidence,
  PreparedRelease,
  ReleaseHeader,
  ReleaseSignature,
  SignedPayload,
  StatedKeys,
  Trust,
  UnsealingBody,
} from "./release.ts";
