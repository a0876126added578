// A real case, worked on by persons: who opens one, who knows of it, and that no person of the lead is named in anything that
// leaves for others.
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readInstant } from "@entente/core/encoding";
import { noRules } from "@entente/core/planning";
import { readSeat } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { communityOf, findCase } from "../cases/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { readRecordFiles } from "../publication/index.ts";
import { publishCase } from "../record/index.ts";
import { approveRelease, issueApproved, planDocument } from "../releases/index.ts";
import { digestSecret, findSession, makeSecret, openSession } from "../seats/index.ts";
import { addMachine, revokeMachine } from "../seats/machines/machines.ts";
import { placeSeat } from "../seats/seats.ts";
import { createApp } from "./app.ts";
import { identifySeats } from "./identify-seats.ts";
import type { Identify } from "./identify.ts";
import { readScenarioFile } from "./two-worlds.fixture.ts";

const NAMES = ["anna.k", "rupert.h", "paula.w"];
const [DRAFTER, AUTHORITY, PUBLISHER] = [
  "GBR/drafter/anna.k",
  "GBR/release-authority/rupert.h",
  "GBR/publisher/paula.w",
];
const TEXT = `---
title: (OPR) Strelsau
originator: GBR
policy: uk
---

1. (OPR) The bridge was closed at noon.

2. (S - REL TO EST) Two officers were seen there.
`;

let folder = "";
let node: Node;
let app: FastifyInstance;

/** Stands for sessions: the header says whose it is, and for which cases the seat was given. */
const identify: Identify = ({ headers }) => {
  const { "test-seat": seat, "test-cases": cases } = headers;
  if (seat === undefined) return Promise.resolve({ kind: "nobody" });
  return Promise.resolve({
    ...{ kind: "seat", seat: readSeat(String(seat)), person: "p", by: "token", credential: "c" },
    ...{ scopes: null, cases: cases === undefined ? "all" : String(cases).split(",") },
  });
};

async function ask(seat: string | null, path: string, body?: object, cases?: string) {
  return app.inject({
    method: body === undefined ? "GET" : "POST",
    url: path,
    headers: {
      ...(seat === null ? {} : { "test-seat": seat }),
      ...(cases === undefined ? {} : { "test-cases": cases }),
    },
    ...(body === undefined ? {} : { payload: body }),
  });
}

async function act(seat: string): Promise<Act> {
  const of = await node.database.read((reader) => findCase(reader, "salisbury-2018"));
  if (of === null) throw new Error("the case is missing");
  return { of, seat: readSeat(seat), at: readInstant(new Date().toISOString()) };
}

const files = { facts: "", community: "", coalition: null };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "entente-test-"));
  const opened = await openExerciseNode({ dataFolder: folder, databaseUrl: null, tell: () => undefined });
  node = { ...opened, kind: "real", host: "GBR" };
  app = await createApp({ ...node, site: null, identify });
  files.facts = JSON.stringify(await readScenarioFile("case.json"));
  files.community = JSON.stringify({ ...(await readScenarioFile("community.json")), exercise: false });
}, 120_000);
afterAll(async () => {
  await app.close();
  await node.close();
  await rm(folder, { recursive: true, force: true });
});

describe("opening a real case", () => {
  test.each([
    [null, 401],
    ["DEU/drafter/carl.v", 404],
    ["GBR/desk/hentzau", 404],
    ["GBR/auditor/sapt", 404],
    ["GBR/administrator/fritz", 404],
  ] as const)("is nothing that %s can do", async (seat, status) => {
    expect((await ask(seat, "/api/cases", files)).statusCode).toBe(status);
  });

  test("is nothing for a seat that was given for some cases", async () => {
    const answer = await ask(DRAFTER, "/api/cases", files, "00000000-0000-4000-8000-000000000001");
    expect(answer.statusCode).toBe(404);
  });

  test("refuses an exercise, a file that is none, and fields nobody knows", async () => {
    const exercise = JSON.stringify(await readScenarioFile("community.json"));
    expect((await ask(DRAFTER, "/api/cases", { ...files, community: exercise })).json()).toMatchObject({
      code: "TRANSITION_REFUSED",
    });
    expect((await ask(DRAFTER, "/api/cases", { ...files, community: "{" })).statusCode).toBe(400);
    expect((await ask(DRAFTER, "/api/cases", { ...files, seat: AUTHORITY })).statusCode).toBe(400);
    expect((await ask(DRAFTER, "/api/exercises", files)).statusCode).toBe(404);
  });

  test("is done by a drafter of the member that runs the node, once", async () => {
    const opened = await ask(DRAFTER, "/api/cases", files);
    expect(opened.json()).toMatchObject({ case: "salisbury-2018", exercise: false });
    expect((await ask(DRAFTER, "/api/cases", files)).json()).toMatchObject({ code: "TRANSITION_REFUSED" });
  });
});

