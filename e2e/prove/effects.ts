// What a transaction did, row by row, as the database itself notes it: a trigger on each table writes down what a row was and
// has become, whoever may see it. What was noted goes back with the transaction, and is judged before that.
import { join } from "node:path";
import { sql } from "kysely";
import type pg from "pg";
import { findCredentials, OWNER_ROLE } from "../../packages/server/src/storage/cluster.ts";
import { connectOwner } from "../../packages/server/src/storage/connections.ts";
import { addressEmbedded } from "../../packages/server/src/storage/open-storage.ts";
import { readRows } from "../../packages/server/src/storage/index.ts";
import type { Transactor } from "../../packages/server/src/storage/index.ts";

type Row = Readonly<Record<string, unknown>>;

export interface Effect {
  readonly table: string;
  /** Null: the row is new. */
  readonly before: Row | null;
  /** Null: the row is gone. */
  readonly after: Row | null;
}

/** Whose a thing is, by its id. */
export interface Belonging {
  readonly case: string | null;
  readonly member: string | null;
  readonly person: string | null;
}

export interface Doer {
  /** With its name: `EST/desk/p.desk`. */
  readonly seat: string;
  readonly person: string;
  readonly session: string;
  /** Whether its member leads the case that was named. */
  readonly leads: boolean;
  /** The id of the case that was named; null: none, or none that is there. */
  readonly case: string | null;
}

/** Rows of a member that nobody writes but the member, the lead included. */
const VOICES = new Set([
  ...["pledge_version", "sealed_pledge", "position", "question", "acknowledgement", "cut_opening"],
  ...["readiness", "t_zero_act", "misp_event"],
]);
/** The node's own: they belong to no member and say nothing of one. */
const SHARED = new Set([
  "ledger_checkpoint",
  "ledger_leaf",
  "ledger_tile",
  "change_made",
  "ceremony",
  "marking_term",
]);
const PEOPLE = new Set([
  ...["person", "seat_grant", "session", "machine_credential", "invitation", "passkey", "outside_identity"],
  ...["step_up", "node_journal"],
]);
const LINKS = [
  ...["approach_id", "question_id", "cut_id", "unsealing_id", "notice_id", "release_id", "document_id"],
  ...["version_id", "resolution_id"],
];

const NOTES = `
CREATE SCHEMA proof;
CREATE TABLE proof.effect (xact xid8 NOT NULL DEFAULT pg_current_xact_id(), name text NOT NULL, before jsonb, after jsonb);
CREATE FUNCTION proof.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO proof.effect (name, before, after) VALUES (TG_TABLE_NAME,
    CASE TG_OP WHEN 'INSERT' THEN NULL ELSE to_jsonb(OLD) END, CASE TG_OP WHEN 'DELETE' THEN NULL ELSE to_jsonb(NEW) END);
  RETURN NULL;
END $$;
GRANT USAGE ON SCHEMA proof TO entente_app;
GRANT SELECT ON proof.effect TO entente_app;
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT relname FROM pg_class WHERE relnamespace = 'entente'::regnamespace AND relkind = 'r' LOOP
    EXECUTE format('CREATE TRIGGER zz_proof AFTER INSERT OR UPDATE OR DELETE ON entente.%I FOR EACH ROW
      EXECUTE FUNCTION proof.note()', name);
  END LOOP;
END $$;`;

/** As the owner of the schema, beside the node that has the folder. */
export function connectToOwner(folder: string): Promise<pg.Client> {
  const passwords = findCredentials(folder);
  if (passwords === null) throw new Error(`${folder} has no database of its own`);
  return connectOwner(addressEmbedded(join(folder, "socket"), { ownerRole: OWNER_ROLE, passwords }).owner);
}

export async function noteEffects(owner: pg.Client): Promise<void> {
  await owner.query(NOTES);
}

/** What the transaction did so far. */
export function readEffects(tx: Transactor): Promise<readonly Effect[]> {
  return readRows(
    tx,
    sql<Effect>`SELECT name AS "table", before, after FROM proof.effect WHERE xact = pg_current_xact_id()`,
  );
}

/** What was kept in spite of everything: only that a session was used, which is noted apart. */
export async function readKept(owner: pg.Client): Promise<readonly Effect[]> {
  const { rows } = await owner.query<Effect>(`SELECT name AS "table", before, after FROM proof.effect`);
  return rows;
}

