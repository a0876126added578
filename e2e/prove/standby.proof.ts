// Three machines with PostgreSQL under Patroni, two processes of one real node over them, writers beside: the machine that
// leads is lost with everything on it while they write and while a T-0 comes due. Every write that was acknowledged is
// there afterwards, once; T-0 opened once; the processes go on by themselves.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { epochMilliseconds, instantAt } from "../../packages/core/src/encoding/index.ts";
import { readSeat } from "../../packages/server/src/access/index.ts";
import { inspectNode } from "../../packages/server/src/fsck/index.ts";
import { connectOwner } from "../../packages/server/src/storage/connections.ts";
import { migrationsFolder } from "../../packages/server/src/storage/index.ts";
import { openSession } from "../../packages/server/src/seats/index.ts";
import { placeSeat } from "../../packages/server/src/seats/seats.ts";
import { SESSION_COOKIE } from "../../packages/server/src/sign-in/session-cookie.ts";
import { openRealNode } from "../../packages/server/src/node.ts";
import type { Node } from "../../packages/server/src/node.ts";
import { armTestCase, now, openTestCase } from "../../packages/server/src/t-zero/t-zero.fixture.ts";
import { DEBIAN, NEEDED, startCluster } from "../standby/cluster.ts";
import type { Cluster, Pace } from "../standby/cluster.ts";
import { keepAsking, startProcess, startWriter } from "../standby/crew.ts";
import { findPrograms } from "../standby/packages.ts";
import { ACTION, judgeWrites } from "../standby/writes.ts";
import type { Proof } from "./contract.ts";
import { createRandom } from "./random.ts";

/** Patroni's own terms, halved twice, so that a lost leader is given up in seconds and a proof takes minutes. */
const PACE: Pace = { ttl: 8, loopWait: 1, retryTimeout: 3 };
/** T-0 comes due so long after the leader was lost: while nobody leads. */
const DUE_MS = 2500;

interface Terms {
  readonly cluster: Cluster;
  readonly folder: string;
  readonly report: (text: string) => void;
}

/** A sentence where the programs are not to be had; null where the proof can run. */
export async function whyNot(): Promise<string | null> {
  const found = await findPrograms(DEBIAN, NEEDED);
  return "missing" in found ? found.missing : null;
}

