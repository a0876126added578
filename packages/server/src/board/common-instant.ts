// The common instant on a first screen: what state it is in, until when to count down, how ready everyone is, how wide it
// was, and what was pledged against what was done.
import type { HoldRule } from "@entente/core/arrangements";
import { dayOf } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { sayMeasure } from "@entente/core/kinds";
import type { CaseFile } from "@entente/core/measures";
import { compareDone, measureDone, readinessItems } from "../t-zero/index.ts";
import type { Afterwards, DoneWidth, ReadinessItem, ShownTZero } from "../t-zero/index.ts";

export interface TZeroOverview {
  readonly instant: Instant;
  readonly state: ShownTZero["state"];
  /** What to count down to: the instant, or when a hold or an embargo lets it open. */
  readonly dueAt: Instant;
  readonly dueBecause: string | null;
  readonly opened: Instant | null;
  readonly lateSeconds: number | null;
  readonly packages: number;
  readonly widthSeconds: number | null;
  readonly readiness: {
    readonly asked: number;
    /** Members with no open item. */
    readonly ready: number;
    /** Open items, the most first; none with nobody waiting. */
    readonly open: readonly { readonly item: ReadinessItem; readonly members: readonly string[] }[];
  };
  /** The community's rule of holding, in a sentence. */
  readonly holdRule: string;
  /** Null before it opened. */
  readonly done: {
    readonly rule: string;
    readonly asOf: string;
    readonly done: number;
    readonly part: number;
    readonly nothing: number;
    readonly widthDays: number | null;
    readonly reminders: readonly { readonly member: string; readonly text: string }[];
  } | null;
}

export interface TZeroSources {
  readonly width: { readonly packages: number; readonly widthSeconds: number | null };
  readonly hold: HoldRule;
  readonly facts: CaseFile;
  /** The case's clock. */
  readonly now: Instant;
}

export function describeTZero(shown: ShownTZero, { width, hold, facts, now }: TZeroSources): TZeroOverview {
  const isOpen = (item: ReadinessItem) =>
    shown.readiness.filter(({ items }) => items[item] === "open").map(({ member }) => member);
  const unready = new Set(readinessItems.flatMap(isOpen));
  return {
    ...{ instant: shown.instant, state: shown.state, dueAt: shown.dueAt, dueBecause: shown.dueBecause },
    opened: shown.openedAt,
    lateSeconds: shown.lateMs === null ? null : shown.lateMs / 1000,
    ...width,
    readiness: {
      asked: shown.readiness.length,
      ready: shown.readiness.filter(({ member }) => !unready.has(member)).length,
      open: readinessItems
        .map((item) => ({ item, members: isOpen(item) }))
        .filter(({ members }) => members.length > 0)
        .sort((a, b) => b.members.length - a.members.length),
    },
    holdRule: sayHold(hold),
    done: shown.openedAt === null ? null : describeDone(shown, shown.openedAt, { facts, now }),
  };
}

function describeDone(
  { packages }: ShownTZero,
  openedAt: Instant,
  { facts, now }: Pick<TZeroSources, "facts" | "now">,
): TZeroOverview["done"] {
  const { measures, kinds } = facts;
  const opened = packages.filter((item) => item.openedAt !== null);
  const compared: Afterwards = compareDone({ openedAt, packages: opened, measures, asOf: dayOf(now) });
  const width: DoneWidth | null = measureDone(compared.items, measures, openedAt);
  const count = (outcome: string): number => compared.items.filter((item) => item.outcome === outcome).length;
  return {
    ...{ rule: compared.rule, asOf: compared.asOf },
    ...{ done: count("done"), part: count("part"), nothing: count("nothing") },
    widthDays: width?.days ?? null,
    reminders: compared.reminders.map(({ member, kind, missing, daysSince }) => ({
      member,
      text: `${sayMeasure(kinds, kind, missing)} not announced ${daysSince} ${daysSince === 1 ? "day" : "days"} after T-0`,
    })),
  };
}

function sayHold({ who, effect, longestMinutes }: HoldRule): string {
  const names = who.map((one) =>
    one === "lead" ? "the lead" : one === "any-armed" ? "any armed member" : one,
  );
  const does = effect === "pauses-all" ? "pauses the opening for all" : "leaves out the one that holds";
  return names.length === 0
    ? "Nobody may hold it."
    : `A hold by ${names.join(" or ")} ${does}, for ${longestMinutes} minutes at most.`;
}
