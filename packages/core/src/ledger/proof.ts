// A proof that an entry is in the ledger and that needs nothing but itself, https://c2sp.org/tlog-proof: the entry's
// index, its path, and the signed checkpoint with its cosignatures. Nothing authenticates the format's `extra` line, so
// our own files have none, and a function of another name reads the proofs that do.
import { decodeBase64, encodeBase64, InputError, VerificationError } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { checkNote, openCheckpoint, requireSigned } from "./checkpoint.ts";
import type {
  LedgerIdentity,
  LedgerPolicy,
  OpenedCheckpoint,
  VerifiedProof,
  WitnessedCheckpoint,
} from "./ledger.ts";
import { readIdentityKey } from "./note-key.ts";
import { openWitnessedCheckpoint } from "./policy.ts";
import { hashLeaf, verifyInclusion } from "./tree.ts";

const FIRST_LINE = "c2sp.org/tlog-proof@v1";
const EXTRA_LINE = /^extra ([A-Za-z0-9+/]+=*)$/;
const INDEX_LINE = /^index (0|[1-9][0-9]{0,15})$/;
// A tree of 2^53 leaves has no longer path.
const MOST_HASHES = 53;

interface ProofText {
  readonly index: number;
  readonly hashes: readonly Uint8Array[];
  readonly checkpoint: string;
  readonly extra: Uint8Array | null;
}

/** What is asked of a proof: the entry it should prove, the ledger that entry should be in, and which witnesses to ask for. */
interface ProofRequest {
  readonly text: string;
  readonly entry: Uint8Array;
  readonly identity: LedgerIdentity;
  readonly policy: LedgerPolicy | null;
}

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
  return writeProof({ index, hashes, checkpoint, extra: null });
}

/**
 * Checks that `entry` stands in the ledger `identity` where the proof says. With a policy, that ledger must be one of its
 * logs and its quorum must have cosigned the checkpoint; without one, cosignatures are left unchecked and listed as such.
 * A proof with an `extra` line is refused.
 * @throws InputError PROOF_SYNTAX, NOTE_SYNTAX, CHECKPOINT_SYNTAX; VerificationError LEDGER_CHECKPOINT_INVALID,
 *   LEDGER_PROOF_INVALID, KEY_UNTRUSTED; PolicyError LEDGER_QUORUM_MISSING.
 */
export function verifyProof(claim: ProofRequest, primitives: Primitives): VerifiedProof {
  const proof = parseProof(claim.text);
  if (proof.extra !== null)
    throw new InputError("PROOF_SYNTAX", "The proof has an extra line, which nothing vouches for");
  return checkProof(claim, proof, primitives);
}

/** As {@link verifyProof}, for proofs of others: also gives the bytes of the `extra` line, which nothing vouches for. */
export function verifyProofWithExtra(
  claim: ProofRequest,
  primitives: Primitives,
): VerifiedProof & { readonly extra: Uint8Array | null } {
  const proof = parseProof(claim.text);
  return { ...checkProof(claim, proof, primitives), extra: proof.extra };
}

/**
 * The signed checkpoint a proof carries, opened; says nothing about any entry.
 * @throws InputError PROOF_SYNTAX, NOTE_SYNTAX, CHECKPOINT_SYNTAX; VerificationError LEDGER_CHECKPOINT_INVALID.
 */
export function openProofCheckpoint(
  { text, identity }: { readonly text: string; readonly identity: LedgerIdentity },
  primitives: Primitives,
): OpenedCheckpoint {
  return openCheckpoint({ note: parseProof(text).checkpoint, identity }, primitives);
}

/** Which entry a proof is of, before anything of it is believed. @throws InputError PROOF_SYNTAX. */
export function readProofIndex(text: string): number {
  return parseProof(text).index;
}

function checkProof(
  { entry, identity, policy }: ProofRequest,
  { index, hashes, checkpoint: note }: ProofText,
  primitives: Primitives,
): VerifiedProof {
  const { checkpoint, witnesses, unchecked } =
    policy === null
      ? openUnwitnessed({ note, identity }, primitives)
      : openPinned({ note, identity, policy }, primitives);
  const { size, root } = checkpoint;
  const leafHash = hashLeaf(entry, primitives);
  if (!verifyInclusion({ index, size, leafHash, proof: hashes, root }, primitives))
    throw new VerificationError(
      "LEDGER_PROOF_INVALID",
      "The proof does not lead from this entry to the ledger's root",
    );
  return { index, size, checkpoint, witnesses, unchecked };
}

type Opened = Pick<WitnessedCheckpoint, "checkpoint" | "witnesses" | "unchecked">;

function openUnwitnessed(
  { note, identity }: { readonly note: string; readonly identity: LedgerIdentity },
  primitives: Primitives,
): Opened {
  const keys = [readIdentityKey(identity, primitives)];
  const { checkpoint, signers, unchecked } = checkNote({ note, keys }, primitives);
  requireSigned({ checkpoint, signed: signers.length > 0, origin: identity.origin });
  return { checkpoint, witnesses: [], unchecked };
}

/** The policy must know the very key that `identity` names: another log of the same origin would be another ledger. */
function openPinned(
  {
    note,
    identity,
    policy,
  }: Pick<ProofRequest, "identity"> & {
    readonly note: string;
    readonly policy: LedgerPolicy;
  },
  primitives: Primitives,
): Opened {
  const { vkey } = readIdentityKey(identity, primitives);
  if (!policy.logs.some(({ key }) => key.vkey === vkey))
    throw new VerificationError(
      "KEY_UNTRUSTED",
      `The ledger ${vkey} is not one of the policy's: compare its key with its keeper by voice before adding it`,
    );
  openCheckpoint({ note, identity }, primitives);
  return openWitnessedCheckpoint({ note, policy }, primitives);
}

function writeProof({ index, hashes, checkpoint, extra }: ProofText): string {
  const line = extra === null ? "" : `extra ${encodeBase64(extra)}\n`;
  const path = hashes.map((hash) => `${encodeBase64(hash)}\n`).join("");
  return `${FIRST_LINE}\n${line}index ${index}\n${path}\n${checkpoint}`;
}

function parseProof(text: string): ProofText {
  const split = text.indexOf("\n\n");
  const [first, ...lines] = text.slice(0, Math.max(split, 0)).split("\n");
  const encoded = EXTRA_LINE.exec(lines[0] ?? "")?.[1];
  const [second = "", ...path] = encoded === undefined ? lines : lines.slice(1);
  const index = Number(INDEX_LINE.exec(second)?.[1] ?? Number.NaN);
  if (first !== FIRST_LINE || !Number.isSafeInteger(index) || path.length > MOST_HASHES)
    throw new InputError("PROOF_SYNTAX", `A proof begins with ${FIRST_LINE} and its index`);
  const extra = encoded === undefined ? null : decode(encoded);
  const proof = { index, hashes: path.map(decodeHash), checkpoint: text.slice(split + 2), extra };
  if (writeProof(proof) !== text)
    throw new InputError("PROOF_SYNTAX", "The proof is not in its one spelling");
  return proof;
}

function decodeHash(line: string): Uint8Array {
  const hash = decode(line);
  if (hash.length !== 32)
    throw new InputError("PROOF_SYNTAX", "A line of the proof is not a hash of 32 bytes");
  return hash;
}

function decode(line: string): Uint8Array {
  try {
    return decodeBase64(line);
  } catch (cause) {
    throw new InputError("PROOF_SYNTAX", "A line of the proof is not base64", null, { cause });
  }
}
