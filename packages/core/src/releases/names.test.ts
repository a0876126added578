import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { drawNames } from "./index.ts";

/** Fresh bytes at every call, the same for the same seed. */
function openStream(seed: number): (length: number) => Uint8Array {
  let block = 0;
  return (length) =>
    Uint8Array.from({ length }, (_, at) => {
      if (at % 32 === 0) block += 1;
      return createHash("sha256").update(`${seed}/${block}`).digest()[at % 32] ?? 0;
    });
}

describe("a drawn name", () => {
  it("begins with a letter whatever bytes are drawn, so that no command line takes it for an option", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        const draw = drawNames(() => bytes, 1);
        expect(draw()).toMatch(/^[A-Za-f][A-Za-z0-9_-]{21}$/);
      }),
      { numRuns: 2_000, examples: [[new Uint8Array(16).fill(0xff)], [new Uint8Array(16).fill(0xfb)]] },
    );
  });

  it("is another each time, however many are drawn at once", () => {
    for (const atOnce of [1, 7, 256]) {
      const draw = drawNames(openStream(atOnce), atOnce);
      const names = Array.from({ length: 600 }, draw);
      expect(new Set(names).size).toBe(600);
      expect(names.every((name) => /^[A-Za-f]/.test(name))).toBe(true);
    }
  });
});
