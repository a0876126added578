// documents: drafts of marked text, their portions and markings.
export { draftDocument } from "./documents.ts";
export { findDocument, listDocuments } from "./store.ts";
export type { DocumentRow } from "./store.ts";
