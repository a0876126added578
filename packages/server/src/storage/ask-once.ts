// In one snapshot, which several reads may share, what was asked need not be asked again: the answer would be the same.
import type { Reader } from "./database.ts";

const asked = new WeakMap<Reader, Map<string, Promise<unknown>>>();

/** From now on `askOnce` asks once through this reader: one snapshot, in which nothing changes. */
export function shareAnswers(reader: Reader): void {
  asked.set(reader, new Map());
}

/**
 * Asks, unless it was asked in the same snapshot; inside a change it always asks. `what` names the question with all that its answer depends on: of
 * labelled rows the view as well, which `askOnceUnder` (access) sees to.
 */
export function askOnce<T>(reader: Reader, what: string, ask: () => Promise<T>): Promise<T> {
  const answers = asked.get(reader);
  if (answers === undefined) return ask();
  const known = answers.get(what);
  if (known !== undefined) return known as Promise<T>;
  const answer = ask();
  // Whoever waits for it hears of it; what was asked ahead may be wanted by nobody.
  answer.catch(() => undefined);
  answers.set(what, answer);
  return answer;
}
