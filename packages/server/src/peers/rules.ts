// What is decided about other nodes without asking anybody: which words name which node, and when it is tried again.
import { epochMilliseconds, instantAt } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { SPOKEN_WORDS, spellFingerprint, spellWords } from "@entente/core/keys";

/** How a fingerprint is read aloud: twelve words, or sixteen groups of digits for whoever does not share the words. */
export function spellNode(fingerprint: string): { readonly words: string; readonly digits: string } {
  return { words: spellWords(fingerprint, SPOKEN_WORDS), digits: spellFingerprint(fingerprint) };
}

/** Whether what a person typed is how this fingerprint is read aloud, in words or in digits, whole. */
export function isSpelled(fingerprint: string, heard: string): boolean {
  const { words, digits } = spellNode(fingerprint);
  const plain = heard.trim().toLowerCase().replaceAll(/\s+/g, " ");
  return plain === words || plain.replaceAll(" ", "") === digits.replaceAll(" ", "");
}

/** How often letters are brought and fetched. */
export interface PeerPace {
  /** Milliseconds between two looks for what is to be brought. */
  readonly lookMs: number;
  /** How often a node is asked that has nothing to be told: one without an address of ours brings and fetches at once. */
  readonly askMs: number;
  /** How long is waited after the first delivery that failed; then twice as long each time. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** Seconds that one bringing may take, from the name to the last byte of the answer. */
  readonly seconds: number;
}

export const usualPace: PeerPace = {
  ...{ lookMs: 1_000, askMs: 60_000, firstWaitMs: 2_000, longestWaitMs: 15 * 60_000, seconds: 60 },
};

/** When a delivery that failed so many times is tried again. */
export function nextTry(at: Instant, tries: number, { firstWaitMs, longestWaitMs }: PeerPace): Instant {
  const wait = Math.min(firstWaitMs * 2 ** Math.min(tries - 1, 20), longestWaitMs);
  return instantAt(epochMilliseconds(at) + wait);
}

/**
 * Whether it is time for the next try. A wait longer than any that is made was written by a clock that ran ahead and was put
 * right since: it is over.
 */
export function isDue(nextTryAt: Instant | null, now: Instant, { longestWaitMs }: PeerPace): boolean {
  if (nextTryAt === null) return true;
  const left = epochMilliseconds(nextTryAt) - epochMilliseconds(now);
  return left <= 0 || left > longestWaitMs;
}
