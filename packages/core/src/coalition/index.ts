// coalition: which pledges hold together, and why. Glossary: pledge, level, acting.
export { compilePledges } from "./compilation.ts";
export { resolvePledges } from "./resolution.ts";
export { createState, settleDown, settleUp } from "./settling.ts";
export type { ResolutionGraph } from "./pledge-graph.ts";
export type { Resolution } from "./resolution.ts";
export type { ResolutionState } from "./settling.ts";
