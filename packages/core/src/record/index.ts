// record: the public, static, checkable account of a case, `entente-record/1`: its layout, how it is planned, and
// verifyRecord, the checklist anyone can go through.
export { digestManifest, signManifest } from "./manifest.ts";
export { planRecord, sealRecord } from "./plan.ts";
export type { RecordPlan } from "./plan.ts";
export { verifyRecord } from "./verify.ts";
export type { VerifiedRecord } from "./verify.ts";
export type {
  ManifestFile,
  RecordClocks,
  RecordDocument,
  RecordFile,
  RecordManifest,
  SignedManifest,
} from "./record.ts";
