// What `entente whatif` answers, in words and tables that are read at once.
import type {
  Change,
  Keystones,
  Move,
  Robustness,
  SingleAnswer,
  Target,
  WhatIfAnswer,
} from "@entente/core/coalition";
import { sayMeasure } from "@entente/core/kinds";
import type { MeasureKind } from "@entente/core/kinds";
import { joinWords } from "@entente/core/pledges";
import type { PersuasionAnswer } from "../persuasion/index.ts";
import { formatTable } from "./terminal.ts";

/** Names in a cell of a table; a sentence has them all. */
const NAMES_IN_A_CELL = 8;

type Kinds = readonly MeasureKind[];

/** `Without ITA: 26 act instead of 29; DEU, FRA stop.` and the figures that change. */
export function formatWhatIf(changes: readonly Change[], answer: WhatIfAnswer, kinds: Kinds): string[] {
  const { before, after, changed, followed } = answer;
  const moves = new Map([...changed, ...followed].map((move) => [move.member, move]));
  const rows = [...moves.values()]
    .sort((a, b) => (a.member < b.member ? -1 : 1))
    .map(({ member, from, to }) => [
      member,
      sayLevel(from),
      sayLevel(to),
      changed.some((move) => move.member === member) ? "asked about" : "follows",
    ]);
  const measures = [...new Set([...Object.keys(before.totals), ...Object.keys(after.totals)])]
    .map((kind) => [kind, before.totals[kind] ?? 0, after.totals[kind] ?? 0] as const)
    .filter(([kind, now, then]) => now !== then && kinds.some(({ id }) => id === kind));
  return [
    `${sayChanges(changes, kinds)}: ${sayActing(after.acting, before.acting)}; ${sayMoves(followed, null)}.`,
    ...measures.map(([kind, now, then]) => `${sayMeasure(kinds, kind, then)} instead of ${now}.`),
    ...(rows.length === 0 ? [] : ["", ...formatTable([["member", "level now", "then", ""], ...rows])]),
  ];
}

/** A line for each member: what follows if it does otherwise. */
export function formatEach(answers: readonly SingleAnswer[], acting: number): string[] {
  const rows = answers.map(({ change, acting: then, followed }) => [
    change.member,
    change.kind === "withdraws"
      ? "withdraws"
      : `acts at level ${change.kind === "acts" ? change.level : "-"}`,
    then,
    sayMoves(followed, NAMES_IN_A_CELL),
  ]);
  return [`${acting} act now.`, "", ...formatTable([["if", "", "act", "then"], ...rows])];
}

export function formatKeystones(
  { acting, value, needed, keystones }: Keystones,
  target: Target | null,
  kinds: Kinds,
): string[] {
  const goal = target === null ? null : sayTarget(target, kinds);
  const now =
    goal === null
      ? `${acting} act.`
      : `${acting} act. The target, ${goal}, is ${value >= needed ? `met: ${value}` : `not met: ${value}`} of ${needed}.`;
  if (keystones.length === 0) return [now, "No single withdrawal makes anybody else stop or do less."];
  const rows = keystones.map((keystone) => [
    keystone.member,
    keystone.acting,
    acting - keystone.acting,
    ...(goal === null ? [] : [keystone.collapses ? `below, ${keystone.value}` : String(keystone.value)]),
    sayMoves(keystone.followed, NAMES_IN_A_CELL),
  ]);
  const head = ["without", "act", "lost", ...(goal === null ? [] : ["target"]), "then"];
  return [now, "", ...formatTable([head, ...rows])];
}

export function formatRobustness(found: Robustness, target: Target, kinds: Kinds): string[] {
  const { value, needed, kind, withdrawals, atLeast, exact, resolutions, outcome } = found;
  const goal = sayTarget(target, kinds);
  if (kind === "bears") return [`The target, ${goal}, is met even if everyone withdraws who may.`];
  if (kind === "below") return [`The target, ${goal}, is not met even with everyone: ${value} of ${needed}.`];
  const count = withdrawals.length;
  const who = count === 1 ? "1 withdrawal" : `${count} withdrawals`;
  const proof = exact
    ? `Exact: ${count === 1 ? "with nobody gone it is met" : "no fewer do it"} (${resolutions} resolutions tried).`
    : `Greedy: ${who} are enough, at least ${atLeast} are needed, and what lies between was not searched (${resolutions} resolutions tried; --effort sets how many).`;
  return [
    `${who} take${count === 1 ? "s" : ""} the coalition below its target, ${goal}: ${joinWords(withdrawals, "and")}.`,
    `${sayActing(outcome.after.acting, outcome.before.acting)}; ${sayMoves(outcome.followed, null)}.`,
    proof,
  ];
}

