// Planning leaves: pure, from how many there are, what to commit and fresh salts.
import { encodeBase64url } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { encodeEntry, hashLeaf } from "@entente/core/ledger";
import type { CommitmentKind } from "@entente/core/ledger";
import type { Primitives } from "@entente/core/keys";
import type { PlannedLeaf } from "./store.ts";

/** Something to commit to: its kind and the SHA-256 of its bytes. */
export interface Commitment {
  readonly kind: CommitmentKind;
  readonly digest: Uint8Array;
}

export interface LeafPlan {
  /** Leaves before. */
  readonly size: number;
  readonly at: Instant;
  readonly commitments: readonly Commitment[];
  /** Fresh random bytes, 32 for each commitment. */
  readonly salts: readonly Uint8Array[];
}

export function planLeaves(
  { size, at, commitments, salts }: LeafPlan,
  primitives: Primitives,
): PlannedLeaf[] {
  return commitments.map(({ kind, digest }, offset) => {
    const salt = salts[offset];
    if (salt?.length !== 32) throw new RangeError("every commitment needs a salt of 32 bytes");
    const opening = { kind, digest: encodeBase64url(digest), salt: encodeBase64url(salt), at };
    const entry = encodeEntry(opening, primitives);
    return { index: size + offset, entry, leafHash: hashLeaf(entry, primitives), opening };
  });
}
