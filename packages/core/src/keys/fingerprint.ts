// How a fingerprint is read aloud: as words, which people hear and compare without slips, and as hexadecimal digits.
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { decodeBase64url, encodeHex, InputError } from "../encoding/index.ts";

/** What a fingerprint is read aloud as everywhere: 132 bits, out of reach for whoever looks for a second key with them. */
export const SPOKEN_WORDS = 12;
const BITS_PER_WORD = 11;

/** A key's thumbprint for reading aloud: sixteen groups of four hexadecimal digits. */
export function spellFingerprint(thumbprint: string): string {
  return (encodeHex(decodeBase64url(thumbprint)).match(/.{4}/g) ?? []).join(" ");
}

/**
 * The first `count` words of a fingerprint: eleven bits each, from the front, in the English list of BIP-39. No checksum:
 * the words are compared, never typed back.
 * @param fingerprint base64url, as `thumbprint` and `fingerprintIssuer` give it.
 * @throws InputError BASE64_INVALID; SHAPE_INVALID when the fingerprint is too short for so many words.
 */
export function spellWords(fingerprint: string, count: number): string {
  const bytes = decodeBase64url(fingerprint);
  if (count * BITS_PER_WORD > bytes.length * 8)
    throw new InputError("SHAPE_INVALID", `A fingerprint of ${bytes.length} bytes has no ${count} words`);
  const bitAt = (at: number): number => ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
  return Array.from({ length: count }, (_, word) => {
    let index = 0;
    for (let bit = 0; bit < BITS_PER_WORD; bit++) index = index * 2 + bitAt(word * BITS_PER_WORD + bit);
    return wordlist[index] ?? "";
  }).join(" ");
}

const known: ReadonlySet<string> = new Set(wordlist);

/** Whether a word is one of those that fingerprints are read aloud in: what a person misheard is seen word by word. */
export function isSpokenWord(word: string): boolean {
  return known.has(word);
}
