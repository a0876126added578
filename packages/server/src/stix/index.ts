// stix: a cut as STIX 2.1 objects, and strict reading of STIX from elsewhere.
export { bundleStix } from "./objects.ts";
export { renderStix } from "./render.ts";
export type { SharedPosition, StixContext } from "./render.ts";
