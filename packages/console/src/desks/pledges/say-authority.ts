// On whose authority something is pledged, in words.
import { authorities } from "@entente/core/arrangements";
import type { Say } from "../../words/locale.tsx";
import type { pledgeWords } from "./pledge-words.ts";

/** What is not known is printed as the node wrote it. */
export function sayAuthority(say: Say<keyof (typeof pledgeWords)["en"]>, authority: string): string {
  const known = authorities.find((one) => one === authority);
  return known === undefined ? authority : say(`authority.${known}`);
}
