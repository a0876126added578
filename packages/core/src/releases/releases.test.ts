// A release through the door: planned, issued, cut, verified, and refused wherever anything was changed.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64url, decodeUtf8, encodeBase64url, utf8 } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { createEd25519Signer, portablePrimitives as primitives, thumbprint } from "../keys/index.ts";
import { noRules, planRelease } from "../planning/index.ts";
import { issueRelease, presentCut, sealCut, verifyCut } from "./index.ts";
import type { CutBody, CutFile, Trust } from "./index.ts";
import { signJws } from "./jws.ts";
import { codeOf, community, IAT, policies, portion, sample, sealRelease, text } from "./release.fixture.ts";

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

describe("planRelease", () => {
  it("makes one class of all who see the same, most first, and says why not", () => {
    const { plan } = sealed;
    expect(plan.classes.map(({ id, recipients }) => [id, ...recipients])).toEqual([
      ["c1", "GBR", "USA"],
      ["c2", "CAN"],
      ["c3", "DEU", "FRA"],
      ["c4", "SWE"],
    ]);
    expect(plan.excluded.map(({ recipient }) => recipient)).toEqual(["CHE", "PUBLIC"]);
    expect(plan.excluded[0]?.reason).toContain("CHE holds no clearance");
    expect(plan.banner).toMatch(/^UK TOP SECRET - WALL/);
    expect(plan.classes[1]?.released).toEqual([
      ...["title", "h1", "p2", "p2/1", "p3", "p4", "j1", "n1", "n2", "n3", "n4"],
    ]);
    expect(plan.classes[3]?.released).toEqual(["title", "h1", "p2", "j1"]);
    const reasons = new Map(plan.classes[3]?.withheld.map(({ place, reason }) => [place, reason]));
    expect(reasons.get("p5")).toContain("SWE is cleared up to OFFICIAL");
    expect(reasons.get("n2")).toContain("reference is withheld");
  });

  it("releases or explains every place of every class, and nothing twice", () => {
    const all = Object.keys(sealed.issued.openings).sort();
    for (const { released, withheld } of sealed.plan.classes)
      expect([...released, ...withheld.map(({ place }) => place)].sort()).toEqual(all);
  });

  it("withholds a footnote whose reference is withheld, and one nothing refers to", () => {
    for (const { recipients, released } of sealed.plan.classes) {
      expect(released.includes("n5")).toBe(false);
      expect(released.includes("n2")).toBe(released.includes("p2/1"));
      expect(released.includes("n3")).toBe(released.includes("p3"));
      expect(released.includes("n4")).toBe(!recipients.includes("SWE"));
    }
  });

  it("refuses what is unmarked, what nobody may read, and whom it does not know", () => {
    const plan = (document: typeof sample, recipients: string[]): string =>
      codeOf(() => planRelease({ document, community, recipients, rules: noRules, consents: [] }));
    const unmarked = { ...sample, portions: [...sample.portions, portion("p9", null, [text("x")])] };
    expect(plan(unmarked, ["GBR"])).toBe("RELEASE_UNMARKED");
    const empty = { ...portion("p9", "O", []), marking: { terms: [] } };
    expect(plan({ ...sample, footnotes: [empty] }, ["GBR"])).toBe("RELEASE_UNMARKED");
    expect(plan(sample, ["CHE", "PUBLIC"])).toBe("RELEASE_NOBODY");
    expect(plan(sample, [])).toBe("RELEASE_NOBODY");
    expect(plan(sample, ["GBR", "ATL"])).toBe("MEMBER_UNKNOWN");
  });

  it("agrees with a plain decision per portion and reader", () => {
    const marks = ["O", "OS", "S", "S - REL TO FVEY", "S - REL TO DEU, FRA", "S - WALL", "TS"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...marks), { minLength: 1, maxLength: 40 }), (chosen) => {
        const portions = chosen.map((one, index) => portion(`p${index}`, one, [text("x")]));
        const document = { ...sample, portions, footnotes: [] };
        const plan = planRelease({
          document,
          community,
          recipients: ["GBR", ...everyone.slice(0, 6)],
          rules: noRules,
          consents: [],
        });
        for (const { recipients, released } of plan.classes)
          for (const recipient of recipients)
            expect(released).toEqual(
              portions.filter((one) => community.audienceOf(one.marking).has(recipient)).map(({ id }) => id),
            );
      }),
    );
  });
});

