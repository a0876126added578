// Pledges and what they come to. A member's desk pledges for its own member and is told of its own pledge alone; the lead is
// told of open ones; what is sealed is told to nobody, by no answer, count, refusal or row of the journal.
import { readInstant, VerificationError } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { printPledge, writeLevels, writePledges } from "@entente/core/pledges";
import type { PledgeSet } from "@entente/core/pledges";
import { Type } from "typebox";
import type { Static } from "typebox";
import { answeringRoles, contentRoles } from "../access/index.ts";
import { arrangementsOf, communityOf } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { CaseParams, defineChange, defineRead, LevelsSchema, NoBody, Nothing } from "../routing/index.ts";
import { tellOfCompany } from "./company.ts";
import type { FinalResolution, PledgeContext, PledgeSource, StandingPledge } from "./contract.ts";
import { checkReceipt, findFinalResolution, findOwnOutcome, lockPledges, readShownPledges } from "./lock.ts";
import { findOwnPledge, placePledge, recordTrial, withdrawPledge } from "./pledges.ts";
import { readReceipt, readSalt, readSource, vocabularyOf } from "./rules.ts";
import {
  CheckedSchema,
  CompanySchema,
  FinalSchema,
  MemberParams,
  OutcomeSchema,
  OwnSchema,
  ParseBody,
  PlaceBody,
  PlacedSchema,
  ReceiptBody,
  StandingSchema,
  TrialSchema,
  VocabularySchema,
} from "./schema.ts";

const everyone = { lead: contentRoles, allies: answeringRoles };
const desks = { lead: ["desk"], allies: ["desk"] } as const;
const reading = { view: "case", takes: "json", stepUp: false, method: "GET" } as const;
const changing = { view: "case", takes: "json", stepUp: false, method: "POST" } as const;
/** What commits a member is confirmed by a person who was shown it. */
const committing = { ...changing, stepUp: true } as const;
const ofCase = { params: CaseParams, query: Nothing, body: NoBody };

