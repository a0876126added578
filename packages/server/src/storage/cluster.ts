// The embedded database's files: where they live, whose they are, and how they come to be. Everything is under one
// *home*: the data folder itself, or, when a node run by root has its data where the database's user cannot go (under
// /root, say), a folder of its own under /var/lib/entente. The marker of the data folder remembers which.
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ServerError } from "../errors.ts";
import { syncFolder, writeFileSafely } from "./data-folder.ts";
import type { DataFolder } from "./data-folder.ts";
import { canReach, chooseDatabaseUser, findClusterOwner } from "./database-user.ts";
import type { DatabaseUser } from "./database-user.ts";
import { diskFull, explainFileFault } from "./faults.ts";
import { startGuarded } from "./guard.ts";

export interface ClusterPlace {
  readonly dataFolder: DataFolder;
  readonly home: string;
  readonly cluster: string;
  /** Who runs the server; null: this process itself. */
  readonly user: DatabaseUser | null;
}

export interface Credentials {
  readonly owner: string;
  readonly app: string;
}

/** Name of the role that owns the cluster and migrates the schema. */
export const OWNER_ROLE = "entente_owner";
const CREDENTIALS = "database-passwords.json";
const SHARED_HOME = "/var/lib/entente";
const INITDB_ATTEMPTS = 3;
// A socket's path may have 107 bytes on Linux and 103 elsewhere.
const SOCKET_PATH_MAX = 100;

/** Finds or chooses the home of the database and who runs it. Throws coded errors and the file system's own. */
export function placeCluster(dataFolder: DataFolder, note: (line: string) => void): ClusterPlace {
  const known = dataFolder.databaseHome() ?? dataFolder.path;
  const existing = join(known, "cluster");
  if (existsSync(existing)) {
    const user = findClusterOwner(existing);
    openWay(known, user);
    if (!canReach(known, user)) throw outOfReach(user, known);
    return { dataFolder, home: known, cluster: existing, user };
  }
  const user = chooseDatabaseUser();
  const home = dataFolder.databaseHome() ?? chooseHome(dataFolder, user, note);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  openWay(home, user);
  if (home !== known) dataFolder.placeDatabase(home);
  return { dataFolder, home, cluster: join(home, "cluster"), user };
}

function chooseHome(dataFolder: DataFolder, user: DatabaseUser | null, note: (line: string) => void): string {
  if (user === null || canReach(dirname(dataFolder.path), user)) return dataFolder.path;
  const home = join(SHARED_HOME, dataFolder.id);
  mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
  if (!canReach(SHARED_HOME, user)) throw outOfReach(user, SHARED_HOME);
  note(
    `The database must not run as root and "${user.name}" cannot go into ${dataFolder.path}: its files are kept in ${home}.`,
  );
  return home;
}

function outOfReach(user: DatabaseUser | null, folder: string): ServerError {
  return new ServerError(
    "START_DATA_UNWRITABLE",
    `The database runs as ${user?.name ?? "this user"}, which cannot go into ${folder}. Move the data to a folder it can reach (--data DIR), or let it pass through the folders above.`,
  );
}

/** Lets the database's user pass through the home (not list it). Only root's homes need it. */
function openWay(home: string, user: DatabaseUser | null): void {
  if (user !== null && statSync(home).uid === 0) chmodSync(home, 0o711);
}

/** The passwords of the two roles, made once, in a file only this node's user reads. @throws ServerError START_DATABASE_FAILED. */
export function readCredentials(dataFolder: DataFolder): Credentials {
  const present = findCredentials(dataFolder.path);
  if (present !== null) return present;
  const credentials = { owner: createPassword(), app: createPassword() };
  writeFileSafely(join(dataFolder.path, CREDENTIALS), `${JSON.stringify(credentials)}\n`);
  return credentials;
}

