import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeHex, InputError } from "../encoding/index.ts";
import {
  appendLeaves,
  buildTree,
  formatTilePath,
  hashTree,
  listHeadTiles,
  listProofTiles,
  openTreeHead,
  parseTilePath,
  planTiles,
  proveFromTiles,
  verifyConsistency,
  verifyInclusion,
} from "./index.ts";
import type { ProofClaim, TreeHead } from "./index.ts";
import { codeOf, makeEntries, makeLeaves, primitives } from "./ledger.fixture.ts";

const LARGEST = 70_000;
const leaves = makeLeaves(LARGEST);
const empty = openTreeHead({ size: 0, tiles: new Map() }, primitives);

/** Appends in parts of these sizes, keeping every file ever written. */
function grow(parts: readonly number[]): { head: TreeHead; files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  let head = empty;
  for (const part of parts) {
    const leafHashes = leaves.slice(head.size, head.size + part);
    const appended = appendLeaves({ head, leafHashes }, primitives);
    for (const [path, tile] of appended.tiles) files.set(path, tile);
    head = appended.head;
  }
  return { head, files };
}

/** Only the files that are listed: whoever needs another gets an error. */
function only(files: ReadonlyMap<string, Uint8Array>, paths: readonly string[]): Map<string, Uint8Array> {
  return new Map(paths.map((path) => [path, files.get(path) ?? new Uint8Array()]));
}

const grown = grow([LARGEST]);

describe("a tree's head", () => {
  it("of nothing is the hash of nothing and needs no file", () => {
    expect(listHeadTiles(0)).toEqual([]);
    expect(encodeHex(empty.root)).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(appendLeaves({ head: empty, leafHashes: [] }, primitives)).toEqual({
      head: empty,
      tiles: new Map(),
    });
  });

  it("of 70,000 leaves is three partial tiles, of 256 leaves one", () => {
    expect(listHeadTiles(70_000)).toEqual(["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
    expect(listHeadTiles(256)).toEqual(["tile/1/000.p/1"]);
    expect(listHeadTiles(255)).toEqual(["tile/0/000.p/255"]);
    expect(grown.head.edges.map((edge) => edge.length / 32)).toEqual([112, 17, 1]);
    const full = [...grown.files].filter(
      ([path, tile]) => tile.length === 8192 && path.startsWith("tile/0/"),
    );
    expect(full).toHaveLength(273);
  });

  it("is the same however the leaves were split, and so are the files", () => {
    const part = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 700 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const { head, files } = grow(parts);
        expect(head.root).toEqual(hashTree(leaves.slice(0, head.size), primitives));
        const whole = planTiles(makeEntries(head.size), primitives);
        for (const [path, tile] of whole)
          if (!path.startsWith("tile/entries/")) expect(files.get(path)).toEqual(tile);
        expect(
          openTreeHead({ size: head.size, tiles: only(files, listHeadTiles(head.size)) }, primitives),
        ).toEqual(head);
      }),
      { numRuns: 60 },
    );
  });

  it("takes one leaf at a time across every boundary", () => {
    let head = empty;
    for (let size = 1; size <= 515; size += 1) {
      const appended = appendLeaves({ head, leafHashes: leaves.slice(size - 1, size) }, primitives);
      head = appended.head;
      // What one leaf changes grows with the logarithm: one tile, and one more where a tile became full.
      expect(appended.tiles.size).toBe(size % 256 === 0 ? 2 : 1);
      expect(head.root).toEqual(hashTree(leaves.slice(0, size), primitives));
    }
  });

  it("takes leaf hashes end to end as well", () => {
    const slab = new Uint8Array(leaves.slice(0, 300).flatMap((hash) => [...hash]));
    const listed = appendLeaves({ head: empty, leafHashes: leaves.slice(0, 300) }, primitives);
    expect(appendLeaves({ head: empty, leafHashes: slab }, primitives)).toEqual(listed);
  });

  it("does not change the head or the files it was given", () => {
    const { head, files } = grow([300]);
    const before = structuredClone({ head, files });
    appendLeaves({ head, leafHashes: leaves.slice(300, 900) }, primitives);
    expect({ head, files }).toEqual(before);
  });

  it("keeps the logarithm of the size in memory", () => {
    for (const size of [1, 255, 256, 65_535, 65_536, 2 ** 32 + 17, 2 ** 53 - 1]) {
      const most = Math.ceil(Math.log2(size + 1) / 8);
      expect(listHeadTiles(size).length).toBeLessThanOrEqual(most);
    }
  });
});

