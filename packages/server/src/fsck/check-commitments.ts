// What commitments stand for: from each stored thing its digest is computed again and led through its opening to the leaf.
// Commitment, leaf and tiles were compared before; here the thing itself is.
import { encodeEntry } from "@entente/core/ledger";
import type { CommitmentKind, CommitmentOpening } from "@entente/core/ledger";
import { encodeBase64url, InputError } from "@entente/core/encoding";
import { nodePrimitives } from "@entente/verifier";
import type { Reader } from "../storage/index.ts";
import { compareBytes, explainFault, findByDigest, toHex } from "./finding.ts";
import type { Finding, Spot } from "./finding.ts";
import { readLeaves } from "./store.ts";
import type { LeafRow } from "./store.ts";

/** A stored thing that was committed to. */
export interface Committed {
  readonly spot: Spot;
  readonly kind: CommitmentKind;
  readonly leafIndex: number;
  /** Its digest from its bytes. @throws what explainFault explains when they are not in their form. */
  readonly digest: () => Uint8Array;
}

/** Digests by leaf, as they follow from what is stored. */
export type Derived = Map<number, string>;

/** Compares one thing with its leaf; null when it holds. */
export async function checkCommitted(
  reader: Reader,
  { spot, kind, leafIndex, digest: derive }: Committed,
  derived: Derived,
): Promise<Finding | null> {
  const [leaf] = await readLeaves(reader, leafIndex, leafIndex + 1);
  let digest: string;
  try {
    digest = encodeBase64url(derive());
  } catch (error) {
    const why = `it is not in its form: ${explainFault(error)}`;
    const expected = leaf?.digest == null ? null : toHex(leaf.digest);
    return findByDigest(spot, { expected, found: null, why });
  }
  derived.set(leafIndex, digest);
  if (leaf?.digest == null)
    return findByDigest(spot, {
      expected: null,
      found: toHex(digest),
      why: `leaf ${leafIndex} has no opening`,
    });
  if (opens(leaf, { kind, digest })) return null;
  // The opening is wrong by itself, which was said of it already.
  if (digest === leaf.digest && kind === leaf.kind) return null;
  const why = `it is not what leaf ${leafIndex} commits to`;
  return findByDigest(spot, { expected: toHex(leaf.digest), found: toHex(digest), why });
}

/** Says of an opening that does not give its entry which half is wrong, where the committed thing can tell. */
export async function refineOpening(reader: Reader, finding: Finding, derived: Derived): Promise<Finding> {
  const index = Number(finding.row);
  const digest = derived.get(index);
  const [leaf] = await readLeaves(reader, index, index + 1);
  if (digest === undefined || leaf?.digest == null || leaf.kind === null) return finding;
  if (!opens(leaf, { kind: leaf.kind, digest })) return { ...finding, column: "salt" };
  const spot = { table: finding.table, row: finding.row, column: "digest" };
  return compareBytes(spot, { expected: digest, found: leaf.digest, why: finding.why }) ?? finding;
}

function opens(leaf: LeafRow, { kind, digest }: { readonly kind: string; readonly digest: string }): boolean {
  if (leaf.salt === null) return false;
  try {
    const opening = { kind, digest, salt: leaf.salt, at: leaf.at } as CommitmentOpening;
    return Buffer.from(encodeEntry(opening, nodePrimitives)).equals(leaf.entry);
  } catch (error) {
    if (error instanceof InputError) return false;
    throw error;
  }
}
