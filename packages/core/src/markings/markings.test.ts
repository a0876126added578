// The laws of markings, in random communities and on random markings, unknown policies, levels, caveats and codes among them.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  builtInPolicies,
  compileCommunity,
  explainExclusion,
  joinMarkings as joinIn,
  parseBanner,
  parseMark,
  printBanner,
  printMark,
  rollUp,
} from "./index.ts";
import type { Community, Marking, MarkingTerm, Member, Policy } from "./index.ts";
import { InputError } from "../encoding/index.ts";

const joinMarkings = (a: Marking | null, b: Marking | null) => joinIn(a, b, withCaveats);
const MEMBERS = ["AUS", "CAN", "DEU", "FRA", "GBR", "NATO", "NZL", "PUBLIC", "USA"];
const GROUPS = ["EU", "FVEY", "NATO"];
const CAVEATS = ["LAMP", "WALL"];

const withCaveats: readonly Policy[] = builtInPolicies.map((policy) => ({
  ...policy,
  caveats: CAVEATS.map((name) => ({
    name,
    short: name,
    explanation: "invented",
    kind: "restrictive" as const,
    tag: "",
    levels: null,
  })),
}));

const clearances = fc
  .tuple(
    ...withCaveats.map((policy) =>
      fc.option(
        fc.record({
          upTo: fc.constantFrom(...policy.levels.map(({ name }) => name)),
          caveats: fc.subarray(CAVEATS),
        }),
      ),
    ),
  )
  .map((held) =>
    Object.fromEntries(
      withCaveats.flatMap(({ id }, index) => {
        const clearance = held[index];
        return clearance === null || clearance === undefined ? [] : [[id, clearance]];
      }),
    ),
  );

const communities: fc.Arbitrary<Community> = fc
  .record({
    ids: fc.subarray(MEMBERS, { minLength: 1 }),
    clearances: fc.array(clearances, { minLength: MEMBERS.length, maxLength: MEMBERS.length }),
    groups: fc.tuple(...GROUPS.map(() => fc.subarray(MEMBERS))),
    extra: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ ids, clearances: held, groups, extra }) => {
    const all = [...ids, ...Array.from({ length: extra }, (_, index) => `X${index}`)];
    return {
      name: "random",
      exercise: true,
      asOf: "2018-03-26",
      policies: withCaveats,
      equivalences: [],
      members: all.map((id, index): Member => ({
        id,
        name: id,
        kind: "state",
        clearances: held[index % held.length] ?? {},
        weights: {},
      })),
      groups: GROUPS.map((id, index) => ({
        id,
        name: id,
        members: (groups[index] ?? []).filter((member) => ids.includes(member)),
      })),
    };
  });

function termsOf(
  policy: Policy,
  codes: readonly string[],
  caveats: readonly string[],
): fc.Arbitrary<MarkingTerm> {
  return fc.record({
    policy: fc.constant(policy.id),
    level: fc.constantFrom(...policy.levels.map(({ name }) => name)),
    caveats: fc.subarray([...caveats]),
    releasableTo: fc.array(fc.subarray([...codes]), { maxLength: 3 }),
  });
}

const foreign: Policy = {
  ...builtInPolicies[0],
  id: "xx",
  levels: [{ name: "LOW" }, { name: "HIGH" }],
} as unknown as Policy;

/** Raw markings, also empty, repeated and with things no community knows. */
const markings: fc.Arbitrary<Marking | null> = fc.option(
  fc
    .tuple(
      ...[...withCaveats, foreign].map((policy) =>
        fc.option(
          termsOf(policy, [...new Set([...MEMBERS, ...GROUPS, "ZZZ"])].sort(), [...CAVEATS, "MOON"]),
          {
            freq: policy.id === "xx" ? 1 : 2,
          },
        ),
      ),
    )
    .map((terms) => ({ terms: terms.filter((term) => term !== null) })),
  { freq: 8 },
);

/** Markings in canonical form: a join with itself leaves them as they are. */
const canonicalMarkings = markings.map((marking) => joinMarkings(marking, marking));
const writable = fc
  .tuple(
    ...[...builtInPolicies]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((policy) =>
        fc.option(
          termsOf(policy, [...MEMBERS, "OPCW-SP", "CERT-EU"].sort(), ["LAMP", "RED HILL 2", "WALL", "X-RAY"]),
        ),
      ),
  )
  .map((terms) => ({ terms: terms.filter((term) => term !== null) }))
  .map((marking) => joinMarkings(marking, marking))
  .filter((marking) => marking !== null);

