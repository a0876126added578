// A bundle, `entente-bundle/1`: letters of one stream in order, how far the other direction was received, and the files the
// letters enclose. The same bytes travel over a network and on a stick, and one reader takes both. Layout: a line that names
// the format and the sender's keys, a line for each of two signatures, a line of canonical JSON, and the files end to end.
// Signatures cover the line of JSON, which names every file by digest, so nothing is read before it is verified but where
// the lines end, and no byte is outside the proof.
import {
  canonicalize,
  concatBytes,
  decodeBase64url,
  decodeUtf8,
  encodeBase64url,
  InputError,
  isBase64urlOf,
  readArray,
  readCount,
  readJson,
  readObject,
  readWord,
  utf8,
  VerificationError,
} from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import { publicKeyBytes } from "../keys/index.ts";
import type { IssuerKeys, IssuerSigner, Primitives } from "../keys/index.ts";
import { digestLetter, readDigest, readLetter, readParty, refuse, writeLetter } from "./letter.ts";
import type { Enclosure, Letter, Party } from "./letter.ts";

/** How far a stream was received: the highest number up to which nothing is missing, and that letter's digest. */
export interface Acknowledgement {
  /** 0: nothing yet. */
  readonly number: number;
  /** Null exactly where nothing is received yet. */
  readonly digest: string | null;
}

