// Markings by example: who reads what, why not, and hostile markings. The laws are in laws.test.ts, the spellings in vectors/markings.
import { describe, expect, it } from "vitest";
import {
  builtInPolicies,
  compileCommunity,
  explainAudience,
  explainExclusion,
  joinMarkings as joinIn,
  parseBanner,
  parseMark,
  printBanner,
  printMark,
  rollUp,
} from "./index.ts";
import type { Community, Equivalence, Marking, MarkingTerm, Member, Policy } from "./index.ts";

const joinMarkings = (a: Marking | null, b: Marking | null) => joinIn(a, b, builtInPolicies);
const term = (policy: string, level: string, more: Partial<MarkingTerm> = {}): MarkingTerm => ({
  ...{ policy, level, caveats: [], oneOf: [], notes: [], releasableTo: [] },
  ...more,
});

describe("join", () => {
  it.each([
    [
      "UK OFFICIAL - WALL - REL TO DEU",
      "TLP:AMBER && UK SECRET - LAMP - REL TO FRA",
      "TLP:AMBER && UK SECRET - LAMP - WALL - REL TO DEU - REL TO FRA",
    ],
    ["TLP:RED", "TLP:AMBER - REL TO FRA", "TLP:RED"],
    ["TLP:RED - REL TO DEU", "TLP:AMBER - REL TO FRA", "TLP:RED - REL TO DEU - REL TO FRA"],
    ["SECRET", "TOP SECRET", "TOP SECRET"],
    ["SECRET", "SECRET//NOFORN", "SECRET//NOFORN"],
    ["SECRET", "SECRET//REL TO USA, GBR", "SECRET//REL TO USA, GBR && SECRET//NOFORN"],
    ["UNCLASSIFIED", "SECRET//REL TO USA, GBR", "SECRET//REL TO USA, GBR"],
    ["UNCLASSIFIED//FOUO", "UNCLASSIFIED", "UNCLASSIFIED//FOUO"],
    ["UNCLASSIFIED//FOUO", "CONFIDENTIAL//SI", "CONFIDENTIAL//SI"],
    ["SECRET//ORCON/NOFORN", "TOP SECRET//TK//NOFORN", "TOP SECRET//TK//ORCON/NOFORN"],
    ["SECRET//FGI DEU", "SECRET//FGI", "SECRET//FGI"],
    ["UK SECRET - PERSONAL DATA", "UK OFFICIAL - LEGAL", "UK SECRET - LEGAL - PERSONAL DATA"],
  ])("of %s and %s is %s", (a, b, expected) => {
    const joined = joinMarkings(parseBanner(a, builtInPolicies), parseBanner(b, builtInPolicies));
    expect(joined && printBanner(joined, builtInPolicies)).toBe(expected);
  });

  it("of two levels that cannot be ranked is unmarked", () => {
    const [low, high] = ["LOW", "HIGH"].map((level) => ({ terms: [term("xx", level)] }));
    expect(joinMarkings(low ?? null, low ?? null)).toEqual(low);
    expect(joinMarkings(low ?? null, high ?? null)).toBeNull();
  });
});

