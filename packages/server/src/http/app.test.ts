import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hash, randomUUID } from "node:crypto";
import type { FastifyInstance, RouteOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { verifyCut } from "@entente/core/releases";
import { verifyCutPage } from "@entente/core/pages";
import { nodePrimitives } from "@entente/verifier";
import { openExerciseView, openSeatView, readSeat, readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { findCase } from "../cases/index.ts";
import { playScenario, pinTrust, readScenario } from "../exercise/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import type { Reader } from "../storage/index.ts";
import { createApp } from "./app.ts";
import { createServer } from "./server.ts";
import { openEdgeKeys } from "./edge-keys.ts";
import { identifyExerciseControl } from "./identify.ts";
import { mountRoutes } from "./mount.ts";
import { routes as registry } from "./registry.ts";

let folder = "";
let node: Node;
let app: FastifyInstance;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "entente-test-"));
  node = await openExerciseNode({ dataFolder: folder, databaseUrl: null, tell: () => undefined });
  await playScenario(await readScenario("scenarios/litvinenko-2006"), { ...node, report: () => undefined });
  app = await createApp({ ...node, site: null, identify: identifyExerciseControl });
});

afterAll(async () => {
  await app.close();
  await node.close();
  await rm(folder, { recursive: true, force: true });
});

interface Overview {
  readonly exercise: boolean;
  readonly tallies: readonly {
    readonly persons: number;
    readonly states: number;
    readonly ruleText: string;
  }[];
  readonly cuts: readonly {
    readonly id: string;
    readonly recipient: string;
    readonly json: string;
    readonly page: string;
  }[];
  readonly record: { readonly href: string } | null;
}

async function openView(reader: Reader): Promise<View> {
  const row = await findCase(reader, "litvinenko-2006");
  if (row === null) throw new Error("the case is missing");
  return openExerciseView(row);
}

async function getOverview(): Promise<Overview> {
  return (await app.inject("/api/cases/litvinenko-2006")).json<Overview>();
}

describe("the board", () => {
  test("lists exercises and says what the database holds, with the rule beside the figure", async () => {
    expect((await app.inject("/api/cases")).json()).toEqual({
      cases: [expect.objectContaining({ slug: "litvinenko-2006", exercise: true })],
    });
    const overview = await getOverview();
    expect(overview.exercise).toBe(true);
    expect(overview.tallies[0]).toMatchObject({ persons: 4, states: 1 });
    expect(overview.tallies[0]?.ruleText).toContain("GBR");
  });
});

describe("a cut", () => {
  test("comes as the file that verifies for its recipient, and as a page of the same cut", async () => {
    const trust = await node.database.read((reader) => pinTrust(reader, node, "GBR"));
    const { cuts } = await getOverview();
    expect(cuts.length).toBeGreaterThan(0);
    for (const { json, page, recipient } of cuts) {
      const file = await app.inject(json);
      expect(file.headers["content-type"]).toContain("application/json");
      expect(verifyCut({ text: file.body, trust, primitives: nodePrimitives }).document.recipient).toBe(
        recipient,
      );
      const html = await app.inject(page);
      expect(verifyCutPage({ text: html.body, trust, primitives: nodePrimitives }).document.recipient).toBe(
        recipient,
      );
    }
  });

  test("is in the journal before it leaves", async () => {
    const { cuts } = await getOverview();
    const [cut] = cuts;
    if (cut === undefined) throw new Error("no cut");
    const count = async (): Promise<number> =>
      (
        await node.database.read(async (reader) =>
          (await readUnder(reader, await openView(reader)))
            .selectFrom("journal")
            .select("id")
            .where("action", "=", "cut.read")
            .where("subject", "=", cut.id)
            .execute(),
        )
      ).length;
    const before = await count();
    await app.inject(cut.json);
    expect(await count()).toBe(before + 1);
  });
});

test("the record is served byte for byte as it is stored", async () => {
  const { record } = await getOverview();
  const page = await app.inject(record?.href ?? "");
  expect(page.statusCode).toBe(200);
  expect(page.headers["content-type"]).toContain("text/html");
  expect(page.body).toContain("EXERCISE");
  const stored = await node.database.read((reader) =>
    reader
      .selectFrom("record_file")
      .select("bytes")
      .where("path", "=", "index.html")
      .executeTakeFirstOrThrow(),
  );
  expect(page.rawPayload.equals(Buffer.from(stored.bytes))).toBe(true);
});

