// What a release signs: the profile of SD-JWT for `entente-release/1`. In clear: the header and two arrays of digests.
// Hidden: every portion and footnote as one array element, every restricted span as an element inside its portion.
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
import type { Grading, Judgement, PlainSpan, PortionKind } from "../documents/index.ts";
import { readPublicJwk } from "../keys/index.ts";
import type { CutPortion, CutSpan, ReleaseHeader } from "./release.ts";
import { readElementDigest } from "./sd-jwt.ts";

export const RELEASE_TYPE = "entente-release+sd-jwt";
export const KEY_BINDING_TYPE = "kb+jwt";
/** Both arrays are padded with decoys to a power of two of at least this, so that their length says little. */
export const LEAST_ELEMENTS = 8;
export const SALT_LENGTH = 32;

const HEADER_MEMBERS = ["format", "release", "iss", "iat", "exercise", "ledger", "cnf"];
const CLAIMS = [...HEADER_MEMBERS, "_sd_alg", "portions", "footnotes"];
const BODY_KINDS = ["title", "heading", "paragraph", "judgement"] as const;

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

/** Portions in order with one null for each run of withheld ones; the run at the end, which decoys always leave, is not kept. */
export function readPortions(value: JsonValue | undefined): readonly (CutPortion | null)[] {
  const portions = readArray(value, "portions").map((item, index) =>
    readElementDigest(item) === null ? readPortion(item, `portions[${index}]`, BODY_KINDS) : null,
  );
  const collapsed = portions.filter((portion, index) => portion !== null || portions[index - 1] !== null);
  return collapsed.at(-1) === null ? collapsed.slice(0, -1) : collapsed;
}

/** The footnotes released, in order; withheld ones leave no trace here, their references do. */
export function readFootnotes(value: JsonValue | undefined): readonly CutPortion[] {
  return readArray(value, "footnotes")
    .filter((item) => readElementDigest(item) === null)
    .map((item, index) => readPortion(item, `footnotes[${index}]`, ["footnote"]));
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

function readPortion(value: JsonValue, path: string, kinds: readonly PortionKind[]): CutPortion {
  const members = ["id", "kind", "number", "depth", "mark", "banner", "spans", "grading", "judgement"];
  const object = readObject(value, path, members);
  return {
    id: readName(object["id"], `${path}.id`),
    kind: readWord(object["kind"], `${path}.kind`, kinds),
    number: object["number"] === null ? null : readString(object["number"], `${path}.number`),
    depth: readCount(object["depth"], `${path}.depth`),
    mark: readName(object["mark"], `${path}.mark`),
    banner: readName(object["banner"], `${path}.banner`),
    spans: readSpans(object["spans"], `${path}.spans`, "portion"),
    grading: readGrading(object["grading"], `${path}.grading`),
    judgement: readJudgement(object["judgement"], `${path}.judgement`),
  };
}

function readSpans(
  value: JsonValue | undefined,
  path: string,
  inside: "portion" | "restricted",
): readonly CutSpan[] {
  const spans = readArray(value, path).map((item, index) => readSpan(item, `${path}[${index}]`, inside));
  // Neighbours withheld together are one gap, so that their number does not show.
  return spans.filter((span, index) => span.kind !== "withheld" || spans[index - 1]?.kind !== "withheld");
}

function readSpan(value: JsonValue, path: string, inside: "portion" | "restricted"): CutSpan {
  if (inside === "portion" && readElementDigest(value) !== null) return { kind: "withheld" };
  const words = ["text", "note-reference", "withheld-at-source"] as const;
  const kind = readWord(
    readAnyObject(value, path)["kind"],
    `${path}.kind`,
    inside === "portion" ? ([...words, "restricted"] as const) : words,
  );
  switch (kind) {
    case "text":
      return { kind, text: readString(readObject(value, path, ["kind", "text"])["text"], `${path}.text`) };
    case "note-reference":
      return { kind, note: readName(readObject(value, path, ["kind", "note"])["note"], `${path}.note`) };
    case "withheld-at-source":
      readObject(value, path, ["kind"]);
      return { kind };
    case "restricted": {
      const object = readObject(value, path, ["kind", "mark", "banner", "spans"]);
      return {
        kind,
        mark: readName(object["mark"], `${path}.mark`),
        banner: readName(object["banner"], `${path}.banner`),
        spans: readSpans(object["spans"], `${path}.spans`, "restricted"),
      };
    }
  }
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
    scale: readWord(object["scale"], `${path}.scale`, ["phia"]),
    term: readName(object["term"], `${path}.term`),
    confidence: readWord(object["confidence"], `${path}.confidence`, ["high", "moderate", "low"]),
    supports: readStrings(object["supports"], `${path}.supports`),
  };
}
