// Statements about keys: that a new key follows an old one (both sign it), or that a key is revoked (it signs that itself,
// which whoever holds it can do, thief or owner, and which only ever takes away). A statement is committed to the ledger of
// what the key signed, and counts from its place there: a signature that was dated back does not come before it.
import {
  canonicalize,
  encodeBase64urlText,
  InputError,
  readArray,
  readInstant,
  readObject,
  readString,
  readWord,
  utf8,
  VerificationError,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { fingerprintIssuer, readMlDsaJwk, readPublicJwk, thumbprint } from "../keys/index.ts";
import type { MlDsaJwk, MlDsaSigner, Primitives, PublicJwk, Signer } from "../keys/index.ts";
import type { LedgerIdentity, LedgerPolicy } from "../ledger/index.ts";
import { readStrictly } from "./cut-file.ts";
import { checkEvidence, readEvidence, writeEvidence } from "./evidence.ts";
import { algorithmOf, isSignedBy, readPart, signPayload } from "./jws.ts";
import { readName } from "./release-format.ts";
import type { KeyPurpose, LedgerEvidence, ReleaseSignature, StatedKeys } from "./release.ts";

/** What a statement says. */
export interface KeyStatement {
  readonly kind: "rotation" | "revocation";
  readonly purpose: KeyPurpose;
  readonly member: string;
  /** The ledger in which it is committed, and whose order counts. */
  readonly ledger: LedgerIdentity;
  /** An instant with milliseconds. */
  readonly at: string;
  readonly old: KeySet;
  /** The keys that follow: named and signing in a rotation, none in a revocation. */
  readonly next: KeySet | null;
}

/** The keys of one generation: an issuer's two, a release authority's one. */
export interface KeySet {
  readonly ed25519: PublicJwk;
  readonly mlDsa: MlDsaJwk<"ML-DSA-65"> | null;
}

/** The signers of a {@link KeySet}. */
export interface KeySetSigner {
  readonly ed25519: Signer;
  readonly mlDsa: MlDsaSigner<"ML-DSA-65"> | null;
}

/** A statement with its signatures, before its ledger evidence. */
export interface SignedKeyStatement {
  readonly payload: string;
  readonly signatures: readonly ReleaseSignature[];
}

const FORMAT = "entente-key-statement/1";
const TYPE = "entente-key-statement+jwt";
const MEMBERS = ["kind", "purpose", "member", "ledger", "at", "old", "next"];

/**
 * Signs a statement with every key it is about, the old ones first.
 * @throws InputError SHAPE_INVALID, INSTANT_INVALID when it is not whole.
 */
export function signKeyStatement({
  statement: { kind, purpose, member, ledger, at },
  old,
  next,
}: {
  readonly statement: Omit<KeyStatement, "old" | "next">;
  readonly old: KeySetSigner;
  readonly next: KeySetSigner | null;
}): SignedKeyStatement {
  const payload: JsonObject = {
    ...{ kind, purpose, member, at, ledger: { origin: ledger.origin, vkey: ledger.vkey } },
    ...{ old: writeKeys(old), next: next === null ? null : writeKeys(next) },
  };
  readStatement(payload);
  const encoded = encodeBase64urlText(canonicalize(payload));
  const signers = [old, next].flatMap((keys) => (keys === null ? [] : [keys.ed25519, keys.mlDsa]));
  const signatures = signers.flatMap((signer) => {
    if (signer === null) return [];
    const header = { alg: algorithmOf(signer.publicKey), typ: TYPE };
    const { protected: head, signature } = signPayload({ header, payload: encoded, signer });
    return [{ protected: head, signature }];
  });
  return { payload: encoded, signatures };
}

/** What the ledger commits to: SHA-256 over the canonical JSON of the payload and its signatures. */
export function digestKeyStatement(
  { payload, signatures }: SignedKeyStatement,
  primitives: Primitives,
): Uint8Array {
  return primitives.sha256(utf8(canonicalize({ payload, signatures: signatures.map(writeSignature) })));
}

/** The text of a statement file: canonical JSON and one newline. */
export function sealKeyStatement(signed: SignedKeyStatement, evidence: LedgerEvidence): string {
  const { payload, signatures } = signed;
  const file = { format: FORMAT, payload, signatures: signatures.map(writeSignature) };
  return `${canonicalize({ ...file, evidence: writeEvidence(evidence) })}\n`;
}

/**
 * Checks a statement file: every key it names signed it, and it stands in the ledger it names, cosigned as the policy asks.
 * @throws InputError JSON_SYNTAX, JSON_NOT_CANONICAL, CUT_SYNTAX and those of the ledger's formats; VerificationError
 *   ALGORITHM_REFUSED, SIGNATURE_INVALID, and the ledger's; PolicyError LEDGER_QUORUM_MISSING.
 */
export function openKeyStatement(
  { text, policy }: { readonly text: string; readonly policy: LedgerPolicy | null },
  primitives: Primitives,
): { readonly statement: KeyStatement; readonly stated: StatedKeys } {
  const { signed, evidence, statement } = readStrictly(text, "key statement", readFile);
  checkSignatures(signed, statement, primitives);
  const { ledger, kind, purpose, old, next } = statement;
  const trust = policy === null ? ({ kind: "carried" } as const) : ({ kind: "policy", policy } as const);
  const digest = digestKeyStatement(signed, primitives);
  const { index } = checkEvidence({ evidence, digest, ledger, trust }, primitives);
  const stated = {
    ...{ kind, purpose, index, ledger: ledger.vkey },
    old: listIds(old, primitives),
    next: next === null ? [] : listIds(next, primitives),
  };
  return { statement, stated: stated as StatedKeys };
}

/** Under which ids readers pin these keys: an issuer's fingerprint and its Ed25519 key, an authority's key. */
function listIds({ ed25519, mlDsa }: KeySet, primitives: Primitives): readonly string[] {
  const own = thumbprint(ed25519, primitives);
  return mlDsa === null ? [own] : [fingerprintIssuer({ ed25519, mlDsa }, primitives), own];
}

function checkSignatures(signed: SignedKeyStatement, statement: KeyStatement, primitives: Primitives): void {
  const keys = [statement.old, statement.next].flatMap((set) =>
    set === null ? [] : [set.ed25519, set.mlDsa].filter((key) => key !== null),
  );
  if (signed.signatures.length !== keys.length)
    throw new VerificationError("SIGNATURE_INVALID", "Not every key that this statement names signed it");
  keys.forEach((key, index) => {
    const one = signed.signatures[index];
    const header = readObject(readPart(one?.protected ?? "", "header"), "header", ["alg", "typ"]);
    if (header["alg"] !== algorithmOf(key))
      throw new VerificationError(
        "ALGORITHM_REFUSED",
        `Only ${algorithmOf(key)} is accepted of this key, whatever a file asks for`,
      );
    const jws = { protected: one?.protected ?? "", payload: signed.payload, signature: one?.signature ?? "" };
    if (header["typ"] !== TYPE || !isSignedBy(jws, key, primitives))
      throw new VerificationError(
        "SIGNATURE_INVALID",
        `A key that this statement names did not sign it: ask ${statement.member} for it again`,
      );
  });
}

function readFile(value: JsonValue): {
  readonly signed: SignedKeyStatement;
  readonly evidence: LedgerEvidence;
  readonly statement: KeyStatement;
} {
  const file = readObject(value, "statement", ["format", "payload", "signatures", "evidence"]);
  readWord(file["format"], "statement.format", [FORMAT]);
  const payload = readString(file["payload"], "statement.payload");
  const signatures = readArray(file["signatures"], "statement.signatures").map((one, index) => {
    const path = `statement.signatures[${index}]`;
    const object = readObject(one, path, ["protected", "signature"]);
    return {
      protected: readString(object["protected"], `${path}.protected`),
      signature: readString(object["signature"], `${path}.signature`),
    };
  });
  return {
    signed: { payload, signatures },
    evidence: readEvidence(file["evidence"], "statement.evidence", ["key"]),
    statement: readStatement(readPart(payload, "statement.payload")),
  };
}

function readStatement(payload: JsonObject): KeyStatement {
  const object = readObject(payload, "statement", MEMBERS);
  const ledger = readObject(object["ledger"], "statement.ledger", ["origin", "vkey"]);
  const kind = readWord(object["kind"], "statement.kind", ["rotation", "revocation"]);
  const purpose = readWord(object["purpose"], "statement.purpose", ["issuer", "authority"]);
  const at = readString(object["at"], "statement.at");
  if (readInstant(at) !== at)
    throw new InputError("INSTANT_INVALID", "statement.at must be written with milliseconds");
  if ((kind === "rotation") !== (object["next"] !== null))
    throw new InputError(
      "SHAPE_INVALID",
      "A rotation names the keys that follow, and a revocation names none",
    );
  return {
    ...{ kind, purpose, at },
    member: readName(object["member"], "statement.member"),
    ledger: {
      origin: readString(ledger["origin"], "statement.ledger.origin"),
      vkey: readString(ledger["vkey"], "statement.ledger.vkey"),
    },
    old: readKeys(object["old"], "statement.old", purpose),
    next: object["next"] === null ? null : readKeys(object["next"], "statement.next", purpose),
  };
}

function readKeys(value: JsonValue | undefined, path: string, purpose: KeyPurpose): KeySet {
  const object = readObject(value, path, ["ed25519", "mlDsa"]);
  const ed25519 = readPublicJwk(object["ed25519"], `${path}.ed25519`);
  if (purpose === "issuer")
    return { ed25519, mlDsa: readMlDsaJwk(object["mlDsa"], `${path}.mlDsa`, "ML-DSA-65") };
  if (object["mlDsa"] !== null)
    throw new InputError("SHAPE_INVALID", `${path}: a release authority has one key`);
  return { ed25519, mlDsa: null };
}

function writeKeys({ ed25519, mlDsa }: KeySetSigner): JsonObject {
  return {
    ed25519: { ...ed25519.publicKey },
    mlDsa: mlDsa === null ? null : { ...mlDsa.publicKey },
  };
}

const writeSignature = (one: ReleaseSignature): JsonObject => ({
  protected: one.protected,
  signature: one.signature,
});
