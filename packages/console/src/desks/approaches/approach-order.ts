// How the board of members is ordered, filtered and counted. Pure.

/** From the strongest word to none at all. */
export const standingOrder = [
  "committed",
  "supportive",
  "considering",
  "asked",
  "opened the annex",
  "opened",
  "delivered",
  "not delivered",
  "lapsed",
  "declined",
] as const;
export type KnownStanding = (typeof standingOrder)[number];

const SPOKEN: readonly string[] = ["committed", "supportive", "considering", "declined"];

/** Null for a standing this console does not know: it is printed as the node wrote it. */
export function knowStanding(standing: string): KnownStanding | null {
  return standingOrder.find((one) => one === standing) ?? null;
}

interface Row {
  readonly member: string;
  readonly name: string;
  readonly standing: string;
  readonly ask: string;
}

export interface BoardFilter {
  readonly words: string;
  /** Null: whatever it is. */
  readonly standing: string | null;
}

export function filterBoard<One extends Row>(
  rows: readonly One[],
  { words, standing }: BoardFilter,
): readonly One[] {
  const needle = words.trim().toLowerCase();
  return rows.filter(
    (row) =>
      (standing === null || row.standing === standing) &&
      (needle === "" ||
        [row.name, row.member, row.standing, row.ask].some((text) => text.toLowerCase().includes(needle))),
  );
}

/** How many stand where, in the order of the board; who stands nowhere known comes last. */
export function countStandings(
  rows: readonly Row[],
): readonly (readonly [standing: string, count: number])[] {
  const counts = new Map<string, number>(standingOrder.map((one) => [one, 0]));
  for (const { standing } of rows) counts.set(standing, (counts.get(standing) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 0);
}

export const rankStanding = (standing: string): number => {
  const at = standingOrder.findIndex((one) => one === standing);
  return at === -1 ? standingOrder.length : at;
};

/** Who took a position, and who was reached or approached and did not. */
export function countVoices(rows: readonly Row[]): { readonly answered: number; readonly silent: number } {
  const answered = rows.filter(({ standing }) => SPOKEN.includes(standing)).length;
  return { answered, silent: rows.length - answered };
}

/** Whose silence can be written down at `now`: the node decides once more. */
export function listSilent<One extends Row & { readonly answerBy: string }>(
  rows: readonly One[],
  now: string,
): readonly One[] {
  return rows.filter(
    ({ standing, answerBy }) =>
      ["delivered", "opened", "opened the annex"].includes(standing) &&
      Date.parse(now) > Date.parse(answerBy),
  );
}

interface Asked {
  readonly state: string;
  readonly due: string;
}

/** Late ones first, then those that wait by when they are due, then what is done, the newest first. */
export function sortQuestions<One extends Asked>(questions: readonly One[]): readonly One[] {
  const rank = ({ state }: Asked): number => (state === "overdue" ? 0 : state === "open" ? 1 : 2);
  return questions.toSorted((a, b) => {
    const by = rank(a) - rank(b);
    if (by !== 0) return by;
    const later = Date.parse(a.due) - Date.parse(b.due);
    return rank(a) === 2 ? -later : later;
  });
}

export const isWaiting = ({ state }: Pick<Asked, "state">): boolean =>
  state === "open" || state === "overdue";
