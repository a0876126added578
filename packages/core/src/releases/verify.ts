// Verifying a cut: a checklist. Each step either throws a coded error or says in a sentence what it established. What to
// trust is an argument; nothing is fetched. The document is put together only from what the steps have passed.
import { InputError, VerificationError } from "../encoding/index.ts";
import { fingerprintIssuer, thumbprint } from "../keys/index.ts";
import type { IssuerKeys, Primitives } from "../keys/index.ts";
import type { PrintedSpan } from "../printing/index.ts";
import { readOpened } from "./cut-document.ts";
import type { OpenedDocument } from "./cut-document.ts";
import { readCutFile } from "./cut-file.ts";
import type { CutParts } from "./cut-file.ts";
import { checkEvidence, describeEntry } from "./evidence.ts";
import { ALGORITHMS, digestRelease, findBadSignature } from "./issue.ts";
import { ALGORITHM, isSignedBy } from "./jws.ts";
import { digestCut, digestSdJwt } from "./present.ts";
import { KEY_BINDING_TYPE, readBytes, RELEASE_TYPE } from "./release-format.ts";
import type { CheckedStep, CutDocument, CutFile, Trust } from "./release.ts";
import { requireStanding, requireTrusted } from "./standing.ts";
import { openDisclosures, SALT_LENGTH } from "./sd-jwt.ts";
import type { Disclosure } from "./sd-jwt.ts";

export interface VerifiedCut {
  readonly document: CutDocument;
  readonly steps: readonly CheckedStep[];
  readonly cut: CutFile;
}

/** A verified cut, and what goes on from it needs to know. */
export interface ExaminedCut extends VerifiedCut {
  readonly parts: CutParts;
  /** Where its own entry stands in the ledger. */
  readonly index: number;
}

/**
 * Checks a cut file from its first byte to its last.
 * @throws InputError JSON_SYNTAX, JSON_NOT_CANONICAL, JSON_UNSUPPORTED, CUT_SYNTAX, and those of the ledger's formats;
 *   VerificationError ALGORITHM_REFUSED, SIGNATURE_INVALID, KEY_UNTRUSTED, KEY_SUPERSEDED, KEY_REVOKED, DISCLOSURE_INVALID, DISCLOSURE_REPEATED,
 *   DISCLOSURE_UNMATCHED, MARKING_UNDEFINED, KEY_BINDING_INVALID, KEY_BINDING_MISMATCH, LEDGER_CHECKPOINT_INVALID, LEDGER_PROOF_INVALID,
 *   LEDGER_COMMITMENT_MISMATCH; PolicyError LEDGER_QUORUM_MISSING.
 */
export function verifyCut(request: {
  readonly text: string;
  readonly trust: Trust;
  readonly primitives: Primitives;
}): VerifiedCut {
  const { document, steps, cut } = examineCut(request);
  return { document, steps, cut };
}

/** As {@link verifyCut}. */
export function examineCut({
  text,
  trust,
  primitives,
}: {
  readonly text: string;
  readonly trust: Trust;
  readonly primitives: Primitives;
}): ExaminedCut {
  const steps: CheckedStep[] = [];
  const pass = (name: string, detail: string): void => void steps.push({ name, detail });

  const parts = readCutFile(text);
  const { header, binding, cut } = parts;
  pass("format", `entente-cut/2 in canonical form, ${text.length} characters, none of them spare.`);

  const issuer = checkIssuerSignatures(parts, primitives);
  pass(
    "issuer signatures",
    `${header.iss} signed release ${header.release} with ${ALGORITHMS.join(" and ")}.`,
  );

  const keys = {
    issuer: fingerprintIssuer(issuer, primitives),
    authority: thumbprint(header.cnf.jwk, primitives),
  };
  pass("trust", checkTrust(keys, trust));

  const { opened, released } = checkDisclosures(parts, primitives);
  pass("disclosures", `${released} places opened, each one signed for and in its order.`);

  checkKeyBinding(parts, primitives);
  pass("key binding", `The release authority bound exactly these places to ${binding.recipient}.`);

  const { ledger } = header;
  const release = checkEvidence(
    { evidence: cut.evidence.release, digest: digestRelease(cut.release, primitives), ledger, trust },
    primitives,
  );
  pass("ledger: release", describeEntry("The release", ledger, release));

  const own = checkEvidence(
    { evidence: cut.evidence.cut, digest: digestCut(cut.release, primitives), ledger, trust },
    primitives,
  );
  if (own.index <= release.index)
    throw new VerificationError(
      "LEDGER_COMMITMENT_MISMATCH",
      "The ledger holds this cut before its release: ask the sender for a cut made after it",
    );
  pass("ledger: cut", describeEntry("The cut", ledger, own));

  const places = { ledger: ledger.vkey, born: release.index, last: own.index };
  requireStanding({ purpose: "issuer", key: keys.issuer, ...places }, trust);
  requireStanding({ purpose: "authority", key: keys.authority, ...places }, trust);

  const document: CutDocument = {
    ...opened,
    ...{ header, keys, released, recipient: binding.recipient },
    ...{ exercise: header.exercise, originator: header.iss, date: null },
    handling: describeHandling(binding.recipient, header.iss),
  };
  return { document, steps, cut, parts, index: own.index };
}

