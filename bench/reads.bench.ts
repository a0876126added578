// Reading what was released, over real sockets: a cut as a signed-in person of an ally gets it (session looked up, admitted,
// its right to the cut asked, the reading durably in the journal before a byte leaves) against a bare Fastify route that
// returns the same bytes to anyone, in one run, alternating. Nothing of ours is kept between two requests but what never
// changes.
import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Fastify from "fastify";
import { parseJson, readAnyObject, readInstant } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { noRules } from "@entente/core/planning";
import { openSeatView, readSeat } from "../packages/server/src/access/index.ts";
import type { Act } from "../packages/server/src/access/index.ts";
import { communityOf, openCase } from "../packages/server/src/cases/index.ts";
import { draftDocument } from "../packages/server/src/documents/index.ts";
import { createApp } from "../packages/server/src/http/app.ts";
import { identifySeats } from "../packages/server/src/http/identify-seats.ts";
import { listen } from "../packages/server/src/http/listen.ts";
import { openServingNode } from "../packages/server/src/node.ts";
import type { Node } from "../packages/server/src/node.ts";
import {
  approveRelease,
  issueApproved,
  listCuts,
  planDocument,
} from "../packages/server/src/releases/index.ts";
import { openSession } from "../packages/server/src/seats/index.ts";
import { placeSeat } from "../packages/server/src/seats/seats.ts";
import { SESSION_COOKIE } from "../packages/server/src/sign-in/index.ts";
import { median } from "./contract.ts";
import type { Bench, BenchRow } from "./contract.ts";
import { countStatements } from "./statements.ts";
import type { Said } from "./statements.ts";

const CONNECTIONS = 32;
/** Persons who read in turn, so that none reads more often than a person may. */
const READERS = 160;
const ROUNDS = 3;
const ROUND_MS = 2000;
const WARM_MS = 1000;
const SLUG = "strelsau";
const FORMS = { json: "the file", html: "the page" } as const;
type Form = keyof typeof FORMS;

const TEXT = `---
title: (OPR) What happened in Strelsau
originator: GBR
policy: uk
---

1. (OPR) The bridge was closed at noon. {(S - REL TO EST): A caller had warned of it.}

2. (S - REL TO EST, LVA) Two officers of the harbour service were seen there.

3. (S - WALL) Nobody but the lead reads of the tunnel.
`;

interface Measured {
  /** Answers a second. */
  readonly rate: number;
  /** Milliseconds of this process for each: the server's, without the database's and without the readers'. */
  readonly cpu: number;
}

