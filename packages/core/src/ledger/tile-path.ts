// Where a tile is and what is in it, https://c2sp.org/tlog-tiles. A tile that is partial in a tree of one size is wider in
// a larger tree, and its first hashes stay what they were: so a reader takes the full tile where the partial one is gone.
import { InputError } from "../encoding/index.ts";
import type { TileFiles, TilePath } from "./ledger.ts";
import { HASH_LENGTH } from "./tree.ts";

export const TILE_WIDTH = 256;
const HIGHEST_LEVEL = 63;
const PATH = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([0-9]{1,3}))?$/;

/** `tile/<level>/<number>` with the number in groups of three digits, and `.p/<width>` for a partial tile. */
export function formatTilePath({
  level,
  tile,
  width,
}: {
  readonly level: string;
  readonly tile: number;
  readonly width: number;
}): TilePath {
  const digits = String(tile);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/.{3}/g) ?? [];
  const number = groups.map((group, index) => (index < groups.length - 1 ? `x${group}` : group)).join("/");
  return `tile/${level}/${number}${width < TILE_WIDTH ? `.p/${width}` : ""}` as TilePath;
}

/** Takes a path apart; null unless it is the one spelling of a tile's or bundle's path. */
export function parseTilePath(
  path: string,
): { readonly level: string; readonly tile: number; readonly width: number } | null {
  const [, level = "", number = "", partial] = PATH.exec(path) ?? [];
  const place = {
    level,
    tile: Number(number.replace(/[x/]/g, "")),
    width: Number(partial ?? TILE_WIDTH),
  };
  const isPlace =
    (level === "entries" || Number(level) <= HIGHEST_LEVEL) &&
    Number.isSafeInteger(place.tile) &&
    place.width >= 1 &&
    (level === "entries" || String(Number(level)) === level);
  return isPlace && formatTilePath(place) === path ? place : null;
}

/** How many subtrees of 256^`level` leaves are whole in a tree of `size`. */
export function countWhole(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** The path of the tile that holds hash `index` of a level in a tree of `size`. */
export function findTilePath({
  level,
  index,
  size,
}: {
  readonly level: number;
  readonly index: number;
  readonly size: number;
}): TilePath {
  const tile = Math.floor(index / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, countWhole(size, level) - tile * TILE_WIDTH);
  return formatTilePath({ level: String(level), tile, width });
}

/**
 * The hashes of the tile at `path`, end to end, from its own file or the full tile's.
 * @throws InputError SHAPE_INVALID when neither is there, or not whole.
 */
export function readTile(tiles: TileFiles, path: TilePath): Uint8Array {
  const [full = ""] = path.split(".p/");
  const file = tiles.get(path) ?? tiles.get(full);
  const width = parseTilePath(path)?.width ?? 0;
  const fullOne = file !== undefined && file.length === TILE_WIDTH * HASH_LENGTH;
  if (file === undefined || (file.length !== width * HASH_LENGTH && !fullOne))
    throw new InputError("SHAPE_INVALID", `The tile ${path} is missing or not of its width`);
  return file.subarray(0, width * HASH_LENGTH);
}

/** A level number must be whole and not negative, a size too. @throws InputError SHAPE_INVALID. */
export function requireSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0)
    throw new InputError("SHAPE_INVALID", "A ledger's size is a whole number below 2^53");
}
