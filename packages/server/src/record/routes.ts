import { extname } from "node:path";
import { Type } from "typebox";
import { ServerError } from "../errors.ts";
import { readRecordHeaders, recordTypes } from "../publication/index.ts";
import { CaseParams, defineChange, defineFile, defineRead, NoBody, Nothing } from "../routing/index.ts";
import { tellSeat } from "../access/index.ts";
import { composePreview, previewCase, publishCase } from "./compose.ts";
import {
  draftExposure,
  listExposurePages,
  recordLegalCheck,
  validateExposure,
  withdrawExposure,
} from "./exposures.ts";

const Strict = { additionalProperties: false } as const;
const Text = Type.String();
const Maybe = Type.Union([Text, Type.Null()]);
const Count = Type.Integer();
const Long = Type.String({ maxLength: 20_000 });
const Words = Type.String({ maxLength: 2000 });
const Name = Type.String({ pattern: "^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$" });
const MissingSchema = Type.Array(Type.Object({ what: Text, who: Text }));
const leadReads = { lead: ["drafter", "release-authority", "desk", "publisher"], allies: [] } as const;
const reading = { who: leadReads, view: "case", takes: "json", stepUp: false, method: "GET" } as const;
const changing = { view: "case", takes: "json", stepUp: false, method: "POST" } as const;
const ofCase = { params: CaseParams, query: Nothing, body: NoBody };
const OfPage = Type.Object({ ...CaseParams.properties, name: Name }, Strict);
const Done = Type.Object({ name: Text });
/** Of the version that was read. */
const Digest = Type.String({ pattern: "^[0-9a-f]{64}$" });
const ReplyNote = Type.Union([
  Type.Object({ asked: Type.Union([Type.String({ maxLength: 10 }), Type.Null()]), note: Words }, Strict),
  Type.Null(),
]);

