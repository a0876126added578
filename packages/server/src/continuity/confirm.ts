// Going on after a restore. A backup is older than the node was: what was committed since is missing, and a node that went
// on as if nothing were would sign a second history. So whoever may have seen more is asked first, and only when nobody has
// is the epoch confirmed. Everything here refuses unless it was answered.
import { equalBytes, PolicyError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { hashLeaf, hashTree, openCheckpoint } from "@entente/core/ledger";
import { nodePrimitives } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import {
  findPolicy,
  listAddresses,
  readEntryRange,
  readRoot,
  requireOwnLedger,
  submitHead,
} from "../ledger/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import type { Database, Reader, Storage } from "../storage/index.ts";
import { readRights, writeRights } from "./rights-file.ts";
import { keepRights, listRights, noteInJournal } from "./rights/store.ts";
import { confirmEpochs, findUnconfirmedEpoch, inTransaction } from "./store.ts";

export interface RestoredNode {
  readonly database: Database;
  readonly ledger: LedgerSigner;
  readonly folder: string;
  readonly host: string | null;
  readonly connectOwner: Storage["connectOwner"];
}

/** What the administrator brings beside the witnesses of the policy. */
export type BroughtAlong =
  | { readonly kind: "nothing" }
  /** The newest checkpoint of this ledger that anybody holds, as a signed note. */
  | { readonly kind: "checkpoint"; readonly note: string }
  /** The administrator's word that this ledger has no witness and nobody holds a checkpoint of it. */
  | { readonly kind: "nobody-saw" };

export interface Confirmed {
  readonly epoch: number;
  readonly ledgerSize: number;
  readonly newestSeen: number;
  readonly seenBy: readonly string[];
  /** Seats, passkeys and identities that stand, and how many ended. */
  readonly rights: { readonly stand: number; readonly ended: number };
}

/** The rights that wait for the administrator's word, as the list to go through. */
export async function listRestoredRights({
  connectOwner,
}: Pick<RestoredNode, "connectOwner">): Promise<string> {
  const owner = await connectOwner();
  try {
    return writeRights(await inTransaction(owner, () => listRights(owner)));
  } finally {
    await owner.end();
  }
}

/** Refuses a node that was restored and not confirmed. @throws ServerError RESTORE_UNCONFIRMED. */
export async function requireConfirmed(reader: Reader): Promise<void> {
  const epoch = await findUnconfirmedEpoch(reader);
  if (epoch === null) return;
  throw new ServerError(
    "RESTORE_UNCONFIRMED",
    `This node was restored from a backup of ${epoch.backupMadeAt}, and serves nobody until its administrator has confirmed that it may go on from there. Run "entente restore confirm", which asks the ledger's witnesses.`,
  );
}

/**
 * Asks every witness of the policy, and looks at what was brought along; confirms when nobody has seen more.
 * @throws PolicyError TRANSITION_REFUSED when nothing waits; ServerError LEDGER_ROLLED_BACK when somebody has seen more than
 * the backup holds, WITNESS_* when a witness of the policy does not answer and no checkpoint was brought along,
 * REQUEST_INVALID when there is nobody to ask and nothing was brought along; VerificationError for a checkpoint that is not
 * this ledger's.
 */
export async function confirmRestore(
  { database, ledger, folder, host, connectOwner }: RestoredNode,
  {
    brought,
    rights: kept,
    at,
  }: {
    readonly brought: BroughtAlong;
    /** The list of rights as the administrator left it; null where none was given. */
    readonly rights: string | null;
    readonly at: Instant;
  },
): Promise<Confirmed> {
  const { epoch, size } = await database.read(async (reader) => {
    await requireOwnLedger(reader, ledger);
    return { epoch: await findUnconfirmedEpoch(reader), size: (await readRoot(reader)).size };
  });
  if (epoch === null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      "Nothing waits for a confirmation: this node was not restored, or it was confirmed.",
    );
  const policy = await findPolicy(folder);
  const witnesses = policy === null ? [] : listAddresses(policy.policy);
  const seenBy: string[] = [];
  let newestSeen = 0;
  if (size > 0)
    for (const witness of witnesses) {
      try {
        newestSeen = Math.max(newestSeen, (await submitHead(database, { ledger, witness, at })).size);
        seenBy.push(witness.name);
      } catch (error) {
        // One that is away is made up for by a checkpoint that somebody brought; one that saw more is not.
        const away = error instanceof ServerError && error.code === "WITNESS_UNREACHABLE";
        if (!away || brought.kind !== "checkpoint") throw error;
      }
    }
  if (brought.kind === "checkpoint") {
    newestSeen = Math.max(newestSeen, await checkBrought(database, ledger, { note: brought.note, size }));
    seenBy.push("checkpoint given by hand");
  }
  if (brought.kind === "nobody-saw") {
    if (witnesses.length > 0)
      throw new ServerError(
        "REQUEST_INVALID",
        "This node's policy names witnesses, so somebody saw its ledger. Confirm without that word, and they are asked.",
      );
    seenBy.push("nobody, says the administrator");
  }
  if (seenBy.length === 0)
    throw new ServerError(
      "REQUEST_INVALID",
      "There is nobody to ask what was seen of this ledger. Give the newest checkpoint that any ally or mirror holds with --checkpoint FILE; only where there never was one, say --nobody-saw.",
    );
  const owner = await connectOwner();
  try {
    const rights = await inTransaction(owner, async () => {
      const standing = await listRights(owner);
      if (standing.length > 0 && kept === null)
        throw new ServerError(
          "REQUEST_INVALID",
          `${standing.length} seats, passkeys and identities stood when the backup was made, and some may have been withdrawn since. Write them down with "entente restore rights", take out what ended, and give the list with --rights FILE.`,
        );
      const keep = readRights(kept ?? "", standing);
      const ended = await keepRights(owner, { keep, at });
      await confirmEpochs(owner, { at, newestSeen, seenBy });
      if (host !== null)
        await noteInJournal(owner, {
          ...{ member: host, at, action: "node.restore-confirm", subject: String(epoch.number) },
        });
      return { stand: keep.length, ended };
    });
    return { epoch: epoch.number, ledgerSize: size, newestSeen, seenBy, rights };
  } finally {
    await owner.end();
  }
}

/** The size of a checkpoint of this ledger that the restored one extends. @throws ServerError LEDGER_ROLLED_BACK. */
async function checkBrought(
  database: Database,
  { identity }: LedgerSigner,
  { note, size }: { readonly note: string; readonly size: number },
): Promise<number> {
  const checkpoint = openCheckpoint({ note, identity }, nodePrimitives);
  if (checkpoint.size > size)
    throw new ServerError(
      "LEDGER_ROLLED_BACK",
      `The checkpoint is of ${checkpoint.size} leaves and the backup holds ${size}: what was committed since is missing here. Restore from a newer backup; with this one the node would sign a second history.`,
    );
  const entries = await database.read((reader) => readEntryRange(reader, 0, checkpoint.size));
  const leaves = entries.map((entry) => hashLeaf(entry, nodePrimitives));
  if (!equalBytes(hashTree(leaves, nodePrimitives), checkpoint.root))
    throw new ServerError(
      "LEDGER_ROLLED_BACK",
      `The checkpoint of ${checkpoint.size} leaves is signed by this node and is of another history than the backup. Do not go on with this backup; have whoever gave you the checkpoint keep it.`,
    );
  return checkpoint.size;
}
