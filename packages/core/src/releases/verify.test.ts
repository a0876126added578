// Verifying a cut: what a true one says, and that it is refused wherever anything was changed.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalize, decodeBase64url, decodeUtf8, encodeBase64url } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import {
  createEd25519Signer,
  createMlDsaSigner,
  portablePrimitives as primitives,
  thumbprint,
} from "../keys/index.ts";
import { createLedgerIdentity, parseLedgerPolicy } from "../ledger/index.ts";
import { noRules } from "../planning/index.ts";
import { sealCut, signRelease, verifyCut } from "./index.ts";
import type { CutBody, CutFile, Trust } from "./index.ts";
import { rebind, resign } from "./forged-cut.fixture.ts";
import { codeOf, IAT, sample, sealRelease } from "./release.fixture.ts";

const everyone = ["GBR", "USA", "CAN", "DEU", "FRA", "SWE", "CHE", "PUBLIC"];
const sealed = sealRelease({ document: sample, recipients: everyone });
const carried: Trust = { kind: "carried" };
const verify = (file: string, trust: Trust = carried) => verifyCut({ text: file, trust, primitives });
const cutOf = (recipient: string): string => sealed.cuts.get(recipient) ?? "";
const bodyOf = (recipient: string): CutBody => sealed.bodies.get(recipient) ?? fail();
const codeOfFile = (file: string, trust: Trust = carried): string => codeOf(() => verify(file, trust));

function fail(): never {
  throw new Error("the fixture has no such cut");
}

describe("verifyCut", () => {
  it("passes every cut as a checklist of seven steps", () => {
    for (const [recipient, file] of sealed.cuts) {
      const { document, steps, cut } = verify(file);
      expect(document.recipient).toBe(recipient);
      expect(steps.map(({ name }) => name)).toEqual([
        "format",
        "issuer signatures",
        "trust",
        "disclosures",
        "key binding",
        "ledger: release",
        "ledger: cut",
      ]);
      expect(sealCut(cut.release, cut.evidence)).toBe(file);
      const places = sealed.plan.classes.find(({ recipients }) => recipients.includes(recipient))?.released;
      expect(document.released).toBe(places?.length);
    }
  });

  it("gives each recipient its own document, with one gap for each run of withheld portions", () => {
    const swe = verify(cutOf("SWE")).document;
    expect(swe.portions.map((one) => one && [one.kind, one.number])).toEqual([
      ["title", null],
      null,
      ["heading", null],
      ["paragraph", "1"],
      null,
      ["judgement", "2"],
      null,
    ]);
    expect(swe.banner).toBe("UK OFFICIAL");
    expect(swe.title).toBe("Assessment of the attack in Strelsau");
    expect(swe.portions[3]?.spans.map(({ kind }) => kind)).toEqual([
      "text",
      "withheld",
      "text",
      "note-reference",
    ]);
    const can = verify(cutOf("CAN")).document;
    expect(can.banner).toBe("UK SECRET - REL TO FVEY");
    expect(can.portions[3]?.spans.map(({ kind }) => kind)).toEqual([
      ...["text", "restricted", "withheld", "text", "note-reference"],
    ]);
    const gbr = verify(cutOf("GBR")).document;
    expect(gbr.portions).toHaveLength(8);
    expect(gbr.portions.at(-1)?.grading).toEqual({ reliability: "B", credibility: 2 });
    const rests = [gbr.portions[3]?.id, gbr.portions[4]?.id];
    expect(gbr.portions[6]?.judgement?.supports).toEqual(rests);
    expect(gbr.banner).toBe("UK TOP SECRET - WALL - REL TO FVEY");
  });

  it("accepts pinned keys and no others", () => {
    const { trust } = sealed;
    expect(codeOfFile(cutOf("FRA"), trust)).toBe("accepted");
    for (const list of ["issuers", "authorities"] as const) {
      expect(codeOfFile(cutOf("FRA"), { ...trust, [list]: [] })).toBe("KEY_UNTRUSTED");
      expect(codeOfFile(cutOf("FRA"), { ...trust, [list]: ["x"] })).toBe("KEY_UNTRUSTED");
    }
    const policyOf = (vkey: string): Trust => ({
      ...trust,
      policy: parseLedgerPolicy(`log ${vkey}\nquorum none\n`, primitives),
    });
    const foreign = createLedgerIdentity(
      { origin: "entente.example/test", publicKey: sealed.authority.publicKey },
      primitives,
    );
    expect(codeOfFile(cutOf("FRA"), policyOf(foreign.vkey))).toBe("KEY_UNTRUSTED");
    // One key of the issuer alone is not the issuer.
    const half = [thumbprint(sealed.issuer.ed25519.publicKey, primitives)];
    expect(codeOfFile(cutOf("FRA"), { ...trust, issuers: half })).toBe("KEY_UNTRUSTED");
  });

  it("tells how many portions there are, and their own numbers, where counts are allowed and nowhere else", () => {
    const { cuts } = sealRelease({
      document: sample,
      recipients: everyone,
      rules: { ...noRules, countsFor: ["SWE"] },
    });
    const swe = verify(cuts.get("SWE") ?? "").document;
    expect(swe.counts).toEqual({ shown: 4, of: 13 });
    expect(swe.portions.map((one) => one?.number)).toEqual([
      null,
      undefined,
      null,
      "2",
      undefined,
      "5",
      undefined,
    ]);
    for (const [recipient, file] of cuts)
      if (recipient !== "SWE") expect(verify(file).document.counts).toBe(null);
  });

  it("withholds gradings from whom the plan says, and leaves no gap where a place is hidden", () => {
    const { cuts } = sealRelease({
      document: sample,
      recipients: everyone,
      rules: { ...noRules, withholdGradingsFrom: ["GBR", "USA"], hidePlaces: ["p1", "p5"] },
    });
    const grades = (recipient: string) => {
      const { portions, footnotes } = verify(cuts.get(recipient) ?? "").document;
      return [...portions, ...footnotes].flatMap((one) => one?.grading ?? []).length;
    };
    expect([grades("GBR"), grades("USA"), grades("CAN")]).toEqual([0, 0, 1]);
    const swe = verify(cuts.get("SWE") ?? "").document;
    expect(swe.portions.map((one) => one?.kind ?? null)).toEqual([
      ...["title", "heading", "paragraph"],
      null,
      "judgement",
    ]);
  });
});

