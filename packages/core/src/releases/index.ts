// releases: plan the cuts, issue, present, verify, render.
export type {
  CheckedStep,
  CutDocument,
  CutFile,
  CutPortion,
  CutSpan,
  LedgerEvidence,
  RecipientClass,
  ReleaseHeader,
  ReleasePlan,
  Trust,
  WithheldReason,
} from "./release.ts";
