// The laws of resolution on random sets of up to 16 members with up to three levels. One case is one set and every law, ten
// orders of its lines and twelve mutants of its certificate among them.
import {
  certifyResolution,
  checkCertificate,
  resolvePledges,
} from "../../packages/core/src/coalition/index.ts";
import type { Resolution } from "../../packages/core/src/coalition/index.ts";
import type { Condition, Pledge, PledgeSet } from "../../packages/core/src/pledges/index.ts";
import type { Proof } from "./contract.ts";
import { createRandom } from "./random.ts";
import { createRandomPledges } from "./random-pledges.ts";
import { createJudge } from "./resolution-oracle.ts";
import { mutateCertificate, mutateResolution, provesItsClaim } from "./resolution-mutants.ts";

const ORDERS = 10;
const CERTIFICATE_MUTANTS = 12;
const RESOLUTION_MUTANTS = 3;

interface Tallies {
  orders: number;
  mutants: number;
  refused: number;
  differing: number;
}

interface LawCase {
  readonly set: PledgeSet;
  readonly resolution: Resolution;
  readonly random: () => number;
  readonly tallies: Tallies;
}

/** What the law says of this case that does not hold, in words; null when it does. */
type Law = (given: LawCase) => string | null;

const pick = <Item>(items: readonly Item[], random: () => number): Item | undefined =>
  items[Math.floor(random() * items.length)];

function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  const shuffled = [...items];
  for (let index = shuffled.length - 1; index > 0; index -= 1) {
    const other = Math.floor(random() * (index + 1));
    [shuffled[index], shuffled[other]] = [shuffled[other] as Item, shuffled[index] as Item];
  }
  return shuffled;
}

const replace = (set: PledgeSet, old: Pledge, now: Pledge): PledgeSet => ({
  ...set,
  pledges: set.pledges.map((pledge) => (pledge === old ? now : pledge)),
});

/** Whether nobody acts at a lower level, together or alone. */
function isAtLeast(more: Resolution, less: Resolution): boolean {
  return (
    Object.entries(less.levels).every(([member, level]) => (more.levels[member] ?? 0) >= level) &&
    less.alone.every((member) => more.alone.includes(member))
  );
}

const ease = (condition: Condition): Condition => {
  switch (condition.kind) {
    case "members":
    case "total":
      return condition.atLeast > 1 ? { ...condition, atLeast: condition.atLeast - 1 } : condition;
    case "all":
    case "any":
      return { ...condition, of: condition.of.map(ease) };
    default:
      return { kind: "always" };
  }
};

const monotone: Law = ({ set, resolution, random }) => {
  const pledge = pick(set.pledges, random);
  if (pledge === undefined) return null;
  const eased = pledge.levels.map((level) => ({ ...level, condition: ease(level.condition) }));
  if (!isAtLeast(resolvePledges(replace(set, pledge, { ...pledge, levels: eased })), resolution))
    return `easing the conditions of ${pledge.member} makes somebody do less`;
  const without = { ...set, pledges: set.pledges.filter((one) => one !== pledge) };
  return isAtLeast(resolution, resolvePledges(without))
    ? null
    : `${pledge.member} joining makes somebody do less`;
};

/** A fixed point; that there is none above and none below is what the certificate proves and trying everything confirms. */
const unique: Law = ({ set, resolution }) => {
  const judge = createJudge(set);
  const levels = set.pledges.map(({ member }) => resolution.levels[member] ?? 0);
  const wrong = set.pledges.find(({ levels: own }, member) =>
    own.some((_, index) => {
      const held = judge(member, index + 1, levels);
      return index + 1 === levels[member] ? !held : index + 1 > (levels[member] ?? 0) && held;
    }),
  );
  return wrong === undefined ? null : `${wrong.member} is not at the highest level that holds`;
};

const togetherIsMore: Law = ({ resolution, tallies }) => {
  if (resolution.acting.length > resolution.alone.length) tallies.differing += 1;
  return resolution.alone.every((member) => resolution.acting.includes(member))
    ? null
    : "somebody acts alone that does not act together";
};

const stable: Law = ({ set, resolution, random }) => {
  const { groups } = set.context;
  const idle: Pledge = {
    member: "Z",
    levels: [
      { measures: [{ kind: "expulsion", count: 1 }], condition: { kind: "named", members: ["nobody"] } },
    ],
  };
  const joined = Object.fromEntries(Object.entries(groups).map(([id, of]) => [id, [...of, "Z"]]));
  const larger = resolvePledges({
    pledges: shuffle([...set.pledges, idle], random),
    context: { ...set.context, groups: joined },
  });
  const { Z: sentence, ...explain } = larger.explain;
  if (sentence !== "does not act: nobody does not act") return "a member that cannot act is said to";
  if (JSON.stringify({ ...larger, explain }) !== JSON.stringify(resolution))
    return "a member that cannot act changes something";
  const gone = pick(
    set.pledges.filter(({ member }) => !resolution.acting.includes(member)),
    random,
  );
  if (gone === undefined) return null;
  const { acting, levels, alone } = resolvePledges({
    ...set,
    pledges: set.pledges.filter((pledge) => pledge !== gone),
  });
  return JSON.stringify([acting, levels, alone]) ===
    JSON.stringify([resolution.acting, resolution.levels, resolution.alone])
    ? null
    : `leaving out ${gone.member}, which does not act, changes something`;
};

