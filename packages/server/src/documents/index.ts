// documents: marked text in versions, its portions and markings, the originals it came from and who had them.
export { draftDocument, exportOriginal } from "./documents.ts";
export type { Draft, ReceivedFile } from "./documents.ts";
export { bringUpOlderCases } from "./older-cases.ts";
export { findDocument, insertCustody, listDocuments } from "./store.ts";
export type { DocumentRow } from "./store.ts";
