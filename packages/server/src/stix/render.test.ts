// A cut as STIX: the same bytes whatever is withheld, one content for each id, marked as its banner says, and the cut itself
// inside, which anybody can check.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readInstant } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { builtInKinds } from "@entente/core/kinds";
import { compileCommunity, parseBanner, readCommunity } from "@entente/core/markings";
import type { Measure } from "@entente/core/measures";
import { verifyStix } from "@entente/core/pages";
import { verifyCut } from "@entente/core/releases";
import type { VerifiedCut } from "@entente/core/releases";
import { nodePrimitives as primitives } from "@entente/verifier";
import {
  codeOf,
  policies,
  portion,
  sample,
  sealRelease,
  text,
} from "../../../core/src/releases/release.fixture.ts";
import { readLabelDocument, readXml } from "../labels/index.ts";
import { bundleStix, renderStix } from "./index.ts";
import type { StixContext } from "./index.ts";

const MEASURE: Measure = {
  ...{ id: "m1", actor: "DEU", actorType: "state", kind: "expulsion", target: "RUS", count: 4 },
  ...{ announced: "2018-03-26", inTally: true, detail: "", sources: ["ctv"], confidence: "high" },
  ...{ alternatives: [], verified: true },
};
const CONTEXT: StixContext = {
  names: { GBR: "United Kingdom", SWE: "Sweden" },
  policies,
  incident: { slug: "strelsau-2018", title: "The attack in Strelsau" },
  positions: [
    {
      ...{ member: "SWE", position: "declined", statement: "Not now." },
      at: readInstant("2018-03-20T08:00:00Z"),
    },
  ],
  measures: [MEASURE, MEASURE],
  notices: [],
  kinds: builtInKinds,
};

/** The cut for `recipient` of the sample, with what Sweden may not see replaced by `secret`. */
function cutFor(recipient: string, secret = "Amaranth", seed = "seed"): VerifiedCut {
  const portions = sample.portions.map((one) =>
    one.id === "p1" || one.id === "p3" || one.id === "p5" ? { ...one, spans: [text(secret)] } : one,
  );
  const sealed = sealRelease({ document: { ...sample, portions }, recipients: ["GBR", "SWE"], seed });
  return verifyCut({ text: sealed.cuts.get(recipient) ?? "", trust: sealed.trust, primitives });
}

const alliance = compileCommunity(
  readCommunity({
    ...{ format: "entente-community/1", name: "Two", exercise: true, asOf: "2018-03-26", note: "Invented." },
    ...{ policies: ["nato", "tlp"], caveats: [], groups: [] },
    members: ["GBR", "SWE"].map((id) => ({
      ...{ id, name: id, kind: "state", weights: {} },
      clearances: {
        nato: { upTo: "NATO SECRET", caveats: [] },
        tlp: { upTo: "TLP:RED", caveats: [] },
      },
    })),
  }),
);

/** The cut for Sweden of a title that is marked `banner`. */
function allianceCut(banner: string): VerifiedCut {
  const marking = parseBanner(banner, alliance.community.policies);
  const title = portion("title", null, [text("A finding")], { kind: "title", marking });
  const document = { ...sample, policy: "nato", portions: [title], footnotes: [] };
  const sealed = sealRelease({ document, compiled: alliance, recipients: ["SWE"] });
  return verifyCut({ text: sealed.cuts.get("SWE") ?? "", trust: sealed.trust, primitives });
}

const wordOf = (value: unknown): string => {
  if (typeof value !== "string") throw new TypeError("not a string");
  return value;
};
const render = (cut: VerifiedCut, context = CONTEXT): readonly JsonObject[] => renderStix(cut, context);
const isProof = ({ abstract }: JsonObject): boolean => abstract === "How to check this report";
const withoutProof = (objects: readonly JsonObject[]): string =>
  JSON.stringify(objects.filter((one) => !isProof(one)));
const typesOf = (objects: readonly JsonObject[]): unknown[] => objects.map(({ type }) => type);
const only = (objects: readonly JsonObject[], type: string): JsonObject => {
  const [found, ...more] = objects.filter((one) => one["type"] === type);
  if (found === undefined || more.length > 0) throw new RangeError(`not one ${type}`);
  return found;
};

