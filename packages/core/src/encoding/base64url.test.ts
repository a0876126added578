// base64url of bytes and of text against Node's own, and strictness against the one thing it may not be: lenient.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeBase64url,
  decodeBase64urlText,
  encodeBase64url,
  encodeBase64urlText,
  InputError,
  isBase64urlOf,
} from "./index.ts";

const refusal = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error.code;
    throw error;
  }
  return "accepted";
};
const byteArrays = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.uint8Array({ maxLength: 3000, size: "max" }),
);
const texts = fc.oneof(fc.string({ unit: "binary", maxLength: 60 }), fc.string({ maxLength: 60 }));

describe("base64url", () => {
  it("writes bytes as Node does and reads them back", () => {
    fc.assert(
      fc.property(byteArrays, (bytes) => {
        const text = encodeBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString("base64url"));
        expect(decodeBase64url(text)).toEqual(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it("writes text as Node does and reads it back, at any length", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(1, 1, 1, 700, 30_000), (piece, times) => {
        const text = piece.repeat(Math.ceil(times / Math.max(1, piece.length)));
        fc.pre(text.isWellFormed());
        const encoded = encodeBase64urlText(text);
        expect(encoded).toBe(Buffer.from(text).toString("base64url"));
        expect(decodeBase64urlText(encoded)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it("accepts a text exactly when it is the one spelling of its bytes", () => {
    const letter = fc.constantFrom(...Array.from("ABQZabgz0189-_+/= \t\n\r\f.~é"));
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 9 }), (letters) => {
        const text = letters.join("");
        const isOurs = Buffer.from(text, "base64url").toString("base64url") === text;
        expect(refusal(() => decodeBase64url(text))).toBe(isOurs ? "accepted" : "BASE64_INVALID");
        expect(["accepted", "SHAPE_INVALID"].includes(refusal(() => decodeBase64urlText(text)))).toBe(isOurs);
      }),
      { numRuns: 5000 },
    );
  });

  it("tells a spelling of so many bytes without decoding it as decoding does", () => {
    const letter = fc.constantFrom(...Array.from("ABQZabgz0189-_+/= \t~éĀ"));
    fc.assert(
      fc.property(fc.array(letter, { maxLength: 9 }), fc.nat(8), (letters, length) => {
        const text = letters.join("");
        const isSound = refusal(() => decodeBase64url(text)) === "accepted";
        expect(isBase64urlOf(text, length)).toBe(isSound && decodeBase64url(text).length === length);
      }),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(byteArrays, (bytes) => {
        expect(isBase64urlOf(encodeBase64url(bytes), bytes.length)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("refuses bytes that are not UTF-8 where text is expected", () => {
    for (const bytes of [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x61, 0x80]])
      expect(refusal(() => decodeBase64urlText(encodeBase64url(Uint8Array.from(bytes))))).toBe(
        "SHAPE_INVALID",
      );
  });
});
