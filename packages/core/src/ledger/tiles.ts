// The ledger as static files, https://c2sp.org/tlog-tiles: hash tiles of up to 256 hashes, eight levels of the tree
// apart, and bundles of up to 256 entries. Paths are relative to the log's prefix. The files follow from the entries
// alone, so whoever has the bundles can derive every tile again and compare.
import { concatBytes, InputError } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import type { TilePath } from "./ledger.ts";
import { hashLeaf, hashTree } from "./tree.ts";

const TILE_WIDTH = 256;
const MAX_ENTRY_LENGTH = 0xffff;

/**
 * All tiles and entry bundles of a log with these entries, path to bytes: `tile/0/000`, `tile/entries/x001/234.p/5`.
 * Partial tiles are those of this size only.
 * @throws InputError SHAPE_INVALID when an entry is longer than 65,535 bytes.
 */
export function planTiles(entries: readonly Uint8Array[], primitives: Primitives): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const [path, bundle] of cutTiles("entries", entries))
    files.set(path, concatBytes(...bundle.map(frame)));
  let hashes = entries.map((entry) => hashLeaf(entry, primitives));
  for (let level = 0; hashes.length > 0; level += 1) {
    const above: Uint8Array[] = [];
    for (const [path, tile] of cutTiles(String(level), hashes)) {
      files.set(path, concatBytes(...tile));
      if (tile.length === TILE_WIDTH) above.push(hashTree(tile, primitives));
    }
    hashes = above;
  }
  return files;
}

/**
 * The entries of a log of `size` leaves from its bundles.
 * @throws InputError SHAPE_INVALID when a bundle is missing, short, long, or not of the right number of entries.
 */
export function readEntries({
  files,
  size,
}: {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly size: number;
}): Uint8Array[] {
  const entries: Uint8Array[] = [];
  while (entries.length < size) {
    const width = Math.min(TILE_WIDTH, size - entries.length);
    const path = formatTilePath({ level: "entries", tile: entries.length / TILE_WIDTH, width });
    const bundle = files.get(path);
    if (bundle === undefined) throw new InputError("SHAPE_INVALID", `The entry bundle ${path} is missing`);
    entries.push(...unframe(bundle, width, path));
  }
  return entries;
}

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

function* cutTiles(level: string, items: readonly Uint8Array[]): Generator<[string, readonly Uint8Array[]]> {
  for (let start = 0; start < items.length; start += TILE_WIDTH) {
    const part = items.slice(start, start + TILE_WIDTH);
    yield [formatTilePath({ level, tile: start / TILE_WIDTH, width: part.length }), part];
  }
}

function frame(entry: Uint8Array): Uint8Array {
  if (entry.length > MAX_ENTRY_LENGTH)
    throw new InputError("SHAPE_INVALID", "A ledger entry is at most 65,535 bytes");
  return concatBytes(Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry);
}

function unframe(bundle: Uint8Array, count: number, path: string): Uint8Array[] {
  const entries: Uint8Array[] = [];
  let offset = 0;
  while (offset < bundle.length) {
    const start = offset + 2;
    const length = ((bundle[offset] ?? 0) << 8) | (bundle[offset + 1] ?? 0);
    if (start + length > bundle.length || entries.length === count)
      throw new InputError("SHAPE_INVALID", `The entry bundle ${path} does not hold ${count} entries`);
    entries.push(bundle.slice(start, start + length));
    offset = start + length;
  }
  if (entries.length !== count)
    throw new InputError("SHAPE_INVALID", `The entry bundle ${path} does not hold ${count} entries`);
  return entries;
}

/** Takes a path apart; null unless it is the one spelling of a tile's or bundle's path. */
export function parseTilePath(
  _path: string,
): { readonly level: string; readonly tile: number; readonly width: number } | null {
  throw new Error("unwritten");
}

/** One entry bundle. @throws InputError SHAPE_INVALID when an entry is longer than 65,535 bytes, or there are more than 256. */
export function writeEntryBundle(_entries: readonly Uint8Array[]): Uint8Array {
  throw new Error("unwritten");
}

/** The first `width` entries of a bundle. @throws InputError SHAPE_INVALID. */
export function readEntryBundle(_bytes: Uint8Array, _width: number): Uint8Array[] {
  throw new Error("unwritten");
}
