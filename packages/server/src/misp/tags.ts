// Markings, gradings and judgements as MISP tags. Taxonomies of MISP are used where they say the same: TLP 2.0, NATO levels, the
// Admiralty scale, and the estimative language of ICD 203. A word of another scale is not translated, because it stands for other
// ranges; it is said under our own name, and so is the whole marking, which no taxonomy can say.
import type { Grading, Judgement } from "@entente/core/documents";
import { InputError } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { parseBanner } from "@entente/core/markings";
import type { Marking, Policy } from "@entente/core/markings";

/** A machine tag: `namespace:predicate="value"`. */
function tag(name: string, colour: string): JsonObject {
  return { name, colour, exportable: true, local: false, relationship_type: "" };
}

const machine = (space: string, value: string): string => `${space}="${value.replaceAll('"', "'")}"`;

const NATO: Readonly<Record<string, string>> = {
  "NATO UNCLASSIFIED": "NU",
  "NATO RESTRICTED": "NR",
  "NATO CONFIDENTIAL": "NC",
  "NATO SECRET": "NS",
  "COSMIC TOP SECRET": "CTS",
};
const NEUTRAL = "#5c6370";

/** What a banner says: by the taxonomies that know it, and in its own words. */
export function tagMarking(banner: string, policies: readonly Policy[]): readonly JsonObject[] {
  const marking = readBanner(banner, policies);
  const known = (marking?.terms ?? []).flatMap(({ policy, level }) => {
    const colour =
      policies.find(({ id }) => id === policy)?.levels.find(({ name }) => name === level)?.colour ?? NEUTRAL;
    if (policy === "tlp") return [tag(level.toLowerCase(), colour)];
    const nato = policy === "nato" ? NATO[level] : undefined;
    return nato === undefined ? [] : [tag(machine("nato:classification", nato), colour)];
  });
  return [...known, tag(machine("entente:marking", banner), NEUTRAL)];
}

/** Whether the banner lets everyone read: every term at its policy's public level, with no list and no caveat. */
export function isPublic(banner: string, policies: readonly Policy[]): boolean {
  const terms = readBanner(banner, policies)?.terms ?? [];
  return (
    terms.length > 0 &&
    terms.every(
      ({ policy, level, caveats, oneOf, releasableTo }) =>
        caveats.length + oneOf.length + releasableTo.length === 0 &&
        policies.find(({ id }) => id === policy)?.publicLevel === level,
    )
  );
}

export function tagGrading({ reliability, credibility }: Grading): readonly JsonObject[] {
  return [
    tag(machine("admiralty-scale:source-reliability", reliability.toLowerCase()), "#0eb100"),
    tag(machine("admiralty-scale:information-credibility", String(credibility)), "#054300"),
  ];
}

/** Both rows of words of ICD 203; MISP has a value for each range. */
const LIKELIHOOD: Readonly<Record<string, string>> = {
  "almost no chance": "almost-no-chance",
  remote: "almost-no-chance",
  "very unlikely": "very-unlikely",
  "highly improbable": "very-unlikely",
  unlikely: "unlikely",
  improbable: "unlikely",
  improbably: "unlikely",
  "roughly even chance": "roughly-even-chance",
  "roughly even odds": "roughly-even-chance",
  likely: "likely",
  probable: "likely",
  probably: "likely",
  "very likely": "very-likely",
  "highly probable": "very-likely",
  "almost certain": "almost-certain",
  "almost certainly": "almost-certain",
  "nearly certain": "almost-certain",
};

export function tagJudgement({ scale, term, confidence }: Judgement): readonly JsonObject[] {
  const likelihood = scale === "icd203" ? LIKELIHOOD[term] : undefined;
  return [
    likelihood === undefined
      ? tag(machine(`entente:likelihood-${scale}`, term), NEUTRAL)
      : tag(machine("estimative-language:likelihood-probability", likelihood), "#dff8ff"),
    tag(machine("estimative-language:confidence-in-analytic-judgment", confidence), "#4d9de0"),
  ];
}

export const EXERCISE_TAG = tag(machine("entente:exercise", "yes"), "#b00020");

function readBanner(banner: string, policies: readonly Policy[]): Marking | null {
  try {
    return parseBanner(banner, policies);
  } catch (error) {
    // A banner that nobody here can read is still said as it stands, and lets nobody read more.
    if (error instanceof InputError) return null;
    throw error;
  }
}