const orderless: Law = ({ set, resolution, random, tallies }) => {
  const shuffleRecord = <Item>(record: Readonly<Record<string, Item>>): Record<string, Item> =>
    Object.fromEntries(shuffle(Object.entries(record), random));
  const { groups, weights } = set.context;
  const expected = JSON.stringify([resolution, certifyResolution(set, resolution)]);
  for (let order = 0; order < ORDERS; order += 1) {
    const shuffled: PledgeSet = {
      pledges: shuffle(set.pledges, random).map((pledge) => ({
        member: pledge.member,
        levels: pledge.levels.map((level) => ({ ...level, measures: shuffle(level.measures, random) })),
      })),
      context: {
        groups: shuffleRecord(
          Object.fromEntries(Object.entries(groups).map(([id, of]) => [id, shuffle(of, random)])),
        ),
        weights: shuffleRecord(
          Object.fromEntries(Object.entries(weights).map(([id, of]) => [id, shuffleRecord(of)])),
        ),
      },
    };
    tallies.orders += 1;
    const again = resolvePledges(shuffled);
    if (JSON.stringify([again, certifyResolution(shuffled, again)]) !== expected)
      return "another order gives another answer";
  }
  return null;
};

const certified: Law = ({ set, resolution, random, tallies }) => {
  const certificate = certifyResolution(set, resolution);
  const wrong = checkCertificate(set, certificate);
  if (wrong !== null) return `the certificate is refused: ${wrong}`;
  for (let count = 0; count < CERTIFICATE_MUTANTS; count += 1) {
    const mutant = mutateCertificate(certificate, set, random);
    const accepted = checkCertificate(set, mutant.certificate) === null;
    tallies.mutants += 1;
    if (!accepted) tallies.refused += 1;
    // Some changes to the steps, such as two that do not need each other in another order, prove the same as well.
    if (accepted && mutant.claimsOther) return `a false claim is accepted: ${mutant.what}`;
    if (accepted !== provesItsClaim(set, mutant.certificate)) return `judged otherwise: ${mutant.what}`;
  }
  for (let count = 0; count < RESOLUTION_MUTANTS; count += 1) {
    const mutant = mutateResolution(resolution, set, random);
    tallies.mutants += 1;
    tallies.refused += 1;
    if (isCertified(set, mutant)) return "a false resolution is accepted";
  }
  return null;
};

function isCertified(set: PledgeSet, resolution: Resolution): boolean {
  try {
    return checkCertificate(set, certifyResolution(set, resolution)) === null;
  } catch (error) {
    // Where acting members and levels do not agree there is nothing to certify.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const laws: Readonly<Record<string, Law>> = {
  "more action never makes less": monotone,
  "a fixed point": unique,
  "together is at least alone": togetherIsMore,
  "stable under members that do not count": stable,
  "the order changes nothing": orderless,
  "certificates prove what they claim": certified,
};

function findBroken(set: PledgeSet, seed: number, tallies: Tallies): string | null {
  const resolution = resolvePledges(set);
  for (const [name, law] of Object.entries(laws)) {
    const broken = law({ set, resolution, random: createRandom(seed), tallies });
    if (broken !== null) return `${name}: ${broken}`;
  }
  return null;
}

export const proof: Proof = {
  name: "resolution-laws",
  claim:
    "Resolution is monotone, unique, at least what happens alone, untouched by idle members and by order; its certificates prove it and false ones are refused.",
  smallCases: 100,
  defaultCases: 1_000,
  run: ({ cases, seed, report }) => {
    const random = createRandom(seed);
    const tallies: Tallies = { orders: 0, mutants: 0, refused: 0, differing: 0 };
    for (let done = 0; done < cases; done += 1) {
      const members = 1 + Math.floor(random() * 16);
      const own = Math.floor(random() * 2 ** 32);
      const set = createRandomPledges(own, { members, mostLevels: 3 });
      const law = findBroken(set, own, tallies);
      if (law !== null)
        return Promise.resolve({ cases: done + 1, failures: 1, counterExample: { law, set } });
      if ((done + 1) % 1000 === 0) report(`${done + 1}/${cases}`);
    }
    const { orders, mutants, refused, differing } = tallies;
    report(
      `${orders} orders; ${refused} of ${mutants} mutants refused, the others prove the same in other steps`,
    );
    report(`in ${differing} of ${cases} sets acting together made a difference`);
    // Sets in which nothing differs, or mutants that all pass, would prove nothing.
    const failures = differing * 20 > cases && refused * 2 > mutants ? 0 : 1;
    return Promise.resolve({ cases, failures, counterExample: failures === 0 ? null : tallies });
  },
};
