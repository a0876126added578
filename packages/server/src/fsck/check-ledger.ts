// From entries to leaf hashes, tiles and roots, in the order of the leaves and in bounded memory. A leaf is stored three
// times over: its entry, the opening it follows from, and its hash in a tile. Where the three disagree, the two that agree
// are believed, so that the wrong one is named and not its neighbours.
import { decodeUtf8, InputError, parseJson, readAnyObject, readString } from "@entente/core/encoding";
import {
  appendLeaves,
  commitmentKinds,
  encodeEntry,
  hashLeaf,
  listHeadTiles,
  openTreeHead,
  parseTilePath,
} from "@entente/core/ledger";
import type { CommitmentOpening, TilePath, TreeHead } from "@entente/core/ledger";
import { nodePrimitives } from "@entente/verifier";
import type { Reader } from "../storage/index.ts";
import { compareBytes, digestHex, findByDigest } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { findTile, listTilePlaces, measureLeaves, readLeaves } from "./store.ts";
import type { LeafRow } from "./store.ts";

const BATCH = 4096;
const TILE_WIDTH = 256;
const HASH_LENGTH = 32;

/** The column of a finding about an opening of which either half may be wrong. */
export const UNCLEAR_OPENING = "digest or salt";

export interface LedgerCheck {
  readonly leaves: number;
  readonly tiles: number;
  /** Roots by size, for the checkpoints. */
  readonly roots: ReadonlyMap<number, Uint8Array>;
  readonly findings: readonly Finding[];
}

/**
 * Derives the tree again. `sizes` are those whose roots are asked for, ascending; `sealed` are leaves whose openings this
 * node does not keep, so that only their hashes can be compared.
 */
export async function checkLedger(
  reader: Reader,
  { sizes, sealed }: { readonly sizes: readonly number[]; readonly sealed: ReadonlySet<number> },
  progress: (done: number, of: number) => void,
): Promise<LedgerCheck> {
  const { count, end } = await measureLeaves(reader);
  const findings: Finding[] = [];
  const roots = new Map<number, Uint8Array>();
  let head = openTreeHead({ size: 0, tiles: new Map() }, nodePrimitives);
  let tiles = 0;
  const stops = listStops(sizes, end);
  for (const stop of stops) {
    const rows = await readLeaves(reader, head.size, stop);
    const checked = await checkLeaves(reader, { from: head.size, to: stop, rows, sealed });
    findings.push(...checked.findings);
    const next = appendLeaves({ head, leafHashes: checked.hashes }, nodePrimitives);
    tiles += await compareTiles(reader, fullTiles(next.tiles), findings);
    head = next.head;
    if (sizes.includes(stop)) roots.set(stop, head.root);
    progress(stop, end);
  }
  if (sizes.includes(0)) roots.set(0, openTreeHead({ size: 0, tiles: new Map() }, nodePrimitives).root);
  tiles += await compareTiles(reader, edgeTiles(head), findings);
  findings.push(...(await findSurplus(reader, head.size)));
  return { leaves: count, tiles, roots, findings };
}

/** Ends of batches: every so many leaves, at every size asked for, and at the end. */
function listStops(sizes: readonly number[], end: number): readonly number[] {
  const stops = new Set(sizes.filter((size) => size > 0 && size <= end));
  for (let stop = BATCH; stop < end; stop += BATCH) stops.add(stop);
  if (end > 0) stops.add(end);
  return [...stops].sort((a, b) => a - b);
}

async function checkLeaves(
  reader: Reader,
  {
    from,
    to,
    rows,
    sealed,
  }: {
    readonly from: number;
    readonly to: number;
    readonly rows: readonly LeafRow[];
    readonly sealed: ReadonlySet<number>;
  },
): Promise<{ readonly hashes: readonly Uint8Array[]; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = [];
  const stored = await readLeafHashes(reader, from, to);
  const byIndex = new Map(rows.map((row) => [row.index, row]));
  const hashes: Uint8Array[] = [];
  for (let index = from; index < to; index += 1) {
    const row = byIndex.get(index);
    const inTile = stored(index);
    if (row === undefined) {
      const spot = { table: "ledger_leaf", row: String(index), column: "entry" };
      findings.push(findByDigest(spot, { expected: null, found: null, why: "the leaf is missing" }));
      hashes.push(inTile ?? new Uint8Array(HASH_LENGTH));
    } else hashes.push(checkLeaf(row, { inTile, sealed: sealed.has(index) }, findings));
  }
  return { hashes, findings };
}

/** The right hash of one leaf, as far as it can be told; what is wrong about the row goes to `findings`. */
function checkLeaf(
  row: LeafRow,
  { inTile, sealed }: { readonly inTile: Uint8Array | null; readonly sealed: boolean },
  findings: Finding[],
): Uint8Array {
  const found = hashLeaf(row.entry, nodePrimitives);
  const holds = inTile !== null && Buffer.from(inTile).equals(found);
  const opened = encodeOpening(row, row.at);
  const spot = { table: "ledger_leaf", row: String(row.index), column: "entry" };
  if (opened !== null && Buffer.from(opened).equals(row.entry)) return found;
  if (!holds) {
    // The entry is out on its own, or everything is: the opening says what it should be.
    const right = openWith(row, inTile);
    const why = "the entry does not follow from its opening, and its hash is not the one in the tile";
    const wrong = right === null ? null : compareBytes(spot, { expected: right, found: row.entry, why });
    findings.push(wrong ?? findByDigest(spot, { expected: null, found: digestHex(row.entry), why }));
    return right === null ? (inTile ?? found) : hashLeaf(right, nodePrimitives);
  }
  const unopened = row.kind === null && row.digest === null && row.salt === null;
  if (!(sealed && unopened && readAt(row.entry) === row.at)) findings.push(explainOpening(row));
  return found;
}

