import { describe, expect, it } from "vitest";
import { isStorable } from "./storable.ts";

describe("text the database can hold", () => {
  it.each(["", "strelsau", "Ruritánia 🜂", null, 4, { a: ["b", { c: "d" }] }])("is %j", (value) => {
    expect(isStorable(value)).toBe(true);
  });

  it.each(["a\u0000", "\ud83d", { a: ["b", { c: "\u0000" }] }, { "\u0000": 1 }])("is not %j", (value) => {
    expect(isStorable(value)).toBe(false);
  });
});
