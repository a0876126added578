// The specifications' own examples, and what nodes refuse of each other.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64, encodeBase64, utf8 } from "@entente/core/encoding";
import { createEd25519Signer, portablePrimitives, publicKeyBytes } from "@entente/core/keys";
import {
  covers,
  readContentDigest,
  readSignature,
  requestComponents,
  signComponents,
  writeContentDigest,
  writeSignatureBase,
} from "./http-signature.ts";

describe("RFC 9421, appendix B.2.6", () => {
  const values = [
    ["date", "Tue, 20 Apr 2021 02:07:55 GMT"],
    ["@method", "POST"],
    ["@path", "/foo"],
    ["@authority", "example.com"],
    ["content-type", "application/json"],
    ["content-length", "18"],
  ] as const;
  const components = values.map(([name, value]) => ({ name, value, ofRequest: false }));
  const parameters = new Map<string, string | number>([
    ["created", 1618884473],
    ["keyid", "test-key-ed25519"],
  ]);

  it("has its signature base, to the byte", () => {
    expect(new TextDecoder().decode(writeSignatureBase(components, parameters))).toBe(
      `"date": Tue, 20 Apr 2021 02:07:55 GMT
"@method": POST
"@path": /foo
"@authority": example.com
"content-type": application/json
"content-length": 18
"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"`,
    );
  });

  it("verifies under its key", () => {
    const key = { kty: "OKP", crv: "Ed25519", x: "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs" } as const;
    const signature = decodeBase64(
      "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==",
    );
    const base = writeSignatureBase(components, parameters);
    expect(portablePrimitives.verifyEd25519(publicKeyBytes(key), base, signature)).toBe(true);
  });
});

describe("RFC 9530", () => {
  it("has the digest of its example", () => {
    const digest = writeContentDigest(utf8('{"hello": "world"}'));
    expect(digest).toBe("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:");
    expect(readContentDigest(digest)).toBe("X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=");
  });

  it.each(["sha-512=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:", "sha-256=:AAAA:", "", "md5=:AAAA:"])(
    "takes no other: %s",
    (text) => {
      expect(readContentDigest(text)).toBeNull();
    },
  );
});

describe("a signature of a node", () => {
  const signer = createEd25519Signer(new Uint8Array(32).fill(7));
  const request = {
    method: "POST",
    authority: "node.example",
    path: "/peers/bundles",
    type: "a/b",
    digest: "d",
  };
  const facts = { created: 100, expires: 200, nonce: "AAAAAAAAAAAAAAAAAAAAAA", keyId: "k" };
  const made = signComponents(requestComponents(request), facts, signer);
  const input = made["signature-input"];

  it("is read as it was made", () => {
    const read = readSignature(input, made.signature);
    expect(read?.facts).toEqual(facts);
    if (read === null) throw new Error("it was not read");
    expect(covers(read, requestComponents(request))).toBe(true);
    const base = writeSignatureBase(requestComponents(request), read.parameters);
    expect(portablePrimitives.verifyEd25519(publicKeyBytes(signer.publicKey), base, read.bytes)).toBe(true);
  });

  it.each([
    ["another label", input.replace("entente=", "sig1=")],
    ["two of them", `${input}, other=("@method")`],
    ["a component left out", input.replace('"@path" ', "")],
    ["a component twice", input.replace('"@path"', '"@path" "@path"')],
    ["components in another order", input.replace('"@method" "@authority"', '"@authority" "@method"')],
    ["a flag on a component", input.replace('"@path"', '"@path";req')],
    ["another algorithm", input.replace("ed25519", "hmac-sha256")],
    ["no algorithm", input.replace(';alg="ed25519"', "")],
    ["another tag", input.replace("entente-peer", "other")],
    ["no nonce", input.replace(/;nonce="[^"]*"/, "")],
    ["a short nonce", input.replace(/;nonce="[^"]*"/, ';nonce="AAAA"')],
    ["no end", input.replace(";expires=200", "")],
    ["a time with decimals", input.replace("created=100", "created=100.5")],
    ["a parameter more", `${input};more=1`],
    ["another spelling", input.replace(";created", "; created")],
    ["nothing", ""],
  ])("is not taken with %s", (_, changed) => {
    const read = readSignature(changed, made.signature);
    expect(read === null || !covers(read, requestComponents(request))).toBe(true);
  });

  it("is none in whatever else is sent", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(readSignature(one, other)).toBeNull();
      }),
    );
    expect(readSignature(undefined, made.signature)).toBeNull();
    expect(readSignature(input, `entente=:${encodeBase64(new Uint8Array(3))}:, more=:AAAA:`)).toBeNull();
  });
});
