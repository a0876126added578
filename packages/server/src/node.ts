// A node put together: storage, keys, ledger. Opened by the server and by commands that work on a node's data.
import { join } from "node:path";
import type { Cosigner } from "@entente/core/ledger";
import { bringUpOlderCases } from "./documents/index.ts";
import { openKeystore } from "./keys/index.ts";
import type { Keystore } from "./keys/index.ts";
import { openLedgerSigner, requireOwnLedger } from "./ledger/index.ts";
import type { LedgerSigner } from "./ledger/index.ts";
import { migrationsFolder, openStorage } from "./storage/index.ts";
import type { Database } from "./storage/index.ts";
import { openCosigners } from "./witness/index.ts";

export interface Node {
  readonly database: Database;
  readonly keystore: Keystore;
  readonly ledger: LedgerSigner;
  /** The keys it signs with as a witness of other ledgers. */
  readonly cosigners: readonly Cosigner[];
  /** Absolute path of the data folder. */
  readonly folder: string;
  readonly close: () => Promise<void>;
}

export interface NodeOptions {
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  /** One sentence for the person at the terminal. */
  readonly tell: (sentence: string) => void;
}

/** Opens a node that holds exercises: its keys are exercise keys and its ledger says so in its name. */
export async function openExerciseNode({ dataFolder, databaseUrl, tell }: NodeOptions): Promise<Node> {
  const storage = await openStorage({ dataFolder, databaseUrl, migrations: migrationsFolder, note: tell });
  try {
    const keystore = openKeystore(join(storage.dataFolder.path, "keys"), true);
    const ledger = await openLedgerSigner(keystore, `entente.example/exercise/${storage.dataFolder.id}`);
    await storage.database.read((reader) => requireOwnLedger(reader, ledger));
    await bringUpOlderCases(storage.database);
    return {
      database: storage.database,
      keystore,
      ledger,
      cosigners: await openCosigners(keystore, ledger.identity.origin),
      folder: storage.dataFolder.path,
      close: storage.close,
    };
  } catch (error) {
    await storage.close();
    throw error;
  }
}
