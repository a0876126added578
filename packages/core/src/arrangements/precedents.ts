// What a member did before, from measures that are on record: the shortest argument there is. Only its own measures are told,
// and of each case only what has sources and was found to be true.
import type { MeasureKind } from "../kinds/index.ts";
import { sayMeasure } from "../kinds/index.ts";

/** What is needed of an earlier case; a `coalition-case/1` file as read has it. */
export interface EarlierCase {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly incident: { readonly date: string };
  readonly measures: readonly {
    readonly actor: string;
    readonly kind: string;
    readonly count: number | null;
    readonly announced: string | null;
    readonly verified: boolean;
  }[];
}

export interface Precedent {
  readonly case: string;
  readonly year: string;
  readonly text: string;
}

/** A row that says a member was asked and took nothing. */
const NOTHING = "none";

/** What `member` did in each of the cases whose act was before `before` (a day), the latest first. */
export function listPrecedents(
  cases: readonly EarlierCase[],
  {
    member,
    before,
    kinds,
  }: { readonly member: string; readonly before: string; readonly kinds: readonly MeasureKind[] },
): readonly Precedent[] {
  return cases
    .filter(({ incident }) => incident.date < before)
    .toSorted((a, b) => (a.incident.date < b.incident.date ? 1 : -1))
    .flatMap((earlier) => tell(earlier, member, kinds));
}

function tell(earlier: EarlierCase, member: string, kinds: readonly MeasureKind[]): readonly Precedent[] {
  const taken = new Map<string, number>();
  let first: string | null = null;
  for (const { actor, kind, count, announced, verified } of earlier.measures) {
    if (actor !== member || !verified || kind === NOTHING) continue;
    taken.set(kind, (taken.get(kind) ?? 0) + (count ?? 1));
    if (announced !== null && (first === null || announced < first)) first = announced;
  }
  if (taken.size === 0) return [];
  const year = (first ?? earlier.incident.date).slice(0, 4);
  const deeds = [...taken].map(([kind, count]) => sayMeasure(kinds, kind, count)).join(", ");
  const verb = member === earlier.lead ? "led" : "joined";
  return [{ case: earlier.id, year, text: `In ${year} you ${verb} with ${deeds} (${earlier.title}).` }];
}
