// Measures through the door: the shared vectors (vectors/measures), the laws of counting, and files meant to mislead.
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { InputError, parseJson, readDay, readInstant } from "../encoding/index.ts";
import type { Day, JsonObject, JsonValue } from "../encoding/index.ts";
import {
  compareCases,
  computeClocks,
  countingRules,
  curveOf,
  describeRule,
  readCaseFile,
  readCountingRule,
  tallyMeasures,
} from "./index.ts";
import type { CountingRule, Tally } from "./index.ts";

interface TallyVector {
  readonly name: string;
  readonly file: string;
  readonly kind: string;
  readonly asOf: string | null;
  readonly rule: CountingRule;
  readonly expected: Pick<Tally, "persons" | "states" | "organisations" | "asOf" | "byActor"> & {
    readonly notCounted: readonly string[];
    readonly conflicts?: Tally["conflicts"];
  };
}

const folder = new URL("../../../../vectors/measures/", import.meta.url);
const readVectors = (name: string): JsonValue => parseJson(readFileSync(new URL(name, folder), "utf8"));
const tallyVectors = readVectors("tally_valid.json") as unknown as {
  readonly files: Readonly<Record<string, JsonObject>>;
  readonly cases: readonly TallyVector[];
};
const invalidVectors = readVectors("case_invalid.json") as unknown as {
  readonly cases: readonly { reason: string; code: string; path: string; value: JsonValue }[];
};
const fileNamed = (name: string) => readCaseFile(tallyVectors.files[name] ?? null);
const salisbury = fileNamed("salisbury");
const litvinenko = fileNamed("litvinenko");
const nothingKnown = {
  firstRelease: null,
  firstOpened: null,
  firstPosition: null,
  tZero: null,
  openings: null,
};

