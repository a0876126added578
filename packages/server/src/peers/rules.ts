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

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** When a delivery that failed so many times is tried again: twice as long each time, up to a quarter of an hour. */
export function nextTry(at: Instant, tries: number): Instant {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 20), LONGEST_WAIT_MS);
  return instantAt(epochMilliseconds(at) + wait);
}
