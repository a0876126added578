// What a desk can say, and as what the node keeps it.
import type { Say } from "../../words/locale.tsx";
import type { inboxWords } from "./inbox-words.ts";

export type InboxName = keyof (typeof inboxWords)["en"];

/** In the order in which they are offered. */
export const answers = [
  { id: "considering", position: "considering" },
  { id: "committed", position: "committed" },
  { id: "conditional", position: "supportive" },
  { id: "statement", position: "supportive" },
  { id: "acquiescence", position: "declined" },
  { id: "declined", position: "declined" },
] as const;
export type AnswerId = (typeof answers)[number]["id"];

const KNOWN = ["considering", "supportive", "committed", "declined", "lapsed"] as const;

/** A position in the reader's language; one that is not known here as it is. */
export function sayPosition(say: Say<InboxName>, position: string): string {
  const known = KNOWN.find((one) => one === position);
  return known === undefined ? say("position.other", { position }) : say(`position.${known}`);
}
