// Issuing, presenting and verifying SD-JWT of any claims: round trips, written forms, and what is refused.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalize, encodeBase64urlText, parseJson, decodeBase64urlText } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { createEd25519Signer, createMlDsaSigner, portablePrimitives as primitives } from "../keys/index.ts";
import { algorithmOf, isSignedBy, signJws, compactJws, splitJws } from "./jws.ts";
import { codeOf } from "./release.fixture.ts";
import { openDiscloser } from "./sd-jwt.ts";
import { readCompact, readJsonForm, writeCompact, writeJson } from "./sd-jwt-forms.ts";
import type { SdJwt } from "./sd-jwt-forms.ts";
import { checkOf, claimsTree, hideTree, plainOf } from "./sd-jwt.fixture.ts";
import { deliverSdJwt, hide, issueSdJwt, pad, presentSdJwt, verifySdJwt } from "./sd-jwt-token.ts";
import type { ClaimsObject, Demands, HeldSdJwt } from "./sd-jwt-token.ts";

const issuer = createEd25519Signer(new Uint8Array(32).fill(1));
const second = createMlDsaSigner("ML-DSA-65", new Uint8Array(32).fill(2));
const holder = createEd25519Signer(new Uint8Array(32).fill(3));
let drawn = 0;
const randomBytes = (length: number): Uint8Array => {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 32)
    bytes.set(primitives.sha256(new Uint8Array([1, 2, (drawn += 1) & 255, drawn >> 8])), at);
  return bytes;
};
const discloser = openDiscloser({ randomBytes, primitives });
const type = "example+sd-jwt";
const issue = (claims: ClaimsObject): HeldSdJwt =>
  issueSdJwt({
    claims: { ...claims, cnf: { jwk: { ...holder.publicKey } } },
    type,
    signers: [issuer],
    discloser,
  });
