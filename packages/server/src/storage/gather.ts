// What many ask for at the same time is asked of the database together: while one round is under way the next collects. Each
// is in a round that began after it was asked, so nothing is answered from before.
import { setImmediate as turn } from "node:timers/promises";

export interface Rounds {
  /** So many in one round at most. */
  readonly size: number;
  /** So many rounds at the same time at most; a further one begins when the first would be too small for who waits. */
  readonly atOnce: number;
}

/** What became of one of a round. */
export type Outcome<T> = { readonly given: T } | { readonly refused: unknown };

interface Waiting<Wanted, Given> {
  readonly wanted: Wanted;
  readonly settle: (outcome: Outcome<Given>) => void;
}

/**
 * Gives a function that answers one, by way of `answer`, which answers a round: one outcome for each, in their order. A
 * round that fails refuses all of its own.
 */
export function gather<Wanted, Given>(
  { size, atOnce }: Rounds,
  answer: (wanted: readonly Wanted[]) => Promise<readonly Outcome<Given>[]>,
): (wanted: Wanted) => Promise<Given> {
  const waiting: Waiting<Wanted, Given>[] = [];
  let underWay = 0;
  const answerAll = async (round: typeof waiting): Promise<readonly Outcome<Given>[]> => {
    try {
      return await answer(round.map(({ wanted }) => wanted));
    } catch (refused) {
      return round.map(() => ({ refused }));
    }
  };
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      // Those who come in the same turns go along; the first turn in which nobody comes ends the wait.
      for (let before = 0; before < waiting.length && waiting.length < size;) {
        before = waiting.length;
        await turn();
      }
      const round = waiting.splice(0, size);
      const outcomes = await answerAll(round);
      for (const [place, { settle }] of round.entries())
        settle(outcomes[place] ?? { refused: new Error("a round left one of its own without an answer") });
    }
    underWay -= 1;
  };
  return (wanted) => {
    const { promise, resolve, reject } = Promise.withResolvers<Given>();
    waiting.push({
      wanted,
      settle: (outcome) => ("given" in outcome ? resolve(outcome.given) : reject(outcome.refused)),
    });
    if (underWay === 0 || (underWay < atOnce && waiting.length >= size)) {
      underWay += 1;
      void run();
    }
    return promise;
  };
}