describe("a case that persons work on", () => {
  beforeAll(async () => {
    const drafted = await ask(DRAFTER, "/api/cases/salisbury-2018/documents/bridge/versions", {
      ...{ source: TEXT, original: null, attachments: [] },
    });
    expect(drafted.json()).toMatchObject({ version: 1, draftedBy: DRAFTER });
    const [drafter, authority, publisher] = [await act(DRAFTER), await act(AUTHORITY), await act(PUBLISHER)];
    const row = await node.database.read((reader) => findCase(reader, "salisbury-2018"));
    if (row === null) throw new Error("the case is missing");
    const context = { community: communityOf(row), keystore: node.keystore, ledger: node.ledger };
    const planned = await node.database.transact((tx) =>
      planDocument(tx, drafter, {
        ...{ document: "bridge", recipients: ["EST", "PUBLIC"], rules: noRules, publicText: null },
        ...{ renderings: ["txt"], ...context },
      }),
    );
    const plan = { document: "bridge", planDigest: planned.digest, ...context };
    await node.database.transact((tx) => approveRelease(tx, authority, { ...plan, findingsSeen: 0 }));
    const { release } = await node.database.transact((tx) => issueApproved(tx, authority, plan));
    const notice = { kind: "correction", text: "It was one o'clock.", replacedBy: null };
    const sent = await ask(AUTHORITY, `/api/cases/salisbury-2018/releases/${release}/notices`, notice);
    expect(sent.statusCode, sent.body).toBe(200);
    await node.database.transact((tx) =>
      publishCase(tx, publisher, { row, ...context, why: null, exposures: [] }),
    );
  }, 120_000);

  test.each([
    ["the lead's desk", "GBR/desk/hentzau", 1],
    ["a member that was sent a cut", "EST/desk/mart.t", 1],
    ["a member that was sent nothing", "DEU/desk/carl.v", 0],
    ["the lead's auditor", "GBR/auditor/sapt", 0],
    ["a member's administrator", "EST/administrator/kai", 0],
  ] as const)("is in the list of %s, or not", async (_who, seat, count) => {
    expect((await ask(seat, "/api/cases")).json<{ cases: unknown[] }>().cases).toHaveLength(count);
  });

  test("names no person of the lead in anything a reader gets", async () => {
    const at = "/api/cases/salisbury-2018";
    const { cuts } = (await ask("EST/desk/mart.t", `${at}/cuts`)).json<{ cuts: { id: string }[] }>();
    const id = cuts[0]?.id ?? "";
    const paths = [
      ...["/community", "/members", "/members/EST", "/cuts", "/notices", "/consents", `/cuts/${id}/files`],
      ...["json", "html", "pdf", "docx", "txt"].map((form) => `/cuts/${id}.${form}`),
    ];
    const got: string[] = [];
    for (const path of paths) {
      const answer = await ask("EST/desk/mart.t", at + path);
      expect(answer.statusCode, path).toBe(200);
      got.push(answer.rawPayload.toString("latin1"), ...decoded(answer.body));
    }
    got.push((await ask("EST/desk/mart.t", `${at}/search`, { query: "bridge", most: 9 })).body);
    const record = await node.database.read((reader) => readRecordFiles(reader, "salisbury-2018"));
    for (const bytes of record.values()) {
      const text = Buffer.from(bytes).toString("utf8");
      got.push(text, ...decoded(text));
    }
    expect(record.size).toBeGreaterThan(0);
    for (const name of NAMES) expect(got.filter((text) => text.includes(name))).toEqual([]);
  });

  test("names them to the lead, whose they are", async () => {
    const plans = await ask("GBR/desk/hentzau", "/api/cases/salisbury-2018/documents/bridge/plans");
    expect(plans.json()).toMatchObject({ plans: [{ proposedBy: DRAFTER, approvedBy: AUTHORITY }] });
  });

  test("cannot be approved, issued or published by a machine", async () => {
    const at = "/api/cases/salisbury-2018";
    for (const [seat, path, body] of [
      [AUTHORITY, "/documents/bridge/plans/AAAAAAAAAAAA/approval", { findingsSeen: 0 }],
      [AUTHORITY, "/documents/bridge/plans/AAAAAAAAAAAA/issue", undefined],
      [PUBLISHER, "/record", { why: null, exposures: [] }],
      [AUTHORITY, "/unsealings/AAAAAAAAAAAA/approval", undefined],
    ] as const) {
      const answer = await app.inject({
        ...{ method: "POST", url: at + path, headers: { "test-seat": seat } },
        ...(body === undefined ? {} : { payload: body }),
      });
      expect(answer.json(), path).toMatchObject({ status: 401, code: "STEP_UP_NEEDED" });
    }
  });
});

