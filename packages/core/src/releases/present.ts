// Presenting: a cut is the signed body, the openings chosen for one recipient, and a key-binding JWT of the release
// authority over exactly those (RFC 9901 section 4.3), in JWS JSON general serialisation (section 8).
// All recipients of a class are given the same openings: these are gathered, digested and written once for a class.
import { canonicalize, encodeBase64url, InputError, PolicyError, utf8 } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import type { Primitives, Signer } from "../keys/index.ts";
import { digestRelease } from "./issue.ts";
import { ALGORITHM, compactJws, readPart, signJws } from "./jws.ts";
import { KEY_BINDING_TYPE, readHeader, readName } from "./release-format.ts";
import type {
  CutBody,
  CutFile,
  IssuedRelease,
  Opening,
  PreparedClass,
  PreparedRelease,
  ReleaseHeader,
  ReleaseSignature,
  SignedPayload,
} from "./release.ts";
import { compactSdJwt, digestText } from "./sd-jwt.ts";

/**
 * What a recipient's cut will hold, in one digest known before anything is signed: base64url SHA-256 over the canonical JSON
 * of `disclosures` and `payload`, each as base64url SHA-256 (disclosures in a cut's order, joined by tildes), and `recipient`.
 * @throws PolicyError CUT_NOT_PLANNED as {@link presentCut}.
 */
export function digestPresentation(
  prepared: PreparedRelease,
  { class: id, recipient }: { readonly class: string; readonly recipient: string },
  primitives: Primitives,
): string {
  const disclosures = openClass(prepared, findClass(prepared, id, recipient));
  const { payload } = prepared;
  const share = remember(shares, disclosures, payload, () => ({
    disclosures: digestText(disclosures.join("~"), primitives),
    payload: digestText(payload, primitives),
  }));
  return digestText(canonicalize({ ...share, recipient }), primitives);
}

/**
 * Makes the cut of `issued` for one recipient of a class. `iat` in seconds since 1970.
 * @throws PolicyError CUT_NOT_PLANNED when the plan does not give the recipient this class; InputError SHAPE_INVALID for a
 *   time before the release, or an authority that is not the one named in the release.
 */
export function presentCut({
  issued,
  class: id,
  recipient,
  iat,
  authority,
  primitives,
}: {
  readonly issued: IssuedRelease;
  readonly class: string;
  readonly recipient: string;
  readonly iat: number;
  readonly authority: Signer;
  readonly primitives: Primitives;
}): CutBody {
  const disclosures = openClass(issued, findClass(issued, id, recipient));
  const header = remember(headers, issued, issued.payload, () =>
    readHeader(readPart(issued.payload, "payload")),
  );
  return bindCut({ signed: issued, header, disclosures, recipient, iat, authority, primitives });
}

/** Binds `disclosures` of a release to a recipient. @throws InputError SHAPE_INVALID as {@link presentCut}. */
export function bindCut({
  signed,
  header,
  disclosures,
  recipient,
  iat,
  authority,
  primitives,
}: {
  readonly signed: SignedPayload;
  readonly header: ReleaseHeader;
  readonly disclosures: readonly string[];
  readonly recipient: string;
  readonly iat: number;
  readonly authority: Signer;
  readonly primitives: Primitives;
}): CutBody {
  const [ed25519, mlDsa] = signed.signatures;
  const sdHash = digestSdJwtOnce(signed, disclosures, primitives);
  const kb_jwt = signBinding({ header, recipient, iat, authority, sdHash });
  return {
    payload: signed.payload,
    signatures: [
      {
        protected: ed25519.protected,
        signature: ed25519.signature,
        header: { disclosures, kb_jwt },
      },
      mlDsa,
    ],
  };
}

/** The key binding of a cut, over the openings that `sdHash` covers. @throws InputError SHAPE_INVALID as {@link presentCut}. */
export function signBinding({
  header,
  recipient,
  iat,
  authority,
  sdHash,
}: {
  readonly header: ReleaseHeader;
  readonly recipient: string;
  readonly iat: number;
  readonly authority: Signer;
  readonly sdHash: string;
}): string {
  if (authority.publicKey.x !== header.cnf.jwk.x)
    refuse("This release names another release authority: only that one's key can bind its cuts");
  if (!Number.isSafeInteger(iat) || iat < header.iat) refuse("A cut cannot be older than its release");
  const payload: JsonObject = {
    aud: readName(recipient, "recipient"),
    iat,
    nonce: header.release,
    sd_hash: sdHash,
  };
  return compactJws(
    signJws({ header: { alg: ALGORITHM, typ: KEY_BINDING_TYPE }, payload, signer: authority }),
  );
}

/** The `sd_hash` of a cut: over the compact SD-JWT of its first signature. */
export function digestSdJwt(
  { payload, signatures }: SignedPayload,
  disclosures: readonly string[],
  primitives: Primitives,
): string {
  const [first] = signatures;
  return digestText(compactSdJwt(compactJws({ ...first, payload }), disclosures), primitives);
}

/**
 * What the ledger commits to when a cut is made: SHA-256 over the canonical JSON of `kb_jwt`, whose `sd_hash` covers every
 * disclosure, and of the release's digest as `release`, which covers both signatures.
 */
export function digestCut(body: CutBody, primitives: Primitives): Uint8Array {
  return digestBinding(body.signatures[0].header.kb_jwt, body, primitives);
}

