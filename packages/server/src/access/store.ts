import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { askOnce, noteChange, readRows, sentAhead } from "../storage/index.ts";
import type { Database, LabelledReader, LabelledTransactor, Reader, Transactor } from "../storage/index.ts";
import type { PeopleView } from "./people.ts";
import { personOfSeat } from "./rules.ts";
import type { View } from "./rules.ts";

/** The view each transaction is under at the moment; a transaction that is not here sees no labelled row. */
const views = new WeakMap<Reader, View>();

/**
 * Puts the transaction under `view`, for the database's row security, and gives the way to labelled rows. It holds until
 * another view is taken or the transaction ends. Whoever reads for two views in one transaction does so one after the
 * other.
 */
export async function readUnder(reader: Reader, view: View): Promise<LabelledReader> {
  await takeView(reader, view);
  return reader as unknown as LabelledReader;
}

/** The same for changes: what the view may not see, it may not write either. */
export async function writeUnder(tx: Transactor, view: View): Promise<LabelledTransactor> {
  await takeView(tx, view);
  noteChange(tx, view.caseId);
  return tx as unknown as LabelledTransactor;
}

/**
 * Asks for labelled rows, unless a read of the same snapshot has asked the same under the same view. `what` names the
 * question with everything else its answer depends on.
 */
export function askOnceUnder<T>(
  reader: Reader,
  view: View,
  { what, ask }: { readonly what: readonly string[]; readonly ask: (rows: LabelledReader) => Promise<T> },
): Promise<T> {
  const { caseId, member, reach } = view;
  return askOnce(reader, JSON.stringify([caseId, member, reach, ...what]), async () =>
    ask(await readUnder(reader, view)),
  );
}

async function takeView(reader: Reader, view: View): Promise<void> {
  const present = views.get(reader);
  if (present?.caseId === view.caseId && present.member === view.member && present.reach === view.reach)
    return;
  // Out of the map while the settings change, so that a failed change leaves none to be relied on.
  views.delete(reader);
  // `true`: the settings end with the transaction, and the connection goes back to the pool without them.
  await readRows(
    reader,
    sql`SELECT set_config('entente.case', ${view.caseId}, true), set_config('entente.member', ${view.member}, true),
      set_config('entente.reach', ${view.reach}, true), set_config('entente.release', '', true)`,
  );
  views.set(reader, view);
}

export interface JournalRow {
  readonly caseId: string;
  readonly at: Instant;
  readonly seat: string;
  /** Verb of the house, `release.approve`. */
  readonly action: string;
  /** What it was done to. */
  readonly subject: string;
  readonly detail: JsonObject;
}

/** Writes to the audit trail in the caller's transaction: a change and its row stand or fall together. */
export async function writeJournal(tx: Transactor, row: JournalRow): Promise<void> {
  // The journal takes rows from everyone and shows them to the lead, so writing it needs no view.
  await writeJournalRows(tx, [row]);
}

/** The same for several rows of one change. There is at least one. */
export async function writeJournalRows(tx: Transactor, rows: readonly JournalRow[]): Promise<void> {
  await insertJournal(rows, sentAhead).execute(tx);
}

/** Several rows, of whichever cases, in a transaction of their own. There is at least one. */
export async function appendJournalRows(database: Database, rows: readonly JournalRow[]): Promise<void> {
  await database.append(insertJournal(rows, sql``));
}

/** One text for however many rows, so that the database plans it once. */
function insertJournal(rows: readonly JournalRow[], end: RawBuilder<unknown>): RawBuilder<unknown> {
  const column = (pick: (row: JournalRow) => string): readonly string[] => rows.map(pick);
  return sql`
    INSERT INTO entente.journal (case_id, at, seat, action, subject, detail)
    SELECT * FROM unnest(${column(({ caseId }) => caseId)}::uuid[], ${column(({ at }) => at)}::timestamptz[],
      ${column(({ seat }) => seat)}::text[], ${column(({ action }) => action)}::text[],
      ${column(({ subject }) => subject)}::text[], ${column(({ detail }) => JSON.stringify(detail))}::jsonb[]) ${end}`;
}

/**
 * The journal of the view's case as the lead may be told of it, oldest first: everything its own seats did, and of others
 * those acts it is told of anyway (`ofOthers`). What another member looks at is that member's.
 */
