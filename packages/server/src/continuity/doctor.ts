// What an administrator would look at, looked at: the data folder, the disk, the database and how it is set, the schema, keys,
// the ledger, witnesses, backups. Every line says what is so and, where something is to be done, what. It changes nothing.
import { readdirSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { epochMilliseconds } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import { findPolicy, listAddresses, readHead, requireOwnLedger } from "../ledger/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import type { Database, Storage } from "../storage/index.ts";
import { findLastBackup } from "./last-backup.ts";
import { examineDatabase } from "./health/store.ts";
import type { DatabaseHealth } from "./health/store.ts";
import { findUnconfirmedEpoch } from "./store.ts";

export interface Remark {
  readonly state: "good" | "look" | "bad";
  readonly what: string;
  /** What to do; null where there is nothing to do. */
  readonly remedy: string | null;
}

export interface Patient {
  readonly folder: string;
  readonly databaseHome: string | null;
  readonly embedded: boolean;
  readonly database: Database;
  readonly ledger: LedgerSigner;
  readonly connectOwner: Storage["connectOwner"];
  readonly migrations: string;
}

const LITTLE_BYTES = 200 * 2 ** 20;
const SOME_BYTES = 2 * 2 ** 30;
const DAY_MS = 86_400_000;
const CLOCK_MS = 2_000;

/** Every remark, those on what everything else rests on first. @throws ServerError DATABASE_*. */
export async function examineNode(patient: Patient, at: Instant): Promise<readonly Remark[]> {
  const owner = await patient.connectOwner();
  let health: DatabaseHealth;
  try {
    health = await examineDatabase(owner, patient.migrations);
  } finally {
    await owner.end();
  }
  const behind = health.missing.length > 0 || health.unknown.length > 0;
  return [
    ...examineFolder(patient),
    ...judgeDatabase(health, patient.embedded, at),
    // Of a schema that is not this program's, nothing more can be asked.
    ...(behind ? [] : await examineLedger(patient)),
    ...examineBackups(patient.folder, at),
  ];
}

function examineFolder({ folder, databaseHome }: Patient): Remark[] {
  const remarks: Remark[] = [];
  for (const place of new Set([folder, databaseHome ?? folder])) {
    const { bavail, bsize } = statfsSync(place);
    const free = bavail * bsize;
    const say = `${Math.round(free / 2 ** 20)} MB free on the disk of ${place}`;
    if (free < LITTLE_BYTES)
      remarks.push(bad(say, "Free space at once: without it nothing more can be written."));
    else if (free < SOME_BYTES)
      remarks.push(look(say, "Free space, or move the node to a larger disk, before it is full."));
    else remarks.push(good(say));
  }
  const open = listOpenSecrets(folder);
  remarks.push(
    open.length === 0
      ? good("keys and passwords are readable by the node's user alone")
      : bad(
          `others may read ${open.join(", ")}`,
          `Run: chmod 600 ${open.map((path) => join(folder, path)).join(" ")}`,
        ),
  );
  return remarks;
}

function listOpenSecrets(folder: string): readonly string[] {
  return ["keys", "database-passwords.json"]
    .flatMap((entry) => listBelow(folder, entry))
    .filter((path) => (statSync(join(folder, path)).mode & 0o077) !== 0);
}

/** The files at or below an entry of a folder; none where it is not there. */
function listBelow(folder: string, entry: string): readonly string[] {
  const found = statSync(join(folder, entry), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [entry];
  return readdirSync(join(folder, entry)).flatMap((name) => listBelow(folder, `${entry}/${name}`));
}

function judgeDatabase(health: DatabaseHealth, embedded: boolean, at: Instant): Remark[] {
  const { version, settings, checksumFailures, missing, unknown, applied, now, oldestSeconds } = health;
  const whose = embedded
    ? "report this: a node sets it itself"
    : "have the database's administrator set it on";
  const remarks = [good(`PostgreSQL ${version} answers`)];
  for (const name of ["fsync", "full_page_writes", "synchronous_commit"]) {
    const value = settings[name] ?? "unknown";
    remarks.push(
      value === "off" || value === "unknown"
        ? bad(
            `${name} is ${value}: what is acknowledged may be lost with the power`,
            `Stop the node and ${whose}.`,
          )
        : good(`${name} is ${value}`),
    );
  }
  remarks.push(
    settings["data_checksums"] === "on"
      ? checksumFailures > 0
        ? bad(
            `${checksumFailures} pages of the database did not have their checksum`,
            "The disk gave back something else than was written. Stop the node, keep a copy, restore to another disk.",
          )
        : good("pages have checksums, and none was wrong")
      : look(
          "pages have no checksums",
          "A changed bit may be read as it is. Have them enabled with pg_checksums.",
        ),
  );
  if (unknown.length > 0)
    remarks.push(
      bad(
        `another program made this database (${unknown.join(", ")})`,
        "Start the version that made it, or a later one.",
      ),
    );
  else if (missing.length > 0)
    remarks.push(
      look(
        `${missing.length} migrations wait (${missing[0] ?? ""} is next)`,
        "Make a backup, then run: entente migrate apply",
      ),
    );
  else remarks.push(good(`the schema is this program's, ${applied} migrations`));
  const apart = Math.abs(epochMilliseconds(now) - epochMilliseconds(at));
  remarks.push(
    apart > CLOCK_MS
      ? bad(
          `the database's clock is ${Math.round(apart / 1000)} s from this machine's`,
          "Set both by the same time source: T-0 goes by them.",
        )
      : good("the clocks of node and database agree"),
  );
  if (oldestSeconds > 3600)
    remarks.push(
      look(
        `a transaction has been open for ${Math.round(oldestSeconds / 60)} minutes`,
        "Find out what holds it: it keeps the database from clearing up.",
      ),
    );
  return remarks;
}

async function examineLedger({ database, ledger, folder }: Patient): Promise<Remark[]> {
  const remarks: Remark[] = [];
  try {
    const { head, epoch } = await database.read(async (reader) => {
      await requireOwnLedger(reader, ledger);
      return { head: await readHead(reader), epoch: await findUnconfirmedEpoch(reader) };
    });
    remarks.push(
      good(
        head === null
          ? "nothing was committed to the ledger yet"
          : `the ledger of ${head.size} leaves is signed with this node's key`,
      ),
    );
    if (epoch !== null)
      remarks.push(
        bad(
          `restored from a backup of ${epoch.backupMadeAt} and not confirmed`,
          "Run: entente restore rights, then entente restore confirm",
        ),
      );
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    remarks.push(bad(`the ledger: ${error.code}`, error.message));
  }
  const policy = await findPolicy(folder);
  const witnesses = policy === null ? [] : listAddresses(policy.policy);
  remarks.push(
    witnesses.length === 0
      ? look(
          "no witness is asked to cosign the ledger",
          "Agree with an ally on one: entente ledger policy --set FILE",
        )
      : good(`${witnesses.length} witnesses are asked`),
  );
  return remarks;
}

function examineBackups(folder: string, at: Instant): readonly Remark[] {
  const last = findLastBackup(folder);
  const withKeys = "Run: entente backup --out FILE --keys FILE";
  if (last === null) return [look("no backup was made from here", withKeys)];
  const days = (epochMilliseconds(at) - epochMilliseconds(last.madeAt)) / DAY_MS;
  const kept = new Set(last.keys);
  // A lead gets its keys when its first case is opened, which may be long after the keys were backed up.
  const fresh = listBelow(folder, "keys").filter((path) => !kept.has(path) && !path.endsWith(".new"));
  return [
    days > 1
      ? look(`the last backup is ${Math.floor(days)} days old`, "Run: entente backup --out FILE")
      : good(`the last backup is of ${last.madeAt}`),
    fresh.length === 0
      ? good("every key is in a backup")
      : look(`in no backup of the keys: ${fresh.join(", ")}`, withKeys),
  ];
}

function good(what: string): Remark {
  return { state: "good", what, remedy: null };
}

function look(what: string, remedy: string): Remark {
  return { state: "look", what, remedy };
}

function bad(what: string, remedy: string): Remark {
  return { state: "bad", what, remedy };
}