/** The handling line of a cut, for `recipient` and `originator` however they are called. */
export function describeHandling(recipient: string, originator: string): string {
  return `Copy for ${recipient}, released by ${originator}. Handle it as its banner says; parts shown as *** are withheld from this copy.`;
}

function checkIssuerSignatures({ issuer, header, cut }: CutParts, primitives: Primitives): IssuerKeys {
  const { keys, types, algorithms } = issuer;
  if (keys === null)
    throw new VerificationError(
      "ALGORITHM_REFUSED",
      `Only ${ALGORITHMS.join(" and ")}, in this order, are accepted, and not ${algorithms.join(" and ")}, whatever a file asks for`,
    );
  if (types.some((type) => type !== RELEASE_TYPE))
    throw new VerificationError("SIGNATURE_INVALID", "This is signed as something else than a release");
  const named = [thumbprint(keys.ed25519, primitives), thumbprint(keys.mlDsa, primitives)];
  if (named[0] !== header.keys[0] || named[1] !== header.keys[1])
    throw new VerificationError(
      "SIGNATURE_INVALID",
      "The release names other keys of its issuer than those it is signed with: ask the sender for the file again",
    );
  const bad = findBadSignature(cut.release, keys, primitives);
  if (bad !== null)
    throw new VerificationError(
      "SIGNATURE_INVALID",
      `The ${bad} signature does not hold, and both are needed: the release was changed after it was signed. Ask the sender for the file again`,
    );
  return keys;
}

function checkTrust(keys: CutDocument["keys"], trust: Trust): string {
  if (trust.kind === "carried")
    return "Keys are those the file carries: compare their fingerprints by voice to know who made it.";
  const pinned = [
    requireTrusted({ purpose: "issuer", key: keys.issuer }, trust),
    requireTrusted({ purpose: "authority", key: keys.authority }, trust),
  ];
  return pinned.every((one) => one === "pinned")
    ? "Issuer and release authority are ones you pinned."
    : "Issuer and release authority are ones you pinned, or follow those by statements in the ledger.";
}

function checkDisclosures(
  { payload, disclosures }: CutParts,
  primitives: Primitives,
): { readonly opened: OpenedDocument; readonly released: number } {
  const { opened, order } = openDisclosures({ payload, disclosures }, primitives);
  for (let index = 0; index < order.length; index += 1) {
    const disclosure = order[index] as Disclosure;
    requireOurSpelling(disclosure);
    if (disclosure.text !== disclosures[index])
      throw new VerificationError(
        "DISCLOSURE_INVALID",
        "The disclosures are not in the order of the payload",
      );
  }
  try {
    const document = readOpened(opened);
    return { opened: document, released: countPlaces(document) };
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new VerificationError("DISCLOSURE_INVALID", `An opened place is not sound: ${cause.message}`, {
      cause,
    });
  }
}

/** Portions and notes, and the parts of them that could have been withheld by themselves. */
function countPlaces({ portions, footnotes }: OpenedDocument): number {
  let places = 0;
  for (const portion of portions) if (portion !== null) places += 1 + countParts(portion.spans);
  for (const note of footnotes) places += 1 + countParts(note.spans);
  return places;
}

/** The restricted spans and references among `spans`, and in them. */
export function countParts(spans: readonly PrintedSpan[]): number {
  return spans.reduce((sum, span) => {
    if (span.kind === "cross-reference") return sum + 1;
    return span.kind === "restricted" ? sum + 1 + countParts(span.spans) : sum;
  }, 0);
}

function requireOurSpelling({ salt, canonical }: Disclosure): void {
  try {
    readBytes(salt, "salt", SALT_LENGTH);
  } catch (cause) {
    throw new VerificationError("DISCLOSURE_INVALID", "A salt is not 32 bytes in base64url", { cause });
  }
  if (!canonical) throw new VerificationError("DISCLOSURE_INVALID", "A disclosure is not in canonical form");
}

function checkKeyBinding({ binding, header, cut, disclosures }: CutParts, primitives: Primitives): void {
  if (binding.algorithm !== ALGORITHM)
    throw new VerificationError(
      "ALGORITHM_REFUSED",
      `Only ${ALGORITHM} is accepted for a key binding, whatever a file asks for`,
    );
  if (binding.type !== KEY_BINDING_TYPE || !isSignedBy(binding.jws, header.cnf.jwk, primitives))
    throw new VerificationError(
      "KEY_BINDING_INVALID",
      "The release authority named in the release did not sign this cut: ask the sender for the file again",
    );
  if (binding.sdHash !== digestSdJwt(cut.release, disclosures, primitives))
    throw new VerificationError("KEY_BINDING_MISMATCH", "A place was added to this cut or taken from it");
  if (binding.nonce !== header.release || binding.iat < header.iat)
    throw new VerificationError("KEY_BINDING_MISMATCH", "The key binding was made for another release");
}
