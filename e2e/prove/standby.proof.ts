// Three machines with PostgreSQL under Patroni, two processes of one real node over them, desks that write to both over HTTP and
// boards that listen to both: the machine that leads is lost with everything on it while they write and while a T-0 comes due.
// Every write that was acknowledged is there afterwards, once, with its row of the journal; T-0 opened once, and every board was
// told; the processes go on by themselves.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { epochMilliseconds, instantAt, readInstant } from "../../packages/core/src/encoding/index.ts";
import { readSeat } from "../../packages/server/src/access/index.ts";
import { deliverApproaches, openApproaches } from "../../packages/server/src/approaches/index.ts";
import { communityOf } from "../../packages/server/src/cases/index.ts";
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
import { watchBoard } from "../standby/board.ts";
import type { Board } from "../standby/board.ts";
import { keepAsking, startProcess } from "../standby/crew.ts";
import { findPrograms } from "../standby/packages.ts";
import { ask, makeKey, startWriter } from "../standby/writer.ts";
import type { Way } from "../standby/writer.ts";
import { judgeWrites } from "../standby/writes.ts";
import type { Proof } from "./contract.ts";
import { createRandom } from "./random.ts";

/** Patroni's own terms, halved twice, so that a lost leader is given up in seconds and a proof takes minutes. */
const PACE: Pace = { ttl: 8, loopWait: 1, retryTimeout: 3 };
/** T-0 comes due so long after the leader was lost: while nobody leads. */
const DUE_MS = 2500;
/** Desks that write, half of them to each process. */
const WRITERS = 8;
/** Within two beats a board has been told, whatever was lost on the way. */
const TOLD_MS = 30_000;
const WRITTEN = "standby";
const QUIET = "quiet";

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
    "A lost leader of the database loses no acknowledged write and no session, opens no T-0 twice, leaves no board behind, and no process is started again.",
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
  const addresses = processes.map(({ address }) => address);
  const cookie = await signIn(node, "GBR/desk/anna.k");
  const askers = processes.map(({ address }) => keepAsking(`${address}/api/session`, cookie));
  for (const slug of [WRITTEN, QUIET]) await bringToEstonia(node, slug);
  const boards = addresses.map((address) => watchBoard(address, cookie));
  const probe = { address: addresses[0] ?? "", slug: QUIET, cookie: await signIn(node, "EST/desk/probe") };
  const writers = await Promise.all(
    Array.from({ length: WRITERS }, async (_, index) => {
      const own = await signIn(node, `EST/desk/w${index}`);
      const way = { address: addresses[index % 2] ?? "", slug: WRITTEN, cookie: own };
      return startWriter(way, { name: `w${index}`, insists: index % 4 < 2 });
    }),
  );
  const faults: unknown[] = [];
  let done = 0;
  try {
    for (; done < cases && faults.length === 0; done += 1) {
      await pause(500 + random() * 1500);
      faults.push(
        ...(await loseOne(
          { cluster, folder, report },
          { node, judgeUrl, round: done, another: cases > 1, boards, probe },
        )),
      );
      await pause(1000);
    }
    await Promise.all(writers.map((writer) => writer.stop()));
    const said = writers.flatMap((writer) => writer.said);
    const verdict = judgeWrites(said, await countWrites(judgeUrl));
    const asked = await Promise.all(askers.map((asker) => asker.stop()));
    report(
      `${done} leaders lost: ${verdict.acknowledged} writes acknowledged, ${verdict.lost.length} lost, ${verdict.twice.length} twice, ${verdict.revived.length} revived; ${verdict.unknown} unknown and ${verdict.refused} refused, all told to the writer; ${writers.reduce((sum, { again }) => sum + again(), 0)} sent again with their key; longest without a write ${verdict.stillMs} ms; longest wait for a reader ${asked.map(({ longestMs }) => longestMs).join(" and ")} ms`,
    );
    const halves = await countHalves(judgeUrl);
    if (halves !== 0) faults.push({ halves });
    for (const board of boards) if (board.refused() > 0) faults.push({ board: board.refused() });
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
    await Promise.all([...boards, ...writers].map(({ stop }) => stop()));
    for (const { child, ended } of processes) {
      child.kill("SIGTERM");
      await ended;
    }
    await node.close();
  }
  return { cases: done, failures: faults.length, counterExample: faults[0] ?? null };
}

