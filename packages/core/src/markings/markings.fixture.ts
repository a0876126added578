// Random communities and markings for the laws: every built-in scheme and two of a community's own, permissive caveats, notes,
// levels that imply a list, equivalences; and things no community knows. Used by the tests here and by the proofs.
import fc from "fast-check";
import { builtInPolicies, joinMarkings, readPolicy } from "./index.ts";
import type {
  Caveat,
  Clearance,
  Community,
  Equivalence,
  Marking,
  MarkingTerm,
  Member,
  Policy,
} from "./index.ts";

/** Ids a community may have; NATO is a member and a group at once. */
export const memberIds = ["AUS", "CAN", "DEU", "FRA", "GBR", "NATO", "NZL", "PUBLIC", "USA"] as const;
export const groupIds = ["EU", "FVEY", "NATO"] as const;
const CODES = [...new Set<string>([...memberIds, ...groupIds])].sort();
const WORDS = ["LAMP", "WALL"];

const codeWord = (name: string, kind: Caveat["kind"], tag: string): Caveat => ({
  name,
  short: name,
  explanation: "Invented.",
  kind,
  tag,
  levels: null,
});

/** A scheme of a community's own in dashes: levels that imply a list, all kinds of caveats, a note for the lowest levels. */
export const homeInDashes: Policy = readPolicy({
  format: "entente-policy/1",
  id: "home",
  name: "Home, invented",
  prefix: "HM ",
  levels: [
    { name: "OPEN", short: "HO", unlisted: null },
    { name: "INNER", short: "HI", unlisted: ["DEU", "FRA"] },
    { name: "DEEP/BELOW", short: "HD", unlisted: ["DEU", "FRA"] },
    { name: "SEALED", short: "HX", unlisted: [] },
  ],
  caveats: [
    { name: "DRAFT", short: "DR", explanation: "Invented.", kind: "informative", levels: ["OPEN", "INNER"] },
    { name: "PRESS LINE", explanation: "Invented.", kind: "informative" },
    { name: "KFOR", explanation: "Invented.", kind: "permissive", tag: "context" },
    { name: "SFOR", short: "SF", explanation: "Invented.", kind: "permissive", tag: "context" },
    {
      name: "NIGHT",
      explanation: "Invented.",
      kind: "permissive",
      tag: "shift",
      levels: ["DEEP/BELOW", "SEALED"],
    },
    {
      name: "VAULT",
      short: "V",
      explanation: "Invented.",
      kind: "restrictive",
      levels: ["DEEP/BELOW", "SEALED"],
    },
  ],
  eyesOnly: [{ phrase: "HOME EYES ONLY", short: "HEO", releasableTo: ["DEU"] }],
  releasePhrase: "FOR",
});

/** One in slashes, with a code that stands in every list. */
export const homeInSlashes: Policy = readPolicy({
  format: "entente-policy/1",
  id: "slanted",
  name: "Slanted, invented",
  syntax: "slashes",
  levels: [
    { name: "SLANT LOW", short: "SL", unlisted: null },
    { name: "SLANT HIGH", short: "SH", unlisted: ["DEU"] },
    { name: "SLANT SHUT", short: "SX", unlisted: [] },
  ],
  caveats: [
    {
      name: "FGI",
      explanation: "Invented.",
      kind: "informative",
      tag: "fgi",
      levels: ["SLANT HIGH", "SLANT SHUT"],
    },
    { name: "ECHO", short: "E", explanation: "Invented.", kind: "restrictive", tag: "sci" },
    { name: "KFOR", explanation: "Invented.", kind: "permissive", tag: "context" },
    { name: "SFOR", explanation: "Invented.", kind: "permissive", tag: "context" },
    {
      name: "GREY",
      short: "G",
      explanation: "Invented.",
      kind: "informative",
      tag: "other",
      levels: ["SLANT LOW"],
    },
  ],
  eyesOnly: [{ phrase: "OWN ONLY", short: "OO", releasableTo: ["DEU"] }],
  releasePhrase: "REL TO",
  alwaysListed: ["DEU"],
  rollUp: "ic",
});

/** Every scheme of the random communities; each has the code words LAMP and WALL and the permissive RIVER and STONE. */
export const schemes: readonly Policy[] = [...builtInPolicies, homeInDashes, homeInSlashes].map((policy) => ({
  ...policy,
  caveats: [
    ...policy.caveats,
    ...WORDS.map((name) => codeWord(name, "restrictive", policy.syntax === "slashes" ? "sap" : "")),
    ...["RIVER", "STONE"].map((name) => codeWord(name, "permissive", "water")),
  ],
}));

