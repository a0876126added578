// The Open XML SPIF: how a marking policy travels between systems that know no other form of it. Read as far as its words
// carry meaning; every rule in it that has no place in the structure below is collected in `unread`, in words, so that
// whoever adopts the policy knows what has to be watched by people.
import { refuseElement, XML_NAMESPACE } from "./xml.ts";
import type { XmlElement } from "./xml.ts";

/** Of these the second is a misspelling that published files carry. */
const NAMESPACES = ["http://www.xmlspif.org/spif", "http://www.xmslpif.org/spif"];

export type TagType = "restrictive" | "permissive" | "informative";

/** How a name is shown in one place and language. */
export interface MarkingData {
  /** Null: the name itself. */
  readonly phrase: string | null;
  /** Empty for the policy's own language. */
  readonly language: string;
  readonly codes: readonly string[];
}

/** What stands around the words of a tag, or around a whole marking. */
export interface Qualifier {
  readonly language: string;
  readonly code: "prefix" | "separator" | "suffix";
  readonly text: string;
}

export interface Display {
  readonly data: readonly MarkingData[];
  readonly qualifiers: readonly Qualifier[];
}

export interface SpifClassification {
  readonly name: string;
  readonly hierarchy: number;
  readonly colour: string | null;
  readonly obsolete: boolean;
  readonly display: Display;
}

export interface SpifCategory {
  readonly name: string;
  readonly order: number;
  readonly obsolete: boolean;
  /** Names of classifications it may not stand with. */
  readonly excludedClasses: readonly string[];
  /** Whether a person fills it in, so that it is no fixed word. */
  readonly isFilledIn: boolean;
  readonly display: Display;
}

export interface SpifTag {
  /** Name of its tag set, which is what a label calls the tag. */
  readonly setName: string;
  readonly name: string;
  readonly oid: string;
  readonly type: TagType;
  readonly categories: readonly SpifCategory[];
  readonly display: Display;
}

export interface Spif {
  readonly name: string;
  readonly oid: string;
  readonly classifications: readonly SpifClassification[];
  readonly tags: readonly SpifTag[];
  readonly display: Display;
  /** One sentence for each rule or part that is not in this structure. */
  readonly unread: readonly string[];
}

export function isSpifElement(root: XmlElement): boolean {
  return NAMESPACES.includes(root.namespace) && root.name === "SPIF";
}

/** @throws InputError SPIF_INVALID with the position. */
export function readSpif(root: XmlElement): Spif {
  if (!isSpifElement(root))
    refuseElement("SPIF_INVALID", root, `expected SPIF of the namespace ${NAMESPACES[0] ?? ""}`);
  const unread: string[] = [];
  const policy = only(root, "securityPolicyId");
  const sets = childrenOf(only(root, "securityCategoryTagSets", true), "securityCategoryTagSet");
  noteOthers(root, unread, "The policy file", [
    "securityPolicyId",
    "securityClassifications",
    "securityCategoryTagSets",
    "markingData",
    "markingQualifier",
    // Which policy a label without one falls under is for the reader of such a label; here every label names its own.
    "defaultSecurityPolicyId",
  ]);
  const spif = {
    name: need(policy, "name"),
    oid: readOid(policy),
    classifications: childrenOf(only(root, "securityClassifications"), "securityClassification").map(
      (element) => readClassification(element, unread),
    ),
    tags: sets.flatMap((set) => {
      noteOthers(set, unread, `The tag set "${need(set, "name")}"`, ["securityCategoryTag"]);
      return childrenOf(set, "securityCategoryTag").map((tag) => readTag(tag, set, unread));
    }),
    display: readDisplay(root),
  };
  requireDistinct(
    root,
    spif.classifications.map(({ name }) => name),
  );
  requireDistinct(
    root,
    spif.classifications.map(({ hierarchy }) => `hierarchy ${hierarchy}`),
  );
  // In a label both would have one name, and a reader holding a value of either would pass where one of each is asked for.
  const permissive = spif.tags.filter(({ type }) => type === "permissive");
  requireDistinct(
    root,
    permissive.map(({ setName }) => `${setName}, permissive`),
  );
  return { ...spif, unread };
}

function readClassification(element: XmlElement, unread: string[]): SpifClassification {
  const name = need(element, "name");
  noteOthers(element, unread, `The classification "${name}"`, ["markingData"]);
  return {
    name,
    hierarchy: readNumber(element, "hierarchy"),
    colour: get(element, "color"),
    obsolete: readFlag(element, "obsolete"),
    display: readDisplay(element),
  };
}

function readTag(element: XmlElement, set: XmlElement, unread: string[]): SpifTag {
  const setName = need(set, "name");
  const name = get(element, "name") ?? setName;
  const what = `The tag "${name}"`;
  noteOthers(element, unread, what, ["tagCategory", "markingData", "markingQualifier"]);
  if (readFlag(element, "singleSelection"))
    unread.push(`${what} takes one value at a time; this is not checked.`);
  if (get(element, "maxSelection") !== null || get(element, "minSelection") !== null)
    unread.push(`${what} limits how many of its values stand together; this is not checked.`);
  const categories = childrenOf(element, "tagCategory").map((category) => readCategory(category, unread));
  requireDistinct(
    element,
    categories.map((category) => category.name),
  );
  return {
    setName,
    name,
    oid: readOid(set),
    type: readTagType(element),
    categories,
    display: readDisplay(element),
  };
}

