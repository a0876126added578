// A marking as a STANAG 4774 confidentiality label and back, apart from any spelling in XML. A label names one policy, so a
// marking of several policies has no label. Invariant: a label that is read means to us exactly what it says, and whatever
// the policy here has no word for (policy, classification, tag, value) is refused; nothing is dropped, nothing is guessed.
import { InputError } from "../encoding/index.ts";
import { canonicalMarking } from "./join.ts";
import type { LabelTag, Marking, MarkingTerm, Policy, PolicyIdentifier } from "./marking.ts";
import { isOpenCaveat } from "./dashes-text.ts";
import { isCode } from "./text-pieces.ts";

/** Restrictive: a reader holds all values. Permissive: at least one of each tag. Informative: no say in who may read. */
export type LabelCategoryType = "RESTRICTIVE" | "PERMISSIVE" | "INFORMATIVE";

export interface LabelCategory {
  readonly tagName: string;
  readonly type: LabelCategoryType;
  readonly uri: string | null;
  readonly values: readonly string[];
}

export interface LabelOriginator {
  readonly id: string;
  /** `rfc822Name`, `uniformResourceIdentifier` and so on, as the label says. */
  readonly idType: string;
}

/** A confidentiality label; texts are as in the label. */
export interface ConfidentialityLabel {
  readonly policyIdentifier: string;
  readonly policyUri: string | null;
  readonly classification: string;
  readonly classificationUri: string | null;
  readonly privacyMarks: readonly string[];
  readonly categories: readonly LabelCategory[];
  readonly originator: LabelOriginator | null;
  /** Instants as in the label. */
  readonly created: string | null;
  readonly reviewBy: string | null;
}

type Part = LabelTag["part"];

const TYPES: Readonly<Record<Part, LabelCategoryType>> = {
  caveats: "RESTRICTIVE",
  oneOf: "PERMISSIVE",
  releasableTo: "PERMISSIVE",
  notes: "INFORMATIVE",
};

/**
 * What a label means here. The name of a classification decides, its URI is not looked at.
 * @throws InputError LABEL_INVALID when the label contradicts itself or its policy; MARKING_UNKNOWN for a policy,
 * classification, tag, value or privacy mark that none of `policies` has a word for.
 */
export function readLabel(label: ConfidentialityLabel, policies: readonly Policy[]): Marking {
  const { policy, form } = findPolicy(label, policies);
  const level = levelOf(label.classification, policy, form);
  requireDistinct(
    label.categories.map(({ tagName, type }) => `${tagName}, ${type}`),
    "The tag",
  );
  const words: Record<Part, (readonly string[])[]> = { caveats: [], oneOf: [], notes: [], releasableTo: [] };
  for (const category of label.categories) {
    requireDistinct(category.values, `In the tag ${category.tagName} the value`);
    if (category.values.length === 0)
      throw new InputError(
        "LABEL_INVALID",
        `The tag ${category.tagName} has no value: take it out of the label`,
      );
    if (isContext(category, form)) continue;
    const tag = findTag(category, policy, form);
    words[tag.part].push(category.values.map((value) => wordOf(value, { tag, policy, level })));
  }
  for (const mark of label.privacyMarks) words.notes.push([noteOf(mark, { policy, form, level })]);
  checkContext(label, form, words.releasableTo.length > 0);
  const term = {
    policy: policy.id,
    level,
    caveats: words.caveats.flat(),
    oneOf: words.oneOf,
    notes: words.notes.flat(),
    releasableTo: words.releasableTo,
  };
  const marking = canonicalMarking({ terms: [term] }, policies);
  return marking ?? refuseUnknown(`the level ${level}`, policy);
}

/**
 * The label of a marking, with who made it and when.
 * @throws InputError MARKING_INEXPRESSIBLE for what a label cannot say: several policies, several releasable-to lists
 * with one tag for them, a list for nobody, a policy labels have no name for; MARKING_UNKNOWN for a policy or level not in `policies`.
 */
