// Signatures verified beside the check: what the browser's own cryptography says agrees with the portable primitives, and
// nothing passes before all of them hold. Node has the Web Cryptography that browsers have, with ML-DSA.
import { webcrypto } from "node:crypto";
import { utf8 } from "@entente/core/encoding";
import {
  createEd25519Signer,
  createMlDsaSigner,
  portablePrimitives,
  publicKeyBytes,
} from "@entente/core/keys";
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { describe, expect, it } from "vitest";
import { verifyByBrowser, verifyPortably } from "./browser-signatures.ts";
import { deferSignatures } from "./deferred-signatures.ts";
import type { SignatureClaim, VerifySignature } from "./deferred-signatures.ts";

const { Point } = ed25519;
// A point of order 8.
const TORSION = Point.fromHex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a");
const subtle = webcrypto.subtle as unknown as SubtleCrypto;
const message = utf8("message");
const signers = [
  createEd25519Signer(new Uint8Array(32).fill(3)),
  createMlDsaSigner("ML-DSA-44", new Uint8Array(32).fill(4)),
  createMlDsaSigner("ML-DSA-65", new Uint8Array(32).fill(5)),
];
const claims = signers.map(({ publicKey, sign }): SignatureClaim => ({
  alg: publicKey.kty === "OKP" ? "Ed25519" : publicKey.alg,
  publicKey: publicKeyBytes(publicKey),
  message,
  signature: sign(message),
}));
const [plain] = claims as [SignatureClaim];

const never: VerifySignature = () => Promise.reject(new Error("nothing else may be asked"));
const native = verifyByBrowser(subtle, never);

function changeByte(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

/** A signature made by hand, with torsion added to key and R as asked. */
function signTwisted(nonce: bigint, twist: { key: bigint; r: bigint }): SignatureClaim {
  const secret = 1234567n;
  const publicKey = Point.BASE.multiply(secret).add(TORSION.multiplyUnsafe(twist.key)).toBytes();
  const r = Point.BASE.multiply(nonce).add(TORSION.multiplyUnsafe(twist.r)).toBytes();
  const digest = sha512(Uint8Array.of(...r, ...publicKey, ...message));
  const k = BigInt(`0x${Buffer.from(digest).reverse().toString("hex")}`);
  const s = Point.Fn.create(nonce + k * secret);
  const scalar = Buffer.from(s.toString(16).padStart(64, "0"), "hex").reverse();
  return { alg: "Ed25519", publicKey, message, signature: Uint8Array.of(...r, ...scalar) };
}

function listForgeries(claim: SignatureClaim): readonly SignatureClaim[] {
  const { publicKey, signature } = claim;
  return [
    ...[0, 31, 33, signature.length - 1].map((at) => ({ ...claim, signature: changeByte(signature, at) })),
    { ...claim, publicKey: changeByte(publicKey, 0) },
    { ...claim, message: utf8("another") },
    ...[new Uint8Array(0), signature.slice(1), new Uint8Array(signature.length)].map((bad) => ({
      ...claim,
      signature: bad,
    })),
    ...[new Uint8Array(0), publicKey.slice(1), new Uint8Array(publicKey.length)].map((bad) => ({
      ...claim,
      publicKey: bad,
    })),
    { ...claim, publicKey: new Uint8Array(publicKey.length).fill(255) },
  ];
}

describe("verifying by the browser", () => {
  it.each(claims)("agrees with the portable primitives on true and forged $alg signatures", async (claim) => {
    expect([await native(claim), verifyPortably(claim)]).toEqual([true, true]);
    for (const forged of listForgeries(claim))
      expect([await native(forged), verifyPortably(forged)]).toEqual([false, false]);
  });

  it("refuses keys and nonces of small order and in two spellings, under which much would pass", async () => {
    for (let multiple = 0n; multiple < 8n; multiple += 1n) {
      const point = TORSION.multiplyUnsafe(multiple).toBytes();
      const zero = new Uint8Array(32);
      for (const one of [point, Uint8Array.of(...point.slice(0, 31), (point[31] ?? 0) ^ 128)]) {
        const claim = { ...plain, publicKey: one, signature: Uint8Array.of(...one, ...zero) };
        expect([await native(claim), verifyPortably(claim)]).toEqual([false, false]);
      }
    }
    const beyond = Uint8Array.of(0xee, ...new Uint8Array(30).fill(255), 127);
    for (const claim of [
      { ...plain, publicKey: beyond },
      { ...plain, signature: Uint8Array.of(...beyond, ...plain.signature.slice(32)) },
    ])
      expect([await native(claim), verifyPortably(claim)]).toEqual([false, false]);
  });

  it("agrees where a dishonest signer adds torsion to key or nonce", async () => {
    const found: boolean[] = [];
    for (let index = 0; index < 64; index += 1) {
      const twist = { key: BigInt(index % 8), r: BigInt(index >> 3) };
      const claim = signTwisted(7654321n + BigInt(index), twist);
      found.push(verifyPortably(claim));
      expect([index, await native(claim)]).toEqual([index, found.at(-1)]);
    }
    expect(found[0]).toBe(true);
    expect(found).toContain(false);
  });

  it("asks elsewhere where there is no such cryptography or it does not know the algorithm", async () => {
    const asked: string[] = [];
    const elsewhere: VerifySignature = ({ alg }) => {
      asked.push(alg);
      return Promise.resolve(true);
    };
    const unknown = {
      importKey: () => Promise.reject(new DOMException("Unrecognized name", "NotSupportedError")),
      verify: () => Promise.resolve(true),
    } as unknown as SubtleCrypto;
    for (const place of [undefined, unknown])
      expect(await verifyByBrowser(place, elsewhere)(plain)).toBe(true);
    expect(asked).toEqual(["Ed25519", "Ed25519"]);
    const broken = {
      verify: () => Promise.resolve(true),
      importKey: () => Promise.reject(new DOMException("no", "OperationError")),
    };
    expect(await verifyByBrowser(broken as unknown as SubtleCrypto, elsewhere)(plain)).toBe(false);
  });
});

describe("deferring signatures", () => {
  const ask = (
    { alg, publicKey, signature, message: text }: SignatureClaim,
    by = portablePrimitives,
  ): boolean =>
    alg === "Ed25519"
      ? by.verifyEd25519(publicKey, text, signature)
      : by.verifyMlDsa(alg, publicKey, text, signature);

  it("lets a check stand when every signature holds, and asks about each once", async () => {
    const asked: SignatureClaim[] = [];
    const { primitives, settle } = deferSignatures(portablePrimitives, (claim) => {
      asked.push(claim);
      return native(claim);
    });
    for (const claim of [...claims, ...claims]) expect(ask(claim, primitives)).toBe(true);
    expect(asked).toEqual(claims);
    expect(await settle()).toBeNull();
  });

  it("has the check run again with what was found when any signature does not hold", async () => {
    for (const claim of claims)
      for (const forged of listForgeries(claim)) {
        const { primitives, settle } = deferSignatures(portablePrimitives, native);
        for (const one of [plain, forged]) expect(ask(one, primitives)).toBe(true);
        const found = await settle();
        expect(found).not.toBeNull();
        if (found === null) continue;
        expect([plain, forged].map((one) => ask(one, found))).toEqual([true, false]);
        // Nothing was found about this one.
        expect(ask({ ...plain, message: utf8("later") }, found)).toBe(false);
      }
  });

  it("lets nothing stand when verifying itself ends in a failure", async () => {
    const { primitives, settle } = deferSignatures(portablePrimitives, never);
    ask(plain, primitives);
    await expect(settle()).rejects.toThrow("nothing else may be asked");
  });
});
