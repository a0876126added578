import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeHex, InputError, utf8 } from "../encoding/index.ts";
import { portablePrimitives } from "../keys/index.ts";
import {
  hashLeaf,
  hashTree,
  proveConsistency,
  proveInclusion,
  verifyConsistency,
  verifyInclusion,
} from "./index.ts";
import { primitives } from "./ledger.fixture.ts";

function leaves(count: number, tag = "leaf"): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => hashLeaf(utf8(`${tag} ${index}`), primitives));
}

/** RFC 6962 section 2.1 as it is written, to compare with. */
function hashByDefinition(hashes: readonly Uint8Array[]): Uint8Array {
  const [first] = hashes;
  if (first === undefined) return primitives.sha256(new Uint8Array());
  if (hashes.length === 1) return first;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return primitives.sha256(
    Uint8Array.of(1, ...hashByDefinition(hashes.slice(0, split)), ...hashByDefinition(hashes.slice(split))),
  );
}

function flip(hash: Uint8Array, bit: number): Uint8Array {
  const changed = hash.slice();
  const at = (bit >> 3) % changed.length;
  changed[at] = (changed[at] ?? 0) ^ (1 << (bit & 7));
  return changed;
}

const KNOWN_ENTRIES = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
];

describe("tree hashes", () => {
  it("gives the known answers of RFC 6962", () => {
    expect(encodeHex(hashTree([], portablePrimitives))).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    );
    expect(encodeHex(hashLeaf(new Uint8Array(), portablePrimitives))).toBe(
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    );
    expect(encodeHex(hashLeaf(utf8("L123456"), portablePrimitives))).toBe(
      "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56",
    );
    const known = KNOWN_ENTRIES.map((hex) =>
      hashLeaf(Uint8Array.from(Buffer.from(hex, "hex")), portablePrimitives),
    );
    expect(encodeHex(hashTree(known, portablePrimitives))).toBe(
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    );
  });

  it("agrees with the recursive definition for every size up to 130", () => {
    for (let size = 0; size <= 130; size += 1)
      expect(hashTree(leaves(size), primitives)).toEqual(hashByDefinition(leaves(size)));
  });

  it("hashes 100,000 leaves in seconds, not minutes", () => {
    const hashes = leaves(100_000);
    const started = performance.now();
    const root = hashTree(hashes, primitives);
    expect(performance.now() - started).toBeLessThan(10_000);
    const proof = proveInclusion({ index: 99_999, leafHashes: hashes }, primitives);
    const leafHash = hashes[99_999] ?? new Uint8Array();
    expect(verifyInclusion({ index: 99_999, size: 100_000, leafHash, proof, root }, primitives)).toBe(true);
  });
});

