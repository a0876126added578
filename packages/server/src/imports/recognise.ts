// What a file is: its name, its first bytes and its end must say one thing. A file that two programs would read as two
// different documents is refused, because a person checks the one and the machine imports the other.
import { extname } from "node:path";
import { MOST_BYTES, MOST_TEXT_BYTES } from "./limits.ts";
import { ImportRefusal } from "./refusal.ts";

export const IMPORT_FORMS = [
  "docx",
  "pdf",
  "html",
  "markdown",
  "stix",
  "misp",
  "wikitext",
  "text",
  "marked",
] as const;
export type ImportForm = (typeof IMPORT_FORMS)[number];

export const MEDIA_TYPES: Readonly<Record<ImportForm, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  pdf: "application/pdf",
  html: "text/html",
  markdown: "text/markdown",
  stix: "application/stix+json",
  misp: "application/json",
  wikitext: "text/x-wiki",
  text: "text/plain",
  marked: "text/markdown; variant=entente-marked-text",
};

/** Form by ending. `.md` is Markdown unless it begins as marked text does, `.json` STIX unless as a MISP event does. */
const ENDINGS: Readonly<Record<string, ImportForm>> = {
  ".docx": "docx",
  ".docm": "docx",
  ".dotx": "docx",
  ".pdf": "pdf",
  ".html": "html",
  ".htm": "html",
  ".xhtml": "html",
  ".md": "markdown",
  ".markdown": "markdown",
  ".json": "stix",
  ".stix": "stix",
  ".wikitext": "wikitext",
  ".wiki": "wikitext",
  ".txt": "text",
  ".text": "text",
  ".ocr": "text",
};

/** Endings of files we know and do not read, with what to do about them. */
const FOREIGN: Readonly<Record<string, string>> = {
  ".doc": "Save it as DOCX in the word processor that made it",
  ".rtf": "Save it as DOCX in a word processor",
  ".odt": "Save it as DOCX in a word processor",
  ".xlsx": "Print the sheet to PDF, so that only what it shows is taken",
  ".pptx": "Print the slides to PDF",
};

const TAIL = 65_557;
const HEAD = 1_024;

/**
 * The form a file is read in.
 * @throws ImportRefusal IMPORT_TOO_LARGE, IMPORT_FORM_UNKNOWN, IMPORT_TYPE_MISMATCH, IMPORT_ENCRYPTED.
 */
export function recogniseForm(bytes: Uint8Array, name: string, asked: ImportForm | "auto"): ImportForm {
  if (bytes.length > MOST_BYTES)
    throw new ImportRefusal(
      "IMPORT_TOO_LARGE",
      `${name} has ${megabytes(bytes.length)} MB, and at most ${megabytes(MOST_BYTES)} MB are read: divide it into parts`,
    );
  const content = recogniseContent(bytes, name);
  const ending = extname(name).toLowerCase();
  const named = ENDINGS[ending] ?? null;
  if (content === "text") {
    const form = asked === "auto" ? readAsText(bytes, named, name, ending) : asked;
    if (form === "docx" || form === "pdf")
      throw mismatch(name, `is text, and was to be read as ${form.toUpperCase()}`);
    if (bytes.length > MOST_TEXT_BYTES)
      throw new ImportRefusal(
        "IMPORT_TOO_LARGE",
        `${name} has ${megabytes(bytes.length)} MB of text, and at most ${megabytes(MOST_TEXT_BYTES)} MB are read: divide it into parts`,
      );
    return form;
  }
  if (asked !== "auto" && asked !== content)
    throw mismatch(name, `is a ${content.toUpperCase()} file, and was to be read as ${asked}`);
  if (named !== content && (named !== null || ending in FOREIGN))
    throw mismatch(name, `is a ${content.toUpperCase()} file, and its name says otherwise`);
  return content;
}

function readAsText(bytes: Uint8Array, named: ImportForm | null, name: string, ending: string): ImportForm {
  const start = new TextDecoder().decode(bytes.subarray(0, HEAD)).replace(/^\uFEFF/, "");
  const html = /^\s*<(?:!doctype html|html|head|body)\b/i.test(start);
  if (html && named !== null && named !== "html")
    throw mismatch(name, `begins as HTML, and its name says otherwise; name it .html, or say how to read it`);
  if (ending in FOREIGN)
    throw new ImportRefusal(
      "IMPORT_FORM_UNKNOWN",
      `${name} is of a kind that is not read. ${FOREIGN[ending] ?? ""}`,
    );
  if (named === "markdown" && /^---\r?\n/.test(start) && /^originator:/m.test(start)) return "marked";
  if (named === "stix" && /^\s*(?:\{\s*"(?:Event|response)"|\[\s*\{\s*"Event")\s*:/.test(start))
    return "misp";
  return named ?? (html ? "html" : "text");
}

function recogniseContent(bytes: Uint8Array, name: string): "docx" | "pdf" | "text" {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD));
  const tail = Buffer.from(
    bytes.buffer,
    bytes.byteOffset + Math.max(bytes.length - TAIL, 0),
    Math.min(bytes.length, TAIL),
  );
  const zip = head.subarray(0, 4).toString("latin1") === "PK\u0003\u0004";
  const zipEnd = tail.lastIndexOf("PK\u0005\u0006", undefined, "latin1") >= 0;
  const pdf = head.indexOf("%PDF-", undefined, "latin1");
  if (head.subarray(0, 8).toString("hex") === "d0cf11e0a1b11ae1") throw refuseCompound(bytes, name);
  if (zip) {
    if (!zipEnd)
      throw new ImportRefusal("IMPORT_DAMAGED", `${name} breaks off: get it again from its sender`);
    if (pdf >= 0) throw mismatch(name, "is a ZIP archive and a PDF at once");
    return "docx";
  }
  if (pdf > 0) throw mismatch(name, "has other content before its PDF");
  if (zipEnd)
    throw mismatch(name, `${pdf === 0 ? "is a PDF" : "begins otherwise"} and ends as a ZIP archive`);
  if (pdf === 0) return "pdf";
  if (bytes.includes(0))
    throw new ImportRefusal(
      "IMPORT_FORM_UNKNOWN",
      `${name} is not text, DOCX or PDF: save it in one of these, text as UTF-8`,
    );
  return "text";
}

/** Compound files are Word's old format, and what Word wraps a DOCX in to give it a password. */
function refuseCompound(bytes: Uint8Array, name: string): ImportRefusal {
  const locked = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
    "EncryptedPackage",
    0,
    "utf16le",
  );
  return locked
    ? new ImportRefusal("IMPORT_ENCRYPTED", `${name} has a password: its sender saves it without one`)
    : new ImportRefusal("IMPORT_FORM_UNKNOWN", `${name} is in Word's old format. ${FOREIGN[".doc"] ?? ""}`);
}

function mismatch(name: string, what: string): ImportRefusal {
  return new ImportRefusal("IMPORT_TYPE_MISMATCH", `${name} ${what}: ask its sender what it is`);
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024);
}