export function writeLabel(
  marking: Marking,
  policies: readonly Policy[],
  made: Pick<ConfidentialityLabel, "originator" | "created">,
): ConfidentialityLabel {
  const [term, second] = canonicalMarking(marking, policies)?.terms ?? [];
  if (term === undefined) throw new InputError("MARKING_UNKNOWN", "A marking without a policy has no label");
  if (second !== undefined)
    refuseWriting("a label has one policy: give each its own document, or choose the one that is binding");
  const policy = policies.find(({ id }) => id === term.policy);
  const level = policy?.levels.find(({ name }) => name === term.level);
  if (policy === undefined || level === undefined)
    throw new InputError(
      "MARKING_UNKNOWN",
      `The level "${term.level}" of "${term.policy}" is not known here`,
    );
  const form = policy.identifier;
  if (form === null)
    return refuseWriting(
      `labels have no name for the policy ${policy.id}: give it an identifier in its policy file`,
    );
  // Engines that decide over labels know levels and tags alone: to them such a level would be open to all who are cleared.
  if (level.unlisted !== null && term.releasableTo.length === 0)
    return refuseWriting(`${level.name} without a list is not for all who are cleared: name the list`);
  return {
    policyIdentifier: form.name,
    policyUri: form.uri,
    classification: form.classifications.find(({ level }) => level === term.level)?.value ?? term.level,
    classificationUri: null,
    privacyMarks: [],
    categories: writeCategories(term, policy, form),
    ...made,
    reviewBy: null,
  };
}

function findPolicy(
  label: ConfidentialityLabel,
  policies: readonly Policy[],
): { policy: Policy; form: PolicyIdentifier } {
  for (const policy of policies) {
    const form = policy.identifier;
    if (form?.name !== label.policyIdentifier) continue;
    if (label.policyUri === null || label.policyUri === form.uri) return { policy, form };
  }
  const uri = label.policyUri === null ? "" : ` (${label.policyUri})`;
  throw new InputError(
    "MARKING_UNKNOWN",
    `The label's policy "${label.policyIdentifier}"${uri} is not known here: add its policy file`,
  );
}

function levelOf(classification: string, policy: Policy, form: PolicyIdentifier): string {
  const named = form.classifications.find(({ value }) => value === classification)?.level;
  const renamed = form.classifications.some(({ level }) => level === classification);
  const level = policy.levels.find(({ name }) => name === (named ?? (renamed ? null : classification)));
  return level?.name ?? refuseUnknown(`the classification "${classification}"`, policy);
}

function findTag(category: LabelCategory, policy: Policy, form: PolicyIdentifier): LabelTag {
  const tag = form.tags.find(
    ({ name, uri, part }) =>
      name === category.tagName &&
      TYPES[part] === category.type &&
      (uri === null || category.uri === null || uri === category.uri),
  );
  return tag ?? refuseUnknown(`the ${category.type.toLowerCase()} tag "${category.tagName}"`, policy);
}

function wordOf(value: string, context: { tag: LabelTag; policy: Policy; level: string }): string {
  const { tag, policy, level } = context;
  const listed = tag.values?.find((known) => known.value === value);
  const word = tag.values === null ? value : listed?.word;
  if (word === undefined || !isWordOf(word, tag.part, policy))
    return refuseUnknown(`the value "${value}" of the tag "${tag.name}"`, policy);
  const caveat = tag.part === "releasableTo" ? undefined : policy.caveats.find(({ name }) => name === word);
  for (const levels of [listed?.levels ?? null, caveat?.levels ?? null]) {
    if (levels?.includes(level) === false)
      throw new InputError(
        "LABEL_INVALID",
        `The policy ${policy.id} does not allow "${value}" of the tag "${tag.name}" with ${level}: ask whoever made the label`,
      );
  }
  return word;
}

function isWordOf(word: string, part: Part, policy: Policy): boolean {
  if (part === "releasableTo") return isCode(word);
  const kind = { caveats: "restrictive", oneOf: "permissive", notes: "informative" }[part];
  const known = policy.caveats.find(({ name }) => name === word);
  return known === undefined ? part === "caveats" && isOpenCaveat(word, policy) : known.kind === kind;
}

