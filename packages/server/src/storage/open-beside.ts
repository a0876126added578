// Working beside a node: a command finds the data folder held by a node that is open, and uses that node's database for as
// long as it takes. It starts nothing, stops nothing and brings nothing up to date; when the node stops first, it says so.
// A folder held by another command, or by a node that is only opening, is soon free or open: that is waited for.
import { setTimeout as pause } from "node:timers/promises";
import { resolve } from "node:path";
import { ServerError } from "../errors.ts";
import { announcing } from "./announcing.ts";
import { findCredentials, OWNER_ROLE } from "./cluster.ts";
import { connectOwner, createAppPool, createStatementPool, POOL_SIZES } from "./connections.ts";
import type { Address } from "./connections.ts";
import { readHeldFolder } from "./data-folder.ts";
import { createDatabase, insistWhileLost } from "./database.ts";
import { explainFileFault } from "./faults.ts";
import { readHolders } from "./process-lock.ts";
import type { Holder, Serving } from "./folder-lock.ts";
import { requireSchema } from "./migrate.ts";
import { addressNamed } from "./named-database.ts";
import { addressEmbedded, openStorage, openStorageAsItIs } from "./open-storage.ts";
import type { Storage, StorageRequest } from "./open-storage.ts";
import { isSameProcess } from "./process-identity.ts";

type Place = Omit<StorageRequest, "migrations">;

const WAIT_MS = 20_000;
const LOOK_AGAIN_MS = 100;

/**
 * Opens a data folder for a command: alone where nobody holds it, else beside the node that does.
 * @throws ServerError what {@link openStorage} throws, alone; beside a node SCHEMA_NEWER, SCHEMA_CHANGED, SCHEMA_OLDER,
 * START_OPTION_INVALID when the two are told different databases, NODE_STOPPED when the node stops first, from here or
 * from any later use; START_DATA_IN_USE when a command works there and does not come to its end.
 */
export function openStorageBeside(request: StorageRequest): Promise<Storage> {
  const open = () => openStorage(request);
  return openAloneOrBeside(request, open, async (owner) => {
    const client = await connectOwner(owner);
    try {
      await requireSchema(client, request.migrations);
    } finally {
      await client.end();
    }
  });
}

/** The same for looking at a database as it is: the schema may be any. @throws ServerError as {@link openStorageBeside}. */
export function openStorageBesideAsItIs(request: Place): Promise<Storage> {
  return openAloneOrBeside(
    request,
    () => openStorageAsItIs(request),
    () => Promise.resolve(),
  );
}

async function openAloneOrBeside(
  request: Place,
  openAlone: () => Promise<Storage>,
  check: (owner: Address) => Promise<void>,
): Promise<Storage> {
  const start = performance.now();
  let unheld = 0;
  for (;;) {
    const inUse = await openAlone().catch((error: unknown) => {
      if (error instanceof ServerError && error.code === "START_DATA_IN_USE") return error;
      throw error;
    });
    if (!(inUse instanceof ServerError)) return inUse;
    const holders = findHolders(request.dataFolder);
    for (const { process, serving } of holders)
      if (serving !== null) return openBeside(request, { process, serving }, check);
    // In use and held by nobody, again and again: it is the database's own folder that another node holds.
    unheld = holders.length === 0 ? unheld + 1 : 0;
    if (unheld > 3 || performance.now() - start > WAIT_MS) throw inUse;
    await pause(LOOK_AGAIN_MS);
  }
}

async function openBeside(
  { dataFolder, databaseUrl }: Place,
  holder: Holder & { readonly serving: Serving },
  check: (owner: Address) => Promise<void>,
): Promise<Storage> {
  const path = resolve(dataFolder);
  const folder = readHeldFolder(path);
  const { owner, app } = findAddresses(path, holder.serving, databaseUrl);
  const findEnd = (): ServerError | null => (isServing(path, holder) ? null : nodeStopped(path));
  await insistWhileLost(() => check(owner), findEnd);
  const database = announcing(createDatabase(createAppPool(app, POOL_SIZES.beside), findEnd));
  return {
    database,
    dataFolder: folder,
    beside: true,
    announce: () => undefined,
    databasePid: () => null,
    openStatements: () => createStatementPool(app),
    connectOwner: () => connectOwner(owner),
    close: database.close,
  };
}

function findAddresses(
  path: string,
  { socketFolder }: Serving,
  databaseUrl: string | null,
): { readonly owner: Address; readonly app: Address } {
  if ((socketFolder === null) !== (databaseUrl !== null))
    throw new ServerError(
      "START_OPTION_INVALID",
      socketFolder === null
        ? `The node running on ${path} uses the database in its DATABASE_URL, and here none is set. Set the same one.`
        : `The node running on ${path} uses its embedded database, and here DATABASE_URL names another. Leave it unset.`,
    );
  if (socketFolder === null) {
    const address = addressNamed(databaseUrl ?? "");
    return { owner: address, app: address };
  }
  const passwords = findCredentials(path);
  if (passwords === null) throw nodeStopped(path);
  return addressEmbedded(socketFolder, { ownerRole: OWNER_ROLE, passwords });
}

function isServing(path: string, { process: known }: Holder): boolean {
  return findHolders(path).some(({ process, serving }) => serving !== null && isSameProcess(known, process));
}

function findHolders(path: string): readonly Holder[] {
  try {
    return readHolders(resolve(path));
  } catch (error) {
    throw explainFileFault(error, path);
  }
}

function nodeStopped(path: string): ServerError {
  return new ServerError(
    "NODE_STOPPED",
    `The node running on ${path} stopped while this command was working beside it; nothing of the last step was done. Run the command again: it works without a running node too.`,
  );
}
