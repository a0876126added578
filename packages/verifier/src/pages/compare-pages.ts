// Comparing the page a cut gives with the page a browser holds, node by node: elements, attributes, texts and comments.
import { PART_IDS } from "@entente/core/pages";
import { PAGE_POLICY } from "@entente/core/printing";

interface PagePolicy {
  readonly createHTML: (text: string) => string;
  readonly createScriptURL: (address: string) => string;
}

// The page allows one way from text to HTML and to a worker, by this name (Trusted Types); a browser without them takes text.
const { trustedTypes } = globalThis as {
  readonly trustedTypes?: { readonly createPolicy: (name: string, rules: PagePolicy) => PagePolicy };
};
const rules: PagePolicy = { createHTML: (text) => text, createScriptURL: (address) => address };

/** What the page may parse and start. */
export const pagePolicy =
  typeof document === "undefined" ? rules : (trustedTypes?.createPolicy(PAGE_POLICY, rules) ?? rules);

/** A page as a document that runs nothing, fetches nothing and is shown nowhere. */
export function parseInert(page: string): Document {
  return new DOMParser().parseFromString(pagePolicy.createHTML(page), "text/html");
}

/** Where `shown` is not what `written` is, in a few words; null where nothing differs. */
export function findDifference(written: Document, shown: Document): string | null {
  // Parsers split long texts where they like.
  written.normalize();
  shown.documentElement.normalize();
  if (shown.doctype === null || shown.compatMode !== "CSS1Compat") return "in its first line";
  for (const name of ["documentElement", "body"] as const)
    if (!isAlike(written[name], shown[name])) return "in its frame";
  if (shown.documentElement.childElementCount !== 2) return "in its frame";
  if (!shown.head.isEqualNode(written.head)) return "in its head, where style, script and policy stand";
  const [ours, theirs] = [[...written.body.childNodes], [...shown.body.childNodes]];
  const at = ours.findIndex((node, index) => !isSame(node, theirs[index]));
  if (at < 0) return theirs.length === ours.length ? null : "after its end";
  const [here, there] = [ours[at], theirs[at]];
  return here instanceof Element && there instanceof Element
    ? describeDifference(here, there)
    : "between its parts";
}

/** An element that carries a text the page was written from is compared without it. */
function isSame(ours: Node, theirs: Node | undefined): boolean {
  if (theirs === undefined) return false;
  const carries = ours instanceof HTMLScriptElement && CARRIERS.includes(ours.id);
  return carries ? isAlike(ours, theirs) && theirs.childNodes.length === 1 : theirs.isEqualNode(ours);
}

const CARRIERS: readonly string[] = [PART_IDS.cut, PART_IDS.names];

/** Same element with the same attributes, whatever is in it. */
function isAlike(ours: Node, theirs: Node): boolean {
  return theirs.cloneNode(false).isEqualNode(ours.cloneNode(false));
}

/** The first place, going down to the smallest element that differs. */
function describeDifference(ours: Element, theirs: Element): string {
  const mine = [...ours.children];
  const others = [...theirs.children];
  const at = mine.findIndex((child, index) => !(others[index]?.isEqualNode(child) ?? false));
  const [here, there] = [mine[at], others[at]];
  const sameTag = here !== undefined && there?.tagName === here.tagName;
  if (sameTag && others.length === mine.length && here.childElementCount > 0)
    return describeDifference(here, there);
  const place = there ?? here ?? theirs;
  const words = (place instanceof HTMLElement ? place.innerText : place.textContent)
    .trim()
    .replace(/\s+/g, " ");
  return words === "" ? "where no words stand" : `at “${words.slice(0, 60)}${words.length > 60 ? " …" : ""}”`;
}