function catchInputError(action: () => unknown): InputError {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

/** A file of expulsions and other rows as they may come: unknown dates and counts, doubts, organisations. */
const arbitraryFile = fc
  .array(
    fc.record({
      actor: fc.constantFrom("AAA", "BBB", "CCC", "ORG"),
      kind: fc.constantFrom("expulsion", "recall"),
      count: fc.option(fc.nat(9)),
      announced: fc.option(
        fc.constantFrom("2031-01-31", "2031-02", "2031-02-05", "2031-02-28", "2031-03-01"),
      ),
      in_tally: fc.boolean(),
      verified: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((rows) =>
    readCaseFile({
      schema: "coalition-case/1",
      id: "x",
      title: "x",
      incident: { date: "2031-01-30", host_state: "AAA" },
      measures: rows.map((row, index) => ({
        ...row,
        id: String(index),
        actor_type: row.actor === "ORG" ? "org" : "state",
      })),
    }),
  );
const arbitraryRule = fc.constantFrom(...countingRules);
const arbitraryDay = fc
  .constantFrom("2031-01-30", "2031-02-05", "2031-02-27", "2031-02-28", "2031-03-02")
  .map(readDay);

describe("tallies of the vectors", () => {
  test.each(tallyVectors.cases)("$name", ({ file, kind, asOf, rule, expected }) => {
    const day = asOf === null ? null : readDay(asOf);
    const tally = tallyMeasures({ caseFile: fileNamed(file), kind, asOf: day, rule, groups: null });
    expect({ ...tally, notCounted: tally.notCounted.map(({ id }) => id) }).toEqual({
      conflicts: [],
      ...expected,
      kind,
      rule,
      ruleText: describeRule(rule, fileNamed(file).lead, null),
    });
  });

  test("every reason is a sentence of its own", () => {
    const asOf = readDay("2031-02-09");
    const tally = tallyMeasures({
      caseFile: fileNamed("strelsau"),
      kind: "expulsion",
      asOf,
      rule: "without-lead",
      groups: null,
    });
    expect(tally.notCounted).toEqual([
      { id: "s/01", reason: "RUR is the lead, which the rule without-lead leaves out" },
      { id: "s/02", reason: "RUR is the lead, which the rule without-lead leaves out" },
      { id: "s/03", reason: "only its month 2031-02 is known, which is not past on 2031-02-09" },
      { id: "s/04", reason: "no date is known, so it cannot be placed before a day" },
      { id: "s/05", reason: "no number is known, so there is nothing to add" },
      { id: "s/06", reason: "it is not verified and must not be used as truth" },
      { id: "s/07", reason: "the file itself leaves it out of its tally" },
      { id: "s/08", reason: "it was announced on 2031-02-10, after 2031-02-09" },
      { id: "s/09", reason: "its count is 0, so it was not taken against anyone" },
      { id: "(other kinds)", reason: "3 rows of other kinds: none 1, stern-look 2" },
    ]);
  });
});

describe("counting rules", () => {
  test("each has a sentence that names the lead, and no two say the same", () => {
    const sentences = countingRules.map((rule) => describeRule(rule, "GBR", null));
    expect(sentences[0]).toBe(
      "counts every state and organisation that took the measure, GBR's own included",
    );
    for (const sentence of sentences) expect(sentence).toContain("GBR");
    expect(new Set(sentences).size).toBe(countingRules.length);
  });

  test("an unknown rule is refused, also by the counting itself", () => {
    expect(catchInputError(() => readCountingRule("everyone")).code).toBe("RULE_UNKNOWN");
    const rule = "everyone";
    const counting = { caseFile: salisbury, kind: "expulsion", rule, groups: null };
    expect(catchInputError(() => tallyMeasures({ ...counting, asOf: null })).code).toBe("RULE_UNKNOWN");
    expect(catchInputError(() => curveOf(counting)).code).toBe("RULE_UNKNOWN");
    expect(readCountingRule("without-lead")).toEqual({
      leadInStates: false,
      leadInPersons: false,
      organisations: true,
      withKinds: [],
      except: [],
      among: null,
    });
  });
});

describe("laws of counting", () => {
  test("every row of the kind is either counted or listed", () => {
    fc.assert(
      fc.property(arbitraryFile, arbitraryRule, fc.option(arbitraryDay), (caseFile, rule, asOf) => {
        const tally = tallyMeasures({ caseFile, kind: "expulsion", asOf, rule, groups: null });
        const listed = new Set(tally.notCounted.map(({ id }) => id));
        const rows = caseFile.measures.filter(({ kind }) => kind === "expulsion");
        const counted = rows.filter(({ id }) => !listed.has(id));
        expect(tally.persons).toBe(counted.reduce((sum, { count }) => sum + (count ?? 0), 0));
        expect(Object.keys(tally.byActor)).toEqual([...new Set(counted.map(({ actor }) => actor))].sort());
        expect(Object.values(tally.byActor).reduce((sum, count) => sum + count, 0)).toBe(tally.persons);
        expect(tally.states + tally.organisations.length).toBe(Object.keys(tally.byActor).length);
        expect(listed.has("(other kinds)")).toBe(rows.length < caseFile.measures.length);
      }),
    );
  });

  test("asking for the printed day again gives the same tally", () => {
    fc.assert(
      fc.property(arbitraryFile, arbitraryRule, (caseFile, rule) => {
        const tally = tallyMeasures({ caseFile, kind: "expulsion", asOf: null, rule, groups: null });
        expect(
          tallyMeasures({ caseFile, kind: "expulsion", asOf: readDay(tally.asOf), rule, groups: null })
            .persons,
        ).toBe(tally.persons);
      }),
    );
  });

  test("a later day or a wider rule never counts less", () => {
    fc.assert(
      fc.property(arbitraryFile, arbitraryRule, arbitraryDay, arbitraryDay, (caseFile, rule, a, b) => {
        const count = (asOf: Day, by: CountingRule): number =>
          tallyMeasures({ caseFile, kind: "expulsion", asOf, rule: by, groups: null }).persons ?? -1;
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(count(late, rule)).toBeGreaterThanOrEqual(count(early, rule));
        expect(count(late, "all")).toBeGreaterThanOrEqual(count(late, rule));
      }),
    );
  });

  test("the curve ends at the tally, rises, and agrees with the tally of each of its days", () => {
    fc.assert(
      fc.property(arbitraryFile, arbitraryRule, (caseFile, rule) => {
        const counting = { caseFile, kind: "expulsion", rule, groups: null };
        const curve = curveOf(counting);
        const last = tallyMeasures({ ...counting, asOf: null });
        expect(curve.at(-1)?.persons ?? 0).toBe(last.persons);
        expect(curve.map(({ day }) => day)).toEqual(curve.map(({ day }) => day).toSorted((a, b) => a - b));
        for (const point of curve) {
          const tally = tallyMeasures({ ...counting, asOf: point.date });
          expect([point.persons, point.members]).toEqual([
            tally.persons,
            tally.states + tally.organisations.length,
          ]);
        }
      }),
    );
  });
});

describe("clocks and comparison", () => {
  test("2018: first measure on day 10, tenth member on day 22", () => {
    const clocks = computeClocks({
      caseFile: salisbury,
      kind: "expulsion",
      rule: "all",
      groups: null,
      moments: {
        firstRelease: readInstant("2018-03-12T09:00:00Z"),
        firstOpened: readInstant("2018-03-12T23:59:59.999Z"),
        firstPosition: readDay("2018-03-15"),
        tZero: readInstant("2018-03-26T13:00:00Z"),
        openings: {
          first: readInstant("2018-03-26T13:00:00Z"),
          last: readInstant("2018-03-26T13:00:02.500Z"),
        },
      },
    });
    expect(clocks).toEqual({
      act: "2018-03-04",
      firstRelease: { at: "2018-03-12T09:00:00.000Z", days: 8 },
      firstOpened: { at: "2018-03-12T23:59:59.999Z", days: 8 },
      firstPosition: { at: "2018-03-15", days: 11 },
      firstMeasure: { at: "2018-03-14", days: 10 },
      tenthMember: { at: "2018-03-26", days: 22 },
      tZero: { at: "2018-03-26T13:00:00.000Z", days: 22 },
      widthSeconds: 2.5,
    });
  });

  test("2006: day 257, and what never happened is null", () => {
    expect(
      computeClocks({
        caseFile: litvinenko,
        kind: "expulsion",
        rule: "all",
        groups: null,
        moments: nothingKnown,
      }),
    ).toEqual({
      act: "2006-11-01",
      firstRelease: null,
      firstOpened: null,
      firstPosition: null,
      firstMeasure: { at: "2007-07-16", days: 257 },
      tenthMember: null,
      tZero: null,
      widthSeconds: null,
    });
  });

  test("the curve of 2018", () => {
    expect(curveOf({ caseFile: salisbury, kind: "expulsion", rule: "all", groups: null })).toEqual([
      { day: 10, date: "2018-03-14", members: 1, persons: 23 },
      { day: 22, date: "2018-03-26", members: 23, persons: 137 },
      { day: 23, date: "2018-03-27", members: 28, persons: 151 },
      { day: 24, date: "2018-03-28", members: 29, persons: 152 },
      { day: 25, date: "2018-03-29", members: 30, persons: 153 },
    ]);
  });

  test("the two cases side by side", () => {
    const compared = compareCases({
      caseFiles: [salisbury, litvinenko],
      kind: "expulsion",
      rule: "all",
      groups: null,
    });
    expect(
      compared.map((one) => [
        one.id,
        one.persons,
        one.states,
        one.organisations,
        one.firstMeasureDay,
        one.tenthMemberDay,
        one.lastMeasureDay,
        one.curve.length,
      ]),
    ).toEqual([
      ["salisbury-2018", 153, 29, ["NATO"], 10, 22, 25, 5],
      ["litvinenko-2006", 4, 1, [], 257, null, 257, 1],
    ]);
  });

  test("an act known by its month has a tally but no clocks", () => {
    const caseFile = { ...salisbury, incident: { ...salisbury.incident, date: "2018-03" } };
    const counting = { caseFile, kind: "expulsion", rule: "all", groups: null } as const;
    expect(tallyMeasures({ ...counting, asOf: null }).persons).toBe(153);
    const refusals = [
      () => curveOf(counting),
      () => computeClocks({ ...counting, moments: nothingKnown }),
      () => compareCases({ ...counting, caseFiles: [caseFile] }),
    ];
    for (const refusal of refusals) expect(catchInputError(refusal).code).toBe("CASE_INVALID");
  });

  test("openings that end before they begin are refused", () => {
    const [first, last] = [readInstant("2018-03-26T13:00:01Z"), readInstant("2018-03-26T13:00:00Z")];
    const moments = { ...nothingKnown, openings: { first, last } };
    const error = catchInputError(() =>
      computeClocks({ caseFile: salisbury, kind: "expulsion", rule: "all", groups: null, moments }),
    );
    expect(error.code).toBe("INSTANT_INVALID");
  });
});

describe("the lead", () => {
  const row = { actor_type: "state", kind: "expulsion", count: 1, announced: "2031-02-01", in_tally: true };
  const leadOf = (measures: readonly JsonObject[]): string =>
    readCaseFile({
      schema: "coalition-case/1",
      id: "x",
      title: "x",
      incident: { date: "2031-01-30", host_state: "HST" },
      measures: measures.map((one, index) => ({ ...row, ...one, id: String(index) })),
    }).lead;

  test("is the one initiator, however many rows say so", () => {
    expect(
      leadOf([
        { actor: "AAA", role: "initiator" },
        { actor: "AAA", role: "initiator" },
      ]),
    ).toBe("AAA");
  });

  test("is the host where nobody or more than one initiated", () => {
    expect(leadOf([{ actor: "AAA" }])).toBe("HST");
    expect(
      leadOf([
        { actor: "AAA", role: "initiator" },
        { actor: "BBB", role: "initiator" },
      ]),
    ).toBe("HST");
    expect(leadOf([{ actor: "AAA", role: "supporter" }])).toBe("HST");
  });
});

describe("hostile and broken case files", () => {
  test.each(invalidVectors.cases)("$reason", ({ code, path, value }) => {
    const error = catchInputError(() => readCaseFile(value));
    expect(error.code).toBe(code);
    expect(error.message.startsWith(path)).toBe(true);
  });

  test("any JSON is read or refused as CASE_INVALID, wherever it stands in the file", () => {
    const source = tallyVectors.files["strelsau"] ?? {};
    const rows = source["measures"] as readonly JsonObject[];
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom(...Object.keys(rows[0] ?? {}), "role", "parts"),
        (json, key) => {
          const value = json as JsonValue;
          const broken = { ...source, measures: [{ ...rows[0], [key]: value }, ...rows.slice(1)] };
          for (const file of [
            value,
            { ...source, incident: value },
            { ...source, measures: value },
            broken,
          ]) {
            try {
              readCaseFile(file);
            } catch (error) {
              expect((error as InputError).code).toBe("CASE_INVALID");
            }
          }
        },
      ),
    );
  });

  test("actors and kinds named like parts of an object count like any other", () => {
    const measures = ["__proto__", "constructor", "toString"].map((actor, index) => ({
      id: String(index),
      actor,
      actor_type: "state",
      kind: "__proto__",
      count: 1,
      announced: "2031-02-01",
    }));
    const incident = { date: "2031-01-30", host_state: "AAA" };
    const caseFile = readCaseFile({ schema: "coalition-case/1", id: "x", title: "x", incident, measures });
    const tally = tallyMeasures({ caseFile, kind: "__proto__", asOf: null, rule: "all", groups: null });
    expect([tally.persons, tally.states]).toEqual([3, 3]);
    expect(Object.entries(tally.byActor)).toEqual([
      ["__proto__", 1],
      ["constructor", 1],
      ["toString", 1],
    ]);
  });
});