describe("hostile cuts", () => {
  type First = CutBody["signatures"][0];
  const changed = (body: CutBody, change: (first: First) => First): CutBody => ({
    ...body,
    signatures: [change(body.signatures[0]), body.signatures[1]],
  });
  const openingOf = (place: string, { issued } = sealed): string =>
    issued.openings.find((one) => one.place === place)?.text ?? fail();
  const withDisclosures = (body: CutBody, disclosures: readonly string[]): CutBody =>
    changed(body, (first) => ({ ...first, header: { ...first.header, disclosures } }));
  const disclosuresOf = (body: CutBody): readonly string[] => body.signatures[0].header.disclosures;

  it("fails with a code wherever a character is changed, dropped or doubled", () => {
    const file = cutOf("SWE");
    const codes = new Map<string, number>();
    for (let at = 0; at < file.length; at += 31) {
      const here = file[at] ?? "";
      const instead = [here === "A" ? "B" : "A", "", here + here][(at / 31) % 3] ?? "";
      const code = codeOfFile(file.slice(0, at) + instead + file.slice(at + 1));
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    expect(codes.has("accepted")).toBe(false);
    expect(codes.has("SIGNATURE_INVALID")).toBe(true);
    expect(codes.has("KEY_BINDING_INVALID")).toBe(true);
    expect(codes.has("LEDGER_PROOF_INVALID")).toBe(true);
  });

  it("never throws anything but a coded error, whatever the text", () => {
    const file = cutOf("SWE");
    fc.assert(
      fc.property(fc.string(), (noise) => codeOfFile(noise) !== "accepted"),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.nat(file.length), fc.nat(40), fc.string({ unit: "binary" }), (at, drop, noise) => {
        const hostile = file.slice(0, at) + noise + file.slice(at + drop);
        return hostile === file || codeOfFile(hostile) !== "accepted";
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => codeOfFile(`${JSON.stringify(value)}\n`) !== "accepted"),
      { numRuns: 300 },
    );
  });

  it("refuses a place added, dropped or moved by whoever is not the release authority", () => {
    const body = bodyOf("FRA");
    const own = disclosuresOf(body);
    const more = openingOf("p5");
    const dropped = own.filter((one) => one !== openingOf("n4#grading"));
    expect(codeOfFile(sealed.seal(withDisclosures(body, dropped)))).toBe("KEY_BINDING_MISMATCH");
    expect(codeOfFile(sealed.seal(withDisclosures(body, own.slice(0, -1))))).toBe("DISCLOSURE_INVALID");
    expect(codeOfFile(sealed.seal(withDisclosures(body, [...own, more])))).toBe("DISCLOSURE_INVALID");
    const wanted = new Set([...own, more, openingOf("p5#marking")]);
    const inOrder = sealed.issued.openings.map((one) => one.text).filter((one) => wanted.has(one));
    expect(codeOfFile(sealed.seal(withDisclosures(body, inOrder)))).toBe("DISCLOSURE_INVALID");
    expect(codeOfFile(sealed.seal(withDisclosures(body, [...own].reverse())))).toBe("DISCLOSURE_INVALID");
    expect(codeOfFile(sealed.seal(withDisclosures(body, [])))).toBe("DISCLOSURE_INVALID");
    expect(codeOfFile(sealed.seal(withDisclosures(body, [...own, own[0] ?? ""])))).toBe(
      "DISCLOSURE_REPEATED",
    );
    const foreign = openingOf("p1", sealRelease({ document: sample, recipients: ["GBR"], seed: "other" }));
    expect(codeOfFile(sealed.seal(withDisclosures(body, [...own, foreign])))).toBe("DISCLOSURE_UNMATCHED");
  });

  it("refuses what does not hang together, even when the authority signs it", () => {
    const { issued, authority } = sealed;
    const own = disclosuresOf(bodyOf("FRA"));
    const bound = (change: (place: string, text: string) => boolean): string => {
      const disclosures = issued.openings
        .filter(({ place, text: one }) => change(place, one))
        .map((one) => one.text);
      return codeOfFile(sealed.seal(rebind(bodyOf("FRA"), disclosures, authority)));
    };
    const open = (place: string, one: string): boolean => own.includes(one) && place !== "";
    const without = (...left: string[]): string =>
      bound((place, one) => open(place, one) && !left.includes(place));
    const andAlso = (...more: string[]): string =>
      bound((place, one) => open(place, one) || more.includes(place));
    expect(bound(open)).toBe("accepted");
    // A part without its whole, a portion without its mark, or outside the reading.
    expect(without("p2")).toBe("DISCLOSURE_UNMATCHED");
    expect(without("p2#marking")).toBe("DISCLOSURE_INVALID");
    expect(andAlso("p5", "p5#marking")).toBe("DISCLOSURE_INVALID");
    expect(andAlso("p2/1", "p5", "p5#marking")).toBe("DISCLOSURE_INVALID");
    // No reading, another class's reading, two readings, a gap that shows nothing.
    expect(without("#reading/c3")).toBe("DISCLOSURE_INVALID");
    expect(andAlso("#reading/c4")).toBe("DISCLOSURE_INVALID");
    expect(
      bound((place, one) => (open(place, one) && place !== "#reading/c3") || place === "#reading/c4"),
    ).toBe("DISCLOSURE_INVALID");
    expect(andAlso("#gap/c3/0")).toBe("DISCLOSURE_INVALID");
    expect(andAlso("#gap/c3/0", "#rest/c3/0")).toBe("DISCLOSURE_INVALID");
    expect(andAlso("#aside/c3")).toBe("DISCLOSURE_INVALID");
    expect(andAlso("#aside/c4")).toBe("DISCLOSURE_UNMATCHED");
    // One number told and not the others, what a judgement rests on and does not show, fillers beside what is withheld.
    expect(andAlso("p2#number")).toBe("DISCLOSURE_INVALID");
    expect(andAlso("j1#support")).toBe("DISCLOSURE_INVALID");
    // Withholding a grading or the supports of a judgement again is the authority's to do.
    expect(without("n4#grading")).toBe("accepted");
    expect(without("j1#support")).toBe("accepted");
    expect(andAlso("#counts")).toBe("accepted");
  });

  it("refuses a key binding by another key, of another type, for another release, or out of time", () => {
    const { authority } = sealed;
    const own = disclosuresOf(bodyOf("FRA"));
    const bind = (claims: object, header: object = {}, signer = authority): string =>
      codeOfFile(sealed.seal(rebind(bodyOf("FRA"), own, signer, { claims, header })));
    expect(bind({})).toBe("accepted");
    expect(bind({ aud: "SWE" })).toBe("accepted");
    expect(bind({}, {}, sealed.issuer.ed25519)).toBe("KEY_BINDING_INVALID");
    expect(bind({}, { typ: "JWT" })).toBe("KEY_BINDING_INVALID");
    expect(bind({}, { alg: "none" })).toBe("ALGORITHM_REFUSED");
    expect(bind({}, { alg: "EdDSA" })).toBe("ALGORITHM_REFUSED");
    expect(bind({}, { kid: "x" })).toBe("CUT_SYNTAX");
    expect(bind({ nonce: "AAAAAAAAAAAAAAAAAAAAAA" })).toBe("KEY_BINDING_MISMATCH");
    expect(bind({ iat: IAT - 1 })).toBe("KEY_BINDING_MISMATCH");
    expect(bind({ aud: ["FRA"] })).toBe("CUT_SYNTAX");
    expect(bind({ aud: "" })).toBe("CUT_SYNTAX");
    expect(bind({ note: "x" })).toBe("CUT_SYNTAX");
  });

  it("refuses a cut without key binding, with an empty one, and with one, three or exchanged signatures", () => {
    const body = bodyOf("FRA");
    const bare = changed(body, (first) => ({ ...first, header: { ...first.header, kb_jwt: "" } }));
    expect(codeOfFile(sealed.seal(bare))).toBe("CUT_SYNTAX");
    const [first, second] = body.signatures;
    expect(codeOfFile(sealed.seal({ ...body, signatures: [first, first] }))).toBe("CUT_SYNTAX");
    const file = cutOf("FRA");
    const json = (one: object): string => canonicalize(one as JsonObject);
    for (const [from, to] of [
      [`,${json(second)}]`, "]"],
      [`,${json(second)}]`, `,${json(second)},${json(second)}]`],
    ] as const) {
      expect(file).toContain(from);
      expect(codeOfFile(file.replace(from, to))).toBe("CUT_SYNTAX");
    }
    expect(codeOfFile(file.replace(/,"kb_jwt":"[^"]*"/, ""))).toBe("CUT_SYNTAX");
  });

  it("takes neither signature for both", () => {
    const { authority, issuer, issued } = sealed;
    const codeOfSignatures = (ed25519: object, mlDsa: object): string => {
      const [first, second] = bodyOf("FRA").signatures;
      const signatures = [
        { ...first, ...ed25519 },
        { ...second, ...mlDsa },
      ] as const;
      const body = { ...bodyOf("FRA"), signatures };
      return codeOfFile(sealed.seal(rebind(body, disclosuresOf(body), authority)));
    };
    expect(codeOfSignatures({}, {})).toBe("accepted");
    const zeros = (length: number): object => ({ signature: encodeBase64url(new Uint8Array(length)) });
    expect(codeOfSignatures(zeros(64), {})).toBe("SIGNATURE_INVALID");
    expect(codeOfSignatures({}, zeros(3309))).toBe("SIGNATURE_INVALID");
    expect(codeOfSignatures({}, zeros(64))).toBe("CUT_SYNTAX");
    // Someone else's ML-DSA key beside the issuer's own Ed25519 one: the payload names both.
    const other = createMlDsaSigner("ML-DSA-65", new Uint8Array(32));
    const prepared = { ...issued, issuer: { ...issued.issuer, mlDsa: other.publicKey } };
    const foreign = signRelease({ prepared, issuer: { ...issuer, mlDsa: other } }).signatures[1];
    expect(codeOfSignatures({}, foreign)).toBe("SIGNATURE_INVALID");
  });

  it("refuses headers and payloads that are not what a release signs, even when the issuer signs them", () => {
    type Payload = Record<string, unknown> & Record<"portions" | "readings", object[]>;
    const signed = (header: object, change: (payload: Payload) => object = (same) => same): string => {
      const payload = JSON.parse(decodeUtf8(decodeBase64url(sealed.issued.payload))) as Payload;
      const body = resign(sealed, change(payload) as JsonObject, header);
      return codeOfFile(sealed.seal(rebind(body, disclosuresOf(bodyOf("FRA")), sealed.authority)));
    };
    expect(signed({})).toBe("accepted");
    expect(signed({ alg: "none" })).toBe("ALGORITHM_REFUSED");
    expect(signed({ alg: "HS256" })).toBe("ALGORITHM_REFUSED");
    expect(signed({ alg: "Ed25519" })).toBe("ALGORITHM_REFUSED");
    expect(signed({ typ: "JWT" })).toBe("SIGNATURE_INVALID");
    expect(signed({ crit: ["x"] })).toBe("CUT_SYNTAX");
    expect(signed({ jwk: { ...createEd25519Signer(new Uint8Array(32)).publicKey } })).toBe("CUT_SYNTAX");
    expect(signed({}, (payload) => ({ ...payload, extra: 1 }))).toBe("CUT_SYNTAX");
    expect(signed({}, (payload) => ({ ...payload, _sd: [] }))).toBe("CUT_SYNTAX");
    expect(signed({}, (payload) => ({ ...payload, _sd_alg: "sha-512" }))).toBe("CUT_SYNTAX");
    expect(signed({}, (payload) => ({ ...payload, portions: [...payload.portions, {}] }))).toBe("CUT_SYNTAX");
    expect(signed({}, (payload) => ({ ...payload, format: "entente-release/1" }))).toBe("CUT_SYNTAX");
    expect(signed({}, (payload) => ({ ...payload, keys: [] }))).toBe("CUT_SYNTAX");
    const doubled = (payload: Payload): object => {
      const { portions } = payload;
      return { ...payload, portions: portions.map(() => portions[0]) };
    };
    expect(signed({}, doubled)).toBe("DISCLOSURE_REPEATED");
    const across = (payload: Payload): object => ({
      ...payload,
      readings: [...payload.readings.slice(0, -1), payload.portions[0]],
    });
    expect(signed({}, across)).toBe("DISCLOSURE_REPEATED");
    const reversed = (payload: Payload): object => ({
      ...payload,
      portions: [...payload.portions].reverse(),
    });
    expect(signed({}, reversed)).toBe("DISCLOSURE_INVALID");
  });

  it("refuses evidence of another kind, another cut, another time, and a cut older than its release", () => {
    const file = JSON.parse(cutOf("FRA")) as CutFile;
    const other = JSON.parse(cutOf("SWE")) as CutFile;
    const { release, cut } = file.evidence;
    const evidence = (change: Partial<CutFile["evidence"]>): string =>
      codeOfFile(sealCut(file.release, { ...file.evidence, ...change }));
    expect(evidence({})).toBe("accepted");
    expect(evidence({ cut: other.evidence.cut })).toBe("LEDGER_PROOF_INVALID");
    expect(evidence({ cut: release })).toBe("CUT_SYNTAX");
    const later = { ...cut.opening, at: "2018-03-15T10:00:00.000Z" };
    expect(evidence({ cut: { ...cut, opening: later } })).toBe("LEDGER_PROOF_INVALID");
    expect(evidence({ cut: { ...cut, opening: { ...cut.opening, at: "2018-03-14T10:00:00Z" } } })).toBe(
      "INSTANT_INVALID",
    );
    expect(evidence({ cut: { ...cut, proof: `${cut.proof}\n` } })).toBe("NOTE_SYNTAX");
    expect(evidence({ release: { ...release, proof: "" } })).toBe("PROOF_SYNTAX");
    expect(codeOfFile(sealed.seal(bodyOf("FRA"), "cut first"))).toBe("LEDGER_COMMITMENT_MISMATCH");
  });
});
