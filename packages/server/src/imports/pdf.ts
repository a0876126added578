// PDF, by the place of every sign on its pages. Nothing of the file is run: no script, no form, no action, no font program, no
// picture larger than a stamp is decoded. What readers cannot see is never mixed into what they can.
import { fileURLToPath } from "node:url";
import { assembleImport } from "@entente/core/documents";
import { AnnotationMode, getDocument, VerbosityLevel } from "pdfjs-dist/legacy/build/pdf.mjs";
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist";
import { Findings, quote } from "./findings.ts";
import type { ImportedAside, ReadingContext, ReadSource } from "./import-result.ts";
import { MOST_PAGES } from "./limits.ts";
import { readBlocks } from "./pdf-blocks.ts";
import { takeFurniture } from "./pdf-furniture.ts";
import type { PageLines } from "./pdf-furniture.ts";
import { readLines } from "./pdf-lines.ts";
import { isInside, transformBox, uprightMatrix } from "./pdf-geometry.ts";
import type { Box } from "./pdf-geometry.ts";
import { readPage } from "./pdf-page.ts";
import type { PageContent } from "./pdf-page.ts";
import type { Sign } from "./pdf-visibility.ts";
import { ImportRefusal } from "./refusal.ts";

const LIBRARY = fileURLToPath(new URL(".", import.meta.resolve("pdfjs-dist/package.json")));
const TOO_LARGE_PICTURE = /Image exceeded maximum/;
/** Pictures up to this many pixels are looked at, because a small one may lie over words. */
const MOST_PIXELS = 500_000;
const COVERING = new Set(["Redact", "Square", "Highlight", "Ink", "Stamp", "FreeText", "Polygon"]);
const QUIET = new Set(["Link", "Popup"]);

const warnings: string[] = [];
// The library says through the console what it leaves out, and says it nowhere else.
console.warn = (message: unknown) => void warnings.push(String(message));
console.log = () => undefined;
// The part that reads runs in this very thread, which is the whole of this process. It is loaded before the file is there.
const READING_PART: string = "pdfjs-dist/legacy/build/pdf.worker.mjs";
await import(READING_PART);

/** Reads a PDF. @throws ImportRefusal. */
export async function readPdf(bytes: Uint8Array, { report, name }: ReadingContext): Promise<ReadSource> {
  const file = await open(bytes, name);
  try {
    return await readAll(file, bytes, { report, name });
  } catch (error) {
    if (error instanceof ImportRefusal) throw error;
    // What the library cannot get over is in the file. Nothing is taken then: a page less would not be seen.
    throw refuseDamaged(name, error);
  }
}

async function readAll(
  file: PDFDocumentProxy,
  bytes: Uint8Array,
  { report, name }: Pick<ReadingContext, "name" | "report">,
): Promise<ReadSource> {
  if (file.numPages > MOST_PAGES)
    throw new ImportRefusal(
      "IMPORT_TOO_LARGE",
      `${name} has ${file.numPages} pages, and at most ${MOST_PAGES} are read: divide it into parts`,
    );
  const findings = new Findings();
  await reportDocument(file, bytes, findings);
  const labels = await file.getPageLabels();
  const pages: PageLines[] = [];
  for (let ordinal = 1; ordinal <= file.numPages; ordinal++) {
    const page = await file.getPage(ordinal);
    const label = labels?.[ordinal - 1] ?? "";
    pages.push(
      await readOnePage(page, { file, findings, ordinal, label: label === "" ? String(ordinal) : label }),
    );
    page.cleanup();
    report({ done: ordinal, total: file.numPages, unit: "page" });
  }
  reportFurniture(takeFurniture(pages), findings);
  const { title, blocks, notes } = readBlocks(pages, findings);
  const { problems, asides } = findings;
  return { parsed: assembleImport({ title, blocks, notes, problems }), asides, attachments: [] };
}

