// A release through the door: planned, issued, and presented to each recipient.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalize, decodeBase64url, decodeUtf8, encodeBase64url, utf8 } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import type { MarkedDocument } from "../documents/index.ts";
import { createEd25519Signer, portablePrimitives as primitives } from "../keys/index.ts";
import { noRules, planRelease } from "../planning/index.ts";
import type { ReleasePlan } from "../planning/index.ts";
import {
  digestCut,
  digestPresentation,
  issueRelease,
  prepareRelease,
  presentCut,
  signRelease,
} from "./index.ts";
import { codeOf, community, IAT, policies, portion, sample, sealRelease, text } from "./release.fixture.ts";

const everyone = ["GBR", "USA", "CAN", "DEU", "FRA", "SWE", "CHE", "PUBLIC"];
const sealed = sealRelease({ document: sample, recipients: everyone });

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
    const all = sealed.issued.openings
      .map(({ place }) => place)
      .filter((place) => !place.includes("#"))
      .sort();
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
  const issue = (change: Partial<MarkedDocument>, header: object = {}) => {
    const document = { ...sample, ...change };
    return issueRelease({
      document,
      policies,
      plan: planOf(document),
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
  };
  const planOf = (document: MarkedDocument): ReleasePlan => {
    try {
      return planRelease({ document, community, recipients: ["GBR", "FRA"], rules: noRules, consents: [] });
    } catch {
      return { ...sealed.plan, classes: [] };
    }
  };
  const payloadOf = (payload: string) =>
    JSON.parse(decodeUtf8(decodeBase64url(payload))) as Record<"portions" | "readings", object[]>;

  it("shows neither the number of portions and readings nor which digests are decoys", () => {
    for (const [count, length] of [
      [1, 8],
      [8, 8],
      [9, 16],
      [33, 64],
    ] as const) {
      const portions = Array.from({ length: count }, (_, index) => portion(`p${index}`, "O", []));
      const payload = payloadOf(issue({ portions, footnotes: [] }).payload);
      expect(payload.portions).toHaveLength(length);
      expect(payload.readings).toHaveLength(8);
      const keys = [...payload.portions, ...payload.readings].map((element) =>
        JSON.stringify(element).replace(/[\w-]{43}/, "d"),
      );
      expect(new Set(keys)).toEqual(new Set([`{"...":"d"}`]));
    }
  });

  it("puts portions and readings in another order each time", () => {
    const placesOf = (): string =>
      issue({})
        .openings.map(({ place }) => place)
        .filter((place) => !/[/#]/.test(place))
        .join(" ");
    expect(new Set(Array.from({ length: 6 }, placesOf)).size).toBeGreaterThan(4);
  });

  it("never uses a salt twice", () => {
    const salts = issue({}).openings.map(
      ({ text: opening }) => (JSON.parse(decodeUtf8(decodeBase64url(opening))) as string[])[0],
    );
    expect(new Set(salts).size).toBe(salts.length);
    for (const salt of salts) expect(decodeBase64url(salt ?? "")).toHaveLength(32);
  });

  it("commits to the same from the same random bytes, and signs what was prepared and nothing else", () => {
    const { issuer, issued } = sealed;
    const again = sealRelease({ document: sample, recipients: everyone }).issued;
    expect(again).toEqual(issued);
    const { signatures: _, ...prepared } = issued;
    expect(signRelease({ prepared, issuer })).toEqual(issued);
    const other = { ...issuer, ed25519: createEd25519Signer(new Uint8Array(32)) };
    expect(codeOf(() => signRelease({ prepared, issuer: other }))).toBe("SHAPE_INVALID");
  });

  it("refuses unmarked portions, doubled ids, an exercise outside an exercise and a bad header", () => {
    expect(codeOf(() => issue({ portions: [portion("p1", null, [])] }))).toBe("RELEASE_UNMARKED");
    const twice = [portion("p1", "O", []), portion("p1", "S", [])];
    expect(codeOf(() => issue({ portions: twice }))).toBe("DOCUMENT_INVALID");
    for (const id of ["", "p1/2", "p1#number"])
      expect(codeOf(() => issue({ portions: [portion(id, "O", [])] }))).toBe("DOCUMENT_INVALID");
    expect(codeOf(() => issue({}, { exercise: false }))).toBe("DOCUMENT_INVALID");
    expect(codeOf(() => issue({}, { release: "AAAA" }))).toBe("SHAPE_INVALID");
    expect(codeOf(() => issue({}, { iat: 1.5 }))).toBe("SHAPE_INVALID");
  });

  it("refuses a plan of another document, and one that gives a part without its whole", () => {
    const plan = (released: string[]): string =>
      codeOf(() =>
        prepareRelease({
          ...{ document: sample, policies, primitives },
          plan: {
            rules: noRules,
            classes: [{ id: "c1", recipients: ["FRA"], released, counts: false, gradings: true }] as never,
          },
          header: {
            ...{ release: encodeBase64url(new Uint8Array(16)), iat: IAT, exercise: true },
            ledger: { origin: "entente.example/test", vkey: sealed.vkey },
            authority: sealed.authority.publicKey,
          },
          issuer: sealed.issued.issuer,
          randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
        }),
      );
    expect(plan(["title", "p2", "p2/1"])).toBe("accepted");
    for (const released of [["p2/1"], ["title", "p2/0"], ["p99"], ["__proto__"], ["constructor"]])
      expect(plan(released)).toBe("SHAPE_INVALID");
  });
});

describe("presentCut", () => {
  const present = (change: object) =>
    presentCut({
      ...{ issued: sealed.issued, class: "c3", recipient: "FRA", iat: IAT + 60 },
      ...{ authority: sealed.authority, primitives },
      ...change,
    });

  it("gives every recipient of a class the same openings, in the order of the payload", () => {
    const body = present({});
    expect(body).toEqual(sealed.bodies.get("FRA"));
    expect(present({ recipient: "DEU" }).signatures[0].header.disclosures).toEqual(
      body.signatures[0].header.disclosures,
    );
    const kept = JSON.parse(JSON.stringify(sealed.issued)) as typeof sealed.issued;
    expect(present({ issued: kept })).toEqual(body);
  });

  it("gives a recipient no class but its own", () => {
    for (const change of [
      { class: "c1" },
      { recipient: "GBR" },
      { recipient: "CHE" },
      { class: "c0" },
      { class: "c9" },
    ])
      expect(codeOf(() => present(change))).toBe("CUT_NOT_PLANNED");
    expect(codeOf(() => present({ recipient: "" }))).toBe("CUT_NOT_PLANNED");
  });

  it("refuses another authority and a time before the release", () => {
    expect(codeOf(() => present({ authority: sealed.issuer.ed25519 }))).toBe("SHAPE_INVALID");
    expect(codeOf(() => present({ iat: IAT - 1 }))).toBe("SHAPE_INVALID");
  });

  it("answers for the release it is given, and not for one that it shares classes with", () => {
    const { issued } = sealed;
    const openings = issued.openings.map((one) => (one.place === "p2" ? { ...one, text: "AAAA" } : one));
    const payload = JSON.parse(decodeUtf8(decodeBase64url(issued.payload))) as JsonObject;
    const other = encodeBase64url(utf8(canonicalize({ ...payload, exercise: false })));
    const [first, second] = issued.signatures;
    const zeros = { ...first, signature: encodeBase64url(new Uint8Array(64)) };
    for (const change of [{ openings }, { payload: other }, { signatures: [zeros, second] as const }, {}]) {
      const copy = { ...issued, ...change };
      const apart = JSON.parse(JSON.stringify(copy)) as typeof copy;
      const [body, own] = [present({ issued: copy }), present({ issued: apart })];
      expect(body).toEqual(own);
      expect(digestCut(body, primitives)).toEqual(digestCut(own, primitives));
      const digestOf = (one: typeof copy): string =>
        digestPresentation(one, { class: "c3", recipient: "FRA" }, primitives);
      expect(digestOf(copy)).toBe(digestOf(apart));
    }
  });

  it("is what its digest said before anything was signed", () => {
    const { signatures: _, ...prepared } = sealed.issued;
    const digest = digestPresentation(prepared, { class: "c3", recipient: "FRA" }, primitives);
    const body = present({});
    const hash = (one: string): string => encodeBase64url(primitives.sha256(utf8(one)));
    const { disclosures } = body.signatures[0].header;
    expect(digest).toBe(
      hash(
        `{"disclosures":"${hash(disclosures.join("~"))}","payload":"${hash(body.payload)}","recipient":"FRA"}`,
      ),
    );
    expect(digestPresentation(prepared, { class: "c3", recipient: "DEU" }, primitives)).not.toBe(digest);
    expect(codeOf(() => digestPresentation(prepared, { class: "c3", recipient: "GBR" }, primitives))).toBe(
      "CUT_NOT_PLANNED",
    );
  });
});
