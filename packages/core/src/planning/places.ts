// The places of a document: what is released or withheld as a whole. A portion is one; so is a restricted span, because it
// may be withheld alone, and a cross-reference, because it tells of the portion it names.
import { InputError, PolicyError } from "../encoding/index.ts";
import type { MarkedDocument, Portion, PortionOrigin, Span } from "../documents/index.ts";
import { joinMarkings } from "../markings/index.ts";
import type { Marking, Policy } from "../markings/index.ts";

export interface Place {
  /** `p7`, `p7/2` for its third span, `p7/2/0` for the first span in that. */
  readonly name: string;
  /** The join of its own mark and those around it. */
  readonly marking: Marking | null;
  /** Whose say it is beside the marking's, with everything around it; null for the drafter's own. */
  readonly origin: PortionOrigin | null;
  /** The place it is part of: it is seen only with that one. */
  readonly parent: string | null;
  /** Of a cross-reference: the portion it names, without which it is not seen. */
  readonly target: string | null;
  /** `footnote 1`, `source S1` for one of those or a part of one: it is seen only with a reference to it. */
  readonly entry: string | null;
  /** Entries referred to right here. */
  readonly references: readonly string[];
}

/** Every place in document order, parents before their parts. @throws InputError DOCUMENT_INVALID as {@link markParts}. */
export function listPlaces(document: MarkedDocument, policies: readonly Policy[]): readonly Place[] {
  const { portions, footnotes } = markParts(document, policies);
  return [...portions, ...footnotes].flatMap((portion) => listPlacesOf(portion, policies));
}

/**
 * The document with every row and rendition under the join of its own marking and its whole's, however it was handed in.
 * @throws InputError DOCUMENT_INVALID for a part that does not follow its table or figure, and a cell broken inside a
 *   restricted span or outside a row.
 */
export function markParts(
  { portions, footnotes }: MarkedDocument,
  policies: readonly Policy[],
): Pick<MarkedDocument, "portions" | "footnotes"> {
  let whole: Portion | null = null;
  const marked: Portion[] = [];
  for (const portion of [...portions, ...footnotes]) {
    requireCells(portion);
    const wanted = WHOLES[portion.kind];
    if (wanted === undefined) {
      if (portion.parent !== null) refuse(`${portion.id} is part of nothing, and names ${portion.parent}`);
      whole = portion;
      marked.push(portion);
      continue;
    }
    if (whole?.kind !== wanted || portion.parent !== whole.id)
      refuse(`${portion.id} does not follow the ${wanted} it is part of`);
    marked.push({ ...portion, marking: joinMarkings(whole.marking, portion.marking, policies) });
  }
  return { portions: marked.slice(0, portions.length), footnotes: marked.slice(portions.length) };
}

const WHOLES: Readonly<Partial<Record<Portion["kind"], "table" | "figure">>> = {
  row: "table",
  rendition: "figure",
};

function requireCells({ id, kind, spans }: Portion): void {
  const broken = (inside: readonly Span[]): boolean =>
    inside.some((span) =>
      span.kind === "restricted" ? span.spans.some((one) => one.kind === "cell-break") : false,
    );
  if (broken(spans) || (kind !== "row" && spans.some((span) => span.kind === "cell-break")))
    refuse(`${id} ends a cell where there is none`);
}

function listPlacesOf(portion: Portion, policies: readonly Policy[]): readonly Place[] {
  const { id, kind, number, marking, origin } = portion;
  const entry = kind === "footnote" || kind === "source" ? `${kind} ${number ?? id}` : null;
  const list = (
    name: string,
    parent: string | null,
    around: Marking | null,
    spans: readonly Span[],
  ): readonly Place[] => [
    { ...{ name, parent, entry, marking: around, origin, target: null }, references: spans.flatMap(referTo) },
    ...spans.flatMap((span, index): readonly Place[] => {
      const part = `${name}/${index}`;
      if (span.kind === "restricted")
        return list(part, name, joinMarkings(around, span.marking, policies), span.spans);
      if (span.kind !== "cross-reference") return [];
      return [
        {
          ...{ name: part, parent: name, entry, marking: around, origin },
          target: span.target,
          references: [],
        },
      ];
    }),
  ];
  return list(id, portion.parent, marking, portion.spans);
}

function referTo(span: Span): readonly string[] {
  if (span.kind === "note-reference") return [`footnote ${span.note}`];
  return span.kind === "source-reference" ? [`source ${span.source}`] : [];
}

function refuse(message: string): never {
  throw new InputError("DOCUMENT_INVALID", `${message}: the drafter has to put that right`);
}

/** Refuses a document of which a part is unmarked. @throws PolicyError RELEASE_UNMARKED naming the portions. */
export function requireMarked(document: MarkedDocument): void {
  const unmarked = [...document.portions, ...document.footnotes]
    .filter(({ marking, spans }) => [marking, ...spanMarkings(spans)].some(isUnmarked))
    .map(({ id }) => id);
  if (unmarked.length > 0)
    throw new PolicyError(
      "RELEASE_UNMARKED",
      `Unmarked, so readable by nobody: ${unmarked.join(", ")}. The drafter has to mark every portion before release`,
    );
}

function spanMarkings(spans: readonly Span[]): readonly Marking[] {
  return spans.flatMap((span) => (span.kind === "restricted" ? [span.marking] : []));
}

function isUnmarked(marking: Marking | null): boolean {
  return marking === null || marking.terms.length === 0;
}
