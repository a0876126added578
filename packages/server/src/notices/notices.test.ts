import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { verifyCut, verifyNotice } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { readOfRelease, readUnder, writeUnder } from "../access/index.ts";
import { createApp } from "../http/app.ts";
import { identifyExerciseControl } from "../http/identify.ts";
import { readCutFiles } from "../releases/index.ts";
import { usualSessionLimits } from "../config/index.ts";
import { openReleaseDesk, TEXT } from "../releases/releases.fixture.ts";
import type { ReleaseDesk } from "../releases/releases.fixture.ts";
import { readRows } from "../storage/index.ts";
import { acknowledgeNotice, listAcknowledgements, listNotices, sendNotice } from "./index.ts";

let desk: ReleaseDesk;
let app: FastifyInstance;
let silent = "";
beforeAll(async () => {
  desk = await openReleaseDesk();
  app = await createApp({
    database: desk.database,
    keystore: desk.context.keystore,
    ...{ files: desk.files, jobs: desk.jobs },
    cosigners: [],
    folder: desk.folder,
    site: null,
    identify: identifyExerciseControl,
    ledger: desk.context.ledger,
    kind: "exercise",
    signIn: null,
    sessionLimits: usualSessionLimits,
    host: null,
    origin: null,
  });
  await desk.draft("silent", TEXT);
  silent = await desk.release("silent", ["DEU"]);
});
afterAll(async () => {
  await app.close();
  await desk.close();
});

let count = 0;
async function issued(): Promise<string> {
  const name = `document-${(count += 1)}`;
  await desk.draft(name, TEXT);
  return desk.release(name, ["DEU", "EST"]);
}

const send = (
  kind: "correction" | "supersession" | "recall",
  release: string,
  {
    text = "Read the next version.",
    replacedBy = null as string | null,
    seat = "GBR/release-authority",
  } = {},
): Promise<string> =>
  desk.database.transact((tx) =>
    sendNotice(tx, desk.actOf(seat), { kind, release, text, replacedBy, ...desk.context }),
  );
const acknowledge = (release: string, seat: string): Promise<number> =>
  desk.database.transact((tx) => acknowledgeNotice(tx, desk.actOf(seat), { release }));
const ask = async (release: string) => {
  const { statusCode, body, headers } = await app.inject(`/releases/${release}/notices`);
  return { statusCode, body, cache: headers["cache-control"] };
};

