import { Type } from "typebox";
import type { Static } from "typebox";
import { journalReading } from "../releases/index.ts";
import { CaseParams, defineChange, defineFile, defineRead, NoBody, Nothing } from "../routing/index.ts";
import { cancelJob, noSuchJob } from "./jobs.ts";
import type { JobRow } from "./job.ts";
import { findJob, listJobs, listReminders } from "./store.ts";

const Text = Type.String();
const Count = Type.Integer();
const Nullable = Type.Union([Text, Type.Null()]);
const Uuid = Type.String({ format: "uuid" });

const JobSchema = Type.Object({
  id: Text,
  kind: Text,
  subject: Type.Record(Text, Type.Union([Text, Count, Type.Boolean(), Type.Null()])),
  state: Text,
  /** Steps done, of how many; both 0 before anything is known. */
  done: Count,
  steps: Count,
  tries: Count,
  failure: Nullable,
  outcome: Type.Union([
    Type.Record(Text, Type.Union([Text, Count, Type.Boolean(), Type.Null()])),
    Type.Null(),
  ]),
  wantedAt: Text,
  endedAt: Nullable,
});

const JobParams = Type.Object({ ...CaseParams.properties, job: Uuid }, { additionalProperties: false });
const everyone = {
  lead: ["drafter", "release-authority", "desk", "publisher"],
  allies: ["release-authority", "desk"],
} as const;

/** Background work of a case: one sees, and cancels, what one asked for oneself. */
export const jobRoutes = [
  defineRead({
    ...{ id: "job.list", method: "GET", path: "/api/cases/:case/jobs" },
    summary: "The background work your seat asked for, the newest first.",
    ...{ who: everyone, view: "case", takes: "json", stepUp: false },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    answer: Type.Object({ jobs: Type.Array(JobSchema) }),
    read: async (reader, { view, by }) => ({ jobs: (await listJobs(reader, view, by)).map(describe) }),
  }),
  defineRead({
    ...{ id: "job.show", method: "GET", path: "/api/cases/:case/jobs/:job" },
    summary: "How far one piece of background work is.",
    ...{ who: everyone, view: "case", takes: "json", stepUp: false },
    input: { params: JobParams, query: Nothing, body: NoBody },
    answer: JobSchema,
    read: async (reader, { view, by, params }) => {
      const job = await findJob(reader, view, params.job);
      if (job?.seat !== by) throw noSuchJob();
      return describe(job);
    },
  }),
  defineChange({
    ...{ id: "job.render", method: "POST", path: "/api/cases/:case/renderings" },
    summary: "Have a cut you may read made into PDF or DOCX in the background.",
    ...{ who: everyone, view: "case", takes: "json", stepUp: false },
    input: {
      params: CaseParams,
      query: Nothing,
      body: Type.Object(
        { cut: Uuid, form: Type.Union([Type.Literal("pdf"), Type.Literal("docx")]) },
        { additionalProperties: false },
      ),
    },
    answer: Type.Object({ job: Text }),
    change: (tx, { act, body, node }) => want(node.jobs.want(tx, act, { kind: "rendering", ...body })),
  }),
  defineChange({
    ...{ id: "job.deliver", method: "POST", path: "/api/cases/:case/deliveries" },
    summary: "Have what one member is given written to the outbox, and its approach marked as delivered.",
    ...{ who: { lead: ["drafter", "desk"], allies: [] }, view: "case", takes: "json", stepUp: false },
    input: {
      params: CaseParams,
      query: Nothing,
      body: Type.Object({ member: Type.String({ maxLength: 32 }) }, { additionalProperties: false }),
    },
    answer: Type.Object({ job: Text }),
    change: (tx, { act, body, node }) => want(node.jobs.want(tx, act, { kind: "delivery", ...body })),
  }),
  defineChange({
    ...{ id: "job.cancel", method: "DELETE", path: "/api/cases/:case/jobs/:job" },
    summary: "Cancel background work you asked for: nothing comes of it.",
    ...{ who: everyone, view: "case", takes: "json", stepUp: false },
    input: { params: JobParams, query: Nothing, body: NoBody },
    answer: JobSchema,
    change: async (tx, { act, params }) => describe(await cancelJob(tx, act, params.job)),
  }),
  defineFile({
    ...{ id: "job.file", method: "GET", path: "/api/cases/:case/jobs/:job/file" },
    summary: "The file that came of a rendering.",
    ...{ who: everyone, view: "case", takes: "json", stepUp: false },
    input: { params: JobParams, query: Nothing, body: NoBody },
    transaction: "record",
    work: async (tx, { view, by, at, params, node }) => {
      const job = await findJob(tx, view, params.job);
      const file = job?.outcome?.["file"];
      const { cut: id, recipient } = job?.outcome ?? {};
      if (
        job?.seat !== by ||
        typeof file !== "string" ||
        typeof id !== "string" ||
        typeof recipient !== "string"
      )
        throw noSuchJob();
      const read = await node.files.read(tx, view, file);
      if (read === null) throw noSuchJob();
      await journalReading(tx, view, { cut: { id, recipient }, by, at });
      return { ...read, form: job.subject["form"] === "docx" ? "docx" : "pdf" };
    },
    send: ({ bytes, mediaType, form }) =>
      Promise.resolve({
        ...{ bytes, type: mediaType, status: 200 },
        headers: { "content-disposition": `attachment; filename="cut.${form}"` },
      }),
  }),
  defineRead({
    ...{ id: "reminder.list", method: "GET", path: "/api/cases/:case/reminders" },
    summary: "Whom the node reminds of what: your member's own, all of the case for the lead.",
    ...{ who: everyone, view: "case", takes: "json", stepUp: false },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    answer: Type.Object({
      reminders: Type.Array(
        Type.Object({ member: Text, kind: Text, subject: Text, day: Text, due: Text, at: Text }),
      ),
    }),
    read: async (reader, { view }) => ({ reminders: [...(await listReminders(reader, view))] }),
  }),
];

const want = async (wanted: Promise<string>): Promise<{ readonly job: string }> => ({ job: await wanted });

function describe({
  id,
  kind,
  subject,
  state,
  done,
  steps,
  tries,
  failure,
  outcome,
  wantedAt,
  endedAt,
}: JobRow) {
  const plain = (from: JobRow["subject"]): Static<typeof JobSchema>["subject"] =>
    from as Static<typeof JobSchema>["subject"];
  return {
    ...{ id, kind, subject: plain(subject), state, done, steps, tries, failure },
    ...{ outcome: outcome === null ? null : plain(outcome), wantedAt, endedAt },
  };
}
