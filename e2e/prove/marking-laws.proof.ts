// The algebra of markings in random communities: what a join reads, and that it may be taken in any order; that more
// clearance never takes anything away; that empty, unknown and missing are nobody. One case is three markings in a community
// and every law; eight cases share a community.
import fc from "fast-check";
import { compileCommunity, joinMarkings, rollUp } from "../../packages/core/src/markings/index.ts";
import type { Community, CompiledCommunity, Marking } from "../../packages/core/src/markings/index.ts";
import { schemes } from "../../packages/core/src/markings/markings.fixture.ts";
import type { Proof } from "./contract.ts";
import { lawCases, SHARED } from "./law-cases.ts";
import type { LawCase, Triple } from "./law-cases.ts";

/** Of the cases of one run, how many let somebody read what was joined: a run that shut everybody out would prove nothing. */
let readable = 0;

/** The first law that does not hold, in words; null when all do. */
function findBroken({ community, triples, gift, who }: LawCase): string | null {
  const compiled = compileCommunity(community);
  const wider = compileCommunity(give(community, gift, who));
  for (const one of triples) {
    const broken =
      findBrokenJoin(one, compiled) ?? findTakenAway(one.a, compiled, wider) ?? findWideOpen(compiled, one.a);
    if (broken !== null) return broken;
  }
  return null;
}

function findBrokenJoin({ a, b, c }: Triple, compiled: CompiledCommunity): string | null {
  const { policies } = compiled.community;
  const join = (x: Marking | null, y: Marking | null): Marking | null => joinMarkings(x, y, policies);
  const readers = (marking: Marking | null): readonly string[] => compiled.audienceOf(marking).members();
  const same = (x: unknown, y: unknown): boolean => JSON.stringify(x) === JSON.stringify(y);

  const joined = join(a, b);
  const second = new Set(readers(b));
  const both = readers(a).filter((id) => second.has(id));
  if (both.length > 0) readable += 1;
  if (!same(readers(joined), both)) return "audience(join(a, b)) = audience(a) ∩ audience(b)";
  if (!same(joined, join(b, a))) return "join is commutative";
  if (!same(join(a, a), a)) return "join is idempotent";
  if (!same(join(joined, c), join(a, join(b, c)))) return "join is associative";
  if (!same(readers(rollUp([a, b, c], compiled)), readers(join(joined, c))))
    return "a banner has the readers common to all portions";
  return null;
}

function findTakenAway(
  marking: Marking | null,
  before: CompiledCommunity,
  after: CompiledCommunity,
): string | null {
  const readers = after.audienceOf(marking);
  return before
    .audienceOf(marking)
    .members()
    .every((id) => readers.has(id))
    ? null
    : "widening a clearance never takes anything away";
}

function give(community: Community, gift: LawCase["gift"], who: number): Community {
  const target = who % community.members.length;
  return {
    ...community,
    members: community.members.map((member, index) =>
      index === target ? { ...member, clearances: widen(member.clearances, gift) } : member,
    ),
  };
}

function widen(own: LawCase["gift"], gift: LawCase["gift"]): LawCase["gift"] {
  const rank = (policyId: string, level: string): number =>
    schemes.find(({ id }) => id === policyId)?.levels.findIndex(({ name }) => name === level) ?? -1;
  const more = Object.entries(gift).map(([policy, given]) => {
    const held = own[policy];
    if (held === undefined) return [policy, given] as const;
    const upTo = rank(policy, given.upTo) > rank(policy, held.upTo) ? given.upTo : held.upTo;
    return [policy, { upTo, caveats: [...new Set([...held.caveats, ...given.caveats])] }] as const;
  });
  return { ...own, ...Object.fromEntries(more) };
}

function findWideOpen(compiled: CompiledCommunity, a: Marking | null): string | null {
  if (compiled.audienceOf(null).size > 0) return "unmarked is nobody's";
  if (compiled.audienceOf({ terms: [] }).size > 0) return "a marking without a term is nobody's";
  const [first, ...rest] = a?.terms ?? [];
  if (first === undefined) return null;
  const slips: readonly Partial<typeof first>[] = [
    { policy: "" },
    { level: "" },
    { caveats: [...first.caveats, ""] },
    { oneOf: [...first.oneOf, []] },
    { oneOf: [...first.oneOf, [""]] },
    { releasableTo: [...first.releasableTo, []] },
    { releasableTo: [["DEU", "NO-SUCH-CODE"]] },
  ];
  const open = slips.find(
    (slip) => compiled.audienceOf({ terms: [{ ...first, ...slip }, ...rest] }).size > 0,
  );
  return open === undefined ? null : `empty and unknown are nobody's: ${JSON.stringify(open)}`;
}

export const proof: Proof = {
  name: "marking-laws",
  claim:
    "Who may read a join is who may read both, in any order; more clearance never takes away; the unknown is nobody's.",
  smallCases: 20_000,
  defaultCases: 1_000_000,
  run: ({ cases, seed, report }) => {
    readable = 0;
    const chunk = 20_000;
    let done = 0;
    for (let part = 0; done < cases; part += 1) {
      const numRuns = Math.ceil(Math.min(chunk, cases - done) / SHARED);
      const details = fc.check(
        fc.property(lawCases, (one) => findBroken(one) === null),
        { numRuns, seed: (seed + part) | 0 },
      );
      if (details.failed) {
        const [example] = details.counterexample ?? [];
        const counterExample = { law: example && findBroken(example), example, part };
        return Promise.resolve({ cases: done + details.numRuns * SHARED, failures: 1, counterExample });
      }
      done += numRuns * SHARED;
      report(`${done}/${cases}`);
    }
    const failures = readable * 20 > done ? 0 : 1;
    const counterExample = failures === 0 ? null : { law: "some markings can be read", readable };
    return Promise.resolve({ cases: done, failures, counterExample });
  },
};
