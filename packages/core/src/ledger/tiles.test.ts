import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError, utf8 } from "../encoding/index.ts";
import { formatTilePath, hashLeaf, hashTree, planTiles, readEntries } from "./index.ts";
import { primitives } from "./ledger.fixture.ts";

function makeEntries(count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => utf8(`entry ${index}`));
}

describe("tiles", () => {
  it("have the paths of tlog-tiles", () => {
    const path = (tile: number, width: number): string => formatTilePath({ level: "0", tile, width });
    expect(path(1_234_067, 256)).toBe("tile/0/x001/x234/067");
    expect(path(0, 256)).toBe("tile/0/000");
    expect(path(273, 112)).toBe("tile/0/273.p/112");
    expect(path(1000, 1)).toBe("tile/0/x001/000.p/1");
    expect(formatTilePath({ level: "entries", tile: 1, width: 256 })).toBe("tile/entries/001");
  });

  it("cover the sizes the specification's arithmetic gives", () => {
    const at256 = planTiles(makeEntries(256), primitives);
    expect([...at256.keys()].sort()).toEqual(["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]);
    expect(planTiles([], primitives).size).toBe(0);
    const at70000 = planTiles(makeEntries(70_000), primitives);
    const widths = (level: string): (number | undefined)[] =>
      [...at70000]
        .filter(([path]) => path.startsWith(`tile/${level}/`))
        .map(([, bytes]) => bytes.length / 32);
    expect(widths("0")).toHaveLength(274);
    expect(widths("0").at(-1)).toBe(112);
    expect(widths("1")).toEqual([256, 17]);
    expect(widths("2")).toEqual([1]);
    expect(widths("3")).toEqual([]);
    expect(at70000.get("tile/entries/273.p/112")).toBeDefined();
  }, 60_000);

  it("give the tree: the root over a level-1 tile's hashes and what is left is the root over all leaves", () => {
    const entries = makeEntries(600);
    const files = planTiles(entries, primitives);
    const tile = files.get("tile/1/000.p/2") ?? new Uint8Array();
    const rest = entries.slice(512).map((entry) => hashLeaf(entry, primitives));
    const left = hashTree([tile.slice(0, 32), tile.slice(32)], primitives);
    const root = hashTree([left, hashTree(rest, primitives)], primitives);
    expect(
      hashTree(
        entries.map((entry) => hashLeaf(entry, primitives)),
        primitives,
      ),
    ).toEqual(root);
  });

  it("read back to the same entries, whatever their bytes", () => {
    const entry = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 20 }), fc.nat(600), (some, more) => {
        const entries = [...some, ...makeEntries(more)];
        const files = planTiles(entries, primitives);
        expect(readEntries({ files, size: entries.length })).toEqual(entries);
      }),
      { numRuns: 60 },
    );
    const longest = [new Uint8Array(65_535).fill(1)];
    expect(readEntries({ files: planTiles(longest, primitives), size: 1 })).toEqual(longest);
    expect(() => planTiles([new Uint8Array(65_536)], primitives)).toThrow(InputError);
  });
});

describe("hostile bundles", () => {
  it("are refused when missing, short, long or of another number of entries", () => {
    const files = planTiles(makeEntries(3), primitives);
    const bundle = files.get("tile/entries/000.p/3") ?? new Uint8Array();
    const read = (bytes: Uint8Array, size = 3) =>
      readEntries({ files: new Map([["tile/entries/000.p/3", bytes]]), size });
    expect(read(bundle)).toHaveLength(3);
    expect(() => read(bundle, 4)).toThrow(InputError);
    expect(() => read(bundle, Number.MAX_SAFE_INTEGER)).toThrow(InputError);
    for (let length = 0; length < bundle.length; length += 1)
      expect(() => read(bundle.slice(0, length))).toThrow(InputError);
    expect(() => read(Uint8Array.of(...bundle, 0))).toThrow(InputError);
    expect(() => read(Uint8Array.of(...bundle, 0, 0))).toThrow(InputError);
  });
});
