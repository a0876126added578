// A proof that an entry is in the ledger and that needs nothing but itself, https://c2sp.org/tlog-proof: the entry's
// index, its path, and the signed checkpoint. The unauthenticated `extra` line of the format is refused.
import { decodeBase64, encodeBase64, InputError, VerificationError } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { openCheckpoint } from "./checkpoint.ts";
import type { Checkpoint, LedgerIdentity, LedgerPolicy, VerifiedProof } from "./ledger.ts";
import { hashLeaf, verifyInclusion } from "./tree.ts";

const FIRST_LINE = "c2sp.org/tlog-proof@v1";
const INDEX_LINE = /^index (0|[1-9][0-9]{0,15})$/;
// A tree of 2^53 leaves has no longer path.
const MOST_HASHES = 53;

/** Writes a proof; `checkpoint` is the signed note with its cosignatures, `hashes` the path from `proveInclusion`. */
export function formatProof({
  index,
  hashes,
  checkpoint,
}: {
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: string;
}): string {
  const path = hashes.map((hash) => `${encodeBase64(hash)}\n`).join("");
  return `${FIRST_LINE}\nindex ${index}\n${path}\n${checkpoint}`;
}

/**
 * Checks that `entry` stands in the ledger `identity` where the proof says. With a policy, that ledger must be one of its
 * logs and its quorum must have cosigned the checkpoint; without one, cosignatures are left unchecked and listed as such.
 * @throws InputError PROOF_SYNTAX, NOTE_SYNTAX, CHECKPOINT_SYNTAX; VerificationError LEDGER_CHECKPOINT_INVALID,
 *   LEDGER_PROOF_INVALID, KEY_UNTRUSTED; PolicyError LEDGER_QUORUM_MISSING.
 */
export function verifyProof(
  {
    text,
    entry,
    identity,
  }: {
    readonly text: string;
    readonly entry: Uint8Array;
    readonly identity: LedgerIdentity;
    readonly policy: LedgerPolicy | null;
  },
  primitives: Primitives,
): VerifiedProof {
  const { index, hashes, note } = parseProof(text);
  const checkpoint = openCheckpoint({ note, identity }, primitives);
  const { size, root } = checkpoint;
  const leafHash = hashLeaf(entry, primitives);
  if (!verifyInclusion({ index, size, leafHash, proof: hashes, root }, primitives))
    throw new VerificationError(
      "LEDGER_PROOF_INVALID",
      "The proof does not lead from this entry to the ledger's root",
    );
  return {
    index,
    size,
    checkpoint: { ...checkpoint, extensions: [] },
    witnesses: [],
    unchecked: [],
    extra: null,
  };
}

/**
 * The signed checkpoint a proof carries, opened; says nothing about any entry.
 * @throws InputError PROOF_SYNTAX, NOTE_SYNTAX, CHECKPOINT_SYNTAX; VerificationError LEDGER_CHECKPOINT_INVALID.
 */
export function openProofCheckpoint(
  { text, identity }: { readonly text: string; readonly identity: LedgerIdentity },
  primitives: Primitives,
): Checkpoint {
  return openCheckpoint({ note: parseProof(text).note, identity }, primitives);
}

function parseProof(text: string): { index: number; hashes: Uint8Array[]; note: string } {
  const split = text.indexOf("\n\n");
  const [first, second = "", ...path] = text.slice(0, Math.max(split, 0)).split("\n");
  const index = Number(INDEX_LINE.exec(second)?.[1] ?? Number.NaN);
  if (first !== FIRST_LINE || !Number.isSafeInteger(index) || path.length > MOST_HASHES)
    throw new InputError("PROOF_SYNTAX", `A proof begins with ${FIRST_LINE} and its index`);
  const proof = { index, hashes: path.map(decodeHash), note: text.slice(split + 2) };
  if (formatProof({ index, hashes: proof.hashes, checkpoint: proof.note }) !== text)
    throw new InputError("PROOF_SYNTAX", "The proof is not in its one spelling");
  return proof;
}

function decodeHash(line: string): Uint8Array {
  try {
    const hash = decodeBase64(line);
    if (hash.length === 32) return hash;
  } catch (cause) {
    throw new InputError("PROOF_SYNTAX", "A line of the proof is not base64", null, { cause });
  }
  throw new InputError("PROOF_SYNTAX", "A line of the proof is not a hash of 32 bytes");
}
