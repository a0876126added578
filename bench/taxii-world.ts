// A real node with a case, an ally's machines, and a list of objects as long as it is wanted.
import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { parseJson, readAnyObject, readInstant } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { readSeat } from "../packages/server/src/access/index.ts";
import { deliverApproaches, openApproaches } from "../packages/server/src/approaches/index.ts";
import { communityOf, openCase } from "../packages/server/src/cases/index.ts";
import { createApp } from "../packages/server/src/http/app.ts";
import { identifySeats } from "../packages/server/src/http/identify-seats.ts";
import { listen } from "../packages/server/src/http/listen.ts";
import { openServingNode } from "../packages/server/src/node.ts";
import { digestSecret, findSession, makeSecret, openSession } from "../packages/server/src/seats/index.ts";
import { addMachine } from "../packages/server/src/seats/machines/machines.ts";
import { placeSeat } from "../packages/server/src/seats/seats.ts";
import { openStorageBesideAsItIs } from "../packages/server/src/storage/index.ts";

export const TAXII = "application/taxii+json;version=2.1";
export const SLUG = "strelsau";
export const MEMBER = "EST";
/** Machines that ask in turn, so that none asks more often than a machine may. */
const MACHINES = 400;
/** Microseconds of the first object; each that follows is one later. */
const FIRST = 1_520_000_000_000_000;

/** What the machines ask, as their process is told. */
export interface Load {
  readonly url: string;
  readonly paths: readonly string[];
  readonly tokens: readonly string[];
  /** How many objects each of them brings; null: they read. */
  readonly post: number | null;
}

export interface Measured {
  /** Answers a second. */
  readonly rate: number;
  /** Milliseconds of this process for each: the server's, without the database's and without the machines'. */
  readonly cpu: number;
}

export interface TaxiiWorld extends AsyncDisposable {
  readonly address: string;
  readonly caseId: string;
  readonly tokens: readonly string[];
  /** As the owner of the database. */
  readonly owner: pg.Client;
}

