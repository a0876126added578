// The node's processes, and somebody who keeps asking both: what the standby proof loses leaders under.
import { setTimeout as pause } from "node:timers/promises";
import { startServed } from "../../packages/server/src/cli/served.fixture.ts";
import type { ServedProcess } from "../../packages/server/src/cli/served.fixture.ts";

/** A process of the node by its name. */
export function startProcess(
  name: string,
  {
    settings,
    databaseUrl,
  }: { readonly settings: Readonly<Record<string, string>>; readonly databaseUrl: string },
): Promise<ServedProcess> {
  return startServed({ ...settings, process: name }, { DATABASE_URL: databaseUrl });
}

export interface Asker {
  /** Stops asking; resolves to what it was told. */
  readonly stop: () => Promise<{
    readonly answered: number;
    /** How often it was told that it is not signed in. */
    readonly refused: number;
    readonly longestMs: number;
  }>;
}

/** Asks an address again and again, signed in, and notes how long an answer took at most. */
export function keepAsking(url: string, cookie: string): Asker {
  let [answered, refused, longestMs, stopped] = [0, 0, 0, false];
  const asking = (async () => {
    let last = performance.now();
    while (!stopped) {
      const fine = await fetch(url, { headers: { cookie }, signal: AbortSignal.timeout(60_000) }).then(
        async (answer) => {
          await answer.arrayBuffer();
          if (answer.status === 401) refused += 1;
          return answer.status === 200;
        },
        () => false,
      );
      if (fine) {
        answered += 1;
        longestMs = Math.max(longestMs, performance.now() - last);
        last = performance.now();
      }
      await pause(50);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await asking;
      return { answered, refused, longestMs: Math.round(longestMs) };
    },
  };
}