describe("a notice", () => {
  test("is signed, in the ledger, journaled, and what a holder's copy is told online", async () => {
    const release = await issued();
    const file = await send("recall", release, { text: "A source asks for it back." });
    const [cut] = (await desk.database.read((reader) => readCutFiles(reader, desk.viewOf("EST/desk")))).slice(
      -1,
    );
    const { document } = verifyCut({
      ...{ text: cut?.file ?? "", trust: { kind: "carried" }, primitives: nodePrimitives },
    });
    const { notice } = verifyNotice({
      ...{ text: file, header: document.header, trust: { kind: "carried" }, primitives: nodePrimitives },
    });
    expect(notice).toMatchObject({ kind: "recall", release, replacedBy: null });
    const answer = await ask(release);
    expect(answer).toMatchObject({ statusCode: 200, cache: "no-store" });
    expect(JSON.parse(answer.body)).toEqual({ notices: [file] });
    const [leaf, journal] = await desk.database.read(async (reader) => {
      await readUnder(reader, desk.lead);
      return [
        await readRows(
          reader,
          sql`SELECT 1 FROM commitment c JOIN notice n ON n.leaf_index = c.leaf_index
          WHERE c.kind = 'notice' AND n.release_name = ${release}`,
        ),
        await readRows(reader, sql`SELECT 1 FROM journal WHERE action = 'notice.recall'`),
      ];
    });
    expect([leaf.length, journal.length]).toEqual([1, 1]);
  });

  test("of a superseded release names the one that takes its place", async () => {
    const [old, next] = [await issued(), await issued()];
    await send("supersession", old, { replacedBy: next });
    const rows = await desk.database.read((reader) => listNotices(reader, desk.viewOf("DEU/desk")));
    expect(rows).toContainEqual(expect.objectContaining({ release: old, replacedBy: next }));
    for (const replacedBy of [null, "AAAAAAAAAAAAAAAAAAAAAA", old])
      await expect(send("supersession", old, { replacedBy })).rejects.toMatchObject({
        code: expect.stringMatching(/^(REQUEST_INVALID|NOT_FOUND|TRANSITION_REFUSED)$/) as string,
      });
    await expect(send("recall", old, { replacedBy: next })).rejects.toMatchObject({
      code: "REQUEST_INVALID",
    });
  });

  test("holds nothing that any holder is not shown", async () => {
    const release = await issued();
    for (const text of [
      "Nobody but the lead reads of the tunnel.",
      "Not correct: A caller had warned of it.",
    ])
      await expect(send("correction", release, { text })).rejects.toMatchObject({ code: "RELEASE_LEAKS" });
    await send("correction", release, { text: "The first paragraph names the wrong hour." });
  });

  test.each(["GBR/drafter", "GBR/desk", "EST/release-authority"])("is not %s's to send", async (seat) => {
    await expect(send("recall", silent, { seat })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("is acknowledged by each holder for itself, once, and nothing is deleted", async () => {
    const release = await issued();
    await send("correction", release);
    await send("recall", release);
    const before = await desk.database.read((reader) => readCutFiles(reader, desk.viewOf("EST/desk")));
    expect(await acknowledge(release, "EST/desk")).toBe(2);
    expect(await acknowledge(release, "EST/desk")).toBe(0);
    const rows = await desk.database.read((reader) => listAcknowledgements(reader, desk.lead));
    const [id] = (await desk.database.read((reader) => listNotices(reader, desk.lead)))
      .filter((one) => one.release === release)
      .map((one) => one.id);
    expect(rows.filter(({ noticeId }) => noticeId === id)).toEqual([
      { noticeId: id, member: "DEU", at: null },
      { noticeId: id, member: "EST", at: expect.any(String) as string },
    ]);
    expect(await desk.database.read((reader) => readCutFiles(reader, desk.viewOf("EST/desk")))).toEqual(
      before,
    );
    for (const seat of ["FRA/desk", "GBR/desk"])
      await expect(acknowledge(release, seat)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("is not acknowledged for another, nor put up by an ally, by a row stored directly", async () => {
    const release = await issued();
    await send("recall", release);
    const [notice] = (await desk.database.read((reader) => listNotices(reader, desk.lead))).filter(
      (one) => one.release === release,
    );
    if (notice === undefined) throw new Error("no notice");
    for (const [seat, member] of [
      ["EST/desk", "DEU"],
      ["GBR/desk", "DEU"],
      ["GBR/desk", "GBR"],
      ["FRA/desk", "FRA"],
    ] as const)
      await expect(
        desk.database.transact(async (tx) => {
          const labelled = await writeUnder(tx, desk.viewOf(seat));
          await labelled
            .insertInto("acknowledgement")
            .values({
              ...{ notice_id: notice.id, case_id: desk.row.id, member, seat: `${member}/desk` },
              at: desk.row.clock,
            })
            .execute();
        }),
      ).rejects.toMatchObject({ code: "42501" });
    for (const [seat, by] of [
      ["EST/desk", "GBR/release-authority"],
      ["GBR/desk", "GBR/drafter"],
    ] as const)
      await expect(
        desk.database.transact(async (tx) => {
          const labelled = await writeUnder(tx, desk.viewOf(seat));
          await labelled
            .insertInto("notice")
            .values({
              ...{
                id: desk.row.id,
                case_id: desk.row.id,
                release_id: notice.releaseId,
                release_name: release,
              },
              ...{ kind: "recall", text: "x", replaced_by: null, file: "", signed_by: by },
              ...{ signed_at: desk.row.clock, leaf_index: 0 },
            })
            .execute();
        }),
      ).rejects.toMatchObject({ code: "42501" });
  });
});

describe("whoever asks with the name of a release", () => {
  test("is told the same of one that is unknown as of one nothing is said of", async () => {
    const unknown = await ask("AAAAAAAAAAAAAAAAAAAAAA");
    expect(unknown).toEqual(await ask(silent));
    expect(unknown.body).toBe('{"notices":[]}');
    expect(silent).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  test("reaches nothing else with it", async () => {
    const release = await issued();
    await send("recall", release);
    const counts = await desk.database.read(async (reader) => {
      await readOfRelease(reader, release);
      const found: number[] = [];
      for (const table of [
        "notice",
        "cut",
        "release",
        "release_issue",
        "portion",
        "document",
        "acknowledgement",
      ]) {
        const [row] = await readRows(
          reader,
          sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`,
        );
        found.push(row?.n ?? -1);
      }
      return found;
    });
    expect(counts).toEqual([1, 0, 0, 0, 0, 0, 0]);
  });

  test("reaches nothing with it once the transaction is under a view", async () => {
    const release = await issued();
    await send("recall", release);
    const seen = await desk.database.read(async (reader) => {
      await readOfRelease(reader, release);
      return listNotices(reader, desk.viewOf("FRA/desk"));
    });
    expect(seen).toEqual([]);
  });

  test.each(["x", "AAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAA%00"])(
    "is refused for %s",
    async (name) => {
      expect((await ask(name)).statusCode).toBe(400);
    },
  );
});