describe("hostile heads", () => {
  it("are refused when a tile is missing, short or long, or a hash is not one", () => {
    const tiles = only(grown.files, listHeadTiles(LARGEST));
    for (const path of tiles.keys())
      for (const file of [new Uint8Array(), new Uint8Array(31), new Uint8Array(32 * 200)]) {
        const bad = new Map([...tiles, [path, file]]);
        expect(codeOf(() => openTreeHead({ size: LARGEST, tiles: bad }, primitives))).toBe("SHAPE_INVALID");
      }
    expect(codeOf(() => openTreeHead({ size: LARGEST, tiles: new Map() }, primitives))).toBe("SHAPE_INVALID");
    for (const size of [-1, 0.5, Number.NaN, 2 ** 53])
      expect(codeOf(() => listHeadTiles(size))).toBe("SHAPE_INVALID");
    for (const leafHashes of [[new Uint8Array(31)], new Uint8Array(33)])
      expect(codeOf(() => appendLeaves({ head: empty, leafHashes }, primitives))).toBe("SHAPE_INVALID");
  });

  it("have another root when a tile has another byte", () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), (which, at, change) => {
        const tiles = only(grown.files, listHeadTiles(LARGEST));
        const path = [...tiles.keys()][which % tiles.size] ?? "";
        const file = Uint8Array.from(tiles.get(path) ?? []);
        file[at % file.length] = (file[at % file.length] ?? 0) ^ change;
        tiles.set(path, file);
        expect(openTreeHead({ size: LARGEST, tiles }, primitives).root).not.toEqual(grown.head.root);
      }),
      { numRuns: 60 },
    );
  });
});

