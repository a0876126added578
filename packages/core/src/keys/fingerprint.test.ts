// Fingerprints as people compare them by voice.
import { entropyToMnemonic } from "@scure/bip39";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBase64url, encodeHex } from "../encoding/index.ts";
import { isSpokenWord, SPOKEN_WORDS, spellFingerprint, spellWords } from "./index.ts";

const digest = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe("spellWords", () => {
  it("gives the words BIP-39 gives for the same bits; its last word holds the checksum and is ours alone", () => {
    fc.assert(
      fc.property(digest, (bytes) => {
        const theirs = entropyToMnemonic(bytes.slice(0, 16), wordlist).split(" ");
        const ours = spellWords(encodeBase64url(bytes), SPOKEN_WORDS).split(" ");
        expect(ours).toHaveLength(12);
        expect(ours.slice(0, 11)).toEqual(theirs.slice(0, 11));
      }),
    );
  });

  it("differs wherever one of its 132 bits differs, and nowhere else", () => {
    fc.assert(
      fc.property(digest, fc.nat(255), (bytes, at) => {
        const other = bytes.slice();
        other[at >> 3] = (other[at >> 3] ?? 0) ^ (0x80 >> (at & 7));
        const same = spellWords(encodeBase64url(bytes), 12) === spellWords(encodeBase64url(other), 12);
        expect(same).toBe(at >= 132);
      }),
    );
  });

  it("says no words that the fingerprint has no bits for", () => {
    expect(spellWords(encodeBase64url(new Uint8Array(32)), 23)).toBe(Array(23).fill("abandon").join(" "));
    expect(() => spellWords(encodeBase64url(new Uint8Array(32)), 24)).toThrow(
      expect.objectContaining({ code: "SHAPE_INVALID" }),
    );
  });
});

describe("isSpokenWord", () => {
  it("knows every word that is read aloud, and nothing else", () => {
    fc.assert(
      fc.property(digest, (bytes) => {
        const words = spellWords(encodeBase64url(bytes), SPOKEN_WORDS).split(" ");
        expect(words.every(isSpokenWord)).toBe(true);
      }),
    );
    for (const none of ["", "Abandon", "abandon ", "entente", "__proto__"])
      expect(isSpokenWord(none)).toBe(false);
  });
});

describe("spellFingerprint", () => {
  it("is all of the thumbprint in groups of four hexadecimal digits", () => {
    fc.assert(
      fc.property(digest, (bytes) => {
        const spelled = spellFingerprint(encodeBase64url(bytes));
        expect(spelled).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
        expect(spelled.replaceAll(" ", "")).toBe(encodeHex(bytes));
      }),
    );
  });
});
