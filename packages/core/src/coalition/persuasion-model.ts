// The cheapest persuasion as an integer programme in the LP format that solvers read. Variables are 0 or 1:
//
//   x_m     member m is persuaded                                  minimise the sum of cost × x
//   a_m_l   member m acts at level l or above                      a_m_l ≤ a_m_(l−1)
//   h_n     the condition (or part of one) n holds
//
// and a member acts at l or above only if some level from l on holds or it is persuaded to one:
//
//   a_m_l ≤ Σ h(levels ≥ l) + x_m        needed × h_n ≤ Σ what others add        h_all ≤ each part        h_any ≤ Σ parts
//
// Nothing here says in which order members begin, so members that hold each other up ("I if you") may all be 1 with nobody
// before them. That is not a gap but the meaning of resolving together: every solution is a set of levels whose conditions
// hold within the set, the greatest fixed point is the union of all such sets, and so the target is met by some solution
// exactly if it is met by the greatest fixed point. (From the least fixed point they would have to be kept out.)
//
// What is settled between `now` and `most` of the problem is a constant, and each amount is cut to what its row needs, which
// changes no whole solution and makes the programme's relaxation tighter.
import type { ResolutionGraph } from "./pledge-graph.ts";
import type { PersuasionProblem } from "./persuasion-problem.ts";

/** A part that holds in every solution, in none, or as its variable says. */
type Truth = true | false | string;

interface Term {
  readonly coefficient: number;
  readonly variable: string;
}

/**
 * Writes the programme, or its relaxation, in which every variable may lie between 0 and 1 and whose optimum is therefore
 * no dearer than the cheapest set. `excluded` are sets of choices known not to be enough: at least one other is asked for.
 * The choices
 * are its first variables, in their order. Only a target that is not met now and is met with everyone persuaded has one.
 */
export function writePersuasionModel(
  problem: PersuasionProblem,
  form: "whole" | "relaxed",
  excluded: readonly (readonly number[])[],
): string {
  const variables = problem.choices.map(({ member }) => `x_${member}`);
  const rows = new RowWriter(problem, form);
  rows.write();
  for (const insufficient of excluded) {
    const others = variables.filter((_, index) => !insufficient.includes(index));
    rows.addRow(
      others.map((variable) => ({ coefficient: 1, variable })),
      ">=",
      1,
    );
  }
  const objective = problem.choices.map(({ cost }, index) => ({
    coefficient: cost,
    variable: variables[index] ?? "",
  }));
  const all = [...new Set([...variables, ...rows.variables])];
  const lines = [
    "Minimize",
    ` cost: ${printTerms(objective)}`,
    "Subject To",
    ...rows.lines,
    ...(form === "whole" ? [] : ["Bounds", ...all.map((variable) => ` 0 <= ${variable} <= 1`)]),
    ...(rows.sums.length === 0 || form === "whole" ? [] : rows.sums.map((sum) => ` ${sum} >= 0`)),
    ...(form === "whole" ? ["Binary", ...all.map((variable) => ` ${variable}`)] : []),
    "End",
  ];
  return `${lines.join("\n")}\n`;
}

class RowWriter {
  readonly lines: string[] = [];
  readonly variables = new Set<string>();
  /** Sums of gauges that stand for themselves in a relaxation. */
  readonly sums: string[] = [];
  readonly #problem: PersuasionProblem;
  readonly #graph: ResolutionGraph;
  readonly #truths: Truth[] = [];
  readonly #inline: boolean;
  /** Entries of each gauge as row and amount, by rising row. */
  readonly #entries: readonly (readonly { readonly row: number; readonly amount: number }[])[];
  readonly #sumNames = new Map<number, string>();

  constructor(problem: PersuasionProblem, form: "whole" | "relaxed") {
    this.#problem = problem;
    this.#graph = problem.graph;
    this.#inline = form === "whole";
    this.#entries = listEntries(problem.graph);
  }

