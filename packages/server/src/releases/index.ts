// releases: planning, approval by a second person, issuing, the cuts, and reading them.
export { approveRelease } from "./approve.ts";
export { commitOne } from "./commit.ts";
export { CUT_FORMS, formOf, writeCut, writeSheet } from "./cut-file.ts";
export type { CutToWrite } from "./cut-file.ts";
export { journalReading, prepareCut } from "./cuts.ts";
export { issueApproved } from "./issue.ts";
export { planDocument, secondsOf } from "./plan.ts";
export type { ReleaseContext } from "./plan.ts";
export { createRehearsalKeys, rehearseRelease } from "./rehearsal.ts";
export { headerOf } from "./release-header.ts";
export { readDigestStart, readProposal, requireSignedPersons } from "./rules.ts";
export { writeBlankPages } from "./scan-release.ts";
export { findIssued, listCuts, listProposals, readCutFiles } from "./store.ts";
export type { CutSummary } from "./store.ts";
