// What must be true of a history whatever happened to the processes in it. Judged by what was asked and answered (orders
// with their answers) and by what every seat is shown in the end.
import { resolveNaively } from "./history-model.ts";
import type { ModelLevel } from "./history-model.ts";
import type { Answer, Order } from "./history-orders.ts";
import type { ActingRow, LockRow, Sides, VersionRow } from "./history-sides.ts";

/** An order with its answer, and when each was given, in the order of one clock. */
export interface Entry {
  readonly order: Omit<Order, "id">;
  readonly answer: Answer;
  readonly asked: number;
  readonly answered: number;
}

export interface History {
  readonly lead: string;
  readonly entries: readonly Entry[];
  /** What each member's desk is shown in the end. */
  readonly members: ReadonlyMap<string, Sides>;
  /** What each process shows the lead in the end. */
  readonly leads: readonly Sides[];
}

/** Sentences about what is wrong; none when nothing is. */
export function checkHistory(history: History): readonly string[] {
  const [side, ...others] = history.leads;
  if (side === undefined) return ["nobody was left to look"];
  const versions = collectVersions(history);
  return [
    ...others.flatMap((other, index) =>
      JSON.stringify(other) === JSON.stringify(side)
        ? []
        : [`process ${index + 1} shows the lead something else (A5)`],
    ),
    ...checkOnce(history, versions),
    ...side.locks.flatMap((lock) => checkLock(history, { lock, versions, acting: side.acting })),
    ...checkOpening(history, side),
    ...checkOthersUnseen(history),
  ];
}

/** Every version in the order of the ledger. Sealed ones are known to their member, which knows what it asked for. */
function collectVersions({ lead, members, leads }: History): readonly VersionRow[] {
  const own = [...members].filter(([member]) => member !== lead).flatMap(([, sides]) => sides.versions);
  const ofLead = (leads[0]?.versions ?? []).filter(({ member }) => member === lead);
  return [...own, ...ofLead].sort((a, b) => a.leaf - b.leaf);
}

/** What was said to be done is there once, what was refused is not there, and what nobody knows is there at most once. */
function checkOnce({ entries }: History, versions: readonly VersionRow[]): readonly string[] {
  const wrong: string[] = [];
  const asked = new Map<string, Entry>();
  for (const entry of entries) {
    const { order, answer } = entry;
    if (order.do !== "pledge.place" && order.do !== "pledge.withdraw") continue;
    const member = memberOf(order.seat);
    asked.set(`${member} ${order.at}`, entry);
    const rows = versions.filter((row) => row.member === member && row.at === order.at);
    const least = answer.outcome === "done" ? 1 : 0;
    const most = answer.outcome === "refused" ? 0 : 1;
    if (rows.length < least || rows.length > most)
      wrong.push(
        `${order.do} by ${member} at ${order.at} was ${answer.outcome} and is there ${rows.length} times (A3)`,
      );
  }
  for (const { member, at } of versions)
    if (!asked.has(`${member} ${at}`))
      wrong.push(`a version of ${member} at ${at} was asked for by nobody (A3)`);
  return wrong;
}

/** A lock resolves exactly what stood at its place in the ledger: the same as the slow model finds of the same pledges. */
function checkLock(
  { entries }: History,
  {
    lock,
    versions,
    acting,
  }: {
    readonly lock: LockRow;
    readonly versions: readonly VersionRow[];
    readonly acting: readonly ActingRow[];
  },
): readonly string[] {
  const wrong: string[] = [];
  const orders = new Map(entries.map(({ order }) => [`${memberOf(order.seat)} ${order.at}`, order]));
  // A member has one pledge, but a clock that went back can let its open one count again that was over when it sealed another.
  // Then the open one counts, because everybody has seen it, and what is sealed leaves no trace.
  const [open, sealed] = [new Map<string, readonly ModelLevel[]>(), new Map<string, readonly ModelLevel[]>()];
  for (const version of versions) {
    if (version.leaf >= lock.leaf || (version.sealed && version.round !== lock.round)) continue;
    const asked = orders.get(`${version.member} ${version.at}`)?.with as
      { readonly levels?: readonly ModelLevel[]; readonly validUntil?: string | null } | undefined;
    const until = asked?.validUntil ?? null;
    const counts = !version.withdrawn && (until === null || until >= lock.at);
    const sort = version.sealed ? sealed : open;
    if (counts) sort.set(version.member, asked?.levels ?? []);
    else sort.delete(version.member);
  }
  const pledges = new Map([...sealed, ...open]);
  const expected = new Map(
    [...resolveNaively(pledges)].map(([member, level]) => [
      member,
      describe(pledges.get(member)?.[level - 1]?.measures ?? []),
    ]),
  );
  const found = new Map(
    acting
      .filter(({ round }) => round === lock.round)
      .map(({ member, measures }) => [member, describe(measures)]),
  );
  if (describeAll(expected) !== describeAll(found))
    wrong.push(
      `lock ${lock.round} came to ${describeAll(found)}, the model to ${describeAll(expected)} (A2)`,
    );
  // While the lock stood nothing was placed or withdrawn: neither in the ledger, nor in anybody's answer.
  const end = entries.find(({ order }) => order.at === lock.released);
  for (const version of versions)
    if (
      version.leaf > lock.leaf &&
      (lock.released === null || (end !== undefined && isBefore(version, end, entries)))
    )
      wrong.push(
        `${version.member} changed its pledge at ${version.at} although lock ${lock.round} stood (A3)`,
      );
  return wrong;
}