  write(): void {
    const { graph, now, most, target } = this.#problem;
    this.#decideNodes();
    const persuadedTo = new Map(this.#problem.choices.map(({ member, level }) => [member, level]));
    for (let member = 0; member < now.length; member += 1) {
      const settled = now[member] ?? 0;
      const top = most[member] ?? 0;
      for (let level = settled + 1; level <= top; level += 1) {
        const acts = this.#name(`a_${member}_${level}`);
        if (level > settled + 1) this.#addImplication(acts, [`a_${member}_${level - 1}`]);
        const reasons: string[] = [];
        for (let reason = level; reason <= top; reason += 1) {
          const truth = this.#truths[graph.rowRoot[(graph.rowStart[member] ?? 0) + reason - 1] ?? -1];
          // What holds in every solution holds now, and is settled.
          if (typeof truth === "string") reasons.push(truth);
        }
        if ((persuadedTo.get(member) ?? 0) >= level) reasons.push(`x_${member}`);
        this.#addImplication(acts, reasons);
      }
    }
    const rows: { row: number; amount: number }[] = [];
    target.amounts.forEach((amount, row) => {
      if (amount > 0) rows.push({ row, amount });
    });
    const { terms, constant } = this.#cutTerms(rows, target.needed, -1);
    this.addRow(terms, ">=", target.needed - constant);
  }

  addRow(terms: readonly Term[], sign: ">=" | "<=", right: number): void {
    // A row without variables is not writable; an impossible one is written as such.
    const some = terms.length > 0 ? terms : [{ coefficient: 0, variable: this.#name("x_none") }];
    this.lines.push(` r${this.lines.length}: ${printTerms(some)} ${sign} ${right}`);
  }

  #name(variable: string): string {
    this.variables.add(variable);
    return variable;
  }

  /** `one` only if at least one of `others`. */
  #addImplication(one: string, others: readonly string[]): void {
    this.addRow(
      [
        { coefficient: 1, variable: one },
        ...others.map((variable) => ({ coefficient: -1, variable: this.#name(variable) })),
      ],
      "<=",
      0,
    );
  }

  /** Every node is a constant or a variable with its rows; children come before parents. */
  #decideNodes(): void {
    const { nodeParent, nodeGauge, nodeNeeded } = this.#graph;
    const parts = new Map<number, Truth[]>();
    for (let node = 0; node < nodeParent.length; node += 1) {
      const gauge = nodeGauge[node] ?? -1;
      const needed = nodeNeeded[node] ?? Infinity;
      const truth =
        gauge === -1
          ? this.#decideJoin(node, parts.get(node) ?? [], needed)
          : this.#decideLeaf(node, gauge, needed);
      this.#truths[node] = truth;
      const parent = nodeParent[node] ?? -1;
      if (parent === -1) continue;
      const siblings = parts.get(parent);
      if (siblings === undefined) parts.set(parent, [truth]);
      else siblings.push(truth);
    }
  }

  #decideJoin(node: number, parts: readonly Truth[], needed: number): Truth {
    const held = parts.filter((truth) => truth === true).length;
    const open = parts.filter((truth) => typeof truth === "string");
    if (held >= needed) return true;
    if (held + open.length < needed) return false;
    const [only] = open;
    if (only !== undefined && open.length === 1) return only;
    const holds = this.#name(`h_${node}`);
    // All of those left are needed, or one of them.
    if (needed - held === open.length) for (const part of open) this.#addImplication(holds, [part]);
    else this.#addImplication(holds, open);
    return holds;
  }

  #decideLeaf(node: number, gauge: number, needed: number): Truth {
    const { nodeRow, rowMember } = this.#graph;
    const self = rowMember[nodeRow[node] ?? -1] ?? -1;
    const entries = this.#entries[gauge] ?? [];
    if (needed <= 0) return true;
    if (needed === Infinity) return false;
    const { terms, constant, most } = this.#cutTerms(entries, needed, self);
    if (constant >= needed) return true;
    if (most < needed) return false;
    const holds = this.#name(`h_${node}`);
    if (this.#inline) {
      this.addRow(
        [
          { coefficient: needed - constant, variable: holds },
          ...terms.map(({ coefficient, variable }) => ({ coefficient: -coefficient, variable })),
        ],
        "<=",
        0,
      );
      return holds;
    }
    const own = this.#openTerms(entries.filter(({ row }) => rowMember[row] === self));
    const settled = this.#settled(entries, self);
    this.addRow(
      [
        { coefficient: needed - settled, variable: holds },
        { coefficient: -1, variable: this.#sumOf(gauge, entries) },
        ...own,
      ],
      "<=",
      0,
    );
    return holds;
  }

  /** What the open levels of a gauge's members add to it, as a variable of its own: a row per gauge, not one per leaf. */
  #sumOf(gauge: number, entries: readonly { readonly row: number; readonly amount: number }[]): string {
    const known = this.#sumNames.get(gauge);
    if (known !== undefined) return known;
    const name = `s_${gauge}`;
    this.#sumNames.set(gauge, name);
    this.sums.push(name);
    const terms = this.#openTerms(entries).map(({ coefficient, variable }) => ({
      coefficient: -coefficient,
      variable,
    }));
    this.addRow([{ coefficient: 1, variable: name }, ...terms], "<=", 0);
    return name;
  }

  #settled(entries: readonly { readonly row: number; readonly amount: number }[], without: number): number {
    const { rowMember } = this.#graph;
    let sum = 0;
    for (const { row, amount } of entries)
      if (rowMember[row] !== without && this.#placeOf(row) === "settled") sum += amount;
    return sum;
  }

  #openTerms(entries: readonly { readonly row: number; readonly amount: number }[]): Term[] {
    return entries
      .filter(({ row }) => this.#placeOf(row) === "open")
      .map(({ row, amount }) => ({ coefficient: amount, variable: this.#variableOf(row) }));
  }

  #placeOf(row: number): "settled" | "open" | "never" {
    const { rowMember, rowStart } = this.#graph;
    const member = rowMember[row] ?? -1;
    const level = row - (rowStart[member] ?? 0) + 1;
    if (level <= (this.#problem.now[member] ?? 0)) return "settled";
    return level <= (this.#problem.most[member] ?? 0) ? "open" : "never";
  }

  #variableOf(row: number): string {
    const { rowMember, rowStart } = this.#graph;
    const member = rowMember[row] ?? -1;
    return this.#name(`a_${member}_${row - (rowStart[member] ?? 0) + 1}`);
  }

  /** What members other than `without` add, each cut to what is still needed beyond what is settled. */
  #cutTerms(
    entries: readonly { readonly row: number; readonly amount: number }[],
    needed: number,
    without: number,
  ): { readonly terms: Term[]; readonly constant: number; readonly most: number } {
    const { rowMember } = this.#graph;
    const constant = this.#settled(entries, without);
    const terms: Term[] = [];
    const missing = Math.max(0, needed - constant);
    let most = constant;
    let member = -1;
    let added = 0;
    for (const { row, amount } of entries) {
      const of = rowMember[row] ?? -1;
      if (of === without || this.#placeOf(row) !== "open") continue;
      if (of !== member) [member, added] = [of, 0];
      const coefficient = Math.min(amount, missing - added);
      added += coefficient;
      most += amount;
      if (coefficient > 0) terms.push({ coefficient, variable: this.#variableOf(row) });
    }
    return { terms, constant, most };
  }
}

function listEntries(graph: ResolutionGraph): { row: number; amount: number }[][] {
  const { entryStart, entryGauge, entryAmount, gaugeTop, rowMember } = graph;
  const entries: { row: number; amount: number }[][] = Array.from({ length: gaugeTop.length }, () => []);
  for (let row = 0; row < rowMember.length; row += 1)
    for (let entry = entryStart[row] ?? 0; entry < (entryStart[row + 1] ?? 0); entry += 1)
      entries[entryGauge[entry] ?? -1]?.push({ row, amount: entryAmount[entry] ?? 0 });
  return entries;
}

/** `2 a - 3 b`; long sums on several lines, because readers of the format limit the length of one. */
function printTerms(terms: readonly Term[]): string {
  return terms
    .map(({ coefficient, variable }, index) => {
      const sign = coefficient < 0 ? "- " : index === 0 ? "" : "+ ";
      return `${index > 0 && index % 8 === 0 ? "\n   " : ""}${sign}${Math.abs(coefficient)} ${variable}`;
    })
    .join(" ");
}
