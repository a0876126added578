// stix: a cut as STIX 2.1 objects, and strict reading of STIX from elsewhere.
export { bundleStix, nameUuid } from "./objects.ts";
export { readStixBundle } from "./bundle.ts";
export type { ReadStixBundle, ReadStixObject, StixFault } from "./bundle.ts";
export { parsePattern, printPattern } from "./pattern.ts";
export { renderStix } from "./render.ts";
export type { StixContext } from "./render.ts";
