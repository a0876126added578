// Restores, as drills: a node is backed up while writers write, its machine is lost, and another comes to be out of the backup
// in an empty folder. Everything acknowledged before the backup began must be there, every row and the ledger's root as the
// backup has them; rights must not come back; and the node must not go on below what somebody saw of its ledger.
import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { readInstant } from "@entente/core/encoding";
import {
  confirmRestore,
  digestTable,
  listRestoredRights,
  listTables,
  makeBackup,
  restoreBackup,
} from "../../packages/server/src/continuity/index.ts";
import { describeFailure } from "../../packages/server/src/cli/failure.ts";
import { inspectNode } from "../../packages/server/src/fsck/index.ts";
import { readHead } from "../../packages/server/src/ledger/index.ts";
import { openExerciseNode, openNodeAsItIs, openTendedNode } from "../../packages/server/src/node.ts";
import { migrationsFolder, openStorageBesideAsItIs } from "../../packages/server/src/storage/index.ts";
import type { Storage } from "../../packages/server/src/storage/index.ts";
import type { Proof } from "./contract.ts";
import { createRandom } from "./random.ts";
import { drillRealNode } from "./restore-real.ts";
import { createCrew, judge, PLAIN_LAUNCH, startWritingNode } from "./writing-crew.ts";

const quiet = { note: () => undefined, progress: () => undefined };
const now = () => readInstant(new Date().toISOString());