describe("issueRelease", () => {
  const issue = (change: object, header: object = {}) =>
    issueRelease({
      document: { ...sample, ...change },
      policies,
      header: {
        release: encodeBase64url(new Uint8Array(16)),
        iat: IAT,
        exercise: true,
        ledger: { origin: "entente.example/test", vkey: sealed.vkey },
        authority: sealed.authority.publicKey,
        ...header,
      },
      issuer: sealed.issuer,
      randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
      primitives,
    });

  it("shows neither the number of portions nor which digests are decoys", () => {
    for (const [count, length] of [
      [1, 8],
      [8, 8],
      [9, 16],
      [33, 64],
    ] as const) {
      const portions = Array.from({ length: count }, (_, index) => portion(`p${index}`, "O", []));
      const payload = JSON.parse(decodeUtf8(decodeBase64url(issue({ portions }).payload))) as {
        portions: object[];
        footnotes: object[];
      };
      expect(payload.portions).toHaveLength(length);
      expect(payload.footnotes).toHaveLength(8);
      const keys = payload.portions.map((element) => JSON.stringify(element).replace(/[\w-]{43}/, "d"));
      expect(new Set(keys)).toEqual(new Set([`{"...":"d"}`]));
    }
  });

  it("never uses a salt twice", () => {
    const salts = Object.values(issue({}).openings).map(
      (opening) => (JSON.parse(decodeUtf8(decodeBase64url(opening))) as string[])[0],
    );
    expect(new Set(salts).size).toBe(salts.length);
    for (const salt of salts) expect(decodeBase64url(salt ?? "")).toHaveLength(32);
  });

  it("refuses unmarked portions, doubled ids, an exercise outside an exercise and a bad header", () => {
    expect(codeOf(() => issue({ portions: [portion("p1", null, [])] }))).toBe("RELEASE_UNMARKED");
    const twice = [portion("p1", "O", []), portion("p1", "S", [])];
    expect(codeOf(() => issue({ portions: twice }))).toBe("DOCUMENT_INVALID");
    expect(codeOf(() => issue({}, { exercise: false }))).toBe("DOCUMENT_INVALID");
    expect(codeOf(() => issue({}, { release: "AAAA" }))).toBe("SHAPE_INVALID");
    expect(codeOf(() => issue({}, { iat: 1.5 }))).toBe("SHAPE_INVALID");
  });
});

describe("presentCut", () => {
  const present = (change: object) =>
    presentCut({
      issued: sealed.issued,
      released: ["title", "p2", "p2/1"],
      recipient: "FRA",
      iat: IAT,
      authority: sealed.authority,
      primitives,
      ...change,
    });

  it("lists disclosures in reading order whatever the order of the places and of the openings", () => {
    const body = present({});
    expect(present({ released: ["p2/1", "title", "p2"] })).toEqual(body);
    const openings = Object.fromEntries(Object.entries(sealed.issued.openings).reverse());
    expect(present({ issued: { ...sealed.issued, openings } })).toEqual(body);
    const ids = body.signatures[0]?.header.disclosures.map((one) =>
      decodeUtf8(decodeBase64url(one)).slice(45),
    );
    expect(ids?.map((one) => /"kind":"(title|paragraph)"|Bergamot/.exec(one)?.[0])).toEqual([
      `"kind":"title"`,
      `"kind":"paragraph"`,
      "Bergamot",
    ]);
  });

  it("refuses a span without its portion, unknown and doubled places, and none at all", () => {
    for (const released of [
      ["p2/1"],
      ["title", "p2/0"],
      ["p99"],
      ["title", "title"],
      [],
      ["__proto__"],
      ["constructor"],
    ])
      expect(codeOf(() => present({ released }))).toBe("SHAPE_INVALID");
  });

  it("refuses another authority, an empty recipient and a time before the release", () => {
    expect(codeOf(() => present({ authority: sealed.issuer }))).toBe("SHAPE_INVALID");
    expect(codeOf(() => present({ recipient: "" }))).toBe("SHAPE_INVALID");
    expect(codeOf(() => present({ iat: IAT - 1 }))).toBe("SHAPE_INVALID");
  });
});

