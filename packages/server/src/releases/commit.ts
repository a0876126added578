// Committing to the ledger in the transaction of the change, with the evidence that travels in files.
import type { LedgerEvidence } from "@entente/core/releases";
import type { CommitmentKind } from "@entente/core/ledger";
import type { Act } from "../access/index.ts";
import { commitDigests, signHead } from "../ledger/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import type { Transactor } from "../storage/index.ts";

export interface Committed {
  readonly index: number;
  readonly evidence: LedgerEvidence;
}

/** Appends a leaf for each digest, in order, under one new head. */
export async function commitWithEvidence(
  tx: Transactor,
  act: Act,
  {
    ledger,
    commitments,
  }: {
    readonly ledger: LedgerSigner;
    readonly commitments: readonly { readonly kind: CommitmentKind; readonly digest: Uint8Array }[];
  },
): Promise<readonly Committed[]> {
  const leaves = await commitDigests(tx, { caseId: act.of.id, at: act.at, commitments });
  const head = await signHead(tx, ledger, act.at);
  return Promise.all(
    leaves.map(async ({ index, opening: { kind, salt, at } }) => ({
      index,
      evidence: { opening: { kind, salt, at }, proof: await head.proveLeaf(index) },
    })),
  );
}

/** The same for one digest. */
export async function commitOne(
  tx: Transactor,
  act: Act,
  { ledger, ...commitment }: { ledger: LedgerSigner; kind: CommitmentKind; digest: Uint8Array },
): Promise<Committed> {
  const [committed] = await commitWithEvidence(tx, act, { ledger, commitments: [commitment] });
  if (committed === undefined) throw new RangeError("one commitment gives one leaf");
  return committed;
}
