// Lists of objects as rows. A page is put together by the database from texts that lie there as they are sent.
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { Instant } from "@entente/core/encoding";
import { epochMilliseconds } from "@entente/core/encoding";
import { readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { readRows, sentAhead } from "../storage/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type { KeptObject } from "./envelope.ts";
import type { Filter, ListKey, VersionFilter } from "./rules.ts";

type Condition = RawBuilder<unknown>;

/** Where a page begins, ends, and whether there is more behind it. */
export interface PageEnds {
  readonly count: number;
  readonly more: boolean;
  /** Microseconds of the first and the last object; null on an empty page. */
  readonly first: number | null;
  readonly last: number | null;
}

/** One object of a list without its content. */
export interface ManifestRow {
  readonly id: string;
  readonly added: number;
  readonly version: string;
  readonly specVersion: string;
}

/** What a page holds, without the objects themselves. */
export async function readManifest(
  reader: Reader,
  view: View,
  { list, filter }: { readonly list: ListKey; readonly filter: Filter },
): Promise<PageEnds & { readonly rows: readonly ManifestRow[] }> {
  await readUnder(reader, view);
  const found = await readRows(
    reader,
    sql<ManifestRow>`SELECT o.object_id AS id, o.added, o.version, o.spec_version AS "specVersion"
      FROM entente.taxii_object o WHERE ${meets(list, filter)} ORDER BY o.added LIMIT ${filter.limit + 1}`,
  );
  const rows = found.slice(0, filter.limit);
  const ends = { first: rows[0]?.added ?? null, last: rows.at(-1)?.added ?? null };
  return { rows, count: rows.length, more: found.length > rows.length, ...ends };
}

/** Whether the list holds anything under that id. */
export async function holdsObject(
  reader: Reader,
  view: View,
  { list, id }: { readonly list: ListKey; readonly id: string },
): Promise<boolean> {
  const rows = await (
    await readUnder(reader, view)
  )
    .selectFrom("taxii_object")
    .select("added")
    .where("case_id", "=", list.caseId)
    .where("box", "=", list.box)
    .where("member", "=", list.member)
    .where("object_id", "=", id)
    .where("removed_at", "is", null)
    .limit(1)
    .execute();
  return rows.length > 0;
}

/** What is in a list and meets a filter: everything that decides what is seen is here, before any page is cut. */
export function meets(list: ListKey, { after, ids, types, specVersions, versions }: Filter): Condition {
  const conditions = [
    ofList(list),
    sql`o.removed_at IS NULL`,
    after === null ? null : sql`o.added > ${after}`,
    ids === null ? null : sql`o.object_id = ANY(${ids}::text[])`,
    types === null ? null : sql`o.type = ANY(${types}::text[])`,
    isSpecified(specVersions),
    isVersion(versions),
  ];
  return sql.join(
    conditions.filter((condition) => condition !== null),
    sql` AND `,
  );
}

function isSpecified(specVersions: Filter["specVersions"]): Condition | null {
  if (specVersions === "any") return null;
  return specVersions === "newest" ? sql`o.current` : sql`o.spec_version = ANY(${specVersions}::text[])`;
}

function isVersion({ newest, oldest, all, at }: VersionFilter): Condition | null {
  if (all) return null;
  const any = [
    ...(newest ? [sql`o.newest`] : []),
    ...(oldest ? [sql`o.oldest`] : []),
    ...(at.length > 0 ? [sql`o.version_at = ANY(${at}::bigint[])`] : []),
  ];
  return any.length === 1 ? (any[0] ?? null) : sql`(${sql.join(any, sql` OR `)})`;
}

export const ofList = ({ caseId, box, member }: ListKey): Condition =>
  sql`o.case_id = ${caseId} AND o.box = ${box} AND o.member = ${member}`;

/** Members who brought something, or were about to. */
export async function listInboxes(reader: Reader, view: View): Promise<readonly string[]> {
  const rows = await (
    await readUnder(reader, view)
  )
    .selectFrom("taxii_list")
    .select("member")
    .where("case_id", "=", view.caseId)
    .where("box", "=", "inbox")
    .execute();
  return rows.map(({ member }) => member);
}

export interface Addition {
  readonly list: ListKey;
  readonly objects: readonly KeptObject[];
  readonly at: Instant;
  /** The seat that brought it, or `node`. */
  readonly by: string;
  /** The cut whose objects they are; null: they were brought. */
  readonly cutId: string | null;
}

/** What became of an object: it is there now, was there with this very text, or is there with another. */
export type Added = "added" | "there" | "otherwise";

/**
 * Adds objects, in their order and behind all that is there. Whoever adds to one list waits for whoever adds before, so that
 * what is added is seen in the order of its microseconds.
 */
export async function addObjects(tx: Transactor, view: View, addition: Addition): Promise<readonly Added[]> {
  const { list, objects, at, by, cutId } = addition;
  if (objects.length === 0) return [];
  await writeUnder(tx, view);
  const column = <T>(pick: (object: KeptObject) => T): readonly T[] => objects.map(pick);
  const ids = column(({ id }) => id);
  const before = epochMilliseconds(at) * 1000 - 1;
  const [row] = await readRows(
    tx,
    sql<{ base: number; added: readonly number[] | null; there: readonly string[] | null }>`
      WITH list AS (
        INSERT INTO entente.taxii_list AS l (case_id, box, member, last_added)
        VALUES (${list.caseId}, ${list.box}, ${list.member}, ${before + objects.length})
        ON CONFLICT (case_id, box, member)
          DO UPDATE SET last_added = greatest(l.last_added, ${before}::bigint) + ${objects.length}::bigint
        RETURNING last_added - ${objects.length}::bigint AS base
      ), put AS (
        INSERT INTO entente.taxii_object (case_id, box, member, added, object_id, type, spec_version, version, version_at,
          object, brought_by, cut_id)
        SELECT ${list.caseId}::uuid, ${list.box}, ${list.member}, list.base + place, object_id, type, spec_version,
          version, version_at, object, ${by}, ${cutId}::uuid
        FROM list, unnest(${ids}::text[], ${column(({ type }) => type)}::text[],
          ${column(({ specVersion }) => specVersion)}::text[], ${column(({ version }) => version)}::text[],
          ${column(({ versionAt }) => versionAt)}::bigint[], ${column(({ text }) => text)}::text[])
          WITH ORDINALITY AS given (object_id, type, spec_version, version, version_at, object, place)
        ON CONFLICT DO NOTHING RETURNING added
      )
      SELECT list.base, (SELECT array_agg(added) FROM put) AS added,
        (SELECT array_agg(DISTINCT o.object_id) FROM ${rowsOf(list, ids)}) AS there
      FROM list`,
  );
  if (row === undefined) throw new Error("a list gives out microseconds");
  const places = new Set((row.added ?? []).map((added) => added - row.base - 1));
  await markVersions(tx, list, [...new Set([...(row.there ?? []), ...listRepeated(ids)])]);
  const left = objects.filter((_, place) => !places.has(place));
  const same = left.length === 0 ? new Set<KeptObject>() : await findSame(tx, list, left);
  return objects.map((object, place) =>
    places.has(place) ? "added" : same.has(object) ? "there" : "otherwise",
  );
}

/** What stands in a list more than once. */
const listRepeated = (ids: readonly string[]): readonly string[] => {
  const seen = new Set<string>();
  return ids.filter((id) => seen.size === seen.add(id).size);
};

const nameOf = ({
  id,
  specVersion,
  versionAt,
}: Pick<KeptObject, "id" | "specVersion" | "versionAt">): string => `${id} ${specVersion} ${versionAt}`;

/** Of objects whose version is there already, those that are there with the same text. */
async function findSame(
  tx: Transactor,
  list: ListKey,
  objects: readonly KeptObject[],
): Promise<ReadonlySet<KeptObject>> {
  const rows = await readRows(
    tx,
    sql<{ id: string; specVersion: string; versionAt: number; object: string }>`
      SELECT o.object_id AS id, o.spec_version AS "specVersion", o.version_at AS "versionAt", o.object
      FROM ${rowsOf(list, [...new Set(objects.map(({ id }) => id))])}`,
  );
  const texts = new Map(rows.map((row) => [nameOf(row), row.object]));
  return new Set(objects.filter((one) => texts.get(nameOf(one)) === one.text));
}

/** Says anew of ids that may be there more than once which version is the newest, which the oldest, and which specification counts. */
async function markVersions(tx: Transactor, list: ListKey, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const unsure = await readRows(
    tx,
    sql<{
      id: string;
    }>`SELECT o.object_id AS id FROM ${rowsOf(list, ids)}
      GROUP BY o.object_id HAVING count(*) > 1 OR NOT bool_and(o.newest AND o.oldest AND o.current)`,
  );
  if (unsure.length === 0) return;
  await sql`
    WITH marked AS MATERIALIZED (
      SELECT o.added, o.version_at = max(o.version_at) OVER spec AS newest, o.version_at = min(o.version_at) OVER spec AS oldest,
        o.spec_version = max(o.spec_version) OVER (PARTITION BY o.object_id) AS current
      FROM ${rowsOf(
        list,
        unsure.map(({ id }) => id),
      )}
      WINDOW spec AS (PARTITION BY o.object_id, o.spec_version)
    ), ${begun(list)}
    UPDATE entente.taxii_object o
    SET newest = m.newest, oldest = m.oldest, current = m.current, changed = begun.generation
    FROM marked m, begun WHERE ${ofList(list)} AND o.added = m.added
      AND (o.newest, o.oldest, o.current) IS DISTINCT FROM (m.newest, m.oldest, m.current)`.execute(tx);
}

/**
 * A further generation of a list, as `begun`: whoever changes what is there changes it in one, and holds the list until its
 * commit, so that no reader takes a list for unchanged that is not.
 */
const begun = ({ caseId, box, member }: ListKey): RawBuilder<unknown> => sql`begun AS (
  UPDATE entente.taxii_list SET generation = generation + 1
  WHERE case_id = ${caseId} AND box = ${box} AND member = ${member} RETURNING generation)`;

/** What a list holds under these ids, each looked up in the index for itself: `OFFSET 0` keeps it from being read whole. */
const rowsOf = (list: ListKey, ids: readonly string[]): RawBuilder<unknown> => sql`
  unnest(${ids}::text[]) AS given (id) CROSS JOIN LATERAL (
    SELECT o.* FROM entente.taxii_object o
    WHERE ${ofList(list)} AND o.object_id = given.id AND o.removed_at IS NULL OFFSET 0) o`;

/** Takes an object out of a list, or some versions of it; gives how many. What was brought stays, with who took it out. */
export async function removeObject(
  tx: Transactor,
  view: View,
  {
    list,
    filter,
    ...removed
  }: {
    readonly list: ListKey;
    readonly filter: Filter;
    readonly at: Instant;
    readonly by: string;
  },
): Promise<number> {
  await writeUnder(tx, view);
  const rows = await readRows(
    tx,
    sql<{
      id: string;
    }>`WITH ${begun(list)}
      UPDATE entente.taxii_object o
      SET removed_at = ${removed.at}::timestamptz, removed_by = ${removed.by}, changed = begun.generation
      FROM begun WHERE ${meets(list, filter)} RETURNING o.object_id AS id`,
  );
  if (rows.length > 0) await markVersions(tx, list, [...new Set(rows.map(({ id }) => id))]);
  return rows.length;
}

/** Writes down what became of what a member brought. There is at least one. */
export async function insertStatuses(
  tx: Transactor,
  view: View,
  statuses: readonly { readonly id: string; readonly status: string }[],
): Promise<void> {
  await writeUnder(tx, view);
  await sql`INSERT INTO entente.taxii_status (id, case_id, member, status)
    SELECT id, ${view.caseId}::uuid, ${view.member}, status
    FROM unnest(${statuses.map(({ id }) => id)}::uuid[], ${statuses.map(({ status }) => status)}::text[]) AS given (id, status)
    ${sentAhead}`.execute(tx);
}

/** The status resource as it was told at first; null: not of this case, not of this member, or none. */
export async function findStatus(reader: Reader, view: View, id: string): Promise<string | null> {
  const row = await (
    await readUnder(reader, view)
  )
    .selectFrom("taxii_status")
    .select("status")
    .where("case_id", "=", view.caseId)
    .where("member", "=", view.member)
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.status ?? null;
}
