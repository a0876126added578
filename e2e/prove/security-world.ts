// A real node with two cases, every kind of seat and session, and a way to ask it that leaves no trace: each change is made,
// answered and rolled back, so that one question does not change the answer to the next.
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance, InjectOptions } from "fastify";
import { parseJson, readAnyObject, readInstant } from "../../packages/core/src/encoding/index.ts";
import type { JsonObject } from "../../packages/core/src/encoding/index.ts";
import { closedArrangements } from "../../packages/core/src/arrangements/index.ts";
import { noRules } from "../../packages/core/src/planning/index.ts";
import { openSeatView, readSeat } from "../../packages/server/src/access/index.ts";
import type { Act } from "../../packages/server/src/access/index.ts";
import {
  askQuestion,
  deliverApproaches,
  openApproaches,
} from "../../packages/server/src/approaches/index.ts";
import { listQuestions } from "../../packages/server/src/approaches/index.ts";
import { communityOf, openCase } from "../../packages/server/src/cases/index.ts";
import type { CaseRow } from "../../packages/server/src/cases/index.ts";
import { draftDocument } from "../../packages/server/src/documents/index.ts";
import { createApp } from "../../packages/server/src/http/app.ts";
import { identifySeats } from "../../packages/server/src/http/identify-seats.ts";
import { routes } from "../../packages/server/src/http/registry.ts";
import { setUpPeering } from "../../packages/server/src/keys/index.ts";
import { openExerciseNode } from "../../packages/server/src/node.ts";
import type { Node } from "../../packages/server/src/node.ts";
import { byBareToken } from "../../packages/server/src/routing/index.ts";
import { placePledge } from "../../packages/server/src/pledges/index.ts";
import {
  approveRelease,
  issueApproved,
  listCuts,
  planDocument,
} from "../../packages/server/src/releases/index.ts";
import { openSession, digestSecret, findSession, makeSecret } from "../../packages/server/src/seats/index.ts";
import { addMachine } from "../../packages/server/src/seats/machines/machines.ts";
import { placeSeat } from "../../packages/server/src/seats/seats.ts";
import { setTZero } from "../../packages/server/src/t-zero/index.ts";
import type { Transactor } from "../../packages/server/src/storage/index.ts";
import { openSignIn } from "../../packages/server/src/sign-in/index.ts";
import { planUnsealing } from "../../packages/server/src/unsealings/index.ts";
import type { CaseObjects } from "./route-requests.ts";

export const MEMBERS = ["GBR", "EST", "LVA", "FIN"] as const;
export const ROLES = [
  "drafter",
  "release-authority",
  "desk",
  "publisher",
  "auditor",
  "administrator",
] as const;
/** The case's lead, those it concerns, and one that is in its community and has never heard of it. */
export const LEAD = "GBR";
export const CONCERNED: readonly string[] = ["EST", "LVA"];

/** A text that stands in one place of one case, so that whoever reads it has read that place. */
export const canary = (slug: string, place: string): string => `kanari-${slug}-${place}`;

const textOf = (slug: string): string => `---
title: (OPR) What happened in Strelsau, ${canary(slug, "all")}
originator: GBR
policy: uk
---

1. (OPR) The bridge was closed at noon. {(S - REL TO EST): A caller had warned of it, ${canary(slug, "EST")}.}

2. (S - REL TO EST, LVA) Two officers of the harbour service were seen there, ${canary(slug, "both")}.

3. (S - WALL) Nobody but the lead reads of the tunnel, ${canary(slug, "lead")}.
`;

export interface Reply {
  readonly status: number;
  /** Status, headers and body in one text, without the date. */
  readonly bytes: string;
  readonly body: string;
}

/** Looks inside a transaction before it is rolled back. */
export type Look = (tx: Transactor) => Promise<void>;

