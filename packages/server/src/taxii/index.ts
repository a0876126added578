// taxii: lists of STIX objects that machines read and write by TAXII 2.1. Glossary: box (what a member was given, or what it
// brings), list (one box of one member in one case, a collection for those it is for), filing (putting the objects of a cut
// into its recipient's list).
export { pollObjects, pushObjects } from "./client.ts";
export type { Peer } from "./client.ts";
export { readEnvelope } from "./envelope.ts";
export { fileCuts } from "./filing.ts";
export { readMicroseconds, sayMicroseconds } from "./protocol.ts";
export { MOST_OBJECTS, NEWEST, readFilter } from "./rules.ts";
