// What an ally is told of a coalition through every address it may ask, in worlds that differ only in what is not its own:
// whom else the lead went to, what they asked, said, pledged and sealed, and what was tried with it. Answers, refusals, headers
// and the number of questions are the same to the byte, from every seat of the ally. A failure prints its seed.
import { mkdtemp, rm } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { encodeBase64url, readInstant } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { readSeat } from "../access/index.ts";
import type { CaseSeats } from "../access/index.ts";
import { approachRoutes } from "../approaches/routes.ts";
import { boardRoutes } from "../board/routes.ts";
import { openCase } from "../cases/index.ts";
import { readScenario } from "../exercise/index.ts";
import { measureRoutes } from "../measures/routes.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { persuasionRoutes } from "../persuasion/routes.ts";
import { pledgeRoutes } from "../pledges/routes.ts";
import type { Route } from "../routing/index.ts";
import { tZeroRoutes } from "../t-zero/routes.ts";
import { createApp } from "./app.ts";
import { identifyExerciseControl } from "./identify.ts";

const routes: readonly Route[] = [
  ...[...approachRoutes, ...pledgeRoutes, ...persuasionRoutes, ...tZeroRoutes, ...measureRoutes],
  ...boardRoutes.filter(({ id }) => id !== "case.list"),
];
const ALLY = "POL";
const roles = ["desk", "drafter", "release-authority", "publisher", "auditor", "administrator"] as const;

/** What each address is asked with, beside the case. Reads and refusals first; what an ally changes is asked below. */
const asked: Readonly<Record<string, { readonly params?: Record<string, string>; readonly body?: unknown }>> =
  {
    "approach.open": { body: { members: [ALLY], documents: [], ask: "x", answerBy: "2018-04-01T00:00:00Z" } },
    "approach.deliver": { body: { members: [ALLY] } },
    "approach.lapse": {},
    "approach.company": { params: { member: ALLY } },
    "cut.open": { params: { document: "assessment" } },
    "approach.list": {},
    "approach.show": { params: { member: "own" } },
    "approach.points": { params: { member: "own" }, body: { history: [] } },
    "question.ask": { body: { text: "", place: null, told: null } },
    "question.list": {},
    "question.answer": { params: { member: ALLY }, body: { question: null, text: "x", unsealing: null } },
    "question.refuse": { params: { member: ALLY }, body: { question: null, reason: "x" } },
    "position.take": {
      body: { position: "declined", statement: "", told: { member: "EST", how: "by telephone" } },
    },
    "position.list": {},
    "position.history": { params: { member: "own" } },
    "pledge.vocabulary": {},
    "pledge.parse": { body: { pledge: { text: "1 expulsion if EST acts" } } },
    "pledge.place": {
      body: {
        pledge: { text: "1 expulsion unless EST acts" },
        authority: "desk",
        validUntil: null,
        sealed: null,
      },
    },
    // Everything an ally may change is asked with what is refused; what is granted comes by `live`.
    "pledge.own": {},
    "pledge.list": {},
    "pledge.receipt": { body: { receipt: {} } },
    "pledges.resolve": {},
    "pledges.lock": {},
    "resolution.show": {},
    "resolution.own": {},
    "what-if.each": {},
    "what-if.ask": { body: { joins: ["EST"], raises: [], withdraws: [] } },
    "what-if.keystones": {},
    "what-if.robustness": { body: { target: "3", staying: "", effort: 10 } },
    "what-if.persuade": { body: { target: "3", costs: "", levels: "", also: [], never: "" } },
    "t-zero.set": { body: { instant: "2018-03-26T13:00:00Z", members: [] } },
    "t-zero.ready": { body: { items: [], text: "" } },
    "t-zero.show": {},
    "t-zero.arm": { body: { unreadySeen: 0 } },
    "t-zero.countdown": {},
    "t-zero.hold": { body: { reason: "x" } },
    "t-zero.resume": { body: { reason: "x" } },
    "t-zero.embargo": { body: { reason: "x", until: "2018-03-26T13:00:00Z" } },
    "t-zero.lift": { body: { reason: "x" } },
    "t-zero.exit": { body: { reason: "x" } },
    "t-zero.stand-down": { body: { reason: "x" } },
    "t-zero.open": {},
    "t-zero.rehearse": {},
    "t-zero.width": {},
    "t-zero.done": {},
    "measure.add": { body: {} },
    "measure.figure": { body: {} },
    "measure.list": {},
    "measure.tally": {},
    "board.read": {},
    "board.own": {},
    "case.history": {},
  };
/** Left out of looking, because an ally's desk would really do it: these are asked in `live`. */
const changing = new Set(["pledge.withdraw"]);

