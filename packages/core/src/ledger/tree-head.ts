// Growing a tree by its right edge, https://c2sp.org/tlog-tiles: appending needs the tiles that are not full yet and
// nothing else, at most 255 hashes for each 256-fold of size, however many leaves there are.
import { concatBytes, InputError } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import type { TileFiles, TilePath, TreeHead } from "./ledger.ts";
import { countWhole, findTilePath, formatTilePath, readTile, requireSize, TILE_WIDTH } from "./tile-path.ts";
import { foldHashes, HASH_LENGTH, joinHashes } from "./tree.ts";

const TILE_BYTES = TILE_WIDTH * HASH_LENGTH;

/** The tiles that openTreeHead needs: at most one for each level. @throws InputError SHAPE_INVALID for the size. */
export function listHeadTiles(size: number): readonly TilePath[] {
  return listEdges(size).flatMap((path) => path ?? []);
}

/**
 * The head of a tree of `size`, from its right edge. Compare its root with the checkpoint: the tiles are believed.
 * @throws InputError SHAPE_INVALID when a tile is missing or not of its width.
 */
export function openTreeHead(
  { size, tiles }: { readonly size: number; readonly tiles: TileFiles },
  primitives: Primitives,
): TreeHead {
  const edges = listEdges(size).map((path) =>
    path === null ? new Uint8Array(0) : readTile(tiles, path).slice(),
  );
  return { size, edges, root: foldEdges(edges, primitives) };
}

/**
 * The head after `leafHashes` (32 bytes each, end to end or as a list), and every tile that is new or changed: full ones,
 * and the partial ones of the new size.
 * @throws InputError SHAPE_INVALID when a leaf hash is not 32 bytes.
 */
export function appendLeaves(
  { head, leafHashes }: { readonly head: TreeHead; readonly leafHashes: readonly Uint8Array[] | Uint8Array },
  primitives: Primitives,
): { readonly head: TreeHead; readonly tiles: ReadonlyMap<TilePath, Uint8Array> } {
  let added = leafHashes instanceof Uint8Array ? leafHashes : joinHashes(leafHashes);
  if (added.length % HASH_LENGTH !== 0) throw new InputError("SHAPE_INVALID", "A leaf hash must be 32 bytes");
  const size = head.size + added.length / HASH_LENGTH;
  requireSize(size);
  const tiles = new Map<TilePath, Uint8Array>();
  const edges = [...head.edges];
  for (let level = 0; added.length > 0; level += 1) {
    const first = Math.floor(countWhole(head.size, level) / TILE_WIDTH);
    const row = concatBytes(edges[level] ?? new Uint8Array(0), added);
    const full = Math.floor(row.length / TILE_BYTES);
    for (let tile = 0; tile < full; tile += 1)
      tiles.set(
        formatTilePath({ level: String(level), tile: first + tile, width: TILE_WIDTH }),
        row.subarray(tile * TILE_BYTES, (tile + 1) * TILE_BYTES),
      );
    const edge = row.slice(full * TILE_BYTES);
    const width = edge.length / HASH_LENGTH;
    if (width > 0) tiles.set(formatTilePath({ level: String(level), tile: first + full, width }), edge);
    edges[level] = edge;
    added = foldTiles(row.subarray(0, full * TILE_BYTES), primitives);
  }
  return { head: { size, edges, root: foldEdges(edges, primitives) }, tiles };
}

/** The root of each full tile, end to end; all tiles together, so that a bulk append makes few large arrays. */
function foldTiles(tiles: Uint8Array, primitives: Primitives): Uint8Array {
  let level = tiles;
  for (let width = TILE_WIDTH; width > 1; width /= 2) level = primitives.hashNodes(level);
  return level;
}

/** For each level the path of its partial tile, null where it ends with a full one. */
function listEdges(size: number): readonly (TilePath | null)[] {
  requireSize(size);
  const paths: (TilePath | null)[] = [];
  for (let level = 0, whole = size; whole > 0; level += 1, whole = countWhole(size, level))
    paths.push(whole % TILE_WIDTH === 0 ? null : findTilePath({ level, index: whole - 1, size }));
  return paths;
}

/** The root: from level 0 up, what is below a level's last whole subtree stands behind it as one smaller subtree. */
function foldEdges(edges: readonly Uint8Array[], primitives: Primitives): Uint8Array {
  let below = new Uint8Array(0);
  for (const edge of edges) {
    const row = concatBytes(edge, below);
    if (row.length > 0) below = Uint8Array.from(foldHashes(row, primitives));
  }
  return foldHashes(below, primitives);
}
