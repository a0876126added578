// A node put together: storage, keys, ledger. Opened by the server and by commands that work on a node's data.
import { join } from "node:path";
import { readInstant } from "@entente/core/encoding";
import { requireConfirmed } from "./continuity/index.ts";
import { listExercises, listRealCases } from "./cases/index.ts";
import { bringUpOlderCases } from "./documents/index.ts";
import { readEnvironment, usualSessionLimits } from "./config/index.ts";
import type { SessionLimits } from "./config/index.ts";
import { openFileStore, openPlace } from "./files/index.ts";
import { openJobs, openQueue } from "./jobs/index.ts";
import type { Queue } from "./jobs/index.ts";
import {
  askPassphrase,
  openExerciseKeystore,
  openRealKeystore,
  readPassphraseFile,
  setUpLead,
  setUpNode,
  setUpPeering,
} from "./keys/index.ts";
import type { Keystore } from "./keys/index.ts";
import { hasHead, openLedgerSigner, requireOwnLedger, signHead } from "./ledger/index.ts";
import { ServerError } from "./errors.ts";
import type { NodeServices } from "./routing/index.ts";
import { openSignIn } from "./sign-in/index.ts";
import {
  migrationsFolder,
  openRealStorage,
  openStorage,
  openStorageBeside,
  openStorageBesideAsItIs,
  requireExerciseFolder,
} from "./storage/index.ts";
import type { RealWish, Storage } from "./storage/index.ts";
import { openCosigners } from "./witness/index.ts";

export interface Node extends NodeServices {
  /** The way to its database as the owner, for those who look after it. */
  readonly connectOwner: Storage["connectOwner"];
  /** A queue to take work from, for a node that serves. Whoever opens it closes it. */
  readonly openWorkQueue: () => Queue;
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
  const node = await putTogether(storage, "set up", async (opened) => {
    requireExerciseFolder(storage.dataFolder);
    await prepare(opened);
  });
  storage.announce();
  return node;
}

export interface RealNodeOptions extends NodeOptions, RealWish {
  /** Where browsers find it. */
  readonly origin: string;
  /** Name of this process among several on one database and one data folder; null: the only one. */
  readonly process: string | null;
  /** Where the passphrase of the keys is; null: a person at the terminal types it. */
  readonly passphraseFile: string | null;
  readonly sessionLimits: SessionLimits;
}

/**
 * Opens a real node to serve: real keys, a ledger under the name given at its first start, no exercise.
 * @throws ServerError START_DATA_OTHER_KIND, DATABASE_OF_ANOTHER_NODE, DATABASE_EMPTY, and what opening a node throws.
 */
export async function openRealNode(options: RealNodeOptions): Promise<Node> {
  const { dataFolder, databaseUrl, process, host, ledger, tell } = options;
  const place = { dataFolder, databaseUrl, process, wish: { host, ledger } };
  // Before anything is opened: a node that would believe the wrong providers does not start.
  const { origin, sessionLimits } = options;
  const signIn = await openSignIn({ origin, folder: dataFolder });
  const storage = await openRealStorage({ ...place, migrations: migrationsFolder, note: tell });
  const first = host !== null && ledger !== null;
  const node = await putTogether(
    storage,
    "set up",
    async (opened) => {
      await requireOwn(opened);
      await markAsOwn(opened, first);
      await bringUpOlderCases(opened.database);
    },
    options.passphraseFile,
  );
  storage.announce();
  return { ...node, origin, signIn, sessionLimits };
}

/**
 * Makes an empty database this node's, by the first checkpoint of its ledger: from then on no node with other keys takes
 * it for its own. A node that has been started before does not begin anew on an empty one unless it is told to.
 */
async function markAsOwn({ database, ledger, folder }: Node, first: boolean): Promise<void> {
  if (await database.read(hasHead)) return;
  if (!first)
    throw new ServerError(
      "DATABASE_EMPTY",
      `This database has never been used by a node, and ${folder} was started before. Name the database it belongs to, or restore a backup; if the node is to begin there, say who it is again with --host and --ledger.`,
    );
  const at = readInstant(new Date().toISOString());
  await database.transact((tx) => signHead(tx, ledger, at));
}

/**
 * Makes the first keys of the node, of its host and of the leads of its cases where none were made yet: at its first start
 * all of them, so that keys backed up on the first day are whole, and on a folder of an older program those it never used.
 */
