// The ledger as files, https://c2sp.org/tlog-tiles: the one place that says which files there are and what is in them, for
// the routes that serve them and for the folder any web server can. Leaves are salted commitments, so it is no matter who
// fetches them.
import { addCosignatures, formatTilePath, parseTilePath, readSignatureLines } from "@entente/core/ledger";
import type { TilePath } from "@entente/core/ledger";
import { utf8 } from "@entente/core/encoding";
import type { Reader } from "../storage/index.ts";
import { findLatestCheckpoint, listCheckpointSizes, listCosignatures, readTiles } from "./store.ts";
import type { CheckpointRow } from "./store.ts";

const TILE_WIDTH = 256;
const CHECKPOINT = "checkpoint";

/** The latest checkpoint with the witnesses' cosignatures; null while nothing has been committed. */
export async function readHead(
  reader: Reader,
): Promise<{ readonly size: number; readonly note: string } | null> {
  const latest = await findLatestCheckpoint(reader);
  return latest === null ? null : { size: latest.size, note: await addWitnesses(reader, latest) };
}

/** The checkpoint's note with the cosignatures there are of it. */
export async function addWitnesses(reader: Reader, { size, note }: CheckpointRow): Promise<string> {
  const lines = (await listCosignatures(reader, size)).flatMap(({ line }) => readSignatureLines(line));
  return addCosignatures(note, lines);
}

/** One file by its path below the ledger's prefix; null where there is none. Nothing beyond the latest checkpoint is one. */
export async function findLedgerFile(reader: Reader, path: string): Promise<Uint8Array | null> {
  const head = await readHead(reader);
  if (head === null) return null;
  if (path === CHECKPOINT) return utf8(head.note);
  const tile = parseTilePath(path);
  if (tile === null || reachOf(tile.level, tile.tile, tile.width) > head.size) return null;
  const named = formatTilePath(tile);
  return (await readTiles(reader, [named])).get(named) ?? null;
}

/** Paths of every file of the ledger as it stands, the checkpoint last: whoever sees it finds all the rest there. */
export async function listLedgerFiles(reader: Reader): Promise<Iterable<string>> {
  const head = await findLatestCheckpoint(reader);
  if (head === null) return [];
  return listPaths(head.size, await listCheckpointSizes(reader));
}

function* listPaths(size: number, checkpoints: readonly number[]): Generator<string> {
  yield* listTilePaths(size, checkpoints);
  yield CHECKPOINT;
}

/**
 * Paths of the tiles and bundles of `size` leaves. Partial ones are those of every checkpoint, as long as the full one is
 * not there.
 */
function* listTilePaths(size: number, checkpoints: readonly number[]): Generator<TilePath> {
  for (const level of ["entries", ...levelsOf(size)]) {
    const width = Math.floor(size / spanOf(level));
    for (let tile = 0; tile < Math.floor(width / TILE_WIDTH); tile += 1)
      yield formatTilePath({ level, tile, width: TILE_WIDTH });
    const whole = Math.floor(width / TILE_WIDTH);
    const widths = new Set(
      [...checkpoints, size]
        .filter((one) => one <= size)
        .map((one) => Math.floor(one / spanOf(level)) - whole * TILE_WIDTH)
        .filter((one) => one > 0),
    );
    for (const partial of [...widths].sort((a, b) => a - b))
      yield formatTilePath({ level, tile: whole, width: partial });
  }
}

/** How many leaves a path reaches to, from the first. */
function reachOf(level: string, tile: number, width: number): number {
  return (tile * TILE_WIDTH + width) * spanOf(level);
}

function levelsOf(size: number): string[] {
  const levels: string[] = [];
  for (let level = 0; Math.floor(size / TILE_WIDTH ** level) > 0; level += 1) levels.push(String(level));
  return levels;
}

/** How many leaves one item of a tile of that level stands for. */
function spanOf(level: string): number {
  return level === "entries" ? 1 : TILE_WIDTH ** Number(level);
}
