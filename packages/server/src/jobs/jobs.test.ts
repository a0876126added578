import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { setTimeout as pause } from "node:timers/promises";
import { openSeatView, readSeat, readUnder, writeJournal } from "../access/index.ts";
import { deliverApproaches, openApproaches } from "../approaches/index.ts";
import { startBackground } from "../background/index.ts";
import { openFileStore, openPlace } from "../files/index.ts";
import type { FileStore } from "../files/index.ts";
import { openReleaseDesk, TEXT } from "../releases/releases.fixture.ts";
import type { ReleaseDesk } from "../releases/releases.fixture.ts";
import { readCutFiles } from "../releases/index.ts";
import type { Transactor } from "../storage/index.ts";
import { cancelJob } from "./jobs.ts";
import { openJobs, openQueue, startWorkers } from "./index.ts";
import type { JobRow, Jobs, Plan, Queue, Workers } from "./index.ts";
import { findJob, listJobs } from "./store.ts";

const quick = { pollSeconds: 0.5, watchSeconds: 1 } as const;
let desk: ReleaseDesk;
let sender: Queue;
let jobs: Jobs;
let files: FileStore;
const told: string[] = [];
const tell = (sentence: string): void => void told.push(sentence);

beforeAll(async () => {
  desk = await openReleaseDesk();
  sender = openQueue(desk.openStatements(), null, tell);
  jobs = openJobs(sender);
  const { database, context, folder } = desk;
  files = openFileStore({ database, keystore: context.keystore, blobs: await openPlace(folder) });
  await desk.draft("note", TEXT);
  await desk.release("note", ["DEU", "EST"]);
});
afterAll(async () => {
  await sender.close();
  await desk.close();
});

const lead = "GBR/desk";
const readJob = (id: string, seat = lead): Promise<JobRow | null> =>
  desk.database.read((reader) => findJob(reader, desk.viewOf(seat), id));

/** Waits until the job is in that state. */
async function until(id: string, state: JobRow["state"], seat = lead): Promise<JobRow> {
  for (let look = 0; look < 300; look += 1) {
    const row = await readJob(id, seat);
    if (row?.state === state) return row;
    await pause(100);
  }
  throw new Error(
    `${id} is ${(await readJob(id, seat))?.state ?? "nowhere"} and not ${state}: ${told.join(" ")}`,
  );
}

const want = (seat: string, wish: Parameters<Jobs["want"]>[2]): Promise<string> =>
  desk.database.transact((tx) => jobs.want(tx, desk.actOf(seat), wish));

const background = (): Promise<Workers> =>
  startBackground({
    ...{ database: desk.database, ...desk.context, files, jobs, folder: desk.folder, tell },
    connectOwner: desk.connectOwner,
    queue: openQueue(desk.openStatements(), quick, tell),
    clock: { wall: () => desk.row.clock, stopwatch: () => performance.now() },
  });

/** Workers that do with renderings and deliveries what a test says. */
const working = (plan: Plan): Promise<Workers> =>
  startWorkers({
    ...{ database: desk.database, tell, now: () => desk.row.clock },
    queue: openQueue(desk.openStatements(), quick, tell),
    plans: { rendering: plan, delivery: plan, "t-zero": plan },
    rounds: {
      reminders: () => Promise.resolve(),
      "witness-round": () => Promise.resolve(),
      filing: () => Promise.resolve(),
    },
  });

/** An effect that can be counted: a row that nothing keeps from being there twice. */
const leaveMark = (id: string) => async (tx: Transactor) => {
  await writeJournal(tx, {
    ...{ caseId: desk.row.id, at: desk.row.clock, seat: lead, action: "test.mark", subject: id, detail: {} },
  });
  return { marked: true };
};

const listMarks = (ids: readonly string[]): Promise<readonly string[]> =>
  desk.database.read(async (reader) => {
    const labelled = await readUnder(reader, desk.lead);
    const rows = await labelled
      .selectFrom("journal")
      .select("subject")
      .where("action", "=", "test.mark")
      .execute();
    return rows
      .map(({ subject }) => subject)
      .filter((subject) => ids.includes(subject))
      .toSorted();
  });

