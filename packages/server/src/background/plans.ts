// How each kind of background work is done: what takes long while planning, what lasts while applying.
import { join } from "node:path";
import { readInstant, readString } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { deliverApproaches, listApproaches } from "../approaches/index.ts";
import { namesOf } from "../cases/index.ts";
import { writeFolder } from "../exchange/index.ts";
import type { FileStore } from "../files/index.ts";
import { readHandouts } from "../handouts/index.ts";
import type { Jobs, Plan } from "../jobs/index.ts";
import type { Keystore } from "../keys/index.ts";
import { journalReading, prepareCut } from "../releases/index.ts";
import { ServerError } from "../errors.ts";
import type { Database } from "../storage/index.ts";
import { openRound } from "../t-zero/index.ts";

export interface PlanServices {
  readonly database: Database;
  readonly keystore: Keystore;
  readonly files: FileStore;
  readonly jobs: Jobs;
  /** The node's data folder. */
  readonly folder: string;
  /** What is taken for time at T-0. */
  readonly tellTime: () => Instant;
}

const MEDIA_TYPES = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const;

/** A cut as PDF or DOCX. Reading it is what is journaled, when it is read; making it discloses nothing. */
export function planRendering({ database, keystore, files, folder }: Omit<PlanServices, "tellTime">): Plan {
  return async ({ job, of, view, report }) => {
    const cutId = readString(job.subject["cut"], "subject.cut");
    const form = job.subject["form"] === "docx" ? "docx" : "pdf";
    await report(0, 2);
    const cut = await database.read((reader) =>
      prepareCut(reader, view, { cutId, names: namesOf(of), keystore, folder }),
    );
    if (cut === null)
      throw new ServerError("NOT_FOUND", "There is no such cut, or you may not see it. Ask the lead's desk.");
    const made = await cut.write(form);
    await report(1, 2);
    const bytes = typeof made === "string" ? Buffer.from(made, "utf8") : made;
    const put = await files.put(of.id, bytes);
    await report(2, 2);
    return async (tx) => {
      await files.name(tx, view, { ...put, member: view.member, mediaType: MEDIA_TYPES[form] });
      return { file: put.id, cut: cutId, sha256: put.sha256, recipient: cut.recipient };
    };
  };
}

/**
 * What one member is given of a case, as files in the outbox, which is the slowest wire and the one everybody has. The same
 * files again are the same bytes, so writing them twice is writing them once; delivered is what the transaction says.
 */
export function planDelivery({ database, folder }: Pick<PlanServices, "database" | "folder">): Plan {
  return async ({ job, of, view, report, signal }) => {
    const member = readString(job.subject["member"], "subject.member");
    const handouts = await database.read(async (reader) =>
      (await readHandouts(reader, view, { folder, only: null })).filter(
        ({ recipient }) => recipient === member,
      ),
    );
    const files = handouts.flatMap((handout) => handout.files);
    for (const [index, { path, file }] of files.entries()) {
      await report(index, files.length);
      signal.throwIfAborted();
      await writeFolder(join(folder, "outbox", of.slug), new Map([[path, file]]));
    }
    await report(files.length, files.length);
    return async (tx, act) => {
      const approach = (await listApproaches(tx, view)).find((one) => one.member === member);
      if (approach?.deliveredAt === null) await deliverApproaches(tx, act, [member]);
      for (const cut of handouts) await journalReading(tx, view, { cut, by: act.seat.id, at: act.at });
      return { files: files.length };
    };
  };
}

/** T-0 is due by what was known when the job was wanted; the database is asked whether it still is. */
export function planTZero({ jobs, tellTime }: Pick<PlanServices, "jobs" | "tellTime">): Plan {
  return ({ of, job: { subject } }) => {
    const round = subject["round"];
    if (typeof round !== "number") throw new RangeError("a job of T-0 names its round");
    const due = { round, dueAt: readInstant(readString(subject["dueAt"], "subject.dueAt")) };
    return Promise.resolve(async (tx) => ({ ...(await openRound(tx, of, { due, now: tellTime(), jobs })) }));
  };
}
