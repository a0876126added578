// The gauges of a set of pledges, each once, and what every row of a pledge adds to them. A written list of names is the
// key of its gauge, so that a group is expanded once and not once per pledge; measures are indexed once, so that the work
// does not grow with the number of kinds.
import { findScale, leastShare, toExact } from "../pledges/index.ts";
import type { CountingCondition, Pledge, PledgedMeasure, ResolutionContext } from "../pledges/index.ts";
import { GrowingIntegers, GrowingNumbers } from "./growing-array.ts";

/** Rows and what rising to each adds, in the order of rows. */
interface Deeds {
  readonly rows: number[];
  readonly amounts: number[];
}

interface Weight {
  /** Whole numbers of the weight's smallest unit. */
  readonly byMember: ReadonlyMap<string, number>;
  readonly sum: number;
}

/** Pledges by rising member, the row at which each begins, and where they stood in the list that was given. */
interface Sorted {
  readonly pledges: readonly Pledge[];
  readonly context: ResolutionContext;
  readonly rowStart: Int32Array;
  /** Each member's place in the list that was given. */
  readonly places: ReadonlyMap<string, number>;
  /** Per place of that list, the place among the sorted. */
  readonly numberAt: Int32Array;
}

const NO_DEEDS: Deeds = { rows: [], amounts: [] };

/** Members, groups, weights and measures of a set of pledges, indexed as they are first asked for. */
export class GaugeTable {
  readonly #pledges: readonly Pledge[];
  readonly #context: ResolutionContext;
  readonly #rowStart: Int32Array;
  /** The place of each member in the list that was given, and the member's number by that place. */
  readonly #places: ReadonlyMap<string, number>;
  readonly #numberAt: Int32Array;
  /** Of conditions about all of one group or member, which most are, by its name: no key has to be written. */
  readonly #byName = new Map<string, number>();
  readonly #byKey = new Map<string, number>();
  readonly #weights = new Map<string, Weight>();
  #deeds: ReadonlyMap<string, Deeds> | null = null;
  /** The gauge whose members were last collected, per member: each counts once however often it is named. */
  readonly #collected: Int32Array;
  /** Entries, gauge after gauge, and where those of each gauge begin. */
  readonly gaugeStart = new GrowingIntegers();
  readonly entryRow = new GrowingIntegers();
  readonly entryAmount = new GrowingNumbers();

  constructor({ pledges, context, rowStart, places, numberAt }: Sorted) {
    this.#pledges = pledges;
    this.#context = context;
    this.#rowStart = rowStart;
    this.#places = places;
    this.#numberAt = numberAt;
    this.#collected = new Int32Array(pledges.length).fill(-1);
  }

  get size(): number {
    return this.gaugeStart.length;
  }

  /** The gauge a condition compares. */
  findGauge(condition: CountingCondition): number {
    if (condition.kind === "members" && condition.doing === null && condition.of?.length === 1) {
      const name = condition.of[0] ?? "";
      const known = this.#byName.get(name);
      if (known !== undefined) return known;
      const gauge = this.#begin();
      this.#byName.set(name, gauge);
      this.#fill(condition, gauge);
      return gauge;
    }
    const key = writeKey(condition);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const gauge = this.#begin();
    this.#byKey.set(key, gauge);
    this.#fill(condition, gauge);
    return gauge;
  }