describe("proofs from tiles", () => {
  const proveBoth = (claim: ProofClaim, files: ReadonlyMap<string, Uint8Array>): Uint8Array[] =>
    proveFromTiles({ claim, tiles: only(files, listProofTiles(claim)) }, primitives);

  it("are the proofs from all leaves, for every leaf and prefix of every small tree", () => {
    for (let size = 1; size <= 24; size += 1) {
      const { files } = grow([size]);
      const tree = buildTree(leaves.slice(0, size), primitives);
      for (let index = 0; index < size; index += 1) {
        expect(proveBoth({ kind: "inclusion", index, size }, files)).toEqual(tree.proveInclusion(index));
        const from = index + 1;
        expect(proveBoth({ kind: "consistency", from, size }, files)).toEqual(tree.proveConsistency(from));
      }
    }
  });

  it("are the proofs from all leaves in larger trees, from the listed tiles alone", () => {
    const size = fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.constantFrom(255, 256, 257, 511, 512, 513));
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), (count, a, b) => {
        const { files } = grow([count]);
        const tree = buildTree(leaves.slice(0, count), primitives);
        const [index, from] = [a % count, (b % count) + 1];
        const inclusion = proveBoth({ kind: "inclusion", index, size: count }, files);
        const consistency = proveBoth({ kind: "consistency", from, size: count }, files);
        expect(inclusion).toEqual(tree.proveInclusion(index));
        expect(consistency).toEqual(tree.proveConsistency(from));
      }),
      { numRuns: 80 },
    );
  });

  it("hold in a tree of three levels of tiles", () => {
    const { root } = grown.head;
    const roots = new Map([1, 256, 65_536, 65_537, 69_999].map((from) => [from, grow([from]).head.root]));
    for (const index of [0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999]) {
      const proof = proveBoth({ kind: "inclusion", index, size: LARGEST }, grown.files);
      const leafHash = leaves[index] ?? new Uint8Array();
      expect(verifyInclusion({ index, size: LARGEST, leafHash, proof, root }, primitives)).toBe(true);
    }
    for (const [from, fromRoot] of roots) {
      const proof = proveBoth({ kind: "consistency", from, size: LARGEST }, grown.files);
      const claim = { from, to: LARGEST, fromRoot, toRoot: root, proof };
      expect(verifyConsistency(claim, primitives)).toBe(true);
    }
  });

  it("take the full tile where the partial one is gone", () => {
    const size = 300;
    const { files } = grow([size, 400]);
    const claim = { kind: "inclusion", index: 290, size } as const;
    const paths = listProofTiles(claim);
    expect(paths).toContain("tile/0/001.p/44");
    const tiles = new Map([...files].filter(([path]) => path !== "tile/0/001.p/44"));
    expect(proveFromTiles({ claim, tiles }, primitives)).toEqual(
      buildTree(leaves.slice(0, size), primitives).proveInclusion(290),
    );
  });

  it("read a number of tiles that grows with the logarithm", () => {
    for (const size of [1, 256, 65_536, 2 ** 24, 2 ** 40 + 12_345, 2 ** 53 - 1]) {
      // One tile a level on the way up, and one a level on the right edge.
      const most = 2 * Math.ceil(Math.log2(size + 1) / 8);
      for (const at of [0, Math.floor(size / 3), size - 1]) {
        expect(listProofTiles({ kind: "inclusion", index: at, size }).length).toBeLessThanOrEqual(most);
        expect(listProofTiles({ kind: "consistency", from: at + 1, size }).length).toBeLessThanOrEqual(
          most + 1,
        );
      }
    }
  });

  it("are refused for what the tree does not have", () => {
    for (const claim of [
      { kind: "inclusion", index: 5, size: 5 },
      { kind: "inclusion", index: -1, size: 5 },
      { kind: "inclusion", index: 0.5, size: 5 },
      { kind: "inclusion", index: 0, size: 0 },
      { kind: "consistency", from: 0, size: 5 },
      { kind: "consistency", from: 6, size: 5 },
      { kind: "consistency", from: 1, size: 2 ** 53 },
    ] as const)
      expect(codeOf(() => listProofTiles(claim))).toBe("SHAPE_INVALID");
    const claim = { kind: "inclusion", index: 1, size: 5 } as const;
    expect(() => proveFromTiles({ claim, tiles: new Map() }, primitives)).toThrow(InputError);
  });
});

describe("paths of tiles", () => {
  it("read back to what they were written from", () => {
    const level = fc.oneof(fc.constant("entries"), fc.integer({ min: 0, max: 63 }).map(String));
    fc.assert(
      fc.property(level, fc.nat({ max: 2 ** 45 }), fc.integer({ min: 1, max: 256 }), (name, tile, width) => {
        const place = { level: name, tile, width };
        expect(parseTilePath(formatTilePath(place))).toEqual(place);
      }),
    );
    expect(formatTilePath({ level: "0", tile: 1_234_067, width: 256 })).toBe("tile/0/x001/x234/067");
  });

  it.each([
    "",
    "tile/0/0",
    "tile/0/0000",
    "tile/0/x000/001",
    "tile/0/001/234",
    "tile/0/x001/x234",
    "tile/00/000",
    "tile/64/000",
    "tile/-1/000",
    "tile/entry/000",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/01",
    "tile/0/000.p/",
    "tile/0/000/",
    "/tile/0/000",
    "tile/0/000\n",
    "tile/0/../000",
    "tile/0/x999/x999/x999/x999/x999/999",
  ])("are refused in any other spelling: %j", (path) => {
    expect(parseTilePath(path)).toBeNull();
  });
});
