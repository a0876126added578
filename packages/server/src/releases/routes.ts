// Releases step by step, and cuts in every form. Whoever plans, approves and issues is the lead; who has a cut reads it.
import { Type } from "typebox";
import type { Static } from "typebox";
import { readFramedPolicy, readPagePolicy } from "@entente/verifier";
import { communityOf, namesOf } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { listConsents } from "../consents/index.ts";
import { listVersions } from "../documents/index.ts";
import { ServerError } from "../errors.ts";
import { CaseParams, defineChange, defineFile, defineRead, NoBody, Nothing } from "../routing/index.ts";
import type { Answered, FileAnswer, NodeServices } from "../routing/index.ts";
import { approveRelease } from "./approve.ts";
import type { CutForm } from "./cut-file.ts";
import { askAhead, readCut } from "./cuts.ts";
import { issueApproved } from "./issue.ts";
import { planDocument, requirePlan } from "./plan.ts";
import type { ReleaseContext } from "./plan.ts";
import { readAs } from "./read-as.ts";
import { readProposal } from "./rules.ts";
import { allRenderings } from "./scan-release.ts";
import { PlanRequestSchema, PlanRow, ProposalSchema } from "./schema.ts";
import { listCuts, listProposals } from "./store.ts";
import type { ProposalRow } from "./store.ts";

const Text = Type.String();
const Named = Type.Object(
  { ...CaseParams.properties, name: Type.String({ maxLength: 200 }) },
  { additionalProperties: false },
);
/** A digest may be given by its first twelve characters. */
const Planned = Type.Object(
  { ...Named.properties, plan: Type.String({ maxLength: 43 }) },
  { additionalProperties: false },
);
const Form = Type.Union([
  Type.Literal("json"),
  Type.Literal("html"),
  Type.Literal("pdf"),
  Type.Literal("docx"),
  Type.Literal("txt"),
]);
const leadReads = { lead: ["drafter", "release-authority", "desk", "publisher"], allies: [] } as const;

const TYPES: Readonly<Record<CutForm, string>> = {
  json: "application/json; charset=utf-8",
  html: "text/html; charset=utf-8",
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  txt: "text/plain; charset=utf-8",
};

/** The steps of a release. */
export const releaseRoutes = [
  defineChange({
    ...{ id: "release.plan", method: "POST", path: "/api/cases/:case/documents/:name/plans" },
    summary: "Plan a release of a document's newest version: who would read what, why not the rest.",
    ...{ who: { lead: ["drafter"], allies: [] }, view: "case", takes: "json", stepUp: false },
    input: { params: Named, query: Nothing, body: PlanRequestSchema },
    answer: Type.Object({ lead: Text, digest: Text, proposal: ProposalSchema }),
    change: async (tx, { params, body, act, row, node }) => ({
      lead: row.lead,
      ...(await planDocument(tx, act, {
        ...{ document: params.name, renderings: allRenderings },
        ...{ ...body, ...contextOf(row, node) },
      })),
    }),
  }),
  defineRead({
    ...{ id: "release.list", method: "GET", path: "/api/cases/:case/documents/:name/plans" },
    summary: "The plans of a document, newest first, and what became of each.",
    ...{ who: leadReads, view: "case", takes: "json", stepUp: false },
    input: { params: Named, query: Nothing, body: NoBody },
    answer: Type.Object({ document: Text, plans: Type.Array(Type.Object(PlanRow)) }),
    read: async (reader, { params, view }) => ({
      document: params.name,
      plans: (await listProposals(reader, view, params.name)).map(describePlan),
    }),
  }),
  defineRead({
    ...{ id: "release.show", method: "GET", path: "/api/cases/:case/documents/:name/plans/:plan" },
    summary: "One plan whole, as whoever approves it reads it, with the approval that was signed.",
    ...{ who: leadReads, view: "case", takes: "json", stepUp: false },
    input: { params: Planned, query: Nothing, body: NoBody },
    answer: Type.Object({
      ...PlanRow,
      approval: Type.Union([Text, Type.Null()]),
      proposal: ProposalSchema,
    }),
    read: async (reader, { params, view }) => {
      const row = await requirePlan(reader, view, { document: params.name, planDigest: params.plan });
      return {
        ...describePlan(row),
        approval: row.approval?.statement ?? null,
        proposal: readProposal(row.plan, row.planDigest),
      };
    },
  }),
  defineChange({
    ...{ id: "release.approve", method: "POST" },
    path: "/api/cases/:case/documents/:name/plans/:plan/approval",
    summary: "Approve a plan whole, as another person than drafted or planned it.",
    ...{ who: { lead: ["release-authority"], allies: [] }, view: "case", takes: "json", stepUp: true },
    input: {
      ...{ params: Planned, query: Nothing },
      body: Type.Object(
        /** How many findings of the leak scan were looked at. */
        { findingsSeen: Type.Integer({ minimum: 0 }) },
        { additionalProperties: false },
      ),
    },
    answer: Type.Object({ document: Text, plan: Text, approved: Type.Boolean() }),
    change: async (tx, { params: { name: document, plan }, body, act, row, node }) => {
      await approveRelease(tx, act, { document, planDigest: plan, ...body, ...contextOf(row, node) });
      return { document, plan, approved: true };
    },
  }),
  defineChange({
    ...{ id: "release.issue", method: "POST" },
    path: "/api/cases/:case/documents/:name/plans/:plan/issue",
    summary: "Issue an approved plan: planned again, compared, signed, cut and committed to the ledger.",
    ...{ who: { lead: ["drafter", "release-authority"], allies: [] }, view: "case" },
    ...{ takes: "json", stepUp: true },
    input: { params: Planned, query: Nothing, body: NoBody },
    answer: Type.Object({
      document: Text,
      plan: Text,
      release: Text,
      cuts: Type.Array(Type.Object({ id: Text, recipient: Text })),
    }),
    change: async (tx, { params: { name: document, plan }, act, row, view, node }) => {
      const { id, release } = await issueApproved(tx, act, {
        ...{ document, planDigest: plan, ...contextOf(row, node) },
      });
      const cuts = (await listCuts(tx, view)).filter(({ releaseId }) => releaseId === id);
      return { document, plan, release, cuts: cuts.map((cut) => ({ id: cut.id, recipient: cut.recipient })) };
    },
  }),
  defineFile({
    ...{ id: "document.read-as", method: "GET" },
    path: "/api/cases/:case/documents/:name/versions/:version/read-as/:member.:form",
    summary: "A version as one member would read it, rehearsed with keys that are nobody's.",
    ...{ who: leadReads, view: "case", takes: "json", stepUp: false, transaction: "read" },
    input: {
      params: Type.Object(
        {
          ...Named.properties,
          version: Type.String({ pattern: "^[1-9][0-9]{0,5}$" }),
          member: Type.String({ maxLength: 64 }),
          form: Form,
        },
        { additionalProperties: false },
      ),
      ...{ query: Nothing, body: NoBody },
    },
    work: async (reader, { params, view }) => {
      const versions = await listVersions(reader, view, params.name);
      const found = versions.find(({ version }) => version === Number(params.version));
      if (found === undefined)
        throw new ServerError("NOT_FOUND", "There is no such version, or you may not see it.");
      return { source: found.source, consents: await listConsents(reader, view) };
    },
    // The desk of documents shows the page as it is, in a frame of its own.
    send: async (read, { params: { member, form }, row, at }) => {
      const bytes = await readAs({
        ...{ ...read, community: communityOf(row), member, names: namesOf(row), at, form },
      });
      const answer = answerIn(form, bytes);
      return form === "html" && typeof bytes === "string"
        ? { ...answer, headers: { "content-security-policy": readFramedPolicy(bytes) } }
        : answer;
    },
  }),
];

