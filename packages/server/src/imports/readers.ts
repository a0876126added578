// Which code reads which form. Loaded inside the reading process only, and one form at a time.
import {
  parseMarkedText,
  parsePlainText,
  parseWikitextPages,
  splitWikitextPages,
} from "@entente/core/documents";
import type { ParsedDocument } from "@entente/core/documents";
import type { ImportedAside, ReadingContext, ReadSource } from "./import-result.ts";
import type { ImportForm } from "./recognise.ts";
import { ImportRefusal } from "./refusal.ts";

export type Reader = (bytes: Uint8Array, context: ReadingContext) => ReadSource | Promise<ReadSource>;

/** Loads the reader of a form, before the file is there. */
export async function loadReader(form: ImportForm): Promise<Reader> {
  switch (form) {
    case "docx":
      return (await import("./docx.ts")).readDocx;
    case "pdf":
      return (await import("./pdf.ts")).readPdf;
    case "marked":
      return readText((text, { policies }) => parseMarkedText(text, policies));
    case "wikitext":
      return (bytes, { name }) => readWikitext(decodeText(bytes, name));
    case "text":
      return readText(parsePlainText);
    case "markdown": {
      const { readMarkdown } = await import("./markdown.ts");
      return readMarkup(readMarkdown);
    }
    case "stix": {
      const { readStix } = await import("./stix.ts");
      return (bytes, { name }) => {
        // Says which file it is.
        decodeText(bytes, name);
        return readStix(bytes);
      };
    }
    case "misp": {
      const { readMisp } = await import("./misp.ts");
      return readMarkup(readMisp);
    }
    case "html": {
      const [{ decodeHtml }, { readHtml }] = await Promise.all([
        import("./html-encoding.ts"),
        import("./html.ts"),
      ]);
      return (bytes, { name }) => readHtml(decodeHtml(bytes, name));
    }
  }
}

/** A page, or several in one file; their frames are no running text. */
function readWikitext(text: string): ReadSource {
  const split = splitWikitextPages(text);
  const { pages, ...parsed } = parseWikitextPages(split.length === 1 ? [{ name: "", text }] : split);
  const asides = pages.flatMap(({ header, footer, asides: others }, index): ImportedAside[] => {
    const aside = { line: split[index]?.line ?? 1, author: null };
    return [
      { ...aside, kind: "header" as const, text: header },
      ...others.map((other) => ({ ...aside, kind: "object" as const, text: other })),
      { ...aside, kind: "footer" as const, text: footer },
    ].filter((one) => one.text !== "");
  });
  return {
    parsed: { ...parsed, page: pages.length === 1 ? (pages[0] ?? null) : null },
    asides,
    attachments: [],
  };
}

function readMarkup(read: (text: string) => ReadSource): Reader {
  return (bytes, { name }) => read(decodeText(bytes, name));
}

function readText(parse: (text: string, context: ReadingContext) => ParsedDocument): Reader {
  return (bytes, context) => ({
    parsed: parse(decodeText(bytes, context.name), context),
    ...{ asides: [], attachments: [] },
  });
}

function decodeText(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ImportRefusal("IMPORT_ENCODING", `${name} is not UTF-8: save it as UTF-8 text`);
  }
}
