// Whether a cut still carries its judgements: a claim that is shown without what it rests on is worth less than it says.
// Bad news is passed on from what is withheld to what rests on it, each judgement once, so that judgements which rest on
// each other in a circle are carried as long as nothing in the circle is missing.
import type { MarkedDocument } from "../documents/index.ts";
import type { Sufficiency } from "./plan.ts";

/** The judgements of a document and what they rest on. */
export interface Claims {
  /** Portion ids in document order. */
  readonly judgements: readonly string[];
  /** For each judgement the portions it rests on, each once. */
  readonly supports: readonly (readonly string[])[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** For each judgement the judgements that rest on it. */
  readonly dependents: readonly (readonly number[])[];
}

export function listClaims({ portions, footnotes }: MarkedDocument): Claims {
  const claims = [...portions, ...footnotes].flatMap(({ id, judgement }) =>
    judgement === null ? [] : [{ id, supports: [...new Set(judgement.supports)] }],
  );
  const indexOf = new Map(claims.map(({ id }, index) => [id, index]));
  const dependents = claims.map((): number[] => []);
  for (const [index, { supports }] of claims.entries())
    for (const support of supports) dependents[indexOf.get(support) ?? -1]?.push(index);
  return {
    judgements: claims.map(({ id }) => id),
    supports: claims.map(({ supports }) => supports),
    ...{ indexOf, dependents },
  };
}

/** What a reader must see for every judgement to be carried. */
export function listNeeded({ judgements, supports }: Claims): ReadonlySet<string> {
  return new Set([...judgements, ...supports.flat()]);
}

/** The verdict on every judgement for a class that sees the portions for which `isSeen` holds. */
export function judgeSufficiency(
  { judgements, supports, indexOf, dependents }: Claims,
  isSeen: (portion: string) => boolean,
): readonly Omit<Sufficiency, "class">[] {
  const withheld = judgements.map((id) => !isSeen(id));
  const isMissing = (id: string): boolean => !indexOf.has(id) && !isSeen(id);
  const left = supports.map((list) => list.filter((id) => !isMissing(id)).length);
  // Worth nothing: withheld, or everything it rests on is.
  const gone = spread(
    judgements.flatMap((_, index) => (withheld[index] === true || isBare(index) ? [index] : [])),
    (index) => (left[index] = (left[index] ?? 0) - 1) === 0,
  );
  const flawed = spread(
    judgements.flatMap((_, index) =>
      gone.has(index) || supports[index]?.some(isMissing) === true ? [index] : [],
    ),
    () => true,
  );

  function isBare(index: number): boolean {
    return left[index] === 0 && (supports[index]?.length ?? 0) > 0;
  }

  /** Those of `start` and all that rest on them for which `falls` says so, asked once per support that fell. */
  function spread(start: readonly number[], falls: (index: number) => boolean): ReadonlySet<number> {
    const fallen = new Set(start);
    for (const index of fallen)
      for (const dependent of dependents[index] ?? [])
        if (!fallen.has(dependent) && falls(dependent)) fallen.add(dependent);
    return fallen;
  }

  return judgements.map((judgement, index) => {
    if (withheld[index] === true) return { judgement, verdict: "withheld", missing: [] };
    const isLost = (id: string): boolean => isMissing(id) || flawed.has(indexOf.get(id) ?? -1);
    return {
      judgement,
      verdict: gone.has(index) ? "unsupported" : flawed.has(index) ? "weakened" : "carried",
      missing: flawed.has(index) ? (supports[index] ?? []).filter(isLost) : [],
    };
  });
}
