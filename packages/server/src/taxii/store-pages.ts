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

/** A page that is admitted: whole, or to be cut from what is known of the list, of which more may have to be read. */
export type OpenedPage = ObjectPage | Known;

interface Known extends Asking {
  readonly list: ListKey;
  readonly state: ListState;
  readonly here: KnownList;
  readonly asked: { readonly after: number; readonly limit: number; readonly last: number };
}

/** Opens a page of objects; `completePage` then gives it, in the same snapshot. */
export async function openPage(
  reader: Reader,
  { view, node }: Asking,
  { list, filter }: { readonly list: ListKey; readonly filter: Filter },
): Promise<OpenedPage> {
  if (!isWhole(filter)) return filterPage(reader, view, { list, filter });
  const state = await findState(reader, view, list);
  if (state === null) return { objects: [], count: 0, more: false, first: null, last: null };
  const here = await bringForward(reader, view, { list, state, lists: listsOf(node.database) });
  const asked = { after: filter.after ?? FIRST, limit: filter.limit, last: state.last };
  return { view, node, list, state, here, asked };
}

/** What is missing of several pages that are completed in one turn is read together. */
export async function completePage(reader: Reader, opened: OpenedPage): Promise<ObjectPage> {
  if ("objects" in opened) return opened;
  const { state, here, asked } = opened;
  // What this snapshot adds is shared with others as long as nobody knows of a later generation.
  let place = here;
  for (let turn = 0; ; turn += 1) {
    const page = place.cut(asked);
    if ("objects" in page) return page;
    const segments = await readMissing(reader, opened, page.missing);
    // Nor where so much is asked for at once that one throws away what the other has just read.
    if (place === here && (here.generation !== state.generation || turn > MOST_TURNS)) {
      place = openList(openMemory(Number.POSITIVE_INFINITY), state.generation);
      continue;
    }
    for (const segment of segments) place.add(segment);
  }
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

type Wanted = Pick<Known, "view" | "list"> & { readonly gaps: Gap[] };
type Answers = ReadonlyMap<string, readonly Segment[]>;

/** What is asked in one turn through one snapshot, and what was asked before it there. */
const asking = new WeakMap<
  Reader,
  { readonly wanted: Map<string, Wanted>; readonly answers: Promise<Answers> }
>();
const before = new WeakMap<Reader, Promise<unknown>>();

/**
 * What is missing of a list, by one statement with what others of the same turn miss of it. One view of the database is taken
 * after the other.
 */
async function readMissing(
  reader: Reader,
  { view, list }: Pick<Known, "view" | "list">,
  gaps: readonly Gap[],
): Promise<readonly Segment[]> {
  let turn = asking.get(reader);
  if (turn === undefined) {
    const wanted = new Map<string, Wanted>();
    const answers = (before.get(reader) ?? Promise.resolve()).then(async () => {
      asking.delete(reader);
      const given = new Map<string, readonly Segment[]>();
      for (const [key, one] of wanted) given.set(key, await readSegments(reader, one));
      return given;
    });
    turn = { wanted, answers };
    asking.set(reader, turn);
    before.set(reader, answers);
  }
  const key = JSON.stringify([view.caseId, view.member, view.reach, list.caseId, list.box, list.member]);
  const same = turn.wanted.get(key);
  if (same === undefined) turn.wanted.set(key, { view, list, gaps: [...gaps] });
  else same.gaps.push(...gaps);
  return (await turn.answers).get(key) ?? [];
}

/** Gaps that one statement looks into: each is answered with a segment at most. */
const GAPS_AT_ONCE = 16;
/** A few objects more cost less than to come again. */
const LEAST_OBJECTS = 128;

async function readSegments(reader: Reader, { view, list, gaps }: Wanted): Promise<readonly Segment[]> {
  const wanted = [...new Map(gaps.map((gap) => [`${gap.from} ${gap.to} ${gap.most}`, gap])).values()];
  const segments: Segment[] = [];
  for (let at = 0; at < wanted.length; at += GAPS_AT_ONCE)
    segments.push(...(await readSome(reader, { view, list, gaps: wanted.slice(at, at + GAPS_AT_ONCE) })));
  return segments;
}

async function readSome(reader: Reader, { view, list, gaps }: Wanted): Promise<readonly Segment[]> {
  await readUnder(reader, view);
  const most = gaps.map((gap) => Math.min(MOST.objects, Math.max(LEAST_OBJECTS, gap.most)));
  const rows = await readRows(
    reader,
    sql<SegmentRow>`SELECT (gap.place - 1)::int AS gap, found.added, found.object
      FROM unnest(${gaps.map(({ from }) => from)}::bigint[], ${gaps.map(({ to }) => to)}::bigint[], ${most}::int[])
        WITH ORDINALITY AS gap (behind, upto, most, place)
      CROSS JOIN LATERAL (
        SELECT run.*, sum(octet_length(run.object)) OVER (ORDER BY run.added ROWS UNBOUNDED PRECEDING)
          - octet_length(run.object) AS before
        FROM (
          SELECT o.added, o.object FROM entente.taxii_object o
          WHERE ${meets(list, { ...WHOLE, after: null, limit: MOST.objects })}
            AND o.added > gap.behind AND o.added <= gap.upto ORDER BY o.added LIMIT gap.most
        ) run
      ) found
      WHERE found.before < ${MOST.bytes} ORDER BY gap.place, found.added`,
  );
  const found = Map.groupBy(rows, ({ gap }) => gap);
  return gaps.map((gap, place) => makeSegment(gap, most[place] ?? 0, found.get(place) ?? []));
}

interface SegmentRow {
  readonly gap: number;
  readonly added: number;
  readonly object: string;
}

function makeSegment({ from, to }: Gap, most: number, rows: readonly SegmentRow[]): Segment {
  const added = Float64Array.from(rows, (row) => row.added);
  const texts = rows.map(({ object }) => object).join(",");
  const bytes = Buffer.from(rows.length === 0 ? "" : `,${texts}`);
  // Where every letter is one byte, a text has as many bytes as letters.
  const isPlain = bytes.length === texts.length + 1;
  const ends = new Uint32Array(rows.length);
  let end = 0;
  for (const [at, { object }] of rows.entries())
    ends[at] = end += 1 + (isPlain ? object.length : Buffer.byteLength(object));
  // As the database counts it: without the commas.
  const isWhole = rows.length < most && end - rows.length < MOST.bytes;
  return { from, to: isWhole ? to : (added.at(-1) ?? to), bytes, added, ends };
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