/** Opens a real case and goes to Estonia with it. */
async function bringToEstonia(node: Node, slug: string): Promise<void> {
  const of = await openTestCase(node, { slug, exercise: false, tZero: null, at: now() });
  await node.database.transact(async (tx) => {
    const desk = { of, seat: readSeat("GBR/desk"), at: now() };
    const answerBy = readInstant("2099-01-01T00:00:00Z");
    await openApproaches(tx, desk, {
      ...{ members: ["EST"], documents: [], ask: "Act with us.", answerBy, community: communityOf(of) },
    });
    await deliverApproaches(tx, desk, ["EST"]);
  });
}

/** A session of a person on a seat, as a browser carries it: opened once, before any leader is lost. */
async function signIn(node: Node, name: string): Promise<string> {
  const { secret } = await node.database.transact(async (tx) => {
    const seat = readSeat(name);
    const { id } = await placeSeat(tx, { seat, cases: "all", by: "node" });
    const limits = { idleSeconds: 3600, absoluteSeconds: 28_800 };
    return openSession(tx, { person: id, signedInWith: "passkey", limits });
  });
  return `${SESSION_COOKIE}=${secret}`;
}

interface Round {
  readonly node: Node;
  readonly judgeUrl: string;
  readonly round: number;
  /** Whether another machine is to be lost, for which this one has to be back. */
  readonly another: boolean;
  readonly boards: readonly Board[];
  readonly probe: Way;
}

/** How long after now, in milliseconds, a board was told that something changed in a case since that time. */
async function waitUntilTold(board: Board, slug: string, since: number): Promise<number> {
  const from = Date.now();
  const find = () => board.told.find(({ at, cases }) => at >= since && cases.includes(slug));
  await insist(`a board to be told of ${slug}`, () => Promise.resolve(find() !== undefined));
  return Math.max(0, (find()?.at ?? from) - from);
}

/** Arms a T-0, loses the leader shortly before it is due, and waits until all is as before. Resolves to what was wrong. */
async function loseOne(
  { cluster, report }: Terms,
  { node, judgeUrl, round, another, boards, probe }: Round,
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
  const openedAt = Date.now();
  const toldMs = await Promise.all(boards.map((board) => waitUntilTold(board, slug, openedAt - 1_000)));
  const askedAt = Date.now();
  const asked = await ask(probe, `after-${round}`, makeKey());
  const heardMs = await Promise.all(boards.map((board) => waitUntilTold(board, QUIET, askedAt)));
  if (another) {
    await cluster.bringBack(leader);
    await cluster.waitFor(2);
  }
  const { openings, leaves } = await countOpenings(judgeUrl, slug);
  report(
    `${leader} lost: another led after ${ledMs} ms, T-0 opened after ${openMs} ms and the boards of both processes were told ${toldMs.join(" and ")} ms later, of a question asked then after ${heardMs.join(" and ")} ms${another ? `, ${leader} followed after ${Math.round(performance.now() - lostAt)} ms` : ""}`,
  );
  const faults: unknown[] = openings === 1 && leaves === 1 ? [] : [{ slug, openings, leaves }];
  if (asked !== null) faults.push({ slug, asked });
  if ([...toldMs, ...heardMs].some((ms) => ms > TOLD_MS)) faults.push({ slug, toldMs, heardMs });
  return faults;
}

/** As the superuser, whom row security does not bind: a judge that shares nothing with the node's own reading. */
async function judge<Row extends Record<string, string>>(
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
  const rows = await judge<{ subject: string; times: string }>(
    judgeUrl,
    "SELECT text AS subject, count(*) AS times FROM entente.question GROUP BY text",
    [],
  );
  return new Map(rows.map(({ subject, times }) => [subject, Number(times)]));
}

/** Questions without their row of the journal, and the other way about. */
async function countHalves(judgeUrl: string): Promise<number> {
  const [row] = await judge<{ halves: string }>(
    judgeUrl,
    `SELECT abs((SELECT count(*) FROM entente.question)
      - (SELECT count(*) FROM entente.journal WHERE action = 'question.ask')) AS halves`,
    [],
  );
  return Number(row?.halves ?? -1);
}

async function countOpenings(
  judgeUrl: string,
  slug: string,
): Promise<{ readonly openings: number; readonly leaves: number }> {
  const rows = await judge<{ openings: string; leaves: string }>(
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
