// Writing to the ledger: leaves are appended in the transaction of the change they commit to, with the tiles that grow by
// them, and a checkpoint is signed over them before that transaction ends, so that none can exist without the other. What
// is read for it is the right edge of the tree, never all of it.
import { randomBytes } from "node:crypto";
import { encodeBase64, epochMilliseconds, InputError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import {
  addCosignatures,
  appendLeaves,
  cosignCheckpoint,
  createCosigner,
  createLedgerIdentity,
  formatProof,
  listHeadTiles,
  listProofTiles,
  openCheckpoint,
  openTreeHead,
  proveFromTiles,
  readNote,
  signCheckpoint,
} from "@entente/core/ledger";
import type { Cosigner, LedgerIdentity, ProofClaim, TilePath, TreeHead } from "@entente/core/ledger";
import type { Signer } from "@entente/core/keys";
import { nodePrimitives } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import type { Keystore } from "../keys/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { planLeaves } from "./rules.ts";
import type { Commitment } from "./rules.ts";
import {
  countLeaves,
  findCheckpoint,
  findLatestCheckpoint,
  insertCheckpoint,
  insertLeaves,
  insertOpenings,
  lockEnd,
  readTiles,
  writeTiles,
} from "./store.ts";
import type { PlannedLeaf } from "./store.ts";

/** The ledger's name and the keys that sign for it. */
export interface LedgerSigner {
  readonly identity: LedgerIdentity;
  readonly signer: Signer;
  /** The ledger's ML-DSA-44 key under the same name, whose line stands beside the Ed25519 signature. */
  readonly cosigner: Cosigner;
}

/** A signed head of the ledger, from which leaves and older heads can be proven while the transaction lasts. */
export interface SignedHead {
  readonly size: number;
  /** The checkpoint as a signed note. */
  readonly note: string;
  /** The tlog-proof of one leaf. */
  readonly proveLeaf: (index: number) => Promise<string>;
  /** The consistency proof of the tree of the first `from` leaves. */
  readonly proveSince: (from: number) => Promise<readonly Uint8Array[]>;
}

/** @throws ServerError DATABASE_OF_ANOTHER_NODE where the keys it was set up with are not here. */
export async function openLedgerSigner(keystore: Keystore, origin: string): Promise<LedgerSigner> {
  const signer = await keystore.openSigner("ledger", "node").catch((cause: unknown) => {
    throw cause instanceof ServerError && cause.code === "KEY_MISSING" ? foreign(cause) : cause;
  });
  const mlDsa44 = await keystore.openMlDsaSigner("ML-DSA-44", "ledger", "node");
  return {
    identity: createLedgerIdentity({ origin, publicKey: signer.publicKey }, nodePrimitives),
    signer,
    cosigner: createCosigner({ name: origin, mlDsa44 }, nodePrimitives),
  };
}

/**
 * Refuses a database whose ledger another node signs: two nodes on one ledger would each sign heads the other does not
 * know, and cuts would come under keys that belong to neither.
 * @throws ServerError DATABASE_OF_ANOTHER_NODE.
 */
export async function requireOwnLedger(
  reader: Reader,
  { identity }: Pick<LedgerSigner, "identity">,
): Promise<void> {
  const latest = await findLatestCheckpoint(reader);
  if (latest === null) return;
  try {
    openCheckpoint({ note: latest.note, identity }, nodePrimitives);
  } catch (cause) {
    throw foreign(cause);
  }
}

function foreign(cause: unknown): ServerError {
  return new ServerError(
    "DATABASE_OF_ANOTHER_NODE",
    "The ledger in this database is signed by another node's key. Start with that node's data folder (--data DIR), which holds its keys, or name another database.",
    { cause },
  );
}

/** Whether any node has signed a head of the ledger in this database. */
export async function hasHead(reader: Reader): Promise<boolean> {
  return (await findLatestCheckpoint(reader)) !== null;
}

interface Commitments {
  readonly caseId: string;
  readonly at: Instant;
  readonly commitments: readonly Commitment[];
}

/**
 * Appends one leaf for each commitment, in order. The end of the ledger stays locked until the transaction ends.
 * @throws ServerError LEDGER_DAMAGED when the stored tree is not one that can be added to.
 */
export async function commitDigests(
  tx: Transactor,
  commitments: Commitments,
): Promise<readonly PlannedLeaf[]> {
  const salts = commitments.commitments.map(() => drawSalt());
  const leaves = await append(tx, { ...commitments, salts });
  await insertOpenings(tx, commitments.caseId, leaves);
  return leaves;
}

/**
 * The same for what this node must not be able to say: the opening is the caller's alone, and with it the case and the
 * kind. Only whoever has the salt can show what was committed, so `salt` may be one that somebody else keeps: 32 bytes that
 * nobody can guess. @throws ServerError LEDGER_DAMAGED.
 */
export async function commitUnopened(
  tx: Transactor,
  {
    at,
    commitment,
    salt,
  }: { readonly at: Instant; readonly commitment: Commitment; readonly salt: Uint8Array },
): Promise<PlannedLeaf> {
  const [leaf] = await append(tx, { at, commitments: [commitment], salts: [salt] });
  if (leaf === undefined) throw new RangeError("one commitment gives one leaf");
  return leaf;
}

/** A salt of the node's own. */
export function drawSalt(): Uint8Array {
  return new Uint8Array(randomBytes(32));
}

async function append(
  tx: Transactor,
  { at, commitments, salts }: Omit<Commitments, "caseId"> & { readonly salts: readonly Uint8Array[] },
): Promise<readonly PlannedLeaf[]> {
  const size = await lockEnd(tx);
  const leaves = planLeaves({ size, at, commitments, salts }, nodePrimitives);
  const head = await readTreeHead(tx, size);
  const { tiles } = appendLeaves(
    { head, leafHashes: leaves.map(({ leafHash }) => leafHash) },
    nodePrimitives,
  );
  await writeTiles(tx, tiles);
  await insertLeaves(tx, leaves);
  return leaves;
}

/**
 * A checkpoint over every leaf the transaction sees: the one that is there, or one signed now.
 * @throws ServerError LEDGER_DAMAGED when what is stored contradicts a checkpoint that was signed.
 */
export async function signHead(tx: Transactor, ledger: LedgerSigner, at: Instant): Promise<SignedHead> {
  const size = await lockEnd(tx);
  const { root } = await readTreeHead(tx, size);
  const { identity, signer, cosigner } = ledger;
  const present = await findCheckpoint(tx, size);
  if (present !== null) {
    openCheckpoint({ note: present.note, identity }, nodePrimitives);
    return openHead(tx, size, present.note);
  }
  const checkpoint = { origin: identity.origin, size, root };
  const signed = signCheckpoint({ checkpoint, identity, signer }, nodePrimitives);
  const time = Math.max(1, Math.floor(epochMilliseconds(at) / 1000));
  const note = addCosignatures(signed, [cosignCheckpoint({ note: signed, cosigner, time })]);
  await insertCheckpoint(tx, { size, note, at });
  return openHead(tx, size, note);
}

/** Proofs against a checkpoint over `size` leaves; tiles are read when a proof needs them, each once. */
export function openHead(reader: Reader, size: number, note: string): SignedHead {
  const tiles = new Map<TilePath, Uint8Array>();
  const prove = async (claim: ProofClaim): Promise<Uint8Array[]> => {
    const missing = listProofTiles(claim).filter((path) => !tiles.has(path));
    for (const [path, bytes] of await readTiles(reader, missing)) tiles.set(path, bytes);
    return proveFromTiles({ claim, tiles }, nodePrimitives);
  };
  return {
    size,
    note,
    proveLeaf: async (index) =>
      formatProof({ index, hashes: await prove({ kind: "inclusion", index, size }), checkpoint: note }),
    proveSince: (from) => prove({ kind: "consistency", from, size }),
  };
}

/** How many leaves there are and the root over them, as the stored tiles give it. @throws ServerError LEDGER_DAMAGED. */
export async function readRoot(
  reader: Reader,
): Promise<{ readonly size: number; readonly root: Uint8Array }> {
  const size = await countLeaves(reader);
  return { size, root: (await readTreeHead(reader, size)).root };
}

/** The tree's right edge as stored, compared with the checkpoint of its size where there is one. @throws ServerError LEDGER_DAMAGED. */
async function readTreeHead(reader: Reader, size: number): Promise<TreeHead> {
  const head = openStoredHead(size, await readTiles(reader, listHeadTiles(size)));
  const signed = await findCheckpoint(reader, size);
  if (signed !== null && readNote(signed.note).text.split("\n")[2] !== encodeBase64(head.root))
    throw damaged(size, "its tiles give another root than its checkpoint");
  return head;
}

function openStoredHead(size: number, tiles: ReadonlyMap<TilePath, Uint8Array>): TreeHead {
  try {
    return openTreeHead({ size, tiles }, nodePrimitives);
  } catch (cause) {
    throw cause instanceof InputError ? damaged(size, cause.message, cause) : cause;
  }
}

function damaged(size: number, what: string, cause?: Error): ServerError {
  return new ServerError(
    "LEDGER_DAMAGED",
    `The stored ledger of ${size} leaves is not the one that was signed: ${what}. Nothing was added; whoever runs this node runs "entente fsck", which names the first wrong byte, and restores from a copy that has it right.`,
    { cause },
  );
}