export const proof: Proof = {
  name: "standby",
  claim:
    "A lost leader of the database loses no acknowledged write and no session, opens no T-0 twice, and no process is started again.",
  smallCases: 1,
  defaultCases: 5,
  run: async ({ cases, seed, report }) => {
    const found = await findPrograms(DEBIAN, NEEDED);
    if ("missing" in found) {
      report(`NOT RUN: ${found.missing}. Debian 12's packages are needed: ${DEBIAN.join(", ")}.`);
      return { cases: 0, failures: 0, counterExample: { skipped: found.missing } };
    }
    const folder = mkdtempSync(join(tmpdir(), "entente-standby-"));
    // The database's user passes through.
    chmodSync(folder, 0o711);
    try {
      const cluster = await startCluster(found.programs, folder, PACE);
      try {
        return await loseLeaders({ cluster, folder, report }, cases, createRandom(seed));
      } finally {
        await cluster.close();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};

async function loseLeaders(
  { cluster, folder, report }: Terms,
  cases: number,
  random: ReturnType<typeof createRandom>,
): ReturnType<Proof["run"]> {
  const { databaseUrl: one, judgeUrl } = await cluster.openWay();
  const { databaseUrl: two } = await cluster.openWay();
  const data = join(folder, "node");
  const sessionLimits = { idleSeconds: 900, absoluteSeconds: 28_800 };
  const passphraseFile = join(folder, "passphrase");
  writeFileSync(passphraseFile, "seven quiet herons over the estuary\n", { mode: 0o600 });
  const node = await openRealNode({
    ...{ dataFolder: data, databaseUrl: one, process: "setup", tell: () => undefined, passphraseFile },
    sessionLimits,
    ...{ host: "GBR", ledger: "gov.example/standby", origin: "https://entente.gov.example" },
  });
  const settings = { data, "passphrase-file": passphraseFile, origin: "https://entente.gov.example" };
  const processes = [
    await startProcess("a", { settings, databaseUrl: one }),
    await startProcess("b", { settings, databaseUrl: two }),
  ];
  const cookie = await signIn(node);
  const askers = processes.map(({ address }) => keepAsking(`${address}/api/session`, cookie));
  const home = await openTestCase(node, { slug: "standby", exercise: false, tZero: null, at: now() });
  const variables = { ENTENTE_PASSPHRASE_FILE: passphraseFile };
  const writers = await Promise.all(
    [one, two].map((databaseUrl, index) =>
      startWriter([data, home.id, `w${index}`], { ...variables, DATABASE_URL: databaseUrl }),
    ),
  );
  const faults: unknown[] = [];
  let done = 0;
  try {
    for (; done < cases && faults.length === 0; done += 1) {
      await pause(500 + random() * 1500);
      faults.push(...(await loseOne({ cluster, folder, report }, { node, judgeUrl, round: done })));
      await pause(1000);
    }
    for (const writer of writers) await writer.stop();
    const said = writers.flatMap((writer) => writer.said);
    const verdict = judgeWrites(said, await countWrites(judgeUrl));
    const asked = await Promise.all(askers.map((asker) => asker.stop()));
    report(
      `${done} leaders lost: ${verdict.acknowledged} writes acknowledged, ${verdict.lost.length} lost, ${verdict.twice.length} twice, ${verdict.revived.length} revived; ${verdict.unknown} unknown and ${verdict.refused} refused, all told to the writer; longest without a write ${verdict.stillMs} ms; longest wait for a reader ${asked.map(({ longestMs }) => longestMs).join(" and ")} ms`,
    );
    for (const list of [verdict.lost, verdict.twice, verdict.revived])
      if (list.length > 0) faults.push({ verdict: { ...verdict, lost: verdict.lost.slice(0, 5) } });
    // Everything derived again from everything else: a half of anything would show.
    const { findings } = await inspectNode({
      ...{ ...node, migrations: migrationsFolder },
      progress: () => undefined,
    });
    faults.push(...findings);
    if (verdict.acknowledged === 0) faults.push("nothing was ever acknowledged");
    for (const { answered, refused } of asked)
      if (answered === 0 || refused > 0) faults.push({ session: { answered, refused } });
    for (const { child } of processes)
      if (child.exitCode !== null || child.signalCode !== null) faults.push("a process of the node ended");
  } catch (error) {
    // What the processes said is what a person would look at first.
    for (const { said } of processes) report(said.slice(-5).join("\n"));
    throw error;
  } finally {
    for (const { child } of writers) child.kill("SIGKILL");
    for (const { child, ended } of processes) {
      child.kill("SIGTERM");
      await ended;
    }
    await node.close();
  }
  return { cases: done, failures: faults.length, counterExample: faults[0] ?? null };
}

/** A session of a person on a seat, as a browser carries it: opened once, before any leader is lost. */
async function signIn(node: Node): Promise<string> {
  const { secret } = await node.database.transact(async (tx) => {
    const seat = readSeat("GBR/desk/anna.k");
    const { id } = await placeSeat(tx, { seat, cases: "all", by: "node" });
    const limits = { idleSeconds: 3600, absoluteSeconds: 28_800 };
    return openSession(tx, { person: id, signedInWith: "passkey", limits });
  });
  return `${SESSION_COOKIE}=${secret}`;
}

/** Arms a T-0, loses the leader shortly before it is due, and waits until all is as before. Resolves to what was wrong. */
async function loseOne(
  { cluster, report }: Terms,
  { node, judgeUrl, round }: { readonly node: Node; readonly judgeUrl: string; readonly round: number },
): Promise<readonly unknown[]> {
  const slug = `due-${round}`;
  await openTestCase(node, { slug, exercise: false, tZero: null, at: now() });
  const instant = await armTestCase(node, {
    slug,
    at: now,
    // Long enough to arm it; the leader is lost when it is nearly over.
    instant: () => instantAt(epochMilliseconds(now()) + 9000),
  });
  await pause(Math.max(0, epochMilliseconds(instant) - epochMilliseconds(now()) - DUE_MS));
  const leader = (await cluster.findLeader()) ?? "one";
  const lostAt = performance.now();
  await cluster.lose(leader);
  await insist("a new leader", async () => {
    const next = await cluster.findLeader();
    return next !== null && next !== leader;
  });
  const ledMs = Math.round(performance.now() - lostAt);
  await insist("T-0 to open", async () => (await countOpenings(judgeUrl, slug)).openings > 0);
  const openMs = Math.round(performance.now() - lostAt);
  await cluster.bringBack(leader);
  await cluster.waitFor(2);
  const { openings, leaves } = await countOpenings(judgeUrl, slug);
  report(
    `${leader} lost: another led after ${ledMs} ms, T-0 opened after ${openMs} ms, ${leader} followed after ${Math.round(performance.now() - lostAt)} ms`,
  );
  return openings === 1 && leaves === 1 ? [] : [{ slug, openings, leaves }];
}

/** As the superuser, whom row security does not bind: a judge that shares nothing with the node's own reading. */
async function ask<Row extends Record<string, string>>(
  judgeUrl: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const client = await connectOwner({ connectionString: judgeUrl });
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

async function countWrites(judgeUrl: string): Promise<ReadonlyMap<string, number>> {
  const rows = await ask<{ subject: string; times: string }>(
    judgeUrl,
    "SELECT subject, count(*) AS times FROM entente.journal WHERE action = $1 GROUP BY subject",
    [ACTION],
  );
  return new Map(rows.map(({ subject, times }) => [subject, Number(times)]));
}

async function countOpenings(
  judgeUrl: string,
  slug: string,
): Promise<{ readonly openings: number; readonly leaves: number }> {
  const rows = await ask<{ openings: string; leaves: string }>(
    judgeUrl,
    `SELECT
      (SELECT count(*) FROM entente.journal j WHERE j.case_id = c.id AND j.action = 't-zero.open') AS openings,
      (SELECT count(*) FROM entente.commitment m WHERE m.case_id = c.id AND m.kind = 'opening') AS leaves
    FROM entente.case_file c WHERE c.slug = $1`,
    [slug],
  ).catch(() => []);
  const [row] = rows;
  return { openings: Number(row?.openings ?? 0), leaves: Number(row?.leaves ?? 0) };
}

async function insist(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const start = performance.now();
  while (!(await isSo())) {
    if (performance.now() - start > 60_000) throw new Error(`no sign of ${what} within 60 s`);
    await pause(100);
  }
}
