// Evidence for files that leave the node. What is committed is proven to the checkpoint of that moment, which no witness
// can have seen yet; a reader who asks for witnesses needs a later one. Evidence is not signed, so a file that leaves gets
// proofs to the best checkpoint there is by then, while what is stored stays as it was issued.
import {
  canonicalize,
  InputError,
  parseCanonicalFile,
  readAnyObject,
  readString,
} from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { checkQuorum, readProofIndex } from "@entente/core/ledger";
import type { LedgerPolicy } from "@entente/core/ledger";
import type { Reader } from "../storage/index.ts";
import { addWitnesses } from "./files.ts";
import { openHead } from "./ledger.ts";
import type { SignedHead } from "./ledger.ts";
import { findPolicy } from "./policy.ts";
import { findCheckpoint, listCosigned } from "./store.ts";

/** A file as it leaves the node. */
export interface Renewed {
  readonly file: string;
  /** The checkpoint its proofs lead to and how many keys cosigned it; null where they are those of its issue. */
  readonly witnessed: { readonly leaves: number; readonly keys: number } | null;
}

/** Gives a cut, unsealing or notice file as it leaves the node. */
export type Renewal = (file: string) => Promise<Renewed>;

/**
 * Opens the renewal for the node of this data folder: proofs go to the latest checkpoint that satisfies its policy, or,
 * where none covers a file, to the one most keys cosigned. A file that no cosigned checkpoint covers leaves as it is.
 * @throws InputError LEDGER_POLICY_SYNTAX.
 */
export async function openRenewal(reader: Reader, folder: string): Promise<Renewal> {
  const cosigned = await listCosigned(reader);
  const policy = cosigned.length === 0 ? null : await findPolicy(folder);
  const ranked = rankCosigned(cosigned, policy?.policy ?? null);
  const heads = new Map<number, Promise<SignedHead | null>>();
  return async (file) => {
    const parts = readParts(file);
    const best = ranked.find(({ size }) => parts?.indexes.every((index) => index < size) ?? false);
    if (parts === null || best === undefined) return { file, witnessed: null };
    const opened = heads.get(best.size) ?? openWitnessedHead(reader, best.size);
    heads.set(best.size, opened);
    const head = await opened;
    if (head === null) return { file, witnessed: null };
    const witnessed = { leaves: best.size, keys: best.vkeys.length };
    return { file: `${canonicalize(await renewProofs(parts.value, head))}\n`, witnessed };
  };
}

type Cosigned = Awaited<ReturnType<typeof listCosigned>>;

/** Cosigned checkpoints, the one to prefer first. */
function rankCosigned(cosigned: Cosigned, policy: LedgerPolicy | null): Cosigned {
  const best = cosigned.find(({ vkeys }) => policy !== null && isEnough(policy, vkeys));
  const rest = [...cosigned].sort((a, b) => b.vkeys.length - a.vkeys.length || b.size - a.size);
  return best === undefined ? rest : [best, ...rest];
}

/** Lines were checked when they came in; who signed them is all that is asked here. */
function isEnough(policy: LedgerPolicy, vkeys: readonly string[]): boolean {
  const names = policy.witnesses.filter(({ key }) => vkeys.includes(key.vkey)).map(({ name }) => name);
  return policy.quorum !== null && checkQuorum(policy, names);
}

/** The file and the leaves it proves; null for what is none of ours to renew, which its reader's check will say. */
function readParts(file: string): { readonly value: JsonObject; readonly indexes: readonly number[] } | null {
  try {
    const value = readAnyObject(parseCanonicalFile(file), "file");
    const indexes = listEvidence(value).map(({ proof }) => readProofIndex(readString(proof, "proof")));
    return { value, indexes };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function listEvidence(file: JsonObject): readonly JsonObject[] {
  const evidence = readAnyObject(file["evidence"], "evidence");
  return "proof" in evidence
    ? [evidence]
    : Object.keys(evidence).map((of) => readAnyObject(evidence[of], of));
}

async function renewProofs(file: JsonObject, head: SignedHead): Promise<JsonObject> {
  const renewed = new Map<JsonValue | undefined, JsonObject>();
  for (const old of listEvidence(file)) {
    const proof = await head.proveLeaf(readProofIndex(readString(old["proof"], "proof")));
    renewed.set(old, { ...old, proof });
  }
  const evidence = readAnyObject(file["evidence"], "evidence");
  const whole = renewed.get(evidence);
  const parts = Object.entries(evidence).map(([of, old]) => [of, renewed.get(old) ?? old] as const);
  return { ...file, evidence: whole ?? Object.fromEntries(parts) };
}

async function openWitnessedHead(reader: Reader, size: number): Promise<SignedHead | null> {
  const row = await findCheckpoint(reader, size);
  return row === null ? null : openHead(reader, size, await addWitnesses(reader, row));
}
