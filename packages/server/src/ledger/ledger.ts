// Writing to the ledger: leaves are appended in the transaction of the change they commit to, and a checkpoint is signed
// over them before that transaction ends, so that neither can exist without the other.
import { randomBytes } from "node:crypto";
import type { Instant } from "@entente/core/encoding";
import {
  buildTree,
  createLedgerIdentity,
  formatProof,
  openCheckpoint,
  signCheckpoint,
} from "@entente/core/ledger";
import type { LedgerIdentity } from "@entente/core/ledger";
import type { Signer } from "@entente/core/keys";
import { nodePrimitives } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import type { Keystore } from "../keys/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { planLeaves } from "./rules.ts";
import type { Commitment } from "./rules.ts";
import { findLatestNote, insertCheckpoint, insertLeaves, lockEnd, readLeafHashes } from "./store.ts";
import type { PlannedLeaf } from "./store.ts";

/** The ledger's name and the key that signs for it. */
export interface LedgerSigner {
  readonly identity: LedgerIdentity;
  readonly signer: Signer;
}

/** A signed head of the ledger, from which leaves and older heads can be proven. */
export interface SignedHead {
  readonly size: number;
  /** The checkpoint as a signed note. */
  readonly note: string;
  /** The tlog-proof of one leaf. */
  readonly proveLeaf: (index: number) => Promise<string>;
  /** The consistency proof of the tree of the first `from` leaves. */
  readonly proveSince: (from: number) => Promise<readonly Uint8Array[]>;
}

export async function openLedgerSigner(keystore: Keystore, origin: string): Promise<LedgerSigner> {
  const signer = await keystore.openSigner("ledger", "node");
  return { identity: createLedgerIdentity({ origin, publicKey: signer.publicKey }, nodePrimitives), signer };
}

/**
 * Refuses a database whose ledger another node signs: two nodes on one ledger would each sign heads the other does not
 * know, and cuts would come under keys that belong to neither.
 * @throws ServerError DATABASE_OF_ANOTHER_NODE.
 */
export async function requireOwnLedger(reader: Reader, { identity }: LedgerSigner): Promise<void> {
  const note = await findLatestNote(reader);
  if (note === null) return;
  try {
    openCheckpoint({ note, identity }, nodePrimitives);
  } catch (cause) {
    throw new ServerError(
      "DATABASE_OF_ANOTHER_NODE",
      "The ledger in this database is signed by another node's key. Start with that node's data folder (--data DIR), which holds its keys, or name another database.",
      { cause },
    );
  }
}

/** Appends one leaf for each commitment, in order. The end of the ledger stays locked until the transaction ends. */
export async function commitDigests(
  tx: Transactor,
  {
    caseId,
    at,
    commitments,
  }: { readonly caseId: string; readonly at: Instant; readonly commitments: readonly Commitment[] },
): Promise<readonly PlannedLeaf[]> {
  const size = await lockEnd(tx);
  const salts = commitments.map(() => new Uint8Array(randomBytes(32)));
  const leaves = planLeaves({ size, at, commitments, salts }, nodePrimitives);
  await insertLeaves(tx, caseId, leaves);
  return leaves;
}

/** Signs a checkpoint over every leaf the transaction sees. */
export async function signHead(
  tx: Transactor,
  { identity, signer }: LedgerSigner,
  at: Instant,
): Promise<SignedHead> {
  const tree = buildTree(await readLeafHashes(tx), nodePrimitives);
  const checkpoint = { origin: identity.origin, size: tree.size, root: tree.root };
  const note = signCheckpoint({ checkpoint, identity, signer }, nodePrimitives);
  await insertCheckpoint(tx, { size: tree.size, note, at });
  return {
    size: tree.size,
    note,
    proveLeaf: (index) =>
      Promise.resolve(formatProof({ index, hashes: tree.proveInclusion(index), checkpoint: note })),
    proveSince: (from) => Promise.resolve(tree.proveConsistency(from)),
  };
}