describe("verifyCut", () => {
  it("passes every cut as a checklist of seven steps", () => {
    for (const [recipient, file] of sealed.cuts) {
      const { document, steps, cut } = verify(file);
      expect(document.recipient).toBe(recipient);
      expect(steps.map(({ name }) => name)).toEqual([
        "format",
        "issuer signature",
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
      ["paragraph", "2"],
      null,
      ["judgement", "5"],
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
    const pinned: Trust = {
      kind: "pinned",
      issuers: [thumbprint(sealed.issuer.publicKey, primitives)],
      authorities: [thumbprint(sealed.authority.publicKey, primitives)],
      ledgers: [sealed.vkey],
    };
    expect(codeOfFile(cutOf("FRA"), pinned)).toBe("accepted");
    for (const list of ["issuers", "authorities", "ledgers"] as const) {
      expect(codeOfFile(cutOf("FRA"), { ...pinned, [list]: [] })).toBe("KEY_UNTRUSTED");
      expect(codeOfFile(cutOf("FRA"), { ...pinned, [list]: ["x"] })).toBe("KEY_UNTRUSTED");
    }
  });
});

describe("hostile cuts", () => {
  type First = CutBody["signatures"][number];
  const changed = (body: CutBody, change: (first: First) => First): CutBody => ({
    ...body,
    signatures: body.signatures.map(change),
  });
  const withDisclosures = (body: CutBody, disclosures: readonly string[]): CutBody =>
    changed(body, (first) => ({ ...first, header: { ...first.header, disclosures } }));
  const disclosuresOf = (body: CutBody): readonly string[] => body.signatures[0]?.header.disclosures ?? [];

  it("fails with a code wherever a character is changed, dropped or doubled", () => {
    const file = cutOf("SWE");
    const codes = new Map<string, number>();
    for (let at = 0; at < file.length; at += 5) {
      const here = file[at] ?? "";
      const instead = [here === "A" ? "B" : "A", "", here + here][at % 3] ?? "";
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
    const more = sealed.issued.openings["p5"] ?? "";
    expect(codeOfFile(sealed.seal(withDisclosures(body, own.slice(0, -1))))).toBe("KEY_BINDING_MISMATCH");
    expect(codeOfFile(sealed.seal(withDisclosures(body, [...own, more])))).toBe("DISCLOSURE_INVALID");
    const inOrder = withDisclosures(body, [...own.slice(0, 5), more, ...own.slice(5)]);
    expect(["KEY_BINDING_MISMATCH", "DISCLOSURE_INVALID"]).toContain(codeOfFile(sealed.seal(inOrder)));
    expect(codeOfFile(sealed.seal(withDisclosures(body, [...own].reverse())))).toBe("DISCLOSURE_INVALID");
    expect(codeOfFile(sealed.seal(withDisclosures(body, [])))).toBe("DISCLOSURE_INVALID");
    expect(codeOfFile(sealed.seal(withDisclosures(body, [...own, own[0] ?? ""])))).toBe(
      "DISCLOSURE_REPEATED",
    );
    const foreign =
      sealRelease({ document: sample, recipients: ["GBR"], seed: "other" }).issued.openings["p1"] ?? "";
    expect(codeOfFile(sealed.seal(withDisclosures(body, [...own, foreign])))).toBe("DISCLOSURE_UNMATCHED");
  });

  it("refuses a child whose parent is not opened, even when the authority signs it", () => {
    const { issued, authority } = sealed;
    const child = issued.openings["p2/1"] ?? "";
    const title = issued.openings["title"] ?? "";
    expect(codeOfFile(sealed.seal(rebind(bodyOf("FRA"), [title, child], authority)))).toBe(
      "DISCLOSURE_UNMATCHED",
    );
    expect(codeOfFile(sealed.seal(rebind(bodyOf("FRA"), [title], authority)))).toBe("accepted");
  });

  it("refuses a key binding by another key, of another type, for another release, or out of time", () => {
    const { authority, issuer } = sealed;
    const own = disclosuresOf(bodyOf("FRA"));
    const bind = (claims: object, header: object = {}, signer = authority): string =>
      codeOfFile(sealed.seal(rebind(bodyOf("FRA"), own, signer, claims, header)));
    expect(bind({})).toBe("accepted");
    expect(bind({ aud: "SWE" })).toBe("accepted");
    expect(bind({}, {}, issuer)).toBe("KEY_BINDING_INVALID");
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

  it("refuses a cut without key binding, with an empty one, and with a second signature", () => {
    const body = bodyOf("FRA");
    const bare = changed(body, (first) => ({ ...first, header: { ...first.header, kb_jwt: "" } }));
    expect(codeOfFile(sealed.seal(bare))).toBe("CUT_SYNTAX");
    const [first = fail()] = body.signatures;
    expect(codeOfFile(sealed.seal({ ...body, signatures: [first, first] }))).toBe("CUT_SYNTAX");
    expect(codeOfFile(cutOf("FRA").replace(/,"kb_jwt":"[^"]*"/, ""))).toBe("CUT_SYNTAX");
  });

  it("refuses headers and payloads that are not what a release signs, even when the issuer signs them", () => {
    const resign = (
      header: object,
      change: (payload: Record<string, unknown>) => object = (same) => same,
    ): string => {
      const { issuer, authority } = sealed;
      const payload = JSON.parse(decodeUtf8(decodeBase64url(sealed.issued.payload))) as Record<
        string,
        unknown
      >;
      const jws = signJws({
        header: { alg: "Ed25519", typ: "entente-release+sd-jwt", jwk: { ...issuer.publicKey }, ...header },
        payload: change(payload) as JsonObject,
        signer: issuer,
      });
      const body: CutBody = {
        payload: jws.payload,
        signatures: [
          { protected: jws.protected, signature: jws.signature, header: { disclosures: [], kb_jwt: "" } },
        ],
      };
      return codeOfFile(sealed.seal(rebind(body, disclosuresOf(bodyOf("FRA")), authority)));
    };
    expect(resign({})).toBe("accepted");
    expect(resign({ alg: "none" })).toBe("ALGORITHM_REFUSED");
    expect(resign({ alg: "HS256" })).toBe("ALGORITHM_REFUSED");
    expect(resign({ typ: "JWT" })).toBe("SIGNATURE_INVALID");
    expect(resign({ crit: ["x"] })).toBe("CUT_SYNTAX");
    expect(resign({ jwk: { ...createEd25519Signer(new Uint8Array(32)).publicKey } })).toBe(
      "SIGNATURE_INVALID",
    );
    expect(resign({}, (payload) => ({ ...payload, extra: 1 }))).toBe("CUT_SYNTAX");
    expect(resign({}, (payload) => ({ ...payload, _sd: [] }))).toBe("CUT_SYNTAX");
    expect(resign({}, (payload) => ({ ...payload, _sd_alg: "sha-512" }))).toBe("CUT_SYNTAX");
    expect(
      resign({}, (payload) => ({ ...payload, portions: [...(payload["portions"] as object[]), {}] })),
    ).toBe("CUT_SYNTAX");
    expect(resign({}, (payload) => ({ ...payload, format: "entente-release/2" }))).toBe("CUT_SYNTAX");
    const doubled = (payload: Record<string, unknown>): object => {
      const portions = payload["portions"] as object[];
      return { ...payload, portions: [...portions.slice(0, -1), portions[0]] };
    };
    expect(resign({}, doubled)).toBe("DISCLOSURE_REPEATED");
    const across = (payload: Record<string, unknown>): object => {
      const footnotes = payload["footnotes"] as object[];
      return { ...payload, footnotes: [...footnotes.slice(0, -1), (payload["portions"] as object[])[0]] };
    };
    expect(resign({}, across)).toBe("DISCLOSURE_REPEATED");
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

  function rebind(
    body: CutBody,
    disclosures: readonly string[],
    signer: typeof sealed.authority,
    claims: object = {},
    header: object = {},
  ): CutBody {
    const [first = fail()] = body.signatures;
    const compact = [`${first.protected}.${body.payload}.${first.signature}`, ...disclosures, ""].join("~");
    const { release } = JSON.parse(decodeUtf8(decodeBase64url(body.payload))) as { release: string };
    const jws = signJws({
      header: { alg: "Ed25519", typ: "kb+jwt", ...header },
      payload: {
        aud: "FRA",
        iat: IAT,
        nonce: release,
        sd_hash: encodeBase64url(primitives.sha256(utf8(compact))),
        ...claims,
      },
      signer,
    });
    const kb = `${jws.protected}.${jws.payload}.${jws.signature}`;
    return changed(body, () => ({ ...first, header: { disclosures, kb_jwt: kb } }));
  }
});
