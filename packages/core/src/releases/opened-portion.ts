// Reading what a portion's openings say, strictly: a member, a span or a length this format does not know is refused.
import {
  InputError,
  readAnyObject,
  readArray,
  readBoolean,
  readCount,
  readObject,
  readString,
  readStrings,
  readWord,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import type { Grading, Judgement, PortionKind, PortionOrigin, RenditionFile } from "../documents/index.ts";
import type { PrintedPortion, PrintedSpan } from "../printing/index.ts";
import { isPadded } from "./choices.ts";
import { ID_LENGTH, LEAST_RUN, LEAST_SUPPORTS, readBytes, readName, readPadded } from "./release-format.ts";
import { readPolicies } from "./release-policies.ts";
import type { PolicyPart } from "./release-policies.ts";
import { readElementDigest } from "./sd-jwt.ts";

/**
 * An opened portion, and the parts of schemes that its marks and those in it carry. References in it name portions by id;
 * `number` is its own, where that is opened.
 */
export interface OpenedPortion {
  readonly portion: PrintedPortion;
  /** Whether the source numbers it. */
  readonly numbered: boolean;
  readonly policies: readonly PolicyPart[];
}

const KINDS = [
  ...["title", "heading", "paragraph", "quotation", "judgement", "table", "row", "figure", "rendition"],
  ...["footnote", "source"],
] as readonly PortionKind[];
const MEMBERS = ["id", "kind", "depth", "numbered", "spans", "judgement", "marking"];
const OPTIONAL = ["_sd", "parent", "file", "origin", "grading", "number"];

/** @throws InputError SHAPE_INVALID, BASE64_INVALID. */
export function readPortion(value: JsonValue, path: string): OpenedPortion {
  // A member that says nothing is left out: each portion has one spelling.
  const object = readObject(value, path, MEMBERS, OPTIONAL);
  const has = (name: string): boolean => Object.hasOwn(object, name);
  const kind = readWord(object["kind"], `${path}.kind`, KINDS);
  const isPart = kind === "row" || kind === "rendition";
  if (isPart !== has("parent")) refuse(`${path}.parent must be what a row or rendition has and nothing else`);
  if (kind !== "rendition" && has("file"))
    refuse(`${path}.file must be absent: only a rendition has a picture`);
  const numbered = readBoolean(object["numbered"], `${path}.numbered`);
  requireAttributes(object, path, numbered);
  const marking = readObject(object["marking"], `${path}.marking`, ["mark", "banner"], ["policies"]);
  const policies: PolicyPart[] = [];
  const readScheme = (held: JsonObject, at: string): void => {
    if (Object.hasOwn(held, "policies")) policies.push(...readPolicies(held["policies"], `${at}.policies`));
  };
  readScheme(marking, `${path}.marking`);
  const portion: PrintedPortion = {
    kind,
    id: readBytes(object["id"], `${path}.id`, ID_LENGTH),
    number: has("number") ? readName(object["number"], `${path}.number`) : null,
    depth: readCount(object["depth"], `${path}.depth`),
    parent: isPart ? readBytes(object["parent"], `${path}.parent`, ID_LENGTH) : null,
    mark: readName(marking["mark"], `${path}.marking.mark`),
    banner: readName(marking["banner"], `${path}.marking.banner`),
    spans: readSpans(object["spans"], `${path}.spans`, kind === "row" ? "row" : "portion", readScheme),
    grading: has("grading") ? readGrading(object["grading"], `${path}.grading`) : null,
    judgement: readJudgement(object["judgement"], `${path}.judgement`),
    file: has("file") ? readFile(object["file"], `${path}.file`) : null,
    origin: has("origin") ? readOrigin(object["origin"], `${path}.origin`) : null,
  };
  return { portion, numbered, policies };
}

/** Mark and grading, and the number of what is numbered: so many digests there are, whether or not they are opened. */
function requireAttributes(object: JsonObject, path: string, numbered: boolean): void {
  const opened = ["marking", "grading", "number"].filter((name) => Object.hasOwn(object, name));
  const closed = Object.hasOwn(object, "_sd") ? readArray(object["_sd"], `${path}._sd`).length : 0;
  if (opened.length + closed !== (numbered ? 3 : 2) || (!numbered && opened.includes("number")))
    refuse(`${path} must have a mark, a grading, and a number if it is numbered, each opened or not`);
}

type Around = "row" | "portion" | "restricted";
type ReadScheme = (held: JsonObject, path: string) => void;

const PLAIN = ["text", "note-reference", "source-reference", "withheld-at-source"] as const;
const WORDS: Readonly<Record<Around, readonly PrintedSpan["kind"][]>> = {
  row: [...PLAIN, "cell-break"],
  portion: PLAIN,
  restricted: PLAIN,
};
const PARTS = ["cross-reference", "restricted"] as const;

/**
 * Spans in order. Of a run of parts that may be withheld, what is opened comes first, and `withheld` once at its end if
 * anything of it is not: where in the run that stands would tell of the fillers.
 */
function readSpans(
  value: JsonValue | undefined,
  path: string,
  around: Around,
  readScheme: ReadScheme,
): readonly PrintedSpan[] {
  const spans: PrintedSpan[] = [];
  let run: Run = EMPTY;
  const close = (): void => {
    if (run.length > 0) requireRun(run, path);
    if (run.closed > 0) spans.push({ kind: "withheld" });
    run = EMPTY;
  };
  for (const [index, item] of readArray(value, path).entries()) {
    const at = `${path}[${index}]`;
    const { length, closed, fillers } = run;
    if (readElementDigest(item) !== null) run = { length: length + 1, closed: closed + 1, fillers };
    else if (item === null) run = { length: length + 1, closed, fillers: fillers + 1 };
    else if (isPart(item, at)) {
      run = { length: length + 1, closed, fillers };
      spans.push(readPart(item, at, around, readScheme));
    } else {
      close();
      spans.push(readSpan(item, at, around));
    }
  }
  close();
  return spans;
}

interface Run {
  readonly length: number;
  /** Elements that are not opened. */
  readonly closed: number;
  readonly fillers: number;
}

const EMPTY: Run = { length: 0, closed: 0, fillers: 0 };

function requireRun({ length, closed, fillers }: Run, path: string): void {
  if (!isPadded(length, LEAST_RUN) || (fillers > 0 && closed > 0))
    refuse(`${path} holds a run of parts that is not filled up, or tells how many are withheld`);
}

function isPart(item: JsonValue, path: string): boolean {
  return PARTS.some((kind) => kind === readAnyObject(item, path)["kind"]);
}

function readPart(item: JsonValue, path: string, around: Around, readScheme: ReadScheme): PrintedSpan {
  const kind = readWord(readAnyObject(item, path)["kind"], `${path}.kind`, PARTS);
  if (kind === "cross-reference") {
    const { target } = readObject(item, path, ["kind", "target"]);
    return { kind, target: readBytes(target, `${path}.target`, ID_LENGTH), called: "" };
  }
  if (around === "restricted") refuse(`${path} is a stricter part of a stricter part`);
  const object = readObject(item, path, ["kind", "mark", "banner", "spans"], ["policies"]);
  readScheme(object, path);
  return {
    kind,
    mark: readName(object["mark"], `${path}.mark`),
    banner: readName(object["banner"], `${path}.banner`),
    spans: readSpans(object["spans"], `${path}.spans`, "restricted", readScheme),
  };
}

function readSpan(value: JsonValue, path: string, around: Around): PrintedSpan {
  const kind = readWord(readAnyObject(value, path)["kind"], `${path}.kind`, WORDS[around]);
  const readId = (name: string): string =>
    readBytes(readObject(value, path, ["kind", name])[name], `${path}.${name}`, ID_LENGTH);
  switch (kind) {
    case "text":
      return { kind, text: readString(readObject(value, path, ["kind", "text"])["text"], `${path}.text`) };
    case "note-reference":
      return { kind, note: readId("note") };
    case "source-reference":
      return { kind, source: readId("source") };
    case "withheld-at-source":
    case "cell-break":
      readObject(value, path, ["kind"]);
      return { kind };
    case "withheld":
    case "cross-reference":
    case "restricted":
      return refuse(`${path} cannot stand here`);
  }
}

function readFile(value: JsonValue | undefined, path: string): RenditionFile {
  const object = readObject(value, path, ["name", "mediaType", "sha256"]);
  const digest = object["sha256"] === null ? null : readString(object["sha256"], `${path}.sha256`);
  if (digest !== null && !/^[0-9a-f]{64}$/.test(digest))
    refuse(`${path}.sha256 must be 64 hexadecimal digits in small letters`);
  return {
    name: readName(object["name"], `${path}.name`),
    mediaType: readWord(object["mediaType"], `${path}.mediaType`, ["image/png", "image/jpeg", "image/webp"]),
    sha256: digest,
  };
}

function readOrigin(value: JsonValue | undefined, path: string): PortionOrigin {
  const object = readObject(value, path, ["member", "release", "portion"]);
  return {
    member: readName(object["member"], `${path}.member`),
    release: readBytes(object["release"], `${path}.release`, ID_LENGTH),
    portion: readBytes(object["portion"], `${path}.portion`, ID_LENGTH),
  };
}

function readGrading(value: JsonValue | undefined, path: string): Grading {
  const object = readObject(value, path, ["reliability", "credibility"]);
  const credibility = ([1, 2, 3, 4, 5, 6] as const).find((number) => number === object["credibility"]);
  if (credibility === undefined) refuse(`${path}.credibility must be 1 to 6`);
  const reliability = readWord(object["reliability"], `${path}.reliability`, ["A", "B", "C", "D", "E", "F"]);
  return { reliability, credibility };
}

function readJudgement(value: JsonValue | undefined, path: string): Judgement | null {
  if (value === null) return null;
  const object = readObject(value, path, ["scale", "term", "confidence", "supports"]);
  const supports = readPadded(object["supports"], `${path}.supports`, LEAST_SUPPORTS);
  return {
    scale: readWord(object["scale"], `${path}.scale`, ["phia", "icd203", "stix-wep", "stix-dni"]),
    term: readName(object["term"], `${path}.term`),
    confidence: readWord(object["confidence"], `${path}.confidence`, ["high", "moderate", "low"]),
    supports: readStrings(
      supports.filter((one) => readElementDigest(one) === null),
      `${path}.supports`,
    ),
  };
}

function refuse(message: string): never {
  throw new InputError("SHAPE_INVALID", message);
}
