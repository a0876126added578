// The key of the ledger as a copy named it that was checked in this tab. It is public, and it is only offered: whoever proves
// something with it sees which key it is.
const KEPT = "entente-ledger-key";

export const keepLedgerKey = (vkey: string): void => sessionStorage.setItem(KEPT, vkey);

export const knownLedgerKey = (): string => sessionStorage.getItem(KEPT) ?? "";
