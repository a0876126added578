import { expect, test } from "vitest";
import { keepRecent } from "./kept.ts";

test("what was longest not asked for goes first, and what is too heavy is not kept", () => {
  const kept = keepRecent<string>(3, ({ length }) => length);
  for (const key of ["a", "b", "c"]) kept.set(key, key);
  expect(kept.get("a")).toBe("a");
  kept.set("d", "d");
  expect(["a", "b", "c", "d"].map((key) => kept.get(key))).toEqual(["a", undefined, "c", "d"]);
  kept.set("c", "four");
  expect(kept.get("c")).toBeUndefined();
  kept.set("e", "eee");
  expect(["a", "d", "e"].map((key) => kept.get(key))).toEqual([undefined, undefined, "eee"]);
});
