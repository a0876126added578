// The coalition file through the door: the shared vectors (vectors/arrangements), and what holds where nothing is said.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../encoding/index.ts";
import { readCommunity } from "../markings/index.ts";
import { capacityOf, closedArrangements, readArrangements, unknownCapacity } from "./index.ts";

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../vectors/arrangements/${name}.json`, import.meta.url), "utf8"));
const valid = read("coalition_valid") as {
  community: JsonObject;
  cases: { reason: string; file: JsonObject; expect: Record<string, unknown> }[];
};
const invalid = read("coalition_invalid") as {
  cases: { reason: string; file: JsonObject; path: string }[];
};
const community = readCommunity(valid.community);

const valueAt = (value: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value);

describe("the coalition file", () => {
  it.each(valid.cases)("may be $reason", ({ file, expect: values }) => {
    const arrangements = readArrangements(file, community);
    for (const [path, value] of Object.entries(values)) expect(valueAt(arrangements, path), path).toBe(value);
  });

  it.each(invalid.cases)("may not have $reason", ({ file, path }) => {
    const message: unknown = expect.stringContaining(path);
    expect(() => readArrangements(file, community)).toThrow(
      expect.objectContaining({ code: "COALITION_INVALID", message }) as Error,
    );
  });

  it("has the closed value for every part it leaves out", () => {
    expect(readArrangements({ format: "entente-coalition/1" }, community)).toEqual(closedArrangements);
  });

  it("promises nothing of a member it does not name, whatever that is called", () => {
    expect(capacityOf(closedArrangements, "GBR")).toBe(unknownCapacity);
    expect(capacityOf(closedArrangements, "constructor")).toBe(unknownCapacity);
  });
});
