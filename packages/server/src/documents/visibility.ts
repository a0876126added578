// Who may see which place of a document, and why not the others: decided once for each distinct marking.
import { parseMarkedText } from "@entente/core/documents";
import { explainAudience, printBanner } from "@entente/core/markings";
import type { CompiledCommunity } from "@entente/core/markings";
import { listPlaces } from "./portions.ts";

export interface Visibility {
  /** Member ids, in the order of the community. */
  readonly members: readonly string[];
  readonly markings: readonly {
    /** Printed in full. */
    readonly banner: string;
    readonly audience: readonly string[];
    readonly excluded: readonly { readonly member: string; readonly reason: string }[];
  }[];
  readonly places: readonly {
    /** `p7`, or `p7/2` for its third span. */
    readonly place: string;
    readonly kind: string;
    /** Position in `markings`; null: unmarked, so nobody's. */
    readonly marking: number | null;
  }[];
}

/** The matrix of places and members of a marked text. */
export function composeVisibility(source: string, community: CompiledCommunity): Visibility {
  const { policies, members } = community.community;
  const positions = new Map<string, number>();
  const markings: Visibility["markings"][number][] = [];
  const places = listPlaces(parseMarkedText(source, policies).document, policies).map(
    ({ place, kind, marking }) => {
      if (marking === null) return { place, kind, marking: null };
      const banner = printBanner(marking, policies);
      const known = positions.get(banner);
      if (known !== undefined) return { place, kind, marking: known };
      const position = markings.length;
      positions.set(banner, position);
      markings.push({ banner, ...explainAudience(marking, community) });
      return { place, kind, marking: position };
    },
  );
  return { members: members.map(({ id }) => id), markings, places };
}
