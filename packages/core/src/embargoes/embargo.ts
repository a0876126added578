// An embargo file, `entente-embargo/1`: a line that names the format and the lead's node, a line for each of its two
// signatures, a line of canonical JSON, and the encrypted package. The signatures cover the JSON, which names the package by
// digest, the instant, how many shares open it, and by a commitment the share of each holder; so a share that was changed or
// made up is known for one before anything is opened with it.
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
  readInstant,
  readJson,
  readObject,
  readString,
  utf8,
  VerificationError,
} from "../encoding/index.ts";
import type { Instant, JsonValue } from "../encoding/index.ts";
import { publicKeyBytes } from "../keys/index.ts";
import type { IssuerSigner, Primitives } from "../keys/index.ts";
import type { KnownSender, Party } from "../letters/index.ts";

/** A member that has a share. */
export interface Holder {
  readonly member: string;
  /** What `commitShare` gives for its share. */
  readonly commitment: string;
}

export interface Embargo {
  /** Who shared the key. */
  readonly lead: Party;
  /** The case's name. */
  readonly case: string;
  /** Before it no holder's node lets its share go, and nobody's node opens. */
  readonly instant: Instant;
  /** The round of the case's T-0 that it is part of: a hold or a stand-down of that round holds it. Null: of none. */
  readonly round: number | null;
  /** How many shares open it: at least 2. */
  readonly threshold: number;
  /** In the order of their members, each once; at least `threshold`. */
  readonly holders: readonly Holder[];
  /** The recipient of age whose key is shared. */
  readonly recipient: string;
  /** The package, encrypted to it. */
  readonly sealed: Uint8Array;
}

const FORMAT = "entente-embargo/1";
const NEWLINE = 0x0a;
const MOST_HOLDERS = 255;
const LONGEST_LINE = 64 * 1024;
const LONGEST_FILE = 64 * 1024 * 1024;
const MEMBER = /^[A-Z][A-Z0-9-]{0,31}$/;

/** @throws InputError EMBARGO_INVALID where it is not one that would be read. */
export function sealEmbargo(embargo: Embargo, signer: IssuerSigner, primitives: Primitives): Uint8Array {
  const head = writeHead(embargo, primitives);
  const message = messageOf(head);
  const lines = [
    `${FORMAT} ${embargo.lead.node}`,
    encodeBase64url(signer.ed25519.sign(message)),
    encodeBase64url(signer.mlDsa.sign(message)),
    decodeUtf8(head),
  ];
  const bytes = concatBytes(utf8(`${lines.join("\n")}\n`), embargo.sealed);
  const keys = { ed25519: signer.ed25519.publicKey, mlDsa: signer.mlDsa.publicKey };
  openEmbargo(bytes, () => ({ party: embargo.lead, keys }), primitives);
  return bytes;
}

/** What shares name it by: base64url SHA-256 of the line that is signed. */
export function digestEmbargo(embargo: Embargo, primitives: Primitives): string {
  return encodeBase64url(primitives.sha256(writeHead(embargo, primitives)));
}

/**
 * Verifies an embargo and reads it. What is in its package stays closed.
 * @param keysOf the node with this fingerprint; null when it is not one that was paired with.
 * @throws InputError EMBARGO_INVALID, JSON_SYNTAX, INSTANT_INVALID; VerificationError KEY_UNTRUSTED, SIGNATURE_INVALID, FILE_MISMATCH.
 */
export function openEmbargo(
  bytes: Uint8Array,
  keysOf: (fingerprint: string) => KnownSender | null,
  primitives: Primitives,
): Embargo {
  if (bytes.length > LONGEST_FILE) refuse(`it is longer than ${LONGEST_FILE} bytes`);
  let at = 0;
  const [first, ed25519, mlDsa, head] = Array.from({ length: 4 }, () => {
    const end = bytes.subarray(at, at + LONGEST_LINE).indexOf(NEWLINE);
    if (end < 0) refuse("its lines do not end where they should");
    const line = bytes.subarray(at, at + end);
    at += end + 1;
    return line;
  }) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const node = textOf(first).slice(FORMAT.length + 1);
  if (textOf(first) !== `${FORMAT} ${node}` || !isBase64urlOf(node, 32)) refuse("its first line is another");
  const sender = keysOf(node);
  if (sender?.party.node !== node)
    throw new VerificationError(
      "KEY_UNTRUSTED",
      `This node is not paired with the one whose fingerprint is ${node}: the persons who run both pair them first`,
    );
  const message = messageOf(head);
  const { keys } = sender;
  if (
    !primitives.verifyEd25519(publicKeyBytes(keys.ed25519), message, signatureOf(ed25519)) ||
    !primitives.verifyMlDsa("ML-DSA-65", publicKeyBytes(keys.mlDsa), message, signatureOf(mlDsa))
  )
    throw new VerificationError(
      "SIGNATURE_INVALID",
      `${sender.party.member} did not sign this embargo as it is: ask its node for it again`,
    );
  const { digest, size, ...read } = readHead(textOf(head));
  if (read.lead.node !== node || read.lead.member !== sender.party.member)
    throw new VerificationError("KEY_UNTRUSTED", "This embargo names another lead than signed it");
  const sealed = bytes.subarray(at);
  if (sealed.length !== size || encodeBase64url(primitives.sha256(sealed)) !== digest)
    throw new VerificationError(
      "FILE_MISMATCH",
      "The package is not the one its embargo names: ask for it again",
    );
  return { ...read, sealed };
}

