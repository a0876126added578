// Who runs the embedded database. PostgreSQL refuses to run as root, and rightly; a node started by root gives it to an
// unprivileged user that exists (initdb looks the user up), and asks the system itself what that user can reach.
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { ServerError } from "../errors.ts";

export interface DatabaseUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const PREFERRED = ["entente", "nobody"];

/** The user for a new database; null when this process is not root and runs it itself. @throws ServerError START_DATABASE_FAILED. */
export function chooseDatabaseUser(): DatabaseUser | null {
  if (process.getuid?.() !== 0) return null;
  const users = readUsers();
  for (const name of PREFERRED) {
    const user = users.find((candidate) => candidate.name === name && candidate.uid !== 0);
    if (user !== undefined) return user;
  }
  throw new ServerError(
    "START_DATABASE_FAILED",
    'The database must not run as root, and this machine has neither a user "entente" nor "nobody". Create one (useradd --system entente), or start as an ordinary user.',
  );
}

/** The user an existing cluster belongs to; null when that is this process itself. @throws ServerError START_DATA_UNWRITABLE. */
export function findClusterOwner(cluster: string): DatabaseUser | null {
  const { uid, gid } = statSync(cluster);
  const self = process.getuid?.() ?? uid;
  if (uid === self && self !== 0) return null;
  const name = readUsers().find((user) => user.uid === uid)?.name ?? String(uid);
  if (self === 0 && uid !== 0) return { name, uid, gid };
  throw new ServerError(
    "START_DATA_UNWRITABLE",
    `The database in ${cluster} belongs to ${name}. Start as that user or as root, or choose another folder with --data DIR.`,
  );
}

/** Whether that user (null: this process) can go into a folder. */
export function canReach(folder: string, user: DatabaseUser | null): boolean {
  return tryAs(user, "/bin/sh", ["-c", 'cd "$1" && [ -x . ]', "sh", folder]);
}

/** Whether that user (null: this process) can run a program to its end. */
export function tryAs(user: DatabaseUser | null, program: string, args: readonly string[]): boolean {
  const result = spawnSync(program, args, {
    ...identityOf(user),
    cwd: "/",
    stdio: "ignore",
    timeout: 30_000,
  });
  return result.error === undefined && result.status === 0;
}

/** For `spawn`: run as that user. */
export function identityOf(user: DatabaseUser | null): { uid?: number; gid?: number } {
  return user === null ? {} : { uid: user.uid, gid: user.gid };
}

function readUsers(): DatabaseUser[] {
  let text = "";
  try {
    text = readFileSync("/etc/passwd", "utf8");
  } catch {
    // No list of users, so no user to choose from.
  }
  return text.split("\n").flatMap((line) => {
    const [name = "", , uid = "", gid = ""] = line.split(":");
    // Some systems write nobody as -2.
    return /^-?\d+$/.test(uid) && /^-?\d+$/.test(gid)
      ? [{ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }]
      : [];
  });
}
