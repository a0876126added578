// Pledges as an answer-set program, for a solver that knows nothing of ours. Together is asked as its complement, "who falls",
// because the least set of those that fall is what a stable model gives; alone is asked as it is. Both programs are without
// negation, so each has one model.
import { leastShare, weighMembers } from "../../packages/core/src/pledges/index.ts";
import type { Condition, CountingCondition, PledgeSet } from "../../packages/core/src/pledges/index.ts";

export interface PledgePrograms {
  readonly together: string;
  readonly alone: string;
}

/** A condition in numbers: it holds when others add up to what is needed, of what they could add at most. */
interface Leaf {
  readonly tally: number;
  readonly needed: number;
  readonly others: number;
  /** Whether the own member adds the same at all its levels. */
  readonly steady: boolean;
}

/** A sum that conditions look at: what each member adds at each of its levels. */
interface Tally {
  readonly id: number;
  readonly adds: ReadonlyMap<number, readonly number[]>;
  readonly top: number;
  readonly whole: number;
}

/**
 * The rules for falling. Where what the own member adds is the same whenever it acts, what it loses itself comes after it has
 * fallen, so that all who look at a sum share one rule per number; elsewhere the own member is left out by name.
 */
const FALLING = `
lost(T,K) :- asked(T,K), K <= #sum { W,M,L : a(T,M,L,W), below(M,L) }.
asked(T,K) :- leaf(_,T,K).
asked(T,K) :- r(_,_,T,K).
no(N) :- leaf(N,T,K), lost(T,K).
fails(M,L) :- r(M,L,T,K), lost(T,K).
fails(M,L) :- root(M,L,N), no(N).
below(M,L+1) :- top(M,L).
below(M,L) :- fails(M,L), below(M,L+1).
#defined leaf/3. #defined r/4. #defined root/3. #defined no/1. #defined a/4. #defined fails/2.
#show below/2.`;

const RISING = `
from(M,L) :- root(M,L,N), ok(N).
from(M,L-1) :- from(M,L), L > 1.
#defined ok/1. #defined root/3. #defined a/4.
#show from/2.`;

export function writePledgePrograms(set: PledgeSet): PledgePrograms {
  const writer = new ProgramWriter(set);
  return { together: writer.writeFalling(), alone: writer.writeRising() };
}

class ProgramWriter {
  readonly #set: PledgeSet;
  readonly #index: ReadonlyMap<string, number>;
  readonly #tallies = new Map<string, Tally>();
  #nodes = 0;

  constructor(set: PledgeSet) {
    this.#set = set;
    this.#index = new Map(set.pledges.map(({ member }, at) => [member, at]));
  }