describe("audience", () => {
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

describe("equivalences", () => {
  const row = (held: [string, string], reads: [string, string]): Equivalence => ({
    held: { policy: held[0], level: held[1] },
    reads: { policy: reads[0], level: reads[1] },
  });
  const compiled = compileCommunity(
    community(
      [
        ["GBR", { uk: { upTo: "TOP SECRET", caveats: ["WALL", "KFOR"] } }],
        ["DEU", { nato: { upTo: "NATO SECRET", caveats: [] } }],
        ["FRA", { tlp: { upTo: "TLP:RED", caveats: [] } }],
        [
          "NOR",
          { nato: { upTo: "NATO RESTRICTED", caveats: [] }, uk: { upTo: "OFFICIAL", caveats: ["SFOR"] } },
        ],
      ],
      [row(["nato", "NATO SECRET"], ["uk", "SECRET"]), row(["uk", "SECRET"], ["eu", "SECRET UE/EU SECRET"])],
    ),
  );
  const explain = (banner: string, member: string) =>
    explainExclusion(parseBanner(banner, compiled.community.policies), member, compiled);

  it.each([
    ["UK SECRET", "DEU", null],
    ["UK OFFICIAL", "DEU", null],
    ["SECRET UE/EU SECRET", "GBR", null],
    ["UK SECRET - WALL", "DEU", "DEU does not hold the caveat WALL."],
    [
      "UK TOP SECRET",
      "DEU",
      "DEU holds nato up to NATO SECRET, which this community's table does not make equal to TOP SECRET in uk.",
    ],
    [
      "SECRET UE/EU SECRET",
      "DEU",
      "DEU holds nato up to NATO SECRET, and this community's table gives no equivalence to eu.",
    ],
    [
      "UK SECRET",
      "FRA",
      "FRA holds tlp up to TLP:RED, and this community's table gives no equivalence to uk.",
    ],
    ["UK SECRET", "NOR", "NOR is cleared up to OFFICIAL, and this is SECRET."],
    ["UK OFFICIAL - ONLY KFOR, SFOR", "NOR", null],
    ["UK OFFICIAL - ONLY KFOR", "NOR", "NOR does not hold the caveat KFOR."],
    ["UK OFFICIAL - ONLY KFOR, SFOR", "DEU", "DEU holds none of the caveats KFOR, SFOR."],
    [
      "UK OFFICIAL - ONLY NOBODY",
      "GBR",
      "It is open to holders of one of several caveats, and none is named.",
    ],
    ["SECRET", "GBR", "The code USA is not known in this community, so nobody may read it."],
  ])("%s and %s: %s", (banner, member, reason) => {
    expect(explain(banner, member)).toBe(reason);
  });

  it("are explained for everybody at once", () => {
    expect(explainAudience(parseBanner("UK SECRET", compiled.community.policies), compiled)).toEqual({
      audience: ["GBR", "DEU"],
      excluded: [
        {
          member: "FRA",
          reason: "FRA holds tlp up to TLP:RED, and this community's table gives no equivalence to uk.",
        },
        { member: "NOR", reason: "NOR is cleared up to OFFICIAL, and this is SECRET." },
      ],
    });
    expect(explainAudience(null, compiled).excluded).toHaveLength(4);
  });

  it("name who is left out where a level without a list is for some", () => {
    const us = compileCommunity(
      community([
        ["USA", { us: { upTo: "TOP SECRET", caveats: [] } }],
        ["GBR", { us: { upTo: "TOP SECRET", caveats: [] } }],
      ]),
    );
    const because = (banner: string) =>
      explainExclusion(parseBanner(banner, us.community.policies), "GBR", us);
    expect(because("SECRET")).toBe("GBR is not named, and SECRET without a list is for USA only.");
    expect(because("SECRET//NOFORN")).toBe("GBR is not among those it is releasable to: NOFORN.");
    expect(because("UNCLASSIFIED//FOUO")).toBeNull();
  });
});

describe("banner roll-up", () => {
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
  it.each<[Marking]>([
    [{ terms: [] }],
    [{ terms: [term("xx", "LOW")] }],
    [{ terms: [term("uk", "LOW")] }],
    [{ terms: [term("uk", "OFFICIAL", { caveats: ["REL TO DEU"] })] }],
    [{ terms: [term("uk", "OFFICIAL", { caveats: ["A - B"] })] }],
    [{ terms: [term("uk", "OFFICIAL", { caveats: ["PERSONAL DATA"] })] }],
    [{ terms: [term("uk", "OFFICIAL", { notes: ["WALL"] })] }],
    [{ terms: [term("uk", "OFFICIAL", { oneOf: [["WALL"]] })] }],
    [{ terms: [term("uk", "OFFICIAL", { releasableTo: [["NOBODY"]] })] }],
    [{ terms: [term("uk", "OFFICIAL", { releasableTo: [["DEU, FRA"]] })] }],
    [{ terms: [term("nato", "NATO SECRET", { caveats: ["BOHEMIA"] })] }],
    [{ terms: [term("us", "SECRET", { caveats: ["WALL"] })] }],
    [{ terms: [term("us", "SECRET", { notes: ["FGI deu"] })] }],
    [{ terms: [term("us", "UNCLASSIFIED", { notes: ["ORCON"] })] }],
    [{ terms: [term("us", "SECRET", { releasableTo: [["GBR"]] })] }],
    [{ terms: [term("us", "UNCLASSIFIED", { releasableTo: [["USA"]] })] }],
  ])("refuses to print %j", (marking) => {
    expect(() => printBanner(marking, builtInPolicies)).toThrow(
      expect.objectContaining({ code: "MARKING_UNKNOWN" }) as Error,
    );
  });

  it("refuses an unknown policy for bare marks", () => {
    const official = parseMark("O", "uk", builtInPolicies);
    for (const attempt of [
      () => parseMark("O", "xx", builtInPolicies),
      () => printMark(official, "xx", builtInPolicies),
    ])
      expect(attempt).toThrow(expect.objectContaining({ code: "MARKING_UNKNOWN" }) as Error);
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
    const good = { terms: [term("uk", "OFFICIAL", { releasableTo: [["DEU", "FRA"]] })] };
    const bad = { terms: [term("uk", "OFFICIAL", { releasableTo: [["DEU,FRA"]] })] };
    expect(compiled.audienceOf(joinMarkings(good, bad)).size).toBe(0);
    expect(compiled.audienceOf(joinMarkings(bad, good)).size).toBe(0);
  });

  it.each(["constructor", "__proto__", "toString"])("find nobody behind the policy name %s", (policy) => {
    const compiled = compileCommunity(community([["DEU", { uk: { upTo: "SECRET", caveats: [] } }]]));
    const marking = { terms: [term(policy, "")] };
    expect(compiled.audienceOf(marking).size).toBe(0);
    expect(compiled.audienceOf(marking).has(policy)).toBe(false);
  });
});

function community(
  members: readonly (readonly [string, Member["clearances"]])[],
  equivalences: readonly Equivalence[] = [],
): Community {
  return {
    name: "Small",
    exercise: true,
    asOf: "2018-03-26",
    policies: builtInPolicies.map((policy): Policy => ({
      ...policy,
      caveats: policy.id === "uk" ? [...policy.caveats, ...words] : policy.caveats,
    })),
    equivalences,
    members: members.map(([id, clearances]) => ({ id, name: id, kind: "state", clearances, weights: {} })),
    groups: [
      { id: "NATO", name: "NATO", members: members.some(([id]) => id === "DEU") ? ["DEU"] : [], changes: [] },
    ],
  };
}

const words: Policy["caveats"] = [
  ["WALL", "restrictive"] as const,
  ["KFOR", "permissive"] as const,
  ["SFOR", "permissive"] as const,
].map(([name, kind]) => ({ name, short: name, explanation: "Invented.", kind, tag: "", levels: null }));