describe("a document", () => {
  const at = "/api/cases/litvinenko-2006/documents/assessment";

  test("shows its versions, its originals and who had them", async () => {
    expect((await app.inject(`${at}/versions`)).json()).toMatchObject({
      versions: [{ version: 1, draftedBy: "GBR/drafter" }],
    });
    const { originals, custody } = (await app.inject(`${at}/custody`)).json<{
      originals: { name: string; sha256: string }[];
      custody: { act: string }[];
    }>();
    expect(originals).toMatchObject([{ name: "assessment.md", mediaType: "text/markdown" }]);
    expect(custody.map(({ act }) => act).slice(0, 3)).toEqual(["received", "versioned", "released"]);
  });

  test("gives its original byte for byte, to be kept and not shown, and the trail says so first", async () => {
    const file = await readFile("scenarios/litvinenko-2006/documents/assessment.md");
    const answer = await app.inject(`${at}/versions/1/original`);
    expect(answer.rawPayload.equals(file)).toBe(true);
    expect(answer.headers["content-disposition"]).toContain("attachment");
    expect(answer.headers["content-type"]).toBe("application/octet-stream");
    const { custody } = (await app.inject(`${at}/custody`)).json<{
      custody: { act: string; seat: string }[];
    }>();
    expect(custody.at(-1)).toMatchObject({ act: "exported", seat: "exercise-control", version: 1 });
  });

  test("is compared portion by portion; with itself it differs in nothing", async () => {
    expect((await app.inject(`${at}/diff/1/1`)).json()).toEqual({ from: 1, to: 1, header: [], portions: [] });
  });

  test.each([
    "assessment/diff/1/2",
    "assessment/diff/0/1",
    "nothing/versions",
    "nothing/custody",
    "assessment/versions/2/original",
    "assessment/versions/0/original",
  ])("%s is as absent as anything else", async (path) => {
    const answer = await app.inject(`/api/cases/litvinenko-2006/documents/${path}`);
    expect([400, 404]).toContain(answer.statusCode);
  });
});

describe("what is not there", () => {
  const absent = [
    "/api/cases/nothing",
    "/api/cases/litvinenko-2006/documents/nothing/versions",
    "/api/cases/litvinenko-2006/documents/nothing/custody",
    "/api/cases/litvinenko-2006/documents/assessment/versions/9/original",
    `/api/cases/litvinenko-2006/cuts/${randomUUID()}.json`,
    `/api/cases/litvinenko-2006/cuts/${randomUUID()}.html`,
    "/records/nothing/index.html",
    "/records/litvinenko-2006/nothing.html",
    "/records/litvinenko-2006/..%2f..%2fetc%2fpasswd",
    "/nowhere",
  ];

  test.each(absent)("%s gives one and the same answer", async (url) => {
    const answer = await app.inject(url);
    expect(answer.statusCode).toBe(404);
    expect(answer.headers["content-type"]).toContain("application/problem+json");
    expect(answer.json()).toEqual((await app.inject("/nowhere")).json());
  });

  test("a real case is as absent as none, on every address that could name it", async () => {
    const { id: slugOfReal, cut } = await makeReal();
    const document = `/api/cases/${slugOfReal}/documents/assessment`;
    for (const url of [
      ...[
        `/api/cases/${slugOfReal}`,
        `/api/cases/litvinenko-2006/cuts/${cut}.json`,
        `/api/cases/litvinenko-2006/cuts/${cut}.html`,
      ],
      ...[`${document}/versions`, `${document}/custody`, `${document}/versions/1/original`],
    ]) {
      const answer = await app.inject(url);
      expect([answer.statusCode, answer.json()]).toEqual([404, (await app.inject("/nowhere")).json()]);
    }
    expect((await app.inject("/api/cases")).body).not.toContain(slugOfReal);
  });

  /** The exercise's rows again, as a case that is not an exercise; rolled into one transaction of the owner's making. */
  async function makeReal(): Promise<{ id: string; cut: string }> {
    return node.database.transact(async (tx) => {
      const [caseId, documentId, originalId, versionId, releaseId, cutId] = [
        ...[randomUUID(), randomUUID(), randomUUID()],
        ...[randomUUID(), randomUUID(), randomUUID()],
      ] as const;
      const row = await tx.selectFrom("case_file").selectAll().executeTakeFirstOrThrow();
      await tx
        .insertInto("case_file")
        .values({
          ...row,
          id: caseId,
          slug: "real-case",
          exercise: false,
          community: JSON.stringify(row.community),
          coalition: null,
          frame: JSON.stringify(row.frame),
        })
        .execute();
      const labelled = await readUnder(tx, await openView(tx));
      const document = await labelled.selectFrom("document").selectAll().executeTakeFirstOrThrow();
      const original = await labelled.selectFrom("original").selectAll().executeTakeFirstOrThrow();
      const version = await labelled.selectFrom("document_version").selectAll().executeTakeFirstOrThrow();
      const { ordinal: _, ...release } = await labelled
        .selectFrom("release")
        .selectAll()
        .executeTakeFirstOrThrow();
      const [approval, issue, cut] = await Promise.all([
        labelled
          .selectFrom("release_approval")
          .selectAll()
          .where("release_id", "=", release.id)
          .executeTakeFirstOrThrow(),
        labelled
          .selectFrom("release_issue")
          .selectAll()
          .where("release_id", "=", release.id)
          .executeTakeFirstOrThrow(),
        labelled.selectFrom("cut").selectAll().where("release_id", "=", release.id).executeTakeFirstOrThrow(),
      ]);
      const leaf = await tx
        .selectFrom("ledger_leaf")
        .selectAll()
        .orderBy("index", "desc")
        .executeTakeFirstOrThrow();
      await tx
        .insertInto("ledger_leaf")
        .values({ ...leaf, index: leaf.index + 1 })
        .execute();
      const of = { case_id: caseId, document_id: documentId };
      const real = await writeUnder(
        tx,
        openSeatView(readSeat(`${row.lead}/desk`), { ...row, id: caseId, exercise: false }),
      );
      await real
        .insertInto("document")
        .values({ ...document, id: documentId, case_id: caseId })
        .execute();
      // In its row, as older nodes kept originals: the file belongs to the case it came to.
      const bytes = Buffer.from("an original");
      await real
        .insertInto("original")
        .values({
          ...{ ...original, ...of, id: originalId, file_id: null, bytes },
          ...{ sha256: hash("sha256", bytes, "hex"), size: bytes.length },
        })
        .execute();
      await real
        .insertInto("document_version")
        .values({ ...version, ...of, id: versionId, original_id: originalId })
        .execute();
      await real
        .insertInto("release")
        .values({
          ...{ ...release, ...of, id: releaseId, version_id: versionId },
          ...{ recipients: JSON.stringify(release.recipients), rules: JSON.stringify(release.rules) },
        })
        .execute();
      const steps = { case_id: caseId, release_id: releaseId };
      await real
        .insertInto("release_preparation")
        .values({ ...steps, prepared: "{}" })
        .execute();
      await real
        .insertInto("release_approval")
        .values({ ...approval, ...steps })
        .execute();
      await real
        .insertInto("release_issue")
        .values({ ...issue, ...steps, name: "another", leaf_index: leaf.index + 1 })
        .execute();
      await real
        .insertInto("cut")
        .values({
          ...{ ...cut, ...of, id: cutId, version_id: versionId, release_id: releaseId },
          leaf_index: leaf.index + 1,
        })
        .execute();
      return { id: "real-case", cut: cutId };
    });
  }
});