export interface Bundle {
  readonly from: Party;
  readonly to: Party;
  /** Of one stream, without gaps; may be none. */
  readonly letters: readonly Letter[];
  /** Of the stream in the other direction. */
  readonly acknowledged: Acknowledgement;
  /** By digest: every file that a letter encloses, and no other. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const FORMAT = "entente-bundle/1";
/** Room for the letters of ten days, and far below what would fill a node's memory. */
export const LONGEST_BUNDLE = 64 * 1024 * 1024;
const LONGEST_HEAD = 8 * 1024 * 1024;
const MOST_LETTERS = 1000;
const LONGEST_LINE = 8192;
const NEWLINE = 0x0a;

/** @throws InputError SHAPE_INVALID, INSTANT_INVALID, BUNDLE_SYNTAX, LETTER_CHAIN_BROKEN when it is not whole. */
export function writeBundle(bundle: Bundle, signer: IssuerSigner, primitives: Primitives): Uint8Array {
  const { from, to, letters, acknowledged, files } = bundle;
  const head = utf8(
    canonicalize({
      ...{ format: FORMAT, from: { ...from }, to: { ...to }, acknowledged: { ...acknowledged } },
      letters: letters.map(writeLetter),
    }),
  );
  const signed = messageOf(head);
  const lines = [
    `${FORMAT} ${from.node}`,
    encodeBase64url(signer.ed25519.sign(signed)),
    encodeBase64url(signer.mlDsa.sign(signed)),
  ];
  const bodies = listEnclosures(letters).map(({ digest }) => {
    const bytes = files.get(digest);
    if (bytes === undefined)
      throw new InputError("BUNDLE_SYNTAX", `The enclosed file ${digest} is not there`);
    return bytes;
  });
  const written = concatBytes(utf8(`${lines.join("\n")}\n`), head, Uint8Array.of(NEWLINE), ...bodies);
  const keys = { ed25519: signer.ed25519.publicKey, mlDsa: signer.mlDsa.publicKey };
  // What is not accepted elsewhere is not sent.
  readBundle({ bytes: written, to, keysOf: () => ({ party: from, keys }) }, primitives);
  return written;
}

/** A sender one knows: the member it speaks for, and its keys. */
export interface KnownSender {
  readonly party: Party;
  readonly keys: IssuerKeys;
}

/**
 * Verifies a bundle and then reads it.
 * @param keysOf the sender with this fingerprint; null when it is not one that was paired with.
 * @param to who reads: a bundle to anybody else is refused.
 * @throws InputError BUNDLE_SYNTAX, JSON_SYNTAX, JSON_NOT_CANONICAL, INSTANT_INVALID; VerificationError KEY_UNTRUSTED,
 *   SIGNATURE_INVALID, FILE_MISMATCH, LETTER_CHAIN_BROKEN.
 */
export function readBundle(
  {
    bytes,
    to,
    keysOf,
  }: {
    readonly bytes: Uint8Array;
    readonly to: Party;
    readonly keysOf: (fingerprint: string) => KnownSender | null;
  },
  primitives: Primitives,
): Bundle {
  if (bytes.length > LONGEST_BUNDLE) notWhole(`it is longer than ${LONGEST_BUNDLE} bytes`);
  const first = cutLine(bytes, 0, LONGEST_LINE);
  const [format, node = "", ...more] = textOf(first.line).split(" ");
  if (format !== FORMAT || more.length > 0 || !isBase64urlOf(node, 32))
    notWhole(`its first line is not "${FORMAT}" and a fingerprint`);
  const ed25519 = cutLine(bytes, first.end, LONGEST_LINE);
  const mlDsa = cutLine(bytes, ed25519.end, LONGEST_LINE);
  const head = cutLine(bytes, mlDsa.end, LONGEST_HEAD);
  const sender = keysOf(node);
  if (sender?.party.node !== node)
    throw new VerificationError(
      "KEY_UNTRUSTED",
      `This node is not paired with the one whose fingerprint is ${node}: the persons who run both pair them first`,
    );
  const signatures = [signatureOf(ed25519.line), signatureOf(mlDsa.line)] as const;
  if (!isSigned(messageOf(head.line), sender.keys, signatures, primitives))
    throw new VerificationError(
      "SIGNATURE_INVALID",
      `${sender.party.member} did not sign this bundle as it is: ask its node to send it again`,
    );
  const read = readHead(textOf(head.line));
  requireSame(read.from, sender.party, "from");
  requireSame(read.to, to, "to");
  requireChain(read, primitives);
  return { ...read, files: cutFiles(bytes.subarray(head.end), listEnclosures(read.letters), primitives) };
}

/** The fingerprint a bundle says its sender has, before anything of it is believed. @throws InputError BUNDLE_SYNTAX. */
export function readSender(bytes: Uint8Array): string {
  const [format, node = "", ...more] = textOf(cutLine(bytes, 0, LONGEST_LINE).line).split(" ");
  if (format !== FORMAT || more.length > 0 || !isBase64urlOf(node, 32))
    notWhole(`its first line is not "${FORMAT}" and a fingerprint`);
  return node;
}

/** Every file the letters enclose, once, in the order of first mention: as they stand in the bundle. */
function listEnclosures(letters: readonly Letter[]): readonly Enclosure[] {
  const all = new Map<string, Enclosure>();
  for (const { files } of letters)
    for (const file of files) {
      const known = all.get(file.digest);
      if (known !== undefined && known.size !== file.size) notWhole("one file is said to have two lengths");
      if (known === undefined) all.set(file.digest, file);
    }
  return [...all.values()];
}

function readHead(text: string): Omit<Bundle, "files"> {
  const { value, canonical } = readJson(text);
  if (!canonical) throw new InputError("JSON_NOT_CANONICAL", "The head of this bundle is not canonical JSON");
  try {
    return readMembers(value);
  } catch (cause) {
    if (!(cause instanceof InputError) || cause.code !== "SHAPE_INVALID") throw cause;
    throw new InputError("BUNDLE_SYNTAX", `This is not a whole bundle: ${cause.message}`, null, { cause });
  }
}

function readMembers(value: JsonValue): Omit<Bundle, "files"> {
  const object = readObject(value, "bundle", ["format", "from", "to", "letters", "acknowledged"]);
  readWord(object["format"], "bundle.format", [FORMAT]);
  const items = readArray(object["letters"], "bundle.letters");
  if (items.length > MOST_LETTERS) refuse("bundle.letters", `at most ${MOST_LETTERS}`);
  const acknowledged = readObject(object["acknowledged"], "bundle.acknowledged", ["number", "digest"]);
  const number = readCount(acknowledged["number"], "bundle.acknowledged.number");
  if ((number === 0) !== (acknowledged["digest"] === null))
    refuse("bundle.acknowledged.digest", "the digest of that letter, and null for none");
  return {
    from: readParty(object["from"], "bundle.from"),
    to: readParty(object["to"], "bundle.to"),
    letters: items.map((item, index) => readLetter(item, `bundle.letters[${index}]`)),
    acknowledged: {
      number,
      digest: number === 0 ? null : readDigest(acknowledged["digest"], "bundle.acknowledged.digest"),
    },
  };
}

function requireSame(read: Party, expected: Party, name: string): void {
  if (read.member === expected.member && read.node === expected.node) return;
  throw new VerificationError(
    "KEY_UNTRUSTED",
    name === "from"
      ? `This bundle says it is from ${read.member}, and is signed by the node of ${expected.member}: a node speaks for its own member alone`
      : `This bundle is for ${read.member} at another node: bring it to the one it is for`,
  );
}

/** Letters of a bundle are of its own stream, one after the other, and each names the one before. */
function requireChain({ from, to, letters }: Omit<Bundle, "files">, primitives: Primitives): void {
  let last: Letter | null = null;
  for (const letter of letters) {
    requireSame(letter.from, from, "from");
    requireSame(letter.to, to, "to");
    if (
      last !== null &&
      (letter.number !== last.number + 1 || letter.before !== digestLetter(last, primitives))
    )
      throw new VerificationError(
        "LETTER_CHAIN_BROKEN",
        `Letter ${letter.number} of ${from.member} does not follow the one before it in this bundle: whoever runs that node looks what wrote it`,
      );
    last = letter;
  }
}

function cutFiles(
  bytes: Uint8Array,
  enclosures: readonly Enclosure[],
  primitives: Primitives,
): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let at = 0;
  for (const { digest, size } of enclosures) {
    const file = bytes.subarray(at, at + size);
    if (file.length !== size || encodeBase64url(primitives.sha256(file)) !== digest)
      throw new VerificationError(
        "FILE_MISMATCH",
        "A file in this bundle is not the one its letter encloses: ask for the bundle again",
      );
    files.set(digest, file);
    at += size;
  }
  if (at !== bytes.length) notWhole("something follows its last file");
  return files;
}