export interface SecurityWorld {
  readonly node: Node;
  readonly app: FastifyInstance;
  readonly cases: { readonly first: CaseObjects; readonly second: CaseObjects };
  readonly rows: { readonly first: CaseRow; readonly second: CaseRow };
  /** The secret of the session of a seat: `EST/desk`. */
  readonly cookies: ReadonlyMap<string, string>;
  /** Asks, with every change rolled back; `look` sees what it would have been, and `first` what there was before it. */
  readonly ask: (options: InjectOptions, look: Look | null, first?: Look | null) => Promise<Reply>;
  readonly close: () => Promise<void>;
}

class RolledBack extends Error {}

export async function openSecurityWorld(): Promise<SecurityWorld> {
  const folder = await mkdtemp(join(tmpdir(), "entente-test-"));
  const node = await openExerciseNode({ dataFolder: folder, databaseUrl: null, tell: () => undefined });
  const at = readInstant(new Date().toISOString());
  const first = await openStrelsau(node, "strelsau", CONCERNED, at);
  const second = await openStrelsau(node, "zenda", ["LVA"], at);
  const cookies = await signAllIn(node);
  const tokens = await giveTokens(node, cookies);
  let look: Look | null = null;
  let before: Look | null = null;
  const { transact } = node.database;
  await transact((tx) => setUpPeering(tx, node.keystore, LEAD));
  const passing: Node["database"] = {
    ...node.database,
    append: async (rows) => {
      await passing.transact((tx) => rows.execute(tx));
    },
    transact: async (change) => {
      const results: Awaited<ReturnType<typeof change>>[] = [];
      try {
        await transact(async (tx) => {
          await before?.(tx);
          results.push(await change(tx));
          await look?.(tx);
          throw new RolledBack("nothing of this is kept");
        });
      } catch (error) {
        if (!(error instanceof RolledBack)) throw error;
      }
      return results.at(-1) as Awaited<ReturnType<typeof change>>;
    },
  };
  const signIn = await openSignIn({ origin: "http://localhost:8480", folder });
  const services = { ...node, database: passing, kind: "real", host: LEAD, signIn } as const;
  const app = await createApp({ ...services, site: null, identify: identifySeats(node.database, null) });
  await app.ready();
  return {
    ...{ node, app, cookies },
    cases: { first: first.objects, second: second.objects },
    rows: { first: first.row, second: second.row },
    ask: async (options, looking, first = null) => {
      [look, before] = [looking, first];
      const { statusCode: status, headers, body } = await app.inject(speak(options, tokens));
      [look, before] = [null, null];
      const { date: _, ...kept } = headers;
      return { status, body, bytes: JSON.stringify([status, kept, body]) };
    },
    close: async () => {
      await app.close();
      await node.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Everything a case can hold that somebody might ask for. */
async function openStrelsau(
  node: Node,
  slug: string,
  members: readonly string[],
  at: Act["at"],
): Promise<{ readonly row: CaseRow; readonly objects: CaseObjects }> {
  const read = async (name: string): Promise<JsonObject> =>
    readAnyObject(parseJson(await readFile(join("scenarios/salisbury-2018", name), "utf8")), name);
  const factsJson = { ...(await read("case.json")), id: slug };
  const community = { ...(await read("community.json")), exercise: false };
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
        source: textOf(slug),
        original: null,
        attachments: [],
        community: compiled,
        files: node.files,
      },
    });
    const { digest: plan } = await planDocument(tx, drafter, {
      ...{ document, recipients: members, rules: noRules, publicText: null, renderings: ["txt"] },
      ...context,
    });
    await approveRelease(tx, authority, { document, planDigest: plan, findingsSeen: 0, ...context });
    const { release } = await issueApproved(tx, authority, { document, planDigest: plan, ...context });
    const desk = act("GBR/desk/cora");
    await openApproaches(tx, desk, {
      ...{
        members,
        documents: [document],
        ask: "Act with us.",
        answerBy: readInstant("2030-01-01T00:00:00Z"),
      },
      community: compiled,
    });
    await deliverApproaches(tx, desk, members);
    for (const member of members) {
      const own = act(`${member}/desk/dora`);
      await askQuestion(tx, own, {
        ...{
          text: `Where was it, ${canary(slug, `asked-${member}`)}?`,
          place: null,
          told: null,
          arrangements: closedArrangements,
        },
      });
      await placePledge(tx, own, {
        source: { text: "1 expulsion always" },
        ...{ authority: "desk", validUntil: null, sealed: null, keystore: node.keystore },
        ...{ community: compiled, kinds: closedArrangements.kinds },
      });
    }
    await setTZero(tx, authority, {
      ...{ instant: readInstant("2030-01-01T00:00:00Z"), members, community: compiled },
    });
    const unsealing = await planUnsealing(tx, drafter, {
      ...{ release, recipient: members[0] ?? "", places: ["p3"], reason: "Asked." },
      ...context,
    });
    const lead = openSeatView(desk.seat, row);
    const questions = await listQuestions(tx, lead);
    const cuts = await listCuts(tx, lead);
    const objects: CaseObjects = {
      ...{ slug, document, plan, release, unsealing: unsealing.digest },
      questions: Object.fromEntries(questions.map(({ member, id }) => [member, id])),
      cuts: Object.fromEntries(cuts.map(({ recipient, id }) => [recipient, id])),
      files: {
        facts: JSON.stringify({ ...factsJson, id: "another" }),
        community: JSON.stringify(community),
      },
    };
    return { row, objects };
  });
}