async function open(bytes: Uint8Array, name: string): Promise<PDFDocumentProxy> {
  try {
    return await getDocument({
      // The library takes the bytes it is given for its own.
      data: new Uint8Array(bytes),
      verbosity: VerbosityLevel.WARNINGS,
      disableFontFace: true,
      useSystemFonts: false,
      enableXfa: false,
      maxImageSize: MOST_PIXELS,
      isOffscreenCanvasSupported: false,
      isImageDecoderSupported: false,
      // Tables of signs for fonts that are not in the file, from the library's own folder.
      cMapUrl: `${LIBRARY}cmaps/`,
      cMapPacked: true,
      standardFontDataUrl: `${LIBRARY}standard_fonts/`,
      useWasm: false,
      useWorkerFetch: false,
      stopAtErrors: false,
    }).promise;
  } catch (error) {
    if (error instanceof Error && error.name === "PasswordException")
      throw new ImportRefusal("IMPORT_ENCRYPTED", `${name} has a password: its sender saves it without one`);
    throw refuseDamaged(name, error);
  }
}

function refuseDamaged(name: string, error: unknown): ImportRefusal {
  const message = error instanceof Error ? error.message : String(error);
  return new ImportRefusal(
    "IMPORT_DAMAGED",
    `${name} is no whole PDF (${message.replace(/\s+/g, " ").slice(0, 120)}): get it again from its sender`,
  );
}

interface PageTask {
  readonly file: PDFDocumentProxy;
  readonly findings: Findings;
  readonly ordinal: number;
  readonly label: string;
}

async function readOnePage(page: PDFPageProxy, task: PageTask): Promise<PageLines> {
  const { file, findings, ordinal, label } = task;
  warnings.length = 0;
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = page.view;
  const view = { x0, y0, x1, y1 };
  const upright = uprightMatrix(view, page.rotate);
  const layers = await file.getOptionalContentConfig();
  const operators = await page.getOperatorList({ annotationMode: AnnotationMode.DISABLE });
  const content = readPage(operators, {
    view,
    upright,
    fontOf: (font): unknown => (page.commonObjs.has(font) ? page.commonObjs.get(font) : null),
    isLayerShown: (properties) => Boolean(layers.isVisible(properties)),
  });
  const large = warnings.filter((warning) => TOO_LARGE_PICTURE.test(warning)).length;
  const lost = warnings.filter(
    (warning) => /ignoring|unable to|cannot|error/i.test(warning) && !TOO_LARGE_PICTURE.test(warning),
  );
  if (lost[0] !== undefined)
    findings.fail(
      ordinal,
      "IMPORT_KEPT_AS_TEXT",
      `Page ${label} could not be read whole (${lost[0].slice(0, 120)}): compare it with the page`,
    );
  await reportAnnotations(page, { ...task, content, upright });
  reportUnseen(content, task, large > 0);
  reportPictures(content, task, large);
  const shown = content.signs.filter(
    (sign) => !sign.artifact && (sign.visibility === "shown" || sign.visibility === "covered"),
  );
  const turned = shown.filter(({ angle }) => Math.abs(angle) > 8);
  if (turned.length > 0) {
    const text = turned.map((sign) => sign.text).join("");
    findings.setAside(ordinal, "object", text);
    findings.warn(ordinal, "IMPORT_SET_ASIDE", `On page ${label} words stand at a slant: ${quote(text)}`);
  }
  const frame = transformBox(view, upright);
  return {
    label,
    ordinal,
    height: frame.y1 - frame.y0,
    lines: readLines(shown.filter(({ angle }) => Math.abs(angle) <= 8)),
  };
}

