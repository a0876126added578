// Opening more of an issued release to one recipient, by two persons of the lead.
import { Type } from "typebox";
import { communityOf } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import type { ReleaseContext } from "../releases/index.ts";
import { CaseParams, defineChange, defineRead, NoBody, Nothing } from "../routing/index.ts";
import type { NodeServices } from "../routing/index.ts";
import { listUnsealings } from "./store.ts";
import { approveUnsealing, issueUnsealing, planUnsealing } from "./unsealings.ts";

const Text = Type.String();
const Texts = Type.Array(Text);
/** A digest may be given by its first twelve characters. */
const Planned = Type.Object(
  { ...CaseParams.properties, plan: Type.String({ maxLength: 43 }) },
  { additionalProperties: false },
);

/** Unsealings, step by step. */
export const unsealingRoutes = [
  defineRead({
    ...{ id: "unsealing.list", method: "GET", path: "/api/cases/:case/unsealings" },
    summary: "The unsealings of a case, newest first, and what became of each.",
    who: { lead: ["drafter", "release-authority", "desk", "publisher"], allies: [] },
    ...{ view: "case", takes: "json", stepUp: false },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    answer: Type.Object({
      unsealings: Type.Array(
        Type.Object({
          digest: Text,
          release: Type.Union([Text, Type.Null()]),
          recipient: Text,
          places: Texts,
          reason: Text,
          proposedBy: Text,
          approvedBy: Type.Union([Text, Type.Null()]),
          issued: Type.Boolean(),
        }),
      ),
    }),
    read: async (reader, { view }) => ({
      unsealings: (await listUnsealings(reader, view))
        // The same asked for twice is one plan, of which the newest row counts.
        .filter(
          ({ planDigest }, index, all) => all.findIndex((one) => one.planDigest === planDigest) === index,
        )
        .map(({ planDigest, release, recipient, places, reason, proposedBy, approval, file }) => ({
          ...{ digest: planDigest, release, recipient, places, reason, proposedBy },
          ...{ approvedBy: approval?.by ?? null, issued: file !== null },
        })),
    }),
  }),
  defineChange({
    ...{ id: "unsealing.plan", method: "POST", path: "/api/cases/:case/releases/:release/unsealings" },
    summary: "Plan to open places of an issued release to one recipient.",
    ...{ who: { lead: ["drafter"], allies: [] }, view: "case", takes: "json", stepUp: false },
    input: {
      params: Type.Object(
        { ...CaseParams.properties, release: Type.String({ maxLength: 64 }) },
        { additionalProperties: false },
      ),
      query: Nothing,
      body: Type.Object(
        {
          recipient: Type.String({ maxLength: 64 }),
          places: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 10_000 }),
          reason: Type.String({ maxLength: 10_000 }),
        },
        { additionalProperties: false },
      ),
    },
    answer: Type.Object({
      digest: Text,
      proposal: Type.Object({
        format: Text,
        release: Text,
        recipient: Text,
        cut: Text,
        reason: Text,
        places: Type.Array(Type.Object({ place: Text, marking: Text, cleared: Type.Boolean() })),
      }),
    }),
    change: (tx, { params, body, act, row, node }) =>
      planUnsealing(tx, act, { release: params.release, ...body, ...contextOf(row, node) }),
  }),
  defineChange({
    ...{ id: "unsealing.approve", method: "POST", path: "/api/cases/:case/unsealings/:plan/approval" },
    summary: "Approve a planned unsealing, as another person than planned it.",
    ...{ who: { lead: ["release-authority"], allies: [] }, view: "case", takes: "json", stepUp: true },
    input: { params: Planned, query: Nothing, body: NoBody },
    answer: Type.Object({ digest: Text, approved: Type.Boolean() }),
    change: async (tx, { params: { plan }, act, row, node }) => {
      await approveUnsealing(tx, act, { planDigest: plan, ...contextOf(row, node) });
      return { digest: plan, approved: true };
    },
  }),
  defineChange({
    ...{ id: "unsealing.issue", method: "POST", path: "/api/cases/:case/unsealings/:plan/issue" },
    summary: "Issue an approved unsealing: the file that its recipient puts beside its cut.",
    ...{ who: { lead: ["drafter", "release-authority"], allies: [] }, view: "case" },
    ...{ takes: "json", stepUp: true },
    input: { params: Planned, query: Nothing, body: NoBody },
    answer: Type.Object({ digest: Text, file: Text }),
    change: async (tx, { params: { plan }, act, row, node }) => ({
      digest: plan,
      file: await issueUnsealing(tx, act, { planDigest: plan, ...contextOf(row, node) }),
    }),
  }),
];

function contextOf(row: CaseRow, { keystore, ledger }: NodeServices): ReleaseContext {
  return { community: communityOf(row), keystore, ledger };
}
