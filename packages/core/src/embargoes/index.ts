// embargoes: a package that is with every ally long before it may be read, and opens when enough of them say that it is time,
// whoever is away. Glossary: embargo (the package, encrypted, with who holds what), holder (a member with a share of the key),
// share (of the key: any k of them open, fewer say nothing), release (a holder lets its share go, after its own clock).
export { digestEmbargo, openEmbargo, sealEmbargo } from "./embargo.ts";
export type { Embargo, Holder } from "./embargo.ts";
export { commitShare, gatherShares, readShare, requireTime, writeShare } from "./shares.ts";
export type { Gathered, KnownRound, LeftOut, Share } from "./shares.ts";
