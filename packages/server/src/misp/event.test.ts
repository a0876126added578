// A cut as a MISP event: the same bytes whatever is withheld, no UUID in common with another's copy, tagged as it is marked,
// and the cut itself inside, which anybody can check.
import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { canonicalize } from "@entente/core/encoding";
import { compileCommunity, parseBanner, readCommunity } from "@entente/core/markings";
import { verifyCut } from "@entente/core/releases";
import type { VerifiedCut } from "@entente/core/releases";
import { nodePrimitives as primitives } from "@entente/verifier";
import { policies, portion, sample, sealRelease, text } from "../../../core/src/releases/release.fixture.ts";
import { readManifest, readMispEvents, renderMispEvent, writeFeed } from "./index.ts";
import { findObservables } from "./observables.ts";
import { isPublic } from "./tags.ts";

const names = { GBR: "United Kingdom", SWE: "Sweden" };
const TRACES = "From 192.0.2.7 and hxxps://drop[.]example/a, see CVE-2031-12345.";

/** The cut for `recipient` of the sample, with what Sweden may not see replaced by `secret`. */
function cutFor(recipient: string, secret = "Amaranth", seed = "seed"): VerifiedCut {
  const portions = sample.portions.map((one) => {
    if (one.id === "p1" || one.id === "p3" || one.id === "p5") return { ...one, spans: [text(secret)] };
    return one.id === "p2" ? { ...one, spans: [text(TRACES)] } : one;
  });
  const sealed = sealRelease({ document: { ...sample, portions }, recipients: ["GBR", "SWE"], seed });
  return verifyCut({ text: sealed.cuts.get(recipient) ?? "", trust: sealed.trust, primitives });
}

const alliance = compileCommunity(
  readCommunity({
    ...{ format: "entente-community/1", name: "Two", exercise: true, asOf: "2018-03-26", note: "Invented." },
    ...{ policies: ["nato", "tlp", "uk"], caveats: [], groups: [] },
    members: ["GBR", "SWE"].map((id) => ({
      ...{ id, name: id, kind: "state", weights: {} },
      clearances: {
        nato: { upTo: "NATO SECRET", caveats: [] },
        tlp: { upTo: "TLP:RED", caveats: [] },
        uk: { upTo: "TOP SECRET", caveats: [] },
      },
    })),
  }),
);
const known = alliance.community.policies;

/** The cut for Sweden of a title marked `banner`. */
function cutMarked(banner: string, title = "A finding"): VerifiedCut {
  const one = portion("title", null, [text(title)], { kind: "title", marking: parseBanner(banner, known) });
  const document = { ...sample, policy: "nato", portions: [one], footnotes: [] };
  const sealed = sealRelease({ document, compiled: alliance, recipients: ["SWE"] });
  return verifyCut({ text: sealed.cuts.get("SWE") ?? "", trust: sealed.trust, primitives });
}

const render = (cut: VerifiedCut, of = policies) => renderMispEvent(cut, { names, policies: of });
const wordOf = (value: unknown): string => {
  if (typeof value !== "string") throw new TypeError("not a string");
  return value;
};
const listOf = (value: JsonValue | undefined): readonly JsonObject[] =>
  value as unknown as readonly JsonObject[];
const tagsOf = ({ Tag }: JsonObject): unknown[] => listOf(Tag).map(({ name }) => name);
const withoutCut = ({ content }: ReturnType<typeof render>): string =>
  canonicalize({
    ...content,
    Attribute: listOf(content["Attribute"]).filter(({ type }) => type !== "attachment"),
  }).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "");

