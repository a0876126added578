// Proofs from tiles (RFC 6962 sections 2.1.1 and 2.1.2, read from https://c2sp.org/tlog-tiles): a proof is the hashes of a
// few ranges of leaves, each range falls into whole subtrees, and each whole subtree lies inside one tile. So only the
// tiles on the path are read, whatever the size.
import { InputError } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import type { ProofClaim, TileFiles, TilePath } from "./ledger.ts";
import { findTilePath, readTile, requireSize, TILE_WIDTH } from "./tile-path.ts";
import { foldHashes, HASH_LENGTH, hashPair } from "./tree.ts";

/** Leaves from `start` up to and without `end`; a subtree of the tree, so whole or at its right edge. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where the hashes under one whole subtree stand: `count` of them in one tile. */
interface TileSlice {
  readonly path: TilePath;
  readonly offset: number;
  readonly count: number;
}

/** The tiles a proof is made from: a number that grows with the logarithm of the size. @throws InputError SHAPE_INVALID. */
export function listProofTiles(claim: ProofClaim): readonly TilePath[] {
  const slices = listRanges(claim)
    .flatMap(splitRange)
    .map((range) => findSlice(range, claim.size));
  return [...new Set(slices.map(({ path }) => path))];
}

/**
 * The proof's hashes, as proveInclusion and proveConsistency give them. The tiles are believed: whoever did not make them
 * checks the proof against a signed checkpoint.
 * @throws InputError SHAPE_INVALID for a claim no tree of that size can prove, or a tile that is missing or not whole.
 */
export function proveFromTiles(
  { claim, tiles }: { readonly claim: ProofClaim; readonly tiles: TileFiles },
  primitives: Primitives,
): Uint8Array[] {
  return listRanges(claim).map((range) => {
    const hashes = splitRange(range).map((part) => {
      const { path, offset, count } = findSlice(part, claim.size);
      const tile = readTile(tiles, path);
      return foldHashes(tile.subarray(offset * HASH_LENGTH, (offset + count) * HASH_LENGTH), primitives);
    });
    // From the right, because each subtree is larger than all that stands behind it.
    return hashes.reduceRight((right, left) => hashPair(left, right, primitives));
  });
}

function listRanges(claim: ProofClaim): readonly Range[] {
  requireSize(claim.size);
  return claim.kind === "inclusion" ? listPath(claim) : listPrefixPath(claim);
}

function listPath({ index, size }: { readonly index: number; readonly size: number }): readonly Range[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new InputError("SHAPE_INVALID", `There is no leaf ${index} in a tree of ${size}`);
  const ranges: Range[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    const isLeft = index < middle;
    ranges.push(isLeft ? { start: middle, end } : { start, end: middle });
    if (isLeft) end = middle;
    else start = middle;
  }
  return ranges.reverse();
}

function listPrefixPath({ from, size }: { readonly from: number; readonly size: number }): readonly Range[] {
  if (!Number.isSafeInteger(from) || from < 1 || from > size)
    throw new InputError("SHAPE_INVALID", `A tree of ${size} has no prefix of ${from} leaves to prove`);
  const ranges: Range[] = [];
  let [start, end] = [0, size];
  while (from < end) {
    const middle = start + splitPoint(end - start);
    const isLeft = from <= middle;
    ranges.push(isLeft ? { start: middle, end } : { start, end: middle });
    if (isLeft) end = middle;
    else start = middle;
  }
  // The prefix's last subtree, unless it is the whole prefix, whose root the reader has.
  if (start > 0) ranges.push({ start, end });
  return ranges.reverse();
}

/** The whole subtrees of a range, the largest first. */
function splitRange({ start, end }: Range): readonly Range[] {
  const parts: Range[] = [];
  for (let from = start; from < end;) {
    let count = 1;
    while (count * 2 <= end - from) count *= 2;
    parts.push({ start: from, end: from + count });
    from += count;
  }
  return parts;
}

function findSlice({ start, end }: Range, size: number): TileSlice {
  let [level, count] = [0, end - start];
  for (; count >= TILE_WIDTH; count /= TILE_WIDTH) level += 1;
  const index = start / TILE_WIDTH ** level;
  return { path: findTilePath({ level, index, size }), offset: index % TILE_WIDTH, count };
}

/** The largest power of two below `count`. */
function splitPoint(count: number): number {
  let point = 1;
  while (point * 2 < count) point *= 2;
  return point;
}
