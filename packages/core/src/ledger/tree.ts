// The Merkle tree of RFC 6962 section 2.1 and its two proofs (RFC 9162 sections 2.1.3 and 2.1.4). A level of the tree is
// computed from the one below, an odd last node moving up as it is: that gives the RFC's tree, whose left parts are the
// largest powers of two, without recursion. The verifying functions answer false for anything that is not a proof.
import { concatBytes, equalBytes, InputError } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";

export const HASH_LENGTH = 32;
const LEAF_PREFIX = 0x00;

/** SHA-256 of 0x00 and the entry's bytes. */
export function hashLeaf(entry: Uint8Array, primitives: Primitives): Uint8Array {
  const prefixed = new Uint8Array(entry.length + 1);
  prefixed[0] = LEAF_PREFIX;
  prefixed.set(entry, 1);
  return primitives.sha256(prefixed);
}

/** A tree with all its levels kept, so that each proof costs only the logarithm of its size. */
export interface Tree {
  readonly size: number;
  /** 32 bytes; SHA-256 of nothing when there are no leaves. */
  readonly root: Uint8Array;
  /** As {@link proveInclusion}. */
  readonly proveInclusion: (index: number) => Uint8Array[];
  /** As {@link proveConsistency}. */
  readonly proveConsistency: (from: number) => Uint8Array[];
}

/**
 * The tree over `leafHashes` in order.
 * @throws InputError SHAPE_INVALID when a leaf hash is not 32 bytes.
 */
export function buildTree(leafHashes: readonly Uint8Array[], primitives: Primitives): Tree {
  const levels = hashLevels(joinHashes(leafHashes), primitives);
  const size = leafHashes.length;
  return {
    size,
    root: levels.at(-1)?.slice(0, HASH_LENGTH) ?? hashNothing(primitives),
    proveInclusion: (index) => {
      if (!Number.isSafeInteger(index) || index < 0 || index >= size)
        throw new InputError("SHAPE_INVALID", `There is no leaf ${index} in a tree of ${size}`);
      return collectSiblings(levels, index);
    },
    proveConsistency: (from) => {
      if (!Number.isSafeInteger(from) || from < 1 || from > size)
        throw new InputError("SHAPE_INVALID", `A tree of ${size} has no prefix of ${from} leaves to prove`);
      if (from === size) return [];
      let depth = 0;
      let node = from - 1;
      for (; isOdd(node); node = half(node)) depth += 1;
      const siblings = collectSiblings(levels.slice(depth), node);
      const start = levels[depth];
      return node === 0 || start === undefined ? siblings : [hashAt(start, node), ...siblings];
    },
  };
}

/** Hashes end to end. @throws InputError SHAPE_INVALID when one is not 32 bytes. */
export function joinHashes(hashes: readonly Uint8Array[]): Uint8Array {
  if (!hashes.every(isHash)) throw new InputError("SHAPE_INVALID", "A leaf hash must be 32 bytes");
  const slab = new Uint8Array(hashes.length * HASH_LENGTH);
  hashes.forEach((hash, index) => {
    slab.set(hash, index * HASH_LENGTH);
  });
  return slab;
}

/** The root over hashes that stand end to end; SHA-256 of nothing when there are none. */
export function foldHashes(slab: Uint8Array, primitives: Primitives): Uint8Array {
  let level = slab;
  while (level.length > HASH_LENGTH) level = hashLevel(level, primitives);
  return level.length === 0 ? hashNothing(primitives) : level.slice();
}

/** SHA-256 of 0x01 and two hashes. */
export function hashPair(left: Uint8Array, right: Uint8Array, primitives: Primitives): Uint8Array {
  const pair = new Uint8Array(2 * HASH_LENGTH);
  pair.set(left);
  pair.set(right, HASH_LENGTH);
  return primitives.hashNodes(pair);
}

/** The root of the tree of no leaves. */
export function hashNothing(primitives: Primitives): Uint8Array {
  return primitives.sha256(new Uint8Array(0));
}

/**
 * The root over `leafHashes` in order; SHA-256 of nothing when there are none.
 * @throws InputError SHAPE_INVALID when a leaf hash is not 32 bytes.
 */
export function hashTree(leafHashes: readonly Uint8Array[], primitives: Primitives): Uint8Array {
  return foldHashes(joinHashes(leafHashes), primitives);
}

/**
 * The hashes that lead from leaf `index` to the root, the leaf's sibling first.
 * @throws InputError SHAPE_INVALID when there is no such leaf, or a leaf hash is not 32 bytes.
 */
export function proveInclusion(
  { index, leafHashes }: { readonly index: number; readonly leafHashes: readonly Uint8Array[] },
  primitives: Primitives,
): Uint8Array[] {
  return buildTree(leafHashes, primitives).proveInclusion(index);
}

