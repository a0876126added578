// The laws of markings, in random communities and on random markings, with things no community knows among them.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
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
import type { Community, Marking, MarkingTerm } from "./index.ts";
import { InputError } from "../encoding/index.ts";
import {
  canonicalMarkings,
  communities,
  markings,
  schemes,
  widen,
  writableMarkings,
} from "./markings.fixture.ts";

const joinMarkings = (a: Marking | null, b: Marking | null) => joinIn(a, b, schemes);

describe("join", () => {
  it("lets exactly those read who may read both", () => {
    let readable = 0;
    fc.assert(
      fc.property(communities, markings, markings, (community, a, b) => {
        const compiled = compileCommunity(community);
        const [first, second] = [compiled.audienceOf(a), compiled.audienceOf(b)];
        const both = first.members().filter((id) => second.has(id));
        readable += both.length;
        expect(compiled.audienceOf(joinMarkings(a, b)).members()).toEqual(both);
      }),
      { numRuns: 2000 },
    );
    // Random markings that shut everybody out would prove nothing.
    expect(readable).toBeGreaterThan(100);
  });

  it("is commutative, associative and idempotent", () => {
    fc.assert(
      fc.property(markings, markings, (a, b) => {
        expect(joinMarkings(a, b)).toEqual(joinMarkings(b, a));
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(canonicalMarkings, canonicalMarkings, canonicalMarkings, (a, b, c) => {
        expect(joinMarkings(joinMarkings(a, b), c)).toEqual(joinMarkings(a, joinMarkings(b, c)));
        expect(joinMarkings(a, a)).toEqual(a);
      }),
      { numRuns: 2000 },
    );
  });

  it("can be written whenever what it joins can be", () => {
    fc.assert(
      fc.property(writableMarkings, writableMarkings, (a, b) => {
        const joined = joinMarkings(a, b);
        expect(joined).not.toBeNull();
        if (joined !== null) expect(parseBanner(printBanner(joined, schemes), schemes)).toEqual(joined);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("audience", () => {
  it("never shrinks when a clearance is widened or an equivalence added", () => {
    fc.assert(
      fc.property(
        communities,
        communities,
        markings,
        fc.record({ who: fc.nat(), policy: fc.nat(), level: fc.nat() }),
        (community, other, marking, { who, policy: policyAt, level }) => {
          const wider = { ...widen(community, who, policyAt, level) };
          const before = compileCommunity(community).audienceOf(marking);
          const after = compileCommunity(wider).audienceOf(marking);
          const added = compileCommunity({
            ...wider,
            equivalences: [...wider.equivalences, ...other.equivalences],
          });
          for (const id of before.members()) expect(after.has(id)).toBe(true);
          for (const id of after.members()) expect(added.audienceOf(marking).has(id)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("is what its definition says, member by member", () => {
    fc.assert(
      fc.property(communities, markings, (community, marking) => {
        const audience = compileCommunity(community).audienceOf(marking);
        for (const { id } of community.members)
          expect(audience.has(id)).toBe(mayRead(marking, id, community));
      }),
      { numRuns: 1000 },
    );
  });

  it("is nobody for what is empty, unknown or missing", () => {
    fc.assert(
      fc.property(communities, markings, (community, marking) => {
        const compiled = compileCommunity(community);
        expect(compiled.audienceOf(null).size).toBe(0);
        expect(compiled.audienceOf({ terms: [] }).size).toBe(0);
        const terms = marking?.terms ?? [];
        const [first] = terms;
        if (first === undefined) return;
        for (const change of [
          { policy: "nowhere" },
          { level: "" },
          { caveats: [...first.caveats, "NOT A WORD OF IT"] },
          { oneOf: [...first.oneOf, []] },
          { oneOf: [["NOT A WORD OF IT"]] },
          { releasableTo: [...first.releasableTo, []] },
          { releasableTo: [["USA", "NO-SUCH-CODE"]] },
        ])
          expect(compiled.audienceOf({ terms: [{ ...first, ...change }, ...terms.slice(1)] }).size).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  it("is not moved by a note", () => {
    fc.assert(
      fc.property(communities, markings, (community, marking) => {
        const compiled = compileCommunity(community);
        const silent = marking && { terms: marking.terms.map((term) => ({ ...term, notes: [] })) };
        expect(compiled.audienceOf(marking).equals(compiled.audienceOf(silent))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("is the same however the marking is written down, and word by word in bulk", () => {
    fc.assert(
      fc.property(communities, fc.array(markings, { maxLength: 6 }), (community, all) => {
        const compiled = compileCommunity(community);
        const visible = compiled.visibilityOf(all);
        all.forEach((marking, at) => {
          const audience = compiled.audienceOf(marking);
          expect(audience.equals(compiled.audienceOf(joinMarkings(marking, marking)))).toBe(true);
          community.members.forEach(({ id }, index) => {
            expect(visible.sees(at, index)).toBe(audience.has(id));
          });
        });
        expect(visible.sees(all.length, 0)).toBe(false);
        expect(visible.sees(0, community.members.length + 64)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it("agrees with the explanation: a reason, one sentence, exactly for those outside", () => {
    fc.assert(
      fc.property(communities, markings, (community, marking) => {
        const compiled = compileCommunity(community);
        const audience = compiled.audienceOf(marking);
        for (const { id } of community.members) {
          const reason = explainExclusion(marking, id, compiled);
          expect(reason === null).toBe(audience.has(id));
          if (reason !== null) expect(reason).toMatch(/^[^.]+\.$/);
        }
        const explained = explainAudience(marking, compiled);
        expect(explained.audience).toEqual(audience.members());
        expect(explained.audience.length + explained.excluded.length).toBe(community.members.length);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("banner roll-up", () => {
  it("has the audience common to all portions, in every regime", () => {
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

  it("can be written whenever the portions can be", () => {
    fc.assert(
      fc.property(
        communities,
        fc.array(writableMarkings, { minLength: 1, maxLength: 4 }),
        (community, all) => {
          const banner = rollUp(all, compileCommunity(community));
          expect(banner).not.toBeNull();
          if (banner !== null) expect(parseBanner(printBanner(banner, schemes), schemes)).toEqual(banner);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("text", () => {
  it("prints what it parses and parses what it prints, whichever policy a document has", () => {
    fc.assert(
      fc.property(writableMarkings, fc.constantFrom(...schemes), (marking, { id }) => {
        expect(parseBanner(printBanner(marking, schemes), schemes)).toEqual(marking);
        expect(parseMark(printMark(marking, id, schemes), id, schemes)).toEqual(marking);
      }),
      { numRuns: 2000 },
    );
  });

  it("accepts a text only when it is the one it would print itself, and fails only with its own error", () => {
    fc.assert(
      fc.property(slips, fc.constantFrom(...schemes), (text, { id }) => {
        for (const [parse, print] of [
          [() => parseBanner(text, schemes), (marking: Marking) => printBanner(marking, schemes)],
          [() => parseMark(text, id, schemes), (marking: Marking) => printMark(marking, id, schemes)],
        ] as const) {
          let marking: Marking;
          try {
            marking = parse();
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
            expect(error).toMatchObject({ code: "MARKING_SYNTAX", position: { line: 1 } });
            const column = (error as InputError).position?.column ?? 0;
            expect(column).toBeGreaterThan(0);
            expect(column).toBeLessThanOrEqual(text.length + 1);
            continue;
          }
          expect(print(marking)).toBe(text);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

const WORDS = [
  ...["UK ", "UK", "SECRET", "OFFICIAL", "-SENSITIVE", " - ", " && ", "REL TO ", "RELEASABLE TO ", "FOR "],
  ...["DEU", "FRA", "USA", "NOBODY", ", ", "WALL", "LAMP", "UK EYES ONLY", "NR", "S", "TLP:RED", "TLP:AMBER"],
  ...["+STRICT", "NATO SECRET", " ", "x", "//", "/", "NF", "NOFORN", "SI", "TK", "OC", "FGI", "FGI DEU", "U"],
  ...["FOUO", "ONLY KFOR", "ONLY ", "SH", "SX", "OO", "HI", "HEO", "DR", "GBR ", "JOINT", "REL", "FVEY", "E"],
];

/** Pieces of marks put together anyhow, and good marks with one slip in them. */
const slips = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 10 }).map((parts) => parts.join("")),
  fc
    .tuple(
      writableMarkings,
      fc.constantFrom(...schemes),
      fc.nat(),
      fc.constantFrom(...WORDS, "", "é"),
      fc.nat(3),
    )
    .map(([marking, { id }, at, word, drop]) => {
      const text = at % 2 === 0 ? printBanner(marking, schemes) : printMark(marking, id, schemes);
      const where = at % (text.length + 1);
      return text.slice(0, where) + word + text.slice(where + drop);
    }),
);

/** The definition, read aloud: slow, without a single bit. */
function mayRead(marking: Marking | null, id: string, community: Community): boolean {
  if (marking === null || marking.terms.length === 0) return false;
  return marking.terms.every((term) => satisfies(term, id, community));
}

function satisfies(term: MarkingTerm, id: string, community: Community): boolean {
  const member = community.members.find((one) => one.id === id);
  const policy = community.policies.find((one) => one.id === term.policy);
  const rank = (policyId: string, level: string | undefined): number =>
    community.policies.find((one) => one.id === policyId)?.levels.findIndex(({ name }) => name === level) ??
    -1;
  const needed = rank(term.policy, term.level);
  if (member === undefined || policy === undefined || needed < 0) return false;
  const own = member.clearances[term.policy];
  const cleared =
    rank(term.policy, own?.upTo) >= needed ||
    community.equivalences.some(
      ({ held, reads }) =>
        reads.policy === term.policy &&
        rank(reads.policy, reads.level) >= needed &&
        rank(held.policy, held.level) >= 0 &&
        rank(held.policy, member.clearances[held.policy]?.upTo) >= rank(held.policy, held.level),
    );
  const kindOf = (name: string) => policy.caveats.find((caveat) => caveat.name === name)?.kind;
  const implied = policy.levels[needed]?.unlisted ?? null;
  const lists = term.releasableTo.length > 0 ? term.releasableTo : implied === null ? [] : [implied];
  const inside = (code: string): boolean =>
    code === id || community.groups.some((group) => group.id === code && group.members.includes(id));
  const known = (code: string): boolean =>
    [...community.members, ...community.groups].some((one) => one.id === code);
  return (
    cleared &&
    term.caveats.every((name) => kindOf(name) === "restrictive" && own?.caveats.includes(name) === true) &&
    term.oneOf.flat().every((name) => kindOf(name) === "permissive") &&
    term.oneOf.every((list) => list.some((name) => own?.caveats.includes(name) === true)) &&
    lists.flat().every(known) &&
    lists.every((list) => list.some(inside))
  );
}
