// What a release signs: the profile of SD-JWT for `entente-release/1`. In clear: the header and two arrays of digests.
// Hidden: every portion and footnote as one array element, every restricted span and cross-reference as an element inside
// its portion. `portions` holds what leaves a gap when it is withheld, `footnotes` what leaves none: footnotes, sources and
// the renditions of figures.
// Invariant: a cut is read strictly, so that nothing can stand in it that this profile does not know.
import {
  decodeBase64url,
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
import type { Grading, Judgement, PlainSpan, PortionKind, RenditionFile } from "../documents/index.ts";
import type { PrintedPortion, PrintedSpan } from "../printing/index.ts";
import { readPublicJwk } from "../keys/index.ts";
import { readPolicies } from "./release-policies.ts";
import type { PolicyPart } from "./release-policies.ts";
import type { ReleaseHeader } from "./release.ts";
import { readElementDigest } from "./sd-jwt.ts";

export const RELEASE_TYPE = "entente-release+sd-jwt";
export const KEY_BINDING_TYPE = "kb+jwt";
/** Both arrays are padded with decoys to a power of two of at least this, so that their length says little. */
export const LEAST_ELEMENTS = 8;
export const SALT_LENGTH = 32;

const HEADER_MEMBERS = ["format", "release", "iss", "iat", "exercise", "ledger", "cnf"];
const CLAIMS = [...HEADER_MEMBERS, "_sd_alg", "portions", "footnotes"];
const BODY_KINDS = [
  "title",
  "heading",
  "paragraph",
  "quotation",
  "judgement",
  "table",
  "row",
  "figure",
] as const satisfies readonly PortionKind[];
const FOOT_KINDS = ["footnote", "source", "rendition"] as const satisfies readonly PortionKind[];

/** A plain span as it stands inside a disclosure. */
export function writeSpan(span: PlainSpan): JsonObject {
  switch (span.kind) {
    case "text":
      return { kind: span.kind, text: span.text };
    case "note-reference":
      return { kind: span.kind, note: span.note };
    case "source-reference":
      return { kind: span.kind, source: span.source };
    case "cross-reference":
      return { kind: span.kind, target: span.target };
    case "withheld-at-source":
    case "cell-break":
      return { kind: span.kind };
  }
}

export function writeGrading(grading: Grading | null): JsonValue {
  return grading === null ? null : { reliability: grading.reliability, credibility: grading.credibility };
}

export function writeJudgement(judgement: Judgement | null): JsonValue {
  if (judgement === null) return null;
  const { scale, term, confidence, supports } = judgement;
  return { scale, term, confidence, supports: [...supports] };
}

export function writeFile({ name, mediaType, sha256 }: RenditionFile): JsonObject {
  return { name, mediaType, sha256 };
}

/**
 * The arrays of a payload in reading order, portions before footnotes: the order in which a cut lists its disclosures.
 * Canonical JSON would put them the other way round.
 */
export function inReadingOrder(payload: JsonObject): JsonObject {
  const { portions = [], footnotes = [], ...header } = payload;
  return { portions, footnotes, ...header };
}

/**
 * Reads a payload before anything is opened: every claim in clear, both arrays digests only and of a padded length.
 * @throws InputError SHAPE_INVALID, BASE64_INVALID.
 */
export function readHeader(payload: JsonObject): ReleaseHeader {
  readObject(payload, "payload", CLAIMS);
  readWord(payload["_sd_alg"], "payload._sd_alg", ["sha-256"]);
  readDigests(payload["portions"], "payload.portions");
  readDigests(payload["footnotes"], "payload.footnotes");
  const ledger = readObject(payload["ledger"], "payload.ledger", ["origin", "vkey"]);
  const cnf = readObject(payload["cnf"], "payload.cnf", ["jwk"]);
  return {
    format: readWord(payload["format"], "payload.format", ["entente-release/1"]),
    release: readBytes(payload["release"], "payload.release", 16),
    iss: readName(payload["iss"], "payload.iss"),
    iat: readCount(payload["iat"], "payload.iat"),
    exercise: readBoolean(payload["exercise"], "payload.exercise"),
    ledger: {
      origin: readString(ledger["origin"], "payload.ledger.origin"),
      vkey: readString(ledger["vkey"], "payload.ledger.vkey"),
    },
    cnf: { jwk: readPublicJwk(cnf["jwk"], "payload.cnf.jwk") },
  };
}

/** An opened portion, and the parts of schemes that its marks and those in it carry. */
export interface OpenedPortion {
  readonly portion: PrintedPortion;
  readonly policies: readonly PolicyPart[];
}

/** Portions in order with one null for each run of withheld ones; the run at the end, which decoys always leave, is not kept. */
export function readPortions(value: JsonValue | undefined): readonly (OpenedPortion | null)[] {
  const portions = readArray(value, "portions").map((item, index) =>
    readElementDigest(item) === null ? readPortion(item, `portions[${index}]`, BODY_KINDS) : null,
  );
  const collapsed = portions.filter((portion, index) => portion !== null || portions[index - 1] !== null);
  return collapsed.at(-1) === null ? collapsed.slice(0, -1) : collapsed;
}

/** The footnotes, sources and renditions released, in order; withheld ones leave no trace here, their references do. */
export function readFootnotes(value: JsonValue | undefined): readonly OpenedPortion[] {
  return readArray(value, "footnotes")
    .filter((item) => readElementDigest(item) === null)
    .map((item, index) => readPortion(item, `footnotes[${index}]`, FOOT_KINDS));
}

/** base64url text of exactly `length` bytes. @throws InputError SHAPE_INVALID, BASE64_INVALID. */
export function readBytes(value: JsonValue | undefined, path: string, length: number): string {
  const text = readString(value, path);
  if (decodeBase64url(text).length !== length)
    throw new InputError("SHAPE_INVALID", `${path} must be ${length} bytes in base64url`);
  return text;
}

/** Text that is not empty. @throws InputError SHAPE_INVALID. */
export function readName(value: JsonValue | undefined, path: string): string {
  const text = readString(value, path);
  if (text === "") throw new InputError("SHAPE_INVALID", `${path} must not be empty`);
  return text;
}

function readDigests(value: JsonValue | undefined, path: string): void {
  const items = readArray(value, path);
  if (items.length < LEAST_ELEMENTS || (items.length & (items.length - 1)) !== 0)
    throw new InputError(
      "SHAPE_INVALID",
      `${path} must have a power of two of elements, at least ${LEAST_ELEMENTS}`,
    );
  for (const [index, item] of items.entries())
    readBytes(readObject(item, `${path}[${index}]`, ["..."])["..."], `${path}[${index}]`, 32);
}

const MEMBERS = ["id", "kind", "number", "depth", "mark", "banner", "spans", "grading", "judgement"];

function readPortion(value: JsonValue, path: string, kinds: readonly PortionKind[]): OpenedPortion {
  // A member that says nothing is left out: each portion has one spelling.
  const object = readObject(value, path, MEMBERS, ["parent", "file", "policies"]);
  const kind = readWord(object["kind"], `${path}.kind`, kinds);
  const isPart = kind === "row" || kind === "rendition";
  if (isPart !== Object.hasOwn(object, "parent"))
    throw new InputError(
      "SHAPE_INVALID",
      `${path}.parent must be what a row or rendition has and nothing else`,
    );
  if (kind !== "rendition" && Object.hasOwn(object, "file"))
    throw new InputError("SHAPE_INVALID", `${path}.file must be absent: only a rendition has a picture`);
  const policies: PolicyPart[] = [];
  const readScheme = (held: JsonObject, at: string): void => {
    if (Object.hasOwn(held, "policies")) policies.push(...readPolicies(held["policies"], `${at}.policies`));
  };
  readScheme(object, path);
  const portion = {
    kind,
    id: readName(object["id"], `${path}.id`),
    number: object["number"] === null ? null : readString(object["number"], `${path}.number`),
    depth: readCount(object["depth"], `${path}.depth`),
    parent: isPart ? readName(object["parent"], `${path}.parent`) : null,
    mark: readName(object["mark"], `${path}.mark`),
    banner: readName(object["banner"], `${path}.banner`),
    spans: readSpans(object["spans"], `${path}.spans`, kind === "row" ? "row" : "portion", readScheme),
    grading: readGrading(object["grading"], `${path}.grading`),
    judgement: readJudgement(object["judgement"], `${path}.judgement`),
    origin: null,
    file: Object.hasOwn(object, "file") ? readFile(object["file"], `${path}.file`) : null,
  };
  return { portion, policies };
}

type Around = "row" | "portion" | "restricted";
type ReadScheme = (held: JsonObject, path: string) => void;

function readSpans(
  value: JsonValue | undefined,
  path: string,
  around: Around,
  readScheme: ReadScheme,
): readonly PrintedSpan[] {
  return readArray(value, path).map((item, index) => readSpan(item, `${path}[${index}]`, around, readScheme));
}

const PLAIN = [
  "text",
  "note-reference",
  "source-reference",
  "cross-reference",
  "withheld-at-source",
] as const;
const WORDS: Readonly<Record<Around, readonly PrintedSpan["kind"][]>> = {
  row: [...PLAIN, "cell-break", "restricted"],
  portion: [...PLAIN, "restricted"],
  restricted: PLAIN,
};

function readSpan(value: JsonValue, path: string, around: Around, readScheme: ReadScheme): PrintedSpan {
  if (readElementDigest(value) !== null) return { kind: "withheld" };
  const kind = readWord(readAnyObject(value, path)["kind"], `${path}.kind`, WORDS[around]);
  const readOnly = (name: string): string =>
    readName(readObject(value, path, ["kind", name])[name], `${path}.${name}`);
  switch (kind) {
    case "text":
      return { kind, text: readString(readObject(value, path, ["kind", "text"])["text"], `${path}.text`) };
    case "note-reference":
      return { kind, note: readOnly("note") };
    case "source-reference":
      return { kind, source: readOnly("source") };
    case "cross-reference":
      return { kind, target: readOnly("target"), called: "" };
    case "withheld-at-source":
    case "withheld":
    case "cell-break":
      readObject(value, path, ["kind"]);
      return { kind };
    case "restricted": {
      const object = readObject(value, path, ["kind", "mark", "banner", "spans"], ["policies"]);
      readScheme(object, path);
      return {
        kind,
        mark: readName(object["mark"], `${path}.mark`),
        banner: readName(object["banner"], `${path}.banner`),
        spans: readSpans(object["spans"], `${path}.spans`, "restricted", readScheme),
      };
    }
  }
}

function readFile(value: JsonValue | undefined, path: string): RenditionFile {
  const object = readObject(value, path, ["name", "mediaType", "sha256"]);
  const digest = object["sha256"] === null ? null : readString(object["sha256"], `${path}.sha256`);
  if (digest !== null && !/^[0-9a-f]{64}$/.test(digest))
    throw new InputError("SHAPE_INVALID", `${path}.sha256 must be 64 hexadecimal digits in small letters`);
  return {
    name: readName(object["name"], `${path}.name`),
    mediaType: readWord(object["mediaType"], `${path}.mediaType`, ["image/png", "image/jpeg", "image/webp"]),
    sha256: digest,
  };
}

function readGrading(value: JsonValue | undefined, path: string): Grading | null {
  if (value === null) return null;
  const object = readObject(value, path, ["reliability", "credibility"]);
  const credibility = ([1, 2, 3, 4, 5, 6] as const).find((number) => number === object["credibility"]);
  if (credibility === undefined) throw new InputError("SHAPE_INVALID", `${path}.credibility must be 1 to 6`);
  const reliability = readWord(object["reliability"], `${path}.reliability`, ["A", "B", "C", "D", "E", "F"]);
  return { reliability, credibility };
}

function readJudgement(value: JsonValue | undefined, path: string): Judgement | null {
  if (value === null) return null;
  const object = readObject(value, path, ["scale", "term", "confidence", "supports"]);
  return {
    scale: readWord(object["scale"], `${path}.scale`, ["phia", "icd203", "stix-wep", "stix-dni"]),
    term: readName(object["term"], `${path}.term`),
    confidence: readWord(object["confidence"], `${path}.confidence`, ["high", "moderate", "low"]),
    supports: readStrings(object["supports"], `${path}.supports`),
  };
}
