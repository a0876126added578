// Pictures of a figure, both ways: `![(S) What it shows](figure-1.png)`, with the digest of the picture's bytes once it is
// known: `![…](figure-1.png "sha256:…")`.
import type { Marking } from "../markings/index.ts";
import type { RenditionFile, Span } from "./document.ts";
import { printSpans } from "./inline-printer.ts";
import type { InlineStyle } from "./inline-printer.ts";
import { keepText, parseSpans } from "./inline-text.ts";
import { CONTINUED, place, readMark, warnNotStricter } from "./portion-lines.ts";
import type { PortionContext, PortionText } from "./portion-lines.ts";
import { joinLines } from "./source-text.ts";
import type { SourceLine } from "./source-text.ts";
import { BOTH_ENDS, trimText } from "./spans.ts";
import { escapeBrokenMark, findBrokenMark, printOwnMark, readOwnMark } from "./table-rows.ts";

const RENDITION =
  /^!\[(.*)\]\(([\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,127})(?:[ \t]+"sha256:([0-9a-f]{64})")?\)$/u;
const MEDIA_TYPES: Readonly<Record<string, RenditionFile["mediaType"]>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
};

/** Reads a picture of a figure with the marking `whole`; null when the line is not in the form of one. */
export function readRendition(
  line: SourceLine,
  whole: Marking | null,
  context: PortionContext,
): (PortionText & { readonly file: RenditionFile }) | null {
  const [, written = "", name = "", sha256 = null] = RENDITION.exec(line.text) ?? [];
  const alt = trimText(written, BOTH_ENDS);
  const mediaType = MEDIA_TYPES[name.slice(name.lastIndexOf(".") + 1).toLowerCase()];
  if (mediaType === undefined || !name.includes(".") || alt.includes("](")) return null;
  const file = { name, mediaType, sha256 };
  const start = "![".length + written.indexOf(alt);
  const block = joinLines([line]);
  const mark = alt.startsWith("(") ? readMark(alt, 0) : null;
  const head = mark === null ? "" : `(${mark.mark})`;
  const from = start + (mark?.end ?? 0);
  const text = alt.slice(mark?.end ?? 0);
  const own = readOwnMark({ text: head, at: start }, whole, context);
  const inline = parseSpans(text, context.marks);
  const refusal =
    "code" in own
      ? own
      : mark !== null && CONTINUED.test(text)
        ? {
            at: from,
            code: "PORTION_MARK_INVALID" as const,
            message:
              "The mark seems to go on after its bracket: close it at its end, or write \\- if this is text",
          }
        : (findBrokenMark(text, context) ?? inline.problem);
  if (refusal === null && "marking" in own) {
    if (own.marking !== null)
      warnNotStricter(own.marking, inline, (at) => block.positionAt(from + at), context);
    return { file, marking: own.marking, grading: null, ...place(block, from, inline) };
  }
  if (refusal !== null) {
    const at = "code" in own ? refusal.at : refusal.at + (refusal.at < from ? from : 0);
    context.problems.error(block.positionAt(at), refusal.code, refusal.message);
  }
  const kept = head === "()" && inline.problem === null ? inline : keepText(head === "()" ? text : alt);
  return { file, marking: null, grading: null, ...place(block, head === "()" ? from : start, kept) };
}

/** The line of a picture. `whole` is the marking of its figure. */
export function printRendition(
  rendition: {
    readonly marking: Marking | null;
    readonly spans: readonly Span[];
    readonly file: RenditionFile | null;
  },
  whole: Marking | null,
  style: InlineStyle,
): string {
  const mark = printOwnMark(rendition.marking, whole, style);
  const printed = trimText(printSpans(rendition.spans, style), BOTH_ENDS);
  const safe = escapeBrokenMark(printed, style);
  const text = (mark === "" ? safe : safe.replace(CONTINUED, "\\$&")).replaceAll("](", "]\\(");
  const { name, sha256 } = rendition.file ?? { name: "missing.png", sha256: null };
  const digest = sha256 === null ? "" : ` "sha256:${sha256}"`;
  return `![${mark}${mark === "" || text === "" ? "" : " "}${text}](${name}${digest})`;
}