describe("a cut as a MISP event", () => {
  it("has what MISP asks of an event, numbers as text", () => {
    const { content, uuid } = render(cutFor("SWE"));
    expect(content).toMatchObject({
      ...{ uuid, published: true, analysis: "2", threat_level_id: "4", distribution: "0", locked: false },
      ...{ info: "EXERCISE: Assessment of the attack in Strelsau", sharing_group_id: "0" },
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
      timestamp: expect.stringMatching(/^\d{10}$/) as string,
      Orgc: { name: "United Kingdom (GBR)" },
    });
    const numbers = JSON.stringify(content).match(/":-?\d/g);
    expect(numbers).toBeNull();
  });

  it("shows the text of the cut as it stands, withheld places included", () => {
    const [report, ...more] = listOf(render(cutFor("SWE")).content["EventReport"]);
    expect(more).toEqual([]);
    expect(report?.["content"]).toMatch(/^```text\n[^]*\*\*\*[^]*\n```\n$/);
    const quoted = listOf(render(cutMarked("TLP:GREEN", "A ````` finding"), known).content["EventReport"])[0];
    expect(quoted?.["content"]).toMatch(/^``````text\n/);
  });

  it("has the observables of what is shown as attributes that only inform", () => {
    const attributes = listOf(render(cutFor("SWE")).content["Attribute"]);
    const found = attributes.filter(({ type }) => !["attachment", "text"].includes(wordOf(type)));
    expect(found.map(({ type, value, to_ids }) => [type, value, to_ids])).toEqual([
      ["ip-dst", "192.0.2.7", false],
      ["url", "https://drop.example/a", false],
      ["vulnerability", "CVE-2031-12345", false],
    ]);
    expect(new Set(attributes.map(({ uuid }) => uuid)).size).toBe(attributes.length);
    expect(attributes.every(({ distribution }) => distribution === "5")).toBe(true);
  });

  it("carries the cut so that it can be checked", () => {
    const cut = cutFor("SWE");
    const file = listOf(render(cut).content["Attribute"]).find(({ type }) => type === "attachment")?.["data"];
    const again = verifyCut({
      text: Buffer.from(wordOf(file), "base64").toString(),
      ...{ trust: { kind: "carried" }, primitives },
    });
    expect(again.document).toEqual(cut.document);
  });

  it.each([
    ["TLP:AMBER+STRICT", "tlp:amber+strict", "0"],
    ["TLP:GREEN", "tlp:green", "0"],
    ["TLP:CLEAR", "tlp:clear", "3"],
    ["NATO RESTRICTED", 'nato:classification="NR"', "0"],
    ["UK OFFICIAL", 'entente:marking="UK OFFICIAL"', "0"],
    ["UK OFFICIAL FOR PUBLIC RELEASE", 'entente:marking="UK OFFICIAL FOR PUBLIC RELEASE"', "3"],
    ["TLP:CLEAR && UK SECRET", "tlp:clear", "0"],
  ])("%s is tagged %s and goes to %s", (banner, tag, distribution) => {
    const { content } = render(cutMarked(banner), known);
    expect(tagsOf(content)).toContain(tag);
    expect(tagsOf(content)).toContain(`entente:marking="${banner}"`);
    expect(tagsOf(content)).toContain('entente:exercise="yes"');
    expect(content["distribution"]).toBe(distribution);
  });

  it("says gradings and judgements, and translates no word of another scale", () => {
    const attributes = listOf(render(cutFor("GBR")).content["Attribute"]);
    const tags = attributes.flatMap(tagsOf).map(String);
    const judged = sample.portions.filter(({ judgement }) => judgement !== null);
    expect(judged.length).toBeGreaterThan(0);
    expect(tags.some((tag) => tag.startsWith("estimative-language:confidence-in-analytic-judgment="))).toBe(
      true,
    );
    for (const { judgement } of judged)
      if (judgement !== null && judgement.scale !== "icd203") {
        expect(tags).toContain(`entente:likelihood-${judgement.scale}="${judgement.term}"`);
        expect(tags.some((tag) => tag.startsWith("estimative-language:likelihood"))).toBe(false);
      }
  });

  it("is for nobody more where its banner cannot be read", () => {
    expect(isPublic("TLP:CLEAR", [])).toBe(false);
    expect(isPublic("", known)).toBe(false);
    expect(isPublic("TLP:CLEAR - REL TO SWE", known)).toBe(false);
    expect(isPublic("TLP:CLEAR", known)).toBe(true);
    expect(render(cutMarked("TLP:CLEAR"), []).content["distribution"]).toBe("0");
  });
});

describe("UUIDs", () => {
  it("are the same for the same cut, and none is in two recipients' copies but the creator's", () => {
    expect(canonicalize(render(cutFor("SWE")).content)).toBe(canonicalize(render(cutFor("SWE")).content));
    const uuidsOf = (cut: VerifiedCut): Set<string> =>
      new Set(JSON.stringify(render(cut).content).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g));
    const creator = render(cutFor("SWE")).creator.uuid;
    const [swedish, british, later] = [cutFor("SWE"), cutFor("GBR"), cutFor("SWE", "Amaranth", "later")].map(
      uuidsOf,
    );
    expect([...(swedish ?? [])].filter((one) => british?.has(one))).toEqual([creator]);
    expect([...(swedish ?? [])].filter((one) => later?.has(one))).toEqual([creator]);
  });
});