/** Of everything that has an id, whose it is. */
export async function readBelongings(owner: pg.Client): Promise<Map<string, Belonging>> {
  const known = new Map<string, Belonging>();
  await owner.query("BEGIN; SELECT set_config('entente.backup', 'whole', true)");
  const { rows } = await owner.query<{ table: string; row: Row }>(
    [
      ...["case_file", "approach", "question", "document", "document_version", "release", "cut", "unsealing"],
      ...["person", "seat_grant", "session", "machine_credential", "invitation"],
    ]
      .map((name) => `SELECT '${name}' AS "table", to_jsonb(t) AS row FROM entente.${name} t`)
      .join(" UNION ALL "),
  );
  await owner.query("COMMIT");
  for (const { table, row } of rows) learn(known, table, row);
  return known;
}

function learn(known: Map<string, Belonging>, table: string, row: Row): void {
  const id = textOf(row["id"]);
  if (id !== null) known.set(id, belongingOf(known, table, row));
}

function belongingOf(known: ReadonlyMap<string, Belonging>, table: string, row: Row): Belonging {
  const linked = LINKS.map((name) => known.get(textOf(row[name]) ?? "")).filter(
    (found) => found !== undefined,
  );
  const person = table === "person" ? textOf(row["id"]) : (textOf(row["person_id"]) ?? textOf(row["person"]));
  const holder = known.get(person ?? "");
  return {
    case: table === "case_file" ? textOf(row["id"]) : (textOf(row["case_id"]) ?? linked[0]?.case ?? null),
    member:
      textOf(row["member"]) ??
      // A consent is its originator's, and about a recipient.
      textOf(row["origin"]) ??
      textOf(row["recipient"]) ??
      linked.find(({ member }) => member !== null)?.member ??
      holder?.member ??
      null,
    person,
  };
}

/** What is wrong with what was done; null: everything is the doer's own. */
export function judgeEffects(
  effects: readonly Effect[],
  doer: Doer,
  belongings: ReadonlyMap<string, Belonging>,
): string | null {
  const known = new Map(belongings);
  for (const { table, after } of effects) if (after !== null) learn(known, table, after);
  for (const effect of effects)
    for (const row of [effect.before, effect.after]) {
      const fault =
        row === null ? null : (judgeName(effect, doer) ?? judgeRow(effect.table, row, { doer, known }));
      if (fault !== null) return `${effect.table}: ${fault}: ${JSON.stringify(row).slice(0, 300)}`;
    }
  return null;
}

/** Whatever says who did it says the doer. */
function judgeName({ before, after }: Effect, { seat }: Doer): string | null {
  for (const [name, value] of Object.entries(after ?? {})) {
    if (name !== "seat" && !name.endsWith("_by")) continue;
    const said = textOf(value);
    if (said === null || said === "node" || said === textOf(before?.[name])) continue;
    if (said.includes("/") && said !== seat) return `in the name of ${said}`;
  }
  return null;
}

function judgeRow(
  table: string,
  row: Row,
  { doer, known }: { readonly doer: Doer; readonly known: ReadonlyMap<string, Belonging> },
): string | null {
  if (SHARED.has(table)) return null;
  const of = belongingOf(known, table, row);
  const [member, role] = doer.seat.split("/");
  if (PEOPLE.has(table)) return judgePerson(table, row, { of, doer });
  if (of.case === null) {
    // A case that is opened is its opener's, with what its community says.
    return of.member === member ? null : "nobody's that is known";
  }
  if (of.case !== doer.case) return isNew(known, of.case, role) ? null : "of a case that was not named";
  if (of.member === null || of.member === member) return null;
  if (!doer.leads) return `of ${of.member}`;
  return VOICES.has(table) ? `said for ${of.member}` : null;
}

/** A case that was opened in this transaction, by whoever drafts. */
function isNew(known: ReadonlyMap<string, Belonging>, id: string, role: string | undefined): boolean {
  return role === "drafter" && known.get(id)?.member === null && fresh(known, id);
}

function fresh(known: ReadonlyMap<string, Belonging>, id: string): boolean {
  // Every case of the world has a document; one that is opened has none yet.
  return ![...known].some(([other, of]) => of.case === id && other !== id);
}

function judgePerson(
  table: string,
  row: Row,
  { of, doer }: { readonly of: Belonging; readonly doer: Doer },
): string | null {
  const [member, role] = doer.seat.split("/");
  if (table === "node_journal")
    return row["seat"] === doer.seat ? null : `in the name of ${String(row["seat"])}`;
  if (table === "step_up") return row["session"] === doer.session ? null : "of another session";
  // An administrator asks another member's first one in, and nobody else.
  const invites = table === "invitation" && role === "administrator" && row["role"] === "administrator";
  if (of.member !== member && !(invites && row["made_by"] === doer.seat))
    return `of ${of.member ?? "nobody"}`;
  if (role === "administrator" || of.person === doer.person) return null;
  return "of another person";
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
