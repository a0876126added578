// kinds: the vocabulary of measures, as data. Glossary: measure, kind.
export { builtInKinds, sayMeasure } from "./kinds.ts";
export type { MeasureKind } from "./kinds.ts";
