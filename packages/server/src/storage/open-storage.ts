// Opens everything a node remembers with: its data folder, a database (embedded, or the one named), and the schema.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ServerError } from "../errors.ts";
import type pg from "pg";
import {
  APP_ROLE,
  connectOwner,
  createAppPool,
  createStatementPool,
  POOL_SIZES,
  SCHEMA,
} from "./connections.ts";
import { announcing } from "./announcing.ts";
import type { Address, StatementPool } from "./connections.ts";
import { openDataFolder, openRealFolder, openRealFolderAs, openRestoredFolder } from "./data-folder.ts";
import type { DataFolder, NodeIdentity, RealWish } from "./data-folder.ts";
import { createDatabase, insistWhileLost } from "./database.ts";
import type { Database } from "./database.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";
import type { EmbeddedPostgres } from "./embedded-postgres.ts";
import { migrate, migrateAsFar } from "./migrate.ts";
import type { Applied } from "./migrate.ts";
import { addressNamed } from "./named-database.ts";
import { createAppLogin, readServerVersion, takeAppRole } from "./roles.ts";

export interface StorageRequest {
  /** Path of the data folder; created where there is none. */
  readonly dataFolder: string;
  /** An existing PostgreSQL 15 or newer, or null for the embedded one. */
  readonly databaseUrl: string | null;
  /** The folder of numbered SQL files: `migrationsFolder` except in tests. */
  readonly migrations: string;
  /** A sentence for the person at the terminal. */
  readonly note: (line: string) => void;
}

export interface Storage {
  readonly database: Database;
  readonly dataFolder: Pick<DataFolder, "path" | "id" | "nature" | "databaseHome">;
  /** True for a command that works beside the node that is running on the folder. */
  readonly beside: boolean;
  /** Lets commands work beside this one from now on. Does nothing beside another. */
  readonly announce: () => void;
  /** The embedded server's process now; null with a DATABASE_URL. */
  readonly databasePid: () => number | null;
  /** Connections for the library of the queue. The caller closes them. */
  readonly openStatements: () => StatementPool;
  /** A connection as the owner of the schema, for the tools that look at the catalogue. The caller ends it. */
  readonly connectOwner: () => Promise<pg.Client>;
  /** Lets everything go: connections, server, folder. Does nothing the second time. */
  readonly close: () => Promise<void>;
}

/** A server of our own comes back for as long as we live; a named one for as long as patience lasts. */
export const findNoEnd = (): null => null;

/** The program's own migrations. */
export const migrationsFolder = join(import.meta.dirname, "migrations");

interface Server {
  /** Null for a named database. */
  readonly socketFolder: string | null;
  readonly owner: Address;
  readonly app: Address;
  readonly pid: () => number | null;
  readonly stop: () => Promise<void>;
}

/**
 * @throws ServerError START_DATA_* , START_DISK_FULL, START_DATABASE_FAILED, DATABASE_UNREACHABLE, DATABASE_TOO_OLD,
 * DATABASE_ROLE_UNFIT, SCHEMA_NEWER, SCHEMA_CHANGED; nothing stays running or locked then.
 */
export async function openStorage(request: StorageRequest): Promise<Storage> {
  const dataFolder = openKnown(request);
  return openWith(request, dataFolder, (owner) => prepareSchema(owner, request.migrations));
}

export interface RealStorageRequest extends StorageRequest {
  readonly wish: RealWish;
  /** Name of this process among several on one database; null: the only one. */
  readonly process: string | null;
}

/**
 * The storage of a real node. Several processes open it one after the other, and the first brings the schema up to date.
 * @throws ServerError as {@link openStorage}; START_DATA_OTHER_KIND, START_OPTION_INVALID.
 */
export async function openRealStorage(request: RealStorageRequest): Promise<Storage> {
  const { wish, process } = request;
  const opened =
    process === null
      ? openRealFolder(request.dataFolder, wish)
      : await openRealFolderAs(request.dataFolder, wish, process);
  const first = wish.host !== null && wish.ledger !== null;
  const dataFolder = requireDatabase(opened, { databaseUrl: request.databaseUrl, first });
  return openWith(request, dataFolder, (owner) => prepareSchema(owner, request.migrations));
}

/** A node's storage while it is being restored. */
export interface RestoredStorage extends Storage {
  /** Says that everything is in; until then nothing opens the folder. */
  readonly finishRestore: () => void;
}

export interface RestoreStorageRequest extends StorageRequest {
  readonly identity: NodeIdentity;
  /** What was applied to the database the backup was made of. */
  readonly schema: readonly Applied[];
  readonly load: (owner: pg.Client) => Promise<void>;
}

/**
 * Makes storage for the node of a backup: a new folder, a database without our schema, the schema the backup was made at,
 * what `load` puts in, and then the schema of this program. Cut off or failed, it leaves a folder that only says so.
 * @throws ServerError OUT_NOT_EMPTY, and as {@link openStorage}; what `load` throws.
 */
