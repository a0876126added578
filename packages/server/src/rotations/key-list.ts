// The keys readers pin, every generation of them, with what the ledger says of it. Public halves and nothing else.
import type { Instant } from "@entente/core/encoding";
import { fingerprintIssuer, thumbprint } from "@entente/core/keys";
import { nodePrimitives } from "@entente/verifier";
import type { Keystore, RotatedPurpose } from "../keys/index.ts";
import type { Reader } from "../storage/index.ts";
import { listGenerations } from "./rules.ts";
import type { GenerationState } from "./rules.ts";
import { listStatements } from "./store.ts";

const PURPOSES: readonly RotatedPurpose[] = ["issuer", "authority"];

export interface ListedKey extends GenerationState {
  readonly member: string;
  readonly purpose: RotatedPurpose;
  /** As readers pin it. */
  readonly fingerprint: string;
  /** When it was put in use; null: it was the first. */
  readonly since: Instant | null;
  /** When another took its place, and when belief was taken from it. */
  readonly replacedOn: Instant | null;
  readonly revokedOn: Instant | null;
}

/**
 * The keys of these members and of whoever a statement names, by member, purpose and generation. Looking makes none: a
 * member that has signed nothing yet has no key. @throws ServerError KEY_MISSING.
 */
export async function listKeys(
  reader: Reader,
  keystore: Keystore,
  members: readonly string[],
): Promise<readonly ListedKey[]> {
  const statements = await listStatements(reader, null);
  const held = new Set(await keystore.listKeys());
  const instants = new Map(statements.map(({ leafIndex, at }) => [leafIndex, at]));
  const atLeaf = (leaf: number | null): Instant | null =>
    leaf === null ? null : (instants.get(leaf) ?? null);
  const keys: ListedKey[] = [];
  for (const member of [...new Set([...members, ...statements.map((one) => one.member)])].sort())
    for (const purpose of PURPOSES) {
      const own = statements.filter((one) => one.member === member && one.purpose === purpose);
      if (own.length === 0 && !held.has(`${purpose}-${member}`)) continue;
      for (const state of listGenerations(own)) {
        const { ed25519, mlDsa } = await keystore.openGeneration({ purpose, member, number: state.number });
        const fingerprint =
          mlDsa === null
            ? thumbprint(ed25519.publicKey, nodePrimitives)
            : fingerprintIssuer({ ed25519: ed25519.publicKey, mlDsa: mlDsa.publicKey }, nodePrimitives);
        keys.push({
          ...{ ...state, member, purpose, fingerprint, since: atLeaf(state.from) },
          ...{ replacedOn: atLeaf(state.replacedAt), revokedOn: atLeaf(state.revokedAt) },
        });
      }
    }
  return keys;
}
