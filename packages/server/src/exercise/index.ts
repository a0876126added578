// exercise: a case played on a simulated clock with exercise keys, through the same functions as real use.
export { countDone, playScenario } from "./play.ts";
export { readScenario } from "./scenario.ts";
export type { Scenario } from "./scenario.ts";
export { pinTrust, summarizeExercise } from "./summary.ts";
export type { ExerciseSummary } from "./summary.ts";
