// A letter, `entente-letter/1`: one statement of one node to another. Letters of a stream are numbered from 1 without gaps,
// and each names the digest of the one before, so that a stream has one history and nothing of it can be left out.
import {
  canonicalize,
  encodeBase64url,
  InputError,
  isBase64urlOf,
  readAnyObject,
  readArray,
  readCount,
  readInstant,
  readObject,
  readString,
  readWord,
  utf8,
} from "../encoding/index.ts";
import type { Instant, JsonObject, JsonValue } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";

/** Who writes or is written to: a member, through the node that has these keys. */
export interface Party {
  readonly member: string;
  /** Fingerprint of the node's peer card: base64url of 32 bytes. */
  readonly node: string;
}

/** What a letter can be about; `trouble` is an answer to another letter that could not be taken as it was. */
export const letterKinds = [
  "approach",
  "answer",
  "unsealing",
  "notice",
  "instant",
  "vocabulary",
  "package",
  "share",
  "witness",
  "cosignature",
  "keys",
  "confirmation",
  "receipt",
  "question",
  "position",
  "pledge",
  "withdrawal",
  "readiness",
  "done",
  "acknowledgement",
  "trouble",
] as const;
export type LetterKind = (typeof letterKinds)[number];

/** A file that travels with a letter. */
export interface Enclosure {
  /** SHA-256 of its bytes, base64url. */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
}

export interface Letter {
  readonly from: Party;
  readonly to: Party;
  /** From 1, in the stream from `from` to `to`. */
  readonly number: number;
  /** Digest of the letter with the number before; null for the first. */
  readonly before: string | null;
  /** When it was written, by the writer's clock: said, and decides nothing. */
  readonly at: Instant;
  /** The case it is about, as the lead's node calls it; null: none. */
  readonly case: string | null;
  readonly kind: LetterKind;
  readonly content: JsonObject;
  /** In the order of their digests. */
  readonly files: readonly Enclosure[];
}

const FORMAT = "entente-letter/1";
const MEMBERS = ["format", "from", "to", "number", "before", "at", "case", "kind", "content", "files"];
/** A letter is said in words and digests; what is large is enclosed. */
const LONGEST_LETTER = 256 * 1024;
const MOST_ENCLOSURES = 256;
const MEMBER_NAME = /^[A-Z][A-Z0-9-]{0,31}$/;
const CASE_NAME = /^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/;

/** The letter as it is sent and digested. */
export function writeLetter(letter: Letter): JsonObject {
  const { from, to, number, before, at, case: about, kind, content, files } = letter;
  return {
    ...{ format: FORMAT, from: { ...from }, to: { ...to }, number, before, at, case: about, kind, content },
    files: files.map(({ digest, size }) => ({ digest, size })),
  };
}

/** What the letter after it, and an acknowledgement, call it by: base64url SHA-256 of its canonical JSON. */
export function digestLetter(letter: Letter, primitives: Primitives): string {
  return encodeBase64url(primitives.sha256(utf8(canonicalize(writeLetter(letter)))));
}

/** @throws InputError SHAPE_INVALID, INSTANT_INVALID. What its content says is read by `readContent`. */
export function readLetter(value: JsonValue | undefined, path: string): Letter {
  const object = readObject(value, path, MEMBERS);
  readWord(object["format"], `${path}.format`, [FORMAT]);
  if (canonicalize(object).length > LONGEST_LETTER)
    refuse(path, `no longer than ${LONGEST_LETTER} characters: what is large is enclosed`);
  const number = readCount(object["number"], `${path}.number`, 1);
  const before = object["before"] === null ? null : readDigest(object["before"], `${path}.before`);
  if ((number === 1) !== (before === null))
    refuse(`${path}.before`, "the digest of the letter before, and null in the first");
  const at = readString(object["at"], `${path}.at`);
  const instant = readInstant(at);
  if (instant !== at) refuse(`${path}.at`, "an instant with milliseconds");
  const about = object["case"] === null ? null : readString(object["case"], `${path}.case`);
  if (about !== null && !CASE_NAME.test(about)) refuse(`${path}.case`, "the name of a case, or null");
  return {
    from: readParty(object["from"], `${path}.from`),
    to: readParty(object["to"], `${path}.to`),
    ...{ number, before, at: instant, case: about },
    kind: readWord(object["kind"], `${path}.kind`, letterKinds),
    content: readAnyObject(object["content"], `${path}.content`),
    files: readEnclosures(object["files"], `${path}.files`),
  };
}

/** @throws InputError SHAPE_INVALID. */
export function readParty(value: JsonValue | undefined, path: string): Party {
  const object = readObject(value, path, ["member", "node"]);
  return {
    member: readMember(object["member"], `${path}.member`),
    node: readDigest(object["node"], `${path}.node`),
  };
}

/** @throws InputError SHAPE_INVALID. */
export function readMember(value: JsonValue | undefined, path: string): string {
  const member = readString(value, path);
  return MEMBER_NAME.test(member) ? member : refuse(path, "the id of a member");
}

/** @throws InputError SHAPE_INVALID unless it is base64url of 32 bytes. */
export function readDigest(value: JsonValue | undefined, path: string): string {
  const digest = readString(value, path);
  return isBase64urlOf(digest, 32) ? digest : refuse(path, "base64url of 32 bytes");
}

/** @throws InputError SHAPE_INVALID. */
export function refuse(path: string, expected: string): never {
  throw new InputError("SHAPE_INVALID", `${path} must be ${expected}`);
}

function readEnclosures(value: JsonValue | undefined, path: string): readonly Enclosure[] {
  const items = readArray(value, path);
  if (items.length > MOST_ENCLOSURES) refuse(path, `at most ${MOST_ENCLOSURES} files`);
  let last = "";
  return items.map((item, index) => {
    const object = readObject(item, `${path}[${index}]`, ["digest", "size"]);
    const digest = readDigest(object["digest"], `${path}[${index}].digest`);
    if (digest <= last) refuse(path, "in the order of their digests, each once");
    last = digest;
    return { digest, size: readCount(object["size"], `${path}[${index}].size`) };
  });
}
