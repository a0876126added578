// RFC 9901 section 7.1 by itself, with digests from the RFC and every way a payload and its disclosures can disagree.
import { describe, expect, it } from "vitest";
import { encodeBase64url, utf8 } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { codeOf } from "./release.fixture.ts";
import {
  compactSdJwt,
  digestText,
  openDisclosures,
  readDisclosure,
  removeDigests,
  splitSdJwt,
} from "./sd-jwt.ts";

const disclose = (...parts: readonly JsonValue[]): string => encodeBase64url(utf8(JSON.stringify(parts)));
const digest = (text: string): string => digestText(text, primitives);
const element = (text: string): JsonObject => ({ "...": digest(text) });
const process = (payload: JsonObject, disclosures: readonly string[]): JsonObject =>
  removeDigests(openDisclosures({ payload, disclosures }, primitives).opened);
const refusal = (payload: JsonObject, disclosures: readonly string[]): string =>
  codeOf(() => process(payload, disclosures));

const name = disclose("s1", "given_name", "Flavia");
const city = disclose("s2", "city", "Strelsau");
const address = disclose("s3", "address", { _sd: [digest(city)], country: "RU" });
const first = disclose("s4", "DE");
const second = disclose("s5", { deep: [element(first)] });
const decoy = digest("decoy");

describe("digests", () => {
  it("are those of the RFC for both shapes", () => {
    const member = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
    const item = "WyJsa2x4RjVqTVlsR1RQVW92TU5JdkNBIiwgIkZSIl0";
    expect(readDisclosure(member, primitives)).toMatchObject({
      digest: "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0",
      name: "family_name",
      value: "Möbius",
    });
    expect(readDisclosure(item, primitives)).toMatchObject({
      digest: "w0I8EKcdCtUPkGCNUrfwVp2xEgNjtoIDlOxc9-PlOhs",
      name: null,
      value: "FR",
    });
  });
});

describe("opening", () => {
  it("puts members and elements in place, at any depth, and removes what stayed closed", () => {
    const payload = {
      _sd_alg: "sha-256",
      _sd: [digest(name), digest(address), decoy],
      list: [element(second), { "...": "unopened" }, null, 3],
      empty: { _sd: [digest("x")] },
    };
    expect(process(payload, [name, address, city, second, first])).toEqual({
      given_name: "Flavia",
      address: { city: "Strelsau", country: "RU" },
      list: [{ deep: ["DE"] }, null, 3],
      empty: {},
    });
    expect(process(payload, [address])).toEqual({ address: { country: "RU" }, list: [null, 3], empty: {} });
    expect(process(payload, [])).toEqual({ list: [null, 3], empty: {} });
  });

  it("keeps closed elements where they stand until they are removed, and tells the order it met", () => {
    const payload = { list: [{ "...": decoy }, element(second)] };
    const { opened, order } = openDisclosures({ payload, disclosures: [first, second] }, primitives);
    expect(opened).toEqual({ list: [{ "...": decoy }, { deep: ["DE"] }] });
    expect(order.map(({ text }) => text)).toEqual([second, first]);
  });

  it("discloses null, false and an empty array as they are", () => {
    const values = [null, false, []].map((value, index) => disclose(`n${index}`, value));
    expect(process({ list: values.map(element) }, values)).toEqual({ list: [null, false, []] });
  });

  it("lets a member be called __proto__ without changing any prototype", () => {
    const hostile = disclose("s", "__proto__", { admin: true });
    const result = process({ _sd: [digest(hostile)] }, [hostile]);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(Object.keys(result)).toEqual(["__proto__"]);
  });
});

