// Pledges compiled for resolution. Every leaf of a condition compares one shared sum, a *gauge*, with a number:
//
//   gauge − what its own member adds at its active level ≥ needed
//
// "At least n of a set" is a gauge that adds 1 per acting member of the set, "named" one over exactly those names, "total"
// one that adds counts, "share" one that adds weights. A total includes the own member at the level in question, which is
// a constant and is taken off `needed`. Gauges are interned, so that a thousand pledges about one group share one sum, and
// the size of the graph (members per gauge, leaves times levels) is linear in the size of the input.
import { findScale, leastShare, toWhole } from "../pledges/index.ts";
import type { Condition, Pledge, ResolutionContext } from "../pledges/index.ts";

/** What a member adds to a gauge, by its active level; index 0, not acting, is always 0. Never falls with the level. */
type Amounts = readonly number[];

export interface Gauge {
  readonly amounts: Map<number, Amounts>;
  /** Sorted by threshold: when the gauge crosses it, the leaf may change. */
  readonly watchers: { readonly threshold: number; readonly leaf: number }[];
}

export interface ConditionNode {
  readonly condition: Condition;
  /** Index of the enclosing `all` or `any`; −1 at the top. */
  readonly parent: number;
  readonly children: readonly number[];
  readonly level: number;
  /** Null for `always`, `all` and `any`. */
  readonly leaf: Leaf | null;
}

export interface Leaf {
  readonly gauge: number;
  /** The number in the condition, as an integer; infinite where a weight adds up to nothing. */
  readonly atLeast: number;
  /** What the own member adds by the condition's own terms: its level's count in a total, else 0. */
  readonly ownPart: number;
  /** What all members listed with the weight of a share hold, in the gauge's units; 0 for all other conditions. */
  readonly whole: number;
  /** What the own member adds to the gauge. */
  readonly own: Amounts;
}

export interface LevelNode {
  readonly member: number;
  /** Counted from 1. */
  readonly level: number;
  /** Index of its condition's node at the top. */
  readonly root: number;
}

export interface ResolutionGraph {
  /** Sorted by member id, so that the order of a file changes nothing. */
  readonly pledges: readonly Pledge[];
  readonly levels: readonly LevelNode[];
  /** Index of level 1 of each member in `levels`. */
  readonly firstLevel: readonly number[];
  /** Children before parents. */
  readonly nodes: readonly ConditionNode[];
  readonly gauges: readonly Gauge[];
  /** Gauges each member adds to. */
  readonly touches: readonly (readonly { readonly gauge: number; readonly amounts: Amounts }[])[];
}

const NOTHING: Amounts = [];

/** What a member adds at a level; members that do not touch the gauge add 0. */
export function amountAt(amounts: Amounts, level: number): number {
  return amounts[level] ?? 0;
}

/** Pledges and context must have passed `checkPledges`. */
export function buildResolutionGraph(given: readonly Pledge[], context: ResolutionContext): ResolutionGraph {
  const pledges = [...given].sort((a, b) => (a.member < b.member ? -1 : 1));
  const gauges = new GaugeTable(pledges, context);
  const levels: LevelNode[] = [];
  const nodes: ConditionNode[] = [];
  const firstLevel: number[] = [];

  const addNode = (condition: Condition, level: number, member: number, position: number): number => {
    const parts = condition.kind === "all" || condition.kind === "any" ? condition.of : [];
    const children = parts.map((part) => addNode(part, level, member, position));
    const leaf = gauges.findLeaf(condition, member, position);
    const index = nodes.push({ condition, parent: -1, children, level, leaf }) - 1;
    for (const child of children) nodes[child] = { ...(nodes[child] as ConditionNode), parent: index };
    if (leaf !== null) gauges.watch(leaf, index);
    return index;
  };

  pledges.forEach((pledge, member) => {
    firstLevel.push(levels.length);
    pledge.levels.forEach(({ condition }, index) => {
      const root = addNode(condition, levels.length, member, index + 1);
      levels.push({ member, level: index + 1, root });
    });
  });
  const finished = gauges.finish();
  const touches = pledges.map((): { gauge: number; amounts: Amounts }[] => []);
  finished.forEach((gauge, index) => {
    for (const [member, amounts] of gauge.amounts) touches[member]?.push({ gauge: index, amounts });
  });
  return { pledges, levels, firstLevel, nodes, gauges: finished, touches };
}

class GaugeTable {
  readonly #pledges: readonly Pledge[];
  readonly #context: ResolutionContext;
  readonly #memberIndex: ReadonlyMap<string, number>;
  readonly #gauges: Gauge[] = [];
  readonly #byKey = new Map<string, number>();
  readonly #weights = new Map<string, Weight>();

  constructor(pledges: readonly Pledge[], context: ResolutionContext) {
    this.#pledges = pledges;
    this.#context = context;
    this.#memberIndex = new Map(pledges.map(({ member }, index) => [member, index]));
  }

