// Verifying a cut: a checklist. Each step either throws a coded error or says in a sentence what it established. What to
// trust is an argument; nothing is fetched. The document is put together only from what the steps have passed.
import { canonicalize, encodeBase64url, InputError, utf8, VerificationError } from "../encoding/index.ts";
import { thumbprint } from "../keys/index.ts";
import type { Primitives } from "../keys/index.ts";
import { encodeEntry, verifyProof } from "../ledger/index.ts";
import { readOpened } from "./cut-document.ts";
import type { OpenedDocument } from "./cut-document.ts";
import { readCutFile } from "./cut-file.ts";
import type { CutParts } from "./cut-file.ts";
import { digestRelease } from "./issue.ts";
import { ALGORITHM, compactJws, isSignedBy } from "./jws.ts";
import { digestCut } from "./present.ts";
import { inReadingOrder, KEY_BINDING_TYPE, readBytes, RELEASE_TYPE, SALT_LENGTH } from "./release-payload.ts";
import type { CheckedStep, CutDocument, CutFile, LedgerEvidence, Trust } from "./release.ts";
import { compactSdJwt, digestText, openDisclosures } from "./sd-jwt.ts";
import type { Disclosure } from "./sd-jwt.ts";

export interface VerifiedCut {
  readonly document: CutDocument;
  readonly steps: readonly CheckedStep[];
  readonly cut: CutFile;
}

/**
 * Checks a cut file from its first byte to its last.
 * @throws InputError JSON_SYNTAX, JSON_NOT_CANONICAL, JSON_UNSUPPORTED, CUT_SYNTAX, and those of the ledger's formats;
 *   VerificationError ALGORITHM_REFUSED, SIGNATURE_INVALID, KEY_UNTRUSTED, DISCLOSURE_INVALID, DISCLOSURE_REPEATED,
 *   DISCLOSURE_UNMATCHED, MARKING_UNDEFINED, KEY_BINDING_INVALID, KEY_BINDING_MISMATCH, LEDGER_CHECKPOINT_INVALID, LEDGER_PROOF_INVALID,
 *   LEDGER_COMMITMENT_MISMATCH.
 */
export function verifyCut({
  text,
  trust,
  primitives,
}: {
  readonly text: string;
  readonly trust: Trust;
  readonly primitives: Primitives;
}): VerifiedCut {
  const steps: CheckedStep[] = [];
  const pass = (name: string, detail: string): void => void steps.push({ name, detail });

  const parts = readCutFile(text);
  pass("format", `entente-cut/1 in canonical form, ${text.length} characters, none of them spare.`);

  checkIssuerSignature(parts, primitives);
  pass("issuer signature", `${parts.header.iss} signed release ${parts.header.release} with ${ALGORITHM}.`);

  const keys = {
    issuer: thumbprint(parts.issuer.jwk, primitives),
    authority: thumbprint(parts.header.cnf.jwk, primitives),
  };
  pass("trust", checkTrust({ keys, vkey: parts.header.ledger.vkey, trust }));

  const { opened, released } = checkDisclosures(parts, primitives);
  pass("disclosures", `${released} places opened, each one signed for and in its order.`);

  checkKeyBinding(parts, primitives);
  pass("key binding", `The release authority bound exactly these places to ${parts.binding.recipient}.`);

  const release = checkEvidence({
    evidence: parts.cut.evidence.release,
    digest: digestRelease(parts.issuer.jws, primitives),
    parts,
    primitives,
  });
  pass("ledger: release", describeEvidence("The release", parts, release));

  const cut = checkEvidence({
    evidence: parts.cut.evidence.cut,
    digest: digestCut(parts.cut.release, primitives),
    parts,
    primitives,
  });
  if (cut.index <= release.index)
    throw new VerificationError(
      "LEDGER_COMMITMENT_MISMATCH",
      "The ledger holds this cut before its release: ask the sender for a cut made after it",
    );
  pass("ledger: cut", describeEvidence("The cut", parts, cut));

  const { header, binding } = parts;
  const document: CutDocument = {
    ...opened,
    ...{ header, keys, released, recipient: binding.recipient },
    ...{ exercise: header.exercise, originator: header.iss, date: null },
    handling: describeHandling(binding.recipient, header.iss),
  };
  return { document, steps, cut: parts.cut };
}

/** The handling line of a cut, for `recipient` and `originator` however they are called. */
export function describeHandling(recipient: string, originator: string): string {
  return `Copy for ${recipient}, released by ${originator}. Handle it as its banner says; parts shown as *** are withheld from this copy.`;
}