export const bench: Bench = {
  name: "reads",
  claim: "A signed-in read of a release reaches at least half of a bare Fastify route with the same bytes.",
  run: async (report) => {
    const said = countStatements();
    const folder = await mkdtemp(join(tmpdir(), "entente-reads-"));
    await chmod(folder, 0o711);
    const node = await openServingNode({
      ...{ dataFolder: join(folder, "data"), databaseUrl: null, tell: () => undefined },
    });
    const cut = await release(node);
    const cookies = await signIn(node);
    const app = await createApp({
      ...{ ...node, kind: "real", host: "GBR", site: null, identify: identifySeats(node.database, null) },
    });
    const address = await listen(app, { host: "127.0.0.1", port: 0 });
    const bare = Fastify({ logger: false });
    try {
      const forms = Object.keys(FORMS) as Form[];
      const paths = forms.map((form) => ({ form, path: `/api/cases/${SLUG}/cuts/${cut}.${form}` }));
      const sizes = new Map<Form, number>();
      for (const { form, path } of paths) {
        const response = await fetch(new URL(path, address), { headers: { cookie: cookies[0] ?? "" } });
        if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
        const type = response.headers.get("content-type") ?? "";
        const bytes = Buffer.from(await response.arrayBuffer());
        sizes.set(form, bytes.length);
        bare.get(path, (_request, reply) => reply.header("content-type", type).send(bytes));
      }
      const bareAddress = await bare.listen({ host: "127.0.0.1", port: 0 });
      const rows: BenchRow[] = [];
      for (const { form, path } of paths) {
        const ours: Measured[] = [];
        const theirs: Measured[] = [];
        const read = (server: string, ms: number): Promise<Measured> =>
          readFor(new URL(path, server), ms, cookies);
        for (const server of [bareAddress, address]) await read(server, WARM_MS);
        for (let round = 0; round < ROUNDS; round += 1) {
          theirs.push(await read(bareAddress, ROUND_MS));
          said.take();
          ours.push(await read(address, ROUND_MS));
          report(
            `${form} ${round + 1}/${ROUNDS}  bare ${say(theirs.at(-1))}  released ${say(ours.at(-1))}, ${per(said.take(), ours.at(-1))}`,
          );
        }
        rows.push(...compare(`${FORMS[form]}, ${sizes.get(form) ?? 0} bytes`, ours, theirs));
      }
      return rows;
    } finally {
      await bare.close();
      await app.close();
      // Requests whose reader left at the end of a round are still being answered.
      await pause(1000);
      await node.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function say(measured: Measured | undefined): string {
  return `${measured?.rate.toFixed(0)}/s, ${measured?.cpu.toFixed(3)} ms of the server each`;
}

/** What was said to the database for each read; the readers' process starts and stops inside the round. */
function per({ statements, messages }: Said, measured: Measured | undefined): string {
  const reads = (measured?.rate ?? Number.NaN) * (ROUND_MS / 1000);
  return `${(statements / reads).toFixed(2)} statements in ${(messages / reads).toFixed(2)} messages each`;
}

function compare(what: string, ours: readonly Measured[], theirs: readonly Measured[]): readonly BenchRow[] {
  const half = (
    { divide, unit, of }: { divide: (a: Measured, b: Measured) => number; unit: string; of: string },
    pick: (measured: Measured) => number,
  ): BenchRow => {
    const found = median(ours.map((one, turn) => divide(one, theirs[turn] ?? { rate: NaN, cpu: NaN })));
    return {
      ...{ what: `${what}, ${of}`, against: "a bare Fastify route", ratio: found, goal: "at least 0.5" },
      ...{ met: found >= 0.5, ours: round(median(ours.map(pick))), theirs: round(median(theirs.map(pick))) },
      ...{ unit, repetitions: ROUNDS },
    };
  };
  return [
    half({ divide: (a, b) => a.rate / b.rate, unit: "reads/s", of: "wall" }, ({ rate }) => rate),
    half({ divide: (a, b) => b.cpu / a.cpu, unit: "ms/read", of: "CPU of the server" }, ({ cpu }) => cpu),
  ];
}

const round = (value: number): number => Number(value.toPrecision(4));

async function readFor(url: URL, ms: number, cookies: readonly string[]): Promise<Measured> {
  const program = resolve("bench/reads-load.ts");
  const before = process.cpuUsage();
  const stdout = await new Promise<string>((done, fail) => {
    const child = execFile(
      process.execPath,
      [
        ...["--conditions=source", "--disable-warning=ExperimentalWarning", program],
        ...[url.href, String(ms), String(CONNECTIONS)],
      ],
      (error, out) => (error === null ? done(out) : fail(new Error("the readers failed", { cause: error }))),
    );
    child.stdin?.end(JSON.stringify(cookies));
  });
  const { user, system } = process.cpuUsage(before);
  const { read, refused, duration } = JSON.parse(stdout) as Record<"read" | "refused" | "duration", number>;
  if (refused > 0 || read === 0) throw new Error(`${refused} of ${read + refused} reads were refused`);
  return { rate: read / duration, cpu: (user + system) / 1000 / read };
}

/** A case with one release; gives the id of EST's cut. */
async function release(node: Node): Promise<string> {
  const read = async (name: string): Promise<JsonObject> =>
    readAnyObject(parseJson(await readFile(join("scenarios/salisbury-2018", name), "utf8")), name);
  const factsJson = { ...(await read("case.json")), id: SLUG };
  const community = { ...(await read("community.json")), exercise: false };
  const at = readInstant(new Date().toISOString());
  return node.database.transact(async (tx) => {
    const row = await openCase(tx, {
      keystore: node.keystore,
      ...{ seat: readSeat("GBR/drafter/anna"), at, factsJson, community, coalition: null },
    });
    const compiled = communityOf(row);
    const context = { community: compiled, keystore: node.keystore, ledger: node.ledger };
    const act = (seat: string): Act => ({ of: row, seat: readSeat(seat), at });
    const [drafter, authority] = [act("GBR/drafter/anna"), act("GBR/release-authority/ben")];
    const document = "assessment";
    await draftDocument(tx, drafter, {
      ...{
        name: document,
        source: TEXT,
        original: null,
        attachments: [],
        community: compiled,
        files: node.files,
      },
    });
    const { digest: plan } = await planDocument(tx, drafter, {
      ...{ document, recipients: ["EST", "LVA"], rules: noRules, publicText: null, renderings: ["txt"] },
      ...context,
    });
    await approveRelease(tx, authority, { document, planDigest: plan, findingsSeen: 0, ...context });
    await issueApproved(tx, authority, { document, planDigest: plan, ...context });
    const cuts = await listCuts(tx, openSeatView(readSeat("EST/desk"), row));
    const [cut] = cuts;
    if (cut === undefined) throw new Error("EST has no cut");
    return cut.id;
  });
}

/** Persons of EST's desk, signed in; gives their cookies. */
async function signIn({ database }: Node): Promise<readonly string[]> {
  const cookies: string[] = [];
  for (let reader = 0; reader < READERS; reader += 1)
    cookies.push(
      await database.transact(async (tx) => {
        const seat = readSeat(`EST/desk/reader.${reader}`);
        const { id: person } = await placeSeat(tx, { seat, cases: "all", by: "node" });
        const { secret } = await openSession(tx, {
          ...{ person, signedInWith: "passkey" },
          limits: { idleSeconds: 900, absoluteSeconds: 28_800 },
        });
        return `${SESSION_COOKIE}=${secret}`;
      }),
    );
  return cookies;
}