let folder = "";
let node: Node;
let app: FastifyInstance;
let coalition: JsonObject | null = null;
let files: Awaited<ReturnType<typeof readScenario>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "entente-test-"));
  node = await openExerciseNode({ dataFolder: folder, databaseUrl: null, tell: () => undefined });
  files = await readScenario("scenarios/salisbury-2018");
  coalition = files.coalition;
  app = await createApp({ ...node, site: null, identify: identifyExerciseControl });
}, 60_000);
afterAll(async () => {
  await app.close();
  await node.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly headers: object;
  readonly body: string;
}

async function call(
  slug: string,
  seat: string,
  { id, params, body }: { readonly id: string; readonly params?: object; readonly body?: unknown },
): Promise<Answer> {
  const route = routes.find((one) => one.id === id);
  if (route === undefined) throw new Error(`there is no route ${id}`);
  const named: Record<string, string> = { ...params, case: slug };
  const url = route.path.replace(/:([a-z]+)/g, (_, name: string) => encodeURIComponent(named[name] ?? ""));
  const answer = await app.inject({
    ...{ method: route.method, url, headers: { "entente-seat": seat } },
    ...(body === undefined ? {} : { payload: body as object }),
  });
  const { date: _, ...headers } = answer.headers;
  // A tag is made of the case's name and the bytes that are compared here.
  if (headers.etag !== undefined) headers.etag = "tag";
  return { status: answer.statusCode, headers, body: answer.body };
}

async function must(slug: string, seat: string, id: string, given: object = {}): Promise<Answer> {
  const answer = await call(slug, seat, { id, ...given });
  if (answer.status !== 200) throw new Error(`${seat} ${id}: ${answer.body}`);
  return answer;
}

const pledge = (text: string, sealed: boolean): object => ({
  body: {
    ...{ pledge: { text }, authority: "cabinet", validUntil: null },
    sealed: sealed ? { salt: encodeBase64url(new Uint8Array(randomBytes(32))) } : null,
  },
});
const approach = (members: readonly string[]): object => ({
  body: { members, documents: [], ask: "Act with us.", answerBy: "2018-03-23T17:00:00Z" },
});

/** What happens to others, of which each world has some. Each stands by itself, whatever of the others happened. */
const elsewhere: readonly ((slug: string) => Promise<unknown>)[] = [
  async (slug) => {
    await must(slug, "GBR/desk", "approach.open", approach(["ITA", "HUN"]));
    await must(slug, "GBR/desk", "approach.deliver", { body: { members: ["ITA"] } });
    await must(slug, "ITA/desk", "question.ask", {
      body: { text: "How sure is it?", place: null, told: null },
    });
    await must(slug, "ITA/desk", "pledge.place", pledge("2 expulsions if POL acts", false));
  },
  (slug) => must(slug, "EST/desk", "question.ask", { body: { text: "Why us?", place: null, told: null } }),
  (slug) =>
    must(slug, "EST/desk", "position.take", { body: { position: "declined", statement: "No.", told: null } }),
  (slug) => must(slug, "EST/desk", "pledge.place", pledge("3 expulsions if POL acts", false)),
  (slug) => must(slug, "DEU/desk", "pledge.place", pledge("4 expulsions if at least 1 other acts", true)),
  (slug) => must(slug, "FRA/desk", "pledge.place", pledge("1 expulsion if NZL acts", true)),
  (slug) => must(slug, "GBR/desk", "pledge.place", pledge("23 expulsions always", false)),
  (slug) => must(slug, "GBR/desk", "pledges.resolve"),
  (slug) => must(slug, "GBR/release-authority", "what-if.each"),
];

function replace(text: string, slug: string): string {
  return (
    text
      .replaceAll(slug, "SLUG")
      .replace(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, "ID")
      // The ledger is public: how many leaves there are is known to all.
      .replace(/(\\?"leaf\\?":)\d+/g, "$1N")
  );
}

/** Everything the ally is told by every address, from its desk or from each of its seats. */
async function look(
  slug: string,
  from: readonly (typeof roles)[number][],
): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>();
  for (const role of from)
    for (const { id } of routes.filter((route) => !changing.has(route.id))) {
      const answer = await call(slug, `${ALLY}/${role}`, { id, ...asked[id] });
      const headers = { ...answer.headers, "content-length": undefined };
      seen.set(`${role} ${id}`, replace(JSON.stringify({ ...answer, headers }), slug));
    }
  return seen;
}

