// measures: what was done, as facts with sources, and when things first happened.
export { composeFacts, readFacts, recordMeasures } from "./measures.ts";
export { listMeasures, readMoments } from "./store.ts";
export type { Moments } from "./store.ts";
