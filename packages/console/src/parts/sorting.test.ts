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
    expect(sortRows(rows, (row) => row.count, "ascending").map((row) => row.count)).toEqual([
      1,
      2,
      null,
      null,
    ]);
    expect(sortRows(rows, (row) => row.count, "descending").map((row) => row.count)).toEqual([
      2,
      1,
      null,
      null,
    ]);
  });

  it("reads words as a reader does, not by code unit", () => {
    expect(sortRows(rows, (row) => row.name, "ascending").map((row) => row.name)).toEqual([
      "Åland",
      "albania",
      "Austria",
      "Norway",
    ]);
    const numbered = [{ id: "p10" }, { id: "p9" }];
    expect(sortRows(numbered, (row) => row.id, "ascending").map((row) => row.id)).toEqual(["p9", "p10"]);
  });

  it("keeps every row, keeps ties in order and leaves its input alone", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 3 }))), (keys) => {
        const input = keys.map((key, index) => ({ key, index }));
        const before = structuredClone(input);
        for (const direction of ["ascending", "descending"] as const) {
          const sorted = sortRows(input, (row) => row.key, direction);
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
