// The verifier as a package: the same check the command runs, for programs that hold the bytes already.
export {
  readFramedPolicy,
  readKitScript,
  readPagePolicy,
  readRecordCheck,
  readSelfCheck,
  readVerifierPage,
} from "./built-pages.ts";
export { checkFiles } from "./check.ts";
export type { FileReport, NamedInput } from "./check.ts";
export type { FailureKind } from "./errors.ts";
export type { Input } from "./input.ts";
export { nodePrimitives } from "./node-primitives.ts";
export { readInput } from "./read-input.ts";
export { readTrust } from "./trust.ts";
