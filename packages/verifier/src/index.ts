// The verifier as a package: the same check the command runs, for programs that hold the bytes already.
export { readPagePolicy, readSelfCheck, readVerifierPage } from "./built-pages.ts";
export { checkInput } from "./check.ts";
export type { FileReport, Input } from "./check.ts";
export { nodePrimitives } from "./node-primitives.ts";
export { readInput } from "./read-input.ts";