describe("a request that is not what the address takes", () => {
  test.each([
    "/api/cases/litvinenko-2006/cuts/not-a-uuid.json",
    `/api/cases/litvinenko-2006/cuts/${randomUUID()}.xml`,
  ])("%s is refused or absent, never a fault", async (url) => {
    const answer = await app.inject(url);
    expect([400, 404]).toContain(answer.statusCode);
    expect(answer.json()).toMatchObject({
      code: answer.statusCode === 400 ? "REQUEST_INVALID" : "NOT_FOUND",
    });
  });
});

test("a fault of ours is answered without its reason, which may hold what the reader may not see", async () => {
  const server = await createServer();
  server.get("/fault", () => {
    throw new Error("a name from a withheld portion");
  });
  const printed = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const answer = await server.inject("/fault");
  const told = printed.mock.calls.join("");
  printed.mockRestore();
  await server.close();
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toMatchObject({ code: "INTERNAL" });
  expect(answer.body).not.toContain("withheld portion");
  expect(told).toContain("a name from a withheld portion");
});

test("every route names what it answers with, and every answer has a strict content policy", async () => {
  const server = await createServer();
  const routes: RouteOptions[] = [];
  server.addHook("onRoute", (route) => void routes.push(route));
  mountRoutes(server, registry, {
    ...{ node, identify: identifyExerciseControl },
    keys: await openEdgeKeys(node.database),
  });
  await server.ready();
  expect(routes.length).toBeGreaterThan(4);
  for (const { url, schema } of routes) {
    expect(schema?.response, url).toBeDefined();
    if (url.includes(":") || url.includes("*")) expect(schema?.params, url).toBeDefined();
  }
  await server.close();
  for (const url of ["/api/cases", "/nowhere", "/verify", (await getOverview()).cuts[0]?.page ?? ""]) {
    expect((await app.inject(url)).headers["content-security-policy"]).toContain("default-src 'none'");
  }
});
