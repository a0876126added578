// The members of a first screen: where each stands and by what evidence, its clocks, what it pledged and what it did.
import { capacityOf } from "@entente/core/arrangements";
import type { Arrangements } from "@entente/core/arrangements";
import type { Instant } from "@entente/core/encoding";
import { sayMeasure } from "@entente/core/kinds";
import type { CompiledCommunity } from "@entente/core/markings";
import type { CaseFile, Measure } from "@entente/core/measures";
import { printPledge } from "@entente/core/pledges";
import type { Pledge } from "@entente/core/pledges";
import { describePosition, describeStanding } from "../approaches/index.ts";
import type { Evidence, listApproaches, listQuestions, Position, Standing } from "../approaches/index.ts";
import type { findResolution } from "../pledges/index.ts";

type Approach = Awaited<ReturnType<typeof listApproaches>>[number];
type Question = Awaited<ReturnType<typeof listQuestions>>[number];
type Resolution = Awaited<ReturnType<typeof findResolution>>;

export interface OverviewMember {
  readonly id: string;
  readonly name: string;
  readonly kind: "state" | "organisation" | "public";
  readonly position: Position | "lead" | "not approached";
  /** The same finer, with the row that says so; null where nothing was even delivered. */
  readonly standing: Standing | "lead" | "not approached";
  readonly evidence: Pick<Evidence, "says" | "at" | "seat" | "what"> | null;
  readonly answerBy: Instant | null;
  /** The member's own, an IANA name; null where its community does not say. */
  readonly timeZone: string | null;
  readonly questions: { readonly asked: number; readonly open: number };
  readonly pledged: string | null;
  readonly acting: boolean;
  readonly alone: boolean;
  readonly explain: string | null;
  readonly measures: readonly (Pick<Measure, "kind" | "count" | "announced" | "detail"> & {
    readonly said: string;
  })[];
}

export interface QuestionsOverview {
  readonly asked: number;
  readonly answered: number;
  /** Waiting for an answer, the one that is due first at the top. */
  readonly open: readonly {
    readonly member: string;
    readonly text: string;
    readonly askedAt: Instant;
    readonly due: Instant;
    readonly late: boolean;
    /** The withheld place it asks for. */
    readonly place: string | null;
  }[];
}

export interface MemberSources {
  readonly lead: string;
  readonly community: CompiledCommunity;
  readonly arrangements: Arrangements;
  readonly facts: CaseFile;
  readonly approaches: readonly Approach[];
  readonly trails: ReadonlyMap<string, readonly Evidence[]>;
  readonly questions: readonly Question[];
  readonly pledges: readonly Pledge[];
  readonly resolution: Resolution;
}

export function describeMembers(sources: MemberSources): readonly OverviewMember[] {
  const { lead, arrangements, facts, trails } = sources;
  const { kinds } = arrangements;
  const approaches = new Map(sources.approaches.map((approach) => [approach.member, approach]));
  const pledges = new Map(sources.pledges.map((pledge) => [pledge.member, pledge]));
  const resolved = new Map((sources.resolution ?? []).map((member) => [member.member, member]));
  const questions = Map.groupBy(sources.questions, ({ member }) => member);
  const measures = Map.groupBy(facts.measures, ({ actor }) => actor);
  return sources.community.community.members
    .filter((member) => member.kind !== "public")
    .map(({ id, name, kind }): OverviewMember => {
      const approach = approaches.get(id);
      const pledge = pledges.get(id);
      const outcome = resolved.get(id);
      const asked = questions.get(id) ?? [];
      const { standing, evidence } = describeStanding(trails.get(id) ?? []);
      const none = id === lead ? "lead" : approach === undefined ? "not approached" : null;
      return {
        id,
        name,
        kind,
        position: none ?? (approach === undefined ? "not approached" : describePosition(approach)),
        standing: none ?? standing,
        evidence: none === null ? evidence : null,
        answerBy: approach?.answerBy ?? null,
        timeZone: Object.hasOwn(arrangements.capacities, id) ? capacityOf(arrangements, id).timeZone : null,
        questions: { asked: asked.length, open: asked.filter(({ answer }) => answer === null).length },
        pledged: pledge === undefined ? null : printPledge(pledge, kinds),
        acting: (outcome?.level ?? 0) > 0,
        alone: outcome?.alone ?? false,
        explain: outcome?.explanation ?? null,
        measures: (measures.get(id) ?? []).map(({ kind: what, count, announced, detail }) => ({
          kind: what,
          count,
          announced,
          detail,
          said: sayMeasure(facts.kinds, what, count),
        })),
      };
    });
}

/** Which questions wait, and which of them wait too long by the case's clock. */
export function describeQuestions(questions: readonly Question[], now: Instant): QuestionsOverview {
  const open = questions.filter(({ answer }) => answer === null);
  return {
    asked: questions.length,
    answered: questions.length - open.length,
    open: open
      .map(({ member, text, askedAt, due, place }) => ({
        ...{ member, text, askedAt, due },
        late: now > due,
        place: place === null ? null : `${place.document}, ${place.where}`,
      }))
      .sort((a, b) => (a.due < b.due ? -1 : Number(a.due > b.due))),
  };
}