export async function openTaxiiWorld(): Promise<TaxiiWorld> {
  const folder = await mkdtemp(join(tmpdir(), "entente-taxii-"));
  await chmod(folder, 0o711);
  const dataFolder = join(folder, "data");
  const node = await openServingNode({ dataFolder, databaseUrl: null, tell: () => undefined });
  const at = readInstant(new Date().toISOString());
  const read = async (name: string): Promise<JsonObject> =>
    readAnyObject(parseJson(await readFile(join("scenarios/salisbury-2018", name), "utf8")), name);
  const factsJson = { ...(await read("case.json")), id: SLUG };
  const community = { ...(await read("community.json")), exercise: false };
  const row = await node.database.transact(async (tx) => {
    const of = await openCase(tx, {
      ...{ seat: readSeat("GBR/drafter/anna"), at, factsJson, community, coalition: null },
      keystore: node.keystore,
    });
    const desk = { of, seat: readSeat("GBR/desk/cora"), at };
    await openApproaches(tx, desk, {
      ...{ members: [MEMBER], documents: [], ask: "Act with us.", answerBy: at },
      community: communityOf(of),
    });
    await deliverApproaches(tx, desk, [MEMBER]);
    return of;
  });
  const tokens = await node.database.transact(async (tx) => {
    const seat = readSeat(`${MEMBER}/desk/dora`);
    const { id: person } = await placeSeat(tx, { seat, cases: "all", by: "node" });
    const { secret } = await openSession(tx, {
      ...{ person, signedInWith: "passkey" },
      limits: { idleSeconds: 900, absoluteSeconds: 28_800 },
    });
    const session = await findSession(tx, digestSecret(secret));
    if (session === null) throw new Error("nobody is signed in");
    const made: string[] = [];
    for (let machine = 0; machine < MACHINES; machine += 1) {
      const token = `entente_${makeSecret()}`;
      const wanted = { kind: "token", label: `machine ${machine}`, scopes: "all", days: 1 } as const;
      await addMachine(tx, session.caller, { ...wanted, digest: digestSecret(token) });
      made.push(token);
    }
    return made;
  });
  const app = await createApp({
    ...{ ...node, kind: "real", host: "GBR", site: null, identify: identifySeats(node.database, null) },
  });
  const address = await listen(app, { host: "127.0.0.1", port: 0 });
  const beside = await openStorageBesideAsItIs({ dataFolder, databaseUrl: null, note: () => undefined });
  const owner = await beside.connectOwner();
  return {
    ...{ address, caseId: row.id, tokens, owner },
    [Symbol.asyncDispose]: async () => {
      await owner.end();
      await beside.close();
      await app.close();
      // Requests whose machine left at the end of a round are still being answered.
      await pause(1000);
      await node.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Fills the ally's list with objects, up to `count`; `from` are there. */
export async function fillList(
  { owner, caseId }: TaxiiWorld,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<void> {
  const sample = JSON.stringify(makeObject("AAAAAAAAAAAA"));
  await owner.query(
    `INSERT INTO entente.taxii_list VALUES ($1, 'inbox', $2, $3::bigint)
     ON CONFLICT (case_id, box, member) DO UPDATE SET last_added = excluded.last_added`,
    [caseId, MEMBER, FIRST + count],
  );
  const step = 50_000;
  for (let at = from; at < count; at += step)
    await owner.query(
      `INSERT INTO entente.taxii_object (case_id, box, member, added, object_id, type, spec_version, version, version_at,
         object, brought_by)
       SELECT $1::uuid, 'inbox', $2, $3::bigint + n, 'indicator--00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'),
         'indicator', '2.1', '2018-03-04T16:15:00.000Z', 0, replace($4, 'AAAAAAAAAAAA', lpad(to_hex(n), 12, '0')), 'EST/desk/dora'
       FROM generate_series($5::bigint + 1, $6::bigint) n`,
      [caseId, MEMBER, FIRST, sample, at, Math.min(at + step, count)],
    );
  await owner.query("VACUUM ANALYZE entente.taxii_object");
}

/** Addresses of pages that begin anywhere in the list. */
export function choosePages(objects: number, limit: number): readonly string[] {
  return Array.from({ length: 4_000 }, () => addressPage(randomInt(Math.max(1, objects - limit)), limit));
}

/** Addresses of all pages of the list from an object on, none of which has an object of another, in an order by chance. */
export function listPages(from: number, objects: number, limit: number): readonly string[] {
  const begins = Array.from(
    { length: Math.floor((objects - from) / limit) },
    (_, page) => from + page * limit,
  );
  for (let left = begins.length - 1; left > 0; left -= 1) {
    const other = randomInt(left + 1);
    [begins[left], begins[other]] = [begins[other] ?? 0, begins[left] ?? 0];
  }
  return begins.map((begin) => addressPage(begin, limit));
}

function addressPage(behind: number, limit: number): string {
  const at = FIRST + behind;
  const seconds = new Date(Math.floor(at / 1_000_000) * 1000).toISOString().slice(0, 19);
  const after = `${seconds}.${String(at % 1_000_000).padStart(6, "0")}Z`;
  return `/taxii2/${SLUG}/collections/inbox/objects/?limit=${limit}&added_after=${after}`;
}

/** An indicator as feeds have them. */
function makeObject(name: string): object {
  return {
    ...{ type: "indicator", spec_version: "2.1", id: `indicator--00000000-0000-4000-8000-${name}` },
    created_by_ref: "identity--f431f809-377b-45e0-aa1c-6a4751cae5ff",
    ...{ created: "2018-03-04T16:15:00.000Z", modified: "2018-03-04T16:15:00.000Z" },
    ...{ name: `Address ${name} of the harbour service`, indicator_types: ["malicious-activity"] },
    description:
      "Seen on the evening before the bridge was closed, from the same house as the two before it.",
    ...{ pattern: `[url:value = 'http://x4z9arb.example/${name}/']`, pattern_type: "stix" },
    ...{ pattern_version: "2.1", valid_from: "2018-03-04T16:15:00Z", confidence: 70 },
    object_marking_refs: ["marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"],
  };
}

/** An envelope of new objects, different for every `name`, which is a number. */
export function writeEnvelope(count: number, name: string): string {
  const [before = "", ...others] = JSON.stringify(makeObject("AAAAAAAAAAAA")).split("AAAAAAAAAAAA");
  const start = BigInt(name) * BigInt(count);
  const objects = Array.from({ length: count }, (_, at) => {
    const hex = (start + BigInt(at)).toString(16).padStart(12, "0").slice(-12);
    return before + others.map((part) => hex + part).join("");
  });
  return `{"objects":[${objects.join(",")}]}`;
}

/**
 * Has machines ask for so long, or each path once where that is 0, in a process of their own. That a machine was used is noted once in a while for each, which for
 * hundreds that were never used would be most of what is measured: it is said to be noted already.
 */
export async function askFor(
  { owner }: TaxiiWorld,
  load: Load,
  { ms, connections }: { readonly ms: number; readonly connections: number },
): Promise<Measured> {
  await owner.query("UPDATE entente.machine_credential SET used_at = now()");
  const program = resolve("bench/taxii-load.ts");
  const before = process.cpuUsage();
  const stdout = await new Promise<string>((done, fail) => {
    const child = execFile(
      process.execPath,
      [
        ...["--conditions=source", "--disable-warning=ExperimentalWarning", program],
        ...[String(ms), String(connections)],
      ],
      (error, out) => (error === null ? done(out) : fail(new Error("the machines failed", { cause: error }))),
    );
    child.stdin?.end(JSON.stringify(load));
  });
  const { user, system } = process.cpuUsage(before);
  const said = JSON.parse(stdout) as Record<"answered" | "refused" | "duration", number>;
  const { answered, refused, duration } = said;
  if (refused > 0 || answered === 0) throw new Error(`${refused} of ${answered + refused} were refused`);
  return { rate: answered / duration, cpu: (user + system) / 1000 / answered };
}
