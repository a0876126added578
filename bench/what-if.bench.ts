// What if, for every member of a thousand: each that acts withdraws, each that does not joins, each that could do more does.
// Beside it, in the same run, one resolution of the same pledges from the beginning; and, as a limit, only the settling of
// a compiled graph, below which nothing that reads every pledge can go. Some of the answers are made again by resolving.
import {
  askAboutEach,
  compilePledges,
  createState,
  resolvePledges,
  settleDown,
} from "../packages/core/src/coalition/index.ts";
import type { SingleAnswer } from "../packages/core/src/coalition/index.ts";
import type { Condition, Pledge, PledgeSet } from "../packages/core/src/pledges/index.ts";
import type { Bench, BenchRow } from "./contract.ts";
import { median } from "./contract.ts";

const MEMBERS = 1000;
const GROUPS = 50;
const REPETITIONS = 7;
const GOAL = 50;
/** Of every so many answers one is made again by resolving. */
const CHECKED = 50;

const nameOf = (index: number): string => `M${String(index).padStart(4, "0")}`;

/** A small generator, so that every run asks about the same pledges. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return Math.floor((state / 0x8000_0000) * sides);
  };
}

type Dice = (sides: number) => number;

const count = (atLeast: number, of: readonly string[] | null): Condition => ({
  kind: "members",
  atLeast,
  of,
  doing: null,
});

const total = (atLeast: number): Condition => ({ kind: "total", measure: "expulsion", atLeast });

function pledge(index: number, ...levels: readonly (readonly [number, Condition])[]): Pledge {
  return {
    member: nameOf(index),
    levels: levels.map(([expulsions, condition]) => ({
      measures: [{ kind: "expulsion", count: expulsions }],
      condition,
    })),
  };
}

function drawCondition(dice: Dice): Condition {
  switch (dice(6)) {
    case 0:
      return count(1 + dice(900), null);
    case 1:
      return count(1 + dice(12), [`G${dice(GROUPS)}`]);
    case 2:
      return { kind: "named", members: [nameOf(dice(MEMBERS))] };
    case 3:
      return total(1 + dice(1800));
    case 4:
      return { kind: "share", weight: "people", atLeast: (1 + dice(90)) / 100 };
    default:
      return { kind: "always" };
  }
}

const always: Condition = { kind: "always" };

/** Pledges of different shapes. The last four are the worst there is: nearly every withdrawal moves nearly everybody. */
const shapes: readonly (readonly [string, (index: number, dice: Dice) => Pledge])[] = [
  [
    "mixed conditions, two levels",
    (index, dice) =>
      pledge(
        index,
        [
          1,
          {
            kind: "any",
            of: [drawCondition(dice), { kind: "all", of: [drawCondition(dice), drawCondition(dice)] }],
          },
        ],
        [3, { kind: "all", of: [drawCondition(dice), drawCondition(dice)] }],
      ),
  ],
  ["at least n others, few act", (index, dice) => pledge(index, [1, count(1 + dice(1200), null)])],
  [
    "totals, two levels",
    (index, dice) => pledge(index, [1 + dice(3), total(1 + dice(2500))], [5, total(1 + dice(4500))]),
  ],
  [
    "at least n others, half act",
    (index) =>
      pledge(index, [1, index === 0 ? always : count(index < MEMBERS / 2 ? index : index + 1, null)]),
  ],
  ["each waits for one before it", (index) => pledge(index, [1, index === 0 ? always : count(index, null)])],
  ["all wait for all", (index) => pledge(index, [1, count(MEMBERS - 1, null)])],
  [
    "a chain of names",
    (index) => pledge(index, [1, index === 0 ? always : { kind: "named", members: [nameOf(index - 1)] }]),
  ],
  [
    "a ring of names",
    (index) => pledge(index, [1, { kind: "named", members: [nameOf((index + 1) % MEMBERS)] }]),
  ],
];

function drawSet(make: (index: number, dice: Dice) => Pledge): PledgeSet {
  const dice = createDice(7);
  const members = Array.from({ length: MEMBERS }, (_, index) => index);
  const groups = Array.from({ length: GROUPS }, (_, group) => {
    const names = new Set(Array.from({ length: 20 }, () => nameOf(dice(MEMBERS))));
    return [`G${group}`, [...names]] as const;
  });
  const people = members.map((index) => [nameOf(index), 1 + dice(100)] as const);
  return {
    pledges: members.map((index) => make(index, dice)),
    context: { groups: Object.fromEntries(groups), weights: { people: Object.fromEntries(people) } },
  };
}

/** Makes an answer again from the changed pledges. */
function checkAnswer(set: PledgeSet, { change, acting, followed }: SingleAnswer): void {
  const pledges = set.pledges.flatMap((one): Pledge[] => {
    if (one.member !== change.member) return [one];
    if (change.kind !== "acts") return [];
    const levels = one.levels.map((level, index) =>
      index === change.level - 1 ? { ...level, condition: always } : level,
    );
    return [{ member: one.member, levels }];
  });
  const before = resolvePledges(set).levels;
  const after = resolvePledges({ ...set, pledges });
  const moved = set.pledges.filter(
    ({ member }) => member !== change.member && before[member] !== after.levels[member],
  );
  if (after.acting.length !== acting || moved.length !== followed.length)
    throw new Error(`what if ${change.member} ${change.kind} is not what resolving comes to`);
}

const time = (work: () => unknown): number => {
  const started = performance.now();
  work();
  return performance.now() - started;
};

export const bench: Bench = {
  name: "what-if",
  claim: `What if, for every member of ${MEMBERS}, costs less than ${GOAL} resolutions.`,
  run: (report) => {
    const rows: BenchRow[] = [];
    for (const [shape, make] of shapes) {
      const set = drawSet(make);
      const graph = compilePledges(set);
      const answers = askAboutEach(set);
      answers.forEach((answer, index) => {
        if (index % CHECKED === 0) checkAnswer(set, answer);
      });
      const timings = { each: [] as number[], once: [] as number[], settling: [] as number[] };
      for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
        timings.once.push(time(() => resolvePledges(set)));
        timings.each.push(time(() => askAboutEach(set)));
        timings.settling.push(
          time(() => {
            settleDown(createState(graph, "everyone"));
          }),
        );
      }
      const [each, once, settling] = [timings.each, timings.once, timings.settling].map(median) as [
        number,
        number,
        number,
      ];
      const moves = answers.reduce((sum, { followed }) => sum + followed.length, 0);
      report(`${shape}: ${answers.length} questions, ${moves} moves in the answers, ${each.toFixed(1)} ms`);
      const what = `what if each of ${MEMBERS}: ${shape}`;
      const shared = { what, ours: round(each), unit: "ms", repetitions: REPETITIONS };
      const ratio = each / once;
      rows.push({
        ...shared,
        against: "one resolution",
        ratio,
        goal: `less than ${GOAL}`,
        met: ratio < GOAL,
        theirs: round(once),
      });
      rows.push({
        ...shared,
        against: "settling a compiled graph once",
        ratio: each / settling,
        goal: "stated, no goal",
        met: null,
        reason: "a limit to compare with, not a peer to beat",
        theirs: round(settling),
      });
    }
    return Promise.resolve(rows);
  },
};

function round(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
