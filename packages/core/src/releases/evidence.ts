// Evidence: that what a file holds was committed to the ledger its release names, and when.
import { encodeBase64url, readObject, readString, readWord } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { encodeEntry, verifyProof } from "../ledger/index.ts";
import type { CommitmentKind, LedgerIdentity, LedgerPolicy } from "../ledger/index.ts";
import { readBytes } from "./release-format.ts";
import type { LedgerEvidence, Trust } from "./release.ts";

/** What of trust material is about the ledger. */
type EvidenceTrust = Trust | { readonly kind: "policy"; readonly policy: LedgerPolicy };

/** An entry that is proven. */
export interface ProvenEntry {
  readonly index: number;
  readonly size: number;
  readonly at: string;
  /** How many witnesses of the policy cosigned; none where nothing is pinned. */
  readonly witnesses: number;
}

/** @throws InputError SHAPE_INVALID, BASE64_INVALID. */
export function readEvidence(
  value: JsonValue | undefined,
  path: string,
  kinds: readonly CommitmentKind[],
): LedgerEvidence {
  const object = readObject(value, path, ["opening", "proof"]);
  const opening = readObject(object["opening"], `${path}.opening`, ["kind", "salt", "at"]);
  return {
    opening: {
      kind: readWord(opening["kind"], `${path}.opening.kind`, kinds),
      salt: readBytes(opening["salt"], `${path}.opening.salt`, 32),
      at: readString(opening["at"], `${path}.opening.at`),
    },
    proof: readString(object["proof"], `${path}.proof`),
  };
}

export function writeEvidence({ opening, proof }: LedgerEvidence): JsonObject {
  return { opening: { kind: opening.kind, salt: opening.salt, at: opening.at }, proof };
}

/**
 * Checks that `digest` was committed to `ledger` as the evidence says, cosigned as the policy of what is pinned asks.
 * @throws InputError, VerificationError and PolicyError as `encodeEntry` and `verifyProof` do.
 */
export function checkEvidence(
  {
    evidence: { opening, proof },
    digest,
    ledger,
    trust,
  }: {
    readonly evidence: LedgerEvidence;
    readonly digest: Uint8Array;
    readonly ledger: LedgerIdentity;
    /** A ledger policy where anything is pinned. */
    readonly trust: EvidenceTrust;
  },
  primitives: Primitives,
): ProvenEntry {
  const entry = encodeEntry({ ...opening, digest: encodeBase64url(digest) }, primitives);
  const policy = trust.kind === "carried" ? null : trust.policy;
  const { index, size, witnesses } = verifyProof(
    { text: proof, entry, identity: ledger, policy },
    primitives,
  );
  return { index, size, at: opening.at, witnesses: witnesses.length };
}

export function describeEntry(
  what: string,
  { origin }: LedgerIdentity,
  { index, size, at, witnesses }: ProvenEntry,
): string {
  const cosigned = witnesses === 0 ? "" : `, cosigned by ${witnesses} of your witnesses`;
  return `${what} was committed at ${at} as entry ${index} of ${size} in ${origin}${cosigned}.`;
}
