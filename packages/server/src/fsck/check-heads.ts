// Checkpoints and what others signed of them; and what this node signed of others. Our own Ed25519 signature is made again
// and compared byte for byte; other signatures can only be verified.
import { encodeHex, InputError, PolicyError, VerificationError } from "@entente/core/encoding";
import {
  openWitnessedCheckpoint,
  readLedgerIdentity,
  readNote,
  readNoteKey,
  signCheckpoint,
  takeCosignatures,
} from "@entente/core/ledger";
import type { Cosigner, OpenedCheckpoint, WitnessName } from "@entente/core/ledger";
import { nodePrimitives } from "@entente/verifier";
import type { LedgerSigner } from "../ledger/index.ts";
import type { Reader } from "../storage/index.ts";
import { listLogs } from "../witness/index.ts";
import type { WitnessedLogRow } from "../witness/index.ts";
import { compareBytes, digestHex, findByDigest } from "./finding.ts";
import type { Finding, Spot } from "./finding.ts";
import { listCheckpoints, listCosignatures } from "./store.ts";

/** Checkpoints against the roots that were derived, and the lines of witnesses below them. */
export async function checkHeads(
  reader: Reader,
  { ledger, roots }: { readonly ledger: LedgerSigner; readonly roots: ReadonlyMap<number, Uint8Array> },
): Promise<{ readonly checked: number; readonly findings: readonly Finding[] }> {
  const checkpoints = await listCheckpoints(reader);
  const cosignatures = await listCosignatures(reader);
  const signed = new Map<number, string>();
  const findings = checkpoints.flatMap(({ size, note }) => {
    const root = roots.get(size);
    const spot = { table: "ledger_checkpoint", row: String(size), column: "note" };
    if (root === undefined) {
      const why = "the checkpoint is over more leaves than there are";
      return [findByDigest(spot, { expected: null, found: digestHex(note), why })];
    }
    const { identity, signer } = ledger;
    const right = signCheckpoint(
      { checkpoint: { origin: identity.origin, size, root }, identity, signer },
      nodePrimitives,
    );
    signed.set(size, right);
    return checkNote(spot, { right, note, ledger });
  });
  for (const row of cosignatures) findings.push(...checkCosignature(row, signed.get(row.size)));
  return { checked: checkpoints.length + cosignatures.length, findings };
}

/** The note we would sign, byte for byte, and below it our ML-DSA-44 line or, from before there was one, nothing. */
function checkNote(
  spot: Spot,
  { right, note, ledger }: { readonly right: string; readonly note: string; readonly ledger: LedgerSigner },
): readonly Finding[] {
  const wrong = compareBytes(spot, {
    expected: right,
    found: note.slice(0, right.length),
    why: "the checkpoint is not the one this ledger's key signs over the leaves there are",
  });
  if (wrong !== null) return [wrong];
  const line = note.slice(right.length);
  if (line === "" || holds({ note: right, line, vkey: ledger.cosigner.vkey })) return [];
  const why = "the line of the ledger's ML-DSA-44 key does not hold";
  return [
    {
      ...findByDigest(spot, { expected: null, found: digestHex(note), why }),
      offset: Buffer.byteLength(right),
    },
  ];
}

function checkCosignature(
  { size, vkey, line }: { readonly size: number; readonly vkey: string; readonly line: string },
  signed: string | undefined,
): readonly Finding[] {
  const spot = { table: "ledger_cosignature", row: `${size} ${vkey.split("+")[0] ?? ""}`, column: "line" };
  if (signed !== undefined && holds({ note: signed, line, vkey })) return [];
  const readable = attempt(() => readNoteKey(vkey, nodePrimitives)) !== null;
  return [
    readable
      ? findByDigest(spot, {
          expected: null,
          found: digestHex(line),
          why: "the witness's cosignature does not hold over the checkpoint of this size",
        })
      : findByDigest(
          { ...spot, column: "vkey" },
          { expected: null, found: digestHex(vkey), why: "the key is not in its one spelling" },
        ),
  ];
}

/** Whether `line` is all of one cosignature of `note`, which was signed just now, by the key `vkey`. */
function holds({
  note,
  line,
  vkey,
}: {
  readonly note: string;
  readonly line: string;
  readonly vkey: string;
}): boolean {
  const taken = attempt(() =>
    takeCosignatures({ note, body: line, keys: [readNoteKey(vkey, nodePrimitives)] }, nodePrimitives),
  );
  return taken?.[0]?.line === line;
}

/** Heads of other ledgers: what was recorded is what was cosigned. */
export async function checkWitnessed(
  reader: Reader,
  cosigners: readonly Cosigner[],
): Promise<{ readonly checked: number; readonly findings: readonly Finding[] }> {
  const logs = await listLogs(reader);
  return { checked: logs.length, findings: logs.flatMap((log) => checkLog(log, cosigners)) };
}

function checkLog(log: WitnessedLogRow, cosigners: readonly Cosigner[]): readonly Finding[] {
  const at = (column: string): Spot => ({ table: "witnessed_log", row: log.origin, column });
  const named = attempt(() => readLedgerIdentity(log.vkey, nodePrimitives))?.origin;
  if (named === undefined) {
    const why = "the key is not in its one spelling";
    return [findByDigest(at("vkey"), { expected: null, found: digestHex(log.vkey), why })];
  }
  const origin = compareBytes(at("origin"), {
    expected: named,
    found: log.origin,
    why: "the key is another ledger's",
  });
  if (origin !== null) return [origin];
  if (log.note === null || log.root === null) return [];
  const head = openCosigned(log.note, log.vkey, cosigners);
  if (head === null) {
    const text = `${log.origin}\n${log.size}\n${Buffer.from(log.root).toString("base64")}\n`;
    const found = attempt(() => readNote(log.note ?? "").text) ?? log.note.slice(0, text.length);
    const why = "the head is not one that its ledger signed and this node cosigned";
    return [
      compareBytes(at("note"), { expected: text, found, why }) ??
        findByDigest(at("note"), { expected: null, found: digestHex(log.note), why }),
    ];
  }
  const size = compareBytes(at("size"), {
    expected: String(head.size),
    found: String(log.size),
    why: "the size is not that of the head that was cosigned",
  });
  const root = compareBytes(at("root"), {
    expected: head.root,
    found: log.root,
    why: `the root is not that of the head that was cosigned, ${encodeHex(head.root)}`,
  });
  return [size, root].filter((finding) => finding !== null);
}

/** The head, if the ledger's signature and all of our cosignatures hold; null otherwise. */
function openCosigned(note: string, vkey: string, cosigners: readonly Cosigner[]): OpenedCheckpoint | null {
  const witnesses = cosigners.map((cosigner, index) => ({
    name: `own-${index}` as WitnessName,
    key: readNoteKey(cosigner.vkey, nodePrimitives),
    url: null,
  }));
  const group = { name: "all", threshold: witnesses.length, members: witnesses.map(({ name }) => name) };
  const logs = [{ key: readNoteKey(vkey, nodePrimitives), url: null }];
  return (
    attempt(() =>
      openWitnessedCheckpoint(
        { note, policy: { logs, witnesses, groups: [group], quorum: group.name } },
        nodePrimitives,
      ),
    )?.checkpoint ?? null
  );
}

/** Null for what is not in its form or does not verify. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError || error instanceof VerificationError || error instanceof PolicyError)
      return null;
    throw error;
  }
}
