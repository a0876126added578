import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeBase64url, InputError, parseJson, readInstant } from "@entente/core/encoding";
import type { JsonValue } from "@entente/core/encoding";
import { encodeEntry } from "@entente/core/ledger";
import { resolvePledges } from "@entente/core/coalition";
import type { Condition, Pledge } from "@entente/core/pledges";
import { nodePrimitives } from "@entente/verifier";
import { countsAt, digestOf, readReceipt, resolveSealed } from "./rules.ts";

const readCases = (name: string): unknown =>
  (
    parseJson(readFileSync(new URL(`../../../../vectors/coalition/${name}`, import.meta.url), "utf8")) as {
      readonly cases: unknown;
    }
  ).cases;

describe("a receipt", () => {
  const valid = readCases("receipts_valid.json") as readonly {
    name: string;
    receipt: JsonValue;
    digest: string;
    entry: string;
  }[];
  test.each(valid)("of $name gives the entry that stands in the ledger", ({ receipt, digest, entry }) => {
    const read = readReceipt(receipt);
    expect(encodeBase64url(digestOf(read.pledge, nodePrimitives))).toBe(digest);
    expect(read.opening.digest).toBe(digest);
    expect(new TextDecoder().decode(encodeEntry(read.opening, nodePrimitives))).toBe(entry);
    expect(read).toEqual(receipt);
  });

  const invalid = readCases("receipts_invalid.json") as readonly {
    reason: string;
    code: string;
    path: string;
    receipt: JsonValue;
  }[];
  test.each(invalid)("is refused: $reason", ({ code, path, receipt }) => {
    const refusal = (): InputError => {
      try {
        readReceipt(receipt);
      } catch (error) {
        if (error instanceof InputError) return error;
        throw error;
      }
      throw new Error("nothing was refused");
    };
    expect([refusal().code, refusal().message.includes(path)]).toEqual([code, true]);
  });
});

test("a pledge counts at its last instant, and not a millisecond later", () => {
  const validUntil = readInstant("2018-03-26T13:00:00Z");
  expect(countsAt({ validUntil }, readInstant("2018-03-26T13:00:00Z"))).toBe(true);
  expect(countsAt({ validUntil }, readInstant("2018-03-26T13:00:00.001Z"))).toBe(false);
  expect(countsAt({ validUntil: null }, readInstant("9999-01-01T00:00:00Z"))).toBe(true);
});

describe("what a final resolution shows", () => {
  const NAMES = ["A", "B", "C", "D", "E", "F"];
  const condition: fc.Arbitrary<Condition> = fc.oneof(
    fc.constant<Condition>({ kind: "always" }),
    fc.record({
      kind: fc.constant("members" as const),
      atLeast: fc.integer({ min: 1, max: 5 }),
      of: fc.option(fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 })),
      doing: fc.option(fc.constant("recall")),
    }),
    fc.record({
      kind: fc.constant("total" as const),
      measure: fc.constantFrom("expulsion", "recall"),
      atLeast: fc.integer({ min: 1, max: 9 }),
    }),
    fc.record({
      kind: fc.constant("named" as const),
      members: fc.uniqueArray(fc.constantFrom(...NAMES, "G"), { minLength: 1, maxLength: 2 }),
    }),
  );
  const levels = fc.array(condition, { minLength: 1, maxLength: 3 }).map((conditions) =>
    conditions.map((one, level) => ({
      measures: [
        { kind: "expulsion", count: level + 1 },
        ...(level > 0 ? [{ kind: "recall", count: level }] : []),
      ],
      condition: one,
    })),
  );
  const pledges = (from: number, most: number): fc.Arbitrary<readonly Pledge[]> =>
    fc
      .array(levels, { maxLength: most })
      .map((all) => all.map((own, index) => ({ member: NAMES[from + index] ?? "", levels: own })));
  const context = { groups: {}, weights: {} };

  test("is who acts, at which measures, and the same whatever sealed pledges do not fire: 2,000 cases", () => {
    fc.assert(
      fc.property(pledges(0, 3), pledges(3, 3), (open, sealed) => {
        const full = resolvePledges({ pledges: [...open, ...sealed], context });
        const shown = resolveSealed({ set: { pledges: open, context }, sealed });
        expect(shown.resolution.acting).toEqual(full.acting);
        for (const { member, levels: own } of [...open, ...sealed]) {
          const level = full.levels[member] ?? 0;
          const found = shown.set.pledges.find((pledge) => pledge.member === member);
          const acts = found?.levels[(shown.resolution.levels[member] ?? 0) - 1]?.measures;
          expect(acts).toEqual(own[level - 1]?.measures);
        }
        // Without the sealed pledges and levels that did not fire it is the same, word for word.
        const fired = sealed.flatMap(({ member, levels: own }) => {
          const level = own[(full.levels[member] ?? 0) - 1];
          return level === undefined ? [] : [{ member, levels: [level] }];
        });
        expect(resolveSealed({ set: { pledges: open, context }, sealed: fired })).toEqual(shown);
        expect(JSON.stringify(shown)).toBe(
          JSON.stringify(resolveSealed({ set: { pledges: open, context }, sealed: fired.toReversed() })),
        );
      }),
      { numRuns: 2000 },
    );
  });
});