function isSigned(
  message: Uint8Array,
  { ed25519, mlDsa }: IssuerKeys,
  [first, second]: readonly [Uint8Array, Uint8Array],
  primitives: Primitives,
): boolean {
  return (
    primitives.verifyEd25519(publicKeyBytes(ed25519), message, first) &&
    primitives.verifyMlDsa("ML-DSA-65", publicKeyBytes(mlDsa), message, second)
  );
}

/** The head under its format's name, so that no signature of something else is ever one of a bundle. */
function messageOf(head: Uint8Array): Uint8Array {
  return concatBytes(utf8(`${FORMAT}\n`), head);
}

function cutLine(
  bytes: Uint8Array,
  from: number,
  longest: number,
): { readonly line: Uint8Array; readonly end: number } {
  const at = bytes.subarray(from, from + longest + 1).indexOf(NEWLINE);
  if (at < 0) notWhole("its lines do not end where they should");
  return { line: bytes.subarray(from, from + at), end: from + at + 1 };
}

function textOf(line: Uint8Array): string {
  try {
    return decodeUtf8(line);
  } catch (cause) {
    throw new InputError("BUNDLE_SYNTAX", "This is not a whole bundle: a line of it is not text", null, {
      cause,
    });
  }
}

function signatureOf(line: Uint8Array): Uint8Array {
  try {
    return decodeBase64url(textOf(line));
  } catch (cause) {
    throw new InputError("BUNDLE_SYNTAX", "This is not a whole bundle: a signature is not base64url", null, {
      cause,
    });
  }
}

function notWhole(why: string): never {
  throw new InputError("BUNDLE_SYNTAX", `This is not a whole bundle: ${why}`);
}
