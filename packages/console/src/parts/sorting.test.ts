import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextSort, sortRows } from "./sorting.ts";

const rows = [
  { name: "Norway", count: 1 },
  { name: "Åland", count: null },
  { name: "albania", count: 2 },
  { name: "Austria", count: null },
];

describe("sorting rows", () => {
  it("puts blanks last whichever way it sorts", () => {
    expect(
      sortRows(rows, { key: (row) => row.count, direction: "ascending", tag: "en-GB" }).map(
        (row) => row.count,
      ),
    ).toEqual([1, 2, null, null]);
    expect(
      sortRows(rows, { key: (row) => row.count, direction: "descending", tag: "en-GB" }).map(
        (row) => row.count,
      ),
    ).toEqual([2, 1, null, null]);
  });

  it("goes by the reader’s own alphabet", () => {
    const words = ["z", "ö"].map((word) => ({ word }));
    const sort = (tag: string) =>
      sortRows(words, { key: ({ word }) => word, direction: "ascending", tag }).map(({ word }) => word);
    expect([sort("fr-FR"), sort("sv-SE")]).toEqual([
      ["ö", "z"],
      ["z", "ö"],
    ]);
  });

  it("reads words as a reader does, not by code unit", () => {
    expect(
      sortRows(rows, { key: (row) => row.name, direction: "ascending", tag: "en-GB" }).map((row) => row.name),
    ).toEqual(["Åland", "albania", "Austria", "Norway"]);
    const numbered = [{ id: "p10" }, { id: "p9" }];
    expect(
      sortRows(numbered, { key: (row) => row.id, direction: "ascending", tag: "en-GB" }).map((row) => row.id),
    ).toEqual(["p9", "p10"]);
  });

  it("keeps every row, keeps ties in order and leaves its input alone", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 3 }))), (keys) => {
        const input = keys.map((key, index) => ({ key, index }));
        const before = structuredClone(input);
        for (const direction of ["ascending", "descending"] as const) {
          const sorted = sortRows(input, { key: (row) => row.key, direction, tag: "en-GB" });
          expect(sorted.toSorted((a, b) => a.index - b.index)).toEqual(input);
          for (const [index, row] of sorted.entries()) {
            const next = sorted[index + 1];
            if (next?.key === row.key) expect(next.index).toBeGreaterThan(row.index);
          }
        }
        expect(input).toEqual(before);
      }),
    );
  });
});

describe("pressing a column head", () => {
  it("turns the same column round and starts another its own way", () => {
    const byName = { column: "name", direction: "ascending" } as const;
    expect(nextSort(byName, "name", "ascending")).toEqual({ column: "name", direction: "descending" });
    expect(nextSort(byName, "count", "descending")).toEqual({ column: "count", direction: "descending" });
  });
});
