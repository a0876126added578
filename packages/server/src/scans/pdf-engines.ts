// A PDF as two engines of others read it: pdf.js and PDFium, which share no code. Each gives the words of pages as it would
// show or copy them; what pdf.js knows beside the pages (annotations, outline, attachments, properties) is given too. Both are
// loaded with the first file: a node that scans nothing keeps its memory.
import { fileURLToPath } from "node:url";
import type { PDFiumLibrary } from "@hyzyla/pdfium";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { ServerError } from "../errors.ts";

export interface PagePart {
  readonly name: string;
  readonly text?: string;
  readonly bytes?: Uint8Array;
}

const MOST_PAGES = 5_000;
const LIBRARY = fileURLToPath(new URL(".", import.meta.resolve("pdfjs-dist/package.json")));

/** @throws ServerError SCAN_UNREADABLE when the engine cannot read the file whole. */
export async function readWithPdfjs(bytes: Uint8Array, name: string): Promise<readonly PagePart[]> {
  const { getDocument, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const task = getDocument({
    // The library takes the bytes it is given for its own.
    data: Uint8Array.from(bytes),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
    standardFontDataUrl: `${LIBRARY}standard_fonts/`,
    cMapUrl: `${LIBRARY}cmaps/`,
    cMapPacked: true,
    stopAtErrors: false,
  });
  try {
    return await readAll(await task.promise);
  } catch (error) {
    throw unreadable(name, error);
  } finally {
    await task.destroy();
  }
}

async function readAll(file: PDFDocumentProxy): Promise<readonly PagePart[]> {
  if (file.numPages > MOST_PAGES) throw new Error(`it has ${file.numPages} pages`);
  const parts: PagePart[] = [];
  const about = [
    await readProperties(file),
    await file.getOutline(),
    await file.getDestinations(),
    await file.getPageLabels(),
    await file.getFieldObjects(),
    await file.getJSActions(),
    await file.getOptionalContentConfig().then((config) => [...config].map((group) => group)),
  ];
  parts.push({ name: "properties", text: printTexts(about) });
  const attachments = ((await file.getAttachments()) ?? {}) as Readonly<Record<string, unknown>>;
  for (const one of attachments instanceof Map ? attachments.values() : Object.values(attachments)) {
    const { filename, content, description } = one as Readonly<Record<string, unknown>>;
    parts.push({ name: "attachments", text: printTexts([filename, description]) });
    if (content instanceof Uint8Array) parts.push({ name: "attachments", bytes: content });
  }
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const { items } = await page.getTextContent({
      includeMarkedContent: true,
      disableNormalization: true,
    });
    const words = items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : ""));
    parts.push({ name: `page ${number}`, text: words.join("") });
    parts.push({ name: `page ${number}`, text: printTexts(await page.getAnnotations()) });
    parts.push({ name: `page ${number}`, text: printTexts(await page.getStructTree()) });
    page.cleanup();
  }
  return parts;
}

async function readProperties(file: PDFDocumentProxy): Promise<unknown> {
  const { info, metadata } = await file.getMetadata();
  // The library's types promise a packet of properties that most files lack.
  const packet = metadata as { readonly getRaw: () => unknown } | null;
  return [info, packet?.getRaw()];
}

/** Every text anywhere in `value`, one a line. */
function printTexts(value: unknown, depth = 0): string {
  if (typeof value === "string") return `${value}\n`;
  if (typeof value !== "object" || value === null || depth > 40) return "";
  if (value instanceof Uint8Array) return `${Buffer.from(value).toString("latin1")}\n`;
  if (ArrayBuffer.isView(value)) return "";
  const entries = value instanceof Map ? [...value.entries()].flat() : Object.values(value);
  return entries.map((one) => printTexts(one, depth + 1)).join("");
}

type Pdfium = Awaited<ReturnType<typeof PDFiumLibrary.init>>;
type PdfiumFile = Awaited<ReturnType<Pdfium["loadDocument"]>>;

let library: Promise<Pdfium> | null = null;

export interface RenderedPage {
  readonly width: number;
  readonly height: number;
  /** Four bytes a pixel: blue, green, red, alpha. */
  readonly pixels: Uint8Array;
}

/** @throws ServerError SCAN_UNREADABLE when the engine cannot read the file. */
export async function readWithPdfium(bytes: Uint8Array, name: string): Promise<readonly PagePart[]> {
  return withPdfium(bytes, name, (pages) =>
    Promise.resolve([...pages].map((page, index) => ({ name: `page ${index + 1}`, text: page.getText() }))),
  );
}

/** Every page as pixels, one after the other. @throws ServerError SCAN_UNREADABLE. */
export async function renderPages(
  bytes: Uint8Array,
  name: string,
  {
    dpi,
    take,
  }: { readonly dpi: number; readonly take: (page: RenderedPage, index: number) => Promise<void> },
): Promise<void> {
  await withPdfium(bytes, name, async (pages) => {
    let index = 0;
    for (const page of pages) {
      const { width, height, data } = await page.render({ scale: dpi / 72, render: "bitmap" });
      await take({ width, height, pixels: data }, index++);
    }
  });
}

type Pages = ReturnType<PdfiumFile["pages"]>;

async function withPdfium<Result>(
  bytes: Uint8Array,
  name: string,
  read: (pages: Pages) => Promise<Result>,
): Promise<Result> {
  library ??= import("@hyzyla/pdfium").then((engine) => engine.PDFiumLibrary.init());
  let file: PdfiumFile | null = null;
  try {
    file = await (await library).loadDocument(bytes);
    return await read(file.pages());
  } catch (error) {
    if (error instanceof ServerError) throw error;
    throw unreadable(name, error);
  } finally {
    file?.destroy();
  }
}

function unreadable(name: string, error: unknown): ServerError {
  const reason = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").slice(0, 120);
  return new ServerError(
    "SCAN_UNREADABLE",
    `${name} could not be looked through (${reason}), so it counts as not scanned: get it unlocked and whole from whoever made it`,
    { cause: error },
  );
}
