import { describe, expect, it } from "vitest";
import { encodeBase64url, utf8 } from "../encoding/index.ts";
import { createEd25519Signer, portablePrimitives } from "./index.ts";

const signer = createEd25519Signer(new Uint8Array(32).fill(3));
const key = Uint8Array.from(Buffer.from(signer.publicKey.x, "base64url"));
const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "hex"));

describe("portable Ed25519", () => {
  it("signs and verifies as RFC 8032 section 7.1 does", () => {
    const known = createEd25519Signer(
      hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"),
    );
    expect(known.publicKey.x).toBe(
      encodeBase64url(hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")),
    );
    const signature = hex(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    );
    expect(known.sign(hex("72"))).toEqual(signature);
    const publicKey = Uint8Array.from(Buffer.from(known.publicKey.x, "base64url"));
    expect(portablePrimitives.verifyEd25519(publicKey, hex("72"), signature)).toBe(true);
    expect(portablePrimitives.verifyEd25519(publicKey, hex("73"), signature)).toBe(false);
  });

  it("leaves its arguments as they are, also when they are Node buffers", () => {
    const message = utf8("message");
    const signature = Buffer.from(signer.sign(message));
    const before = signature.toString("hex");
    expect(portablePrimitives.verifyEd25519(Buffer.from(key), message, signature)).toBe(true);
    expect(signature.toString("hex")).toBe(before);
  });

  it("answers false for malformed keys and signatures", () => {
    const message = utf8("message");
    const signature = signer.sign(message);
    for (const bad of [new Uint8Array(0), key.slice(1), new Uint8Array(32), new Uint8Array(32).fill(255)])
      expect(portablePrimitives.verifyEd25519(bad, message, signature)).toBe(false);
    for (const bad of [
      new Uint8Array(0),
      signature.slice(1),
      new Uint8Array(64),
      new Uint8Array(64).fill(255),
    ])
      expect(portablePrimitives.verifyEd25519(key, message, bad)).toBe(false);
  });
});
