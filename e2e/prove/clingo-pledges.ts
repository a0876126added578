// Pledges as an answer-set program, for a solver that knows nothing of ours. Together is asked as its complement, "who falls",
// because the least set of those that fall is what a stable model gives; alone is asked as it is. Both programs are without
// negation, so each has one model.
import { leastShare, weighMembers } from "../../packages/core/src/pledges/index.ts";
import type { Condition, CountingCondition, PledgeSet } from "../../packages/core/src/pledges/index.ts";

export interface PledgePrograms {
  readonly together: string;
  readonly alone: string;
}

/** A sum that conditions look at: what each member adds at each of its levels. */
interface Tally {
  readonly id: number;
  readonly adds: ReadonlyMap<number, readonly number[]>;
  readonly top: number;
  readonly whole: number;
}

export function writePledgePrograms(set: PledgeSet): PledgePrograms {
  const { pledges } = set;
  const index = new Map(pledges.map(({ member }, at) => [member, at]));
  const tallies = new Map<string, Tally>();
  const facts: string[] = [];
  const [falling, rising] = [new Set<string>(), new Set<string>()];
  let nodes = 0;

  const tallyOf = (leaf: CountingCondition): Tally => {
    const key = JSON.stringify({ ...leaf, atLeast: 0 });
    const known = tallies.get(key);
    if (known !== undefined) return known;
    const wanted = leaf.kind === "total" ? leaf.measure : leaf.kind === "members" ? leaf.doing : null;
    const adds = new Map<number, readonly number[]>();
    const id = tallies.size;
    let [top, whole] = [0, 0];
    for (const [name, worth] of weighMembers(leaf, set)) {
      whole += worth;
      const member = index.get(name);
      if (member === undefined) continue;
      const amounts = (pledges[member]?.levels ?? []).map(({ measures }) => {
        const count = wanted === null ? 1 : (measures.find(({ kind }) => kind === wanted)?.count ?? 0);
        return worth * (leaf.kind === "total" ? count : Math.sign(count));
      });
      amounts.forEach((amount, at) => {
        const more = amount - (amounts[at - 1] ?? 0);
        if (more > 0) facts.push(`adds(${id},${member},${at + 1},${more}).`);
      });
      adds.set(member, amounts);
      top += amounts.at(-1) ?? 0;
    }
    const tally = { id, adds, top, whole };
    tallies.set(key, tally);
    return tally;
  };

  /** The atom that stands for the condition, with `no` for failing and `ok` for holding. */
  const write = (condition: Condition, member: number, level: number): number => {
    const node = nodes++;
    if (condition.kind === "always") rising.add(`ok(${node}).`);
    else if (condition.kind === "all" || condition.kind === "any") {
      const parts = condition.of.map((part) => write(part, member, level));
      const every = (atom: string): string =>
        `${atom}(${node}) :- ${parts.map((part) => `${atom}(${part})`).join(", ")}.`;
      const one = (atom: string): string[] => parts.map((part) => `${atom}(${node}) :- ${atom}(${part}).`);
      const [down, up] = condition.kind === "all" ? [one("no"), [every("ok")]] : [[every("no")], one("ok")];
      for (const rule of down) falling.add(rule);
      for (const rule of up) rising.add(rule);
    } else writeLeaf(condition, node, member, level);
    return node;
  };

  const writeLeaf = (leaf: CountingCondition, node: number, member: number, level: number): void => {
    const tally = tallyOf(leaf);
    const own = tally.adds.get(member) ?? [];
    const needed =
      leaf.kind === "named"
        ? leaf.members.length
        : leaf.kind === "share"
          ? tally.whole === 0
            ? Infinity
            : Number(leastShare(leaf.atLeast, BigInt(tally.whole)))
          : leaf.atLeast - (leaf.kind === "total" ? (own[level - 1] ?? 0) : 0);
    const others = tally.top - (own.at(-1) ?? 0);
    if (needed <= 0) rising.add(`ok(${node}).`);
    else if (needed > others) falling.add(`no(${node}).`);
    else {
      const lost = others - needed + 1;
      // What the own member adds is the same whenever it acts: then what it loses itself comes after it has fallen, and
      // all who look at the sum can share one rule. Else it must be left out by name.
      const steady = new Set(own).size <= 1;
      if (steady) {
        falling.add(`no(${node}) :- lost(${tally.id},${lost}).`);
        falling.add(`asked(${tally.id},${lost}).`);
      } else
        falling.add(
          `no(${node}) :- ${lost} <= #sum { W,M,L : adds(${tally.id},M,L,W), below(M,L), M != ${member} }.`,
        );
      rising.add(
        `ok(${node}) :- ${needed} <= #sum { W,M,L : adds(${tally.id},M,L,W), from(M,L), M != ${member} }.`,
      );
    }
  };

  pledges.forEach(({ levels }, member) => {
    levels.forEach(({ condition }, at) => {
      const level = at + 1;
      const root = write(condition, member, level);
      const next = level < levels.length;
      falling.add(
        `below(${member},${level}) :- no(${root})${next ? `, below(${member},${level + 1})` : ""}.`,
      );
      rising.add(`from(${member},${level}) :- ok(${root}).`);
      if (next) rising.add(`from(${member},${level}) :- from(${member},${level + 1}).`);
    });
  });
  const shared = "lost(T,K) :- asked(T,K), K <= #sum { W,M,L : adds(T,M,L,W), below(M,L) }.";
  return {
    together: [...facts, ...falling, shared, "#show below/2."].join("\n"),
    alone: [...facts, ...rising, "#show from/2."].join("\n"),
  };
}

/** The levels a model says: `below(member, level)` counts down from the top, `from(member, level)` up from 0. */
export function readModel(
  atoms: readonly string[],
  { pledges }: PledgeSet,
  which: keyof PledgePrograms,
): number[] {
  const levels = pledges.map((pledge) => (which === "together" ? pledge.levels.length : 0));
  for (const atom of atoms) {
    const [, member, level] = /^(?:below|from)\((\d+),(\d+)\)$/.exec(atom) ?? [];
    const at = Number(member);
    levels[at] =
      which === "together"
        ? Math.min(levels[at] ?? 0, Number(level) - 1)
        : Math.max(levels[at] ?? 0, Number(level));
  }
  return levels;
}
