import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { utf8 } from "@entente/core/encoding";
import {
  createEd25519Signer,
  createMlDsaSigner,
  portablePrimitives,
  publicKeyBytes,
  thumbprint,
} from "@entente/core/keys";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodePrimitives } from "./node-primitives.ts";

const { Point } = ed25519;
// A point of order 8, and with it keys and signatures on which lenient and strict implementations part.
const TORSION = Point.fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
const littleEndian = (bytes: Uint8Array): bigint =>
  BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
const toBytes = (scalar: bigint): Uint8Array =>
  Uint8Array.from(Buffer.from(scalar.toString(16).padStart(64, "0"), "hex").reverse());

function verifyBoth(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const portable = portablePrimitives.verifyEd25519(key, message, signature);
  expect(nodePrimitives.verifyEd25519(key, message, signature)).toBe(portable);
  return portable;
}

/** A signature made by hand, with torsion added to key and R as asked. */
function signTwisted(secret: bigint, nonce: bigint, twist: { key: bigint; r: bigint }, message: Uint8Array) {
  const key = Point.BASE.multiply(secret).add(TORSION.multiplyUnsafe(twist.key)).toBytes();
  const r = Point.BASE.multiply(nonce).add(TORSION.multiplyUnsafe(twist.r)).toBytes();
  const k = littleEndian(sha512(Uint8Array.of(...r, ...key, ...message)));
  const s = Point.Fn.create(nonce + k * secret);
  return { key, signature: Uint8Array.of(...r, ...toBytes(s)) };
}

const seed = fc.uint8Array({ minLength: 32, maxLength: 32 });
const message = fc.uint8Array({ maxLength: 80 });

