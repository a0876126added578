// Who fires whom, read left to right: first who acts in any case, then whoever follows because of those before, then those
// that act only because pledges are resolved together. What holds is decided by the core's resolution each time; this only
// puts it in an order.
import { resolvePledges } from "@entente/core/coalition";
import { readPledges } from "@entente/core/pledges";
import type { Condition, Pledge, PledgedMeasure, PledgeSet } from "@entente/core/pledges";
import type { PledgesFile } from "./pledge-answers.ts";

export interface FiringNode {
  readonly member: string;
  /** Highest level that holds, from 1; 0 for one that does not act. */
  readonly level: number;
  readonly levels: number;
  readonly measures: readonly PledgedMeasure[];
  readonly explain: string;
  /** Members named by the condition at that level, groups spelled out, that act. */
  readonly namedBy: readonly string[];
  /** Whether the condition counts whoever acts. */
  readonly countsAll: boolean;
}

export interface Firing {
  /** Who acts alone, wave by wave. */
  readonly waves: readonly (readonly FiringNode[])[];
  /** Who acts only because all are resolved together. */
  readonly together: readonly FiringNode[];
  readonly held: readonly FiringNode[];
}

/** @throws InputError PLEDGE_INVALID. */
export function layFiring(file: PledgesFile): Firing {
  const set = readPledges(file);
  const { levels, alone, acting, explain } = resolvePledges(set);
  const nodeOf = (pledge: Pledge): FiringNode => {
    const level = levels[pledge.member] ?? 0;
    const held = pledge.levels[Math.max(level, 1) - 1];
    const mentions = held === undefined ? NOBODY : mentioned(held.condition, set);
    return {
      ...{ member: pledge.member, level, levels: pledge.levels.length, measures: held?.measures ?? [] },
      ...{ explain: explain[pledge.member] ?? "", countsAll: mentions.all },
      namedBy: acting.filter((one) => one !== pledge.member && mentions.members.has(one)),
    };
  };
  const nodes = new Map(set.pledges.map((pledge) => [pledge.member, nodeOf(pledge)]));
  const pick = (members: readonly string[]) =>
    members.flatMap((member) => nodes.get(member) ?? []).sort((a, b) => (a.member < b.member ? -1 : 1));
  return {
    waves: findWaves(set, alone).map(pick),
    together: pick(acting.filter((member) => !alone.includes(member))),
    held: pick(set.pledges.map(({ member }) => member).filter((member) => !acting.includes(member))),
  };
}

/** In which order those that act alone come to act: each wave only because of the waves before. */
function findWaves(set: PledgeSet, alone: readonly string[]): readonly (readonly string[])[] {
  const waiting = new Map(
    set.pledges.filter(({ member }) => alone.includes(member)).map((one) => [one.member, one]),
  );
  const reached = new Map<string, number>();
  const waves: string[][] = [];
  for (let moved = true; moved;) {
    moved = false;
    const standing = [...reached].flatMap(([member, level]) => {
      const measures = waiting.get(member)?.levels[level - 1]?.measures;
      return measures === undefined
        ? []
        : [{ member, levels: [{ measures, condition: { kind: "always" as const } }] }];
    });
    const wave: string[] = [];
    const next = new Map<string, number>();
    for (const [member, pledge] of waiting) {
      const others = standing.filter((one) => one.member !== member);
      const level = resolvePledges({ ...set, pledges: [...others, pledge] }).levels[member] ?? 0;
      const before = reached.get(member) ?? 0;
      if (level <= before) continue;
      next.set(member, level);
      if (before === 0) wave.push(member);
    }
    for (const [member, level] of next) {
      reached.set(member, level);
      moved = true;
    }
    if (wave.length > 0) waves.push(wave);
  }
  return waves;
}

interface Mentioned {
  readonly members: ReadonlySet<string>;
  readonly all: boolean;
}

const NOBODY: Mentioned = { members: new Set(), all: false };

function mentioned(condition: Condition, set: PledgeSet): Mentioned {
  const { groups } = set.context;
  switch (condition.kind) {
    case "always":
      return NOBODY;
    case "named":
      return { members: new Set(condition.members), all: false };
    case "members":
      return condition.of === null
        ? { members: new Set(), all: true }
        : { members: new Set(condition.of.flatMap((id) => groups[id] ?? [id])), all: false };
    case "total":
    case "share":
      return { members: new Set(), all: true };
    case "all":
    case "any": {
      const parts = condition.of.map((part) => mentioned(part, set));
      return {
        members: new Set(parts.flatMap(({ members }) => [...members])),
        all: parts.some(({ all }) => all),
      };
    }
  }
}

/** The columns of the drawing from left to right; empty ones are left out. */
export function listColumns({ waves, together }: Firing): readonly {
  readonly kind: "first" | "then" | "together";
  readonly nodes: readonly FiringNode[];
}[] {
  return [
    ...waves.map((nodes, at) => ({ kind: at === 0 ? ("first" as const) : ("then" as const), nodes })),
    { kind: "together" as const, nodes: together },
  ].filter(({ nodes }) => nodes.length > 0);
}

/** By whom a member is fired: those its condition names, and where it counts whoever acts, all in the columns before. */
export function listFirers(firing: Firing, member: string): readonly string[] {
  const columns = listColumns(firing);
  const at = columns.findIndex(({ nodes }) => nodes.some((one) => one.member === member));
  const column = columns[at];
  const node = column?.nodes.find((one) => one.member === member);
  if (column === undefined || node === undefined) return [];
  const before = columns.slice(0, at).flatMap(({ nodes }) => nodes.map((one) => one.member));
  const beside = column.kind === "together" ? column.nodes.map((one) => one.member) : [];
  const counted = node.countsAll ? [...before, ...beside] : [];
  return [...new Set([...node.namedBy, ...counted])].filter((one) => one !== member);
}