describe("a cut as STIX", () => {
  it("has the objects a cut, its case, its measures and its positions make, each referred to by later ones only", () => {
    const objects = render(cutFor("SWE"));
    expect(typesOf(objects)).toEqual([
      ...["identity", "extension-definition", "identity", "marking-definition", "marking-definition"],
      ...["incident", "course-of-action", "relationship", "report", "opinion", "note"],
    ]);
    const seen = new Set<unknown>();
    for (const object of objects) {
      const { id, ...rest } = object;
      for (const ref of JSON.stringify(rest).match(/[a-z-]+--[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [])
        expect(seen).toContain(ref);
      expect(seen).not.toContain(id);
      seen.add(id);
    }
  });

  it("says the text of the cut, withheld places included, and marks all of it", () => {
    const objects = render(cutFor("SWE"));
    const report = only(objects, "report");
    expect(report["description"]).toContain("***");
    expect(report["description"]).toContain("An agent was used.");
    expect(report["name"]).toBe("EXERCISE: Assessment of the attack in Strelsau");
    const marked = objects.filter(({ type }) =>
      ["incident", "course-of-action", "relationship", "report", "opinion", "note"].includes(wordOf(type)),
    );
    const definitions = objects.filter(({ type }) => type === "marking-definition");
    for (const one of marked) {
      expect(one["object_marking_refs"]).toEqual(definitions.map(({ id }) => id));
      expect(one).not.toHaveProperty("granular_markings");
    }
    expect(JSON.stringify(definitions)).toContain('"statement":"UK OFFICIAL"');
    expect(JSON.stringify(definitions)).toContain("Copy for Sweden (SWE), released by United Kingdom (GBR)");
  });

  it("says a NATO marking as a label too, and defines what a label is", () => {
    const objects = render(allianceCut("NATO RESTRICTED"));
    expect(typesOf(objects).slice(0, 7)).toEqual([
      ...["identity", "extension-definition", "extension-definition", "identity"],
      ...["marking-definition", "marking-definition", "marking-definition"],
    ]);
    const xml = Object.values(objects[5]?.["extensions"] ?? {})[0] as JsonObject;
    const { label } = readLabelDocument(readXml(Buffer.from(wordOf(xml["label"]))));
    expect(label).toMatchObject({ policyIdentifier: "NATO", classification: "RESTRICTED" });
  });

  it("carries the cut so that the bundle can be checked, the words of its report included", () => {
    const trust = { kind: "carried" } as const;
    const check = (objects: readonly JsonObject[]): VerifiedCut =>
      verifyStix({ text: JSON.stringify(bundleStix(objects)), trust, primitives });
    const objects = render(cutFor("SWE"));
    expect(check(objects).document).toEqual(cutFor("SWE").document);
    expect(check(objects).steps.at(-1)?.detail).toContain("Nothing else of the STIX is proven");
    const proofs = objects.filter(isProof);
    expect(check(proofs).steps.at(-1)?.detail).toContain("There is no report of it here");
    const changed = objects.map((one) => (one["type"] === "report" ? { ...one, description: "Other" } : one));
    expect(codeOf(() => check(changed))).toBe("RENDERING_MISMATCH");
    expect(codeOf(() => check([...objects, ...proofs]))).toBe("CUT_SYNTAX");
    expect(codeOf(() => check(objects.filter((one) => !isProof(one))))).toBe("CUT_SYNTAX");
    const forged = JSON.parse(
      JSON.stringify(objects)
        .replace("DEU", "FRA")
        .replace(/"payload\\":\\"e/g, '"payload\\":\\"f'),
    ) as JsonObject[];
    expect(codeOf(() => check(forged))).not.toBe("accepted");
  });

  it("takes a declined position for no opinion on whether the report is right", () => {
    const opinion = only(render(cutFor("SWE")), "opinion");
    expect(opinion).toMatchObject({ opinion: "neutral", authors: ["Sweden (SWE)"] });
    expect(opinion["explanation"]).toBe("Position of SWE: declined. Not now.");
  });

  it("says a banner of a scheme that is not known here in its words", () => {
    const objects = render(cutFor("SWE"), { ...CONTEXT, policies: [] });
    expect(JSON.stringify(objects)).toContain('"statement":"UK OFFICIAL"');
    expect(JSON.stringify(objects)).not.toContain("originatorConfidentialityLabel");
  });

  it("uses the fixed object of TLP 2.0, and none of TLP 1", () => {
    const objects = render(allianceCut("TLP:AMBER+STRICT"));
    expect(JSON.stringify(objects)).toContain("marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003");
  });
});

describe("ids", () => {
  it("are the same for the same cut, and others for another recipient, release or text", () => {
    const report = (objects: readonly JsonObject[]): unknown => only(objects, "report")["id"];
    const first = render(cutFor("SWE"));
    expect(JSON.stringify(bundleStix(render(cutFor("SWE"))))).toBe(JSON.stringify(bundleStix(first)));
    const others = [render(cutFor("GBR")), render(cutFor("SWE", "Amaranth", "other"))];
    expect(new Set([first, ...others].map(report)).size).toBe(3);
  });

  it("of report and proof are the same whatever is told besides the cut", () => {
    const alone = render(cutFor("SWE"), { ...CONTEXT, measures: [], positions: [] });
    for (const type of ["report", "note", "incident"])
      expect(only(alone, type)).toEqual(only(render(cutFor("SWE")), type));
  });

  it("never stand for two contents, whoever is shown what", () => {
    const contents = new Map<string, string>();
    const rendered = [
      render(cutFor("SWE")),
      render(cutFor("GBR")),
      render(cutFor("SWE", "Other", "other")),
      render(cutFor("SWE"), { ...CONTEXT, names: {}, measures: [{ ...MEASURE, count: 5 }] }),
      render(cutFor("SWE"), { ...CONTEXT, positions: [], incident: { slug: "other", title: "Other" } }),
    ];
    for (const object of rendered.flat()) {
      const key = `${wordOf(object["id"])} ${wordOf(object["modified"] ?? "")}`;
      const content = JSON.stringify(object);
      expect(contents.get(key) ?? content).toBe(content);
      contents.set(key, content);
    }
    expect(contents.size).toBeGreaterThan(20);
  });
});

describe("two worlds", () => {
  it("are the same bytes for whoever may not see the difference, but for the cut inside", () => {
    const here = withoutProof(render(cutFor("SWE")));
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), (secret) => {
        const other = render(cutFor("SWE", secret));
        expect(withoutProof(other)).toBe(here);
        expect(other.filter(isProof)).toHaveLength(1);
      }),
      { numRuns: 10 },
    );
  });

  it("differ for whoever may, so the comparison can fail", () => {
    expect(withoutProof(render(cutFor("GBR", "Other")))).not.toBe(withoutProof(render(cutFor("GBR"))));
  });
});