describe("work that is wanted", () => {
  test("is there when the change that wants it is, and not when that is rolled back", async () => {
    const wish = { kind: "rendering", cut: "b7d1a2c4-0000-4000-8000-000000000000", form: "pdf" } as const;
    let id = "";
    const failing = desk.database.transact(async (tx) => {
      id = await jobs.want(tx, desk.actOf(lead), wish);
      throw new Error("the change fails");
    });
    await expect(failing).rejects.toThrow("the change fails");
    expect(await readJob(id)).toBeNull();
    const owner = desk.openStatements();
    const { rows } = await owner.execute("SELECT id FROM entente_queue.job WHERE id = $1", [id]);
    expect(rows).toEqual([]);
    const kept = await want(lead, wish);
    const queued = await owner.execute("SELECT data FROM entente_queue.job WHERE id = $1", [kept]);
    // Ids and whose they are; what it is about is in the labelled row.
    expect(queued.rows).toEqual([{ data: { job: kept, case: desk.row.id, seat: lead } }]);
    await desk.database.transact((tx) => cancelJob(tx, desk.actOf(lead), kept));
    await owner.close();
  });

  test("is seen by the member that wanted it and by nobody else", async () => {
    const [cut] = await desk.database.read((reader) => readCutFiles(reader, desk.viewOf("EST/desk")));
    const id = await want("EST/desk", { kind: "rendering", cut: cut?.id ?? "", form: "docx" });
    expect(await readJob(id, "EST/desk")).toMatchObject({ state: "waiting", seat: "EST/desk" });
    for (const seat of ["DEU/desk", "GBR/desk", "GBR/release-authority"])
      expect(await readJob(id, seat)).toBeNull();
    const other = openSeatView(readSeat("DEU/desk"), desk.row);
    expect(await desk.database.read((reader) => listJobs(reader, other, "EST/desk"))).toEqual([]);
    const wrong = desk.database.transact((tx) => cancelJob(tx, desk.actOf("EST/release-authority"), id));
    await expect(wrong).rejects.toMatchObject({ code: "NOT_FOUND" });
    await desk.database.transact((tx) => cancelJob(tx, desk.actOf("EST/desk"), id));
  });
});

