// Ids kept over versions: a portion keeps its id for as long as it is the same portion, so that a reference to it, and what
// was decided about it, stays true. Invariant: an id that any version ever used is never given to another portion.
import type { MarkedDocument, PlainSpan, Portion, Span } from "./document.ts";
import { matchPortions } from "./match-portions.ts";
import { PlaceCounter } from "./portion-ids.ts";

/**
 * `next` with the ids of `previous` wherever a portion is the same; references in it follow.
 * @param everUsed the ids of all versions before `previous`, so that what one removed does not come back as another portion.
 */
export function carryIds(
  previous: MarkedDocument,
  next: MarkedDocument,
  everUsed: Iterable<string>,
): MarkedDocument {
  const before = [...previous.portions, ...previous.footnotes];
  const after = [...next.portions, ...next.footnotes];
  const matched = matchPortions(previous, next);
  const taken = new NumberedIds([...before.map(({ id }) => id), ...everUsed]);
  const written = new Set(findWritten(after));
  const ids = new Map<string, string>();
  const places = new PlaceCounter();
  after.forEach((portion, at) => {
    const parent = portion.parent === null ? null : (ids.get(portion.parent) ?? portion.parent);
    const place = places.next({ kind: portion.kind, number: portion.number, parent });
    const earlier = before[matched.get(at) ?? -1]?.id;
    ids.set(portion.id, earlier ?? taken.takeNext(written.has(portion.id) ? portion.id : place));
  });
  const rename = (portion: Portion): Portion => renamePortion(portion, ids);
  return { ...next, portions: next.portions.map(rename), footnotes: next.footnotes.map(rename) };
}

/** Ids that are not those of their places: somebody chose them. */
function findWritten(portions: readonly Portion[]): string[] {
  const places = new PlaceCounter();
  return portions.filter((portion) => places.next(portion) !== portion.id).map(({ id }) => id);
}

function renamePortion(portion: Portion, ids: ReadonlyMap<string, string>): Portion {
  const nameOf = (id: string): string => ids.get(id) ?? id;
  const { judgement, parent } = portion;
  return {
    ...portion,
    id: nameOf(portion.id),
    parent: parent === null ? null : nameOf(parent),
    judgement: judgement === null ? null : { ...judgement, supports: judgement.supports.map(nameOf) },
    spans: portion.spans.map((span) => renameSpan(span, nameOf)),
  };
}

function renameSpan<Kind extends Span | PlainSpan>(span: Kind, nameOf: (id: string) => string): Kind {
  if (span.kind === "cross-reference") return { ...span, target: nameOf(span.target) };
  if (span.kind === "restricted")
    return { ...span, spans: span.spans.map((inner) => renameSpan(inner, nameOf)) };
  return span;
}

const NUMBERED = /^((?:.*[^0-9])?)([0-9]{1,9})$/;

/** Ids in use. Where the one wanted is taken, the next is one number above all of its kind: `p8` after `p7`. */
class NumberedIds {
  readonly #taken = new Set<string>();
  readonly #highest = new Map<string, number>();

  constructor(ids: Iterable<string>) {
    for (const id of ids) this.#take(id);
  }

  takeNext(wanted: string): string {
    const [, before = `${wanted}-`] = NUMBERED.exec(wanted) ?? [];
    let number = this.#highest.get(before) ?? 1;
    let id = wanted;
    while (this.#taken.has(id)) id = `${before}${(number += 1)}`;
    return this.#take(id);
  }

  #take(id: string): string {
    const [, before, number] = NUMBERED.exec(id) ?? [];
    if (before !== undefined)
      this.#highest.set(before, Math.max(this.#highest.get(before) ?? 0, Number(number)));
    this.#taken.add(id);
    return id;
  }
}