/** The entry that fits the tile, from the opening with the instant of either column or entry; null where none does. */
function openWith(row: LeafRow, inTile: Uint8Array | null): Uint8Array | null {
  const entry = encodeOpening(row, row.at);
  const fits =
    entry !== null && inTile !== null && Buffer.from(hashLeaf(entry, nodePrimitives)).equals(inTile);
  return fits ? entry : null;
}

/** The entry holds, so its opening, or the instant beside it, does not. */
function explainOpening(row: LeafRow): Finding {
  const at = readAt(row.entry);
  const spot = { table: "commitment", row: String(row.index) };
  if (row.digest === null || row.salt === null)
    return findByDigest(
      { ...spot, column: "salt" },
      { expected: null, found: null, why: "the leaf's opening is missing" },
    );
  if (at !== null && at !== row.at && isSame(encodeOpening(row, at), row.entry)) {
    const where = { table: "ledger_leaf", row: String(row.index), column: "at" };
    const why = "the instant is not the one in the entry";
    return (
      compareBytes(where, { expected: at, found: row.at, why }) ??
      findByDigest(where, { expected: null, found: null, why })
    );
  }
  const kind = commitmentKinds.find((one) => isSame(encodeOpening({ ...row, kind: one }, row.at), row.entry));
  if (kind !== undefined) {
    const why = "with this kind the opening does not give the entry; with another it does";
    const wrong = compareBytes({ ...spot, column: "kind" }, { expected: kind, found: row.kind ?? "", why });
    if (wrong !== null) return wrong;
  }
  return findByDigest(
    { ...spot, column: UNCLEAR_OPENING },
    {
      expected: null,
      found: digestHex(`${row.digest} ${row.salt}`),
      why: "the opening does not give the entry, whose hash is the one in the tile",
    },
  );
}

function encodeOpening(row: Pick<LeafRow, "kind" | "digest" | "salt">, at: string): Uint8Array | null {
  const { kind, digest, salt } = row;
  if (kind === null || digest === null || salt === null) return null;
  try {
    return encodeEntry({ kind, digest, salt, at } as CommitmentOpening, nodePrimitives);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** The instant in an entry; null where it has none. */
function readAt(entry: Uint8Array): string | null {
  try {
    return readString(readAnyObject(parseJson(decodeUtf8(entry)), "entry")["at"], "entry.at");
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function isSame(one: Uint8Array | null, other: Uint8Array): boolean {
  return one !== null && Buffer.from(one).equals(other);
}

/** Stored hashes of these leaves, from the tiles of level 0. */
async function readLeafHashes(
  reader: Reader,
  from: number,
  to: number,
): Promise<(index: number) => Uint8Array | null> {
  const tiles = new Map<number, Uint8Array | null>();
  for (let number = Math.floor(from / TILE_WIDTH); number * TILE_WIDTH < to; number += 1)
    tiles.set(number, await findTile(reader, 0, number));
  return (index) => {
    const start = (index % TILE_WIDTH) * HASH_LENGTH;
    const hash = tiles.get(Math.floor(index / TILE_WIDTH))?.slice(start, start + HASH_LENGTH);
    return hash?.length === HASH_LENGTH ? hash : null;
  };
}

function* fullTiles(tiles: ReadonlyMap<TilePath, Uint8Array>): Generator<[TilePath, Uint8Array]> {
  for (const [path, bytes] of tiles) if (bytes.length === TILE_WIDTH * HASH_LENGTH) yield [path, bytes];
}

function* edgeTiles({ size, edges }: TreeHead): Generator<[TilePath, Uint8Array]> {
  for (const path of listHeadTiles(size)) {
    const bytes = edges[Number(parseTilePath(path)?.level)];
    if (bytes !== undefined && bytes.length > 0) yield [path, bytes];
  }
}

/** Compares derived tiles with stored ones; says how many. */
async function compareTiles(
  reader: Reader,
  tiles: Iterable<[TilePath, Uint8Array]>,
  findings: Finding[],
): Promise<number> {
  let compared = 0;
  for (const [path, expected] of tiles) {
    const parsed = parseTilePath(path);
    if (parsed === null) throw new RangeError(`${path} is no tile`);
    const stored = await findTile(reader, Number(parsed.level), parsed.tile);
    const spot = { table: "ledger_tile", row: `${parsed.level}/${parsed.tile}`, column: "hashes" };
    compared += 1;
    const wrong =
      stored === null
        ? findByDigest(spot, { expected: digestHex(expected), found: null, why: "the tile is missing" })
        : compareBytes(spot, {
            expected,
            found: stored,
            why: "the tile does not follow from the leaves below it",
          });
    if (wrong !== null) findings.push(wrong);
  }
  return compared;
}

/** Tiles that a tree of this size does not have. */
async function findSurplus(reader: Reader, size: number): Promise<readonly Finding[]> {
  const places = await listTilePlaces(reader);
  return places.flatMap(({ level, number }) => {
    if (number * TILE_WIDTH ** (level + 1) + TILE_WIDTH ** level <= size) return [];
    const spot = { table: "ledger_tile", row: `${level}/${number}`, column: "hashes" };
    return [
      findByDigest(spot, { expected: null, found: null, why: "a ledger of this size has no such tile" }),
    ];
  });
}
