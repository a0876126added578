// Comparing the page a cut gives with the page a browser holds, node by node: elements, attributes, texts and comments.
import { PAGE_POLICY } from "@entente/core/printing";

interface PolicyFactory {
  readonly createPolicy: (
    name: string,
    rules: { readonly createHTML: (text: string) => string },
  ) => { readonly createHTML: (text: string) => string };
}

/** `page` as a document that runs nothing, fetches nothing and is shown nowhere. */
export function parseInert(page: string): Document {
  // The page allows one way from text to HTML, by this name (Trusted Types); a browser without them takes the text.
  const { trustedTypes } = globalThis as { readonly trustedTypes?: PolicyFactory };
  const policy = trustedTypes?.createPolicy(PAGE_POLICY, { createHTML: (text) => text });
  return new DOMParser().parseFromString(policy === undefined ? page : policy.createHTML(page), "text/html");
}

/** Where `shown` is not what `written` is, in a few words; null where nothing differs. */
export function findDifference(written: Document, shown: Document): string | null {
  // Parsers split long texts where they like.
  written.normalize();
  shown.documentElement.normalize();
  if (shown.doctype === null || shown.compatMode !== "CSS1Compat") return "in its first line";
  const [theirs, ours] = [shown.documentElement, written.documentElement];
  return theirs.isEqualNode(ours) ? null : describeDifference(ours, theirs);
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
