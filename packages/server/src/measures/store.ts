import type { Instant } from "@entente/core/encoding";
import type { Alternative, Measure } from "@entente/core/measures";
import { readUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { noteChange } from "../storage/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

export async function insertMeasures(
  tx: Transactor,
  {
    caseId,
    by,
    at,
    rows,
  }: {
    readonly caseId: string;
    readonly by: string;
    readonly at: Instant;
    readonly rows: readonly { ordinal: number; measure: Measure; reciprocal: boolean }[];
  },
): Promise<void> {
  if (rows.length === 0) return;
  noteChange(tx, caseId);
  await tx
    .insertInto("measure")
    .values(
      rows.map(({ ordinal, measure, reciprocal }) => ({
        case_id: caseId,
        id: measure.id,
        ordinal,
        actor: measure.actor,
        actor_type: measure.actorType,
        kind: measure.kind,
        target: measure.target,
        count: measure.count,
        announced: measure.announced,
        in_tally: measure.inTally,
        detail: measure.detail,
        sources: JSON.stringify(measure.sources),
        confidence: measure.confidence,
        verified: measure.verified,
        recorded_by: by,
        recorded_at: at,
        reciprocal,
      })),
    )
    .execute();
}

/** Adds figures beside the own one of a measure, in the order given, behind the first `after`. */
export async function insertFigures(
  tx: Transactor,
  {
    caseId,
    by,
    at,
    measure,
    after,
    figures,
  }: {
    readonly caseId: string;
    readonly by: string;
    readonly at: Instant;
    readonly measure: string;
    readonly after: number;
    readonly figures: readonly Alternative[];
  },
): Promise<void> {
  if (figures.length === 0) return;
  noteChange(tx, caseId);
  await tx
    .insertInto("measure_figure")
    .values(
      figures.map(({ count, announced, sources, confidence, note }, index) => ({
        case_id: caseId,
        measure_id: measure,
        ordinal: after + index + 1,
        count,
        announced,
        sources: JSON.stringify(sources),
        confidence,
        note,
        recorded_by: by,
        recorded_at: at,
      })),
    )
    .execute();
}

/** A measure as it is recorded. */
export interface StoredMeasure extends Measure {
  readonly ordinal: number;
  /** Done in answer to the response. */
  readonly reciprocal: boolean;
}

/**
 * Measures recorded in the view's case, those of the response before those in answer, each in the case file's order.
 * Measures are public facts: every view of the case reads them.
 */
export async function listMeasures(reader: Reader, view: View): Promise<readonly StoredMeasure[]> {
  const rows = await reader
    .selectFrom("measure")
    .selectAll()
    .where("case_id", "=", view.caseId)
    .orderBy("reciprocal")
    .orderBy("ordinal")
    .execute();
  const figures = Map.groupBy(await listFigures(reader, view), (figure) => figure.measure_id);
  return rows.map((row) => ({
    id: row.id,
    ordinal: row.ordinal,
    reciprocal: row.reciprocal,
    actor: row.actor,
    actorType: row.actor_type,
    kind: row.kind,
    target: row.target,
    count: row.count,
    announced: row.announced,
    inTally: row.in_tally,
    detail: row.detail,
    sources: row.sources,
    confidence: row.confidence,
    verified: row.verified,
    alternatives: (figures.get(row.id) ?? []).map(({ count, announced, sources, confidence, note }) => ({
      count,
      announced,
      sources,
      confidence,
      note,
    })),
  }));
}

async function listFigures(reader: Reader, view: View) {
  return reader
    .selectFrom("measure_figure")
    .select(["measure_id", "count", "announced", "sources", "confidence", "note"])
    .where("case_id", "=", view.caseId)
    .orderBy("measure_id")
    .orderBy("ordinal")
    .execute();
}

export interface Moments {
  readonly firstRelease: Instant | null;
  readonly firstOpened: Instant | null;
  readonly firstPosition: Instant | null;
  readonly firstPackage: Instant | null;
  readonly lastPackage: Instant | null;
}

/** When things first happened in the view's case; all null for a view that does not reach the case. */
export async function readMoments(reader: Reader, view: View): Promise<Moments> {
  if (view.reach !== "case")
    return {
      firstRelease: null,
      firstOpened: null,
      firstPosition: null,
      firstPackage: null,
      lastPackage: null,
    };
  const labelled = await readUnder(reader, view);
  const row = await labelled
    .selectNoFrom((of) => [
      of
        .selectFrom("release_issue")
        .where("release_issue.case_id", "=", view.caseId)
        .select((r) => r.fn.min("release_issue.issued_at").as("at"))
        .as("first_release"),
      of
        .selectFrom("cut_opening")
        .innerJoin("cut", "cut.id", "cut_opening.cut_id")
        .where("cut.case_id", "=", view.caseId)
        .select((r) => r.fn.min("cut_opening.opened_at").as("at"))
        .as("first_opened"),
      of
        .selectFrom("position")
        .innerJoin("approach", "approach.id", "position.approach_id")
        .where("approach.case_id", "=", view.caseId)
        .where("position.position", "<>", "lapsed")
        .select((r) => r.fn.min("position.taken_at").as("at"))
        .as("first_position"),
      of
        .selectFrom("package")
        .where("case_id", "=", view.caseId)
        .select((r) => r.fn.min("opened_at").as("at"))
        .as("first_package"),
      of
        .selectFrom("package")
        .where("case_id", "=", view.caseId)
        .select((r) => r.fn.max("opened_at").as("at"))
        .as("last_package"),
    ])
    .executeTakeFirstOrThrow();
  return {
    firstRelease: row.first_release ?? null,
    firstOpened: row.first_opened ?? null,
    firstPosition: row.first_position ?? null,
    firstPackage: row.first_package ?? null,
    lastPackage: row.last_package ?? null,
  };
}