/** Decides what becomes of words that readers do not see, and says so. */
function reportUnseen(
  { signs, pictures }: PageContent,
  { findings, ordinal, label }: PageTask,
  scan: boolean,
): void {
  const of = (visibility: Sign["visibility"]): Sign[] =>
    signs.filter((sign) => sign.visibility === visibility && sign.text.trim() !== "");
  const artifacts = signs.filter(({ artifact, visibility }) => artifact && visibility === "shown");
  for (const line of readLines(artifacts)) {
    const text = line.fragments.flatMap(({ parts }) => parts.map((part) => part.text)).join(" ");
    findings.setAside(ordinal, "header", text);
    findings.warn(ordinal, "IMPORT_SET_ASIDE", `Page ${label} carries ${quote(text)} around its text`);
  }
  const invisible = of("invisible");
  const shown = of("shown").filter(({ artifact }) => !artifact);
  if (invisible.length > 0 && shown.length <= invisible.length / 10 && (scan || pictures.length > 0)) {
    // The words of a scan lie invisibly on its picture: they are all there is, and they are a machine's guess.
    for (const sign of signs) if (sign.visibility === "invisible") sign.visibility = "shown";
    findings.warn(
      ordinal,
      "IMPORT_HIDDEN_TEXT",
      `Page ${label} is a picture, and its words are what a machine read on it: compare them with the page`,
    );
  } else if (invisible.length > 0) {
    const text = textIn(signs, "invisible");
    findings.setAside(ordinal, "hidden", text);
    findings.fail(
      ordinal,
      "IMPORT_HIDDEN_TEXT",
      `Page ${label} holds text that nobody sees, and it is not taken: ${quote(text)}`,
    );
  }
  const layers = textIn(signs, "layer");
  if (layers !== "") {
    findings.setAside(ordinal, "hidden", layers);
    findings.fail(
      ordinal,
      "IMPORT_HIDDEN_TEXT",
      `Page ${label} holds text in a layer that is switched off, and it is not taken: ${quote(layers)}`,
    );
  }
  for (const line of readLines(of("covered"))) {
    const text = line.fragments.flatMap(({ parts }) => parts.map((part) => part.text)).join(" ");
    findings.setAside(ordinal, "covered", text);
    findings.fail(
      ordinal,
      "TEXT_UNDER_BOX",
      `Page ${label}, ${Math.round(line.x0)} points from the left and ${Math.round(line.y)} from the foot: ${quote(text)} stands under a box. Whoever made the file thought it gone: tell them`,
    );
  }
}

function textIn(signs: readonly Sign[], visibility: Sign["visibility"]): string {
  return readLines(signs.filter((sign) => sign.visibility === visibility))
    .map((line) => line.fragments.flatMap(({ parts }) => parts.map((part) => part.text)).join(" "))
    .join(" ");
}

function reportPictures(
  { signs, pictures }: PageContent,
  { findings, ordinal, label }: PageTask,
  large: number,
): void {
  const count = large + pictures.length;
  const empty = !signs.some((sign) => sign.text.trim() !== "");
  if (empty && count > 0)
    findings.fail(
      ordinal,
      "PAGE_WITHOUT_TEXT",
      `Page ${label} has no text: it is a picture. Have it read by a machine or typed, and check it`,
    );
  else if (empty) findings.warn(ordinal, "PAGE_WITHOUT_TEXT", `Page ${label} is empty`);
  else if (count > 0)
    findings.warn(
      ordinal,
      "IMPORT_PICTURE",
      `Page ${label} shows ${count} ${count === 1 ? "picture" : "pictures"}, not taken${large > 0 ? "; what lies under them was not looked for" : ""}`,
    );
}

async function reportAnnotations(
  page: PDFPageProxy,
  {
    findings,
    ordinal,
    label,
    content,
    upright,
  }: PageTask & { readonly content: PageContent; readonly upright: Parameters<typeof transformBox>[1] },
): Promise<void> {
  for (const annotation of (await page.getAnnotations()) as Readonly<Record<string, unknown>>[]) {
    const kind = typeof annotation["subtype"] === "string" ? annotation["subtype"] : "unknown";
    const rect = annotation["rect"];
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = Array.isArray(rect) ? (rect as number[]) : [];
    const box = transformBox({ x0, y0, x1, y1 }, upright);
    const text = wordsOf(annotation["contentsObj"]) || wordsOf(annotation["fieldValue"]);
    const author = wordsOf(annotation["titleObj"]);
    if (COVERING.has(kind) && (kind === "Redact" || isDark(annotation))) coverSigns(content.signs, box);
    if (kind === "Link" && typeof annotation["url"] === "string")
      findings.warn(ordinal, "IMPORT_LINK", `Page ${label} links to ${quote(annotation["url"])}`);
    if (annotation["actions"] !== undefined && annotation["actions"] !== null)
      findings.warn(ordinal, "IMPORT_SET_ASIDE", `Page ${label} holds a script in a field, which is not run`);
    if (QUIET.has(kind)) continue;
    if (text !== "") findings.setAside(ordinal, "annotation", text, author === "" ? null : author);
    findings.warn(
      ordinal,
      "IMPORT_SET_ASIDE",
      `Page ${label} carries a note of the kind ${kind}${author === "" ? "" : ` by ${author}`}${text === "" ? "" : `: ${quote(text)}`}`,
    );
  }
}

