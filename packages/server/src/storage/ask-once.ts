// In a snapshot that several reads share, what one of them asked need not be asked again: the answer would be the same.
import type { Reader } from "./database.ts";

const asked = new WeakMap<Reader, Map<string, Promise<unknown>>>();

/** From now on, until the transaction ends, `askOnce` asks through this reader once. It must never change anything. */
export function shareAnswers(reader: Reader): void {
  asked.set(reader, new Map());
}

/**
 * Asks, unless another read of the same snapshot has. `what` names the question with all that its answer depends on: of
 * labelled rows the view as well, which `askOnceUnder` (access) sees to.
 */
export function askOnce<T>(reader: Reader, what: string, ask: () => Promise<T>): Promise<T> {
  const answers = asked.get(reader);
  if (answers === undefined) return ask();
  const known = answers.get(what);
  if (known !== undefined) return known as Promise<T>;
  const answer = ask();
  answers.set(what, answer);
  return answer;
}
