// Marks of a scheme that a community defines: read from the cut alone, and no word of the scheme but those of places shown.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64url, decodeUtf8 } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { compileCommunity, joinMarkings, parseMark, printBanner } from "../markings/index.ts";
import type { Caveat, Marking, Policy } from "../markings/index.ts";
import { forgeValueAt, without } from "./forged-cut.fixture.ts";
import { verifyCut } from "./index.ts";
import { renderCutPage } from "../pages/index.ts";
import type { CutDocument, CutFile } from "./index.ts";
import { kinds, kindsCommunity, kindsPortion } from "./kinds.fixture.ts";
import { codeOf, sealRelease } from "./release.fixture.ts";

const recipients = ["GBR", "CAN", "FRA", "SWE"];
const sealed = sealRelease({ document: kinds, compiled: kindsCommunity, recipients });
const fileOf = (recipient: string): string => sealed.cuts.get(recipient) ?? "";
const read = (file: string): CutDocument =>
  verifyCut({ text: file, trust: { kind: "carried" }, primitives }).document;
const documentOf = (recipient: string): CutDocument => read(fileOf(recipient));
const disclosuresOf = (file: string): readonly string[] =>
  (JSON.parse(file) as CutFile).release.signatures[0].header.disclosures.map((one) =>
    decodeUtf8(decodeBase64url(one)),
  );