/** The same request in the words of the protocol its address is of, whose machine has the seat of the session. */
function speak(options: InjectOptions, tokens: ReadonlyMap<string, string>): InjectOptions {
  const { url, headers = {} } = options as {
    readonly url: string;
    readonly headers?: Record<string, string>;
  };
  const surface = routes.map((route) => route.surface).find((one) => one && url.startsWith(one.prefix));
  if (surface == null) return options;
  const { cookie, ...rest } = headers;
  const token = tokens.get(cookie?.split("=")[1] ?? "");
  const said = surface.credential === byBareToken ? token : `Bearer ${token ?? ""}`;
  return {
    ...options,
    headers: {
      ...rest,
      ...(rest["content-type"] === "application/json" && { "content-type": surface.type }),
      ...(token !== undefined && { authorization: said }),
    },
  };
}

/** A machine on each seat, for the protocols that no session speaks: its token by the secret of the seat's session. */
async function giveTokens(
  node: Node,
  cookies: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const scopes = routes.filter(({ surface }) => surface !== null).map(({ id }) => id);
  const tokens = new Map<string, string>();
  for (const secret of cookies.values()) {
    const found = await node.database.read((reader) => findSession(reader, digestSecret(secret)));
    if (found === null) throw new Error("a session does not stand");
    const token = `entente_${makeSecret()}`;
    const wanted = { kind: "token", digest: digestSecret(token), label: "machine", scopes, days: 1 } as const;
    await node.database.transact((tx) => addMachine(tx, found.caller, wanted));
    tokens.set(secret, token);
  }
  return tokens;
}

/** A person of its own on each seat, signed in. */
async function signAllIn(node: Node): Promise<ReadonlyMap<string, string>> {
  const cookies = new Map<string, string>();
  for (const member of MEMBERS)
    for (const role of ROLES) {
      const seat = readSeat(`${member}/${role}/p.${role}`);
      const secret = await node.database.transact(async (tx) => {
        const person = await placeSeat(tx, { seat, cases: "all", by: "node" });
        const opened = await openSession(tx, {
          ...{ person: person.id, signedInWith: "passkey" },
          limits: { idleSeconds: 900, absoluteSeconds: 28_800 },
        });
        return opened.secret;
      });
      const found = await node.database.read((reader) => findSession(reader, digestSecret(secret)));
      if (found?.caller.seat.id !== seat.id) throw new Error(`${seat.id} is not signed in`);
      cookies.set(`${member}/${role}`, secret);
    }
  return cookies;
}
