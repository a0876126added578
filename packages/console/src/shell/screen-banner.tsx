// The banner of the screen: the join of the banners of everything on it, worked out by the same core as everywhere. A desk
// says what it shows; what it has not said yet is covered by the case's own banner.
import { builtInPolicies, joinMarkings, parseBanner } from "@entente/core/markings";
import type { Marking } from "@entente/core/markings";
import { printBands } from "@entente/core/printing";
import type { BannerBand } from "@entente/core/printing";
import { createContext, use, useEffect } from "react";

/** Tells the frame what is on the screen; an empty list: nothing that is marked. */
export const BannerContext = createContext<(texts: readonly string[]) => void>(() => undefined);

const UNKNOWN = { colour: "#444444", ink: "#ffffff" };

/** The bands for a list of banners. One that cannot be read here stands as it is, beside the others: nothing is dropped. */
export function bandsOf(texts: readonly string[]): readonly BannerBand[] {
  const strange: string[] = [];
  let joined: Marking | null = null;
  for (const text of [...new Set(texts)].sort()) {
    const marking = read(text);
    const next: Marking | null =
      marking === null || joined === null ? marking : joinMarkings(joined, marking, builtInPolicies);
    if (next === null) strange.push(text);
    else joined = next;
  }
  return [
    ...(joined === null ? [] : printBands(joined, builtInPolicies)),
    ...strange.map((text) => ({ text, ...UNKNOWN })),
  ];
}

function read(text: string): Marking | null {
  try {
    return parseBanner(text, builtInPolicies);
  } catch {
    return null;
  }
}

/** For a desk: the banners of all it shows, as the node printed them. */
export function useScreenBanner(texts: readonly string[]): void {
  const tell = use(BannerContext);
  const all = texts.join("\n");
  useEffect(() => {
    tell(all === "" ? [] : all.split("\n"));
  }, [tell, all]);
}