export async function listJournal(
  reader: Reader,
  view: View,
  {
    ofOthers,
    after,
    limit,
  }: {
    readonly ofOthers: readonly string[];
    /** The row the last page ended with; null: from the beginning. */
    readonly after: number | null;
    readonly limit: number;
  },
): Promise<readonly (Pick<JournalRow, "at" | "seat" | "action" | "subject"> & { readonly id: number })[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("journal")
    .select(["id", "at", "seat", "action", "subject"])
    .where("case_id", "=", view.caseId)
    .where("id", ">", after ?? 0)
    .where((row) =>
      row.or([
        row(sql<string>`split_part(seat, '/', 1)`, "in", [view.member, "exercise-control", "node"]),
        row("action", "in", [...ofOthers]),
      ]),
    )
    .orderBy("id")
    .limit(limit)
    .execute();
}

/** Says who holds a seat: seats of one person count as one where two persons are asked for. Written once for a seat. */
export async function insertHolder(
  tx: Transactor,
  view: View,
  { seat, person }: { readonly seat: string; readonly person: string },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled.insertInto("seat_holder").values({ case_id: view.caseId, seat, person }).execute();
}

/** The person on each seat, by seat: whose name it has, who holds it, or the seat itself. For those who reach the case. */
export async function readPersons(
  reader: Reader,
  view: View,
  seats: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("seat_holder")
    .select(["seat", "person"])
    .where("case_id", "=", view.caseId)
    .where("seat", "in", seats)
    .execute();
  const held = new Map(rows.map(({ seat, person }) => [seat, person]));
  return new Map(seats.map((seat) => [seat, personOfSeat(seat) ?? held.get(seat) ?? seat]));
}

/**
 * Puts the transaction under no view but the random id of a release, for what may be said of it to whoever has that id.
 */
export async function readOfRelease(reader: Reader, release: string): Promise<LabelledReader> {
  views.delete(reader);
  await readRows(
    reader,
    sql`SELECT set_config('entente.case', '', true), set_config('entente.member', '', true),
      set_config('entente.reach', '', true), set_config('entente.release', ${release}, true)`,
  );
  return reader as unknown as LabelledReader;
}

/** Puts the transaction under a view of people, for rows about persons and what they come in with. No row of a case is there. */
export async function readPeople(reader: Reader, view: PeopleView): Promise<LabelledReader> {
  await takePeopleView(reader, view);
  return reader as unknown as LabelledReader;
}

/** The same for changes. */
export async function writePeople(tx: Transactor, view: PeopleView): Promise<LabelledTransactor> {
  noteChange(tx, "");
  return writeUse(tx, view);
}

/** The same for what comes with every use, and changes nothing that others would have to look at again. */
export async function writeUse(tx: Transactor, view: PeopleView): Promise<LabelledTransactor> {
  await takePeopleView(tx, view);
  return tx as unknown as LabelledTransactor;
}

async function takePeopleView(reader: Reader, view: PeopleView): Promise<void> {
  views.delete(reader);
  const member = view.reach === "people" ? view.member : "";
  const person = view.reach === "self" ? view.person : "";
  const named = view.reach === "peer" ? view.node : "";
  const credential = view.reach === "credential" ? view.digest : named;
  await readRows(
    reader,
    sql`SELECT set_config('entente.case', '', true), set_config('entente.member', ${member}, true),
      set_config('entente.reach', ${view.reach}, true), set_config('entente.release', '', true),
      set_config('entente.person', ${person}, true), set_config('entente.credential', ${credential}, true)`,
  );
}

export interface NodeJournalRow {
  /** Whose person or seat it is about. */
  readonly member: string;
  /** A seat; or "node" where nobody sat: the first link, a timer. */
  readonly seat: string;
  /** Verb of the house, `session.open`. */
  readonly action: string;
  /** What it was done to: a seat, a person, a random id. Never a secret. */
  readonly subject: string;
  readonly detail: JsonObject;
}

/** Writes to the journal of the node in the caller's transaction. Both members read it: whose person it is, and who did it. */
export async function writeNodeJournal(tx: Transactor, row: NodeJournalRow): Promise<void> {
  const [byMember = "", ...rest] = row.seat.split("/");
  await (tx as unknown as LabelledTransactor)
    .insertInto("node_journal")
    .values({ ...row, by_member: rest.length > 0 ? byMember : null, detail: JSON.stringify(row.detail) })
    .execute();
}
