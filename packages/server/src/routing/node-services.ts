// What a route works with beside its transaction.
import type { Cosigner } from "@entente/core/ledger";
import type { FileStore } from "../files/index.ts";
import type { Jobs } from "../jobs/index.ts";
import type { Keystore } from "../keys/index.ts";
import type { SessionLimits } from "../config/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import type { SignIn } from "../sign-in/index.ts";
import type { Database } from "../storage/index.ts";

export interface NodeServices {
  readonly database: Database;
  readonly keystore: Keystore;
  readonly ledger: LedgerSigner;
  /** The keys this node signs with as a witness of other ledgers. */
  readonly cosigners: readonly Cosigner[];
  /** Files too large for rows, encrypted per case. */
  readonly files: FileStore;
  /** Background work, wanted in the transaction of a change. */
  readonly jobs: Jobs;
  /** The node's data folder. */
  readonly folder: string;
  /** An exercise node holds exercises, a real one real cases, and neither ever the other. */
  readonly kind: "exercise" | "real";
  /** The member that runs the node; null for an exercise node. */
  readonly host: string | null;
  /** Where browsers find a real node, `https://name`; null for an exercise node and for a command. */
  readonly origin: string | null;
  /** How persons sign in; null where nobody does: an exercise node, a command on a data folder. */
  readonly signIn: SignIn | null;
  /** How long sessions last that are opened from now on. */
  readonly sessionLimits: SessionLimits;
}
