// Why a member acts or does not, in one sentence made from the numbers resolution ended with. "Without ITA it would not"
// is about the condition as it stands: with that one member gone and all others unchanged, it fails.
import { joinWords, printDeed, printOthers, printPart, printPercent } from "../pledges/index.ts";
import type { Condition } from "../pledges/index.ts";
import { countOf, readWeight } from "./gauge-table.ts";
import { countStarts } from "./growing-array.ts";
import { sumAmounts } from "./pledge-graph.ts";
import type { ResolutionGraph } from "./pledge-graph.ts";
import type { ResolutionState } from "./settling.ts";

const NAMED_AT_MOST = 3;

/** A sentence for each member in the order of the graph's pledges. The state is settled. */
export function explainResolution(state: ResolutionState): readonly string[] {
  const explainer = new Explainer(state);
  return state.graph.pledges.map((_, member) => explainer.explain(member));
}

interface Contribution {
  readonly member: number;
  readonly amount: number;
}

/** A condition with the numbers it came to. */
interface Weighed {
  readonly condition: Condition;
  readonly member: number;
  readonly holds: boolean;
  readonly parts: readonly Weighed[];
  /** Null for `always`, `all` and `any`. */
  readonly figures: Figures | null;
}

interface Figures {
  readonly gauge: number;
  /** What the condition compares: others that act, or a total with the own level in question. */
  readonly value: number;
  /** The number in the condition, as an integer; infinite where a weight adds up to nothing. */
  readonly atLeast: number;
  /** What all members listed with the weight of a share hold, in the gauge's units; 0 for all other conditions. */
  readonly whole: number;
}

class Explainer {
  readonly #graph: ResolutionGraph;
  readonly #state: ResolutionState;
  readonly #acting: ReadonlySet<string>;
  /** Acting members of a gauge, those that add most first. */
  readonly #contributions = new Map<number, readonly Contribution[]>();
  readonly #wholes = new Map<string, number>();
  /** Rows by gauge: those of gauge `g` are `gaugeRows` from `gaugeStart[g]` to `gaugeStart[g + 1]`. */
  readonly #gaugeStart: Int32Array;
  readonly #gaugeRows: Int32Array;