describe("machines that speak TAXII at the same moment", () => {
  const PATH = "/taxii2/salisbury-2018/collections/inbox/objects/";
  const type = "application/taxii+json;version=2.1";
  let own: FastifyInstance;
  beforeAll(async () => {
    own = await createApp({ ...node, site: null, identify: identifySeats(node.database, null) });
  });
  afterAll(() => own.close());

  /** Two tokens on one seat of EST, and how the first is revoked. */
  async function makeTokens(): Promise<{ goes: string; stays: string; revoke: () => Promise<void> }> {
    return node.database.transact(async (tx) => {
      const seat = readSeat("EST/desk/mart.t");
      const { id: person } = await placeSeat(tx, { seat, cases: "all", by: "node" });
      const limits = { idleSeconds: 900, absoluteSeconds: 28_800 };
      const { secret } = await openSession(tx, { person, signedInWith: "passkey", limits });
      const session = await findSession(tx, digestSecret(secret));
      if (session === null) throw new Error("nobody is signed in");
      const add = async (label: string): Promise<{ token: string; id: string }> => {
        const token = `entente_${makeSecret()}`;
        const wanted = { kind: "token", label, scopes: "all", days: 1 } as const;
        const { id } = await addMachine(tx, session.caller, { ...wanted, digest: digestSecret(token) });
        return { token, id };
      };
      const [goes, stays] = [await add("goes"), await add("stays")];
      return {
        ...{ goes: goes.token, stays: stays.token },
        revoke: () => node.database.transact((own) => revokeMachine(own, session.caller, goes.id)),
      };
    });
  }

  // Each from an address of its own, so that none is refused for how often another was.
  let asked = 0;
  const speak = async (token: string, brings: string | null): Promise<number> => {
    const headers = { authorization: `Bearer ${token}`, accept: type };
    asked += 1;
    const remoteAddress = `10.0.${asked >> 8}.${asked & 255}`;
    const object = {
      ...{ type: "identity", spec_version: "2.1", id: `identity--${randomUUID()}`, name: brings ?? "" },
      ...{ created: "2018-03-04T16:15:00.000Z", modified: "2018-03-04T16:15:00.000Z" },
    };
    const answer = await own.inject(
      brings === null
        ? { url: `${PATH}?limit=1000`, headers, remoteAddress }
        : {
            ...{ remoteAddress, method: "POST", url: PATH, headers: { ...headers, "content-type": type } },
            payload: JSON.stringify({ objects: [object] }),
          },
    );
    return answer.statusCode;
  };

  test("are answered together, and of them none whose token was revoked before it asked", async () => {
    const { goes, stays, revoke } = await makeTokens();
    let revoked = false;
    const late = new Map<string, number[]>();
    const ask = async (of: "goes" | "stays", brings: boolean): Promise<void> => {
      for (let turn = 0; turn < 25; turn += 1) {
        const key = `${of}, ${brings ? "brings" : "reads"}`;
        const begun = revoked;
        const said = brings ? `${of} ${begun ? "late" : "in time"}` : null;
        const status = await speak(of === "goes" ? goes : stays, said);
        if (begun) late.set(key, [...(late.get(key) ?? []), status]);
        else expect([200, 202, ...(of === "goes" ? [401] : [])]).toContain(status);
      }
    };
    const kinds = (["goes", "stays"] as const).flatMap((of) =>
      [true, false].map((brings) => ({ of, brings })),
    );
    const asking = Promise.all([...kinds, ...kinds].map(({ of, brings }) => ask(of, brings)));
    await Promise.all([speak(goes, null), speak(stays, null)]);
    await revoke();
    revoked = true;
    await asking;
    expect([...late].map(([key, statuses]) => [key, [...new Set(statuses)]]).sort()).toEqual([
      ...[
        ["goes, brings", [401]],
        ["goes, reads", [401]],
      ],
      ...[
        ["stays, brings", [202]],
        ["stays, reads", [200]],
      ],
    ]);
    // In one turn, so that they are looked up by one statement.
    const mixed = await Promise.all(
      Array.from({ length: 40 }, (_, n) => speak(n % 2 === 0 ? goes : stays, null)),
    );
    expect(mixed).toEqual(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? 401 : 200)));
    const kept = await own.inject({
      url: `${PATH}?limit=1000`,
      headers: { authorization: `Bearer ${stays}`, accept: type },
    });
    const names = kept.json<{ objects: { name: string }[] }>().objects.map(({ name }) => name);
    expect(names).toContain("stays late");
    expect(names).not.toContain("goes late");
  }, 60_000);
});

/** Everything in a text that is base64url of something, as text. */
function decoded(text: string): readonly string[] {
  return (text.match(/[A-Za-z0-9_-]{24,}/g) ?? []).map((run) => Buffer.from(run, "base64url").toString());
}
