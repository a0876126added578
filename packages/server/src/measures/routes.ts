// Measures: recorded by the lead's seats for anybody and by a member's for itself, and counted under a stated rule. They are
// public facts with sources, so everyone who is in the case reads all of them.
import { readDay } from "@entente/core/encoding";
import { findKind } from "@entente/core/kinds";
import { readCountingRule, sayTally, tallyMeasures } from "@entente/core/measures";
import type { Measure } from "@entente/core/measures";
import { groupsAsOf } from "@entente/core/markings";
import { dayOf } from "@entente/core/encoding";
import { Type } from "typebox";
import { answeringRoles, contentRoles } from "../access/index.ts";
import { communityOf } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { CaseParams, defineChange, defineRead, NoBody, Nothing } from "../routing/index.ts";
import { headline, readFacts, recordFigure, recordMeasure } from "./measures.ts";
import {
  FigureBody,
  KindSchema,
  ListQuery,
  MeasureSchema,
  RowBody,
  TallyQuery,
  TallySchema,
} from "./schema.ts";
import { listMeasures } from "./store.ts";

const everyone = { lead: contentRoles, allies: answeringRoles };
const recorders = {
  lead: ["desk", "drafter", "publisher"],
  allies: ["desk", "drafter", "publisher"],
} as const;
const reading = { view: "case", takes: "json", stepUp: false, method: "GET" } as const;
const changing = { view: "case", takes: "json", stepUp: false, method: "POST" } as const;
const ofCase = { params: CaseParams, query: Nothing, body: NoBody };

export const measureRoutes = [
  defineChange({
    ...{ ...changing, id: "measure.add", path: "/api/cases/:case/measures", who: recorders },
    summary: "Records one measure, with its sources.",
    input: { ...ofCase, body: RowBody },
    answer: MeasureSchema,
    change: async (tx, { act, row, body: { measure, reciprocal } }) =>
      showMeasure(await recordMeasure(tx, { ...act, of: row }, { row: measure, reciprocal })),
  }),
  defineChange({
    ...{ ...changing, id: "measure.figure", path: "/api/cases/:case/measures/figures", who: recorders },
    summary: "Records what other sources say of a measure that is recorded; nothing is overwritten.",
    input: { ...ofCase, body: FigureBody },
    answer: MeasureSchema,
    change: async (tx, { act, row, body: { measure, figure } }) =>
      showMeasure(await recordFigure(tx, { ...act, of: row }, { measure, figure })),
  }),
  defineRead({
    ...{ ...reading, id: "measure.list", path: "/api/cases/:case/measures", who: everyone },
    summary: "What is recorded of a case, what was done in answer apart, and the kinds there are.",
    input: { ...ofCase, query: ListQuery },
    answer: Type.Object({
      measures: Type.Array(MeasureSchema),
      reciprocal: Type.Array(MeasureSchema),
      kinds: Type.Array(KindSchema),
    }),
    read: async (reader, { view, row, query: { kind } }) => {
      const shown = (await listMeasures(reader, view)).filter(
        (one) => kind === undefined || one.kind === kind,
      );
      const { kinds } = await readFacts(reader, view, row);
      return {
        measures: shown.filter(({ reciprocal }) => !reciprocal).map(showMeasure),
        ...{ reciprocal: shown.filter(({ reciprocal }) => reciprocal).map(showMeasure), kinds },
      };
    },
  }),
  defineRead({
    ...{ ...reading, id: "measure.tally", path: "/api/cases/:case/measures/tally", who: everyone },
    summary: "Counts the measures of one kind under a stated rule, and lists what was not counted and why.",
    input: { ...ofCase, query: TallyQuery },
    answer: TallySchema,
    read: async (reader, { view, row, at, query }) => {
      const caseFile = await readFacts(reader, view, row);
      const { kind = headline.kind, rule: text = headline.rule, asOf = null } = query;
      if (findKind(caseFile.kinds, kind) === null)
        throw new ServerError(
          "REQUEST_INVALID",
          `No kind of measure is called "${kind}" here, so there is nothing to count. "entente measure kinds" lists them.`,
        );
      readCountingRule(text);
      const day = asOf === null ? dayOf(at) : readDay(asOf);
      const groups = { asOf: day, groups: groupsAsOf(communityOf(row).community, day) };
      const tally = tallyMeasures({ caseFile, kind, rule: text, groups, asOf: day });
      return { ...tally, said: sayTally(tally, caseFile.kinds) };
    },
  }),
];

function showMeasure(measure: Measure) {
  const { id, actor, actorType, kind, target, inTally, detail, verified, alternatives } = measure;
  const { count, announced, sources, confidence } = measure;
  return {
    ...{ id, actor, actorType, kind, target, inTally, detail, verified, alternatives },
    ...{ count, announced, sources, confidence },
  };
}