  #begin(): number {
    this.gaugeStart.add(this.entryRow.length);
    return this.gaugeStart.length - 1;
  }

  #fill(condition: CountingCondition, gauge: number): void {
    switch (condition.kind) {
      case "members": {
        const { of, doing } = condition;
        this.#addMembers(of === null ? null : this.#expand(of, gauge), doing);
        return;
      }
      case "named":
        this.#addMembers(this.#collect(condition.members, gauge, []), null);
        return;
      case "total": {
        const { rows, amounts } = this.#deedsOf(condition.measure);
        for (let index = 0; index < rows.length; index += 1) this.#add(rows[index] ?? 0, amounts[index] ?? 0);
        return;
      }
      case "share":
        for (const [id, amount] of this.#findWeight(condition.weight).byMember) {
          const member = this.#findMember(id);
          if (member !== undefined && amount > 0) this.#add(this.#rowStart[member] ?? 0, amount);
        }
    }
  }

  #findMember(id: string): number | undefined {
    const place = this.#places.get(id);
    return place === undefined ? undefined : this.#numberAt[place];
  }

  /** What the condition's gauge must reach, its own terms included. Of a weight nobody has no share can be held. */
  findAtLeast(condition: CountingCondition): number {
    switch (condition.kind) {
      case "members":
      case "total":
        return condition.atLeast;
      case "named":
        return condition.members.length;
      case "share": {
        const { sum } = this.#findWeight(condition.weight);
        return sum === 0 ? Infinity : Number(leastShare(condition.atLeast, BigInt(sum)));
      }
    }
  }

  #findWeight(name: string): Weight {
    const known = this.#weights.get(name) ?? readWeight(this.#context, name);
    this.#weights.set(name, known);
    return known;
  }

  #add(row: number, amount: number): void {
    this.entryRow.add(row);
    this.entryAmount.add(amount);
  }

  /** One per member, from the first level that does it. `members` null means everyone. */
  #addMembers(members: readonly number[] | null, doing: string | null): void {
    if (doing === null) {
      const firstRows = this.#rowStart;
      if (members === null)
        for (let member = 0; member < this.#pledges.length; member += 1) this.#add(firstRows[member] ?? 0, 1);
      else for (const member of members) this.#add(firstRows[member] ?? 0, 1);
      return;
    }
    if (members === null) {
      let last = -1;
      for (const row of this.#deedsOf(doing).rows) {
        const member = this.#memberOfRow(row, last);
        if (member !== last) this.#add(row, 1);
        last = member;
      }
      return;
    }
    for (const member of members) {
      const levels = this.#pledges[member]?.levels ?? [];
      const first = levels.findIndex(({ measures }) => countOf(measures, doing) > 0);
      if (first !== -1) this.#add((this.#rowStart[member] ?? 0) + first, 1);
    }
  }

  /** Rows rise, so the member of a row is found by going on from the last one's. */
  #memberOfRow(row: number, from: number): number {
    let member = Math.max(from, 0);
    while ((this.#rowStart[member + 1] ?? Infinity) <= row) member += 1;
    return member;
  }

  /** A name means the group of that name, with the member of the same id if there is one; else the member. */
  #expand(of: readonly string[], gauge: number): readonly number[] {
    const { groups } = this.#context;
    const found: number[] = [];
    this.#collect(of, gauge, found);
    for (const id of of) if (Object.hasOwn(groups, id)) this.#collect(groups[id] ?? [], gauge, found);
    return found;
  }

  /** Adds those not yet collected for this gauge. Members that do not pledge can never act and have no index. */
  #collect(ids: readonly string[], gauge: number, found: number[]): readonly number[] {
    for (const id of ids) {
      const member = this.#findMember(id);
      if (member === undefined || this.#collected[member] === gauge) continue;
      this.#collected[member] = gauge;
      found.push(member);
    }
    return found;
  }

  /** What each row adds to the total of a kind. */
  #deedsOf(kind: string): Deeds {
    this.#deeds ??= indexDeeds(this.#pledges);
    return this.#deeds.get(kind) ?? NO_DEEDS;
  }
}

/** A weight as whole numbers; nobody's when the context does not give it. */
export function readWeight({ weights }: ResolutionContext, name: string): Weight {
  const given = Object.hasOwn(weights, name) ? Object.entries(weights[name] ?? {}) : [];
  const scale = findScale(given.map(([, number]) => number));
  const byMember = new Map(given.map(([id, number]) => [id, toExact(number, scale)]));
  return { byMember, sum: [...byMember.values()].reduce((total, one) => total + one, 0) };
}

function indexDeeds(pledges: readonly Pledge[]): ReadonlyMap<string, Deeds> {
  const deeds = new Map<string, Deeds>();
  let row = 0;
  for (const { levels } of pledges) {
    const before = new Map<string, number>();
    for (const { measures } of levels) {
      for (const { kind, count } of measures) {
        const more = count - (before.get(kind) ?? 0);
        if (more === 0) continue;
        before.set(kind, count);
        const known = deeds.get(kind);
        if (known === undefined) deeds.set(kind, { rows: [row], amounts: [more] });
        else {
          known.rows.push(row);
          known.amounts.push(more);
        }
      }
      row += 1;
    }
  }
  return deeds;
}

export function countOf(measures: readonly PledgedMeasure[], kind: string): number {
  return measures.find((measure) => measure.kind === kind)?.count ?? 0;
}

/** The same for conditions that compare the same gauge, and for no others: no name holds a line break. */
function writeKey(condition: CountingCondition): string {
  switch (condition.kind) {
    case "members":
      return `members\n${condition.doing ?? ""}\n${sortNames(condition.of ?? []).join("\n")}`;
    case "named":
      return `named\n${sortNames(condition.members).join("\n")}`;
    case "total":
      return `total\n${condition.measure}`;
    case "share":
      return `share\n${condition.weight}`;
  }
}

function sortNames(names: readonly string[]): readonly string[] {
  return names.length < 2 ? names : [...names].sort();
}