describe("join", () => {
  it("lets exactly those read who may read both", () => {
    fc.assert(
      fc.property(communities, markings, markings, (community, a, b) => {
        const compiled = compileCommunity(community);
        const [first, second] = [compiled.audienceOf(a), compiled.audienceOf(b)];
        const both = first.members().filter((id) => second.has(id));
        expect(compiled.audienceOf(joinMarkings(a, b)).members()).toEqual(both);
      }),
      { numRuns: 2000 },
    );
  });

  it("is commutative, associative and idempotent", () => {
    fc.assert(
      fc.property(markings, markings, markings, (a, b, c) => {
        expect(joinMarkings(a, b)).toEqual(joinMarkings(b, a));
        expect(joinMarkings(joinMarkings(a, b), c)).toEqual(joinMarkings(a, joinMarkings(b, c)));
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(canonicalMarkings, (a) => {
        expect(joinMarkings(a, a)).toEqual(a);
      }),
    );
  });

  it("takes the higher level of a policy and keeps every list and caveat", () => {
    const a = parseBanner("UK OFFICIAL - WALL - REL TO DEU", builtInPolicies);
    const b = parseBanner("TLP:AMBER && UK SECRET - LAMP - REL TO FRA", builtInPolicies);
    expect(printBanner(joinMarkings(a, b) ?? a, builtInPolicies)).toBe(
      "TLP:AMBER && UK SECRET - LAMP - WALL - REL TO DEU - REL TO FRA",
    );
  });

  it("keeps TLP:RED without recipients for nobody whatever it is joined with", () => {
    const named = parseBanner("TLP:AMBER - REL TO FRA", builtInPolicies);
    const red = parseBanner("TLP:RED", builtInPolicies);
    expect(joinMarkings(red, named)).toEqual(red);
  });
});

describe("audience", () => {
  it("never shrinks when a clearance is widened", () => {
    fc.assert(
      fc.property(communities, canonicalMarkings, fc.nat(), fc.nat(), (community, marking, who, policyAt) => {
        const policy = withCaveats[policyAt % withCaveats.length];
        const widened = {
          ...community,
          members: community.members.map((member, index) =>
            index === who % community.members.length && policy !== undefined
              ? {
                  ...member,
                  clearances: {
                    ...member.clearances,
                    [policy.id]: { upTo: policy.levels.at(-1)?.name ?? "", caveats: CAVEATS },
                  },
                }
              : member,
          ),
        };
        const before = compileCommunity(community).audienceOf(marking).members();
        const after = compileCommunity(widened).audienceOf(marking);
        for (const id of before) expect(after.has(id)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("agrees with the explanation: a reason exactly for those outside", () => {
    fc.assert(
      fc.property(communities, markings, (community, marking) => {
        const compiled = compileCommunity(community);
        for (const { id } of community.members) {
          const reason = explainExclusion(marking, id, compiled);
          expect(reason === null).toBe(compiled.audienceOf(marking).has(id));
          if (reason !== null) expect(reason).toMatch(/^[^.]+\.$/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is the same however the marking is written down", () => {
    fc.assert(
      fc.property(communities, markings, (community, marking) => {
        const compiled = compileCommunity(community);
        expect(compiled.audienceOf(marking).equals(compiled.audienceOf(joinMarkings(marking, marking)))).toBe(
          true,
        );
      }),
    );
  });

  const small = community([
    ["GBR", { uk: { upTo: "TOP SECRET", caveats: ["WALL"] }, tlp: { upTo: "TLP:RED", caveats: [] } }],
    ["DEU", { uk: { upTo: "SECRET", caveats: [] }, tlp: { upTo: "TLP:AMBER", caveats: [] } }],
    ["NATO", { uk: { upTo: "OFFICIAL-SENSITIVE", caveats: [] } }],
    ["FRA", {}],
  ]);
  const compiled = compileCommunity(small);
  const readers = (banner: string): readonly string[] =>
    compiled.audienceOf(parseBanner(banner, builtInPolicies)).members();

  it.each([
    ["UK OFFICIAL", ["GBR", "DEU", "NATO"]],
    ["UK SECRET", ["GBR", "DEU"]],
    ["UK OFFICIAL - WALL", ["GBR"]],
    ["UK OFFICIAL - REL TO DEU, FRA", ["DEU"]],
    ["UK OFFICIAL - REL TO NATO", ["DEU", "NATO"]],
    ["UK OFFICIAL - REL TO DEU, NATO - REL TO GBR, NATO", ["DEU", "NATO"]],
    ["UK OFFICIAL - UK EYES ONLY", ["GBR"]],
    ["UK OFFICIAL - REL TO NOBODY", []],
    ["TLP:AMBER", ["GBR", "DEU"]],
    ["TLP:AMBER+STRICT", ["GBR"]],
    ["TLP:RED", []],
    ["TLP:RED - REL TO DEU, GBR", ["GBR"]],
    ["TLP:AMBER && UK SECRET", ["GBR", "DEU"]],
    ["NATO RESTRICTED && UK OFFICIAL", []],
    ["UK OFFICIAL - MOON", []],
    ["UK OFFICIAL - REL TO DEU, ZZZ", []],
    ["UK OFFICIAL - FIVE EYES ONLY", []],
  ])("%s is read by %j", (banner, expected) => {
    expect(readers(banner)).toEqual(expected);
  });

  it("is nobody for what is not marked", () => {
    expect(compiled.audienceOf(null).size).toBe(0);
    expect(compiled.audienceOf({ terms: [] }).size).toBe(0);
  });

  it("counts beyond one word of bits", () => {
    const many = community(
      Array.from({ length: 70 }, (_, index) => [`M${index}`, { uk: { upTo: "OFFICIAL", caveats: [] } }]),
    );
    const audience = compileCommunity(many).audienceOf(parseBanner("UK OFFICIAL", builtInPolicies));
    expect(audience.size).toBe(70);
    expect(audience.has("M69")).toBe(true);
    expect(audience.has("M70")).toBe(false);
  });

  it.each([
    ["UK SECRET", "NATO", "NATO is cleared up to OFFICIAL-SENSITIVE, and this is SECRET."],
    ["UK SECRET - WALL", "DEU", "DEU does not hold the caveat WALL."],
    ["UK OFFICIAL", "FRA", "FRA holds no clearance in the policy uk."],
    ["UK OFFICIAL - UK EYES ONLY", "DEU", "DEU is not among those it is releasable to: UK EYES ONLY."],
    [
      "UK OFFICIAL - REL TO ZZZ",
      "DEU",
      "The code ZZZ is not known in this community, so nobody may read it.",
    ],
    ["UK OFFICIAL - MOON", "GBR", "The caveat MOON is not known in this community, so nobody may read it."],
    ["TLP:RED", "GBR", "No recipient is named, and TLP:RED is for named recipients only here."],
  ])("%s withholds from %s with a reason", (banner, member, reason) => {
    expect(explainExclusion(parseBanner(banner, builtInPolicies), member, compiled)).toBe(reason);
  });

  it("names an unknown member", () => {
    expect(() => compiled.indexOf("ZZZ")).toThrow(
      expect.objectContaining({ code: "MEMBER_UNKNOWN" }) as Error,
    );
    expect(compiled.indexOf("DEU")).toBe(1);
    expect(compiled.expand("NATO")).toEqual(["DEU", "NATO"]);
    expect(compiled.expand("ZZZ")).toEqual([]);
  });
});

describe("banner roll-up", () => {
  it("has the audience common to all portions", () => {
    fc.assert(
      fc.property(communities, fc.array(markings, { maxLength: 4 }), (community, portions) => {
        const compiled = compileCommunity(community);
        const expected = community.members
          .map(({ id }) => id)
          .filter(
            (id) => portions.length > 0 && portions.every((marking) => compiled.audienceOf(marking).has(id)),
          );
        expect(compiled.audienceOf(rollUp(portions, compiled)).members()).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it("writes a conjunction of lists as one list when the community can", () => {
    const compiled = compileCommunity(
      community([
        ["DEU", {}],
        ["FRA", {}],
        ["GBR", {}],
        ["NATO", {}],
      ]),
    );
    const roll = (...banners: string[]): string => {
      const banner = rollUp(
        banners.map((text) => parseBanner(text, builtInPolicies)),
        compiled,
      );
      return banner === null ? "none" : printBanner(banner, builtInPolicies);
    };
    expect(roll("UK OFFICIAL - REL TO DEU, FRA", "UK SECRET - REL TO DEU, GBR")).toBe(
      "UK SECRET - REL TO DEU",
    );
    expect(roll("UK OFFICIAL - REL TO DEU", "UK OFFICIAL - REL TO FRA")).toBe("UK OFFICIAL - REL TO NOBODY");
    expect(roll("UK OFFICIAL - REL TO NATO", "UK OFFICIAL - REL TO DEU, FRA, NATO")).toBe(
      "UK OFFICIAL - REL TO NATO",
    );
    expect(roll("UK OFFICIAL - REL TO DEU", "UK OFFICIAL - REL TO ZZZ")).toBe(
      "UK OFFICIAL - REL TO DEU - REL TO ZZZ",
    );
    expect(roll()).toBe("none");
  });
});

describe("text", () => {
  it("prints what it parses and parses what it prints", () => {
    fc.assert(
      fc.property(writable, (marking) => {
        const banner = printBanner(marking, builtInPolicies);
        expect(parseBanner(banner, builtInPolicies)).toEqual(marking);
        const mark = printMark(marking, builtInPolicies);
        for (const { id } of builtInPolicies) expect(parseMark(mark, id, builtInPolicies)).toEqual(marking);
      }),
      { numRuns: 2000 },
    );
  });

  it("accepts a text only when it is the one it would print itself, and fails only with its own error", () => {
    const words = fc.constantFrom(
      ..."UK |UK|SECRET|OFFICIAL|-SENSITIVE| - | && |REL TO |RELEASABLE TO |DEU|FRA|NOBODY|, |WALL|UK EYES ONLY|NR|S|TLP:RED|TLP:AMBER|+STRICT|NATO SECRET| |x".split(
        "|",
      ),
    );
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 10 }).map((parts) => parts.join("")),
        (text) => {
          for (const [parse, print] of [
            [(line: string) => parseBanner(line, builtInPolicies), printBanner],
            [(line: string) => parseMark(line, "uk", builtInPolicies), printMark],
          ] as const) {
            let marking: Marking;
            try {
              marking = parse(text);
            } catch (error) {
              expect(error).toBeInstanceOf(InputError);
              expect(error).toMatchObject({ code: "MARKING_SYNTAX", position: { line: 1 } });
              continue;
            }
            expect(print(marking, builtInPolicies)).toBe(text);
          }
        },
      ),
      { numRuns: 5000 },
    );
  });

  it("has short level names that are unique across the built-in policies", () => {
    const shorts = builtInPolicies.flatMap(({ levels }) => levels.map(({ short }) => short));
    expect(new Set(shorts).size).toBe(shorts.length);
  });

  it.each([
    [{ terms: [] }],
    [{ terms: [{ policy: "xx", level: "LOW", caveats: [], releasableTo: [] }] }],
    [{ terms: [{ policy: "uk", level: "LOW", caveats: [], releasableTo: [] }] }],
    [{ terms: [{ policy: "uk", level: "OFFICIAL", caveats: ["REL TO DEU"], releasableTo: [] }] }],
    [{ terms: [{ policy: "uk", level: "OFFICIAL", caveats: ["A - B"], releasableTo: [] }] }],
    [{ terms: [{ policy: "uk", level: "OFFICIAL", caveats: [], releasableTo: [["NOBODY"]] }] }],
    [{ terms: [{ policy: "uk", level: "OFFICIAL", caveats: [], releasableTo: [["DEU, FRA"]] }] }],
  ])("refuses to print %j", (marking) => {
    expect(() => printBanner(marking, builtInPolicies)).toThrow(
      expect.objectContaining({ code: "MARKING_UNKNOWN" }) as Error,
    );
  });

  it("refuses an unknown policy for bare marks", () => {
    expect(() => parseMark("O", "xx", builtInPolicies)).toThrow(
      expect.objectContaining({ code: "MARKING_UNKNOWN" }) as Error,
    );
  });
});

describe("hostile markings", () => {
  it("do not let a code with a comma in it pass for a list", () => {
    const compiled = compileCommunity(
      community([
        ["DEU", { uk: { upTo: "SECRET", caveats: [] } }],
        ["FRA", { uk: { upTo: "SECRET", caveats: [] } }],
      ]),
    );
    const term = { policy: "uk", level: "OFFICIAL", caveats: [] };
    const good = { terms: [{ ...term, releasableTo: [["DEU", "FRA"]] }] };
    const bad = { terms: [{ ...term, releasableTo: [["DEU,FRA"]] }] };
    expect(compiled.audienceOf(joinMarkings(good, bad)).size).toBe(0);
    expect(compiled.audienceOf(joinMarkings(bad, good)).size).toBe(0);
  });

  it.each(["constructor", "__proto__", "toString"])("find nobody behind the policy name %s", (policy) => {
    const compiled = compileCommunity(community([["DEU", { uk: { upTo: "SECRET", caveats: [] } }]]));
    const marking = { terms: [{ policy, level: "", caveats: [], releasableTo: [] }] };
    expect(compiled.audienceOf(marking).size).toBe(0);
    expect(compiled.audienceOf(marking).has(policy)).toBe(false);
  });
});

function community(members: (readonly [string, Member["clearances"]])[]): Community {
  return {
    name: "Small",
    exercise: true,
    asOf: "2018-03-26",
    policies: builtInPolicies.map((policy) => ({
      ...policy,
      caveats: policy.id === "uk" ? [{ name: "WALL", explanation: "invented" }] : [],
    })),
    members: members.map(([id, clearances]) => ({ id, name: id, kind: "state", clearances, weights: {} })),
    groups: [{ id: "NATO", name: "NATO", members: members.some(([id]) => id === "DEU") ? ["DEU"] : [] }],
  };
}
