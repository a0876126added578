// custody: the files documents came from, byte for byte, and who had them.
export { moveOriginals, readOriginal, receiveFile } from "./custody.ts";
export type { ReceivedFile, Reception } from "./custody.ts";
export { insertCustody, listCustody, listOriginals } from "./store.ts";
export type { CustodyRow, OriginalRow } from "./store.ts";
