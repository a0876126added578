// A node put together: storage, keys, ledger. Opened by the server and by commands that work on a node's data.
import { join } from "node:path";
import { bringUpOlderCases } from "./documents/index.ts";
import { openKeystore } from "./keys/index.ts";
import { openLedgerSigner, requireOwnLedger } from "./ledger/index.ts";
import type { NodeServices } from "./routing/index.ts";
import {
  migrationsFolder,
  openStorage,
  openStorageBeside,
  openStorageBesideAsItIs,
} from "./storage/index.ts";
import type { Storage } from "./storage/index.ts";
import { openCosigners } from "./witness/index.ts";

export interface Node extends NodeServices {
  readonly close: () => Promise<void>;
}

export interface NodeOptions {
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  /** One sentence for the person at the terminal. */
  readonly tell: (sentence: string) => void;
}

/**
 * Opens the node that serves: alone on its data folder, and from then on commands work beside it. Its keys are exercise
 * keys and its ledger says so in its name.
 */
export async function openServingNode({ dataFolder, databaseUrl, tell }: NodeOptions): Promise<Node> {
  const storage = await openStorage({ dataFolder, databaseUrl, migrations: migrationsFolder, note: tell });
  const node = await putTogether(storage, prepare);
  storage.announce();
  return node;
}

/** Opens it for a command: beside the node that is running on the folder, else alone. */
export async function openExerciseNode({ dataFolder, databaseUrl, tell }: NodeOptions): Promise<Node> {
  const place = { dataFolder, databaseUrl, note: tell };
  const storage = await openStorageBeside({ ...place, migrations: migrationsFolder });
  return putTogether(storage, storage.beside ? requireOwn : prepare);
}

/** Opens it to be looked at: nothing is brought up to date, and nothing about its ledger is taken for granted. */
export async function openNodeAsItIs({ dataFolder, databaseUrl, tell }: NodeOptions): Promise<Node> {
  const storage = await openStorageBesideAsItIs({ dataFolder, databaseUrl, note: tell });
  return putTogether(storage, () => Promise.resolve());
}

async function prepare(node: Node): Promise<void> {
  await requireOwn(node);
  await bringUpOlderCases(node.database);
}

const requireOwn = ({ database, ledger }: Node): Promise<void> =>
  database.read((reader) => requireOwnLedger(reader, ledger));

async function putTogether(storage: Storage, prepare: (node: Node) => Promise<void>): Promise<Node> {
  try {
    const keystore = openKeystore(join(storage.dataFolder.path, "keys"), true);
    const ledger = await openLedgerSigner(keystore, `entente.example/exercise/${storage.dataFolder.id}`);
    const node: Node = {
      ...{ kind: "exercise", host: null },
      database: storage.database,
      keystore,
      ledger,
      cosigners: await openCosigners(keystore, ledger.identity.origin),
      folder: storage.dataFolder.path,
      close: storage.close,
    };
    await prepare(node);
    return node;
  } catch (error) {
    await storage.close();
    throw error;
  }
}
