// What one seat is shown of a case, straight from the tables under that seat's view: for the lead what it knows of all
// members, for a member its own. A history is judged by these rows and by nothing a process says of itself.
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { openSeatView, readUnder } from "../../packages/server/src/access/index.ts";
import type { Seat } from "../../packages/server/src/access/index.ts";
import type { CaseRow } from "../../packages/server/src/cases/index.ts";
import { readRows } from "../../packages/server/src/storage/index.ts";
import type { Transactor } from "../../packages/server/src/storage/index.ts";
import type { ModelLevel } from "./history-model.ts";

export interface VersionRow {
  readonly member: string;
  /** Null: withdrawn. Of a sealed pledge what it says is not here. */
  readonly levels: readonly ModelLevel[] | null;
  readonly withdrawn: boolean;
  readonly sealed: boolean;
  /** 0 for open pledges, which outlive a lock. */
  readonly round: number;
  readonly until: string | null;
  readonly at: string;
  readonly leaf: number;
}

export interface LockRow {
  readonly round: number;
  readonly at: string;
  readonly leaf: number;
  readonly released: string | null;
}

export interface ActingRow {
  readonly round: number;
  readonly member: string;
  readonly measures: readonly { readonly kind: string; readonly count: number }[];
}

export interface TZeroSide {
  readonly state: string;
  readonly due: string;
  readonly opened: string | null;
}

/** Of the newest round, without those left out. */
export interface PackageRow {
  readonly member: string;
  readonly measures: readonly { readonly kind: string; readonly count: number }[];
  readonly opened: string | null;
}

/** Everything a seat is shown; instants in UTC to the millisecond. */
export interface Sides {
  readonly versions: readonly VersionRow[];
  readonly locks: readonly LockRow[];
  readonly acting: readonly ActingRow[];
  readonly tZero: TZeroSide | null;
  readonly packages: readonly PackageRow[];
  readonly openings: number;
}

const instant = (column: string): RawBuilder<string | null> =>
  sql`to_char(${sql.ref(column)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export async function readSides(tx: Transactor, row: CaseRow, seat: Seat): Promise<Sides> {
  await readUnder(tx, openSeatView(seat, row));
  const read = <Row>(query: RawBuilder<Row>): Promise<Row[]> => readRows(tx, query);
  const versions = await read<VersionRow>(sql`
    SELECT member, levels, levels IS NULL AS withdrawn, false AS sealed, 0 AS round,
      ${instant("valid_until")} AS until, ${instant("placed_at")} AS at, leaf_index::int AS leaf
    FROM pledge_version WHERE case_id = ${row.id}
    UNION ALL
    SELECT member, NULL, ciphertext IS NULL, true, round, NULL, ${instant("placed_at")}, leaf_index::int
    FROM sealed_pledge WHERE case_id = ${row.id}
    ORDER BY leaf`);
  const locks = await read<LockRow>(sql`
    SELECT l.round, ${instant("l.locked_at")} AS at, r.leaf_index::int AS leaf, ${instant("l.released_at")} AS released
    FROM pledge_lock l LEFT JOIN resolution r ON r.id = l.resolution_id
    WHERE l.case_id = ${row.id} ORDER BY l.round`);
  const acting = await read<ActingRow>(sql`
    SELECT l.round, m.member, m.measures FROM pledge_lock l JOIN resolution_member m ON m.resolution_id = l.resolution_id
    WHERE l.case_id = ${row.id} AND m.level > 0 ORDER BY l.round, m.member`);
  const [tZero] = await read<TZeroSide>(sql`
    SELECT state, ${instant("due_at")} AS due, ${instant("opened_at")} AS opened FROM t_zero
    WHERE case_id = ${row.id} ORDER BY round DESC LIMIT 1`);
  const packages = await read<PackageRow>(sql`
    SELECT member, measures, ${instant("opened_at")} AS opened FROM package
    WHERE case_id = ${row.id} AND NOT left_out
      AND round = (SELECT max(round) FROM package WHERE case_id = ${row.id}) ORDER BY member`);
  const [journal] = await read<{ openings: number }>(sql`
    SELECT count(*)::int AS openings FROM journal WHERE case_id = ${row.id} AND action = 't-zero.open'`);
  return { versions, locks, acting, tZero: tZero ?? null, packages, openings: journal?.openings ?? 0 };
}