export const pledgeRoutes = [
  defineRead({
    ...{ ...reading, id: "pledge.vocabulary", path: "/api/cases/:case/pledges/vocabulary", who: everyone },
    summary: "The names a pledge may speak of, so that it can be read and spelled before it is sent.",
    input: ofCase,
    answer: VocabularySchema,
    read: (_reader, { view, row }) => {
      const { members, groups, weights, kinds, member } = vocabularyOf(view.member, contextOf(row));
      const lists = { members: [...members], groups: [...groups], weights: [...weights], kinds: [...kinds] };
      return Promise.resolve({ case: row.id, member, ...lists });
    },
  }),
  defineRead({
    ...{ ...reading, id: "pledge.parse", path: "/api/cases/:case/pledges/parse", who: everyone },
    method: "POST",
    summary:
      "Reads a pledge without placing it: its one spelling, or where it is wrong. Not for one to be sealed.",
    input: { ...ofCase, body: ParseBody },
    answer: Type.Object({ member: Type.String(), pledge: Type.String(), levels: LevelsSchema }),
    read: (_reader, { view, row, body }) => {
      const context = contextOf(row);
      const pledge = readSource(sourceOf(body.pledge), view.member, context);
      const said = { pledge: printPledge(pledge, context.kinds), levels: writeLevels(pledge) };
      return Promise.resolve({ member: view.member, ...said });
    },
  }),
  defineChange({
    ...{ ...committing, id: "pledge.place", path: "/api/cases/:case/pledges", who: desks },
    summary:
      "Places the pledge of the seat's member, or replaces it by a higher or lower one; openly or sealed.",
    input: { ...ofCase, body: PlaceBody },
    answer: PlacedSchema,
    change: async (tx, { act, row, node: { keystore }, body }) => {
      const context = contextOf(row);
      const { authority, validUntil, sealed } = body;
      const placed = await placePledge(tx, act, {
        ...{ source: sourceOf(body.pledge), authority, ...context, keystore },
        validUntil: validUntil === null ? null : readInstant(validUntil),
        sealed: sealed === null ? null : { salt: readSalt(sealed.salt) },
      });
      // An answer may be kept to be given again, so it holds nothing of what is sealed.
      const pledge = sealed === null ? printPledge(placed.pledge, context.kinds) : null;
      return { sealed: sealed !== null, pledge, leaf: placed.leaf, at: act.at };
    },
  }),
  defineChange({
    ...{ ...committing, id: "pledge.withdraw", path: "/api/cases/:case/pledges/withdrawal", who: desks },
    summary: "Withdraws the pledge of the seat's member, open or sealed.",
    input: ofCase,
    answer: Type.Object({ withdrawn: Type.Literal(true) }),
    change: async (tx, { act }) => {
      await withdrawPledge(tx, act);
      return { withdrawn: true as const };
    },
  }),
  defineRead({
    ...{ ...reading, id: "pledge.own", path: "/api/cases/:case/pledges/own", who: everyone },
    summary:
      "What stands of the seat's member's own pledge; of a sealed one where and when it was committed to.",
    input: ofCase,
    answer: OwnSchema,
    read: async (reader, { view, row }) => {
      const context = contextOf(row);
      const { open, ...own } = await findOwnPledge(reader, view, context);
      if (open === null) return { ...own, open };
      const { placedAt, leaf } = open;
      return { ...own, open: { ...describePledge(open, context), placedAt, leaf } };
    },
  }),
  defineRead({
    ...{ ...reading, id: "pledge.list", path: "/api/cases/:case/pledges", who: everyone },
    summary:
      "Pledges that count: all open ones for the lead, its own for a member; once locked, what was resolved.",
    input: ofCase,
    answer: Type.Object({
      pledges: Type.Array(Type.Object({ member: Type.String(), ...StandingSchema.properties })),
    }),
    read: async (reader, { view, row, at }) => {
      const context = contextOf(row);
      const shown = await readShownPledges(reader, view, { ...context, at });
      return {
        pledges: shown.map((pledge) => ({ member: pledge.member, ...describePledge(pledge, context) })),
      };
    },
  }),
  defineRead({
    ...{ ...reading, id: "pledge.receipt", path: "/api/cases/:case/pledges/receipt", who: everyone },
    method: "POST",
    summary: "Whether a receipt is what stands in this node's ledger, and what was sealed by it.",
    input: { ...ofCase, body: ReceiptBody },
    answer: CheckedSchema,
    read: async (reader, { row, body }) => {
      const receipt = readReceipt(body.receipt);
      const { pledge, leaf, opening } = receipt;
      if (pledge.case !== row.id || !(await checkReceipt(reader, receipt)))
        throw new VerificationError(
          "LEDGER_COMMITMENT_MISMATCH",
          `The receipt is not what leaf ${leaf} of this ledger commits to. Check that it is asked of the case and the node it was given for, and that the file is unchanged.`,
        );
      const { member, levels, authority, validUntil } = pledge;
      const context = contextOf(row);
      return {
        ...{ member, pledge: printPledge(readSource({ levels }, member, context), context.kinds) },
        ...{ authority, validUntil, leaf, at: opening.at, verified: true as const },
      };
    },
  }),
  defineChange({
    ...{ ...changing, id: "pledges.resolve", path: "/api/cases/:case/resolution/trial" },
    who: { lead: ["desk", "release-authority"], allies: [] },
    summary: "A trial over the open pledges, as often as one likes; nothing is locked.",
    input: ofCase,
    answer: TrialSchema,
    change: async (tx, { act, row }) => {
      const { set, resolution } = await recordTrial(tx, act, contextOf(row));
      return { ...resolution, pledges: writeFile(set) };
    },
  }),
  defineChange({
    ...{ ...committing, id: "pledges.lock", path: "/api/cases/:case/resolution/lock" },
    who: { lead: ["release-authority"], allies: [] },
    summary: "Locks all pledges, opens what was sealed, and resolves for good.",
    input: ofCase,
    answer: FinalSchema,
    change: async (tx, { act, row, node: { keystore } }) =>
      describeFinal(await lockPledges(tx, act, { ...contextOf(row), keystore })),
  }),
  defineRead({
    ...{ ...reading, id: "resolution.show", path: "/api/cases/:case/resolution" },
    who: { lead: contentRoles, allies: [] },
    summary: "The resolution pledges are locked by, with the certificate that proves it.",
    input: ofCase,
    answer: FinalSchema,
    read: async (reader, { view }) => {
      const final = await findFinalResolution(reader, view);
      if (final === null) throw notLocked();
      return describeFinal(final);
    },
  }),
  defineRead({
    ...{ ...reading, id: "resolution.own", path: "/api/cases/:case/resolution/own", who: everyone },
    summary: "Whether pledges are locked, and what the seat's own member does by it.",
    input: ofCase,
    answer: OutcomeSchema,
    read: (reader, { view, row }) => findOwnOutcome(reader, view, row),
  }),
  defineChange({
    ...{ ...changing, id: "approach.company", path: "/api/cases/:case/approaches/:member/company" },
    who: { lead: ["desk"], allies: [] },
    summary: "Tells a member how many others would act if it did, as the range the community's rule allows.",
    input: { params: MemberParams, query: Nothing, body: NoBody },
    answer: CompanySchema,
    change: async (tx, { act, row, params: { member } }) => {
      const arranged = { community: communityOf(row), arrangements: arrangementsOf(row) };
      return { member, ...(await tellOfCompany(tx, act, { member, ...arranged })) };
    },
  }),
];

function contextOf(row: CaseRow): PledgeContext {
  return { community: communityOf(row), kinds: arrangementsOf(row).kinds };
}

function sourceOf(given: Static<typeof ParseBody>["pledge"]): PledgeSource {
  return "text" in given ? given : { levels: given.levels };
}

function describePledge(pledge: StandingPledge, { kinds }: PledgeContext) {
  const { authority, validUntil } = pledge;
  return { pledge: printPledge(pledge, kinds), levels: writeLevels(pledge), authority, validUntil };
}

function describeFinal({ set, ...final }: FinalResolution) {
  return { ...final, pledges: writeFile(set) };
}

type PledgesFile = Static<typeof FinalSchema>["pledges"];

function writeFile(set: PledgeSet): PledgesFile {
  return writePledges(set) satisfies JsonObject as unknown as PledgesFile;
}

function notLocked(): ServerError {
  return new ServerError("NOT_FOUND", "Pledges are not locked. The lead's release authority locks them.");
}