/** The record of a case, before it is public and as it becomes so. */
export const caseRecordRoutes = [
  defineRead({
    ...{ ...reading, id: "record.preview", path: "/api/cases/:case/record" },
    summary:
      "The record as it would be published now: its first page, documents, pages about persons with what they lack, corrections and files.",
    input: ofCase,
    answer: Type.Object({
      published: Type.Union([Type.Object({ publishedAt: Text, edition: Count, files: Count }), Type.Null()]),
      /** The number this edition would have. */
      edition: Count,
      documents: Type.Array(Type.Object({ name: Text, title: Text })),
      /** Newest versions that are not taken back; those without anything missing are in the preview. */
      exposures: Type.Array(Type.Object({ name: Text, version: Count, missing: MissingSchema })),
      /** Corrections, retractions and replacements as the page of corrections shows them. */
      corrections: Type.Array(
        Type.Object({
          ...{ kind: Text, subject: Text, at: Maybe, why: Maybe },
          changes: Type.Array(Type.Object({ old: Maybe, now: Maybe })),
        }),
      ),
      /** What is served below `/api/cases/{case}/record/files/`, bytes each. */
      files: Type.Array(Type.Object({ path: Text, size: Count })),
      /** HTML. */
      page: Text,
    }),
    read: (reader, { view, row, at, node: { ledger } }) => previewCase(reader, view, { row, at, ledger }),
  }),
  defineFile({
    ...{ ...reading, id: "record.preview-file", path: "/api/cases/:case/record/files/*" },
    summary: "A file of the record as it would be published now. Nothing of it is signed or committed.",
    transaction: "read",
    input: {
      params: Type.Object({ ...CaseParams.properties, "*": Type.String({ maxLength: 300 }) }, Strict),
      ...{ query: Nothing, body: NoBody },
    },
    work: async (reader, { view, row, at, params, node: { ledger } }) => {
      const { files } = await composePreview(reader, view, { row, at, ledger });
      const bytes = files.get(params["*"]);
      if (bytes === undefined)
        throw new ServerError("NOT_FOUND", "There is no such file in the record as it stands now.");
      return bytes;
    },
    send: (bytes, { params }) =>
      Promise.resolve({
        ...{ bytes, status: 200, type: recordTypes[extname(params["*"])] ?? "application/octet-stream" },
        headers: readRecordHeaders(params["*"], bytes),
      }),
  }),
  defineChange({
    ...{ ...changing, id: "record.publish", path: "/api/cases/:case/record" },
    summary:
      "Publish the record, or its next edition: signed, committed to the ledger, and public from then on.",
    ...{ who: { lead: ["publisher"], allies: [] }, stepUp: true },
    input: {
      ...ofCase,
      body: Type.Object(
        {
          /** Why there is a new edition; null for the first. */
          why: Type.Union([Words, Type.Null()]),
          /** Names of the pages about persons that are to be in it. One that lacks something refuses the whole. */
          exposures: Type.Array(Name, { maxItems: 500 }),
        },
        Strict,
      ),
    },
    answer: Type.Object({ record: Text, edition: Count }),
    change: async (tx, { act, row, body, node: { keystore, ledger } }) => ({
      record: `/records/${row.slug}/index.html`,
      edition: await publishCase(tx, act, { row, keystore, ledger, ...body }),
    }),
  }),
  defineRead({
    ...{ ...reading, id: "exposure.list", path: "/api/cases/:case/exposures" },
    summary: "Pages about responsible persons in all their versions, and what each lacks to be public.",
    input: ofCase,
    answer: Type.Object({
      exposures: Type.Array(
        Type.Object({
          ...{ name: Text, version: Count, digest: Text, person: Text, role: Text, summary: Text },
          claims: Type.Array(Type.Object({ text: Text, document: Text, portion: Count, cut: Text })),
          reply: Type.Union([Type.Object({ asked: Maybe, note: Text }), Type.Null()]),
          ...{ why: Maybe, draftedBy: Text, draftedAt: Text },
          /** Validations, legal checks and withdrawals, oldest first. */
          acts: Type.Array(
            Type.Object({
              kind: Type.Enum(["validation", "legal-check", "withdrawal"]),
              ...{ seat: Text, at: Text, note: Text },
            }),
          ),
          missing: MissingSchema,
        }),
      ),
    }),
    read: async (reader, { view, row }) => ({
      exposures: (await listExposurePages(reader, view, row)).map(
        ({ draftedPerson: _person, draftedBy, acts, ...page }) => ({
          ...page,
          draftedBy: tellSeat(view, draftedBy),
          acts: acts.map(({ kind, seat, at, note }) => ({ kind, seat: tellSeat(view, seat), at, note })),
        }),
      ),
    }),
  }),
  defineChange({
    ...{ ...changing, id: "exposure.draft", path: "/api/cases/:case/exposures/:name" },
    summary:
      "Write a page about a responsible person, or its next version, each claim tied to a released place.",
    who: { lead: ["drafter"], allies: [] },
    input: {
      ...{ params: OfPage, query: Nothing },
      body: Type.Object(
        {
          ...{ person: Words, role: Words, summary: Long },
          claims: Type.Array(
            Type.Object({ text: Long, document: Name, portion: Type.Integer({ minimum: 1 }) }, Strict),
            { maxItems: 200 },
          ),
          reply: ReplyNote,
          why: Type.Union([Words, Type.Null()]),
        },
        Strict,
      ),
    },
    answer: Type.Object({ name: Text, version: Count, digest: Text }),
    change: async (tx, { act, params: { name }, body }) => ({
      name,
      ...(await draftExposure(tx, { ...act, name }, body)),
    }),
  }),
  defineChange({
    ...{ ...changing, id: "exposure.validate", path: "/api/cases/:case/exposures/:name/validations" },
    summary:
      "Say as a person that this version of a page about a person holds. Two persons do, neither of whom wrote it.",
    who: { lead: ["release-authority", "desk", "publisher"], allies: [] },
    input: {
      ...{ params: OfPage, query: Nothing },
      body: Type.Object({ digest: Digest, note: Words }, Strict),
    },
    answer: Done,
    change: async (tx, { act, params: { name }, body }) => {
      await validateExposure(tx, { ...act, name }, body);
      return { name };
    },
  }),
  defineChange({
    ...{ ...changing, id: "exposure.check-in-law", path: "/api/cases/:case/exposures/:name/legal-checks" },
    summary:
      "Record that this version of a page about a person was checked in law, by whom and with what result.",
    who: { lead: ["release-authority", "publisher"], allies: [] },
    input: {
      ...{ params: OfPage, query: Nothing },
      body: Type.Object({ digest: Digest, note: Words }, Strict),
    },
    answer: Done,
    change: async (tx, { act, params: { name }, body }) => {
      await recordLegalCheck(tx, { ...act, name }, body);
      return { name };
    },
  }),
  defineChange({
    ...{ ...changing, id: "exposure.withdraw", path: "/api/cases/:case/exposures/:name/withdrawal" },
    summary:
      "Take a page about a person back; where it was public, the next edition says why beside what it said.",
    who: { lead: ["drafter", "release-authority", "publisher"], allies: [] },
    input: { ...{ params: OfPage, query: Nothing }, body: Type.Object({ why: Words }, Strict) },
    answer: Done,
    change: async (tx, { act, params: { name }, body: { why } }) => {
      await withdrawExposure(tx, { ...act, name }, why);
      return { name };
    },
  }),
];
