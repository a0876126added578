// The signs by which sources show that something was taken out: `***`, black bars, words in square brackets. They become
// "withheld at source", whoever wrote them and whatever the source's format is.
import type { PlainSpan } from "./document.ts";
import type { Piece } from "./pieces.ts";

/** Other signs than `***`: bars, and words in square brackets, in wikitext with italic or bold around them. */
export const REDACTION_STYLE =
  "[\\u2586-\\u2588\\u25A0]{2,}(?:[ \\u00A0][\\u2586-\\u2588\\u25A0]{2,})*|(?:'{2,5})?\\[(?:redacted|withheld|deleted|censored|expunged|blank)\\](?:'{2,5})?";

/** What a sign in another style than `***` is reported as. */
export const REDACTION_STYLE_CODE = "WIKITEXT_REDACTION_STYLE";

const TOKEN = new RegExp(`\\*+|${REDACTION_STYLE}`, "gi");

/**
 * Running text in spans: `***` and the other signs of a redaction are withheld at source, the rest stays text. A run of six
 * asterisks is two places; a run of any other number is text. `report` hears of each sign that is not `***`, with its offset.
 */
export function readRunningText(
  text: string,
  report: (offset: number, message: string) => void,
): PlainSpan[] {
  return readPieces(text, report).map(({ span }) => span);
}

/** The same in pieces that know their offset. */
export function readPieces(text: string, report: (offset: number, message: string) => void): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  const addText = (to: number): void => {
    if (to > done) pieces.push({ span: { kind: "text", text: text.slice(done, to) }, at: done });
  };
  for (const found of text.matchAll(TOKEN)) {
    const [sign] = found;
    const stars = sign.startsWith("*");
    if (stars && sign.length % 3 !== 0) continue;
    addText(found.index);
    done = found.index + sign.length;
    for (let place = 0; place < (stars ? sign.length / 3 : 1); place++)
      pieces.push({ span: { kind: "withheld-at-source" }, at: found.index });
    if (!stars) report(found.index, describeStyle(sign));
  }
  addText(text.length);
  return pieces;
}

/** What is said of a redaction in another style than `***`. */
export function describeStyle(sign: string): string {
  const shown = sign.length > 24 ? `${sign.slice(0, 24)}…` : sign;
  return `"${shown}" is taken as withheld at source: check it against the source`;
}
