// embargoes: packages that open at an instant without a conductor. The lead divides the key among allies; each lets its share
// go when its own clock has passed the instant; whoever has enough shares opens, with the lead's node or without it.
export { openShared, releaseShare, shareKey } from "./embargoes.ts";
export type { SharedKey } from "./embargoes.ts";
export { attendPackages, listPackages, startPackages } from "./timer.ts";
export type { PackageTimer } from "./timer.ts";