describe("two worlds", () => {
  it("are the same bytes for whoever may not see the difference, but for the cut inside and the names made of it", () => {
    const here = withoutCut(render(cutFor("SWE")));
    fc.assert(
      fc.property(
        fc.constantFrom("x", "198.51.100.9", "https://secret.example/", "a".repeat(400)),
        (secret) => {
          expect(withoutCut(render(cutFor("SWE", secret)))).toBe(here);
        },
      ),
      { numRuns: 4 },
    );
  });

  it("differ for whoever may, so the comparison can fail", () => {
    expect(withoutCut(render(cutFor("GBR", "198.51.100.9")))).not.toBe(withoutCut(render(cutFor("GBR"))));
  });
});

describe("a feed", () => {
  const eventOf = (banner: string, title = "A finding") => render(cutMarked(banner, title), known);

  it("is a manifest and a file for each event, which say the same and nothing of one machine", () => {
    const events = [eventOf("TLP:GREEN"), eventOf("TLP:RED - REL TO SWE", "Another")];
    const files = writeFeed(events);
    expect([...files.keys()].sort()).toEqual(
      [...events.map(({ uuid }) => `${uuid}.json`), "manifest.json"].sort(),
    );
    const entries = readManifest(files.get("manifest.json") ?? "");
    expect(entries.map(({ uuid }) => uuid).sort()).toEqual(events.map(({ uuid }) => uuid).sort());
    for (const { uuid, sha256, timestamp, info } of entries) {
      const file = files.get(`${uuid}.json`) ?? "";
      expect(sha256).toBe(hash("sha256", file, "hex"));
      expect(file).not.toMatch(/"(distribution|sharing_group_id|org_id|id)"/);
      expect(readMispEvents(file, "pull")).toMatchObject([
        { uuid, timestamp, info, reach: { level: 0, groups: [] } },
      ]);
    }
  });

  it("has digests to look values up in only where all of it is for everyone", () => {
    const open = eventOf("TLP:CLEAR");
    expect(writeFeed([open]).get("hashes.csv")).toMatch(new RegExp(`^[0-9a-f]{32},${open.uuid}\n`));
    expect(writeFeed([open, eventOf("TLP:GREEN")]).has("hashes.csv")).toBe(false);
    expect(writeFeed([]).has("hashes.csv")).toBe(false);
  });

  it("of nothing is read as nothing", () => {
    expect(readManifest("[]")).toEqual([]);
    expect(readManifest(writeFeed([]).get("manifest.json") ?? "")).toEqual([]);
  });

  const vectors = JSON.parse(
    readFileSync(new URL("../../../../vectors/misp/manifest_invalid.json", import.meta.url), "utf8"),
  ) as readonly { reason: string; text: string; code: string }[];
  it.each(vectors)("refuses a manifest with $reason", ({ text: written, code }) => {
    expect(() => readManifest(written)).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe("vectors", () => {
  const read = (name: string) =>
    JSON.parse(
      readFileSync(new URL(`../../../../vectors/misp/${name}`, import.meta.url), "utf8"),
    ) as readonly {
      reason: string;
      text: string;
      code?: string;
      reach?: JsonObject;
      never?: string;
    }[];

  it.each(read("event_valid.json"))("$reason", ({ text: written, reach, never }) => {
    const [event] = readMispEvents(written, "pull");
    expect(event?.reach).toEqual(reach);
    if (never !== undefined) expect(JSON.stringify(event)).not.toContain(never);
    // What is kept can be read again.
    expect(readMispEvents(JSON.stringify({ Event: event?.content ?? null }), "push")).toHaveLength(1);
  });

  it.each(read("event_invalid.json"))("refuses $reason", ({ text: written, code }) => {
    expect(() => readMispEvents(written, "pull")).toThrow(expect.objectContaining({ code }) as Error);
  });
});

describe("observables", () => {
  it.each<[string, string[]]>([
    ["a[.]b[.]example.com and www.c.example", ["domain a.b.example.com", "domain www.c.example"]],
    ["Write to someone[at]mail.example.", ["email someone@mail.example"]],
    ["2001:db8::7 answered", ["ip-dst 2001:db8::7"]],
    [`${"a1".repeat(32)} and ${"0".repeat(32)}`, [`sha256 ${"a1".repeat(32)}`]],
    ["report.pdf, section 1.2.3, 10:30::, U.K. and e.g. this", []],
    ["10.0.***.1 and evil.***, 1.2.3.4.5 and 256.1.1.1 and 10:30::40:50::1", []],
    ["https://localhost/ http:// ftp://a.example", []],
  ])("in %s", (words, expected) => {
    expect(findObservables(words).map(({ type, value }) => `${type} ${value}`)).toEqual(expected);
  });

  it("are found in any text without failing, each in its own words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (any) => {
        const found = findObservables(any);
        expect(new Set(found.map(({ type, value }) => `${type} ${value}`)).size).toBe(found.length);
      }),
    );
  });
});