/** Whether what made this version was answered before the release was even asked for. */
function isBefore(version: VersionRow, release: Entry, entries: readonly Entry[]): boolean {
  const made = entries.find(
    ({ order }) => order.at === version.at && memberOf(order.seat) === version.member,
  );
  return made !== undefined && made.answer.outcome === "done" && made.answered < release.asked;
}

/** All packages open together, once, never before the instant, for good; nobody ever saw some of them. */
function checkOpening({ entries, lead }: History, side: Sides): readonly string[] {
  const wrong: string[] = [];
  const opened = new Set(side.packages.map((one) => one.opened));
  if (opened.size > 1) wrong.push("some packages opened and others did not, or not together (A1, E4)");
  if (side.openings > 1) wrong.push(`T-0 was opened ${side.openings} times (A1)`);
  const [at] = opened;
  if (at != null && side.tZero !== null && at < side.tZero.due)
    wrong.push(`packages opened at ${at}, before ${side.tZero.due}`);
  if (
    (side.tZero?.state === "opened") !== (side.packages.length > 0 && at != null) &&
    side.packages.length > 0
  )
    wrong.push(`T-0 is ${side.tZero?.state ?? "not set"} and packages opened at ${String(at)} (A1)`);
  let first = Infinity;
  for (const { order, answer, answered } of entries) {
    if (order.do === "t-zero.open" && isOpening(answer.value)) first = Math.min(first, answered);
    if (order.do !== "look" || answer.outcome !== "done") continue;
    const seen = answer.value as Sides;
    const states = new Set(seen.packages.map((one) => one.opened !== null));
    if (states.size > 1) wrong.push("somebody saw a part of what opened (E4)");
    if (memberOf(order.seat) === lead && seen.tZero?.state === "opened") first = Math.min(first, answered);
  }
  for (const { order, answer, asked } of entries)
    if (order.do === "look" && answer.outcome === "done" && memberOf(order.seat) === lead && asked > first)
      if ((answer.value as Sides).tZero?.state !== "opened")
        wrong.push(
          `an opening was undone: at ${order.at} T-0 was ${JSON.stringify((answer.value as Sides).tZero)} (A1)`,
        );
  return wrong;
}

/** An opening may come to a stand-down instead, when too many pledges are over by then; the answer says which. */
export function isOpening(value: unknown): boolean {
  return typeof value === "object" && value !== null && "outcome" in value && value.outcome === "opened";
}

/** Whatever a member is shown, at any moment, is its own. */
function checkOthersUnseen({ entries, members, lead }: History): readonly string[] {
  const looks = entries.flatMap(({ order, answer }): [string, Sides][] =>
    order.do === "look" && answer.outcome === "done" ? [[memberOf(order.seat), answer.value as Sides]] : [],
  );
  return [...looks, ...members].flatMap(([member, sides]) => {
    if (member === lead)
      return sides.versions.some((row) => row.sealed && row.member !== lead)
        ? ["the lead saw a sealed pledge (A6)"]
        : [];
    // What has opened is there for all.
    const closed = sides.packages.filter(({ opened }) => opened === null);
    const foreign = [...sides.versions, ...sides.acting, ...closed].filter((row) => row.member !== member);
    return foreign.length === 0 ? [] : [`${member} was shown rows of ${foreign[0]?.member ?? ""} (A6)`];
  });
}

export function memberOf(seat: string): string {
  return seat.split("/")[0] ?? "";
}

function describe(measures: readonly { readonly kind: string; readonly count: number }[]): string {
  return measures
    .map(({ kind, count }) => `${count} ${kind}`)
    .sort()
    .join(", ");
}

function describeAll(levels: ReadonlyMap<string, string>): string {
  return [...levels]
    .map(([member, measures]) => `${member}: ${measures}`)
    .sort()
    .join("; ");
}
