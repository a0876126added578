// Another world: a document that differs from a given one only in what one recipient may not see. Everything withheld is
// told, marked, graded, numbered and pointed otherwise; there is more of it, or less, and it stands in another order.
import fc from "fast-check";
import type { MarkedDocument, PlainSpan, Portion, Span } from "../../packages/core/src/documents/index.ts";
import { parseMark } from "../../packages/core/src/markings/index.ts";
import type { CompiledCommunity, Marking } from "../../packages/core/src/markings/index.ts";
import { markCase, mayRead, writeMark } from "./leak-cases.ts";
import type { LeakCase, MarkCase } from "./leak-cases.ts";

export interface Otherwise {
  readonly words: string;
  /** Marks to choose from; those the recipient may read are not used. */
  readonly marks: readonly MarkCase[];
  readonly target: number;
  /** How often something withheld stands there: at least once where it leaves a gap, because a gap is seen. */
  readonly times: number;
  readonly reversed: boolean;
  readonly numbered: boolean;
  readonly graded: boolean;
}

export const otherwise: fc.Arbitrary<Otherwise> = fc.record({
  words: fc.string({ maxLength: 2000, size: "max" }),
  marks: fc.array(markCase, { minLength: 3, maxLength: 6 }),
  target: fc.nat(9),
  times: fc.nat(5),
  reversed: fc.boolean(),
  numbered: fc.boolean(),
  graded: fc.boolean(),
});

interface World {
  readonly document: MarkedDocument;
  /** Places released to the recipient. */
  readonly released: ReadonlySet<string>;
  readonly closed: readonly Marking[];
  readonly change: Otherwise;
}

/** `document` as it would be in another world; null when no mark of `change` is closed to the recipient. */
export function imagineOtherwise({
  one,
  document,
  compiled,
  recipient,
  released,
  change,
}: {
  readonly one: LeakCase;
  readonly document: MarkedDocument;
  readonly compiled: CompiledCommunity;
  readonly recipient: string;
  readonly released: ReadonlySet<string>;
  readonly change: Otherwise;
}): MarkedDocument | null {
  const closed = change.marks
    .filter((mark) => !mayRead(one, mark, recipient))
    .map((mark) => parseMark(writeMark(mark), "uk", compiled.community.policies));
  if (closed.length === 0) return null;
  const world: World = { document, released, closed, change };
  return {
    ...document,
    portions: repeatWithheld(document.portions, world),
    footnotes: repeatWithheld(document.footnotes, world),
  };
}

const TRACELESS: readonly Portion["kind"][] = ["rendition", "footnote", "source"];

function repeatWithheld(portions: readonly Portion[], world: World): Portion[] {
  const { released, change } = world;
  const told: Portion[] = [];
  let isGapOpen = false;
  for (const [index, portion] of portions.entries()) {
    const changed = changePortion(portion, index, world);
    const isShown = released.has(portion.id);
    const leavesGap = !TRACELESS.includes(portion.kind);
    // A whole keeps its parts, and the first of a run keeps its gap.
    const isKept = (leavesGap && !isGapOpen) || portion.kind === "table" || portion.kind === "figure";
    const times = isShown ? 1 : Math.max(change.times, isKept ? 1 : 0);
    const copies = portion.kind === "table" || portion.kind === "figure" ? Math.min(times, 1) : times;
    if (leavesGap || isShown) isGapOpen = leavesGap && !isShown;
    for (let copy = 0; copy < copies; copy++)
      told.push(copy === 0 ? changed : { ...changed, id: `${changed.id}x${copy}` });
  }
  return told;
}

function changePortion(portion: Portion, index: number, world: World): Portion {
  const { released, change, closed } = world;
  const { id, file } = portion;
  const isShown = released.has(id);
  const spans = portion.spans.flatMap((span, at) =>
    changeSpan(
      span,
      { place: `${id}/${at}`, inside: id, isFirst: isFirstOfRun(portion, at, released) },
      world,
    ),
  );
  if (isShown) return { ...portion, spans };
  return {
    ...portion,
    spans: change.reversed && portion.kind !== "row" ? spans.toReversed() : spans,
    marking: closed[index % closed.length] ?? null,
    number:
      change.numbered && portion.kind !== "footnote" && portion.kind !== "source"
        ? `${index + 70}`
        : portion.number,
    grading: change.graded ? { reliability: "C", credibility: 4 } : null,
    file: file === null ? null : { ...file, name: `${change.words.length}.png` },
  };
}

/** Whether a withheld span stands first among withheld ones side by side: that one is seen, as `***`. */
function isFirstOfRun({ id, spans }: Portion, at: number, released: ReadonlySet<string>): boolean {
  const before = spans[at - 1];
  const isPart = before?.kind === "restricted" || before?.kind === "cross-reference";
  return !isPart || released.has(`${id}/${at - 1}`);
}

function changeSpan(
  span: Span,
  { place, inside, isFirst }: { readonly place: string; readonly inside: string; readonly isFirst: boolean },
  world: World,
): Span[] {
  const { released, change, closed } = world;
  const isShown = released.has(place);
  if (span.kind === "restricted") {
    const spans = span.spans.flatMap((inner, at) =>
      tell(inner, { place: `${place}/${at}`, inside: place, world }),
    );
    if (isShown) return [{ ...span, spans }];
    const told: Span = { ...span, spans, marking: closed[0] ?? span.marking };
    // In a run that shows something else the others' number is told by nothing, and one of them stays.
    return Array.from({ length: Math.max(change.times, isFirst ? 1 : 0) }, () => told);
  }
  return tell(span, { place, inside, world });
}

function tell(
  span: PlainSpan,
  { place, inside, world }: { readonly place: string; readonly inside: string; readonly world: World },
): PlainSpan[] {
  const { released, change, document } = world;
  if (span.kind === "text") return [released.has(inside) ? span : { ...span, text: `${change.words}.` }];
  if (span.kind !== "cross-reference" || released.has(place)) return [span];
  const hidden = document.portions.filter(({ id }) => !released.has(id));
  return [{ ...span, target: hidden[change.target % Math.max(hidden.length, 1)]?.id ?? "nowhere" }];
}
