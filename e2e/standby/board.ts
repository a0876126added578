// Somebody who looks at a board: listens to the stream of a node as a browser does, comes back when it ends and says what was
// heard last, and notes when which case was named.
import { setTimeout as pause } from "node:timers/promises";

export interface Told {
  /** Milliseconds of the machine's clock. */
  readonly at: number;
  readonly cases: readonly string[];
  /** Whether it was told on coming back that something was missed. */
  readonly missed: boolean;
}

export interface Board {
  readonly told: readonly Told[];
  /** How often the stream was opened. */
  readonly opened: () => number;
  /** Statuses other than 200 that said something of the session. */
  readonly refused: () => number;
  readonly stop: () => Promise<void>;
}

export function watchBoard(address: string, cookie: string): Board {
  const told: Told[] = [];
  const stopping = new AbortController();
  let [opened, refused, last] = [0, 0, ""];
  const hear = (event: string): void => {
    last = /^id: (\S+)$/m.exec(event)?.[1] ?? last;
    const data = /^data: (.*)$/m.exec(event)?.[1];
    if (data !== undefined) told.push({ at: Date.now(), ...(JSON.parse(data) as Omit<Told, "at">) });
  };
  const listen = async (): Promise<void> => {
    const answer = await fetch(`${address}/api/stream`, {
      headers: { cookie, ...(last === "" ? {} : { "last-event-id": last }) },
      signal: stopping.signal,
    });
    if (answer.status === 401 || answer.status === 404) refused += 1;
    if (answer.status !== 200) return;
    opened += 1;
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of answer.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      events.forEach(hear);
    }
  };
  const listening = (async () => {
    while (!stopping.signal.aborted) {
      await listen().catch(() => undefined);
      await pause(500, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    ...{ told, opened: () => opened, refused: () => refused },
    stop: async () => {
      stopping.abort();
      await listening;
    },
  };
}
