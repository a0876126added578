// The official examples of RFC 9901, in every written form.
import { createPublicKey, verify } from "node:crypto";
import type { JsonWebKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { codeOf } from "./release.fixture.ts";
import { readDisclosure } from "./sd-jwt.ts";
import { readCompact, readJsonForm, writeCompact, writeJson } from "./sd-jwt-forms.ts";
import type { SdJwt } from "./sd-jwt-forms.ts";
import { verifySdJwt } from "./sd-jwt-token.ts";
import type { Demands, SignatureCheck } from "./sd-jwt-token.ts";

interface Vector {
  readonly why: string;
  readonly section: string;
  readonly form: "compact" | "json";
  readonly typ: string;
  readonly text: string;
  readonly claims: JsonObject;
  readonly keyBinding: { readonly audience: string; readonly nonce: string; readonly iat: number } | null;
}

const file = new URL("../../../../vectors/releases/sd_jwt_valid.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as {
  readonly issuerKey: JsonWebKey;
  readonly disclosures: readonly { readonly disclosure: string; readonly digest: string }[];
  readonly cases: readonly Vector[];
};

function checkEs256(key: JsonWebKey): SignatureCheck {
  const publicKey = createPublicKey({ key, format: "jwk" });
  return {
    alg: "ES256",
    verify: (message, signature) =>
      verify("sha256", message, { key: publicKey, dsaEncoding: "ieee-p1363" }, signature),
  };
}

const issuer = checkEs256(vectors.issuerKey);
const read = ({ form, text }: Vector): SdJwt =>
  form === "compact" ? readCompact(text) : readJsonForm(JSON.parse(text) as JsonValue);
const demandsOf = ({ typ, keyBinding }: Vector): Demands => ({
  ...{ signatures: [issuer], type: typ, claims: [], now: 1_800_000_000 },
  keyBinding:
    keyBinding === null
      ? "none"
      : {
          ...{ audience: keyBinding.audience, nonce: keyBinding.nonce },
          ...{ earliest: keyBinding.iat - 60, latest: keyBinding.iat + 60 },
          holder: (jwk) => checkEs256(jwk),
        },
});
/** The general example has two signatures; the second key is not told, so only the first is checked. */
const firstOnly = (sdJwt: SdJwt): SdJwt => ({ ...sdJwt, signatures: sdJwt.signatures.slice(0, 1) });

describe("the disclosures of RFC 9901", () => {
  it.each(vectors.disclosures)("$digest", ({ disclosure, digest }) => {
    expect(readDisclosure(disclosure, primitives).digest).toBe(digest);
  });
});

describe("the examples of RFC 9901", () => {
  it.each(vectors.cases)("$section: $why", (vector) => {
    const sdJwt = read(vector);
    expect(verifySdJwt(firstOnly(sdJwt), demandsOf(vector), primitives).claims).toEqual(vector.claims);
    if (vector.form === "compact") expect(writeCompact(sdJwt)).toBe(vector.text);
    const forms = sdJwt.signatures.length > 1 ? (["general"] as const) : (["flattened", "general"] as const);
    for (const form of forms) expect(readJsonForm(writeJson(sdJwt, form))).toEqual(sdJwt);
  });

  it("are refused for what they leave out: one of two signatures, a key binding, another audience", () => {
    for (const vector of vectors.cases) {
      const sdJwt = read(vector);
      const demands = demandsOf(vector);
      const refusal = (changed: SdJwt, asked: Demands): string =>
        codeOf(() => verifySdJwt(changed, asked, primitives));
      const first = firstOnly(sdJwt);
      expect(refusal(first, { ...demands, signatures: [issuer, issuer] })).toBe("SIGNATURE_INVALID");
      if (sdJwt.signatures.length > 1) expect(refusal(sdJwt, demands)).toBe("SIGNATURE_INVALID");
      if (demands.keyBinding === "none") continue;
      expect(refusal(first, { ...demands, keyBinding: "none" })).toBe("KEY_BINDING_INVALID");
      expect(refusal({ ...first, keyBinding: null }, demands)).toBe("KEY_BINDING_INVALID");
      const elsewhere = { ...demands.keyBinding, audience: "https://elsewhere.example" };
      expect(refusal(first, { ...demands, keyBinding: elsewhere })).toBe("KEY_BINDING_MISMATCH");
      const dropped = { ...first, disclosures: first.disclosures.slice(0, -1) };
      expect(refusal(dropped, demands)).toBe("KEY_BINDING_MISMATCH");
    }
  });
});