describe("Node's primitives and the portable ones", () => {
  it("hash alike", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(nodePrimitives.sha256(bytes)).toEqual(portablePrimitives.sha256(bytes));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        expect(nodePrimitives.digestText(text)).toBe(portablePrimitives.digestText(text));
      }),
    );
  });

  it("hash the nodes of a tree alike, and as the definition says", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ minLength: 64, maxLength: 64 }), { maxLength: 5 }), (list) => {
        const count = list.length;
        const pairs = Uint8Array.from(list.flatMap((pair) => [...pair]));
        const nodes = Array.from({ length: count }, (_, index) =>
          portablePrimitives.sha256(Uint8Array.of(1, ...pairs.subarray(index * 64, index * 64 + 64))),
        );
        for (const { hashNodes } of [nodePrimitives, portablePrimitives])
          expect(hashNodes(pairs)).toEqual(Uint8Array.from(nodes.flatMap((node) => [...node])));
      }),
    );
  });

  it("accept true signatures and refuse any changed byte alike", () => {
    fc.assert(
      fc.property(seed, message, fc.nat(), fc.integer({ min: 1, max: 255 }), (secret, text, at, change) => {
        const signer = createEd25519Signer(secret);
        const key = Uint8Array.from(Buffer.from(signer.publicKey.x, "base64url"));
        const signature = signer.sign(text);
        expect(verifyBoth(key, text, signature)).toBe(true);
        const other = signature.slice();
        other[at % 64] = (other[at % 64] ?? 0) ^ change;
        expect(verifyBoth(key, text, other)).toBe(false);
        const otherKey = key.slice();
        otherKey[at % 32] = (otherKey[at % 32] ?? 0) ^ change;
        expect(verifyBoth(otherKey, text, signature)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it("refuse keys and signatures of any wrong length or content alike", () => {
    const bytes = fc.uint8Array({ maxLength: 70 });
    const full = fc.uint8Array({ minLength: 64, maxLength: 64 });
    fc.assert(
      fc.property(fc.oneof(seed, bytes), message, fc.oneof(full, bytes), (key, text, signature) => {
        expect(verifyBoth(key, text, signature)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it("refuse keys and nonces of small order and spellings beyond the field, under which anything would pass", () => {
    const text = new Uint8Array([1, 2, 3]);
    for (let multiple = 0n; multiple < 8n; multiple += 1n) {
      const point = TORSION.multiplyUnsafe(multiple).toBytes();
      const zero = new Uint8Array(32);
      expect(verifyBoth(point, text, Uint8Array.of(...point, ...zero))).toBe(false);
      expect(verifyBoth(point, text, Uint8Array.of(1, ...new Uint8Array(31), ...zero))).toBe(false);
    }
    for (let last = 237; last < 256; last += 1) {
      const beyond = Uint8Array.of(last, ...new Uint8Array(30).fill(255), 127);
      expect(verifyBoth(beyond, text, Uint8Array.of(1, ...new Uint8Array(63)))).toBe(false);
    }
  });

  it("refuse S beyond the group order", () => {
    const text = new Uint8Array([9]);
    const { key, signature } = signTwisted(5n, 7n, { key: 0n, r: 0n }, text);
    expect(verifyBoth(key, text, signature)).toBe(true);
    const s = littleEndian(signature.slice(32)) + Point.Fn.ORDER;
    expect(verifyBoth(key, text, Uint8Array.of(...signature.slice(0, 32), ...toBytes(s)))).toBe(false);
  });

  it("agree where a dishonest signer adds torsion to key or nonce", () => {
    let lenient = 0;
    for (let index = 0; index < 64; index += 1) {
      const twist = { key: BigInt(index % 8), r: BigInt(index >> 3) };
      const text = Uint8Array.of(index);
      const { key, signature } = signTwisted(1234567n, 7654321n + BigInt(index), twist, text);
      const strict = verifyBoth(key, text, signature);
      if (ed25519.verify(signature, text, key, { zip215: false }) && !strict) lenient += 1;
    }
    // Without the exact check the portable implementation would have passed these, and Node's not.
    expect(lenient).toBeGreaterThan(0);
  });
});

describe.each(["ML-DSA-44", "ML-DSA-65"] as const)("%s", (alg) => {
  const signer = createMlDsaSigner(alg, new Uint8Array(32).fill(7));
  const key = publicKeyBytes(signer.publicKey);
  const message = utf8("message");
  const signature = signer.sign(message);
  const both = [portablePrimitives, nodePrimitives];

  it("verifies what a seed signed, and nothing else, alike in both implementations", () => {
    for (const { verifyMlDsa } of both) {
      expect(verifyMlDsa(alg, key, message, signature)).toBe(true);
      expect(verifyMlDsa(alg, key, utf8("massage"), signature)).toBe(false);
      for (const at of [0, 40, 1000, signature.length - 1]) {
        const changed = signature.slice();
        changed[at] = (changed[at] ?? 0) ^ 1;
        expect(verifyMlDsa(alg, key, message, changed)).toBe(false);
      }
    }
  });

  it("answers false for malformed keys and signatures", () => {
    const other = alg === "ML-DSA-44" ? "ML-DSA-65" : "ML-DSA-44";
    for (const { verifyMlDsa } of both) {
      for (const bad of [new Uint8Array(0), key.slice(1), new Uint8Array(key.length)])
        expect(verifyMlDsa(alg, bad, message, signature)).toBe(false);
      for (const bad of [new Uint8Array(0), signature.slice(1), new Uint8Array(signature.length)])
        expect(verifyMlDsa(alg, key, message, bad)).toBe(false);
      expect(verifyMlDsa(other, key, message, signature)).toBe(false);
    }
  });
});

describe("ML-DSA keys", () => {
  it("have the thumbprint that RFC 9964 computes for the seed of zeros", () => {
    const { publicKey } = createMlDsaSigner("ML-DSA-44", new Uint8Array(32));
    expect(thumbprint(publicKey, nodePrimitives)).toBe("T4xl70S7MT6Zeq6r9V9fPJGVn76wfnXJ21-gyo0Gu6o");
  });
});