  /** The leaf for a condition that has one, of the pledge level `position` (from 1) of `member`. */
  findLeaf(condition: Condition, member: number, position: number): Leaf | null {
    switch (condition.kind) {
      case "always":
      case "all":
      case "any":
        return null;
      case "members": {
        const { of, doing, atLeast } = condition;
        // The written list is the key, so that a group is expanded once and not once per pledge.
        const key = of === null ? null : [...of].sort();
        const gauge = this.#intern(["members", key, doing], () =>
          this.#fill(this.#expand(of), (pledge) => [
            0,
            ...pledge.levels.map(({ measures }) => does(measures, doing)),
          ]),
        );
        return this.#leaf(gauge, atLeast, 0, member);
      }
      case "named": {
        const gauge = this.#intern(["named", [...condition.members].sort()], () =>
          this.#fill(this.#indices(condition.members), (pledge) => [0, ...pledge.levels.map(() => 1)]),
        );
        return this.#leaf(gauge, condition.members.length, 0, member);
      }
      case "total": {
        const gauge = this.#intern(["total", condition.measure], () =>
          this.#fill(this.#pledges.keys(), (pledge) => [
            0,
            ...pledge.levels.map(({ measures }) => countOf(measures, condition.measure)),
          ]),
        );
        const own = amountAt(this.#amounts(gauge, member), position);
        return this.#leaf(gauge, condition.atLeast, own, member);
      }
      case "share": {
        const { byMember, sum } = this.#readWeight(condition.weight);
        const gauge = this.#intern(["share", condition.weight], () =>
          this.#fill(this.#pledges.keys(), (pledge) => [
            0,
            ...pledge.levels.map(() => byMember.get(pledge.member) ?? 0),
          ]),
        );
        // Of a weight nobody has, or nobody gave, no share can be held.
        const atLeast = sum === 0 ? Infinity : Number(leastShare(condition.atLeast, BigInt(sum)));
        return { ...this.#leaf(gauge, atLeast, 0, member), whole: sum };
      }
    }
  }

  /** Lets a leaf be looked at whenever its gauge crosses a value at which, at some active level of its member, it turns. */
  watch(leaf: Leaf, index: number): void {
    const needed = leaf.atLeast - leaf.ownPart;
    const watchers = this.#gauges[leaf.gauge]?.watchers;
    for (const own of new Set(leaf.own.length === 0 ? [0] : leaf.own))
      watchers?.push({ threshold: needed + own, leaf: index });
  }

  finish(): readonly Gauge[] {
    for (const { watchers } of this.#gauges)
      watchers.sort((a, b) => compareNumbers(a.threshold, b.threshold));
    return this.#gauges;
  }

  #intern(key: unknown, build: () => Map<number, Amounts>): number {
    const text = JSON.stringify(key);
    const known = this.#byKey.get(text);
    if (known !== undefined) return known;
    const index = this.#gauges.push({ amounts: build(), watchers: [] }) - 1;
    this.#byKey.set(text, index);
    return index;
  }

  #fill(members: Iterable<number>, amountsOf: (pledge: Pledge) => Amounts): Map<number, Amounts> {
    const amounts = new Map<number, Amounts>();
    for (const member of members) {
      const pledge = this.#pledges[member];
      const found = pledge === undefined ? NOTHING : amountsOf(pledge);
      if (found.some((amount) => amount > 0)) amounts.set(member, found);
    }
    return amounts;
  }

  #leaf(gauge: number, atLeast: number, ownPart: number, member: number): Leaf {
    return { gauge, atLeast, ownPart, whole: 0, own: this.#amounts(gauge, member) };
  }

  #amounts(gauge: number, member: number): Amounts {
    return this.#gauges[gauge]?.amounts.get(member) ?? NOTHING;
  }

  /** A name means the group of that name, with the member of the same id if there is one; else the member. */
  #expand(of: readonly string[] | null): Iterable<number> {
    if (of === null) return this.#pledges.keys();
    const { groups } = this.#context;
    return this.#indices(
      of.flatMap((id) => (Object.hasOwn(groups, id) ? [id, ...(groups[id] ?? [])] : [id])),
    );
  }

  /** Members that do not pledge can never act and have no index. Sorted, each once. */
  #indices(ids: readonly string[]): Iterable<number> {
    const found = new Set<number>();
    for (const id of ids) {
      const index = this.#memberIndex.get(id);
      if (index !== undefined) found.add(index);
    }
    return [...found].sort((a, b) => a - b);
  }

  /** A weight as whole numbers of its smallest unit. */
  #readWeight(name: string): Weight {
    const known = this.#weights.get(name);
    if (known !== undefined) return known;
    const { weights } = this.#context;
    const given = Object.hasOwn(weights, name) ? Object.entries(weights[name] ?? {}) : [];
    const scale = findScale(given.map(([, number]) => number));
    const byMember = new Map(given.map(([id, number]) => [id, Number(toWhole(number, scale))]));
    const sum = [...byMember.values()].reduce((total, one) => total + one, 0);
    const weight = { byMember, sum };
    this.#weights.set(name, weight);
    return weight;
  }
}

interface Weight {
  readonly byMember: ReadonlyMap<string, number>;
  readonly sum: number;
}

type Measures = readonly { readonly kind: string; readonly count: number }[];

function countOf(measures: Measures, kind: string): number {
  return measures.find((measure) => measure.kind === kind)?.count ?? 0;
}

function does(measures: Measures, kind: string | null): number {
  return kind === null || countOf(measures, kind) > 0 ? 1 : 0;
}

/** Subtraction will not do: two thresholds may both be infinite. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