/** Whether `proof` leads from `leafHash` at `index` to the `root` of a tree of `size` leaves. Never throws. */
export function verifyInclusion(
  claim: {
    readonly index: number;
    readonly size: number;
    readonly leafHash: Uint8Array;
    readonly proof: readonly Uint8Array[];
    readonly root: Uint8Array;
  },
  primitives: Primitives,
): boolean {
  const { index, size, leafHash, proof, root } = claim;
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  if (!isHash(leafHash) || !isHash(root) || !proof.every(isHash)) return false;
  const walk = { node: index, last: size - 1 };
  // One place for every pair: a check is made of little but its hashes.
  const pair = new Uint8Array(2 * HASH_LENGTH);
  let hash = leafHash;
  for (const sibling of proof) {
    if (walk.last === 0) return false;
    const left = stepUp(walk);
    pair.set(left ? sibling : hash);
    pair.set(left ? hash : sibling, HASH_LENGTH);
    hash = primitives.hashNodes(pair);
  }
  return walk.last === 0 && equalBytes(hash, root);
}

/**
 * The hashes that show the tree of the first `from` leaves to be a prefix of the tree of all. Empty when it is the
 * whole tree. There is no proof from the empty tree: it is a prefix of everything and proves nothing.
 * @throws InputError SHAPE_INVALID unless 1 ≤ `from` ≤ number of leaves, or when a leaf hash is not 32 bytes.
 */
export function proveConsistency(
  { from, leafHashes }: { readonly from: number; readonly leafHashes: readonly Uint8Array[] },
  primitives: Primitives,
): Uint8Array[] {
  return buildTree(leafHashes, primitives).proveConsistency(from);
}

/** Whether `proof` shows the tree (`from`, `fromRoot`) to be a prefix of (`to`, `toRoot`). False for `from` 0. Never throws. */
export function verifyConsistency(
  claim: {
    readonly from: number;
    readonly to: number;
    readonly fromRoot: Uint8Array;
    readonly toRoot: Uint8Array;
    readonly proof: readonly Uint8Array[];
  },
  primitives: Primitives,
): boolean {
  const { from, to, fromRoot, toRoot, proof } = claim;
  if (!isSize(from) || !isSize(to) || from < 1 || from > to) return false;
  if (![fromRoot, toRoot, ...proof].every(isHash)) return false;
  if (from === to) return proof.length === 0 && equalBytes(fromRoot, toRoot);
  if (proof.length === 0) return false;
  const walk = { node: from - 1, last: to - 1 };
  while (isOdd(walk.node)) shift(walk);
  // A power of two is one whole subtree, so its root is the first hash and is not sent.
  const hashes = walk.node === 0 ? [fromRoot, ...proof] : proof;
  let [before, after] = [hashes[0] ?? fromRoot, hashes[0] ?? fromRoot];
  for (const sibling of hashes.slice(1)) {
    if (walk.last === 0) return false;
    if (stepUp(walk)) {
      before = hashPair(sibling, before, primitives);
      after = hashPair(sibling, after, primitives);
    } else {
      after = hashPair(after, sibling, primitives);
    }
  }
  return walk.last === 0 && equalBytes(before, fromRoot) && equalBytes(after, toRoot);
}

/** A place on the way up: the node's number in its level, and the level's last number. */
interface Walk {
  node: number;
  last: number;
}

/** Moves past the next sibling of a proof; true when that sibling stands to the left. */
function stepUp(walk: Walk): boolean {
  const left = isOdd(walk.node) || walk.node === walk.last;
  if (left) while (!isOdd(walk.node) && walk.node !== 0) shift(walk);
  shift(walk);
  return left;
}

function collectSiblings(levels: readonly Uint8Array[], from: number): Uint8Array[] {
  const siblings: Uint8Array[] = [];
  let node = from;
  for (const level of levels.slice(0, -1)) {
    const sibling = isOdd(node) ? node - 1 : node + 1;
    if (sibling * HASH_LENGTH < level.length) siblings.push(hashAt(level, sibling));
    node = half(node);
  }
  return siblings;
}

function hashAt(level: Uint8Array, index: number): Uint8Array {
  return level.slice(index * HASH_LENGTH, (index + 1) * HASH_LENGTH);
}

function hashLevels(slab: Uint8Array, primitives: Primitives): readonly Uint8Array[] {
  const levels: Uint8Array[] = [];
  for (let level = slab; level.length > 0; level = hashLevel(level, primitives)) {
    levels.push(level);
    if (level.length === HASH_LENGTH) break;
  }
  return levels;
}

/** The level above, an odd last hash moving up as it is. */
function hashLevel(level: Uint8Array, primitives: Primitives): Uint8Array {
  const paired = level.length - (level.length % (2 * HASH_LENGTH));
  const nodes = primitives.hashNodes(level.subarray(0, paired));
  return paired === level.length ? nodes : concatBytes(nodes, level.subarray(paired));
}

// Sizes reach beyond 32 bits, so no bit operators here.
function isOdd(number: number): boolean {
  return number % 2 === 1;
}

function half(number: number): number {
  return Math.floor(number / 2);
}

function shift(walk: Walk): void {
  walk.node = half(walk.node);
  walk.last = half(walk.last);
}

function isSize(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_LENGTH;
}
