// publication: the public record of a case, made from released cuts, recorded facts and the ledger, and committed there.
export { previewRecord, publishRecord, readPublicCuts, readPublishedExposures } from "./publication.ts";
export type { RecordFacts, RecordPreview } from "./publication.ts";
export { readRecordHeaders, recordTypes } from "./served.ts";
export { findPublication, readRecordFiles } from "./store.ts";
