// The ledger as static files, https://c2sp.org/tlog-tiles: hash tiles of up to 256 hashes, eight levels of the tree
// apart, and bundles of up to 256 entries. Paths are relative to the log's prefix. The files follow from the entries
// alone, so whoever has the bundles can derive every tile again and compare.
import { concatBytes, InputError } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import type { TileFiles, TilePath } from "./ledger.ts";
import { appendLeaves, openTreeHead } from "./tree-head.ts";
import { formatTilePath, TILE_WIDTH } from "./tile-path.ts";
import { hashLeaf } from "./tree.ts";

const MAX_ENTRY_LENGTH = 0xffff;

/**
 * All tiles and entry bundles of a log with these entries, path to bytes: `tile/0/000`, `tile/entries/x001/234.p/5`.
 * Partial tiles are those of this size only.
 * @throws InputError SHAPE_INVALID when an entry is longer than 65,535 bytes.
 */
export function planTiles(entries: readonly Uint8Array[], primitives: Primitives): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (let start = 0; start < entries.length; start += TILE_WIDTH) {
    const part = entries.slice(start, start + TILE_WIDTH);
    files.set(formatBundlePath(start, part.length), writeEntryBundle(part));
  }
  const leafHashes = entries.map((entry) => hashLeaf(entry, primitives));
  const empty = openTreeHead({ size: 0, tiles: new Map() }, primitives);
  for (const [path, tile] of appendLeaves({ head: empty, leafHashes }, primitives).tiles)
    files.set(path, tile);
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
  readonly files: TileFiles;
  readonly size: number;
}): Uint8Array[] {
  const entries: Uint8Array[] = [];
  while (entries.length < size) {
    const width = Math.min(TILE_WIDTH, size - entries.length);
    const path = formatBundlePath(entries.length, width);
    const bundle = files.get(path);
    if (bundle === undefined) throw new InputError("SHAPE_INVALID", `The entry bundle ${path} is missing`);
    entries.push(...unframe(bundle, width, path));
  }
  return entries;
}

/** One entry bundle. @throws InputError SHAPE_INVALID when an entry is longer than 65,535 bytes, or there are not 1 to 256. */
export function writeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  if (entries.length === 0 || entries.length > TILE_WIDTH)
    throw new InputError("SHAPE_INVALID", "An entry bundle holds 1 to 256 entries");
  return concatBytes(...entries.flatMap(frame));
}

/** The entries of a bundle of exactly `width`. @throws InputError SHAPE_INVALID. */
export function readEntryBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  return unframe(bytes, width, `of ${width}`);
}

function formatBundlePath(start: number, width: number): TilePath {
  return formatTilePath({ level: "entries", tile: Math.floor(start / TILE_WIDTH), width });
}
function frame(entry: Uint8Array): readonly Uint8Array[] {
  if (entry.length > MAX_ENTRY_LENGTH)
    throw new InputError("SHAPE_INVALID", "A ledger entry is at most 65,535 bytes");
  return [Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry];
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