export const proof: Proof = {
  name: "restore",
  claim: "What was backed up while it was written to comes back whole, and no right with it.",
  smallCases: 3,
  defaultCases: 21,
  run: async ({ cases, seed, report }) => {
    const random = createRandom(seed);
    const folder = await mkdtemp(join(tmpdir(), "entente-restore-"));
    await chmod(folder, 0o711);
    const faults: unknown[] = [];
    try {
      for (let drill = 0; drill < cases; drill += 1) {
        const home = join(folder, `drill-${drill}`);
        const found = await runKind(drill, home, random).catch((error: unknown) => [String(error)]);
        faults.push(...found.map((fault) => ({ drill, fault })));
        report(
          `${drill + 1}/${cases}  ${KINDS[drill % KINDS.length] ?? ""}: ${found.length === 0 ? "whole" : JSON.stringify(found)}`,
        );
        await rm(home, { recursive: true, force: true });
      }
      return { cases, failures: faults.length, counterExample: faults[0] ?? null };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** What is lost and comes back, in turn. */
const KINDS = ["a node under writes", "a real node", "a real node on another's database"] as const;

function runKind(drill: number, home: string, random: () => number): Promise<readonly string[]> {
  const kind = drill % KINDS.length;
  return kind === 0 ? runDrill(home, random) : drillRealNode(home, { external: kind === 2, random });
}

/** One drill; what was wrong in it. */
async function runDrill(home: string, random: () => number): Promise<readonly string[]> {
  const faults: string[] = [];
  const expect = (what: string, found: unknown, right: unknown): void => {
    if (JSON.stringify(found) !== JSON.stringify(right))
      faults.push(`${what}: ${JSON.stringify(found)} in place of ${JSON.stringify(right)}`);
  };
  const lost = join(home, "lost-machine");
  const identity = await generateIdentity();
  const archives = { backup: join(home, "node.backup"), keys: join(home, "keys.backup") };
  await mkdir(home, { mode: 0o711 });

  // A node with a person, a session and two seats, written to by many.
  const opened = await startWritingNode(lost, PLAIN_LAUNCH).opened;
  if (opened === null || !("pid" in opened)) return [`no node: ${JSON.stringify(opened)}`];
  await withOwner(lost, (owner) => owner.query(PEOPLE));
  const crew = createCrew();
  const stop = new AbortController();
  const writing = crew.write(opened, stop.signal);
  await pause(200 + random() * 400);
  const before = {
    questions: new Set(crew.acknowledged.questions),
    pledges: new Set(crew.acknowledged.pledges),
  };
  const made = await withStorage(lost, async (storage) =>
    makeBackup({
      ...{ storage, migrations: migrationsFolder, at: now(), progress: quiet.progress },
      ...{ out: archives.backup, keysOut: archives.keys },
      recipients: [await identityToRecipient(identity)],
    }),
  );
  await pause(100);
  stop.abort();
  await writing;
  opened.child.stdin?.end();
  await opened.ended;
  const newest = await readNewest(lost);
  const rowsLost = await digestAll(lost);

  // The machine is gone; nothing of it is looked at from here on.
  await rename(lost, join(home, "gone"));
  const target = join(home, "new-machine");
  const request = {
    ...archives,
    ...{ dataFolder: target, databaseUrl: null, migrations: migrationsFolder, at: now(), ...quiet },
  };
  expect("without its key", await codeOf(restoreBackup({ ...request, identities: [] })), "BACKUP_SEALED");
  const restored = await restoreBackup({ ...request, identities: [identity] });
  expect("ledger", restored.ledger, made.ledger);
  expect("rows", restored.rows, made.rows);
  const { lost: missing, halves } = await judge(target, before);
  expect("acknowledged before the backup and missing", missing, []);
  expect("halves", halves, []);
  const findings = await withNode(target, async (node) => {
    const looked = await inspectNode({ ...node, migrations: migrationsFolder, progress: () => undefined });
    return looked.findings;
  });
  expect("findings", findings, []);

  // No right comes back, and nobody is served before it is confirmed.
  expect("sessions that stand", await count(target, "session WHERE ended_at IS NULL"), 0);
  expect("a start before the confirmation", await codeOf(openAndClose(target)), "RESTORE_UNCONFIRMED");
  expect("nobody asked", await codeOf(confirm(target, null, null)), "REQUEST_INVALID");
  if (newest.size > made.ledger.size)
    expect("below what was seen", await codeOf(confirm(target, newest.note, null)), "LEDGER_ROLLED_BACK");
  const own = await readNewest(target);
  expect("without the rights", await codeOf(confirm(target, own.note, null)), "REQUEST_INVALID");
  const rights = await withRestored(target, listRestoredRights);
  const kept = rights
    .split("\n")
    .filter((line) => !line.includes("revoked.since"))
    .join("\n");
  await confirm(target, own.note, kept);
  expect("seats that stand", await count(target, "seat_grant WHERE withdrawn_at IS NULL"), 1);
  await openAndClose(target);

  // A backup of the new machine, made in quiet, has every row of the tables nothing was ended in.
  const rowsNew = await digestAll(target);
  const ended = new Set(["session", "seat_grant", "epoch", "node_journal"]);
  const quietDrill = newest.size === made.ledger.size;
  if (quietDrill)
    for (const [table, digest] of rowsLost)
      if (!ended.has(table)) expect(`rows of ${table}`, rowsNew.get(table), digest);

  // One changed bit in a backup, and nothing of it is taken.
  const bytes = readFileSync(archives.backup);
  const at = 200 + Math.floor(random() * (bytes.length - 200));
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  const changed = join(home, "changed.backup");
  writeFileSync(changed, bytes);
  const refusal = await codeOf(
    restoreBackup({
      ...{ ...request, backup: changed, identities: [identity] },
      dataFolder: join(home, "from-changed"),
    }),
  );
  // Changed where it says who may open it, it can be opened by nobody.
  expect("a changed backup is refused", ["BACKUP_DAMAGED", "BACKUP_SEALED"].includes(refusal ?? ""), true);
  return faults;
}

const PERSONS = [
  [randomUUID(), randomUUID(), "stays.on"],
  [randomUUID(), randomUUID(), "revoked.since"],
] as const;
const PEOPLE = PERSONS.map(
  ([person, grant, name]) => `
  INSERT INTO entente.person (id, member, name, made_by) VALUES ('${person}', 'GBR', '${name}', 'node');
  INSERT INTO entente.seat_grant (id, person_id, member, name, role, granted_by)
    VALUES ('${grant}', '${person}', 'GBR', '${name}', 'auditor', 'node');
  INSERT INTO entente.session (id, secret_hash, person_id, member, grant_id, signed_in_with, idle_seconds, expires_at)
    VALUES (gen_random_uuid(), '${name}', '${person}', 'GBR', '${grant}', 'passkey', 900, now() + interval '1 day');`,
).join("");

async function withStorage<T>(dataFolder: string, work: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await openStorageBesideAsItIs({ dataFolder, databaseUrl: null, note: quiet.note });
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

type Owner = Awaited<ReturnType<Storage["connectOwner"]>>;

function withOwner<T>(dataFolder: string, work: (owner: Owner) => Promise<T>): Promise<T> {
  return withStorage(dataFolder, async (storage) => {
    const owner = await storage.connectOwner();
    try {
      return await work(owner);
    } finally {
      await owner.end();
    }
  });
}

const count = (dataFolder: string, what: string): Promise<number> =>
  withOwner(dataFolder, async (owner) => {
    const { rows } = await owner.query<{ count: number }>(`SELECT count(*) FROM entente.${what}`);
    return Number(rows[0]?.count);
  });

const digestAll = (dataFolder: string): Promise<ReadonlyMap<string, string>> =>
  withOwner(dataFolder, async (owner) => {
    const digests = new Map<string, string>();
    for (const table of await listTables(owner))
      digests.set(table.name, (await digestTable(owner, table)).sha256);
    return digests;
  });

async function withNode<T>(
  dataFolder: string,
  work: (node: Awaited<ReturnType<typeof openNodeAsItIs>>) => Promise<T>,
): Promise<T> {
  const node = await openNodeAsItIs({ dataFolder, databaseUrl: null, tell: quiet.note });
  try {
    return await work(node);
  } finally {
    await node.close();
  }
}

async function withRestored<T>(
  dataFolder: string,
  work: (node: Awaited<ReturnType<typeof openTendedNode>>) => Promise<T>,
): Promise<T> {
  const node = await openTendedNode({ dataFolder, databaseUrl: null, tell: quiet.note });
  try {
    return await work(node);
  } finally {
    await node.close();
  }
}

const confirm = (dataFolder: string, note: string | null, rights: string | null): Promise<unknown> =>
  withRestored(dataFolder, (node) =>
    confirmRestore(node, {
      brought: note === null ? { kind: "nothing" } : { kind: "checkpoint", note },
      ...{ rights, at: now() },
    }),
  );

async function openAndClose(dataFolder: string): Promise<void> {
  const node = await openExerciseNode({ dataFolder, databaseUrl: null, tell: quiet.note });
  await node.close();
}

async function readNewest(dataFolder: string): Promise<{ readonly size: number; readonly note: string }> {
  const head = await withNode(dataFolder, (node) => node.database.read(readHead));
  if (head === null) throw new Error("nothing was signed");
  return head;
}

const codeOf = (work: Promise<unknown>): Promise<string | null> =>
  work.then(
    () => null,
    (error: unknown) => describeFailure(error).code,
  );
