// What was done, recorded as facts with sources: whole case files day by day, single measures by hand, and figures that
// contradict a recorded one. What is recorded is read back through the reader a file on disk goes through.
import { builtInKinds } from "@entente/core/kinds";
import { computeClocks, curveOf, readCaseFile } from "@entente/core/measures";
import type { Alternative, CaseFile, Clocks, CurvePoint, Measure } from "@entente/core/measures";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { openSeatView, writeJournal } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import { arrangementsOf } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { checkRecordable, chooseMeasures, requireRecorder } from "./rules.ts";
import { insertFigures, insertMeasures, listMeasures, readMoments } from "./store.ts";
import type { StoredMeasure } from "./store.ts";

/** What the clocks and the curve of a case count: expulsions, by everyone. */
export const headline = { kind: "expulsion", rule: "all" } as const;

/** Records what was publicly done up to a day, and what was done in answer. Returns how many of both are new. */
export async function recordMeasures(
  tx: Transactor,
  act: Act,
  { facts, through }: { readonly facts: CaseFile; readonly through: string },
): Promise<number> {
  requireRecorder(act.seat, act.of, { actor: act.of.lead, reciprocal: true });
  const stored = await listMeasures(tx, openSeatView(act.seat, act.of));
  const known = new Set(stored.map((measure) => measure.id));
  const rows = [
    ...chooseMeasures(facts.measures, known, through).map((row) => ({ ...row, reciprocal: false })),
    ...chooseMeasures(facts.reciprocal, known, through).map((row) => ({ ...row, reciprocal: true })),
  ];
  const recorder = { caseId: act.of.id, by: act.seat.id, at: act.at };
  await insertMeasures(tx, { ...recorder, rows });
  for (const { measure } of rows)
    await insertFigures(tx, { ...recorder, measure: measure.id, after: 0, figures: measure.alternatives });
  await writeJournal(tx, {
    caseId: act.of.id,
    at: act.at,
    seat: act.seat.id,
    action: "measures.record",
    subject: through,
    detail: { recorded: rows.length },
  });
  return rows.length;
}

/**
 * Records one measure. `row` is one of `coalition-case/1` without an id, which is given here.
 * @throws InputError CASE_INVALID for a row that is none or contradicts what is recorded; ServerError FORBIDDEN,
 * REQUEST_INVALID.
 */
export async function recordMeasure(
  tx: Transactor,
  act: Act & { readonly of: CaseRow },
  { row, reciprocal }: { readonly row: JsonObject; readonly reciprocal: boolean },
): Promise<Measure> {
  const view = openSeatView(act.seat, act.of);
  const stored = await listMeasures(tx, view);
  const same = stored.filter((one) => one.reciprocal === reciprocal);
  const ordinal = same.reduce((next, one) => Math.max(next, one.ordinal + 1), 0);
  const id = findFreeId(act.of.slug, stored);
  const known = composeFrom(stored, act.of);
  const facts = readCaseFile(addRow(known, reciprocal ? "reciprocal" : "measures", { ...row, id }));
  const measure = [...facts.measures, ...facts.reciprocal].find((one) => one.id === id);
  if (measure === undefined) throw new Error("the row that was read is not in the file");
  requireRecorder(act.seat, act.of, { actor: measure.actor, reciprocal });
  checkRecordable(measure, { facts, at: act.at });
  const recorder = { caseId: act.of.id, by: act.seat.id, at: act.at };
  await insertMeasures(tx, { ...recorder, rows: [{ ordinal, measure, reciprocal }] });
  await writeJournal(tx, {
    caseId: act.of.id,
    at: act.at,
    seat: act.seat.id,
    action: "measure.add",
    subject: id,
    detail: { kind: measure.kind, actor: measure.actor, reciprocal },
  });
  return measure;
}

/**
 * Records what other sources say of a measure that is recorded. Nothing is overwritten: which figure is counted follows
 * from both.
 * @throws InputError CASE_INVALID; ServerError NOT_FOUND, FORBIDDEN, REQUEST_INVALID.
 */
export async function recordFigure(
  tx: Transactor,
  act: Act & { readonly of: CaseRow },
  { measure: id, figure }: { readonly measure: string; readonly figure: JsonObject },
): Promise<Measure> {
  const stored = await listMeasures(tx, openSeatView(act.seat, act.of));
  const before = stored.find((one) => one.id === id);
  if (before === undefined)
    throw new ServerError(
      "NOT_FOUND",
      `No measure of this case has the id ${id}. "entente measure list" shows them.`,
    );
  requireRecorder(act.seat, act.of, before);
  const others = stored.filter((one) => one !== before);
  const name = before.reciprocal ? "reciprocal" : "measures";
  const composed = composeRow(before);
  const alternatives = [...(composed["alternatives"] as readonly JsonValue[]), figure];
  const facts = readCaseFile(addRow(composeFrom(others, act.of), name, { ...composed, alternatives }));
  const measure = [...facts.measures, ...facts.reciprocal].find((one) => one.id === id);
  const added = measure?.alternatives.at(-1);
  if (measure === undefined || added === undefined)
    throw new Error("the figure that was read is not in the file");
  checkRecordable({ kind: before.kind, ...added }, { facts, at: act.at });
  await insertFigures(tx, {
    caseId: act.of.id,
    by: act.seat.id,
    at: act.at,
    measure: id,
    after: before.alternatives.length,
    figures: [added],
  });
  await writeJournal(tx, {
    caseId: act.of.id,
    at: act.at,
    seat: act.seat.id,
    action: "measure.figure",
    subject: id,
    detail: { count: added.count, announced: added.announced },
  });
  return measure;
}