describe("inclusion", () => {
  it("proves every leaf of every tree up to 40 leaves, and no other place", () => {
    for (let size = 1; size <= 40; size += 1) {
      const leafHashes = leaves(size);
      const root = hashTree(leafHashes, primitives);
      leafHashes.forEach((leafHash, index) => {
        const proof = proveInclusion({ index, leafHashes }, primitives);
        for (let claimed = 0; claimed <= size; claimed += 1) {
          const claim = { index: claimed, size, leafHash, proof, root };
          expect(verifyInclusion(claim, primitives)).toBe(claimed === index);
        }
      });
    }
  });

  it("holds for random trees and falls with any altered hash, index or length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), fc.nat(), fc.nat(), (size, pick, bit) => {
        const leafHashes = leaves(size);
        const index = pick % size;
        const leafHash = leafHashes[index] ?? new Uint8Array();
        const root = hashTree(leafHashes, primitives);
        const proof = proveInclusion({ index, leafHashes }, primitives);
        const claim = { index, size, leafHash, proof, root };
        const verify = (change: Partial<typeof claim>): boolean =>
          verifyInclusion({ ...claim, ...change }, primitives);
        expect(verify({})).toBe(true);
        expect(verify({ leafHash: flip(leafHash, bit) })).toBe(false);
        expect(verify({ root: flip(root, bit) })).toBe(false);
        expect(verify({ proof: [...proof, root] })).toBe(false);
        expect(verify({ proof: [root, ...proof] })).toBe(false);
        if (size > 1) {
          expect(verify({ index: (index + 1 + (bit % (size - 1))) % size })).toBe(false);
          expect(verify({ proof: proof.slice(1) })).toBe(false);
          expect(verify({ proof: proof.slice(0, -1) })).toBe(false);
          const at = bit % proof.length;
          expect(verify({ proof: proof.map((hash, i) => (i === at ? flip(hash, bit) : hash)) })).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("consistency", () => {
  it("proves every prefix of every tree up to 40 leaves", () => {
    for (let to = 1; to <= 40; to += 1) {
      const leafHashes = leaves(to);
      const toRoot = hashTree(leafHashes, primitives);
      for (let from = 1; from <= to; from += 1) {
        const fromRoot = hashTree(leafHashes.slice(0, from), primitives);
        const proof = proveConsistency({ from, leafHashes }, primitives);
        expect(verifyConsistency({ from, to, fromRoot, toRoot, proof }, primitives)).toBe(true);
        expect(proof.length === 0).toBe(from === to);
      }
    }
  });

  it("holds for random trees and falls with any altered hash or with another history", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 600 }), fc.nat(), fc.nat(), (to, pick, bit) => {
        const leafHashes = leaves(to);
        const from = 1 + (pick % (to - 1));
        const fromRoot = hashTree(leafHashes.slice(0, from), primitives);
        const toRoot = hashTree(leafHashes, primitives);
        const proof = proveConsistency({ from, leafHashes }, primitives);
        const claim = { from, to, fromRoot, toRoot, proof };
        const verify = (change: Partial<typeof claim>): boolean =>
          verifyConsistency({ ...claim, ...change }, primitives);
        expect(verify({})).toBe(true);
        expect(verify({ fromRoot: flip(fromRoot, bit) })).toBe(false);
        expect(verify({ toRoot: flip(toRoot, bit) })).toBe(false);
        expect(verify({ proof: [...proof, toRoot] })).toBe(false);
        expect(verify({ proof: [toRoot, ...proof] })).toBe(false);
        expect(verify({ proof: [] })).toBe(false);
        expect(verify({ proof: proof.slice(0, -1) })).toBe(false);
        const at = bit % proof.length;
        expect(verify({ proof: proof.map((hash, i) => (i === at ? flip(hash, bit) : hash)) })).toBe(false);
        const other = leaves(from, "another history");
        expect(verify({ fromRoot: hashTree(other, primitives) })).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it("proves nothing from the empty tree, and equal sizes only with equal roots and no hashes", () => {
    const leafHashes = leaves(5);
    const root = hashTree(leafHashes, primitives);
    const empty = hashTree([], primitives);
    const verify = (
      from: number,
      to: number,
      fromRoot: Uint8Array,
      toRoot: Uint8Array,
      proof: Uint8Array[] = [],
    ) => verifyConsistency({ from, to, fromRoot, toRoot, proof }, primitives);
    expect(verify(0, 0, empty, empty)).toBe(false);
    expect(verify(0, 5, empty, root)).toBe(false);
    expect(verify(0, 5, empty, root, [root])).toBe(false);
    expect(verify(5, 5, root, root)).toBe(true);
    expect(verify(5, 5, root, root, [root])).toBe(false);
    expect(verify(5, 5, root, flip(root, 3))).toBe(false);
    expect(verify(6, 5, root, root)).toBe(false);
    expect(() => proveConsistency({ from: 0, leafHashes }, primitives)).toThrow(InputError);
    expect(() => proveConsistency({ from: 6, leafHashes }, primitives)).toThrow(InputError);
  });
});

describe("hostile input to the tree", () => {
  const root = hashTree(leaves(3), primitives);

  it("answers false for sizes and indexes that are none", () => {
    for (const size of [-1, 0, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      const inclusion = { index: 0, size, leafHash: root, proof: [], root };
      expect(verifyInclusion(inclusion, primitives)).toBe(false);
      expect(verifyInclusion({ ...inclusion, index: size, size: 3 }, primitives)).toBe(false);
      const consistency = { from: size, to: 3, fromRoot: root, toRoot: root, proof: [root] };
      expect(verifyConsistency(consistency, primitives)).toBe(false);
      expect(verifyConsistency({ ...consistency, from: 3, to: size }, primitives)).toBe(false);
    }
  });

  it("ends quickly for the largest sizes and refuses hashes that are not 32 bytes", () => {
    const most = Number.MAX_SAFE_INTEGER;
    const proof = Array.from({ length: 53 }, () => root);
    const claim = { index: most - 1, size: most, leafHash: root, proof, root };
    expect(verifyInclusion(claim, primitives)).toBe(false);
    const short = root.slice(1);
    expect(verifyInclusion({ index: 0, size: 1, leafHash: short, proof: [], root: short }, primitives)).toBe(
      false,
    );
    const prefix = { from: 1, to: 1, fromRoot: short, toRoot: short, proof: [] };
    expect(verifyConsistency(prefix, primitives)).toBe(false);
    expect(() => hashTree([short], primitives)).toThrow(InputError);
    expect(() => proveInclusion({ index: 1, leafHashes: [root] }, primitives)).toThrow(InputError);
    expect(() => proveInclusion({ index: -1, leafHashes: [root] }, primitives)).toThrow(InputError);
  });
});
