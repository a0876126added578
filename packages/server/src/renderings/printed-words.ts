// Words the DOCX and the PDF share: how a portion is led in, what stands for a picture, the key to the tokens.
import type { PrintedDocument, PrintedPortion, PrintedSpan } from "@entente/core/documents";

// Control characters and explicit text direction could reorder a line or act on a reader; halves of characters are no text.
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** `text` as it is set: one line, nothing in it that acts on its surroundings; what would becomes U+FFFD. */
export function cleanWords(text: string): string {
  return text
    .toWellFormed()
    .replace(UNPRINTABLE, "\ufffd")
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, " ");
}

export function printTitle({ title, exercise }: Pick<PrintedDocument, "title" | "exercise">): string {
  return `${exercise ? "EXERCISE: " : ""}${title === null ? "Document" : cleanWords(title)}`;
}

/** Who wrote it and when, under the title; null when nothing is known. */
export function printImprint({
  originator,
  date,
}: Pick<PrintedDocument, "originator" | "date">): string | null {
  const said = [cleanWords(originator), ...(date === null ? [] : [cleanWords(date)])].filter(
    (one) => one !== "",
  );
  return said.length === 0 ? null : said.join(", ");
}

/** What stands before a portion beside its mark: `3.`, `Table 2.`; null where it has no number. */
export function nameLead({ kind, number }: PrintedPortion): string | null {
  if (number === null) return null;
  const shown = cleanWords(number);
  if (kind === "table") return `Table ${shown}.`;
  return kind === "figure" ? `Figure ${shown}.` : `${shown}.`;
}

/** What stands before a sub-paragraph: `(a)` of `3(a)`, or a bullet. */
export function nameBullet({ number }: PrintedPortion): string {
  if (number === null) return "•";
  return cleanWords(/\([^()]*\)$/.exec(number)?.[0] ?? number);
}

/** The words that stand for a picture where it cannot be seen. */
export function describePicture(rendition: PrintedPortion): string {
  const words = cleanWords(flatten(rendition.spans)).trim();
  return words === "" ? "Picture without a description" : words;
}

function flatten(spans: readonly PrintedSpan[]): string {
  return spans
    .map((span) => {
      switch (span.kind) {
        case "text":
          return span.text;
        case "withheld":
          return "***";
        case "withheld-at-source":
          return "[***]";
        case "note-reference":
        case "source-reference":
          return "";
        case "cross-reference":
          return span.called;
        case "cell-break":
          return " ";
        case "restricted":
          return flatten(span.spans);
      }
    })
    .join("");
}

/** The tokens that occur in `printed`, with what each means. */
export function listTokens(
  printed: Pick<PrintedDocument, "portions" | "footnotes">,
): readonly { readonly kind: "withheld" | "withheld-at-source"; readonly text: string }[] {
  const all = [...printed.portions, ...printed.footnotes];
  const occurs = (kind: string): boolean =>
    all.some((portion) => portion !== null && portion.spans.some((span) => isOrHolds(span, kind)));
  return [
    ...(all.includes(null) || occurs("withheld")
      ? [{ kind: "withheld", text: "withheld from this copy" } as const]
      : []),
    ...(occurs("withheld-at-source")
      ? [{ kind: "withheld-at-source", text: "withheld by the source" } as const]
      : []),
  ];
}

function isOrHolds(span: PrintedSpan, kind: string): boolean {
  return (
    span.kind === kind || (span.kind === "restricted" && span.spans.some((inner) => inner.kind === kind))
  );
}
