// How a reader names a withheld place: by what its own copy shows, and by nothing else. A gap is the first, second, … gap of
// the copy, a `***` the first, second, … of the copy, a note goes by its label. The names come from the printed model, which
// holds nothing of what is withheld, so asking teaches nothing and two readers' names have nothing to do with each other.
import { callPortion, flattenSpans, listNotes } from "../printing/index.ts";
import type { PrintedDocument, PrintedPortion, PrintedSpan } from "../printing/index.ts";

/** One withheld place of a copy. */
export interface WithheldPlace {
  /** `gap-2`, `stars-1`, `note-3`. */
  readonly name: string;
  /** Where the copy has it: `between paragraph 3 and paragraph 4`, `in paragraph 5`. */
  readonly where: string;
}

interface Located extends WithheldPlace {
  /** What of the copy tells the place from others after more was opened. */
  readonly at:
    | { readonly kind: "gap"; readonly before: string | null; readonly after: string | null }
    | { readonly kind: "stars"; readonly portion: string; readonly text: string }
    | { readonly kind: "note"; readonly label: string };
}

type Copy = Pick<PrintedDocument, "portions" | "footnotes">;

/** The places this copy shows as withheld, in reading order: gaps and stars, then notes. */
export function listWithheldPlaces(copy: Copy): readonly WithheldPlace[] {
  return locate(copy).map(({ name, where }) => ({ name, where }));
}

/** The place of that name in a copy; null where the copy shows none. */
export function findWithheldPlace(copy: Copy, name: string): WithheldPlace | null {
  return listWithheldPlaces(copy).find((place) => place.name === name) ?? null;
}

/**
 * Whether more is shown in `after` at the place that `before` calls `name`: something stands in the gap, the portion with the
 * stars says more, the note is there. False for a name that `before` does not have.
 */
export function isMoreShown(before: Copy, after: Copy, name: string): boolean {
  const place = locate(before).find((one) => one.name === name);
  if (place === undefined) return false;
  const { at } = place;
  if (at.kind === "note")
    return listNotes(after).some(({ label, portion }) => label === at.label && portion !== null);
  if (at.kind === "stars") {
    const portion = listShown(after).find(({ id }) => id === at.portion);
    return portion !== undefined && flattenSpans(portion.spans) !== at.text;
  }
  const ids = after.portions.map((portion) => portion?.id ?? null);
  const from = at.before === null ? -1 : ids.indexOf(at.before);
  const to = at.after === null ? ids.length : ids.indexOf(at.after);
  return ids.slice(from + 1, to).some((id) => id !== null);
}

function locate(copy: Copy): readonly Located[] {
  const places: Located[] = [];
  const byId = new Map(listShown(copy).map((portion) => [portion.id, portion]));
  let [gaps, stars] = [0, 0];
  const addStars = (portion: PrintedPortion): void => {
    for (let count = countStars(portion.spans); count > 0; count -= 1) {
      stars += 1;
      places.push({
        name: `stars-${stars}`,
        where: `in ${callPortion(portion, byId)}`,
        at: { kind: "stars", portion: portion.id, text: flattenSpans(portion.spans) },
      });
    }
  };
  copy.portions.forEach((portion, index) => {
    if (portion === null) {
      gaps += 1;
      const before = copy.portions.slice(0, index).findLast((one) => one !== null) ?? null;
      const after = copy.portions.slice(index + 1).find((one) => one !== null) ?? null;
      places.push({
        name: `gap-${gaps}`,
        where: sayBetween(before, after, byId),
        at: { kind: "gap", before: before?.id ?? null, after: after?.id ?? null },
      });
      return;
    }
    addStars(portion);
  });
  copy.footnotes.forEach(addStars);
  for (const { label, portion } of listNotes(copy))
    if (portion === null)
      places.push({ name: `note-${label}`, where: `note ${label}`, at: { kind: "note", label } });
  return places;
}

function sayBetween(
  before: PrintedPortion | null,
  after: PrintedPortion | null,
  byId: ReadonlyMap<string, PrintedPortion>,
): string {
  if (before !== null && after !== null) {
    // Parts of one table or figure are called as their whole is.
    const [from, to] = [callPortion(before, byId), callPortion(after, byId)];
    return from === to ? `within ${from}` : `between ${from} and ${to}`;
  }
  if (before !== null) return `after ${callPortion(before, byId)}`;
  return after === null ? "the whole" : `before ${callPortion(after, byId)}`;
}

function listShown({ portions, footnotes }: Copy): readonly PrintedPortion[] {
  return [...portions.filter((portion) => portion !== null), ...footnotes];
}

function countStars(spans: readonly PrintedSpan[]): number {
  return spans.reduce(
    (sum, span) =>
      sum + (span.kind === "withheld" ? 1 : span.kind === "restricted" ? countStars(span.spans) : 0),
    0,
  );
}
