// Footnotes of HTML, which has no element for them: a short link into the page, and at its target the note, as word
// processors, wikis and Markdown programs write them. Nothing else is taken for a footnote.
import { attributeOf, hasClass, listElements, textOf } from "./html-tree.ts";
import type { HtmlElement, HtmlNode } from "./html-tree.ts";

export interface HtmlNote {
  readonly label: string;
  readonly element: HtmlElement;
}

export interface HtmlNotes {
  readonly notes: readonly HtmlNote[];
  /** The label each mark in the text refers to. */
  readonly marks: ReadonlyMap<HtmlElement, string>;
  /** Links that lead from a note back to its mark. */
  readonly returns: ReadonlySet<HtmlElement>;
}

const NOTE_ID =
  /^(?:user-content-)?(?:_?(?:fn|ftn|edn)|(?:foot|end|cite_?)?-?note|reference|n)[-_:.]?\d|^cite_note|^fn[-:_]/i;
const SHORT_MARK = /^\s*[[({]?\s*(?:\d{1,4}|[a-z]|[ivx]{1,5}|[*†‡§]{1,3})\s*[\])}]?\s*$/i;
const RETURN = /^(?:[\s[\](){}^↑↩\d*†‡.]|\uFE0E|\uFE0F){0,8}$/u;
const BLOCK = new Set(["li", "p", "div", "aside", "section", "dd", "td"]);

/** Finds the footnotes of a page. */
export function findNotes(elements: readonly HtmlElement[]): HtmlNotes {
  const order = new Map(elements.map((element, index) => [element, index]));
  const targets = new Map<string, HtmlElement>();
  for (const element of elements) {
    for (const name of [
      attributeOf(element, "id"),
      element.tagName === "a" ? attributeOf(element, "name") : null,
    ])
      if (name !== null && name !== "" && !targets.has(name)) targets.set(name, element);
  }
  const labels = new Map<HtmlElement, string>();
  const used = new Set<string>();
  const marks = new Map<HtmlElement, string>();
  for (const link of elements) {
    const target = targetOf(link, targets);
    if (target === null || !isMark(link) || (order.get(target) ?? 0) <= (order.get(link) ?? 0)) continue;
    if (!isNoteTarget(target)) continue;
    const container = containerOf(target);
    if (container === null || listElements(container).includes(link)) continue;
    const label = labels.get(container) ?? labelOf(link, used);
    used.add(label);
    labels.set(container, label);
    marks.set(link, label);
  }
  const returns = new Set<HtmlElement>();
  for (const container of labels.keys()) {
    for (const link of listElements(container)) {
      const target = targetOf(link, targets);
      if (target === null || !RETURN.test(textOf(link))) continue;
      const leadsBack = [target, ...listElements(target), ...ancestorsOf(target)].some((one) =>
        marks.has(one),
      );
      if (leadsBack || marks.has(link)) returns.add(link);
    }
  }
  const nested = [...labels.keys()].filter((one) => ancestorsOf(one).some((other) => labels.has(other)));
  for (const inner of nested) labels.delete(inner);
  const kept = new Set(labels.values());
  for (const [link, label] of marks) if (!kept.has(label)) marks.delete(link);
  return { notes: [...labels].map(([element, label]) => ({ label, element })), marks, returns };
}

function targetOf(link: HtmlElement, targets: ReadonlyMap<string, HtmlElement>): HtmlElement | null {
  const address = link.tagName === "a" ? (attributeOf(link, "href") ?? "") : "";
  if (!address.startsWith("#")) return null;
  return targets.get(address.slice(1)) ?? targets.get(decode(address.slice(1))) ?? null;
}

function isMark(link: HtmlElement): boolean {
  const role = attributeOf(link, "role");
  return (
    role === "doc-noteref" ||
    hasClass(link, /^(?:footnote-ref|noteref|footnote-anchor|footnote)$/i) ||
    SHORT_MARK.test(textOf(link))
  );
}

function isNoteTarget(target: HtmlElement): boolean {
  const role = attributeOf(target, "role") ?? "";
  return (
    ["doc-footnote", "doc-endnote"].includes(role) ||
    [attributeOf(target, "id"), attributeOf(target, "name")].some((name) => NOTE_ID.test(name ?? "")) ||
    ancestorsOf(target).some(
      (one) =>
        hasClass(one, /^(?:footnotes|endnotes|references)$/i) || attributeOf(one, "role") === "doc-endnotes",
    )
  );
}

/** The block that holds the note: the target itself, or the paragraph around an anchor in it. */
function containerOf(target: HtmlElement): HtmlElement | null {
  return [target, ...ancestorsOf(target)].find((one) => BLOCK.has(one.tagName)) ?? null;
}

function labelOf(link: HtmlElement, used: ReadonlySet<string>): string {
  const shown = textOf(link).replace(/[^A-Za-z0-9]/g, "");
  if (shown !== "" && shown.length <= 8 && !used.has(shown)) return shown;
  let next = used.size + 1;
  while (used.has(String(next))) next += 1;
  return String(next);
}

function ancestorsOf(element: HtmlElement): HtmlElement[] {
  const found: HtmlElement[] = [];
  let parent: HtmlNode | HtmlElement["parentNode"] = element.parentNode;
  while (parent !== null && "attrs" in parent) {
    found.push(parent);
    parent = parent.parentNode;
  }
  return found;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