describe("work that is done", () => {
  test("renders a member's own cut into a file that only it and the lead can read, and nothing of another's", async () => {
    const workers = await background();
    const [cut] = await desk.database.read((reader) => readCutFiles(reader, desk.viewOf("EST/desk")));
    const id = await want("EST/desk", { kind: "rendering", cut: cut?.id ?? "", form: "docx" });
    const { outcome, done, steps } = await until(id, "done", "EST/desk");
    expect({ done, steps }).toEqual({ done: 2, steps: 2 });
    const file = outcome?.["file"];
    if (typeof file !== "string") throw new Error("no file");
    const read = (seat: string) =>
      desk.database.read((reader) => files.read(reader, desk.viewOf(seat), file));
    expect(
      Buffer.from((await read("EST/desk"))?.bytes ?? [])
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
    expect(await read("GBR/desk")).not.toBeNull();
    expect(await read("DEU/desk")).toBeNull();
    // Another's cut is nothing to it.
    const foreign = await want("DEU/desk", { kind: "rendering", cut: cut?.id ?? "", form: "docx" });
    const failed = await untilTried(foreign, "DEU/desk");
    expect(failed).toMatchObject({ failure: "NOT_FOUND", outcome: null });
    await desk.database.transact((tx) => cancelJob(tx, desk.actOf("DEU/desk"), foreign));
    await workers.stop();
  });

  async function untilTried(id: string, seat: string): Promise<JobRow> {
    for (let look = 0; look < 300; look += 1) {
      const row = await readJob(id, seat);
      if (row?.failure !== null && row !== null) return row;
      await pause(100);
    }
    throw new Error("never tried");
  }

  test("is tried again with its failure told, and has its effect once", async () => {
    let tries = 0;
    const workers = await working(async ({ job, report }) => {
      tries += 1;
      await report(1, 3);
      if (tries === 1) throw new Error("what this says must not be in a row");
      return leaveMark(job.id);
    });
    const id = await want(lead, { kind: "delivery", member: "EST" });
    const job = await until(id, "done");
    expect(job).toMatchObject({
      tries: 2,
      failure: "INTERNAL",
      done: 3,
      steps: 3,
      outcome: { marked: true },
    });
    expect(tries).toBe(2);
    expect(await listMarks([id])).toEqual([id]);
    // Put into the queue again, as after a restore without it: it has ended, so nothing happens.
    await desk.database.transact((tx) => jobs.putBack(tx, desk.row, "GBR/release-authority"));
    await pause(1500);
    await workers.stop();
    expect(await listMarks([id])).toEqual([id]);
    const late = desk.database.transact((tx) => cancelJob(tx, desk.actOf(lead), id));
    await expect(late).rejects.toMatchObject({ code: "JOB_ENDED" });
  });

  test("is shared by several processes, each piece done once", async () => {
    const plan: Plan = async ({ job }) => {
      await pause(20);
      return leaveMark(job.id);
    };
    const wanted = await desk.database.transact(async (tx) => {
      const ids: string[] = [];
      for (let index = 0; index < 12; index += 1)
        ids.push(await jobs.want(tx, desk.actOf(lead), { kind: "delivery", member: `M${index}` }));
      return ids;
    });
    const workers = await Promise.all([working(plan), working(plan), working(plan)]);
    for (const id of wanted) await until(id, "done");
    await Promise.all(workers.map((one) => one.stop()));
    expect(await listMarks(wanted)).toEqual(wanted.toSorted());
  });

  test("goes on elsewhere when its worker is killed in the middle, and is done once", async () => {
    desk.announce();
    const child = spawn(
      process.execPath,
      ["--conditions=source", join(import.meta.dirname, "fixtures", "slow-worker.ts"), desk.folder],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const began = new Promise<string>((resolve) => {
      child.stdout.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
    });
    const id = await want(lead, { kind: "delivery", member: "EST" });
    expect(await began).toBe(id);
    expect(await readJob(id)).toMatchObject({ state: "running", done: 1, steps: 4, tries: 1 });
    child.kill("SIGKILL");
    const killed = performance.now();
    const workers = await working(({ job }) => Promise.resolve(leaveMark(job.id)));
    const job = await until(id, "done");
    await workers.stop();
    expect(job).toMatchObject({ tries: 2, outcome: { marked: true } });
    expect(await listMarks([id])).toEqual([id]);
    expect(performance.now() - killed).toBeLessThan(30_000);
  });

  test("stops when it is cancelled, and nothing comes of it", async () => {
    let stopped: unknown = null;
    let began = false;
    const workers = await working(async ({ signal }) => {
      began = true;
      await pause(20_000, undefined, { signal }).catch((error: unknown) => {
        stopped = error;
        throw error;
      });
      return () => Promise.resolve({});
    });
    const id = await want(lead, { kind: "delivery", member: "FRA" });
    await vi.waitFor(() => expect(began).toBe(true), 10_000);
    await desk.database.transact((tx) => cancelJob(tx, desk.actOf(lead), id));
    await vi.waitFor(() => expect(stopped).not.toBeNull(), 10_000);
    await workers.stop();
    expect(await readJob(id)).toMatchObject({ state: "cancelled", outcome: null });
  });
});

describe("what is delivered", () => {
  const countFiled = (member: string): Promise<number> =>
    desk.database.read(async (reader) => {
      const rows = await (
        await readUnder(reader, desk.viewOf(`${member}/desk`))
      )
        .selectFrom("taxii_object")
        .select("added")
        .execute();
      return rows.length;
    });
  const deliver = (member: string): Promise<void> =>
    desk.database.transact((tx) => deliverApproaches(tx, desk.actOf(lead), [member]));

  test("is filed for machines at once by a node that works, and at its start by one that did not", async () => {
    await desk.database.transact((tx) =>
      openApproaches(tx, desk.actOf(lead), {
        ...{ members: ["DEU", "EST"], documents: ["note"], ask: "Act.", community: desk.context.community },
        answerBy: desk.row.clock,
      }),
    );
    await deliver("EST");
    expect(await countFiled("EST")).toBe(0);
    const workers = await background();
    await vi.waitFor(async () => expect(await countFiled("EST")).toBeGreaterThan(3), 5_000);
    expect(await countFiled("DEU")).toBe(0);
    // The round is asked for once in a minute, and was.
    await deliver("DEU");
    await vi.waitFor(async () => expect(await countFiled("DEU")).toBeGreaterThan(3), 5_000);
    await workers.stop();
  });
});