export async function openStorageForRestore(request: RestoreStorageRequest): Promise<RestoredStorage> {
  const dataFolder = openRestoredFolder(request.dataFolder, request.identity);
  const storage = await openWith(request, dataFolder, async (owner) => {
    const client = await connectOwner(owner);
    try {
      const { rows } = await client.query("SELECT 1 FROM pg_namespace WHERE nspname = $1", [SCHEMA]);
      if (rows.length > 0)
        throw new ServerError(
          "OUT_NOT_EMPTY",
          `The database has a schema ${SCHEMA} already, and a restore writes over nothing. Name an empty database in DATABASE_URL.`,
        );
      await migrateAsFar(client, request.migrations, request.schema);
      await request.load(client);
    } finally {
      await client.end();
    }
    await prepareSchema(owner, request.migrations);
  });
  return { ...storage, finishRestore: dataFolder.finishRestore };
}

/**
 * The same without bringing the schema up to date: for looking at a database as it is, whatever is wrong with it.
 * @throws ServerError as {@link openStorage}, but for SCHEMA_NEWER and SCHEMA_CHANGED.
 */
export async function openStorageAsItIs(request: Omit<StorageRequest, "migrations">): Promise<Storage> {
  return openWith(request, openKnown(request), () => Promise.resolve());
}

/** A data folder as it was begun. */
function openKnown({ dataFolder, databaseUrl }: Omit<StorageRequest, "migrations">): DataFolder {
  const folder = openDataFolder(dataFolder);
  return requireDatabase(folder, { databaseUrl, first: false });
}

/**
 * A real node that was begun on a PostgreSQL somebody named does not get an empty one of its own because the name is
 * missing. @throws ServerError DATABASE_EMPTY, having let go of the folder.
 */
function requireDatabase(
  folder: DataFolder,
  { databaseUrl, first }: { readonly databaseUrl: string | null; readonly first: boolean },
): DataFolder {
  const there = existsSync(join(folder.databaseHome() ?? folder.path, "cluster"));
  if (folder.nature.kind === "exercise" || databaseUrl !== null || there || first) return folder;
  folder.release();
  throw new ServerError(
    "DATABASE_EMPTY",
    `${folder.path} was begun before and holds no database. Name the PostgreSQL it belongs to in DATABASE_URL or --database-url-file, or restore a backup; if the node is to begin there, say who it is again with --host and --ledger.`,
  );
}

async function openWith(
  request: Omit<StorageRequest, "migrations">,
  dataFolder: DataFolder,
  prepareFor: (owner: Address) => Promise<void>,
): Promise<Storage> {
  let server: Server | null = null;
  try {
    const { databaseUrl } = request;
    server =
      databaseUrl === null ? await startOwn(dataFolder, request.note) : await prepareNamed(databaseUrl);
    const { owner: address } = server;
    const prepare = () => prepareFor(address);
    await (databaseUrl === null ? insistWhileLost(prepare, findNoEnd) : prepare());
    const { owner, app, pid, stop, socketFolder } = server;
    const database = announcing(createDatabase(createAppPool(app, POOL_SIZES.node), findNoEnd));
    let closing: Promise<void> | null = null;
    const close = async (): Promise<void> => {
      dataFolder.announce(null);
      await database.close();
      await stop();
      dataFolder.release();
    };
    return {
      database,
      dataFolder,
      beside: false,
      announce: () => dataFolder.announce({ socketFolder }),
      databasePid: pid,
      openStatements: () => createStatementPool(app),
      connectOwner: () => connectOwner(owner),
      close: () => (closing ??= close()),
    };
  } catch (error) {
    await server?.stop();
    dataFolder.release();
    throw error;
  }
}

/** Where the embedded server takes connections of its two roles. */
export function addressEmbedded(
  socketFolder: string,
  { ownerRole, passwords }: Pick<EmbeddedPostgres, "ownerRole" | "passwords">,
): { readonly owner: Address; readonly app: Address } {
  const place = { host: socketFolder, port: 5432, database: SCHEMA };
  return {
    owner: { ...place, user: ownerRole, password: passwords.owner },
    app: { ...place, user: APP_ROLE, password: passwords.app },
  };
}

async function startOwn(dataFolder: DataFolder, note: (line: string) => void): Promise<Server> {
  const embedded = await startEmbeddedPostgres({ dataFolder, note });
  const { socketFolder, passwords, ownerRole } = embedded;
  const { owner, app } = addressEmbedded(socketFolder, { ownerRole, passwords });
  try {
    await insistWhileLost(async () => {
      const client = await connectOwner({ ...owner, database: "postgres" });
      try {
        await createAppLogin(client, passwords.app);
        const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [SCHEMA]);
        if (rowCount === 0) await client.query(`CREATE DATABASE ${SCHEMA}`);
      } finally {
        await client.end();
      }
    }, findNoEnd);
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  return {
    socketFolder,
    owner,
    app,
    pid: embedded.pid,
    stop: embedded.stop,
  };
}

async function prepareNamed(databaseUrl: string): Promise<Server> {
  const address = addressNamed(databaseUrl);
  const client = await connectOwner(address);
  try {
    await readServerVersion(client);
    await takeAppRole(client);
  } finally {
    await client.end();
  }
  return { socketFolder: null, owner: address, app: address, pid: () => null, stop: () => Promise.resolve() };
}

async function prepareSchema(owner: Address, migrations: string): Promise<void> {
  const client = await connectOwner(owner);
  try {
    await migrate(client, migrations);
    await client.query(`GRANT USAGE ON SCHEMA ${SCHEMA} TO ${APP_ROLE}`);
  } finally {
    await client.end();
  }
}
