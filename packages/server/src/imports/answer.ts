// The reading process's answer as JSON, written by it and read strictly by the node: whoever took that process over can send
// a wrong document, but nothing that is no document. Markings travel as banners and are parsed again.
import { InputError } from "@entente/core/encoding";
import {
  readAnyObject,
  readArray,
  readBoolean,
  readCount,
  readObject,
  readString,
  readWord,
} from "@entente/core/encoding";
import type { JsonValue } from "@entente/core/encoding";
import type {
  Grading,
  Judgement,
  MarkedDocument,
  ParsedDocument,
  PlainSpan,
  Portion,
  Problem,
  ProofreadPage,
  RenditionFile,
  Span,
} from "@entente/core/documents";
import { parseBanner, printBanner } from "@entente/core/markings";
import type { Marking, Policy } from "@entente/core/markings";
import { ASIDE_KINDS } from "./import-result.ts";
import type { ImportedAside, ReadSource } from "./import-result.ts";

export interface Answer {
  readonly parsed: ParsedDocument;
  readonly asides: readonly ImportedAside[];
  /** The files follow in this order. */
  readonly attachments: readonly { readonly name: string; readonly mediaType: string }[];
}

const MARKING_KEY = "marking";
const KINDS = [
  ...["title", "heading", "paragraph", "quotation", "judgement", "table"],
  ...["row", "figure", "rendition", "footnote", "source"],
] as Portion["kind"][];
const SCALES = ["phia", "icd203", "stix-wep", "stix-dni"] as const;
const PICTURES = ["image/png", "image/jpeg", "image/webp"] as const;
const LEVELS = [0, 1, 2, 3, 4] as const;

/** For the reading process. */
export function printAnswer(
  { parsed, asides, attachments }: ReadSource,
  policies: readonly Policy[],
): string {
  return JSON.stringify(
    { parsed, asides, attachments: attachments.map(({ name, mediaType }) => ({ name, mediaType })) },
    (key, value: unknown) =>
      key === MARKING_KEY && typeof value === "object" && value !== null
        ? printBanner(value as Marking, policies)
        : value,
  );
}

/** For the node. @throws InputError when it is not an answer. */
export function readAnswer(text: string, policies: readonly Policy[]): Answer {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    throw new InputError("JSON_SYNTAX", "the answer is not JSON");
  }
  const answer = readObject(value, "answer", ["parsed", "asides", "attachments"]);
  return {
    parsed: readParsed(answer["parsed"], policies),
    asides: readArray(answer["asides"], "asides").map((item) => {
      const aside = readObject(item, "aside", ["kind", "line", "author", "text"]);
      return {
        kind: readWord(aside["kind"], "kind", ASIDE_KINDS),
        line: readCount(aside["line"], "line"),
        author: readTextOrNull(aside["author"], "author"),
        text: readText(aside["text"], "text"),
      };
    }),
    attachments: readArray(answer["attachments"], "attachments").map((item) => {
      const file = readObject(item, "attachment", ["name", "mediaType"]);
      return {
        name: readFileName(file["name"]),
        mediaType: readWord(file["mediaType"], "mediaType", PICTURES),
      };
    }),
  };
}

function readParsed(value: JsonValue | undefined, policies: readonly Policy[]): ParsedDocument {
  const parsed = readObject(value, "parsed", ["document", "problems", "page"]);
  const document = readObject(parsed["document"], "document", [
    ...["title", "originator", "policy", "caseSlug", "date", "exercise", "portions", "footnotes"],
  ]);
  const read: MarkedDocument = {
    title: readText(document["title"], "title"),
    originator: readText(document["originator"], "originator"),
    policy: readText(document["policy"], "policy"),
    caseSlug: readTextOrNull(document["caseSlug"], "caseSlug"),
    date: readTextOrNull(document["date"], "date"),
    exercise: readBoolean(document["exercise"], "exercise"),
    portions: readPortions(document["portions"], policies),
    footnotes: readPortions(document["footnotes"], policies),
  };
  const ids = new Set([...read.portions, ...read.footnotes].map(({ id }) => id));
  if (ids.size !== read.portions.length + read.footnotes.length)
    throw new InputError("SHAPE_INVALID", "ids must be unique");
  return {
    document: read,
    problems: readArray(parsed["problems"], "problems").map(readProblem),
    page: parsed["page"] === null ? null : readPage(parsed["page"]),
  };
}

function readPortions(value: JsonValue | undefined, policies: readonly Policy[]): readonly Portion[] {
  return readArray(value, "portions").map((item): Portion => {
    const portion = readObject(item, "portion", [
      ...[
        "id",
        "kind",
        "number",
        "depth",
        "parent",
        "marking",
        "spans",
        "grading",
        "judgement",
        "file",
        "origin",
        "page",
      ],
    ]);
    return {
      id: readText(portion["id"], "id"),
      kind: readWord(portion["kind"], "kind", KINDS),
      number: readTextOrNull(portion["number"], "number"),
      depth: readCount(portion["depth"], "depth"),
      parent: readTextOrNull(portion["parent"], "parent"),
      marking: portion["marking"] === null ? null : readMarking(portion["marking"], policies),
      spans: readArray(portion["spans"], "spans").map((span) => readSpan(span, policies)),
      grading: portion["grading"] === null ? null : readGrading(portion["grading"]),
      judgement: portion["judgement"] === null ? null : readJudgement(portion["judgement"]),
      file: portion["file"] === null ? null : readPicture(portion["file"]),
      origin: readNoOrigin(portion["origin"]),
      page: readTextOrNull(portion["page"], "page"),
    };
  });
}

