// Scales of probability as data, kept apart: the same word stands for other ranges on another scale, so nothing here
// converts one into the other. Ranges are in percent and as each source prints them; gaps and touching bounds are theirs.
import type { ProbabilityScale } from "./document.ts";

export interface ProbabilityTerm {
  readonly term: string;
  /** Which row of synonyms it belongs to, where a scale keeps two that are not to be mixed in one paper. */
  readonly row: 1 | 2;
  /** Percent. */
  readonly low: number;
  readonly high: number;
}

export interface ScaleOfProbability {
  readonly id: ProbabilityScale;
  readonly name: string;
  /** Where the terms and ranges are published. */
  readonly source: string;
  /** `about`: bounds are approximate, what lies in a gap belongs to no term. `touching`: the upper bound belongs to the next term. `whole`: whole numbers, both bounds included. */
  readonly bounds: "about" | "touching" | "whole";
  /** Whether the source asks for terms of one row only. */
  readonly oneRow: boolean;
  readonly terms: readonly ProbabilityTerm[];
}

const rows = (first: string, second: string, low: number, high: number): ProbabilityTerm[] => [
  ...first.split(", ").map((term) => ({ term, row: 1 as const, low, high })),
  ...second
    .split(", ")
    .filter((term) => term !== "")
    .map((term) => ({ term, row: 2 as const, low, high })),
];

/** The scales a judgement may use, the default first. */
export const probabilityScales: readonly ScaleOfProbability[] = [
  {
    id: "phia",
    name: "Probability Yardstick",
    source:
      "UK Professional Head of Intelligence Assessment, Explaining uncertainty in UK intelligence assessment, 2025",
    bounds: "about",
    oneRow: false,
    terms: [
      ...rows("remote chance", "", 0, 5),
      ...rows("highly unlikely", "", 10, 20),
      ...rows("unlikely", "", 25, 35),
      ...rows("realistic possibility", "", 40, 50),
      ...rows("likely, probable", "", 55, 75),
      ...rows("highly likely", "", 80, 90),
      ...rows("almost certain", "", 95, 100),
    ],
  },
  {
    id: "icd203",
    name: "ICD 203 expressions of likelihood",
    source: "US Intelligence Community Directive 203, Analytic Standards",
    bounds: "touching",
    oneRow: true,
    terms: [
      ...rows("almost no chance", "remote", 1, 5),
      ...rows("very unlikely", "highly improbable", 5, 20),
      ...rows("unlikely", "improbable, improbably", 20, 45),
      ...rows("roughly even chance", "roughly even odds", 45, 55),
      ...rows("likely", "probable, probably", 55, 80),
      ...rows("very likely", "highly probable", 80, 95),
      ...rows("almost certain, almost certainly", "nearly certain", 95, 99),
    ],
  },
  {
    id: "stix-wep",
    name: "Words of Estimative Probability",
    source: "OASIS STIX 2.1, appendix on confidence scales",
    bounds: "whole",
    oneRow: false,
    terms: [
      ...rows("impossible", "", 0, 0),
      ...rows("highly unlikely, almost certainly not", "", 1, 19),
      ...rows("unlikely, probably not", "", 20, 39),
      ...rows("even chance", "", 40, 59),
      ...rows("likely, probable", "", 60, 79),
      ...rows("highly likely, almost certain", "", 80, 99),
      ...rows("certain", "", 100, 100),
    ],
  },
  {
    id: "stix-dni",
    name: "DNI scale of STIX",
    source: "OASIS STIX 2.1, appendix on confidence scales",
    bounds: "whole",
    oneRow: false,
    terms: [
      ...rows("almost no chance", "remote", 0, 9),
      ...rows("very unlikely", "highly improbable", 10, 19),
      ...rows("unlikely", "improbable", 20, 39),
      ...rows("roughly even chance", "roughly even odds", 40, 59),
      ...rows("likely", "probable", 60, 79),
      ...rows("very likely", "highly probable", 80, 89),
      ...rows("almost certain", "nearly certain", 90, 100),
    ],
  },
];

/** The scale of this id, or null. */
export function findScale(id: string): ScaleOfProbability | null {
  return probabilityScales.find((scale) => scale.id === id) ?? null;
}

/** The term on its scale, or null when the scale has no such term. */
export function findTerm(scale: ProbabilityScale, term: string): ProbabilityTerm | null {
  return findScale(scale)?.terms.find((known) => known.term === term) ?? null;
}
