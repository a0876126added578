// measures: what was done, as facts with sources, and when things first happened.
export {
  composeFacts,
  headline,
  readClocks,
  readCurve,
  readFacts,
  recordFigure,
  recordMeasure,
  recordMeasures,
} from "./measures.ts";
