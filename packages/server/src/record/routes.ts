import { Type } from "typebox";
import { CaseParams, defineChange, defineRead, NoBody, Nothing } from "../routing/index.ts";
import { previewCase, publishCase } from "./compose.ts";

const Text = Type.String();

/** The record of a case, before it is public and as it becomes so. */
export const caseRecordRoutes = [
  defineRead({
    ...{ id: "record.preview", method: "GET", path: "/api/cases/:case/record" },
    summary: "The record's first page as it would be published now, and the documents that would be in it.",
    who: { lead: ["drafter", "release-authority", "desk", "publisher"], allies: [] },
    ...{ view: "case", takes: "json", stepUp: false },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    answer: Type.Object({
      published: Type.Union([Type.Object({ publishedAt: Text, files: Type.Integer() }), Type.Null()]),
      documents: Type.Array(Type.Object({ name: Text, title: Text })),
      /** HTML. */
      page: Text,
    }),
    read: (reader, { view, row, at }) => previewCase(reader, view, { row, at }),
  }),
  defineChange({
    ...{ id: "record.publish", method: "POST", path: "/api/cases/:case/record" },
    summary: "Publish the record: signed, committed to the ledger, and public from then on.",
    ...{ who: { lead: ["publisher"], allies: [] }, view: "case", takes: "json", stepUp: true },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    answer: Type.Object({ record: Text }),
    change: async (tx, { act, row, node: { keystore, ledger } }) => {
      await publishCase(tx, act, { row, keystore, ledger });
      return { record: `/records/${row.slug}/index.html` };
    },
  }),
];
