// Words the DOCX and the PDF share: how a portion is led in, what stands for a picture, the key to the tokens.
import { flattenSpans, printable } from "@entente/core/printing";
import type { FrameLine, PrintedDocument, PrintedPortion, PrintedSpan } from "@entente/core/printing";

/** `text` as it is set: one line, whole characters, nothing that acts on its surroundings; what would becomes U+FFFD. */
export function cleanWords(text: string): string {
  const line = text.toWellFormed().replace(/[\t\n\v\f\r\u0085\u2028\u2029]/g, " ");
  return printable(line).replace(/[\ufffe\uffff]/g, "\ufffd");
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

/** A line of a copy's facts in one face. */
export function sayFact(line: FrameLine): string {
  return cleanWords(line.map(({ text }) => text).join(""));
}

/** What stands below a picture that did not come with the copy. */
export function nameAbsentPicture({ file }: PrintedPortion): string {
  return `${file === null ? "A" : `${cleanWords(file.name)}, a`} picture that is not in this file.`;
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
  const words = cleanWords(flattenSpans(rendition.spans)).trim();
  return words === "" ? "Picture without a description" : words;
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
