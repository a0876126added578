// Resolution against trying everything, for sets of up to 14 members, and against an answer-set solver for larger ones. One
// case is one set: both fixed points with all levels, and a certificate that checks. Every fortieth case brings a larger set.
import clingo from "clingo-wasm";
import {
  certifyResolution,
  checkCertificate,
  compilePledges,
  createState,
  resolvePledges,
  settleDown,
  settleUp,
} from "../../packages/core/src/coalition/index.ts";
import type { PledgeSet } from "../../packages/core/src/pledges/index.ts";
import { readModel, writePledgePrograms } from "./clingo-pledges.ts";
import type { Proof } from "./contract.ts";
import { createRandom } from "./random.ts";
import { createRandomPledges } from "./random-pledges.ts";
import type { SetShape } from "./random-pledges.ts";
import { tryEverything } from "./resolution-oracle.ts";
import type { FixedPoints, Levels } from "./resolution-oracle.ts";

const LARGE_EVERY = 40;

/** As many levels as leave at most some 20,000 choices. */
function shapeOf(random: () => number): SetShape {
  const members = 1 + Math.floor(random() * 14);
  return { members, mostLevels: members <= 6 ? 3 : members <= 9 ? 2 : 1 };
}

/** What the solver says. @throws Error when it finds no model or several: there is exactly one. */
async function askSolver(set: PledgeSet): Promise<FixedPoints> {
  const programs = writePledgePrograms(set);
  const ask = async (which: "together" | "alone"): Promise<Levels> => {
    const answer = await clingo.run(programs[which], 2);
    const models = "Call" in answer ? (answer.Call[0]?.Witnesses ?? []) : [];
    const [model, another] = models;
    if (model === undefined || another !== undefined)
      throw new Error(`the solver finds ${models.length} models: ${JSON.stringify(answer).slice(0, 300)}`);
    return readModel(model.Value, set, which);
  };
  return { together: await ask("together"), alone: await ask("alone") };
}

/** What differs, in words; null when nothing does. */
function findDifference(set: PledgeSet, expected: FixedPoints): string | null {
  const graph = compilePledges(set);
  const [down, up] = [createState(graph, "everyone"), createState(graph, "nobody")];
  settleDown(down);
  settleUp(up);
  const resolution = resolvePledges(set);
  const said = JSON.stringify([[...down.active], [...up.active]]);
  const wanted = JSON.stringify([expected.together, expected.alone]);
  if (said !== wanted) return `levels ${said} instead of ${wanted}`;
  const ids = set.pledges.map(({ member }) => member);
  const acting = ids.filter((_, member) => (expected.together[member] ?? 0) > 0);
  const alone = ids.filter((_, member) => (expected.alone[member] ?? 0) > 0);
  if (JSON.stringify([resolution.acting, resolution.alone]) !== JSON.stringify([acting, alone]))
    return "the resolution says others than the levels";
  return checkCertificate(set, certifyResolution(set, resolution));
}

/** The smallest set found, by leaving out members, that still differs. */
async function shrink(set: PledgeSet, judge: (set: PledgeSet) => Promise<FixedPoints>): Promise<PledgeSet> {
  for (const gone of set.pledges) {
    const smaller = { ...set, pledges: set.pledges.filter((pledge) => pledge !== gone) };
    if (findDifference(smaller, await judge(smaller)) !== null) return shrink(smaller, judge);
  }
  return set;
}

export const proof: Proof = {
  name: "resolution-brute",
  claim:
    "Resolution is what trying every choice of levels comes to, for up to 14 members, and what an answer-set solver says of more.",
  smallCases: 400,
  defaultCases: 20_000,
  run: async ({ cases, seed, report }) => {
    const random = createRandom(seed);
    let [large, mixed] = [0, 0];
    for (let done = 0; done < cases; done += 1) {
      const set = createRandomPledges(Math.floor(random() * 2 ** 32), shapeOf(random));
      const judge = (one: PledgeSet): Promise<FixedPoints> => Promise.resolve(tryEverything(one));
      const expected = tryEverything(set);
      if (expected.together.some((level, member) => level !== expected.alone[member])) mixed += 1;
      if (findDifference(set, expected) !== null) return fail(done + 1, await shrink(set, judge), judge);
      if (done % LARGE_EVERY === 0) {
        const members = 15 + Math.floor(random() * 46);
        const larger = createRandomPledges(Math.floor(random() * 2 ** 32), { members, mostLevels: 3 });
        if (findDifference(larger, await askSolver(larger)) !== null)
          return fail(done + 1, await shrink(larger, askSolver), askSolver);
        large += 1;
      }
      if ((done + 1) % 1000 === 0) report(`${done + 1}/${cases}`);
    }
    report(`${large} larger sets agreed with clingo; in ${mixed} sets acting together made a difference`);
    // A run in which together and alone never differ would prove little.
    const failures = mixed * 20 > cases ? 0 : 1;
    return { cases, failures, counterExample: failures === 0 ? null : { mixed } };
  },
};

async function fail(
  cases: number,
  set: PledgeSet,
  judge: (set: PledgeSet) => Promise<FixedPoints>,
): ReturnType<Proof["run"]> {
  const expected = await judge(set);
  return { cases, failures: 1, counterExample: { set, expected, difference: findDifference(set, expected) } };
}
