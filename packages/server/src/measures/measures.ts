import { computeClocks, readCaseFile } from "@entente/core/measures";
import type { CaseFile, Clocks } from "@entente/core/measures";
import type { JsonObject } from "@entente/core/encoding";
import { openSeatView, requireRole, writeJournal } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import type { CaseRow } from "../cases/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { chooseMeasures } from "./rules.ts";
import { insertMeasures, listMeasures, readMoments } from "./store.ts";

/** What the clocks and the curve of a case count: expulsions, by everyone. */
export const headline = { kind: "expulsion", rule: "all" } as const;

/** Records what was publicly done up to a day. Returns how many measures are new. */
export async function recordMeasures(
  tx: Transactor,
  act: Act,
  { facts, through }: { readonly facts: CaseFile; readonly through: string },
): Promise<number> {
  requireRole(act.seat, ["desk", "drafter", "publisher"], act.of);
  const known = new Set(
    (await listMeasures(tx, openSeatView(act.seat, act.of))).map((measure) => measure.id),
  );
  const rows = chooseMeasures(facts.measures, known, through);
  await insertMeasures(tx, { caseId: act.of.id, by: act.seat.id, at: act.at, rows });
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

/** What is recorded of a case, in the shape of a `coalition-case/1` file: what is counted, and what is published. */
export async function composeFacts(reader: Reader, view: View, row: CaseRow): Promise<JsonObject> {
  const measures = await listMeasures(reader, view);
  return {
    ...row.frame,
    measures: measures.map((measure) => ({
      id: measure.id,
      actor: measure.actor,
      actor_type: measure.actorType,
      ...(measure.actor === row.lead ? { role: "initiator" } : {}),
      kind: measure.kind,
      target: measure.target,
      count: measure.count,
      announced: measure.announced,
      in_tally: measure.inTally,
      detail: measure.detail,
      sources: [...measure.sources],
      confidence: measure.confidence,
      verified: measure.verified,
    })),
  };
}

/** The recorded facts, read through the same reader a file on disk goes through. */
export async function readFacts(reader: Reader, view: View, row: CaseRow): Promise<CaseFile> {
  return readCaseFile(await composeFacts(reader, view, row));
}

/** The response clocks: what the recorded facts say, and what only the node knows. */
export async function readClocks(reader: Reader, view: View, facts: CaseFile): Promise<Clocks> {
  const { firstPackage, lastPackage, ...moments } = await readMoments(reader, view);
  const openings =
    firstPackage === null || lastPackage === null ? null : { first: firstPackage, last: lastPackage };
  return computeClocks({
    caseFile: facts,
    ...headline,
    moments: { ...moments, tZero: firstPackage, openings },
  });
}
