// What a class of recipients must not find in its files, worked out from the document and the plan, never from the cut.
import type { MarkedDocument, Portion, Span } from "@entente/core/documents";
import type { RecipientClass } from "@entente/core/planning";

/** A text that must not be found, and the place it stands at. */
export interface WithheldText {
  readonly place: string;
  readonly text: string;
}

export interface Withheld {
  readonly texts: readonly WithheldText[];
  /** What the same readers are shown anyway: words and phrases of it are no leak. */
  readonly shown: readonly string[];
}

/**
 * What `document` withholds from a class of its plan.
 * @param options.furniture texts that stand in every file of the release, such as names of members and handling lines.
 */
export function listWithheld(
  document: MarkedDocument,
  of: Pick<RecipientClass, "released">,
  { furniture }: { readonly furniture: readonly string[] },
): Withheld {
  const released = new Set(of.released);
  const shown: string[] = [document.title, document.originator, document.date ?? "", ...furniture];
  const texts: WithheldText[] = [];
  for (const portion of [...document.portions, ...document.footnotes])
    for (const { place, text } of listRuns(portion))
      if (released.has(place)) shown.push(text);
      else texts.push({ place, text });
  return { texts, shown };
}

/** Runs of text with the place that decides over each. */
function listRuns(portion: Portion): readonly WithheldText[] {
  return portion.spans.flatMap((span, index) =>
    span.kind === "restricted"
      ? listTexts(span.spans).map((text) => ({ place: `${portion.id}/${index}`, text }))
      : listTexts([span]).map((text) => ({ place: portion.id, text })),
  );
}

function listTexts(spans: readonly Span[]): readonly string[] {
  return spans.flatMap((span) => (span.kind === "text" ? [span.text] : []));
}
