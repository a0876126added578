// Pledges through the door: the shared vectors (vectors/coalition), the words both ways, and pledges meant to mislead.
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { InputError, parseJson } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import { builtInKinds } from "../kinds/index.ts";
import type { MeasureKind } from "../kinds/index.ts";
import {
  checkNames,
  checkPledges,
  parsePledge,
  printCondition,
  printPledge,
  readCondition,
  readPledges,
  writePledges,
} from "./index.ts";
import type { Condition, Pledge, PledgeVocabulary } from "./index.ts";

const folder = new URL("../../../../vectors/coalition/", import.meta.url);
const readCases = (name: string): unknown =>
  (parseJson(readFileSync(new URL(name, folder), "utf8")) as { readonly cases: unknown }).cases;

/** Kinds that get in each other's way: a phrase two kinds share, one that begins as another, ids that are no words. */
const AWKWARD: readonly MeasureKind[] = [
  ...builtInKinds,
  { id: "step", one: "legal step", many: "legal steps taken", counted: true },
  { id: "if", one: "if", many: "always", counted: true },
  { id: 'a "b" c', one: "und so", many: "weiter und", counted: true },
  { id: "enquiry", one: "mesure d’enquête", many: "mesures d’enquête", counted: true },
  { id: "Ausweisung – Österreich", one: "Ausweisung", many: "Ausweisungen and more", counted: true },
];
const NAMES = ["AND", "DEU", "EST", "FRA", "NOR", "if", "Not", "at", "two words", 'a"b', "Île"];
const vocabulary: PledgeVocabulary = {
  member: "DEU",
  kinds: AWKWARD,
  members: NAMES,
  groups: ["NATO", "others", "EU"],
  weights: ["population", "act", "GDP 2018"],
};
const plain: PledgeVocabulary = {
  ...vocabulary,
  kinds: builtInKinds,
  members: ["AND", "DEU", "EST", "FRA", "NOR"],
  groups: ["NATO", "EU"],
  weights: ["population"],
};

const arbitraryKind = fc.constantFrom(...AWKWARD.map(({ id }) => id));
const some = (names: readonly string[]): fc.Arbitrary<readonly string[]> =>
  fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 4 });
const arbitraryCount = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 2 ** 53 - 1 }));
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant<Condition>({ kind: "always" }),
  fc.record({
    kind: fc.constant("members" as const),
    atLeast: arbitraryCount,
    of: fc.option(some([...vocabulary.members, ...vocabulary.groups])),
    doing: fc.option(arbitraryKind),
  }),
  fc.record({ kind: fc.constant("total" as const), measure: arbitraryKind, atLeast: arbitraryCount }),
  fc.record({ kind: fc.constant("named" as const), members: some(vocabulary.members) }),
  fc.record({
    kind: fc.constant("share" as const),
    weight: fc.constantFrom(...vocabulary.weights),
    atLeast: fc.oneof(
      fc.constantFrom(0.5, 1, 1 / 3, 0.07, 5e-324),
      fc.double({ min: 0, max: 1, minExcluded: true, noNaN: true }),
    ),
  }),
);
const { condition: arbitraryCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom("all" as const, "any" as const),
      of: fc.array(tie("condition"), { minLength: 1, maxLength: 3 }),
    }),
  ),
}));
const arbitraryPledge: fc.Arbitrary<Pledge> = fc
  .tuple(
    fc.uniqueArray(fc.record({ kind: arbitraryKind, count: fc.integer({ min: 1, max: 9 }) }), {
      selector: ({ kind }) => kind,
      minLength: 1,
      maxLength: 3,
    }),
    fc.array(arbitraryCondition, { minLength: 1, maxLength: 4 }),
  )
  .map(([measures, conditions]) => ({
    member: "DEU",
    levels: conditions.map((condition, level) => ({
      measures: measures.map(({ kind, count }) => ({ kind, count: count + level })),
      condition,
    })),
  }));

