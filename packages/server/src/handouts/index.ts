// handouts: what was released, as files to hand out.
export { readHandouts } from "./handouts.ts";
export { readTold, renderTold } from "./stix.ts";
export type { Told } from "./stix.ts";