function coverSigns(signs: readonly Sign[], box: Box): void {
  for (const sign of signs)
    if (
      sign.visibility === "shown" &&
      isInside({ x: sign.x + sign.width / 2, y: sign.y + sign.size * 0.3 }, box, 0)
    )
      sign.visibility = "covered";
}

/** True when the colour of an annotation hides what lies under it. */
function isDark(annotation: Readonly<Record<string, unknown>>): boolean {
  const colour = annotation["backgroundColor"] ?? annotation["color"];
  if (!ArrayBuffer.isView(colour) && !Array.isArray(colour)) return false;
  const [red = 255, green = 255, blue = 255] = [...(colour as Uint8ClampedArray)];
  return red * 0.3 + green * 0.59 + blue * 0.11 < 90;
}

function wordsOf(value: unknown): string {
  if (typeof value === "string") return value.trim();
  if (typeof value === "object" && value !== null && "str" in value && typeof value.str === "string")
    return value.str.trim();
  return "";
}

/** What the file holds beside its pages. */
async function reportDocument(file: PDFDocumentProxy, bytes: Uint8Array, findings: Findings): Promise<void> {
  const attachments = ((await file.getAttachments()) ?? {}) as Readonly<Record<string, unknown>>;
  for (const name of attachments instanceof Map ? attachments.keys() : Object.keys(attachments))
    findings.warn(0, "IMPORT_SET_ASIDE", `The file ${quote(String(name))} is attached, and is not opened`);
  if (await file.hasJSActions())
    findings.warn(0, "IMPORT_SET_ASIDE", "The file holds scripts, which are not run");
  // The library gives a map with the one entry that it understood; a place in the text is all that may stand there.
  const action = (await file.getOpenAction()) as unknown;
  if ((action instanceof Map && action.has("action")) || holdsName(bytes, "Launch"))
    findings.warn(
      0,
      "IMPORT_SET_ASIDE",
      "The file wants something done when it is opened, which is not done",
    );
  const { info } = (await file.getMetadata()) as { info: Readonly<Record<string, unknown>> };
  if (info["IsAcroFormPresent"] === true)
    findings.warn(0, "IMPORT_SET_ASIDE", "The file holds a form: what is filled in stands among the notes");
  if (info["IsXFAPresent"] === true)
    findings.fail(
      0,
      "IMPORT_SET_ASIDE",
      "The file holds a form of a kind that is not read: have it printed to PDF by its sender",
    );
  const title = info["Title"];
  if (typeof title === "string" && title !== "") findings.setAside(0, "property", title);
}

function holdsName(bytes: Uint8Array, name: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(`/${name}`, 0, "latin1");
}

function reportFurniture(found: ReturnType<typeof takeFurniture>, findings: Findings): void {
  const said = new Map<string, { kind: ImportedAside["kind"]; first: number; last: number; text: string }>();
  for (const { kind, ordinal, text } of found) {
    findings.setAside(ordinal, kind, text);
    const key = `${kind} ${text.replace(/\d+/g, "#")}`;
    const known = said.get(key);
    if (known === undefined) said.set(key, { kind, first: ordinal, last: ordinal, text });
    else known.last = ordinal;
  }
  for (const { kind, first, last, text } of said.values())
    findings.warn(first, "IMPORT_SET_ASIDE", `The ${kind} of pages ${first} to ${last} says ${quote(text)}`);
}
