// What a witness is asked, whichever way, and what of its answer is believed and stored.
import type { Instant } from "@entente/core/encoding";
import {
  addCosignatures,
  openCheckpoint,
  readNoteKey,
  takeCosignatures,
  writeAddCheckpoint,
} from "@entente/core/ledger";
import type { NoteKey } from "@entente/core/ledger";
import { nodePrimitives } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { openHead } from "./ledger.ts";
import type { LedgerSigner } from "./ledger.ts";
import { findCosignedSize, findLatestCheckpoint, insertCosignatures } from "./store.ts";
import type { CosignatureRow } from "./store.ts";

/** No proof is sent from nothing, and none to the same size. */
export async function proveFrom(
  reader: Reader,
  { from, size, note }: { readonly from: number; readonly size: number; readonly note: string },
): Promise<readonly Uint8Array[]> {
  return from === 0 || from >= size ? [] : openHead(reader, size, note).proveSince(from);
}

/**
 * The request by which the latest head is to be cosigned by these keys; null where they cosigned it, or there is none.
 * @param from what the witness said that it has recorded; null: what it cosigned last.
 */
export async function writeWitnessRequest(
  reader: Reader,
  { vkeys, from: recorded }: { readonly vkeys: readonly string[]; readonly from: number | null },
): Promise<{ readonly body: string; readonly size: number } | null> {
  const head = await findLatestCheckpoint(reader);
  if (head === null) return null;
  const sizes = await Promise.all(vkeys.map((vkey) => findCosignedSize(reader, vkey)));
  if (sizes.every((size) => size === head.size)) return null;
  const from = recorded ?? Math.max(0, ...sizes);
  if (from > head.size) return null;
  const proof = await proveFrom(reader, { ...head, from });
  return { body: writeAddCheckpoint({ oldSize: from, proof, note: head.note }), size: head.size };
}

/**
 * Stores what a witness signed of the head that it was asked for.
 * @param lines null: it has recorded `size` leaves, and is asked again from there.
 * @throws ServerError WITNESS_ANSWER_INVALID, LEDGER_ROLLED_BACK.
 */
export async function storeCosignatures(
  tx: Transactor,
  {
    witness,
    ledger,
    note,
    size,
    lines,
    at,
  }: {
    readonly witness: { readonly name: string; readonly vkeys: readonly string[] };
    readonly ledger: LedgerSigner;
    /** The checkpoint that it was asked to cosign. */
    readonly note: string;
    readonly size: number;
    readonly lines: string | null;
    readonly at: Instant;
  },
): Promise<void> {
  if (lines === null) {
    const head = await findLatestCheckpoint(tx);
    if (size > (head?.size ?? 0)) throw rolledBack(witness, size, head?.size ?? 0);
    return;
  }
  const keys = witness.vkeys.map((vkey) => readNoteKey(vkey, nodePrimitives));
  const rows = checkCosignatures({ body: lines, note, keys, ledger, witness });
  const { size: asked } = openCheckpoint({ note, identity: ledger.identity }, nodePrimitives);
  await insertCosignatures(tx, { size: asked, rows, at });
}

/** The lines of the witness's own keys that hold; those of unknown keys are left out. @throws ServerError WITNESS_ANSWER_INVALID. */
export function checkCosignatures({
  body,
  note,
  keys,
  ledger,
  witness,
}: {
  readonly body: string;
  readonly note: string;
  readonly keys: readonly NoteKey[];
  readonly ledger: LedgerSigner;
  readonly witness: { readonly name: string };
}): readonly CosignatureRow[] {
  try {
    const rows = takeCosignatures({ note, body, keys }, nodePrimitives);
    // They have to stand below our own lines, so that a witness cannot answer with one of those.
    const whole = addCosignatures(
      note,
      rows.map(({ line }) => line),
    );
    openCheckpoint({ note: whole, identity: ledger.identity }, nodePrimitives);
    if (rows.length > 0) return rows;
  } catch (cause) {
    throw invalidAnswer(witness, cause);
  }
  throw invalidAnswer(witness, null);
}

function invalidAnswer({ name }: { readonly name: string }, cause: unknown): ServerError {
  const reason = cause instanceof Error ? cause.message : "no known key signed";
  return new ServerError(
    "WITNESS_ANSWER_INVALID",
    `What ${name} answered is no cosignature of this checkpoint by the key in the policy (${reason}). Nothing was stored; compare its vkey with its operator.`,
    { cause },
  );
}

export function rolledBack({ name }: { readonly name: string }, recorded: number, size: number): ServerError {
  return new ServerError(
    "LEDGER_ROLLED_BACK",
    `${name} has cosigned ${recorded} leaves of this ledger and this node holds ${size}: it was restored from an older state, or a second copy of it runs. Commit nothing more here; whoever runs this node restores the newer state or stops the other copy.`,
  );
}
