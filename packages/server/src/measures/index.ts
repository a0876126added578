// measures: what was done, as facts with sources, and when things first happened.
export { composeFacts, headline, readClocks, readFacts, recordMeasures } from "./measures.ts";