function noteOf(mark: string, context: { policy: Policy; form: PolicyIdentifier; level: string }): string {
  const { policy, form, level } = context;
  for (const tag of form.tags.filter(({ part }) => part === "notes")) {
    const known = tag.values?.some(({ value }) => value === mark) ?? isWordOf(mark, "notes", policy);
    if (known) return wordOf(mark, { tag, policy, level });
  }
  return refuseUnknown(`the privacy mark "${mark}"`, policy);
}

function isContext(category: LabelCategory, form: PolicyIdentifier): boolean {
  return category.type === "PERMISSIVE" && category.tagName === form.context?.name;
}

function checkContext(label: ConfidentialityLabel, form: PolicyIdentifier, isListed: boolean): void {
  const found = label.categories.find((category) => isContext(category, form));
  if (found === undefined || form.context === null) return;
  const expected = isListed ? form.context.listed : form.context.unlisted;
  if (found.values.length === expected.length && expected.every((value) => found.values.includes(value)))
    return;
  throw new InputError(
    "MARKING_UNKNOWN",
    `The ${found.tagName} of this label is ${found.values.join(", ")}, and ${form.name} marks without their policy file know only ${expected.join(", ")} here: add the policy file`,
  );
}

function writeCategories(term: MarkingTerm, policy: Policy, form: PolicyIdentifier): LabelCategory[] {
  const values = new Map<LabelTag, readonly string[]>();
  // A tag holds any number of caveats, but one list: two lists in it would read as their union, which is wider.
  const put = (part: Part, words: readonly string[]): void => {
    if (words.length === 0) refuseWriting("a label cannot say that nobody may read");
    const isList = TYPES[part] === "PERMISSIVE";
    const tag = form.tags.find(
      (one) => one.part === part && !(isList && values.has(one)) && holdsAll(words, one, policy),
    );
    if (tag === undefined)
      return refuseWriting(
        `no free tag of ${form.name} labels holds ${words.join(", ")}${isList ? ": unite several lists into one first, as a roll-up does" : ""}`,
      );
    values.set(tag, [...(values.get(tag) ?? []), ...words.map((word) => valueOf(word, tag) ?? word)]);
  };
  for (const word of term.caveats) put("caveats", [word]);
  for (const word of term.notes) put("notes", [word]);
  for (const list of term.oneOf) put("oneOf", list);
  for (const list of term.releasableTo) put("releasableTo", list);
  const written = form.tags.flatMap((tag) => {
    const found = values.get(tag);
    return found === undefined
      ? []
      : [{ tagName: tag.name, type: TYPES[tag.part], uri: tag.uri, values: [...found].sort() }];
  });
  if (form.context === null) return written;
  const { name, listed, unlisted } = form.context;
  const context = term.releasableTo.length > 0 ? listed : unlisted;
  return [{ tagName: name, type: "PERMISSIVE", uri: null, values: context }, ...written];
}

function holdsAll(words: readonly string[], tag: LabelTag, policy: Policy): boolean {
  return words.every((word) => isWordOf(word, tag.part, policy) && valueOf(word, tag) !== undefined);
}

function valueOf(word: string, tag: LabelTag): string | undefined {
  return tag.values === null ? word : tag.values.find((known) => known.word === word)?.value;
}

function requireDistinct(items: readonly string[], what: string): void {
  const repeated = items.find((item, index) => items.indexOf(item) !== index);
  if (repeated !== undefined)
    throw new InputError(
      "LABEL_INVALID",
      `${what} ${repeated} stands twice, and readers disagree about what that means: ask whoever made the label`,
    );
}

function refuseUnknown(what: string, policy: Policy): never {
  throw new InputError("MARKING_UNKNOWN", `The policy ${policy.id} has no word for ${what}`);
}

function refuseWriting(why: string): never {
  throw new InputError("MARKING_INEXPRESSIBLE", `This marking has no label, because ${why}`);
}