/** What is imported is nobody's release yet: a drafter says where a quotation comes from. */
function readNoOrigin(value: JsonValue | undefined): null {
  if (value !== null) throw new InputError("SHAPE_INVALID", "origin must be null");
  return value;
}

function readSpan(value: JsonValue, policies: readonly Policy[]): Span {
  const { kind } = readAnyObject(value, "span");
  if (kind !== "restricted") return readPlainSpan(value);
  const span = readObject(value, "span", ["kind", "marking", "spans"]);
  return {
    kind,
    marking: readMarking(span["marking"], policies),
    spans: readArray(span["spans"], "spans").map(readPlainSpan),
  };
}

function readPlainSpan(value: JsonValue): PlainSpan {
  const { kind } = readAnyObject(value, "span");
  switch (kind) {
    case "text":
      return { kind, text: readText(readObject(value, "span", ["kind", "text"])["text"], "text") };
    case "note-reference":
      return { kind, note: readText(readObject(value, "span", ["kind", "note"])["note"], "note") };
    case "source-reference":
      return { kind, source: readText(readObject(value, "span", ["kind", "source"])["source"], "source") };
    case "cross-reference":
      return { kind, target: readText(readObject(value, "span", ["kind", "target"])["target"], "target") };
    case "withheld-at-source":
    case "cell-break":
      readObject(value, "span", ["kind"]);
      return { kind };
    default:
      throw new InputError("SHAPE_INVALID", "span.kind must be one that is known");
  }
}

function readMarking(value: JsonValue | undefined, policies: readonly Policy[]): Marking {
  return parseBanner(readText(value, "marking"), policies);
}

function readGrading(value: JsonValue | undefined): Grading {
  const grading = readObject(value, "grading", ["reliability", "credibility"]);
  const credibility = readCount(grading["credibility"], "credibility", 1);
  if (credibility > 6) throw new InputError("SHAPE_INVALID", "credibility must be 1 to 6");
  return {
    reliability: readWord(grading["reliability"], "reliability", ["A", "B", "C", "D", "E", "F"]),
    credibility: credibility as Grading["credibility"],
  };
}

function readJudgement(value: JsonValue | undefined): Judgement {
  const judgement = readObject(value, "judgement", ["scale", "term", "confidence", "supports"]);
  return {
    scale: readWord(judgement["scale"], "scale", SCALES),
    term: readText(judgement["term"], "term"),
    confidence: readWord(judgement["confidence"], "confidence", ["high", "moderate", "low"]),
    supports: readArray(judgement["supports"], "supports").map((id) => readText(id, "supports")),
  };
}

function readPicture(value: JsonValue | undefined): RenditionFile {
  const file = readObject(value, "file", ["name", "mediaType", "sha256"]);
  const sha256 = readTextOrNull(file["sha256"], "sha256");
  if (sha256 !== null && !/^[0-9a-f]{64}$/.test(sha256))
    throw new InputError("SHAPE_INVALID", "sha256 must be a digest");
  return {
    name: readFileName(file["name"]),
    mediaType: readWord(file["mediaType"], "mediaType", PICTURES),
    sha256,
  };
}

function readProblem(value: JsonValue): Problem {
  const problem = readObject(value, "problem", ["line", "column", "severity", "code", "message"]);
  const code = readText(problem["code"], "code");
  if (!/^[A-Z][A-Z0-9_]{2,60}$/.test(code))
    throw new InputError("SHAPE_INVALID", "problem.code must be a code");
  return {
    line: readCount(problem["line"], "line"),
    column: readCount(problem["column"], "column"),
    severity: readWord(problem["severity"], "severity", ["error", "warning"]),
    code: code as Problem["code"],
    message: readText(problem["message"], "message"),
  };
}

function readPage(value: JsonValue | undefined): ProofreadPage {
  const page = readObject(value, "page", [
    ...["level", "user", "printedPage", "header", "footer", "asides", "startsMidSentence", "endsMidSentence"],
  ]);
  const level = LEVELS.find((known) => known === page["level"]);
  if (level === undefined) throw new InputError("SHAPE_INVALID", "page.level must be 0 to 4");
  return {
    level,
    user: readTextOrNull(page["user"], "user"),
    printedPage: readTextOrNull(page["printedPage"], "printedPage"),
    header: readText(page["header"], "header"),
    footer: readText(page["footer"], "footer"),
    asides: readArray(page["asides"], "asides").map((aside) => readText(aside, "aside")),
    startsMidSentence: readBoolean(page["startsMidSentence"], "startsMidSentence"),
    endsMidSentence: readBoolean(page["endsMidSentence"], "endsMidSentence"),
  };
}

/** A name without folders, that no file system reads as anything else. */
function readFileName(value: JsonValue | undefined): string {
  const name = readText(value, "name");
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name))
    throw new InputError("SHAPE_INVALID", "name must be a plain file name");
  return name;
}

function readTextOrNull(value: JsonValue | undefined, path: string): string | null {
  return value === null ? null : readText(value, path);
}

/** Text that can be written and signed: without halves of characters. */
function readText(value: JsonValue | undefined, path: string): string {
  return readString(value, path).toWellFormed();
}
