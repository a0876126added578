// Rights after a restore. What was revoked after the backup was made would be alive again, and nobody here can say what was:
// so what can be given out anew is void at once, and what cannot (seats, passkeys, bound identities) stands only where the
// administrator names it.
import type pg from "pg";
import type { Instant } from "@entente/core/encoding";

const SCHEMA = "entente";

/** Statements that end what a restore ends, by the table they are about. `$1` is the instant. */
const ENDED: Readonly<Record<string, string>> = {
  session: `UPDATE ${SCHEMA}.session SET ended_by = 'restore', ended_at = $1 WHERE ended_at IS NULL`,
  machine_credential: `UPDATE ${SCHEMA}.machine_credential SET revoked_by = 'restore', revoked_at = $1 WHERE revoked_at IS NULL`,
  invitation: `UPDATE ${SCHEMA}.invitation SET withdrawn_by = 'restore', withdrawn_at = $1
    WHERE withdrawn_at IS NULL AND completed_at IS NULL`,
  step_up: `DELETE FROM ${SCHEMA}.step_up WHERE used_at IS NULL AND $1::timestamptz IS NOT NULL`,
  ceremony: `DELETE FROM ${SCHEMA}.ceremony WHERE $1::timestamptz IS NOT NULL`,
  // It may have been stood down, or opened, since. An exercise goes by its script.
  t_zero: `UPDATE ${SCHEMA}.t_zero t SET state = 'stood-down', stood_down_at = $1, stood_down_by = 'restore',
      stood_down_because = 'The node was restored from a backup. What came after it is not known here.'
    FROM ${SCHEMA}.case_file c WHERE c.id = t.case_id AND NOT c.exercise AND t.state IN ('set', 'armed')`,
};

/** Ends sessions, machine credentials, open invitations, waiting signatures and what was to open. Returns how many, by table. */
export async function endRights(
  owner: pg.ClientBase,
  at: Instant,
): Promise<Readonly<Record<string, number>>> {
  const ended: Record<string, number> = {};
  await lifting(owner, Object.keys(ENDED), async () => {
    for (const [table, statement] of Object.entries(ENDED))
      ended[table] = (await owner.query(statement, [at])).rowCount ?? 0;
  });
  return ended;
}

/** A right that is not ended by itself. `id` names it to the program, `of` and `what` to people. */
export interface StandingRight {
  readonly kind: "seat" | "passkey" | "identity";
  readonly id: string;
  /** `GBR:anna.k`. */
  readonly of: string;
  readonly what: string;
}

const RIGHTS = `
  SELECT 'seat' AS kind, g.id::text AS id, g.member || ':' || g.name AS of,
    g.role || CASE WHEN g.cases IS NULL THEN '' ELSE ' in ' || cardinality(g.cases) || ' cases' END AS what
  FROM ${SCHEMA}.seat_grant g WHERE g.withdrawn_at IS NULL
  UNION ALL
  SELECT 'passkey', k.credential, p.member || ':' || p.name, k.name FROM ${SCHEMA}.passkey k JOIN ${SCHEMA}.person p ON p.id = k.person
  UNION ALL
  SELECT 'identity', i.digest, p.member || ':' || p.name, i.issuer
  FROM ${SCHEMA}.outside_identity i JOIN ${SCHEMA}.person p ON p.id = i.person
  ORDER BY 3, 1, 2`;

/** Every such right that stands, by person. Inside a transaction of the caller's. */
export async function listRights(owner: pg.ClientBase): Promise<readonly StandingRight[]> {
  await owner.query("SELECT set_config('entente.backup', 'whole', true)");
  return (await owner.query<StandingRight>(RIGHTS)).rows;
}

/** Ends every such right that is not among those to keep. Returns how many. */
export async function keepRights(
  owner: pg.ClientBase,
  { keep, at }: { readonly keep: readonly StandingRight[]; readonly at: Instant },
): Promise<number> {
  const ids = (kind: StandingRight["kind"]): string[] =>
    keep.filter((right) => right.kind === kind).map(({ id }) => id);
  let ended = 0;
  await lifting(owner, ["seat_grant", "passkey", "outside_identity"], async () => {
    for (const [statement, values] of [
      [
        `UPDATE ${SCHEMA}.seat_grant SET withdrawn_by = 'restore', withdrawn_at = $2
         WHERE withdrawn_at IS NULL AND id <> ALL ($1::uuid[])`,
        [ids("seat"), at],
      ],
      [`DELETE FROM ${SCHEMA}.passkey WHERE credential <> ALL ($1)`, [ids("passkey")]],
      [`DELETE FROM ${SCHEMA}.outside_identity WHERE digest <> ALL ($1)`, [ids("identity")]],
    ] as const)
      ended += (await owner.query(statement, [...values])).rowCount ?? 0;
  });
  return ended;
}

/** Writes into the journal of the node what was done to it. */
export async function noteInJournal(
  owner: pg.ClientBase,
  row: { readonly member: string; readonly at: Instant; readonly action: string; readonly subject: string },
): Promise<void> {
  await lifting(owner, ["node_journal"], async () => {
    await owner.query(
      `INSERT INTO ${SCHEMA}.node_journal (at, member, by_member, seat, action, subject, detail)
       VALUES ($1, $2, $2, 'node', $3, $4, '{}')`,
      [row.at, row.member, row.action, row.subject],
    );
  });
}

/** Does work on tables as their owner, past row security, with their other triggers at work all the same. */
async function lifting(
  owner: pg.ClientBase,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relforcerowsecurity AND relname = ANY ($2)",
    [SCHEMA, [...tables]],
  );
  for (const { name } of rows) await owner.query(`ALTER TABLE ${SCHEMA}.${name} NO FORCE ROW LEVEL SECURITY`);
  await work();
  for (const { name } of rows) await owner.query(`ALTER TABLE ${SCHEMA}.${name} FORCE ROW LEVEL SECURITY`);
}
