// A writer of the standby proof: a desk that asks question after question over HTTP, each text once, with a session of its own
// and a key for each change. Half of them send again what was not acknowledged, with the same key, until it is; the others
// leave it and say so.
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { UNANSWERED } from "./writes.ts";
import type { Written } from "./writes.ts";

/** A credential may change something 300 times a minute. */
const BETWEEN_MS = 210;

export interface Way {
  readonly address: string;
  readonly slug: string;
  /** The session, as a browser carries it. */
  readonly cookie: string;
}

export interface Writer {
  readonly said: readonly Written[];
  /** How often something was sent again. */
  readonly again: () => number;
  /** Lets it finish what it has begun. */
  readonly stop: () => Promise<void>;
}

/** Asks one question. @returns null when it was acknowledged, else why not. */
export async function ask({ address, slug, cookie }: Way, text: string, key: string): Promise<string | null> {
  try {
    const answer = await fetch(`${address}/api/cases/${slug}/questions`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify({ text, place: null, told: null }),
      signal: AbortSignal.timeout(60_000),
    });
    const said = (await answer.json()) as { readonly code?: string };
    return answer.status === 200 ? null : (said.code ?? UNANSWERED);
  } catch {
    return UNANSWERED;
  }
}

export const makeKey = (): string => randomBytes(18).toString("base64url");

export function startWriter(
  way: Way,
  { name, insists }: { readonly name: string; readonly insists: boolean },
): Writer {
  const said: Written[] = [];
  const ending = new AbortController();
  const isEnding = (): boolean => ending.signal.aborted;
  let again = 0;
  const writing = (async () => {
    for (let round = 0; !isEnding(); round += 1) {
      const subject = `${name}-${round}`;
      const key = makeKey();
      const begun = Date.now();
      let code = await ask(way, subject, key);
      for (; code !== null && insists && !isEnding(); again += 1) {
        await pause(BETWEEN_MS);
        code = await ask(way, subject, key);
      }
      said.push({ subject, code, begun, ended: Date.now() });
      await pause(Math.max(0, BETWEEN_MS - (Date.now() - begun)));
    }
  })();
  return {
    said,
    again: () => again,
    stop: async () => {
      ending.abort();
      await writing;
    },
  };
}
