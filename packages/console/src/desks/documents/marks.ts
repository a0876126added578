// The marks a scheme allows, put together by the core: what it refuses is not offered.
import { parseMark, printMark } from "@entente/core/markings";
import type { CompiledCommunity, Marking, Policy } from "@entente/core/markings";

export interface MarkParts {
  readonly policy: string;
  /** Full name of the level. */
  readonly level: string;
  readonly caveats: readonly string[];
  /** Codes of members and groups; null: everyone who is cleared. */
  readonly list: readonly string[] | null;
}

/** The mark as it is typed and how many members may read under it; null for what the scheme does not take. */
export function composeMark(
  { policy, level, caveats, list }: MarkParts,
  documentPolicy: string,
  community: CompiledCommunity,
): { readonly mark: string; readonly readers: number } | null {
  const { policies } = community.community;
  const marking: Marking = {
    terms: [
      {
        ...{ policy, level, notes: [], oneOf: [] },
        caveats: [...caveats].sort(),
        releasableTo: list === null ? [] : [[...list].sort()],
      },
    ],
  };
  try {
    const mark = printMark(marking, documentPolicy, policies);
    // Whatever is offered is read back: a mark that means something else to the reader is no choice.
    const read = parseMark(mark, documentPolicy, policies);
    return { mark, readers: community.audienceOf(read).members().length };
  } catch {
    return null;
  }
}

/** Caveats that decide who may read, of the scheme and of the community. */
export function listCaveats({ caveats }: Policy, level: string): readonly string[] {
  return caveats
    .filter(({ kind, levels }) => kind === "restrictive" && (levels === null || levels.includes(level)))
    .map(({ name }) => name);
}
