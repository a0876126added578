// Where the member stands in a case of another node: what it answered, or for how long it has not.
import type { Say } from "../../words/locale.tsx";
import type { ListedCase } from "./foreign-reads.ts";
import type { foreignWords } from "./foreign-words.ts";

type Name = keyof (typeof foreignWords)["en"];
const KNOWN = ["considering", "supportive", "committed", "declined"] as const;

/** @param now milliseconds of the reader's clock: an exercise's own time is not known here. */
export function sayStanding(
  say: Say<Name>,
  { position, answerBy }: Pick<ListedCase, "position" | "answerBy">,
  now: number = Date.now(),
): { readonly said: string; readonly late: boolean } {
  if (position !== null) {
    const word = KNOWN.find((one) => position === one);
    return { said: word === undefined ? position : say(`position.${word}`), late: false };
  }
  const late = Date.parse(answerBy) < now;
  return { said: say(late ? "state.late" : "state.open"), late };
}
