// What if, who holds a coalition up, and whom to persuade: the lead's questions about open pledges. Nothing is stored, nobody
// is told, and sealed pledges take no part. What takes long runs beside the node and ends with whoever asked.
import { askAboutEach, askWhatIf, findKeystones, resolvePledges } from "@entente/core/coalition";
import { builtInKinds } from "@entente/core/kinds";
import { InputError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import type { View } from "../access/index.ts";
import { arrangementsOf, communityOf } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { readOpenPledges } from "../pledges/index.ts";
import { CaseParams, defineLongRead, defineRead, NoBody, Nothing } from "../routing/index.ts";
import type { Reader } from "../storage/index.ts";
import { OPEN_ONLY } from "./limits.ts";
import {
  ChangesBody,
  EachSchema,
  KeystonesSchema,
  PersuadeBody,
  PersuasionSchema,
  RobustnessBody,
  RobustnessSchema,
  TargetQuery,
  WhatIfSchema,
} from "./schema.ts";
import { search } from "./search.ts";
import { readChanges, readNames, readNumbers, readOffers, readTarget } from "./words.ts";
import type { Asked } from "./words.ts";

const who = { lead: ["desk", "release-authority"], allies: [] } as const;
const reading = { view: "case", takes: "json", stepUp: false, who } as const;
const ofCase = { params: CaseParams, query: Nothing, body: NoBody };

export const persuasionRoutes = [
  defineRead({
    ...{ ...reading, method: "GET", id: "what-if.each", path: "/api/cases/:case/what-if" },
    summary: "What each member's own change would come to.",
    input: ofCase,
    answer: EachSchema,
    read: async (reader, call) => {
      const asked = await collect(reader, call);
      const { acting } = resolvePledges(asked.set);
      return { acting: acting.length, answers: askAboutEach(asked.set), ...footing(asked) };
    },
  }),
  defineRead({
    ...{ ...reading, method: "POST", id: "what-if.ask", path: "/api/cases/:case/what-if" },
    summary: "What it comes to if members join, raise or withdraw.",
    input: { ...ofCase, body: ChangesBody },
    answer: WhatIfSchema,
    read: async (reader, call) => {
      const asked = await collect(reader, call);
      const changes = readChanges(call.body, asked, resolvePledges(asked.set).levels);
      if (changes.length === 0)
        throw new InputError("WHAT_IF_INVALID", "Say who joins, raises or withdraws.");
      return { changes, ...askWhatIf(asked.set, changes), ...footing(asked) };
    },
  }),
  defineRead({
    ...{ ...reading, method: "GET", id: "what-if.keystones", path: "/api/cases/:case/what-if/keystones" },
    summary: "The members without which the coalition shrinks most, the heaviest loss first.",
    input: { ...ofCase, query: TargetQuery },
    answer: KeystonesSchema,
    read: async (reader, call) => {
      const asked = await collect(reader, call);
      const target = call.query.target === undefined ? null : readTarget(call.query.target, asked);
      // Without a target the question is whether anybody is left.
      const found = findKeystones(asked.set, target ?? { kind: "acting", atLeast: 1 });
      return { target, ...found, ...footing(asked) };
    },
  }),
  defineLongRead({
    ...{ ...reading, method: "POST", id: "what-if.robustness", path: "/api/cases/:case/what-if/robustness" },
    summary:
      "How many withdrawals take the coalition below a target, and whose. May take long; ends when you do.",
    input: { ...ofCase, body: RobustnessBody },
    answer: RobustnessSchema,
    read: collect,
    finish: async (asked, { body, signal }) => {
      const target = readTarget(body.target, asked);
      const limits = { effort: body.effort, staying: readNames(body.staying, asked) };
      const found = await search({ kind: "robustness", set: asked.set, target, limits }, signal);
      return { target, ...found, ...footing(asked) };
    },
  }),
  defineLongRead({
    ...{ ...reading, method: "POST", id: "what-if.persuade", path: "/api/cases/:case/what-if/persuasion" },
    summary: "The cheapest members to persuade so that a target is reached. May take long; ends when you do.",
    input: { ...ofCase, body: PersuadeBody },
    answer: PersuasionSchema,
    read: collect,
    finish: async (asked, { body, signal }) => {
      const target = readTarget(body.target, asked);
      const question = {
        ...{ target, costs: readNumbers(body.costs, asked), levels: readNumbers(body.levels, asked) },
        ...{ offers: readOffers(body.also, asked), never: readNames(body.never, asked) },
      };
      const found = await search({ kind: "persuasion", set: asked.set, question }, signal);
      return { target, ...found, ...footing(asked) };
    },
  }),
];

/** The open pledges of the case as the lead's seat may see them. Sealed ones are not in it, so no question can be put to them. */
async function collect(
  reader: Reader,
  { view, row, at }: { readonly view: View; readonly row: CaseRow; readonly at: Instant },
): Promise<Asked> {
  const community = communityOf(row);
  const own = arrangementsOf(row).kinds.filter(({ id }) => !builtInKinds.some((one) => one.id === id));
  const kinds = [...builtInKinds, ...own];
  const set = await readOpenPledges(reader, view, { community, kinds, at });
  return { set, kinds, known: new Set(community.community.members.map(({ id }) => id)) };
}

function footing({ kinds }: Asked) {
  return { limits: OPEN_ONLY, kinds };
}