function refusal(action: () => unknown): InputError {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("a pledge in words", () => {
  test("is read back as the same pledge, and has one spelling: 5,000 pledges", () => {
    fc.assert(
      fc.property(arbitraryPledge, (pledge) => {
        checkPledges({ pledges: [pledge], context: { groups: {}, weights: {} } });
        const text = printPledge(pledge, AWKWARD);
        const read = parsePledge(text, vocabulary);
        expect(read).toEqual(pledge);
        expect(printPledge(read, AWKWARD)).toBe(text);
        expect(() => checkNames(read, vocabulary)).not.toThrow();
        const set = { pledges: [pledge], context: { groups: { G: ["A"] }, weights: { w: { A: 0.5 } } } };
        expect(readPledges(writePledges(set))).toEqual(set);
      }),
      { numRuns: 5000 },
    );
  });

  test("is read the same with any spaces and line ends between its words", () => {
    fc.assert(
      fc.property(
        arbitraryPledge,
        fc.array(fc.constantFrom(" ", "  ", "\n", "\r\n", "\t"), { minLength: 40, maxLength: 40 }),
        (pledge, blanks) => {
          let index = 0;
          const text = printPledge(pledge, AWKWARD).replace(/ (?=(?:[^"]*"[^"]*")*[^"]*$)/g, () => {
            index += 1;
            return blanks[index % blanks.length] ?? " ";
          });
          // A kind of several words is read with any blanks between them as well.
          expect(parsePledge(text, vocabulary)).toEqual(pledge);
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each(
    readCases("pledge-text_valid.json") as readonly {
      name: string;
      text: string;
      canonical: string;
      levels: JsonValue;
    }[],
  )("$name", ({ text, canonical, levels }) => {
    const { pledges } = readPledges({
      format: "entente-pledges/1",
      pledges: [{ member: "DEU", levels }],
    });
    const read = parsePledge(text, plain);
    expect([read]).toEqual(pledges);
    expect(printPledge(read, builtInKinds)).toBe(canonical);
    expect(parsePledge(canonical, plain)).toEqual(read);
  });

  test.each(
    readCases("pledge-text_invalid.json") as readonly {
      reason: string;
      text: string;
      code: string;
      line: number;
      column: number;
    }[],
  )("refused: $reason", ({ text, code, line, column }) => {
    const { code: found, position } = refusal(() => parsePledge(text, plain));
    expect([found, position]).toEqual([code, { line, column }]);
  });
});

describe("printing conditions", () => {
  test.each([
    [{ always: true }, "always"],
    [{ members: { atLeast: 10 } }, "if at least 10 others act"],
    [
      { members: { atLeast: 1, of: ["NATO", "DEU"], doing: "expulsion" } },
      "if at least 1 of NATO, DEU takes part with expulsions",
    ],
    [{ total: { measure: "expulsion", atLeast: 100 } }, "if the total of expulsions reaches 100"],
    [{ total: { measure: "unheard-of", atLeast: 1 } }, 'if the total of "unheard-of" reaches 1'],
    [{ named: ["DEU"] }, "if DEU acts"],
    [{ named: ["DEU", "FRA", "ITA"] }, "if DEU, FRA and ITA act"],
    [{ share: { weight: "population", atLeast: 0.5 } }, "if others with at least 50 % of population act"],
    [
      { all: [{ named: ["DEU"] }, { any: [{ members: { atLeast: 3 } }, { always: true }] }] },
      "if DEU acts and (at least 3 others act or always)",
    ],
    [{ members: { atLeast: 4, of: ["NATO", "DEU"] } }, "if at least 4 of NATO, DEU act"],
    [{ share: { weight: "population", atLeast: 0.335 } }, "if others with at least 33.5 % of population act"],
    [
      { any: [{ all: [{ all: [{ named: ["DEU"] }, { named: ["FRA"] }] }] }, { all: [{ named: ["ITA"] }] }] },
      "if all of (DEU acts and FRA acts) or all of (ITA acts)",
    ],
  ])("%j", (value, words) => {
    expect(printCondition(readCondition(value, "condition"), builtInKinds)).toBe(words);
  });
});

describe("names in a pledge that came as JSON", () => {
  test.each([
    [{ named: ["XYZ"] }, "levels[0].condition.named names XYZ"],
    [
      { any: [{ always: true }, { members: { atLeast: 1, of: ["DEU", "OTAN"] } }] },
      "levels[0].condition.any",
    ],
    [{ members: { atLeast: 1, doing: "war" } }, "levels[0].condition.members.doing names war"],
    [{ total: { measure: "war", atLeast: 2 } }, "levels[0].condition.total.measure names war"],
    [{ share: { weight: "oil", atLeast: 0.5 } }, "levels[0].condition.share.weight names oil"],
    [{ named: ["NATO"] }, "levels[0].condition.named names NATO"],
  ])("%j is refused", (value, start) => {
    const condition = readCondition(value, "condition");
    const pledge = { member: "DEU", levels: [{ measures: [{ kind: "expulsion", count: 1 }], condition }] };
    const error = refusal(() => checkNames(pledge, plain));
    expect([error.code, error.message.slice(0, start.length)]).toEqual(["PLEDGE_INVALID", start]);
  });
});

const validFiles = readCases("pledges_valid.json") as readonly { name: string; value: JsonValue }[];

describe("hostile and mistaken pledges", () => {
  test.each(
    readCases("pledges_invalid.json") as readonly {
      reason: string;
      code: string;
      path: string;
      value: JsonValue;
    }[],
  )("$reason", ({ code, path, value }) => {
    const error = refusal(() => readPledges(value));
    expect([error.code, error.message.slice(0, path.length)]).toEqual([code, path]);
  });

  test("a refusal of a form that is not monotone says what to write instead", () => {
    for (const refused of [
      () => readCondition({ members: { "at most": 3 } }, "condition"),
      () => parsePledge("3 expulsions if at most 3 others act", plain),
    ]) {
      const error = refusal(refused);
      expect(error.code).toBe("PLEDGE_NOT_MONOTONE");
      expect(error.message).toContain("Say what must be there instead");
    }
  });

  test("any JSON is read or refused with a code of pledges", () => {
    const valid = validFiles[0]?.value as Record<string, JsonValue>;
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom("pledges", "groups", "weights"), (json, key) => {
        const value = json as JsonValue;
        for (const read of [
          () => readPledges(value),
          () => readPledges({ ...valid, [key]: value }),
          () => readCondition(value, "condition"),
        ]) {
          try {
            read();
          } catch (error) {
            expect((error as InputError).code).toMatch(/^PLEDGE_/);
          }
        }
      }),
    );
  });

  test("any text is read or refused with a code of pledges and a place within it", () => {
    const word = fc.constantFrom(
      ...'3 expulsions if at least 10 others act , DEU among them ; the total of reaches ( ) and or always all any 50 % with population take part not "'.split(
        " ",
      ),
    );
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.array(word, { maxLength: 40 }).map((words) => words.join(" ")),
      fc.array(word, { maxLength: 20 }).map((words) => words.join("")),
    );
    fc.assert(
      fc.property(text, (given) => {
        try {
          parsePledge(given, plain);
        } catch (error) {
          expect((error as InputError).code).toMatch(/^PLEDGE_/);
          const { line, column } = (error as InputError).position ?? { line: 0, column: 0 };
          expect(column).toBeGreaterThan(0);
          expect(column).toBeLessThanOrEqual((given.split("\n")[line - 1]?.length ?? -2) + 1);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test("nesting without end is refused before it exhausts anything", () => {
    let value: JsonValue = { always: true };
    for (let depth = 0; depth < 5000; depth += 1) value = { all: [value] };
    expect(refusal(() => readCondition(value, "condition")).code).toBe("PLEDGE_INVALID");
    for (const open of ["(", "all of (", "any of ( always and ("])
      expect(refusal(() => parsePledge(`3 expulsions if ${open.repeat(10_000)}`, plain)).code).toBe(
        "PLEDGE_INVALID",
      );
  });

  test("a text of two hundred thousand signs is read or refused at once", () => {
    const begun = performance.now();
    for (const part of ["3 expulsions, ", '"', '""', "DEU and ", " ", "( ", "9", "legal "])
      expect(refusal(() => parsePledge(part.repeat(200_000 / part.length), plain)).code).toBe(
        "PLEDGE_INVALID",
      );
    expect(refusal(() => parsePledge(" ".repeat(200_001), plain)).message).toContain("200000 characters");
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