describe("marks of a scheme a community defines", () => {
  it("are read from the cut alone, joined and coloured by the scheme's order", () => {
    expect(documentOf("FRA").banner).toBe("STRELSAU LOW && UK SECRET");
    expect(documentOf("CAN").banner).toBe("STRELSAU LOW && UK SECRET - REL TO FVEY");
    expect(documentOf("GBR").banner).toBe("STRELSAU HIGHEST - QUINCE - RHUBARB && UK SECRET - REL TO FVEY");
    expect(documentOf("SWE").banner).toBe("UK OFFICIAL");
    expect(documentOf("FRA").bands[0]).toEqual({ text: "STRELSAU LOW", colour: "#225522", ink: "#fff" });
  });

  it("carry the words of places shown, and no other word of the scheme", () => {
    const words = ["QUINCE", "RHUBARB", `"HIGH"`, `"HIGHEST"`, `"LOW"`, "strelsau", "Invented"];
    const found = (recipient: string): readonly string[] => {
      const file = [fileOf(recipient), ...disclosuresOf(fileOf(recipient))].join("\n");
      return words.filter((word) => file.includes(word));
    };
    expect(found("SWE")).toEqual([]);
    expect(found("FRA")).toEqual([`"LOW"`, "strelsau"]);
    expect(found("GBR")).toEqual(["QUINCE", "RHUBARB", `"HIGH"`, `"HIGHEST"`, `"LOW"`, "strelsau"]);
    const clear = decodeUtf8(decodeBase64url(sealed.issued.payload));
    for (const word of words) expect(clear).not.toContain(word);
  });

  it("let no colour of a scheme act on the page", () => {
    const page = renderCutPage({
      text: fileOf("GBR"),
      names: {},
      authority: sealed.authority,
      script: "0;",
      primitives,
    });
    expect(page).not.toContain("red;}");
    expect(page).toContain(".level-0{background:#222222;color:#fff}");
  });

  it("join to the banner the whole scheme gives, whatever portions are shown", () => {
    const caveat = (name: string, tag: string, kind: Caveat["kind"], levels: Caveat["levels"]): Caveat => ({
      ...{ name, short: name, explanation: "Invented.", kind, tag, levels },
    });
    const palace: Policy = {
      ...{ id: "palace", name: "Palace papers", syntax: "slashes", prefix: "", releasePhrase: "REL TO" },
      levels: ["OPEN", "CLOSED", "SEALED", "BURIED"].map((name, index) => ({
        ...{ name, short: name.slice(0, 2), colour: "#123456", ink: "#ffffff" },
        unlisted: index > 1 ? ["GBR"] : null,
      })),
      caveats: [
        caveat("ANISE", "cellar", "restrictive", null),
        caveat("BASIL", "attic", "restrictive", null),
        caveat("CARAWAY", "cellar", "restrictive", null),
        caveat("DANDELION", "attic", "informative", ["OPEN", "CLOSED"]),
        caveat("ELDER", "garden", "permissive", null),
        caveat("FIG", "garden", "permissive", null),
      ],
      eyesOnly: [{ phrase: "PALACE ONLY", short: "PO", releasableTo: ["GBR"] }],
      ...{
        publicLevel: null,
        openCaveats: false,
        alwaysListed: [],
        rollUp: "intersection",
        identifier: null,
      },
    };
    const caveats = palace.caveats.map(({ name }) => name);
    const cleared = { palace: { upTo: "BURIED", caveats }, uk: { upTo: "TOP SECRET", caveats: ["WALL"] } };
    const { community } = kindsCommunity;
    const compiled = compileCommunity({
      ...community,
      policies: [...community.policies, palace],
      members: community.members.map((member) => ({
        ...member,
        clearances: { ...member.clearances, ...cleared },
      })),
    });
    const { policies } = compiled.community;
    const written = [
      ...[
        "OP",
        "CL",
        "SE",
        "BU",
        "OP//DANDELION",
        "CL//DANDELION",
        "CL//ANISE/CARAWAY",
        "CL//BASIL",
        "BU//ANISE//BASIL",
      ],
      ...[
        "SE//REL TO FRA, GBR",
        "CL//PO",
        "CL//ONLY ELDER, FIG",
        "O",
        "S - WALL",
        "OP//DANDELION && S - REL TO FVEY",
      ],
    ];
    const markings = written.map((one) => parseMark(one, "uk", policies));
    fc.assert(
      fc.property(fc.subarray(markings, { minLength: 1, maxLength: 5 }), (chosen) => {
        const portions = chosen.map((marking, index) => ({ ...kindsPortion(`p${index}`, "O", []), marking }));
        const document = { ...kinds, portions, footnotes: [] };
        const { cuts } = sealRelease({ document, compiled, recipients: ["GBR"] });
        const [first = null, ...rest] = chosen;
        const joined = rest.reduce<Marking | null>((all, one) => joinMarkings(all, one, policies), first);
        expect(read(cuts.get("GBR") ?? "").banner).toBe(joined === null ? "" : printBanner(joined, policies));
      }),
      { numRuns: 60 },
    );
  });

  it("fail with a code when the cut does not say what a mark means, or says it in two ways", () => {
    expect(forgeMark((value) => value)).toBe("accepted");
    expect(forgeMark((value) => without(value, "policies"))).toBe("MARKING_UNDEFINED");
    expect(forgeMark((value) => ({ ...value, banner: "ATLANTIS SECRET" }))).toBe("MARKING_UNDEFINED");
    const twist = (change: (part: JsonObject) => JsonObject): string =>
      forgeMark((value) => ({ ...value, policies: (value["policies"] as JsonObject[]).map(change) }));
    expect(twist((part) => part)).toBe("accepted");
    expect(twist((part) => ({ ...part, prefix: "STRELSAUS " }))).toBe("MARKING_UNDEFINED");
    const low = { rank: 0, name: "LOW", short: "L", colour: "#225522", ink: "#fff", unlisted: null };
    // p5 says that HIGH has rank 1.
    expect(twist((part) => ({ ...part, levels: [{ ...low, rank: 1 }] }))).toBe("MARKING_UNDEFINED");
    expect(twist((part) => ({ ...part, levels: [low, { ...low, name: "HIGH", rank: 1 }] }))).toBe(
      "MARKING_UNDEFINED",
    );
    expect(twist((part) => ({ ...part, levels: [{ ...low, unlisted: ["GBR"] }] }))).toBe("accepted");
    expect(twist((part) => ({ ...part, more: 1 }))).toBe("DISCLOSURE_INVALID");
    expect(forgeMark((value) => ({ ...value, policies: {} }))).toBe("DISCLOSURE_INVALID");
  });
});

/** What verifying says of a cut whose issuer signed another mark of p4. */
function forgeMark(change: (value: JsonObject) => JsonObject): string {
  return codeOf(() => read(forgeValueAt(sealed, "GBR", "p4#marking", change)));
}
