// Another implementation, @sd-jwt/core, and ours read what the other wrote: our cut files, nested and padded claims of any
// structure, key bindings, both ways.
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { GeneralJSON, SDJwtGeneralJSONInstance, SDJwtInstance } from "@sd-jwt/core";
import type { GeneralJSONSerialized, SdJwtPayload } from "@sd-jwt/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64url, decodeBase64urlText, encodeBase64url, parseJson, utf8 } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import type { MlDsaJwk, PublicJwk, Signer } from "../keys/index.ts";
import { sample, sealRelease } from "./release.fixture.ts";
import { openDiscloser } from "./sd-jwt.ts";
import { readCompact, readJsonForm, writeCompact, writeJson } from "./sd-jwt-forms.ts";
import { checkOf, claimsTree, frameOf, hideTree, plainOf } from "./sd-jwt.fixture.ts";
import { deliverSdJwt, issueSdJwt, presentSdJwt, verifySdJwt } from "./sd-jwt-token.ts";
import type { Demands } from "./sd-jwt-token.ts";

/** Node's own keys: thousands of signatures are made here. */
function createSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const { x = "" } = publicKey.export({ format: "jwk" });
  const jwk: PublicJwk = { kty: "OKP", crv: "Ed25519", x };
  return { publicKey: jwk, sign: (message) => new Uint8Array(sign(null, message, privateKey)) };
}

const [issuer, holder] = [createSigner(), createSigner()];
const type = "example+sd-jwt";
const hasher = (data: string | ArrayBuffer): Uint8Array =>
  createHash("sha256")
    .update(typeof data === "string" ? data : new Uint8Array(data))
    .digest();
const signFor =
  (signer: Signer) =>
  (data: string): string =>
    encodeBase64url(signer.sign(utf8(data)));
const isGood = (key: PublicJwk | MlDsaJwk, data: string, signature: string): boolean =>
  checkOf(key, primitives).verify(utf8(data), decodeBase64url(signature));
const peer = new SDJwtInstance<SdJwtPayload>({
  ...{ hasher, hashAlg: "sha-256", saltGenerator: (length: number) => randomBytes(length).toString("hex") },
  ...{ signAlg: "Ed25519", signer: signFor(issuer), kbSignAlg: "Ed25519", kbSigner: signFor(holder) },
  verifier: (data, signature) => isGood(issuer.publicKey, data, signature),
  kbVerifier: (data, signature, payload) =>
    isGood((payload.cnf as unknown as { jwk: PublicJwk }).jwk, data, signature),
});
const discloser = openDiscloser({ randomBytes, primitives });
const cnf = { jwk: { ...holder.publicKey } };
const demands: Demands = {
  ...{ signatures: [checkOf(issuer.publicKey, primitives)], type, claims: [], now: 1000 },
  keyBinding: "none",
};
const bound: Demands = {
  ...demands,
  keyBinding: {
    ...{ audience: "FRA", nonce: "n-1", earliest: 900, latest: 1000 },
    holder: (jwk) => (jwk["x"] === holder.publicKey.x ? checkOf(holder.publicKey, primitives) : null),
  },
};
const binding = { holder, audience: "FRA", nonce: "n-1", iat: 950 };

