// What a member's own people did: in the journal of the node, and in those of cases. What their acts said stays there.
import type { Instant, JsonObject } from "@entente/core/encoding";
import { readPeople } from "../../access/index.ts";
import type { PeopleView } from "../../access/index.ts";
import type { Reader } from "../../storage/index.ts";

export interface TrailRow {
  readonly at: Instant;
  readonly seat: string;
  readonly action: string;
  /** Slug of the case; null for an act outside of cases. */
  readonly case: string | null;
  /** What it was done to: a seat, a session, a document by its name, a cut by its random id. */
  readonly subject: string;
  /** Null for an act in a case: what such an act said is not for who looks after people. */
  readonly detail: JsonObject | null;
}

export interface Period {
  readonly from: Instant;
  /** Not included. */
  readonly to: Instant;
}

/** Rows in the order in which they were written, the node's first: two clocks need not agree. */
export async function listTrail(
  reader: Reader,
  view: PeopleView,
  { from, to }: Period,
): Promise<readonly TrailRow[]> {
  const rows = await readPeople(reader, view);
  const ofNode = await rows
    .selectFrom("node_journal")
    .select(["at", "seat", "action", "subject", "detail"])
    .where("at", ">=", from)
    .where("at", "<", to)
    .orderBy("id")
    .execute();
  const inCases = await rows
    .selectFrom("journal as j")
    .innerJoin("case_file as c", "c.id", "j.case_id")
    .select(["j.at", "j.seat", "j.action", "j.subject", "c.slug as case"])
    .where("j.at", ">=", from)
    .where("j.at", "<", to)
    .orderBy("j.id")
    .execute();
  return [
    ...ofNode.map((row) => ({ ...row, case: null })),
    ...inCases.map((row) => ({ ...row, detail: null })),
  ];
}
