// This node as a witness of other ledgers: it cosigns a head only when that head extends the one it cosigned before, and
// remembers it, in one transaction that has ended before the cosignature leaves.
import { epochMilliseconds, InputError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import {
  createCosigner,
  planWitness,
  readAddCheckpoint,
  readLedgerIdentity,
  readNoteKey,
} from "@entente/core/ledger";
import type { Cosigner, WitnessAnswer } from "@entente/core/ledger";
import { nodePrimitives } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import type { Keystore } from "../keys/index.ts";
import type { Database, Transactor } from "../storage/index.ts";
import { advanceLog, insertLog, lockLog } from "./store.ts";
import type { WitnessedLogRow } from "./store.ts";

/** The keys this node cosigns with, Ed25519 and ML-DSA-44, under the name of its own ledger with `/witness` after it. */
export async function openCosigners(keystore: Keystore, origin: string): Promise<readonly Cosigner[]> {
  const name = `${origin}/witness`;
  const ed25519 = await keystore.openSigner("witness", "node");
  const mlDsa44 = await keystore.openMlDsaSigner("ML-DSA-44", "witness", "node");
  return [
    createCosigner({ name, ed25519 }, nodePrimitives),
    createCosigner({ name, mlDsa44 }, nodePrimitives),
  ];
}

/**
 * Witnesses the ledger of this vkey from now on. Accepting it again changes nothing.
 * @throws InputError NOTE_SYNTAX; ServerError WITNESS_LOG_KNOWN when the origin is known with another key.
 */
export async function acceptLog(tx: Transactor, vkey: string): Promise<{ readonly origin: string }> {
  const { origin } = readLedgerIdentity(vkey, nodePrimitives);
  if (await insertLog(tx, { origin, vkey })) return { origin };
  const known = await lockLog(tx, origin);
  if (known?.vkey !== vkey)
    throw new ServerError(
      "WITNESS_LOG_KNOWN",
      `This node witnesses ${origin} already, with another key. A ledger that changes its key takes a new origin; its operator can say whether it did.`,
    );
  return { origin };
}

/**
 * Answers one add-checkpoint request. When this returns, what is answered is recorded.
 * @throws ServerError DATABASE_*: nothing is answered then, and nothing leaves.
 */
export async function addCheckpoint(
  database: Database,
  {
    body,
    cosigners,
    at,
  }: { readonly body: string; readonly cosigners: readonly Cosigner[]; readonly at: Instant },
): Promise<WitnessAnswer> {
  return database.transact((tx) => answerCheckpoint(tx, { body, cosigners, at }));
}

/** The same in a transaction: what is answered counts when that has ended. */
export async function answerCheckpoint(
  tx: Transactor,
  {
    body,
    cosigners,
    at,
  }: { readonly body: string; readonly cosigners: readonly Cosigner[]; readonly at: Instant },
): Promise<WitnessAnswer> {
  const time = Math.floor(epochMilliseconds(at) / 1000);
  const origin = findOrigin(body);
  const row = origin === null ? null : await lockLog(tx, origin);
  const logs = row === null ? [] : [describeLog(row)];
  const answer = planWitness({ body, logs, cosigners, time }, nodePrimitives);
  if (answer.update !== null && !(await advanceLog(tx, { ...answer.update, at })))
    throw new Error(`the head of ${origin ?? "nothing"} moved although it was held`);
  return answer;
}

function describeLog({ origin, vkey, size, root }: WitnessedLogRow) {
  return {
    origin,
    keys: [readNoteKey(vkey, nodePrimitives)],
    known: root === null ? null : { size, root },
  };
}

/** Null for a body that cannot be read: what to answer to that, the plan says. */
function findOrigin(body: string): string | null {
  try {
    return readAddCheckpoint(body).origin;
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