describe("hostile payloads", () => {
  it.each<[string, JsonObject, readonly string[], string]>([
    ["twice in one _sd", { _sd: [decoy, decoy] }, [], "DISCLOSURE_REPEATED"],
    ["across nested _sd", { _sd: [decoy], inner: { _sd: [decoy] } }, [], "DISCLOSURE_REPEATED"],
    ["across elements", { list: [{ "...": decoy }, { "...": decoy }] }, [], "DISCLOSURE_REPEATED"],
    ["in _sd and an element", { _sd: [decoy], list: [{ "...": decoy }] }, [], "DISCLOSURE_REPEATED"],
    ["via a disclosure", { _sd: [digest(address), digest(city)] }, [address, city], "DISCLOSURE_REPEATED"],
    ["the same disclosure twice", { _sd: [digest(name)] }, [name, name], "DISCLOSURE_REPEATED"],
  ])("refuses a digest met twice: %s", (_, payload, disclosures, code) => {
    expect(refusal(payload, disclosures)).toBe(code);
  });

  it("refuses disclosures that belong nowhere, also when only a closed parent would hold them", () => {
    expect(refusal({}, [name])).toBe("DISCLOSURE_UNMATCHED");
    expect(refusal({ _sd: [digest(address)] }, [city])).toBe("DISCLOSURE_UNMATCHED");
    expect(refusal({ list: [element(second)] }, [first])).toBe("DISCLOSURE_UNMATCHED");
  });

  it("refuses an element's disclosure in _sd and a member's in an array", () => {
    expect(refusal({ _sd: [digest(first)] }, [first])).toBe("DISCLOSURE_INVALID");
    expect(refusal({ list: [element(name)] }, [name])).toBe("DISCLOSURE_INVALID");
  });

  it("refuses names that are reserved, already there, or disclosed twice", () => {
    expect(refusal({ _sd: [digest(name)], given_name: "Rudolf" }, [name])).toBe("DISCLOSURE_INVALID");
    const again = disclose("other", "given_name", "Rudolf");
    expect(refusal({ _sd: [digest(name), digest(again)] }, [name, again])).toBe("DISCLOSURE_INVALID");
    for (const reserved of ["_sd", "..."]) {
      const hostile = disclose("s", reserved, []);
      expect(refusal({ _sd: [digest(hostile)] }, [hostile])).toBe("DISCLOSURE_INVALID");
    }
  });

  it("refuses ... that is not the one text member of an array element", () => {
    expect(refusal({ list: [{ "...": decoy, x: 1 }] }, [])).toBe("DISCLOSURE_INVALID");
    expect(refusal({ list: [{ "...": 1 }] }, [])).toBe("DISCLOSURE_INVALID");
    expect(refusal({ "...": decoy }, [])).toBe("DISCLOSURE_INVALID");
    expect(refusal({ inner: { "...": decoy } }, [])).toBe("DISCLOSURE_INVALID");
  });

  it("refuses _sd that is not an array of text", () => {
    for (const hostile of ["x", {}, null, [1], [null], [["x"]]] as JsonValue[])
      expect(refusal({ _sd: hostile }, [])).toBe("DISCLOSURE_INVALID");
  });

  it("takes _sd_alg at the top only, and no hash but sha-256", () => {
    expect(refusal({ inner: { _sd_alg: "sha-256" } }, [])).toBe("DISCLOSURE_INVALID");
    const nested = disclose("s", { _sd_alg: "sha-256" });
    expect(refusal({ list: [element(nested)] }, [nested])).toBe("DISCLOSURE_INVALID");
    for (const hostile of ["sha-512", "SHA-256", "sha-256-32", null, 1] as JsonValue[])
      expect(refusal({ _sd_alg: hostile }, [])).toBe("ALGORITHM_REFUSED");
  });

  it("refuses disclosures that are no array of two or three with a text salt", () => {
    for (const parts of [[], ["s"], ["s", "a", 1, 2], [1, "x"], [null, "x"], ["s", 1, "x"]])
      expect(refusal({}, [disclose(...parts)])).toBe("DISCLOSURE_INVALID");
    for (const text of [
      "",
      "AA=",
      "!",
      encodeBase64url(utf8("{}")),
      encodeBase64url(utf8("[")),
      "_w",
      `${name}=`,
    ])
      expect(refusal({}, [text])).toBe("DISCLOSURE_INVALID");
  });

  it("refuses nesting without end, in the payload and through disclosures", () => {
    let deep: JsonObject = {};
    for (let depth = 0; depth < 200; depth += 1) deep = { deep };
    expect(refusal(deep, [])).toBe("DISCLOSURE_INVALID");
    const chain = [disclose("end", 1)];
    for (let depth = 0; depth < 100; depth += 1)
      chain.unshift(disclose(`s${depth}`, [element(chain[0] ?? "")]));
    expect(refusal({ list: [element(chain[0] ?? "")] }, chain)).toBe("DISCLOSURE_INVALID");
  });
});

describe("the compact form", () => {
  const jwt = "aa.bb.cc";

  it("ends in a tilde without key binding, and splits into what it was made of", () => {
    expect(compactSdJwt(jwt, [])).toBe("aa.bb.cc~");
    expect(splitSdJwt(compactSdJwt(jwt, []))).toEqual({ issuerJwt: jwt, disclosures: [], keyBinding: null });
    expect(splitSdJwt(`${compactSdJwt(jwt, [name, city])}dd.ee.ff`)).toEqual({
      ...{ issuerJwt: jwt, disclosures: [name, city], keyBinding: "dd.ee.ff" },
    });
  });

  it("is refused without its last tilde, with empty parts or anything foreign", () => {
    for (const text of ["", jwt, "aa.bb~", `${jwt}~~`, `${jwt}~${name}`, `~${jwt}~`, `${jwt}~ `, `${jwt}~\n`])
      expect(codeOf(() => splitSdJwt(text))).toBe("CUT_SYNTAX");
  });
});