async function setUp(
  { database }: Pick<Storage, "database">,
  keystore: Keystore,
  host: string | null,
): Promise<void> {
  await database.transact(async (tx) => {
    await setUpNode(tx, keystore);
    const cases = [...(await listRealCases(tx)), ...(await listExercises(tx))];
    const leads = cases.map(({ lead }) => lead);
    for (const lead of new Set(host === null ? leads : [host, ...leads])) await setUpLead(tx, keystore, lead);
    if (host !== null) await setUpPeering(tx, keystore, host);
  });
}

/** Opens a node of either kind for a command: beside the one that is running on the folder, else alone. */
export async function openExerciseNode({ dataFolder, databaseUrl, tell }: NodeOptions): Promise<Node> {
  const place = { dataFolder, databaseUrl, note: tell };
  const storage = await openStorageBeside({ ...place, migrations: migrationsFolder });
  return storage.beside
    ? putTogether(storage, "as it is", requireOwn)
    : putTogether(storage, "set up", prepare);
}

/** Opens it to be looked at: nothing is brought up to date, and nothing about its ledger is taken for granted. */
export async function openNodeAsItIs({ dataFolder, databaseUrl, tell }: NodeOptions): Promise<Node> {
  const storage = await openStorageBesideAsItIs({ dataFolder, databaseUrl, note: tell });
  return putTogether(storage, "as it is", () => Promise.resolve());
}

/** A node, and where its database is. */
export interface TendedNode extends Node {
  /** Where the embedded database is when it is not in the data folder. */
  readonly databaseHome: string | null;
  readonly embedded: boolean;
}

/** Opens it as it is, for whoever confirms a restore or looks how the node is. */
export async function openTendedNode({ dataFolder, databaseUrl, tell }: NodeOptions): Promise<TendedNode> {
  const storage = await openStorageBesideAsItIs({ dataFolder, databaseUrl, note: tell });
  const node = await putTogether(storage, "as it is", () => Promise.resolve());
  return {
    ...node,
    databaseHome: storage.dataFolder.databaseHome(),
    embedded: databaseUrl === null,
  };
}

async function prepare(node: Node): Promise<void> {
  await requireOwn(node);
  await bringUpOlderCases(node.database);
}

const requireOwn = ({ database, ledger }: Node): Promise<void> =>
  database.read(async (reader) => {
    await requireOwnLedger(reader, ledger);
    await requireConfirmed(reader);
  });

/** The keys of a real node are sealed under a passphrase, from the file that is named or from a person at the terminal. */
async function openKeys(
  kind: "exercise" | "real",
  folder: string,
  passphraseFile: string | null,
): Promise<Keystore> {
  if (kind === "exercise") return openExerciseKeystore(folder);
  const passphrase =
    passphraseFile === null
      ? await askPassphrase("Passphrase of this node's keys: ", {
          input: process.stdin,
          output: process.stderr,
        })
      : await readPassphraseFile(passphraseFile);
  return openRealKeystore(folder, passphrase);
}

/** A second until work is taken, and ten to twenty until a worker that died is missed. */
const WORKING = { pollSeconds: 1, watchSeconds: 5 } as const;

async function putTogether(
  storage: Storage,
  keys: "set up" | "as it is",
  prepare: (node: Node) => Promise<void>,
  passphraseFile: string | null = readEnvironment().variables["ENTENTE_PASSPHRASE_FILE"] ?? null,
): Promise<Node> {
  try {
    const { nature, id, path } = storage.dataFolder;
    const keystore = await openKeys(nature.kind, join(path, "keys"), passphraseFile);
    const origin = nature.kind === "real" ? nature.ledger : `entente.example/exercise/${id}`;
    const host = nature.kind === "real" ? nature.host : null;
    if (keys === "set up") await setUp(storage, keystore, host);
    const ledger = await openLedgerSigner(keystore, origin);
    const note = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
    const queue = openQueue(storage.openStatements(), null, note);
    const files = openFileStore({ database: storage.database, keystore, blobs: await openPlace(path) });
    const close = async (): Promise<void> => {
      await queue.close();
      files.close();
      await storage.close();
    };
    const node: Node = {
      database: storage.database,
      connectOwner: storage.connectOwner,
      keystore,
      files,
      jobs: openJobs(queue),
      openWorkQueue: () => openQueue(storage.openStatements(), WORKING, note),
      ledger,
      signIn: null,
      cosigners: await openCosigners(keystore, ledger.identity.origin),
      folder: path,
      kind: nature.kind,
      host,
      origin: null,
      sessionLimits: usualSessionLimits,
      close,
    };
    await prepare(node);
    return node;
  } catch (error) {
    await storage.close();
    throw error;
  }
}