function readTagType(element: XmlElement): TagType {
  const type = need(element, "tagType");
  if (type === "tagType7") return "informative";
  const meant = type === "enumerated" ? need(element, "enumType") : type;
  return meant === "restrictive" || meant === "permissive"
    ? meant
    : refuseElement("SPIF_INVALID", element, `the tag type "${meant}" is not known`);
}

function readCategory(element: XmlElement, unread: string[]): SpifCategory {
  const name = need(element, "name");
  noteOthers(element, unread, `The category "${name}"`, ["markingData", "excludedClass"]);
  return {
    name,
    order: readNumber(element, "lacv"),
    obsolete: readFlag(element, "obsolete"),
    excludedClasses: childrenOf(element, "excludedClass").map(({ text }) => text.trim()),
    isFilledIn: get(element, "userInput") !== null,
    display: readDisplay(element),
  };
}

function readDisplay(element: XmlElement): Display {
  return {
    data: childrenOf(element, "markingData").map((one) => ({
      phrase: get(one, "phrase"),
      language: languageOf(one),
      codes: childrenOf(one, "code").map(({ text }) => text.trim()),
    })),
    qualifiers: childrenOf(element, "markingQualifier").flatMap((outer) =>
      childrenOf(outer, "qualifier").map((one): Qualifier => {
        const code = need(one, "qualifierCode");
        if (code !== "prefix" && code !== "separator" && code !== "suffix")
          return refuseElement("SPIF_INVALID", one, `the qualifier code "${code}" is not known`);
        return { language: languageOf(one), code, text: need(one, "markingQualifier") };
      }),
    ),
  };
}

const SENTENCES: Readonly<Record<string, string>> = {
  requiredCategory: "requires other categories beside it; this is not checked.",
  excludedCategory: "may not stand with certain other categories; this is not checked.",
  equivalentClassification:
    "has equivalents in other policies; equivalence is a table of the community, so none was taken over.",
  equivalentSecCategoryTag:
    "has equivalents in other policies; equivalence is a table of the community, so none was taken over.",
  equivalentPolicies:
    "names equivalent policies; equivalence is a table of the community, so none was taken over.",
  privacyMarks: "lists privacy marks; they were not taken over.",
  extensions: "has extensions, which were not read.",
};

function noteOthers(element: XmlElement, unread: string[], what: string, known: readonly string[]): void {
  const others = new Set(
    element.children
      .filter(({ name, namespace }) => !(NAMESPACES.includes(namespace) && known.includes(name)))
      .map(({ name }) => name),
  );
  for (const name of others)
    unread.push(`${what} ${SENTENCES[name] ?? `holds "${name}", which was not read.`}`);
}

function languageOf(element: XmlElement): string {
  return (
    element.attributes.find(({ namespace, name }) => namespace === XML_NAMESPACE && name === "lang")?.value ??
    ""
  );
}

function childrenOf(element: XmlElement | null, name: string): readonly XmlElement[] {
  return (element?.children ?? []).filter(
    (child) => child.name === name && NAMESPACES.includes(child.namespace),
  );
}

function only(element: XmlElement, name: string): XmlElement;
function only(element: XmlElement, name: string, mayLack: true): XmlElement | null;
function only(element: XmlElement, name: string, mayLack = false): XmlElement | null {
  const [first, second] = childrenOf(element, name);
  if (second !== undefined || (first === undefined && !mayLack))
    return refuseElement("SPIF_INVALID", element, `expected one ${name}`);
  return first ?? null;
}

function get(element: XmlElement, name: string): string | null {
  return element.attributes.find((one) => one.namespace === "" && one.name === name)?.value ?? null;
}

function need(element: XmlElement, name: string): string {
  return get(element, name) ?? refuseElement("SPIF_INVALID", element, `expected the attribute ${name}`);
}

function readOid(element: XmlElement): string {
  const oid = need(element, "id");
  return /^[0-2](?:\.(?:0|[1-9]\d*))+$/.test(oid)
    ? oid
    : refuseElement("SPIF_INVALID", element, `"${oid}" is no object identifier`);
}

function readNumber(element: XmlElement, name: string): number {
  const text = need(element, name);
  return /^\d{1,9}$/.test(text)
    ? Number(text)
    : refuseElement("SPIF_INVALID", element, `expected a whole number in ${name}`);
}

function readFlag(element: XmlElement, name: string): boolean {
  const text = get(element, name);
  if (text === null || text === "false" || text === "0") return false;
  return text === "true" || text === "1"
    ? true
    : refuseElement("SPIF_INVALID", element, `expected true or false in ${name}`);
}

function requireDistinct(element: XmlElement, items: readonly string[]): void {
  const repeated = items.find((item, index) => items.indexOf(item) !== index);
  if (repeated !== undefined) refuseElement("SPIF_INVALID", element, `"${repeated}" stands twice`);
}