/** As {@link digestCut}, of the key binding alone and the release it is of. */
export function digestBinding(kb_jwt: string, signed: SignedPayload, primitives: Primitives): Uint8Array {
  const release = digestReleaseOnce(signed, primitives);
  return primitives.sha256(utf8(canonicalize({ kb_jwt, release })));
}

/** The text of a cut file: canonical JSON and one newline. */
export function sealCut(body: CutBody, evidence: CutFile["evidence"]): string {
  const { disclosures, kb_jwt } = body.signatures[0].header;
  const list = remember(lists, disclosures, null, () => canonicalize(disclosures));
  const { before, after } = frameRelease(body);
  return `${writeEvidence(evidence)}${before}${list}${writeBinding(kb_jwt)}${after}`;
}

/** How the text of a cut file begins. */
export function writeEvidence(evidence: CutFile["evidence"]): string {
  const ledger = canonicalize({
    cut: { opening: { ...evidence.cut.opening }, proof: evidence.cut.proof },
    release: { opening: { ...evidence.release.opening }, proof: evidence.release.proof },
  });
  return `{"evidence":${ledger}`;
}

/** What follows the list of disclosures. */
export function writeBinding(kb_jwt: string): string {
  return `,"kb_jwt":${canonicalize(kb_jwt)}`;
}

/** What stands between the evidence and the list of disclosures, and at the end: the same in every cut of a release. */
export function frameRelease({ payload, signatures: [first, second] }: SignedPayload): {
  readonly before: string;
  readonly after: string;
} {
  return {
    before: `,"format":"entente-cut/2","release":{"payload":${canonicalize(payload)},"signatures":[{"header":{"disclosures":`,
    after: `},${canonicalize(signatureOf(first)).slice(1)},${canonicalize(signatureOf(second))}]}}\n`,
  };
}

function signatureOf(one: ReleaseSignature): JsonObject {
  return { protected: one.protected, signature: one.signature };
}

/** The class `id` of a release, if its plan has `recipient` in it. */
export function findClass(prepared: PreparedRelease, id: string, recipient: string): PreparedClass {
  const found = prepared.classes.find((one) => one.id === id);
  if (found?.recipients.includes(recipient) !== true)
    throw new PolicyError(
      "CUT_NOT_PLANNED",
      `The plan of this release gives ${recipient} no cut of class ${id}: let the drafter propose one that does`,
    );
  return found;
}

/** The disclosures of a class, in the order of a cut. */
function openClass(prepared: PreparedRelease, of: PreparedClass): readonly string[] {
  return remember(opened, of, prepared.openings, () => {
    const texts: string[] = [];
    for (let run = 0; run < of.opens.length; run += 2)
      for (let at = of.opens[run] ?? 0; at < (of.opens[run + 1] ?? 0); at++) {
        const text = prepared.openings[at]?.text;
        if (text === undefined) refuse("This release is kept in pieces that do not fit together");
        texts.push(text);
      }
    return texts;
  });
}

// What is worked out once for a class or a release, by an object of the release and, beside it, by all else that it is worked
// out from: what a copy with other openings or another payload shares with its original must not answer for it.
type Known<Key extends object, Beside, Value> = WeakMap<
  Key,
  { readonly beside: Beside; readonly value: Value }
>;
const opened: Known<PreparedClass, readonly Opening[], readonly string[]> = new WeakMap();
const headers: Known<IssuedRelease, string, ReleaseHeader> = new WeakMap();
const lists: Known<readonly string[], null, string> = new WeakMap();
const shares: Known<readonly string[], string, { readonly disclosures: string; readonly payload: string }> =
  new WeakMap();
interface KnownOf {
  readonly of: SignedPayload;
  readonly digest: string;
}
const hashes = new WeakMap<readonly string[], KnownOf>();
const digests = new WeakMap<ReleaseSignature, KnownOf>();

function remember<Key extends object, Beside, Value>(
  known: Known<Key, Beside, Value>,
  key: Key,
  beside: Beside,
  work: () => Value,
): Value {
  const found = known.get(key);
  if (found?.beside === beside) return found.value;
  const value = work();
  known.set(key, { beside, value });
  return value;
}

function digestSdJwtOnce(
  signed: SignedPayload,
  disclosures: readonly string[],
  primitives: Primitives,
): string {
  return rememberOf(hashes, disclosures, signed, () => digestSdJwt(signed, disclosures, primitives));
}

/** The release's digest, base64url. */
function digestReleaseOnce(signed: SignedPayload, primitives: Primitives): string {
  return rememberOf(digests, signed.signatures[1], signed, () =>
    encodeBase64url(digestRelease(signed, primitives)),
  );
}

/** As {@link remember}, of what the payload and the first signature have a part in. */
function rememberOf<Key extends object>(
  known: WeakMap<Key, KnownOf>,
  key: Key,
  signed: SignedPayload,
  work: () => string,
): string {
  const found = known.get(key);
  const [first] = signed.signatures;
  const same =
    found?.of.payload === signed.payload &&
    found.of.signatures[0].protected === first.protected &&
    found.of.signatures[0].signature === first.signature;
  if (found !== undefined && same) return found.digest;
  const digest = work();
  known.set(key, { of: signed, digest });
  return digest;
}

function refuse(message: string): never {
  throw new InputError("SHAPE_INVALID", message);
}
