// record: the public, static, checkable account of a case, `entente-record/2`: its layout, how it is planned, and
// verifyRecord, the checklist anyone can go through. Glossary: place (what the public is shown of a document, from 1),
// given (data, documents and ledger) and written (whatever follows from it: pages, drawings, tables, feeds).
export { CHECK } from "./check-page.ts";
export type { Correction } from "./corrections.ts";
export { CASE_PATH } from "./layout.ts";
export { findMapWindow, mapWindows } from "./map-windows.ts";
export type { MapWindow } from "./map-windows.ts";
export { digestManifest, signManifest } from "./manifest.ts";
export { planRecord, rewriteRecord, sealRecord } from "./plan.ts";
export type { RecordInput, RecordPlan } from "./plan.ts";
export { verifyCitation, verifyRecord } from "./verify.ts";
export type { VerifiedRecord } from "./verify.ts";
export type { VerifiedCitation } from "./citations.ts";
export type {
  ExposureVersion,
  ManifestFile,
  MapFrame,
  MemberName,
  RecordClocks,
  RecordDocument,
  RecordEdition,
  RecordExposure,
  RecordFile,
  RecordManifest,
  RecordMap,
  SignedManifest,
} from "./record.ts";
