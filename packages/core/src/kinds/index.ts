// kinds: the vocabulary of measures, as data. Glossary: measure, kind.
export { builtInKinds, findKind, sayMeasure } from "./kinds.ts";
export type { MeasureKind } from "./kinds.ts";
export { readKinds } from "./own-kinds.ts";