function writeHead(embargo: Embargo, primitives: Primitives): Uint8Array {
  const { lead, instant, round, threshold, holders, recipient, sealed } = embargo;
  return utf8(
    canonicalize({
      ...{ format: FORMAT, lead: { ...lead }, case: embargo.case, instant, round, threshold, recipient },
      holders: holders.map(({ member, commitment }) => ({ member, commitment })),
      package: { digest: encodeBase64url(primitives.sha256(sealed)), size: sealed.length },
    }),
  );
}

function readHead(
  text: string,
): Omit<Embargo, "sealed"> & { readonly digest: string; readonly size: number } {
  const { value, canonical } = readJson(text);
  if (!canonical) refuse("its head is not canonical JSON");
  try {
    return readMembers(value);
  } catch (cause) {
    if (!(cause instanceof InputError) || cause.code !== "SHAPE_INVALID") throw cause;
    throw new InputError("EMBARGO_INVALID", `This is not a whole embargo: ${cause.message}`, null, { cause });
  }
}

function readMembers(value: JsonValue): ReturnType<typeof readHead> {
  const names = [
    "format",
    "lead",
    "case",
    "instant",
    "round",
    "threshold",
    "recipient",
    "holders",
    "package",
  ];
  const object = readObject(value, "embargo", names);
  if (object["format"] !== FORMAT) refuse(`it is not ${FORMAT}`);
  const lead = readObject(object["lead"], "embargo.lead", ["member", "node"]);
  const holders = readArray(object["holders"], "embargo.holders").map((item, index) => {
    const holder = readObject(item, `embargo.holders[${index}]`, ["member", "commitment"]);
    return { member: readMember(holder["member"]), commitment: readDigest(holder["commitment"]) };
  });
  const threshold = readCount(object["threshold"], "embargo.threshold", 2);
  if (holders.length > MOST_HOLDERS || holders.length < threshold)
    refuse(`it has ${holders.length} holders, of which ${threshold} are to open it`);
  if (holders.some(({ member }, index) => index > 0 && member <= (holders[index - 1]?.member ?? "")))
    refuse("its holders do not stand in order, each once");
  const instant = readInstant(readString(object["instant"], "embargo.instant"));
  if (instant !== object["instant"]) refuse("its instant is not written with milliseconds");
  const recipient = readString(object["recipient"], "embargo.recipient");
  if (!/^age1pq1[02-9ac-hj-np-z]{100,4000}$/.test(recipient))
    refuse("its recipient does not begin with age1pq1");
  const file = readObject(object["package"], "embargo.package", ["digest", "size"]);
  return {
    lead: { member: readMember(lead["member"]), node: readDigest(lead["node"]) },
    case: readString(object["case"], "embargo.case"),
    ...{ instant, threshold, holders, recipient },
    round: object["round"] === null ? null : readCount(object["round"], "embargo.round", 1),
    digest: readDigest(file["digest"]),
    size: readCount(file["size"], "embargo.package.size"),
  };
}

function readMember(value: JsonValue | undefined): string {
  const member = readString(value, "embargo.member");
  return MEMBER.test(member) ? member : refuse("a member's id is none");
}

function readDigest(value: JsonValue | undefined): string {
  const digest = readString(value, "embargo.digest");
  return isBase64urlOf(digest, 32) ? digest : refuse("a digest is not base64url of 32 bytes");
}

/** The head under its format's name, so that no signature of something else is ever one of an embargo. */
function messageOf(head: Uint8Array): Uint8Array {
  return concatBytes(utf8(`${FORMAT}\n`), head);
}

function textOf(line: Uint8Array): string {
  try {
    return decodeUtf8(line);
  } catch (cause) {
    throw new InputError("EMBARGO_INVALID", "This is not a whole embargo: a line of it is not text", null, {
      cause,
    });
  }
}

function signatureOf(line: Uint8Array): Uint8Array {
  try {
    return decodeBase64url(textOf(line));
  } catch (cause) {
    throw new InputError("EMBARGO_INVALID", "This is not a whole embargo: a signature is none", null, {
      cause,
    });
  }
}

function refuse(why: string): never {
  throw new InputError("EMBARGO_INVALID", `This is not a whole embargo: ${why}`);
}