const names = (policy: Policy, kind: Caveat["kind"]): string[] =>
  policy.caveats.filter((caveat) => caveat.kind === kind).map(({ name }) => name);

const clearanceIn = (policy: Policy): fc.Arbitrary<Clearance | null> =>
  fc.option(
    fc.record({
      // The highest level as often as all others, so that audiences are not mostly empty.
      upTo: fc.oneof(
        fc.constantFrom(...policy.levels.map(({ name }) => name)),
        fc.constant(policy.levels.at(-1)?.name ?? ""),
      ),
      caveats: fc.subarray([...names(policy, "restrictive"), ...names(policy, "permissive")]),
    }),
    { freq: 8 },
  );

export const clearances: fc.Arbitrary<Member["clearances"]> = fc
  .tuple(...schemes.map(clearanceIn))
  .map((held) =>
    Object.fromEntries(
      schemes.flatMap(({ id }, index) => {
        const clearance = held[index] ?? null;
        return clearance === null ? [] : [[id, clearance]];
      }),
    ),
  );

const side: fc.Arbitrary<Equivalence["held"]> = fc.constantFrom(
  ...schemes.flatMap(({ id, levels }) => levels.map(({ name }) => ({ policy: id, level: name }))),
);

const equivalences: fc.Arbitrary<readonly Equivalence[]> = fc.uniqueArray(
  fc.record({ held: side, reads: side }).filter(({ held, reads }) => held.policy !== reads.policy),
  { maxLength: 5, selector: (row) => JSON.stringify(row) },
);

/** Communities of up to 49 members in which anything a file may say may be so. */
export const communities: fc.Arbitrary<Community> = fc
  .record({
    ids: fc.oneof(
      fc.constant<string[]>([...memberIds]),
      fc.subarray<string>([...memberIds], { minLength: 1 }),
    ),
    clearances: fc.array(clearances, { minLength: memberIds.length, maxLength: memberIds.length }),
    groups: fc.tuple(...groupIds.map(() => fc.subarray<string>([...memberIds]))),
    extra: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 })),
    equivalences,
    regime: fc.constantFrom("intersection" as const, "ic" as const, "dod" as const),
  })
  .map(({ ids, clearances: held, groups, extra, equivalences: rows, regime }) => ({
    name: "random",
    exercise: true,
    asOf: "2018-03-26",
    policies: schemes.map((policy) => (policy.id === "us" ? { ...policy, rollUp: regime } : policy)),
    equivalences: rows,
    members: [...ids, ...Array.from({ length: extra }, (_, index) => `X${index}`)].map(
      (id, index): Member => ({
        id,
        name: id,
        kind: "state",
        clearances: held[index % held.length] ?? {},
        weights: {},
      }),
    ),
    groups: groupIds.map((id, index) => ({
      id,
      name: id,
      members: (groups[index] ?? []).filter((member) => ids.includes(member)),
      changes: [],
    })),
  }));

/** Small sets, so that not everybody is shut out. */
const few = (items: readonly string[], maxLength: number): fc.Arbitrary<string[]> =>
  items.length === 0 ? fc.constant([]) : fc.uniqueArray(fc.constantFrom(...items), { maxLength });

const sometimes = <Value>(value: fc.Arbitrary<Value>, otherwise: Value): fc.Arbitrary<Value> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary: value });

function rawTerm(policy: Policy): fc.Arbitrary<MarkingTerm> {
  const known = (kind: Caveat["kind"], most: number): fc.Arbitrary<string[]> =>
    few(names(policy, kind), most);
  return fc.record({
    policy: fc.constant(policy.id),
    level: fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom(...policy.levels.map(({ name }) => name)) },
      { weight: 1, arbitrary: fc.constant("NO SUCH LEVEL") },
    ),
    caveats: sometimes(fc.oneof(known("restrictive", 2), few(["LAMP", "MOON"], 2)), []),
    oneOf: sometimes(
      fc.array(fc.oneof({ weight: 5, arbitrary: known("permissive", 3) }, few(["RIVER", "MOON"], 2)), {
        maxLength: 2,
      }),
      [],
    ),
    notes: sometimes(few([...names(policy, "informative"), "FGI DEU", "FGI FRA", "MOON"], 3), []),
    releasableTo: sometimes(
      fc.array(fc.oneof({ weight: 8, arbitrary: fc.subarray(CODES) }, few(["DEU", "ZZZ"], 2)), {
        maxLength: 3,
      }),
      [],
    ),
  });
}