const demands: Demands = {
  ...{ signatures: [checkOf(issuer.publicKey, primitives)], type, claims: ["iss"], now: 1000 },
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
const held = issue({
  iss: "GBR",
  list: pad([hide("a"), "b", hide({ deep: hide([hide(1), 2]), name: "x" })], 3),
  person: hide({ name: hide("Sergei"), town: hide(null), decoyed: pad({}, 2) }),
});
const everything = held.disclosures.map((_, place) => place);
const present = (chosen: readonly number[], to: typeof binding | null = null): SdJwt =>
  presentSdJwt({ held, chosen, binding: to, primitives });
const refusal = (sdJwt: SdJwt, asked: Demands = demands): string =>
  codeOf(() => verifySdJwt(sdJwt, asked, primitives));

/** A token with a payload of its own making, properly signed. */
function sign(payload: JsonObject, header: JsonObject = { alg: "Ed25519", typ: type }): SdJwt {
  const { payload: encoded, ...signature } = signJws({ header, payload, signer: issuer });
  return { payload: encoded, signatures: [signature], disclosures: [], keyBinding: null };
}

/** A key binding with members of its own making, properly signed. */
function bind(
  sdJwt: SdJwt,
  members: JsonObject,
  header: JsonObject = { alg: "Ed25519", typ: "kb+jwt" },
): SdJwt {
  const payload = {
    ...{ aud: "FRA", iat: 950, nonce: "n-1", sd_hash: primitives.digestText(writeCompact(sdJwt)) },
    ...members,
  };
  return { ...sdJwt, keyBinding: compactJws(signJws({ header, payload, signer: holder })) };
}

describe("issuing and verifying", () => {
  it("gives back every claim when everything is shown", () => {
    const { claims } = verifySdJwt(deliverSdJwt(held), demands, primitives);
    expect(claims).toEqual({
      ...{ iss: "GBR", list: ["a", "b", { deep: [1, 2], name: "x" }], cnf: { jwk: holder.publicKey } },
      person: { name: "Sergei", town: null, decoyed: {} },
    });
  });

  it("gives back claims of any structure, any choice of them, in every written form", () => {
    fc.assert(
      fc.property(claimsTree, fc.array(fc.boolean(), { maxLength: 40 }), (tree, coins) => {
        const made = issueSdJwt({
          ...{ claims: hideTree(tree) as ClaimsObject, type, signers: [issuer], discloser },
        });
        const all = verifySdJwt(deliverSdJwt(made), { ...demands, claims: [] }, primitives);
        expect(all.claims).toEqual(plainOf(tree, () => true));
        expect(all.held.disclosures.length).toBe(made.disclosures.length);
        const chosen: number[] = [];
        for (const [place, { parent }] of made.disclosures.entries())
          if (coins[place] === true && (parent < 0 || chosen.includes(parent))) chosen.push(place);
        const shown = presentSdJwt({ held: made, chosen, binding: null, primitives });
        let place = 0;
        const expected = plainOf(tree, () => chosen.includes(place++));
        for (const form of [
          readCompact(writeCompact(shown)),
          readJsonForm(writeJson(shown, "flattened")),
          readJsonForm(parseJson(canonicalize(writeJson(shown, "general")))),
        ])
          expect(verifySdJwt(form, { ...demands, claims: [] }, primitives).claims).toEqual(expected);
      }),
      { numRuns: 120 },
    );
  });

  it("keeps what was opened away from what was not: digests sorted, salts of 32 bytes, none twice", () => {
    const payload = parseJson(decodeBase64urlText(held.payload)) as { _sd: string[]; list: JsonValue[] };
    expect(payload._sd).toEqual([...payload._sd].sort());
    expect(payload.list.length).toBe(6);
    const salts = held.disclosures.map(
      ({ text }) => (parseJson(decodeBase64urlText(text)) as string[])[0] ?? "",
    );
    expect(new Set(salts).size).toBe(salts.length);
    for (const salt of salts) expect(salt).toMatch(/^[\w-]{43}$/);
  });

  it("demands every signature of a general serialisation, of Ed25519 and ML-DSA", () => {
    const both = deliverSdJwt(
      issueSdJwt({ claims: { iss: "GBR", secret: hide(1) }, type, signers: [issuer, second], discloser }),
    );
    const checks = [issuer, second].map(({ publicKey }) => checkOf(publicKey, primitives));
    const asked = { ...demands, signatures: checks };
    const general = readJsonForm(writeJson(both, "general"));
    expect(verifySdJwt(general, asked, primitives).claims).toEqual({ iss: "GBR", secret: 1 });
    const [first, other] = both.signatures;
    if (first === undefined || other === undefined) throw new Error("two signatures were made");
    for (const signatures of [[first], [other], [other, first], [first, first], [first, other, other], []])
      expect(["SIGNATURE_INVALID", "ALGORITHM_REFUSED"]).toContain(refusal({ ...both, signatures }, asked));
    const broken = { ...other, signature: `${other.signature.slice(0, -8)}AAAAAAAA` };
    expect(refusal({ ...both, signatures: [first, broken] }, asked)).toBe("SIGNATURE_INVALID");
    expect(codeOf(() => writeJson(both, "flattened"))).toBe("CUT_SYNTAX");
    expect(isSignedBy({ ...other, payload: both.payload }, second.publicKey, primitives)).toBe(true);
    expect(algorithmOf(second.publicKey)).toBe("ML-DSA-65");
  });

  it.each<[string, () => ClaimsObject]>([
    ["iss", () => ({ iss: hide("GBR") })],
    ["exp", () => ({ exp: hide(1) })],
    ["nbf", () => ({ nbf: hide(1) })],
    ["aud", () => ({ aud: hide("x") })],
    ["_sd", () => ({ _sd: [] })],
    ["... below", () => ({ list: [{ "...": "x" }] })],
    ["_sd_alg", () => ({ deep: { _sd_alg: "sha-256" } })],
    ["hidden _sd", () => ({ _sd: hide(1) })],
    ["something hidden twice", () => ({ a: hide(hide(1)) })],
  ])("will not issue with %s", (_, claims) => {
    expect(codeOf(() => issueSdJwt({ claims: claims(), type, signers: [issuer], discloser }))).toBe(
      "SHAPE_INVALID",
    );
  });

  it("will not hide the holder's key", () => {
    const claims = { cnf: hide({ jwk: { ...holder.publicKey } }) };
    expect(codeOf(() => issueSdJwt({ claims, type, signers: [issuer], discloser }))).toBe("SHAPE_INVALID");
  });
});

describe("presenting", () => {
  it("will not show a part without its whole, a place twice, out of order or unknown", () => {
    const child = held.disclosures.findIndex(({ parent }) => parent >= 0);
    expect(codeOf(() => present([child]))).toBe("SHAPE_INVALID");
    for (const chosen of [[0, 0], [1, 0], [-1], [0.5], [held.disclosures.length], [Number.NaN]])
      expect(codeOf(() => present(chosen))).toBe("SHAPE_INVALID");
  });

  it("binds to one audience, nonce and time, and says what verified", () => {
    const shown = present(everything, binding);
    expect(refusal(shown, bound)).toBe("accepted");
    expect(verifySdJwt(readJsonForm(writeJson(shown, "general")), bound, primitives).claims["iss"]).toBe(
      "GBR",
    );
  });
});

describe("hostile tokens", () => {
  it.each<[string, Demands, string]>([
    ["another type", { ...demands, type: "other+sd-jwt" }, "SIGNATURE_INVALID"],
    ["no type where one stands", { ...demands, type: null }, "SIGNATURE_INVALID"],
    ["a claim that is not shown", { ...demands, claims: ["sub"] }, "DISCLOSURE_INVALID"],
    ["another key", { ...demands, signatures: [checkOf(holder.publicKey, primitives)] }, "SIGNATURE_INVALID"],
    [
      "another algorithm",
      { ...demands, signatures: [{ alg: "ES256", verify: () => true }] },
      "ALGORITHM_REFUSED",
    ],
    ["no signature at all", { ...demands, signatures: [] }, "SIGNATURE_INVALID"],
  ])("are refused by a verifier that demands %s", (_, asked, code) => {
    expect(refusal(deliverSdJwt(held), asked)).toBe(code);
  });

  it("are refused without an algorithm, whoever asks for none", () => {
    for (const alg of ["none", "None", "NONE"]) {
      const check = { alg, verify: () => true };
      expect(refusal(sign({ iss: "GBR" }, { alg, typ: type }), { ...demands, signatures: [check] })).toBe(
        "ALGORITHM_REFUSED",
      );
    }
    expect(refusal(sign({ iss: "GBR" }, { typ: type }))).toBe("ALGORITHM_REFUSED");
  });

  it("are refused with an extension that must be understood", () => {
    expect(refusal(sign({ iss: "GBR" }, { alg: "Ed25519", typ: type, crit: ["b64"] }))).toBe(
      "SIGNATURE_INVALID",
    );
  });

  it("are refused before and after their time, or with a time that is none", () => {
    expect(refusal(sign({ iss: "GBR", nbf: 1000, exp: 1001 }))).toBe("accepted");
    for (const claims of [{ nbf: 1001 }, { exp: 1000 }, { exp: "2000" }, { nbf: null }])
      expect(refusal(sign({ iss: "GBR", ...claims }))).toBe("SIGNATURE_INVALID");
  });

  it("are refused with another digest algorithm, nested algorithms and repeated digests", () => {
    expect(refusal(sign({ iss: "GBR", _sd_alg: "sha-512" }))).toBe("ALGORITHM_REFUSED");
    expect(refusal(sign({ iss: "GBR", deep: { _sd_alg: "sha-256" } }))).toBe("DISCLOSURE_INVALID");
    expect(refusal(sign({ iss: "GBR", _sd: ["x", "x"] }))).toBe("DISCLOSURE_REPEATED");
  });

  it("are refused whole whichever disclosure is added, doubled or orphaned", () => {
    const shown = deliverSdJwt(held);
    const stray = discloser.element("stray").text;
    expect(refusal({ ...shown, disclosures: [...shown.disclosures, stray] })).toBe("DISCLOSURE_UNMATCHED");
    for (const [place, text] of shown.disclosures.entries()) {
      expect(refusal({ ...shown, disclosures: [...shown.disclosures, text] })).toBe("DISCLOSURE_REPEATED");
      const orphans = held.disclosures.some(({ parent }) => parent === place);
      const without = shown.disclosures.filter((_, index) => index !== place);
      expect(refusal({ ...shown, disclosures: without })).toBe(orphans ? "DISCLOSURE_UNMATCHED" : "accepted");
      const last = text.endsWith("A") ? "B" : "A";
      const changed = shown.disclosures.map((one, index) =>
        index === place ? `${one.slice(0, -1)}${last}` : one,
      );
      expect(["DISCLOSURE_UNMATCHED", "DISCLOSURE_INVALID"]).toContain(
        refusal({ ...shown, disclosures: changed }),
      );
    }
  });

  it("are refused when a character of them is changed", () => {
    const text = writeCompact(present(everything, binding));
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~= ";
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...Array.from(letters)), (at, letter) => {
        fc.pre(text[at] !== letter);
        const changed = `${text.slice(0, at)}${letter}${text.slice(at + 1)}`;
        expect(codeOf(() => verifySdJwt(readCompact(changed), bound, primitives))).not.toBe("accepted");
      }),
      { numRuns: 500 },
    );
  });
});

