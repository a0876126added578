// publication: the public record of a case, made from released cuts, recorded facts and the ledger, and committed there.
export { publishRecord } from "./publication.ts";
export { findPublication, readRecordFiles } from "./store.ts";
