// A label in the words of its policy file, for people: phrases, prefixes and separators in the language asked for. It is
// for display alone: marks are parsed and decided in our own form, and nothing reads this text back.
import { InputError } from "@entente/core/encoding";
import type { ConfidentialityLabel } from "@entente/core/markings";
import type {
  Display,
  MarkingData,
  Qualifier,
  Spif,
  SpifCategory,
  SpifClassification,
  SpifTag,
} from "./spif.ts";

/** Places a phrase may be meant for; the ones above and below a page are those of a banner. */
const BANNER_PLACES = ["pageTop", "pageBottom", "pageTopBottom"];
const OTHER_PLACES = [
  "documentStart",
  "documentEnd",
  "portionMarking",
  "waterMark",
  "firstPageTop",
  "firstPageBottom",
  "firstPageTopBottom",
];

/**
 * The banner of `label` as `spif` shows it. `language` is a tag such as `fr-CA`; empty is the policy's own.
 * @throws InputError MARKING_UNKNOWN when the label is not one of this policy.
 */
export function displayLabel(label: ConfidentialityLabel, spif: Spif, language: string): string {
  const classification = spif.classifications.find(({ name }) => name === label.classification);
  if (label.policyIdentifier !== spif.name || classification === undefined)
    throw new InputError("MARKING_UNKNOWN", `The policy file of ${spif.name} does not explain this label`);
  const shown = spif.tags.flatMap((tag) => {
    const found = findCategories(label, tag);
    return found.length === 0 ? [] : [{ tag, categories: found }];
  });
  const all = shown.flatMap(({ categories }) => categories);
  const suppress = all.some(({ display }) =>
    findData(display, language)?.codes.includes("suppressClassName"),
  );
  const around = (code: Qualifier["code"], otherwise: string): string =>
    qualifierOf(spif.display, code, language) ?? otherwise;
  const parts = [
    policyText(spif, classification, { categories: all, language }),
    suppress ? "" : phraseOf(classification.display, language, classification.name),
    ...shown.map(({ tag, categories }) => tagText(tag, categories, language)),
  ];
  return (
    around("prefix", "") +
    parts.filter((part) => part !== "").join(around("separator", " ")) +
    around("suffix", "")
  );
}

/** What stands before categories: policy and classification. */
export function displayClassification(spif: Spif, classification: SpifClassification): string {
  const label = {
    policyIdentifier: spif.name,
    policyUri: null,
    classification: classification.name,
    classificationUri: null,
    privacyMarks: [],
    categories: [],
    originator: null,
    created: null,
    reviewBy: null,
  };
  const suffix = qualifierOf(spif.display, "suffix", "") ?? "";
  const text = displayLabel(label, spif, "");
  return text.slice(0, text.length - suffix.length);
}

/** A qualifier in the language asked for, or in the policy's own; null where there is none. */
export function qualifierOf(display: Display, code: Qualifier["code"], language: string): string | null {
  for (const tried of languages(language)) {
    const found = display.qualifiers.find((one) => one.code === code && one.language === tried);
    if (found !== undefined) return found.text;
  }
  return null;
}

/** What shows in place of the policy's name because of this. */
export function replacesPolicy(display: Display, language: string): string | null {
  const data = findData(display, language);
  return data?.codes.includes("replacePolicy") === true ? data.phrase : null;
}

function policyText(
  spif: Spif,
  classification: SpifClassification,
  { categories, language }: { categories: readonly SpifCategory[]; language: string },
): string {
  for (const { display } of [spif, classification, ...categories]) {
    const text = replacesPolicy(display, language);
    if (text !== null) return text;
  }
  return spif.name;
}

function tagText(tag: SpifTag, categories: readonly SpifCategory[], language: string): string {
  const phrases = categories
    .map(({ display, name }) => phraseOf(display, language, name))
    .filter((phrase) => phrase !== "");
  if (phrases.length === 0) return "";
  const around = (code: Qualifier["code"], otherwise: string): string =>
    qualifierOf(tag.display, code, language) ?? otherwise;
  return around("prefix", "") + phrases.join(around("separator", "/")) + around("suffix", "");
}

function findCategories(label: ConfidentialityLabel, tag: SpifTag): readonly SpifCategory[] {
  const values = label.categories
    .filter(({ tagName, type }) => tagName === tag.setName && type === tag.type.toUpperCase())
    .flatMap((category) => category.values);
  return tag.categories.filter(({ name }) => values.includes(name)).toSorted((a, b) => a.order - b.order);
}

function phraseOf(display: Display, language: string, name: string): string {
  const data = findData(display, language);
  if (data === null || data.codes.includes("replacePolicy"))
    return data?.codes.includes("noNameDisplay") === true ? "" : name;
  return data.codes.includes("noNameDisplay") ? "" : (data.phrase ?? name);
}

function findData(display: Display, language: string): MarkingData | null {
  for (const tried of languages(language)) {
    const found = display.data.find((one) => one.language === tried && isForBanner(one));
    if (found !== undefined) return found;
  }
  return null;
}

function isForBanner({ codes }: MarkingData): boolean {
  return (
    codes.some((code) => BANNER_PLACES.includes(code)) || !codes.some((code) => OTHER_PLACES.includes(code))
  );
}

/** `fr-CA`, then `fr`, then the policy's own. */
function languages(language: string): readonly string[] {
  return [language, language.split(/[-_]/)[0] ?? "", ""];
}