/** Cuts, in every form. Each reading is journaled before its bytes leave. */
export const cutRoutes = [
  defineFile({
    ...{ id: "cut.read", method: "GET", path: "/api/cases/:case/cuts/:id.:form", together: true },
    summary: "A cut: the file that verifies, the page that checks itself, or a form to print.",
    who: {
      lead: ["drafter", "release-authority", "desk", "publisher"],
      allies: ["release-authority", "desk"],
    },
    ...{ view: "case", takes: "json", stepUp: false, transaction: "read" },
    input: {
      params: Type.Object(
        { ...CaseParams.properties, id: Type.String({ format: "uuid" }), form: Form },
        { additionalProperties: false },
      ),
      ...{ query: Nothing, body: NoBody },
    },
    ahead: (reader, { view, params, node: { folder } }) =>
      askAhead(reader, view, { cutId: params.id, folder }),
    work: async (reader, { params, view, row, node }) => {
      const { keystore, folder } = node;
      const { id: cutId, form } = params;
      const cut = await readCut(reader, view, { cutId, form, names: namesOf(row), keystore, folder });
      if (cut === null)
        throw new ServerError(
          "NOT_FOUND",
          "There is no such cut, or you may not see it. Ask the lead's desk.",
        );
      return cut;
    },
    send: async (cut, { params: { form } }) => answerIn(form, await cut.bytes()),
    disclosed: ({ id, recipient }) => ({ subject: id, detail: { recipient } }),
  }),
];

function contextOf(row: CaseRow, { keystore, ledger }: NodeServices): ReleaseContext {
  return { community: communityOf(row), keystore, ledger };
}

function describePlan({
  planDigest: digest,
  proposedBy,
  proposedAt,
  approval,
  issued,
}: ProposalRow): Answered<Static<ReturnType<typeof Type.Object<typeof PlanRow>>>> {
  return {
    ...{ digest, proposedBy, proposedAt },
    ...{ approvedBy: approval?.by ?? null, release: issued?.name ?? null },
  };
}

// Of pages that are sent again.
const policies = new WeakMap<Uint8Array, string>();

/** A page is shown under the policy it names itself; every other form is to be kept. */
function answerIn(form: CutForm, bytes: string | Uint8Array): FileAnswer {
  const headers = form === "html" ? { "content-security-policy": policyOf(bytes) } : {};
  return { bytes, status: 200, type: TYPES[form], headers };
}

function policyOf(page: string | Uint8Array): string {
  if (typeof page === "string") return readPagePolicy(page);
  const policy = policies.get(page) ?? readPagePolicy(Buffer.from(page).toString());
  policies.set(page, policy);
  return policy;
}