describe("hostile key bindings", () => {
  const shown = present([]);

  it("are refused when missing or not asked for, whatever the file holds", () => {
    expect(refusal(shown, bound)).toBe("KEY_BINDING_INVALID");
    expect(refusal(present([], binding), demands)).toBe("KEY_BINDING_INVALID");
  });

  it.each<[string, JsonObject, string]>([
    ["another audience", { aud: "DEU" }, "KEY_BINDING_MISMATCH"],
    ["several audiences", { aud: ["FRA"] }, "KEY_BINDING_MISMATCH"],
    ["another nonce", { nonce: "n-2" }, "KEY_BINDING_MISMATCH"],
    ["an earlier time", { iat: 899 }, "KEY_BINDING_INVALID"],
    ["a later time", { iat: 1001 }, "KEY_BINDING_INVALID"],
    ["a time in text", { iat: "950" }, "KEY_BINDING_INVALID"],
    ["another sd_hash", { sd_hash: primitives.digestText("") }, "KEY_BINDING_MISMATCH"],
  ])("are refused with %s", (_, members, code) => {
    expect(refusal(bind(shown, members), bound)).toBe(code);
  });

  it("are accepted with further claims, and refused with another type, algorithm or key", () => {
    expect(refusal(bind(shown, { extra: 1 }), bound)).toBe("accepted");
    expect(refusal(bind(shown, {}, { alg: "Ed25519", typ: "jwt" }), bound)).toBe("KEY_BINDING_INVALID");
    expect(refusal(bind(shown, {}, { alg: "Ed25519" }), bound)).toBe("KEY_BINDING_INVALID");
    expect(refusal(bind(shown, {}, { alg: "none", typ: "kb+jwt" }), bound)).toBe("ALGORITHM_REFUSED");
    const stranger = presentSdJwt({ held, chosen: [], binding: { ...binding, holder: issuer }, primitives });
    expect(refusal(stranger, bound)).toBe("KEY_BINDING_INVALID");
    for (const cnf of [{}, { cnf: null }, { cnf: { jwk: [] } }, { cnf: { jwk: { ...issuer.publicKey } } }])
      expect(refusal(bind(sign({ iss: "GBR", ...cnf }), {}), bound)).toBe("KEY_BINDING_INVALID");
  });

  it("cover the disclosures exactly: one fewer, one more or another order is refused", () => {
    const whole = present(everything, binding);
    const [first = "", ...others] = whole.disclosures;
    for (const disclosures of [whole.disclosures.slice(0, -1), [...others, first]])
      expect(refusal({ ...whole, disclosures }, bound)).toBe("KEY_BINDING_MISMATCH");
    const fewer = present([0], binding);
    expect(refusal({ ...fewer, disclosures: whole.disclosures }, bound)).toBe("KEY_BINDING_MISMATCH");
  });
});