/** A case from its opening to T-0 armed; what the ally sees on the way. */
async function live(
  slug: string,
  happens: (step: number) => boolean,
): Promise<readonly ReadonlyMap<string, string>[]> {
  const at = readInstant("2018-03-20T12:00:00Z");
  const factsJson = { ...files.factsJson, id: slug };
  const { community } = files;
  await node.database.transact((tx) =>
    openCase(tx, {
      seat: readSeat("GBR/drafter"),
      keystore: node.keystore,
      at,
      factsJson,
      community,
      coalition,
    }),
  );
  const others = async (from: number, to: number): Promise<void> => {
    for (const [step, work] of elsewhere.entries())
      if (step >= from && step < to && happens(step)) await work(slug);
  };
  const said: Answer[] = [];
  const own = async (id: string, given: object = {}): Promise<void> => {
    said.push(await must(slug, `${ALLY}/desk`, id, given));
  };
  const members = [ALLY, "EST", "DEU", "FRA"];
  await must(slug, "GBR/desk", "approach.open", approach(members));
  await must(slug, "GBR/desk", "approach.deliver", { body: { members } });
  await others(0, 4);
  const pictures = [await look(slug, ["desk"])];
  await own("question.ask", { body: { text: "May we quote it?", place: null, told: null } });
  await own("position.take", { body: { position: "considering", statement: "On Friday.", told: null } });
  await own("pledge.place", pledge("1 expulsion always", false));
  await others(4, elsewhere.length);
  await must(slug, "GBR/desk", "question.answer", {
    ...{ params: { member: ALLY }, body: { question: null, text: "Yes.", unsealing: null } },
  });
  pictures.push(await look(slug, roles));
  await own("pledge.withdraw");
  await own("pledge.place", pledge("2 expulsions always", true));
  // T-0 is set without it: to the ally there is none.
  if (happens(5))
    await must(slug, "GBR/release-authority", "t-zero.set", {
      body: { instant: "2018-03-26T13:00:00Z", members: ["EST"] },
    });
  pictures.push(await look(slug, ["desk"]));
  await must(slug, "GBR/release-authority", "t-zero.set", {
    body: { instant: "2018-03-26T13:00:00Z", members: [ALLY, "EST"] },
  });
  if (happens(6))
    await must(slug, "EST/desk", "t-zero.ready", {
      body: { items: [{ item: "translated", state: "done" }], text: "Enzianblau." },
    });
  await own("t-zero.ready", { body: { items: [{ item: "translated", state: "done" }], text: "Ours." } });
  pictures.push(await look(slug, ["desk"]));
  await must(slug, "GBR/release-authority", "pledges.lock");
  pictures.push(await look(slug, ["desk", "release-authority"]));
  pictures.push(new Map([["own acts", replace(JSON.stringify(said.map(({ body }) => body)), slug)]]));
  return pictures;
}

/** A number for each seed and step, the same each time. */
function draw(seed: number, step: number): boolean {
  let x = (seed * 2_654_435_761 + step * 40_503 + 1) >>> 0;
  x = Math.imul(x ^ (x >>> 15), 2_246_822_519) >>> 0;
  x = Math.imul(x ^ (x >>> 13), 3_266_489_917) >>> 0;
  return ((x ^ (x >>> 16)) & 1) === 1;
}

describe("two worlds, through every address an ally may ask", () => {
  test("every route of these rooms is asked, and those for allies are named", () => {
    for (const { id } of routes) expect(Object.keys(asked).includes(id) || changing.has(id), id).toBe(true);
    const open = routes.filter(({ who }) => (who as CaseSeats).allies.length > 0).map(({ id }) => id);
    expect(open.sort()).toEqual(
      (
        "approach.list approach.points approach.show board.own cut.open measure.add measure.figure measure.list " +
        "measure.tally pledge.list pledge.own pledge.parse pledge.place pledge.receipt pledge.vocabulary " +
        "pledge.withdraw position.history position.list position.take question.ask question.list resolution.own " +
        "t-zero.countdown t-zero.done t-zero.embargo t-zero.exit t-zero.hold t-zero.lift t-zero.ready t-zero.resume " +
        "t-zero.show t-zero.width"
      ).split(" "),
    );
  });

  test("tell an ally nothing of others, in 4 worlds", async () => {
    const first = await live("world-none", () => false);
    // The comparison can fail: what is the ally's own is seen.
    expect(first[1]?.get("desk board.own")).toContain("May we quote it?");
    expect(first[3]?.get("desk t-zero.countdown")).toContain("2018-03-26T13:00:00.000Z");
    expect(first[4]?.get("desk resolution.own")).toContain('\\"count\\":2');
    for (const role of ["auditor", "administrator"])
      for (const { id } of routes.filter((route) => !changing.has(route.id)))
        expect(first[1]?.get(`${role} ${id}`), `${role} ${id}`).toMatch(/"status":4(?:04|00)/);
    for (const seed of [1, 2, 3]) {
      const other = await live(`world-${seed}`, (step) => draw(seed, step));
      first.forEach((picture, stage) => {
        for (const [what, seen] of picture)
          expect(other[stage]?.get(what), `seed ${seed}, stage ${stage}, ${what}`).toBe(seen);
      });
    }
  }, 300_000);

  test("a case an ally was not gone to, or that is not there, is the same 404 at every address", async () => {
    await live("world-other", () => true);
    for (const { id } of routes) {
      const given = { id, ...asked[id] };
      const closed = await call("world-other", "NZL/desk", given);
      const absent = await call("world-absent", "NZL/desk", given);
      expect([id, closed]).toEqual([id, absent]);
      expect([id, [400, 404].includes(closed.status)]).toEqual([id, true]);
    }
  });

  test("persons of the lead do not show in what an ally is told", async () => {
    const said = await call("world-other", `${ALLY}/desk`, {
      id: "approach.show",
      ...asked["approach.show"],
    });
    expect(said.body).toContain('"by":"GBR/desk"');
  });
});
