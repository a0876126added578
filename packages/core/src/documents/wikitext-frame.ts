// The frame of a ProofreadPage page, as the extension writes it: one noinclude block with the quality tag and the header, the
// body, one noinclude block with the footer. Without a quality tag at its start a page is all body.
import type { ProofreadPage } from "./document.ts";

const OPEN = "<noinclude>";
const CLOSE = "</noinclude>";
const QUALITY = /^\s*<pagequality level="([0-4])" user="([^"]*)" *(?:\/>|> *<\/pagequality>)/;
const LEGACY_QUALITY = /^\s*\{\{PageQuality\|([0-4])(?:\|([^{}]*))?\}\}/i;
/** Older pages wrap their body in an element that begins in the header and ends in the footer. */
const LEGACY_WRAPPER = /^\s*<div(?: class="pagetext")?>/;
const PAGE_NUMBER = /^[\s'–—-]*(\d{1,5}|[ivxlcdm]{1,9})[\s'–—-]*$/i;

export interface WikitextFrame {
  readonly page: Pick<ProofreadPage, "level" | "user" | "header" | "footer" | "printedPage">;
  /** The body lies between these offsets. */
  readonly from: number;
  readonly to: number;
}

/** Finds the frame of one page. */
export function readFrame(source: string): WikitextFrame {
  const headerEnd = source.startsWith(OPEN) ? source.indexOf(CLOSE) : -1;
  const block = source.slice(OPEN.length, Math.max(headerEnd, 0));
  const quality = headerEnd < 0 ? null : (QUALITY.exec(block) ?? LEGACY_QUALITY.exec(block));
  if (quality === null) {
    return {
      page: { level: 1, user: null, header: "", footer: "", printedPage: null },
      ...{ from: 0, to: source.length },
    };
  }
  const from = headerEnd + CLOSE.length;
  const end = source.trimEnd();
  const footerStart = end.endsWith(CLOSE) ? source.lastIndexOf(OPEN) : -1;
  const framed = footerStart >= from;
  const raw = block.slice(quality[0].length);
  const header = raw.replace(LEGACY_WRAPPER, "").trim();
  let footer = framed ? end.slice(footerStart + OPEN.length, -CLOSE.length).trim() : "";
  if (LEGACY_WRAPPER.test(raw) && footer.endsWith("</div>"))
    footer = footer.slice(0, -"</div>".length).trim();
  return {
    page: {
      level: Number(quality[1]) as ProofreadPage["level"],
      user: quality[2] === undefined || quality[2] === "" ? null : quality[2],
      header,
      footer,
      printedPage: readPrintedPage(header, footer),
    },
    from,
    to: framed ? footerStart : source.length,
  };
}

/** The page number: alone on a line of the footer, or alone in a place of the running header. */
function readPrintedPage(header: string, footer: string): string | null {
  const places = (text: string): string[] =>
    text.split("\n").flatMap((line) => {
      const running = /^\{\{\s*(?:rh|running ?header|runninghead)\s*\|([^{}]{0,500})\}\}$/i.exec(line.trim());
      return running?.[1] === undefined ? [line] : running[1].split("|");
    });
  const numbers = [...places(footer).reverse(), ...places(header)].map(
    (place) => PAGE_NUMBER.exec(place)?.[1],
  );
  return numbers.find((number) => number !== undefined) ?? null;
}