/** In no community; its levels cannot be ranked. */
const unknown: Policy = {
  ...homeInDashes,
  id: "xx",
};

const chooseTerms = (policies: readonly Policy[], term: (policy: Policy) => fc.Arbitrary<MarkingTerm>) =>
  fc
    .uniqueArray(fc.constantFrom(...policies.map((_, index) => index)), { minLength: 1, maxLength: 2 })
    .chain((indices) =>
      fc.tuple(...indices.flatMap((index) => (policies[index] === undefined ? [] : [term(policies[index])]))),
    )
    .map((terms): Marking => ({ terms }));

/** Raw markings: out of order, empty, repeated, with things no community knows, and unmarked (null). */
export const markings: fc.Arbitrary<Marking | null> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constant({ terms: [] }) },
  { weight: 2, arbitrary: chooseTerms([...schemes, unknown], rawTerm) },
  { weight: 16, arbitrary: chooseTerms(schemes, rawTerm) },
);

/** Markings in canonical form: a join with itself leaves them as they are. */
export const canonicalMarkings: fc.Arbitrary<Marking | null> = markings.map((marking) =>
  joinMarkings(marking, marking, schemes),
);

function writableTerm(policy: Policy): fc.Arbitrary<MarkingTerm> {
  return fc.constantFrom(...policy.levels).chain((level) => {
    const fitting = (kind: Caveat["kind"]): Caveat[] =>
      policy.caveats.filter(
        (caveat) => caveat.kind === kind && (caveat.levels === null || caveat.levels.includes(level.name)),
      );
    const tags = [...new Set(fitting("permissive").map(({ tag }) => tag))];
    const oneOf = fc.constantFrom(...tags).chain((tag) =>
      fc.subarray(
        fitting("permissive")
          .filter((caveat) => caveat.tag === tag)
          .map(({ name }) => name),
      ),
    );
    const sources = fitting("informative").some(({ name }) => name === "FGI") ? ["FGI DEU", "FGI NATO"] : [];
    const open = policy.openCaveats ? ["RED HILL 2", "X-RAY"] : [];
    const codes = [...CODES, "CERT-EU", "OPCW-SP"].filter((code) => !policy.alwaysListed.includes(code));
    const list = fc.oneof(
      fc.subarray(codes).map((some) => [...policy.alwaysListed, ...some]),
      fc.constantFrom([], ...policy.eyesOnly.map(({ releasableTo }) => [...releasableTo])),
    );
    const listable = policy.alwaysListed.length === 0 || level.unlisted !== null;
    return fc.record({
      policy: fc.constant(policy.id),
      level: fc.constant(level.name),
      caveats: few([...fitting("restrictive").map(({ name }) => name), ...open], 3),
      oneOf: sometimes(fc.array(oneOf, { maxLength: 2 }), []),
      notes: few([...fitting("informative").map(({ name }) => name), ...sources], 3),
      releasableTo: listable ? fc.array(list, { maxLength: 3 }) : fc.constant([]),
    });
  });
}

/** Canonical markings that have a spelling. */
export const writableMarkings: fc.Arbitrary<Marking> = chooseTerms(schemes, writableTerm)
  .map((marking) => joinMarkings(marking, marking, schemes))
  .filter((marking) => marking !== null);

/** The community in which one member is cleared for more: a level at least as high, its caveats and others. */
export function widen(community: Community, who: number, policyAt: number, levelAt: number): Community {
  const policy = schemes[policyAt % schemes.length];
  const target = community.members[who % community.members.length];
  if (policy === undefined || target === undefined) return community;
  const own = target.clearances[policy.id];
  const rank = Math.max(
    levelAt % policy.levels.length,
    policy.levels.findIndex(({ name }) => name === own?.upTo),
  );
  const caveats = [...(own?.caveats ?? []), ...policy.caveats.map(({ name }) => name).slice(levelAt % 5)];
  const wider = { upTo: policy.levels[rank]?.name ?? "", caveats: [...new Set(caveats)] };
  return {
    ...community,
    members: community.members.map((member) =>
      member === target ? { ...member, clearances: { ...member.clearances, [policy.id]: wider } } : member,
    ),
  };
}