  writeFalling(): string {
    const lines = this.#eachLevel((condition, member, level) => {
      const leaf = isCounting(condition) ? this.#read(condition, member, level) : null;
      // The short form, and by far the most frequent.
      if (leaf?.steady === true && leaf.needed > 0 && leaf.needed <= leaf.others)
        return [`r(${member},${level},${leaf.tally},${leaf.others - leaf.needed + 1}).`];
      const [root, rules] = this.#write(condition, member, level, true);
      return [`root(${member},${level},${root}).`, ...rules];
    });
    const tops = this.#set.pledges.map(({ levels }, member) => [String(levels.length), member] as const);
    return [
      ...lines,
      ...pool(tops, (level, members) => `top(${members},${level}).`),
      ...this.#writeAdds(),
      FALLING,
    ].join("\n");
  }

  writeRising(): string {
    const lines = this.#eachLevel((condition, member, level) => {
      const [root, rules] = this.#write(condition, member, level, false);
      return [`root(${member},${level},${root}).`, ...rules];
    });
    return [...lines, ...this.#writeAdds(), RISING].join("\n");
  }

  #eachLevel(write: (condition: Condition, member: number, level: number) => string[]): string[] {
    return this.#set.pledges.flatMap(({ levels }, member) =>
      levels.flatMap(({ condition }, at) => write(condition, member, at + 1)),
    );
  }

  #writeAdds(): string[] {
    return [...this.#tallies.values()].flatMap(({ id, adds }) => {
      const steps = [...adds].flatMap(([member, amounts]) =>
        amounts.flatMap((amount, at) => {
          const more = amount - (amounts[at - 1] ?? 0);
          return more > 0 ? [[`${at + 1},${more}`, member] as const] : [];
        }),
      );
      return pool(steps, (key, members) => `a(${id},${members},${key}).`);
    });
  }

  /** A condition's node, and the rules by which it fails (`no`) or holds (`ok`). */
  #write(condition: Condition, member: number, level: number, falling: boolean): readonly [number, string[]] {
    const node = this.#nodes++;
    if (isCounting(condition))
      return [node, this.#writeLeaf(this.#read(condition, member, level), node, member, falling)];
    if (condition.kind === "always") return [node, falling ? [] : [`ok(${node}).`]];
    const parts = condition.of.map((part) => this.#write(part, member, level, falling));
    const atom = falling ? "no" : "ok";
    const atoms = parts.map(([part]) => `${atom}(${part})`);
    // What fails when any part fails holds when all do.
    const rules =
      (condition.kind === "all") === falling
        ? atoms.map((part) => `${atom}(${node}) :- ${part}.`)
        : [`${atom}(${node}) :- ${atoms.join(", ")}.`];
    return [node, [...parts.flatMap(([, inner]) => inner), ...rules]];
  }

  #writeLeaf(
    { tally, needed, others, steady }: Leaf,
    node: number,
    member: number,
    falling: boolean,
  ): string[] {
    const sum = (atom: string): string => `#sum { W,M,L : a(${tally},M,L,W), ${atom}(M,L), M != ${member} }`;
    if (!falling) {
      if (needed <= 0) return [`ok(${node}).`];
      return needed > others ? [] : [`ok(${node}) :- ${needed} <= ${sum("from")}.`];
    }
    if (needed <= 0) return [];
    if (needed > others) return [`no(${node}).`];
    const lost = others - needed + 1;
    return [steady ? `leaf(${node},${tally},${lost}).` : `no(${node}) :- ${lost} <= ${sum("below")}.`];
  }

  #read(condition: CountingCondition, member: number, level: number): Leaf {
    const { id, adds, top, whole } = this.#findTally(condition);
    const own = adds.get(member) ?? [];
    const share = (part: number): number =>
      whole === 0 ? Infinity : Number(leastShare(part, BigInt(whole)));
    const needed =
      condition.kind === "named"
        ? condition.members.length
        : condition.kind === "share"
          ? share(condition.atLeast)
          : condition.atLeast - (condition.kind === "total" ? (own[level - 1] ?? 0) : 0);
    return { tally: id, needed, others: top - (own.at(-1) ?? 0), steady: new Set(own).size <= 1 };
  }

  #findTally(leaf: CountingCondition): Tally {
    const key = JSON.stringify({ ...leaf, atLeast: 0 });
    const known = this.#tallies.get(key);
    if (known !== undefined) return known;
    const wanted = leaf.kind === "total" ? leaf.measure : leaf.kind === "members" ? leaf.doing : null;
    const adds = new Map<number, readonly number[]>();
    let [top, whole] = [0, 0];
    for (const [name, worth] of weighMembers(leaf, this.#set)) {
      whole += worth;
      const member = this.#index.get(name);
      if (member === undefined) continue;
      const amounts = (this.#set.pledges[member]?.levels ?? []).map(({ measures }) => {
        const count = wanted === null ? 1 : (measures.find(({ kind }) => kind === wanted)?.count ?? 0);
        return worth * (leaf.kind === "total" ? count : Math.sign(count));
      });
      adds.set(member, amounts);
      top += amounts.at(-1) ?? 0;
    }
    const tally = { id: this.#tallies.size, adds, top, whole };
    this.#tallies.set(key, tally);
    return tally;
  }
}

/** One fact for all members with the same key, as the solver's language allows: `top((1;4;7),2).` */
function pool(
  entries: readonly (readonly [key: string, member: number])[],
  write: (key: string, members: string) => string,
): string[] {
  const byKey = new Map<string, number[]>();
  for (const [key, member] of entries) {
    const members = byKey.get(key);
    if (members === undefined) byKey.set(key, [member]);
    else members.push(member);
  }
  return [...byKey].map(([key, members]) => write(key, `(${members.join(";")})`));
}

function isCounting(condition: Condition): condition is CountingCondition {
  return condition.kind !== "always" && condition.kind !== "all" && condition.kind !== "any";
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