describe("what we write, the other reads", () => {
  it("claims of any structure, any choice of them, bound to a reader", async () => {
    await fc.assert(
      fc.asyncProperty(claimsTree, fc.array(fc.boolean(), { maxLength: 40 }), async (tree, coins) => {
        const held = issueSdJwt({
          ...{ claims: { cnf, body: hideTree(tree) }, type, signers: [issuer], discloser },
        });
        const all = await peer.verify(writeCompact(deliverSdJwt(held)));
        expect(all.payload).toEqual({ cnf, body: plainOf(tree, () => true) });
        const chosen: number[] = [];
        for (const [place, { parent }] of held.disclosures.entries())
          if (coins[place] === true && (parent < 0 || chosen.includes(parent))) chosen.push(place);
        const shown = writeCompact(presentSdJwt({ held, chosen, binding, primitives }));
        const { payload, kb } = await peer.verify(shown, { keyBindingNonce: "n-1" });
        let place = 0;
        expect(payload).toEqual({ cnf, body: plainOf(tree, () => chosen.includes(place++)) });
        expect(kb?.payload.aud).toBe("FRA");
        expect(payload).toEqual(verifySdJwt(readCompact(shown), bound, primitives).claims);
      }),
      { numRuns: 60 },
    );
  });

  it("our cut files: every signature, every disclosure and the key binding of the release authority", async () => {
    const { cuts } = sealRelease({ document: sample, recipients: ["GBR", "CAN", "FRA", "SWE"] });
    expect(cuts.size).toBe(4);
    for (const [recipient, text] of cuts) {
      const { release } = JSON.parse(text) as { readonly release: GeneralJSONSerialized };
      const reader = new SDJwtGeneralJSONInstance<SdJwtPayload>({
        hasher,
        // The key stands in the protected header of each signature; whether to trust it is the profile's matter.
        verifier: (data, signature) => {
          const header = parseJson(decodeBase64urlText(data.split(".")[0] ?? "")) as JsonObject;
          return isGood(header["jwk"] as unknown as PublicJwk | MlDsaJwk, data, signature);
        },
        kbVerifier: (data, signature, payload) =>
          isGood((payload.cnf as unknown as { jwk: PublicJwk }).jwk, data, signature),
      });
      const general = GeneralJSON.fromSerialized(release);
      const nonce = (JSON.parse(decodeBase64urlText(release.payload)) as { readonly release: string })
        .release;
      const read = await reader.verify(general, { keyBindingNonce: nonce });
      expect(read.kb?.payload.aud).toBe(recipient);
      expect(JSON.stringify(read.payload)).toContain("portions");
      const dropped = structuredClone(release);
      dropped.signatures[0]?.header.disclosures?.pop();
      await expect(
        reader.verify(GeneralJSON.fromSerialized(dropped), { keyBindingNonce: nonce }),
      ).rejects.toThrow();
    }
  });
});

describe("what the other writes, we read", () => {
  it("claims of any structure, any choice of them", async () => {
    await fc.assert(
      fc.asyncProperty(claimsTree, fc.array(fc.boolean(), { maxLength: 40 }), async (tree, coins) => {
        const body: object = plainOf(tree, () => true) ?? {};
        const issued = await peer.issue(
          { cnf, body: body as object },
          { body: frameOf(tree) },
          {
            header: { typ: type },
          },
        );
        const { claims, held } = verifySdJwt(readCompact(issued), demands, primitives);
        expect(claims).toEqual({ cnf, body });
        const chosen: number[] = [];
        for (const [place, { parent }] of held.disclosures.entries())
          if (coins[place] === true && (parent < 0 || chosen.includes(parent))) chosen.push(place);
        const shown = presentSdJwt({ held, chosen, binding, primitives });
        const ours = verifySdJwt(shown, bound, primitives).claims;
        expect(ours).toEqual(await peer.getClaims(writeCompact(shown)));
      }),
      { numRuns: 60 },
    );
  });

  it("a presentation with key binding, nested, of arrays and with decoys, in every written form", async () => {
    const claims = {
      cnf,
      list: ["a", { deep: ["b", "c"] }, "d"],
      person: { name: "N", town: "T" },
      open: true,
    };
    const frame = {
      ...{ _sd: ["person"], _sd_decoy: 2, person: { _sd: ["name", "town"], _sd_decoy: 1 } },
      list: { _sd: [0, 1], _sd_decoy: 3, 1: { _sd: ["deep"], deep: { _sd: [0] } } },
    };
    const issued = await peer.issue(claims, frame as never, {
      header: { typ: type },
    });
    const presented = await peer.present(
      issued,
      { person: { town: true }, list: { 1: { deep: { 0: true } } } },
      { kb: { payload: { aud: "FRA", nonce: "n-1", iat: 950 } } },
    );
    const sdJwt = readCompact(presented);
    const expected = { cnf, list: [{ deep: ["b", "c"] }, "d"], person: { town: "T" }, open: true };
    const forms = [
      sdJwt,
      readJsonForm(writeJson(sdJwt, "flattened")),
      readJsonForm(JSON.parse(JSON.stringify(peer.toFlattenJSON(presented).toJson())) as JsonValue),
      readJsonForm(JSON.parse(JSON.stringify(peer.toGeneralJSON(presented).toJson())) as JsonValue),
    ];
    for (const form of forms) expect(verifySdJwt(form, bound, primitives).claims).toEqual(expected);
  });
});
