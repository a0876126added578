// Growing a tree by its right edge: appending needs the tiles that are not full yet and nothing else.
import type { Primitives } from "../keys/index.ts";
import type { TileFiles, TilePath, TreeHead } from "./ledger.ts";

/** The tiles that openTreeHead needs: at most one for each level. */
export function listHeadTiles(_size: number): readonly TilePath[] {
  throw new Error("unwritten");
}

/** @throws InputError SHAPE_INVALID when a tile is missing or not of its width. */
export function openTreeHead(
  _state: { readonly size: number; readonly tiles: TileFiles },
  _primitives: Primitives,
): TreeHead {
  throw new Error("unwritten");
}

/**
 * The head after `leafHashes` (32 bytes each, end to end or as a list), and every tile that is new or changed: full ones,
 * and the partial ones of the new size.
 * @throws InputError SHAPE_INVALID when a leaf hash is not 32 bytes.
 */
export function appendLeaves(
  _request: { readonly head: TreeHead; readonly leafHashes: readonly Uint8Array[] | Uint8Array },
  _primitives: Primitives,
): { readonly head: TreeHead; readonly tiles: ReadonlyMap<TilePath, Uint8Array> } {
  throw new Error("unwritten");
}
