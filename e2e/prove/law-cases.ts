// The random cases of the laws of markings, which the oracle decides too: communities in which anything may be so, and
// markings in threes, unmarked and unknown among them.
import fc from "fast-check";
import type { Community, Marking } from "../../packages/core/src/markings/index.ts";
import {
  canonicalMarkings,
  clearances,
  communities,
  markings,
} from "../../packages/core/src/markings/markings.fixture.ts";

/** How many cases share a community. */
export const SHARED = 8;

export interface Triple {
  readonly a: Marking | null;
  readonly b: Marking | null;
  readonly c: Marking | null;
}

export interface LawCase {
  readonly community: Community;
  readonly triples: readonly Triple[];
  /** What the member at `who` is given on top of its own. */
  readonly gift: Community["members"][number]["clearances"];
  readonly who: number;
}

const triple = fc.record({ a: canonicalMarkings, b: canonicalMarkings, c: markings });
export const lawCases: fc.Arbitrary<LawCase> = fc.record({
  community: communities,
  triples: fc.array(triple, { minLength: SHARED, maxLength: SHARED }),
  gift: clearances,
  who: fc.nat(),
});