describe("written forms", () => {
  const whole = present(everything, binding);
  const general = (): { payload: string; signatures: Record<string, JsonValue>[] } =>
    structuredClone(writeJson(whole, "general")) as never;

  it("keep disclosures and key binding with the first signature only", () => {
    for (const extra of [{ disclosures: [] }, { kb_jwt: whole.keyBinding ?? "" }]) {
      const changed = general();
      changed.signatures.push({ ...structuredClone(changed.signatures[0]), header: extra });
      expect(codeOf(() => readJsonForm(changed as JsonValue))).toBe("CUT_SYNTAX");
    }
  });

  it("ignore other unprotected headers and refuse other members", () => {
    const noted = general();
    Object.assign(noted.signatures[0]?.["header"] as object, { kid: "1", alg: "none" });
    expect(readJsonForm(noted as JsonValue)).toEqual(whole);
    for (const changed of [
      { ...general(), extra: 1 },
      { ...general(), signatures: [] },
      { ...general(), payload: 1 },
      { ...general(), signature: "x" },
      ...[[""], ["a~b"], ["a="], ["a b"], [1], "x"].map((disclosures) => ({
        ...general(),
        signatures: [{ ...general().signatures[0], header: { disclosures } }],
      })),
      { ...general(), signatures: [{ ...general().signatures[0], header: [] }] },
      { ...general(), signatures: [{ ...general().signatures[0], header: { kb_jwt: "a.b" } }] },
      ...[null, 1, "x", [], {}],
    ])
      expect(codeOf(() => readJsonForm(changed as JsonValue))).toBe("CUT_SYNTAX");
  });

  it("are refused where a part is not JSON of an object in base64url", () => {
    for (const part of [
      "e30=",
      "_w",
      encodeBase64urlText("[]"),
      encodeBase64urlText("{"),
      encodeBase64urlText('{"a":1,"a":2}'),
    ]) {
      const [first] = whole.signatures;
      if (first === undefined) throw new Error("there is a signature");
      expect(refusal({ ...whole, signatures: [{ ...first, protected: part }] }, bound)).toBe("CUT_SYNTAX");
    }
    for (const text of ["", "a.b", "a.b.c.d", "a..c", "a.b.c ", ".b.c"])
      expect(codeOf(() => splitJws(text))).toBe("CUT_SYNTAX");
    expect(codeOf(() => readCompact(writeCompact(whole).replace(/~[^~]*$/, "")))).not.toBe("accepted");
    expect(codeOf(() => writeCompact({ ...whole, signatures: [] }))).toBe("CUT_SYNTAX");
  });
});
