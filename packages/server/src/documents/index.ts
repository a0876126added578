// documents: marked text in versions, with its portions and their markings.
export { draftDocument } from "./documents.ts";
export { bringUpOlderCases } from "./older-cases.ts";
export { findDocument, listDocuments, listVersions } from "./store.ts";
export type { DocumentRow } from "./store.ts";
