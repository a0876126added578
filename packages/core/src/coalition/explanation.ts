// Why a member acts or does not, in one sentence made from the numbers resolution ended with. "Without ITA it would not"
// is about the condition as it stands: with that one member gone and all others unchanged, it fails.
import { joinWords, printDeed, printOthers, printPart, printPercent } from "../pledges/index.ts";
import type { Condition } from "../pledges/index.ts";
import type { FixedPoint } from "./fixed-point.ts";
import { amountAt } from "./resolution-graph.ts";
import type { ConditionNode, Leaf, LevelNode, ResolutionGraph } from "./resolution-graph.ts";

const NAMED_AT_MOST = 3;

/** A sentence for each member in the order of the graph's pledges. */
export function explainResolution(graph: ResolutionGraph, result: FixedPoint): readonly string[] {
  const explainer = new Explainer(graph, result);
  return graph.pledges.map((_, member) => explainer.explain(member));
}

interface Contribution {
  readonly member: number;
  readonly amount: number;
}

class Explainer {
  readonly #graph: ResolutionGraph;
  readonly #result: FixedPoint;
  readonly #acting: ReadonlySet<string>;
  /** Acting members of a gauge, those that add most first. */
  readonly #contributions = new Map<number, readonly Contribution[]>();

  constructor(graph: ResolutionGraph, result: FixedPoint) {
    this.#graph = graph;
    this.#result = result;
    this.#acting = new Set(
      graph.pledges.filter((_, index) => result.active[index] !== 0).map(({ member }) => member),
    );
  }

  explain(member: number): string {
    const { levels, firstLevel, pledges } = this.#graph;
    const first = firstLevel[member] ?? 0;
    const own = levels.slice(first, first + (pledges[member]?.levels.length ?? 0));
    const active = this.#result.active[member] ?? 0;
    const missing = own
      .filter(({ level }) => level > active)
      .map(({ level, root }) => (level === 1 ? "" : `level ${level}: `) + this.#describeMissing(root));
    const level = own[active - 1];
    if (level === undefined) return `does not act: ${missing.join("; ")}`;
    const holding = `acts at level ${active} of ${own.length}: ${this.#describeHolding(level.root)}`;
    return [holding, ...this.#describeMargin(level), ...missing].join("; ");
  }

  #node(index: number): ConditionNode {
    const node = this.#graph.nodes[index];
    if (node === undefined) throw new RangeError(`no node ${index}`);
    return node;
  }

  /** What a leaf's condition compares: others that act, or a total with the own level in question. */
  #valueOf(node: ConditionNode, leaf: Leaf): number {
    const active = this.#result.active[this.#memberOf(node)] ?? 0;
    return (this.#result.sums[leaf.gauge] ?? 0) - amountAt(leaf.own, active) + leaf.ownPart;
  }

  #memberOf(node: ConditionNode): number {
    return this.#graph.levels[node.level]?.member ?? -1;
  }

  #holds(index: number): boolean {
    const node = this.#node(index);
    if (node.leaf !== null) return this.#valueOf(node, node.leaf) >= node.leaf.atLeast;
    if (node.condition.kind === "all") return node.children.every((child) => this.#holds(child));
    if (node.condition.kind === "any") return node.children.some((child) => this.#holds(child));
    return true;
  }

  #describeHolding(index: number): string {
    const node = this.#node(index);
    const { condition, leaf } = node;
    if (condition.kind === "named")
      return `${joinWords(condition.members, "and")} ${printDeed(null, condition.members.length === 1)}`;
    if (leaf !== null) return describeFigures(condition, leaf, this.#valueOf(node, leaf));
    if (node.children.length === 0) return "always";
    return node.children
      .filter((child) => this.#holds(child))
      .map((child) => this.#describeHolding(child))
      .join(" and ");
  }

  #describeMissing(index: number): string {
    const node = this.#node(index);
    const { condition, leaf } = node;
    if (condition.kind === "named") return this.#describeAbsent(condition.members, this.#memberOf(node));
    if (leaf !== null) return describeFigures(condition, leaf, this.#valueOf(node, leaf));
    const failing = node.children.filter((child) => !this.#holds(child));
    const parts = failing.map((child) => this.#describeMissing(child));
    if (parts.length < 2) return parts.join("");
    return `(${parts.join(condition.kind === "all" ? " and " : " or ")})`;
  }

  #describeAbsent(names: readonly string[], self: number): string {
    const { pledges } = this.#graph;
    const itself = pledges[self]?.member;
    if (itself !== undefined && names.includes(itself))
      return `${itself} names itself, and nobody fulfils their own condition`;
    const absent = names.filter((name) => !this.#acting.has(name));
    return `${joinWords(absent, "and")} ${absent.length === 1 ? "does" : "do"} not act`;
  }

  /** Whose withdrawal alone would end it; empty when nobody's would. */
  #describeMargin(level: LevelNode): readonly string[] {
    const found = new Set<number>();
    for (const member of this.#candidates(level.root)) {
      if (!this.#holdsWithout(level.root, member)) found.add(member);
      if (found.size > NAMED_AT_MOST) break;
    }
    const names = [...found].sort((a, b) => a - b).map((member) => this.#graph.pledges[member]?.member ?? "");
    if (names.length === 0) return [];
    if (names.length > NAMED_AT_MOST)
      return [`without any one of ${names.slice(0, NAMED_AT_MOST).join(", ")} and others it would not`];
    return [`without ${joinWords(names, "or")} it would not`];
  }

  /** Members that may be decisive: all that are, and perhaps, under `any`, some that are not. */
  *#candidates(index: number): Generator<number> {
    const node = this.#node(index);
    if (node.leaf !== null) {
      const slack = this.#valueOf(node, node.leaf) - node.leaf.atLeast;
      const self = this.#memberOf(node);
      for (const { member, amount } of this.#listContributions(node.leaf.gauge)) {
        if (amount <= slack) return;
        if (member !== self) yield member;
      }
    } else if (node.condition.kind === "all") {
      for (const child of node.children) yield* this.#candidates(child);
    } else if (node.condition.kind === "any") {
      // A decisive member is decisive for every part that holds, so looking at one of them finds all.
      const holding = node.children.find((child) => this.#holds(child));
      if (holding !== undefined) yield* this.#candidates(holding);
    }
  }

  #holdsWithout(index: number, gone: number): boolean {
    const node = this.#node(index);
    if (node.leaf !== null) {
      const amounts = this.#graph.gauges[node.leaf.gauge]?.amounts.get(gone) ?? [];
      const lost = amountAt(amounts, this.#result.active[gone] ?? 0);
      return this.#valueOf(node, node.leaf) - lost >= node.leaf.atLeast;
    }
    if (node.condition.kind === "all") return node.children.every((child) => this.#holdsWithout(child, gone));
    if (node.condition.kind === "any") return node.children.some((child) => this.#holdsWithout(child, gone));
    return true;
  }

  #listContributions(gauge: number): readonly Contribution[] {
    const known = this.#contributions.get(gauge);
    if (known !== undefined) return known;
    const list = [...(this.#graph.gauges[gauge]?.amounts ?? [])]
      .map(([member, amounts]) => ({ member, amount: amountAt(amounts, this.#result.active[member] ?? 0) }))
      .filter(({ amount }) => amount > 0)
      .sort((a, b) => b.amount - a.amount || a.member - b.member);
    this.#contributions.set(gauge, list);
    return list;
  }
}

/** What a leaf compares, as numbers: `28 ≥ 10 others act` where it holds, `3 of 10 others act` where it does not. */
function describeFigures(condition: Condition, leaf: Leaf, value: number): string {
  const sign = value >= leaf.atLeast ? "≥" : "of";
  switch (condition.kind) {
    case "members": {
      const one = value >= leaf.atLeast ? value === 1 : leaf.atLeast === 1;
      return `${value} ${sign} ${leaf.atLeast} ${printOthers(condition.of, one)} ${printDeed(condition.doing, one)}`;
    }
    case "total":
      return `the total of ${condition.measure} is ${value} ${sign} ${leaf.atLeast}`;
    case "share": {
      if (leaf.whole === 0) return `no member's ${condition.weight} is known`;
      const part = printPart(BigInt(value), BigInt(leaf.whole), condition.atLeast);
      const needed = printPercent(condition.atLeast);
      return `others with ${part} ${sign === "of" ? "of the needed" : sign} ${needed} of ${condition.weight} act`;
    }
    default:
      throw new RangeError(`${condition.kind} compares no numbers`);
  }
}
