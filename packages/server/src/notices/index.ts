// notices: what is said of a release afterwards. Correction, supersession, recall: signed, in the ledger, for every holder to
// acknowledge. Nothing is deleted anywhere, and nothing here says that it was.
export { acknowledgeNotice, sendNotice } from "./notices.ts";
export { listAcknowledgements, listNotices } from "./store.ts";