/** The same where they are made already, else null. @throws ServerError START_DATABASE_FAILED when the file is damaged. */
export function findCredentials(folder: string): Credentials | null {
  const path = join(folder, CREDENTIALS);
  if (!existsSync(path)) return null;
  const value = parseOrNull(readFileSync(path, "utf8"));
  if (typeof value === "object" && value !== null && "owner" in value && "app" in value) {
    const { owner, app } = value;
    if (typeof owner === "string" && typeof app === "string") return { owner, app };
  }
  throw new ServerError(
    "START_DATABASE_FAILED",
    `${path} is damaged, so the node cannot sign in to its database. Restore that file from a backup.`,
  );
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Makes the cluster where there is none yet: whole or not at all. When somebody kills the making it is begun again, as
 * the finished server would be. @throws ServerError START_DATABASE_FAILED, START_DISK_FULL.
 */
export async function createCluster(place: ClusterPlace, initdb: string, password: string): Promise<void> {
  if (existsSync(place.cluster)) return;
  try {
    for (let attempt = 1; ; attempt += 1) {
      const failure = await attemptCluster(place, initdb, password);
      if (failure === null) return;
      if (!failure.killed || attempt === INITDB_ATTEMPTS) throw explainInitdb(place, failure.output);
    }
  } catch (error) {
    throw explainFileFault(error, place.home);
  }
}

async function attemptCluster(
  place: ClusterPlace,
  initdb: string,
  password: string,
): Promise<InitdbFailure | null> {
  const passwordFile = join(place.home, "initdb-password");
  rmSync(passwordFile, { force: true });
  for (const name of readdirSync(place.home))
    if (name.startsWith("cluster.new")) remove(join(place.home, name));
  // A name of its own: an earlier attempt that was cut off may still be cleaning up behind itself.
  const draft = mkdtempSync(`${place.cluster}.new-`);
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    give(draft, place.user);
    give(passwordFile, place.user);
    const options = [
      ["-D", draft, "-U", OWNER_ROLE, `--pwfile=${passwordFile}`],
      ["--auth-local=scram-sha-256", "--auth-host=scram-sha-256", "--data-checksums"],
      ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
      ["--no-instructions"],
    ].flat();
    const failure = await runInitdb(initdb, options, place.user);
    if (failure !== null) return failure;
    renameSync(draft, place.cluster);
    syncFolder(place.home);
    return null;
  } finally {
    rmSync(passwordFile, { force: true });
    remove(draft);
  }
}

function explainInitdb(place: ClusterPlace, output: string): ServerError {
  if (output.includes("No space left on device")) return diskFull(place.home, new Error(output));
  const reason = output.split("\n").findLast((line) => line.includes("error:")) ?? output.slice(-200);
  return new ServerError(
    "START_DATABASE_FAILED",
    `The embedded database could not be created: ${reason.replace(/^.*error:\s*/, "").trim() || "initdb ended without saying why"}`,
    { cause: new Error(output) },
  );
}

/** A private folder for the server's socket, with a path short enough for one; emptied of an earlier run's remains. */
export function createSocketFolder(place: ClusterPlace): string {
  const near = join(place.home, "socket");
  const short = Buffer.byteLength(join(near, ".s.PGSQL.5432.lock")) <= SOCKET_PATH_MAX;
  if (short) {
    rmSync(near, { recursive: true, force: true });
    mkdirSync(near, { mode: 0o700 });
  }
  const folder = short ? near : mkdtempSync(join(shortTemporaryFolder(), "entente-"));
  give(folder, place.user);
  return folder;
}

function shortTemporaryFolder(): string {
  const folder = tmpdir();
  return Buffer.byteLength(folder) < 60 ? folder : "/tmp";
}

interface InitdbFailure {
  /** What it said. */
  readonly output: string;
  /** Whether it, its guard or a server it started was killed, rather than failing by itself. */
  readonly killed: boolean;
}

/** Resolves to null when it went well. */
function runInitdb(
  program: string,
  args: readonly string[],
  user: DatabaseUser | null,
): Promise<InitdbFailure | null> {
  return new Promise((resolve) => {
    const guard = startGuarded({ program, args, user, output: "pipe", env: { TZ: "UTC" } });
    let output = "";
    guard.stdout.resume();
    guard.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
    guard.once("error", (error) => resolve({ output: error.message, killed: false }));
    guard.once("close", (code) => {
      const killed =
        code === null || code > 128 || /exit code (1[3-9]\d)|terminated by signal|Killed/.test(output);
      resolve(code === 0 ? null : { output, killed });
    });
  });
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function give(path: string, user: DatabaseUser | null): void {
  if (user !== null) chownSync(path, user.uid, user.gid);
}

function createPassword(): string {
  return randomBytes(32).toString("base64url");
}
