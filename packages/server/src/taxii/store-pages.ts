// Pages of objects. What a list holds lies in memory as it is sent, and is asked of the database where it does not; whether it
// is still so is asked of the database by every request, under the view of whoever asks, in the snapshot that admitted it.
import { totalmem } from "node:os";
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { askOnceUnder, readUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { NodeServices } from "../routing/index.ts";
import { readRows } from "../storage/index.ts";
import type { Database, Reader } from "../storage/index.ts";
import type { Filter, ListKey } from "./rules.ts";
import { MOST, openList, openMemory } from "./segments.ts";
import type { Gap, KnownList, Piece, Segment } from "./segments.ts";
import { meets, ofList } from "./store.ts";

/** The objects of a page, and their texts with commas between them. */
export type ObjectPage = Piece;

/** What lists may take of the machine's memory: an eighth of it, and a gibibyte at most. */
const memory = openMemory(Math.min(1024 ** 3, totalmem() / 8));
const known = new WeakMap<Database, Map<string, KnownList>>();
/** Lists that are known at once; in an empty one lies nothing, but the list itself takes something. */
const MOST_LISTS = 10_000;
/** Segments that are read for one page before it gets a memory of its own: the longest page has half as many. */
const MOST_TURNS = 64;
/** More changes than that are not looked at one by one. */
const MOST_CHANGES = 5_000;

interface Asking {
  readonly view: View;
  readonly node: Pick<NodeServices, "database">;
}

/** The objects of a page. */
export async function readPage(
  reader: Reader,
  { view, node }: Asking,
  { list, filter }: { readonly list: ListKey; readonly filter: Filter },
): Promise<ObjectPage> {
  return isWhole(filter)
    ? cutPage(reader, view, { list, filter, lists: listsOf(node.database) })
    : filterPage(reader, view, { list, filter });
}

/** Whether a filter asks for what a list holds when nothing is asked for: of everything its newest version. */
function isWhole({ ids, types, specVersions, versions }: Filter): boolean {
  const { newest, oldest, all, at } = versions;
  return (
    ids === null &&
    types === null &&
    specVersions === "newest" &&
    newest &&
    !oldest &&
    !all &&
    at.length === 0
  );
}

function listsOf(database: Database): Map<string, KnownList> {
  const lists = known.get(database) ?? new Map<string, KnownList>();
  known.set(database, lists);
  return lists;
}

interface ListState {
  /** The server that says it, by when it began: of another one nothing is known. */
  readonly server: string;
  readonly generation: number;
  readonly last: number;
}

/**
 * How a list stands in this snapshot; null: there is none, or not for this view. Row security opens a list to exactly those
 * to whom it opens the objects in it, so this is where the database decides a second time.
 */
export function findState(reader: Reader, view: View, list: ListKey): Promise<ListState | null> {
  return askOnceUnder(reader, view, {
    what: ["taxii.list", list.caseId, list.box, list.member],
    ask: async () => {
      const [row] = await readRows(
        reader,
        sql<ListState>`SELECT pg_postmaster_start_time()::text AS server, l.generation, l.last_added AS last
          FROM entente.taxii_list l WHERE ${isList(list)}`,
      );
      return row ?? null;
    },
  });
}

const isList = ({ caseId, box, member }: ListKey): RawBuilder<unknown> =>
  sql`l.case_id = ${caseId} AND l.box = ${box} AND l.member = ${member}`;

const FIRST = Number.MIN_SAFE_INTEGER;

async function cutPage(
  reader: Reader,
  view: View,
  {
    list,
    filter: { after, limit },
    lists,
  }: { readonly list: ListKey; readonly filter: Filter; readonly lists: Map<string, KnownList> },
): Promise<ObjectPage> {
  const state = await findState(reader, view, list);
  if (state === null) return { objects: [], count: 0, more: false, first: null, last: null };
  const { generation, last } = state;
  const here = await bringForward(reader, view, { list, state, lists });
  const asked = { after: after ?? FIRST, limit, last };
  // What this snapshot adds is shared with others as long as nobody knows of a later generation.
  let place = here;
  for (let turn = 0; ; turn += 1) {
    const page = place.cut(asked);
    if ("objects" in page) return page;
    const segment = await readSegment(reader, view, { list, gap: page });
    // Nor where so much is asked for at once that one throws away what the other has just read.
    if (place === here && (here.generation !== generation || turn > MOST_TURNS)) {
      place = openList(openMemory(Number.POSITIVE_INFINITY), generation);
      continue;
    }
    place.add(segment);
  }
}

/**
 * The list as it is known, with what changed up to the generation of this snapshot thrown away. It may be known of a later
 * one already, to somebody whose snapshot is younger: what was true then was committed.
 */
async function bringForward(
  reader: Reader,
  view: View,
  {
    list,
    state,
    lists,
  }: { readonly list: ListKey; readonly state: ListState; readonly lists: Map<string, KnownList> },
): Promise<KnownList> {
  const key = JSON.stringify([state.server, list.caseId, list.box, list.member]);
  let here = lists.get(key);
  if (here === undefined) {
    here = openList(memory, state.generation);
    lists.set(key, here);
    for (const [oldest, one] of lists) {
      if (lists.size <= MOST_LISTS) break;
      one.clear();
      lists.delete(oldest);
    }
  }
  while (here.generation < state.generation) {
    const from = here.generation;
    const places = await readChanges(reader, view, { list, from });
    if (here.generation !== from) continue;
    if (places.length > MOST_CHANGES) here.clear();
    else here.drop(places);
    here.generation = state.generation;
  }
  return here;
}

/** Where a list changed after a generation. */
function readChanges(
  reader: Reader,
  view: View,
  { list, from }: { readonly list: ListKey; readonly from: number },
): Promise<readonly number[]> {
  return askOnceUnder(reader, view, {
    what: ["taxii.changes", list.caseId, list.box, list.member, String(from)],
    ask: async () => {
      const rows = await readRows(
        reader,
        sql<{ added: number }>`SELECT o.added FROM entente.taxii_object o
          WHERE ${ofList(list)} AND o.changed > ${from} LIMIT ${MOST_CHANGES + 1}`,
      );
      return rows.map(({ added }) => added);
    },
  });
}

const WHOLE: Omit<Filter, "after" | "limit"> = {
  ...{ ids: null, types: null, specVersions: "newest" },
  versions: { newest: true, oldest: false, all: false, at: [] },
};

/** What a list holds from a place on, up to a segment's length; several readers of one snapshot ask once. */
function readSegment(
  reader: Reader,
  view: View,
  { list, gap: { from, to } }: { readonly list: ListKey; readonly gap: Gap },
): Promise<Segment> {
  return askOnceUnder(reader, view, {
    what: ["taxii.segment", list.caseId, list.box, list.member, String(from), String(to)],
    ask: async () => {
      const where = meets(list, { ...WHOLE, after: from, limit: MOST.objects });
      const [row] = await readRows(
        reader,
        sql<{ texts: string | null; places: string | null; lengths: string | null; found: number }>`
          WITH run AS (
            SELECT o.object, o.added, octet_length(o.object) AS length FROM entente.taxii_object o
            WHERE ${where} AND o.added <= ${to} ORDER BY o.added LIMIT ${MOST.objects}
          ), measured AS (SELECT *, sum(length + 1) OVER (ORDER BY added) - length - 1 AS before FROM run),
          taken AS (SELECT * FROM measured WHERE before = 0 OR before + length < ${MOST.bytes})
          SELECT string_agg(',' || object, '' ORDER BY added) AS texts, string_agg(added::text, ' ' ORDER BY added) AS places,
            string_agg(length::text, ' ' ORDER BY added) AS lengths, (SELECT count(*) FROM run) AS found FROM taken`,
      );
      if (row === undefined) throw new Error("an aggregate gives a row");
      return makeSegment({ from, to }, row);
    },
  });
}

function makeSegment(
  { from, to }: Gap,
  row: {
    readonly texts: string | null;
    readonly places: string | null;
    readonly lengths: string | null;
    readonly found: number;
  },
): Segment {
  const numbers = (text: string | null): readonly number[] =>
    text === null ? [] : text.split(" ").map(Number);
  const added = Float64Array.from(numbers(row.places));
  const ends = new Uint32Array(added.length);
  let end = 0;
  for (const [at, length] of numbers(row.lengths).entries()) ends[at] = end += length + 1;
  const whole = added.length === row.found && row.found < MOST.objects;
  return { from, to: whole ? to : (added.at(-1) ?? to), bytes: Buffer.from(row.texts ?? ""), added, ends };
}

/** A page of what meets a filter, put together by the database. */
async function filterPage(
  reader: Reader,
  view: View,
  { list, filter }: { readonly list: ListKey; readonly filter: Filter },
): Promise<ObjectPage> {
  await readUnder(reader, view);
  const where = meets(list, filter);
  const [row] = await readRows(
    reader,
    sql<{ objects: string | null; count: number; first: number | null; last: number | null; more: boolean }>`
      WITH page AS (
        SELECT o.object, o.added FROM entente.taxii_object o WHERE ${where} ORDER BY o.added LIMIT ${filter.limit}
      ), said AS (
        SELECT string_agg(object, ',') AS objects, count(*) AS count, min(added) AS first, max(added) AS last FROM page
      )
      SELECT said.*, EXISTS (SELECT FROM entente.taxii_object o WHERE ${where} AND o.added > said.last) AS more FROM said`,
  );
  if (row === undefined) throw new Error("an aggregate gives a row");
  return { ...row, objects: row.objects === null ? [] : [Buffer.from(row.objects)] };
}