export function formatPersuasion(answer: PersuasionAnswer, target: Target, kinds: Kinds): string[] {
  const { method, persuaded, cost, atLeast, now, most, needed, outcome } = answer;
  const goal = sayTarget(target, kinds);
  if (method === "impossible")
    return [`The target, ${goal}, is out of reach: with everybody persuaded it is ${most} of ${needed}.`];
  if (persuaded.length === 0)
    return [`The target, ${goal}, is met without persuading anybody: ${now} of ${needed}.`];
  const names = joinWords(
    persuaded.map(({ member }) => member),
    "and",
  );
  const rows = persuaded.map(({ member, level, measures, cost: price }) => [
    member,
    sayLevel(level),
    measures.length === 0
      ? "acts"
      : measures.map(({ kind, count }) => sayMeasure(kinds, kind, count)).join(", "),
    price,
  ]);
  const gap = Math.round((100 * (cost - atLeast)) / cost);
  return [
    `Persuade ${names}, at a cost of ${cost}: ${sayActing(outcome.after.acting, outcome.before.acting)}; ${sayMoves(outcome.followed, null)}.`,
    "",
    ...formatTable([["persuade", "to level", "doing", "cost"], ...rows]),
    "",
    method === "exact"
      ? "Exact: nothing that reaches the target costs less."
      : `Greedy: it is enough, and nobody in it is superfluous; whether it is the cheapest is not known. Proved: nothing that reaches the target costs less than ${atLeast}, a gap of ${gap} %.`,
  ];
}

/** `at least 25 members`, `100 expulsions`, `DEU and FRA`. */
function sayTarget(target: Target, kinds: Kinds): string {
  switch (target.kind) {
    case "acting":
      return target.atLeast === 1 ? "1 member" : `${target.atLeast} members`;
    case "total":
      return sayMeasure(kinds, target.measure, target.atLeast);
    case "named":
      return joinWords(target.members, "and");
  }
}

function sayActing(then: number, now: number): string {
  const act = then === 1 ? "1 acts" : `${then} act`;
  return then === now ? `${act} as now` : `${act} instead of ${now}`;
}

function sayChanges(changes: readonly Change[], kinds: Kinds): string {
  const gone = changes.filter(({ kind }) => kind === "withdraws").map(({ member }) => member);
  const here = changes.flatMap((change) => {
    if (change.kind === "acts") return [`${change.member} at level ${change.level}`];
    if (change.kind === "withdraws") return [];
    const measures = change.measures.map(({ kind, count }) => sayMeasure(kinds, kind, count));
    return [measures.length === 0 ? change.member : `${change.member} doing ${joinWords(measures, "and")}`];
  });
  const parts = [
    ...(gone.length === 0 ? [] : [`without ${joinWords(gone, "and")}`]),
    ...(here.length === 0 ? [] : [`with ${joinWords(here, "and")}`]),
  ];
  const text = parts.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `DEU, FRA stop; POL does less; HUN begins`. With `most`, of longer lists that many names and how many more. */
function sayMoves(moves: readonly Move[], most: number | null): string {
  const say = (some: readonly Move[], one: string, several: string): string[] => {
    if (some.length === 0) return [];
    const names = some.map(({ member }) => member);
    const shown = most !== null && names.length > most + 1 ? names.slice(0, most) : names;
    const more = names.length - shown.length;
    const list = shown.join(", ") + (more === 0 ? "" : ` and ${more} others`);
    return [`${list} ${some.length === 1 ? one : several}`];
  };
  const parts = [
    ...say(
      moves.filter(({ to }) => to === 0),
      "stops",
      "stop",
    ),
    ...say(
      moves.filter(({ from, to }) => to > 0 && to < from),
      "does less",
      "do less",
    ),
    ...say(
      moves.filter(({ from }) => from === 0),
      "begins",
      "begin",
    ),
    ...say(
      moves.filter(({ from, to }) => from > 0 && to > from),
      "does more",
      "do more",
    ),
  ];
  return parts.length === 0 ? "nobody else changes" : parts.join("; ");
}

function sayLevel(level: number): string {
  return level === 0 ? "-" : String(level);
}