/** What is recorded of a case, in the shape of a `coalition-case/1` file: what is counted, and what is published. */
export async function composeFacts(reader: Reader, view: View, row: CaseRow): Promise<JsonObject> {
  return composeFrom(await listMeasures(reader, view), row);
}

/** The recorded facts, read through the same reader a file on disk goes through. */
export async function readFacts(reader: Reader, view: View, row: CaseRow): Promise<CaseFile> {
  return readCaseFile(await composeFacts(reader, view, row));
}

/** The speed curve of a case beside others: of the headline kind, which is built in, so its community is not needed. */
export async function readCurve(
  reader: Reader,
  view: View,
  row: Pick<CaseRow, "lead" | "frame">,
): Promise<readonly CurvePoint[]> {
  const facts = composeRows(await listMeasures(reader, view), row);
  return curveOf({ caseFile: readCaseFile(facts), ...headline, groups: null });
}

/** The response clocks: what the recorded facts say, and what only the node knows. */
export async function readClocks(reader: Reader, view: View, facts: CaseFile): Promise<Clocks> {
  const { firstPackage, lastPackage, ...moments } = await readMoments(reader, view);
  const openings =
    firstPackage === null || lastPackage === null ? null : { first: firstPackage, last: lastPackage };
  return computeClocks({
    caseFile: facts,
    ...headline,
    groups: null,
    moments: { ...moments, tZero: firstPackage, openings },
  });
}

function composeFrom(stored: readonly StoredMeasure[], row: CaseRow): JsonObject {
  const own = listOwnKinds(row);
  return { ...composeRows(stored, row), ...(own.length === 0 ? {} : { kinds: own }) };
}

function composeRows(stored: readonly StoredMeasure[], row: Pick<CaseRow, "lead" | "frame">): JsonObject {
  const compose = (reciprocal: boolean): JsonObject[] =>
    stored
      .filter((one) => one.reciprocal === reciprocal)
      .map((one) => ({
        ...composeRow(one),
        ...(!reciprocal && one.actor === row.lead ? { role: "initiator" } : {}),
      }));
  return { ...row.frame, measures: compose(false), reciprocal: compose(true) };
}

/** The kinds the community adds go out with the facts, so that whoever has the record can count them again. */
function listOwnKinds(row: CaseRow): readonly JsonValue[] {
  const arranged = arrangementsOf(row).kinds.filter((kind) => !builtInKinds.includes(kind));
  const ids = new Set(arranged.map(({ id }) => id));
  const filed = row.frame["kinds"];
  const others = Array.isArray(filed)
    ? (filed as readonly JsonObject[]).filter(({ id }) => typeof id !== "string" || !ids.has(id))
    : [];
  return [...arranged.map(({ id, one, many, counted }) => ({ id, one, many, counted })), ...others];
}

function composeRow(measure: StoredMeasure): JsonObject {
  return {
    id: measure.id,
    actor: measure.actor,
    actor_type: measure.actorType,
    kind: measure.kind,
    target: measure.target,
    count: measure.count,
    announced: measure.announced,
    in_tally: measure.inTally,
    detail: measure.detail,
    sources: [...measure.sources],
    confidence: measure.confidence,
    alternatives: measure.alternatives.map((one) => composeFigure(one, measure)),
    verified: measure.verified,
  };
}

/** A figure without a source is written as the bare number or date it was read from. */
function composeFigure(
  { count, announced, sources, confidence, note }: Alternative,
  own: Measure,
): JsonValue {
  if (sources.length === 0) return count === own.count ? announced : count;
  return { count, announced, sources: [...sources], confidence, note };
}

function addRow(facts: JsonObject, name: "measures" | "reciprocal", row: JsonObject): JsonObject {
  return { ...facts, [name]: [...(facts[name] as readonly JsonValue[]), row] };
}

/** Apart from the ids a case file gives, so that recording the file later leaves nothing out. */
function findFreeId(slug: string, stored: readonly StoredMeasure[]): string {
  const taken = new Set(stored.map(({ id }) => id));
  let number = 1;
  const say = (): string => `${slug}/added-${String(number).padStart(3, "0")}`;
  while (taken.has(say())) number += 1;
  return say();
}