function checkIssuerSignature({ issuer }: CutParts, primitives: Primitives): void {
  requireAlgorithm(issuer.algorithm);
  if (issuer.type !== RELEASE_TYPE)
    throw new VerificationError("SIGNATURE_INVALID", `This is signed as something else than a release`);
  if (!isSignedBy(issuer.jws, issuer.jwk, primitives))
    throw new VerificationError(
      "SIGNATURE_INVALID",
      "The release was changed after it was signed: ask the sender for the file again",
    );
}

function checkTrust({
  keys,
  vkey,
  trust,
}: {
  readonly keys: CutDocument["keys"];
  readonly vkey: string;
  readonly trust: Trust;
}): string {
  if (trust.kind === "carried")
    return "Keys are those the file carries: compare their fingerprints by voice to know who made it.";
  requirePinned("issuer", keys.issuer, trust.issuers);
  requirePinned("release authority", keys.authority, trust.authorities);
  requirePinned("ledger", vkey, trust.ledgers);
  return "Issuer, release authority and ledger are ones you pinned.";
}

function requirePinned(what: string, key: string, pinned: readonly string[]): void {
  if (!pinned.includes(key))
    throw new VerificationError(
      "KEY_UNTRUSTED",
      `The ${what}'s key ${key} is not pinned here: compare it with the originator by voice before pinning it`,
    );
}

function checkDisclosures(
  { payload, disclosures }: CutParts,
  primitives: Primitives,
): { readonly opened: OpenedDocument; readonly released: number } {
  const { opened, order } = openDisclosures({ payload: inReadingOrder(payload), disclosures }, primitives);
  if (order.length === 0)
    throw new VerificationError(
      "DISCLOSURE_INVALID",
      "A cut opens at least one place, and this one opens none",
    );
  for (const [index, disclosure] of order.entries()) {
    requireOurSpelling(disclosure);
    if (disclosure.text !== disclosures[index])
      throw new VerificationError("DISCLOSURE_INVALID", "The disclosures are not in reading order");
  }
  try {
    return { opened: readOpened(opened), released: order.length };
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new VerificationError("DISCLOSURE_INVALID", `An opened place is not sound: ${cause.message}`, {
      cause,
    });
  }
}

function requireOurSpelling({ text, salt, value }: Disclosure): void {
  try {
    readBytes(salt, "salt", SALT_LENGTH);
  } catch (cause) {
    throw new VerificationError("DISCLOSURE_INVALID", "A salt is not 32 bytes in base64url", { cause });
  }
  if (encodeBase64url(utf8(canonicalize([salt, value]))) !== text)
    throw new VerificationError("DISCLOSURE_INVALID", "A disclosure is not in canonical form");
}

function checkKeyBinding({ binding, header, issuer, disclosures }: CutParts, primitives: Primitives): void {
  requireAlgorithm(binding.algorithm);
  if (binding.type !== KEY_BINDING_TYPE || !isSignedBy(binding.jws, header.cnf.jwk, primitives))
    throw new VerificationError(
      "KEY_BINDING_INVALID",
      "The release authority named in the release did not sign this cut: ask the sender for the file again",
    );
  const sdJwt = compactSdJwt(compactJws(issuer.jws), disclosures);
  if (binding.sdHash !== digestText(sdJwt, primitives))
    throw new VerificationError("KEY_BINDING_MISMATCH", "A place was added to this cut or taken from it");
  if (binding.nonce !== header.release || binding.iat < header.iat)
    throw new VerificationError("KEY_BINDING_MISMATCH", "The key binding was made for another release");
}

function checkEvidence({
  evidence,
  digest,
  parts,
  primitives,
}: {
  readonly evidence: LedgerEvidence;
  readonly digest: Uint8Array;
  readonly parts: CutParts;
  readonly primitives: Primitives;
}): { readonly index: number; readonly size: number; readonly at: string } {
  const opening = { ...evidence.opening, digest: encodeBase64url(digest) };
  const entry = encodeEntry(opening, primitives);
  const { index, size } = verifyProof(
    { text: evidence.proof, entry, identity: parts.header.ledger, policy: null },
    primitives,
  );
  return { index, size, at: opening.at };
}

function describeEvidence(
  what: string,
  { header }: CutParts,
  { index, size, at }: { readonly index: number; readonly size: number; readonly at: string },
): string {
  return `${what} was committed at ${at} as entry ${index} of ${size} in ${header.ledger.origin}.`;
}

function requireAlgorithm(algorithm: string): void {
  if (algorithm !== ALGORITHM)
    throw new VerificationError(
      "ALGORITHM_REFUSED",
      `Only ${ALGORITHM} is accepted, whatever a file asks for`,
    );
}
