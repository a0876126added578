// What a class of recipients must not find in its files, worked out from the document and the plan, never from the cut.
import type { MarkedDocument, Portion, Span } from "@entente/core/documents";
import type { Marking } from "@entente/core/markings";
import type { RecipientClass } from "@entente/core/planning";

/** A text that must not be found, and the place it stands at. */
export interface WithheldText {
  /** `p7`, `p7/2`; `p7#marking` for words of its marking, `p7#file` for its picture, `p7#origin` for the release it is quoted from, `p7#page` for the page of its source. */
  readonly place: string;
  readonly text: string;
}

export interface Withheld {
  readonly texts: readonly WithheldText[];
  /** What the same readers are shown anyway: words and phrases of it are no leak. */
  readonly shown: readonly string[];
}

interface Run extends WithheldText {
  /** The place that decides over it. */
  readonly of: string;
}

/**
 * What `document` withholds from a class of its plan: words, names and digests of pictures, caveats, and pages of sources,
 * which go to nobody.
 * @param options.furniture texts that stand in every file of the release, such as names of members and handling lines; see
 *   {@link readFurniture}.
 */
export function listWithheld(
  document: MarkedDocument,
  of: Pick<RecipientClass, "released">,
  { furniture }: { readonly furniture: readonly string[] },
): Withheld {
  const released = new Set(of.released);
  const texts: WithheldText[] = [];
  const shown: string[] = [document.originator, document.date ?? "", ...furniture];
  for (const portion of [...document.portions, ...document.footnotes]) {
    for (const { place, text, of: decides } of listRuns(portion))
      if (released.has(decides)) shown.push(text);
      else texts.push({ place, text });
    if (portion.page !== null) texts.push({ place: `${portion.id}#page`, text: portion.page });
  }
  return { texts, shown };
}

function listRuns({ id, spans, marking, file, origin }: Portion): readonly Run[] {
  return [
    ...listCaveats(id, marking),
    ...[file?.name, file?.sha256].flatMap((text) =>
      text === undefined || text === null ? [] : [{ place: `${id}#file`, text, of: id }],
    ),
    ...(origin === null ? [] : [{ place: `${id}#origin`, text: origin.release, of: id }]),
    ...spans.flatMap((span, index) => {
      const place = `${id}/${index}`;
      return span.kind === "restricted"
        ? [
            ...listCaveats(place, span.marking),
            ...listTexts(span.spans).map((text) => ({ place, text, of: place })),
          ]
        : listTexts([span]).map((text) => ({ place: id, text, of: id }));
    }),
  ];
}

function listTexts(spans: readonly Span[]): readonly string[] {
  return spans.flatMap((span) => (span.kind === "text" ? [span.text] : []));
}

/** Words a marking carries beside its levels, which may themselves name something nobody is to know of. */
function listCaveats(place: string, marking: Marking | null): readonly Run[] {
  return (marking?.terms ?? []).flatMap(({ caveats, oneOf, notes }) =>
    [...caveats, ...oneOf.flat(), ...notes].map((text) => ({ place: `${place}#marking`, text, of: place })),
  );
}