  constructor(state: ResolutionState) {
    const { graph } = state;
    this.#graph = graph;
    this.#state = state;
    this.#acting = new Set(
      graph.pledges.filter((_, index) => state.active[index] !== 0).map(({ member }) => member),
    );
    this.#gaugeStart = countStarts(graph.entryGauge, graph.gaugeTop.length);
    this.#gaugeRows = new Int32Array(graph.entryGauge.length);
    const next = this.#gaugeStart.slice();
    for (let row = 0; row < graph.rowMember.length; row += 1)
      for (let entry = graph.entryStart[row] ?? 0; entry < (graph.entryStart[row + 1] ?? 0); entry += 1) {
        const gauge = graph.entryGauge[entry] ?? 0;
        this.#gaugeRows[next[gauge] ?? 0] = row;
        next[gauge] = (next[gauge] ?? 0) + 1;
      }
  }

  explain(member: number): string {
    const levels = this.#graph.pledges[member]?.levels ?? [];
    const active = this.#state.active[member] ?? 0;
    const missing = levels
      .map((_, index) => index + 1)
      .filter((level) => level > active)
      .map(
        (level) =>
          (level === 1 ? "" : `level ${level}: `) + this.#describeMissing(this.#weigh(member, level)),
      );
    if (active === 0) return `does not act: ${missing.join("; ")}`;
    const weighed = this.#weigh(member, active);
    const holding = `acts at level ${active} of ${levels.length}: ${this.#describeHolding(weighed)}`;
    return [holding, ...this.#describeMargin(weighed), ...missing].join("; ");
  }

  /** Nodes of a row follow those of the row before it, parts before what they are parts of. */
  #weigh(member: number, level: number): Weighed {
    const { rowStart, rowRoot, pledges } = this.#graph;
    const row = (rowStart[member] ?? 0) + level - 1;
    let next = row === 0 ? 0 : (rowRoot[row - 1] ?? 0) + 1;
    const weighPart = (condition: Condition): Weighed => {
      const inner = condition.kind === "all" || condition.kind === "any" ? condition.of : [];
      const parts = inner.map(weighPart);
      const figures = this.#readFigures(condition, next, member, level);
      next += 1;
      const holds =
        figures !== null
          ? figures.value >= figures.atLeast
          : condition.kind === "any"
            ? parts.some((part) => part.holds)
            : parts.every((part) => part.holds);
      return { condition, member, holds, parts, figures };
    };
    const condition = pledges[member]?.levels[level - 1]?.condition;
    if (condition === undefined) throw new RangeError(`member ${member} has no level ${level}`);
    return weighPart(condition);
  }

  #readFigures(condition: Condition, node: number, member: number, level: number): Figures | null {
    const gauge = this.#graph.nodeGauge[node] ?? -1;
    if (gauge === -1) return null;
    const measures = this.#graph.pledges[member]?.levels[level - 1]?.measures ?? [];
    const ownPart = condition.kind === "total" ? countOf(measures, condition.measure) : 0;
    const own = sumAmounts(this.#graph, member, this.#state.active[member] ?? 0, gauge);
    return {
      gauge,
      value: (this.#state.sums[gauge] ?? 0) - own + ownPart,
      atLeast: (this.#graph.nodeNeeded[node] ?? 0) + ownPart,
      whole: condition.kind === "share" ? this.#readWhole(condition.weight) : 0,
    };
  }

  #readWhole(weight: string): number {
    const known = this.#wholes.get(weight) ?? readWeight(this.#graph.context, weight).sum;
    this.#wholes.set(weight, known);
    return known;
  }

  #describeHolding({ condition, parts, figures }: Weighed): string {
    if (condition.kind === "named")
      return `${joinWords(condition.members, "and")} ${printDeed(null, condition.members.length === 1)}`;
    if (figures !== null) return describeFigures(condition, figures);
    if (parts.length === 0) return "always";
    return parts
      .filter((part) => part.holds)
      .map((part) => this.#describeHolding(part))
      .join(" and ");
  }

  #describeMissing({ condition, member, parts, figures }: Weighed): string {
    if (condition.kind === "named") return this.#describeAbsent(condition.members, member);
    if (figures !== null) return describeFigures(condition, figures);
    const failing = parts.filter((part) => !part.holds).map((part) => this.#describeMissing(part));
    if (failing.length < 2) return failing.join("");
    return `(${failing.join(condition.kind === "all" ? " and " : " or ")})`;
  }

  #describeAbsent(names: readonly string[], self: number): string {
    const itself = this.#graph.pledges[self]?.member;
    if (itself !== undefined && names.includes(itself))
      return `${itself} names itself, and nobody fulfils their own condition`;
    const absent = names.filter((name) => !this.#acting.has(name));
    return `${joinWords(absent, "and")} ${absent.length === 1 ? "does" : "do"} not act`;
  }

  /** Whose withdrawal alone would end it; empty when nobody's would. */
  #describeMargin(weighed: Weighed): readonly string[] {
    const found = new Set<number>();
    for (const member of this.#candidates(weighed)) {
      if (!this.#holdsWithout(weighed, member)) found.add(member);
      if (found.size > NAMED_AT_MOST) break;
    }
    const names = [...found].sort((a, b) => a - b).map((member) => this.#graph.pledges[member]?.member ?? "");
    if (names.length === 0) return [];
    if (names.length > NAMED_AT_MOST)
      return [`without any one of ${names.slice(0, NAMED_AT_MOST).join(", ")} and others it would not`];
    return [`without ${joinWords(names, "or")} it would not`];
  }

  /** Members that may be decisive: all that are, and perhaps, under `any`, some that are not. */
  *#candidates({ condition, member: self, parts, figures }: Weighed): Generator<number> {
    if (figures !== null) {
      const slack = figures.value - figures.atLeast;
      for (const { member, amount } of this.#listContributions(figures.gauge)) {
        if (amount <= slack) return;
        if (member !== self) yield member;
      }
    } else if (condition.kind === "all") {
      for (const part of parts) yield* this.#candidates(part);
    } else if (condition.kind === "any") {
      // A decisive member is decisive for every part that holds, so looking at one of them finds all.
      const holding = parts.find((part) => part.holds);
      if (holding !== undefined) yield* this.#candidates(holding);
    }
  }

  #holdsWithout({ condition, parts, figures }: Weighed, gone: number): boolean {
    if (figures !== null) {
      const lost = sumAmounts(this.#graph, gone, this.#state.active[gone] ?? 0, figures.gauge);
      return figures.value - lost >= figures.atLeast;
    }
    if (condition.kind === "any") return parts.some((part) => this.#holdsWithout(part, gone));
    return parts.every((part) => this.#holdsWithout(part, gone));
  }

  #listContributions(gauge: number): readonly Contribution[] {
    const known = this.#contributions.get(gauge);
    if (known !== undefined) return known;
    const rows = this.#gaugeRows.subarray(this.#gaugeStart[gauge] ?? 0, this.#gaugeStart[gauge + 1] ?? 0);
    const members = new Set(Array.from(rows, (row) => this.#graph.rowMember[row] ?? 0));
    const list = [...members]
      .map((member) => ({
        member,
        amount: sumAmounts(this.#graph, member, this.#state.active[member] ?? 0, gauge),
      }))
      .filter(({ amount }) => amount > 0)
      .sort((a, b) => b.amount - a.amount || a.member - b.member);
    this.#contributions.set(gauge, list);
    return list;
  }
}

/** What a leaf compares, as numbers: `28 ≥ 10 others act` where it holds, `3 of 10 others act` where it does not. */
function describeFigures(condition: Condition, { value, atLeast, whole }: Figures): string {
  const sign = value >= atLeast ? "≥" : "of";
  switch (condition.kind) {
    case "members": {
      const one = value >= atLeast ? value === 1 : atLeast === 1;
      return `${value} ${sign} ${atLeast} ${printOthers(condition.of, one)} ${printDeed(condition.doing, one)}`;
    }
    case "total":
      return `the total of ${condition.measure} is ${value} ${sign} ${atLeast}`;
    case "share": {
      if (whole === 0) return `no member's ${condition.weight} is known`;
      const part = printPart(BigInt(value), BigInt(whole), condition.atLeast);
      const needed = printPercent(condition.atLeast);
      return `others with ${part} ${sign === "of" ? "of the needed" : sign} ${needed} of ${condition.weight} act`;
    }
    default:
      throw new RangeError(`${condition.kind} compares no numbers`);
  }
}
