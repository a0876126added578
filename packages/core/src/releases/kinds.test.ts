// A release with every kind of portion: what is planned, what a reader is shown, and what no cut says.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalize, decodeBase64url, decodeUtf8, encodeBase64url, utf8 } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { describePortion, listBlocks, listNotes } from "../printing/index.ts";
import type { MarkedDocument } from "../documents/index.ts";
import type { PrintedPortion, PrintedSpan } from "../printing/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { compileCommunity, joinMarkings, parseMark, printBanner } from "../markings/index.ts";
import type { Caveat, Marking, Policy } from "../markings/index.ts";
import { noRules, planRelease } from "../planning/index.ts";
import { presentCut, verifyCut } from "./index.ts";
import { renderCutPage, renderCutText } from "../pages/index.ts";
import type { CutDocument, CutFile } from "./index.ts";
import { kinds, kindsCommunity, kindsPortion } from "./kinds.fixture.ts";
import { signJws } from "./jws.ts";
import { codeOf, IAT, sealRelease } from "./release.fixture.ts";
import { digestText } from "./sd-jwt.ts";

const recipients = ["GBR", "CAN", "FRA", "SWE"];
const sealed = sealRelease({ document: kinds, compiled: kindsCommunity, recipients });
const fileOf = (recipient: string): string => sealed.cuts.get(recipient) ?? "";
const read = (file: string): CutDocument =>
  verifyCut({ text: file, trust: { kind: "carried" }, primitives }).document;
const documentOf = (recipient: string): CutDocument => read(fileOf(recipient));
const releasedTo = (recipient: string): readonly string[] =>
  sealed.plan.classes.find((one) => one.recipients.includes(recipient))?.released ?? [];
const disclosuresOf = (file: string): readonly string[] =>
  ((JSON.parse(file) as CutFile).release.signatures[0]?.header.disclosures ?? []).map((one) =>
    decodeUtf8(decodeBase64url(one)),
  );
const shownOf = (document: CutDocument): readonly PrintedPortion[] =>
  document.portions.filter((portion) => portion !== null);
const wordsOf = (spans: readonly PrintedSpan[] = []): string =>
  spans
    .map((span) =>
      span.kind === "text" ? span.text : span.kind === "cross-reference" ? span.called : `<${span.kind}>`,
    )
    .join("");

describe("planRelease of every kind", () => {
  it("gives parts with their wholes, sources with a reference and references with their target", () => {
    expect(releasedTo("SWE")).toEqual([
      ...["title", "h1", "p1", "p1/1", "p2", "p2c", "q1", "t1", "t1r1", "t1r2", "t1r5", "f1", "f1a"],
      ...["j1", "j1/1", "n1", "s1"],
    ]);
    expect(releasedTo("FRA")).toContain("p1/7/1");
    expect(releasedTo("CAN")).toContain("p1/5");
    expect(releasedTo("FRA")).not.toContain("p1/5");
    expect(releasedTo("CAN")).toEqual(expect.arrayContaining(["p1/7", "p1/7/1", "s3", "n1/1", "t1r4"]));
    expect(releasedTo("GBR")).toEqual(expect.arrayContaining(["p4/1", "p5", "p5/1", "f1b"]));
    expect(releasedTo("CAN")).not.toContain("p5");
  });

  it("says why, of what hangs on something else too", () => {
    const swe = sealed.plan.classes.find((one) => one.recipients.includes("SWE"));
    const reasons = new Map(swe?.withheld.map(({ place, reason }) => [place, reason]));
    expect(reasons.get("p1/3")).toBe("What it refers to is withheld.");
    expect(reasons.get("s3")).toContain("reference is withheld");
    expect(reasons.get("t1r3")).toContain("SWE is cleared up to OFFICIAL");
    const [all] = sealed.plan.classes;
    const places = Object.keys(sealed.issued.openings).sort();
    expect([...(all?.released ?? []), ...(all?.withheld ?? []).map(({ place }) => place)].sort()).toEqual(
      places,
    );
  });

  it("takes a row under its table's mark too, whatever marking it is handed in with", () => {
    const secret = kinds.portions.map((one) =>
      one.id === "t1" ? kindsPortion("t1", "S", one.spans, { kind: "table", number: "1" }) : one,
    );
    const plan = planRelease({
      document: { ...kinds, portions: secret },
      community: kindsCommunity,
      recipients: ["SWE"],
      rules: noRules,
      consents: [],
    });
    expect(plan.classes[0]?.released.filter((place) => place.startsWith("t1"))).toEqual([]);
  });

  it("refuses a part without its whole, and a cell broken where there is none", () => {
    const issue = (portions: MarkedDocument["portions"]): string =>
      codeOf(() =>
        planRelease({
          document: { ...kinds, portions },
          community: kindsCommunity,
          recipients: ["GBR"],
          rules: noRules,
          consents: [],
        }),
      );
    const find = (id: string) => kinds.portions.filter((one) => one.id === id);
    expect(issue([...find("t1"), ...find("t1r1")])).toBe("accepted");
    expect(issue(find("t1r1"))).toBe("DOCUMENT_INVALID");
    expect(issue([...find("t1"), ...find("p1"), ...find("t1r1")])).toBe("DOCUMENT_INVALID");
    expect(issue([...find("t1"), ...find("f1a")])).toBe("DOCUMENT_INVALID");
    expect(issue([kindsPortion("p1", "O", [{ kind: "cell-break" }])])).toBe("DOCUMENT_INVALID");
    const marking = kindsPortion("p1", "S", []).marking ?? { terms: [] };
    const inside = { kind: "restricted", marking, spans: [{ kind: "cell-break" }] } as const;
    expect(
      issue([...find("t1"), { ...(find("t1r1")[0] ?? kindsPortion("x", "O", [])), spans: [inside] }]),
    ).toBe("DOCUMENT_INVALID");
    expect(issue([kindsPortion("p1", "O", [], { parent: "t1" })])).toBe("DOCUMENT_INVALID");
  });
});

describe("a cut of every kind", () => {
  it("shows tables with one gap for each run of withheld rows, and none for what follows", () => {
    const [table] = listBlocks(documentOf("SWE")).filter((block) => block.kind === "table");
    expect(table?.rows.map((row) => row && wordsOf(row.spans))).toEqual([
      "Date<cell-break>Place",
      "4 March<cell-break><withheld><note-reference>",
      null,
      "<withheld><cell-break>Kale",
    ]);
    expect(table?.columns).toBe(2);
    const [whole] = listBlocks(documentOf("CAN")).filter((block) => block.kind === "table");
    expect(whole?.rows.map((row) => row?.mark)).toEqual(["O", "O", "S", "S - REL TO FVEY", "O", "S"]);
  });

  it("shows what renditions may be shown, with their files and without a gap for the others", () => {
    const pictures = (recipient: string) =>
      listBlocks(documentOf(recipient))
        .filter((block) => block.kind === "figure")
        .flatMap(({ renditions }) => renditions.map(({ file, mark }) => [file?.name, mark]));
    expect(pictures("SWE")).toEqual([["small.png", "O"]]);
    expect(pictures("CAN")).toEqual([
      ["small.png", "O"],
      ["door.png", "S"],
    ]);
    const swe = documentOf("SWE").portions;
    const at = swe.findIndex((one) => one?.kind === "rendition");
    expect(swe[at - 1]?.kind).toBe("figure");
    expect(swe[at + 1]?.kind).toBe("judgement");
  });

  it("calls a target by what it is called here, and withholds every other reference alike", () => {
    expect(wordsOf(shownOf(documentOf("SWE"))[2]?.spans)).toBe(
      "See table 1, <withheld> and <withheld>.<withheld><source-reference>",
    );
    expect(wordsOf(shownOf(documentOf("CAN"))[2]?.spans)).toBe(
      "See table 1, paragraph 2 and table 1.<restricted><source-reference>",
    );
    const inner = shownOf(documentOf("FRA"))[2]?.spans.find((span) => span.kind === "restricted");
    expect(wordsOf(inner?.kind === "restricted" ? inner.spans : [])).toBe(
      "Alkanet, see paragraph 4 and the heading “What was seen”",
    );
    const note = documentOf("SWE").footnotes[0];
    expect(wordsOf(note?.spans)).toBe("Thyme, see <withheld>");
  });

  it("lists the sources referred to after the notes, withheld ones as withheld", () => {
    const listed = (recipient: string) =>
      listNotes(documentOf(recipient)).map(({ kind, label, portion }) => [kind, label, portion === null]);
    expect(listed("SWE")).toEqual([
      ["footnote", "1", false],
      ["source", "S1", false],
      ["source", "S2", true],
    ]);
    expect(listed("CAN").at(-1)).toEqual(["source", "S3", false]);
  });

  it("names the scale of a judgement and what it rests on", () => {
    const judgement = (document: CutDocument): string | null => {
      const found = shownOf(document).find(({ kind }) => kind === "judgement");
      return found === undefined ? null : describePortion(found, document);
    };
    expect(judgement(documentOf("CAN"))).toBe("Likely (ICD 203), low confidence; rests on 1, 2 and table 1.");
    expect(judgement(documentOf("SWE"))).toBe(
      "Likely (ICD 203), low confidence; rests on 1, table 1 and what is withheld.",
    );
  });

  it("calls no portion by the source's id or page, which would count what is withheld", () => {
    for (const recipient of recipients) {
      const opened = disclosuresOf(fileOf(recipient)).join("\n");
      for (const { id } of [...kinds.portions, ...kinds.footnotes])
        if (id !== "title") expect(opened).not.toContain(`"${id}"`);
      expect(opened).not.toMatch(/"page"|"17"/);
      for (const { id } of [...shownOf(documentOf(recipient)), ...documentOf(recipient).footnotes])
        expect(id).toMatch(/^[\w-]{22}$/);
    }
  });

  it("is bound by no authority without the wholes of its parts", () => {
    const { issued, authority } = sealed;
    const present = (released: readonly string[]): string =>
      codeOf(() => presentCut({ issued, released, recipient: "GBR", iat: IAT, authority, primitives }));
    expect(present(["t1", "t1r2"])).toBe("accepted");
    expect(present(["title", "t1r2"])).toBe("SHAPE_INVALID");
    expect(present(["title", "f1a"])).toBe("SHAPE_INVALID");
    expect(present(["p1", "p1/7/1"])).toBe("SHAPE_INVALID");
    // A reference without its target shows nothing of it.
    expect(present(["p1", "p1/3"])).toBe("accepted");
  });

  it("keeps every kind in its page and text, and gaps in place", () => {
    const { authority } = sealed;
    const page = renderCutPage({ text: fileOf("SWE"), names: {}, authority, primitives });
    expect(page.match(/<tr>/g)).toHaveLength(4);
    expect(page).toContain(`<th scope="col">Date</th>`);
    expect(page).toContain(`<tr><td colspan="2"><span class="withheld"`);
    expect(page).toContain("<code>small.png</code>, a picture that is not in this file.");
    expect(page).toContain("<blockquote><p>");
    expect(page).toContain(`<a href="#portion-8">table 1</a>`);
    expect(page).toMatch(/<figure class="portion" id="portion-8">/);
    expect(page).toContain(`aria-label="Sources"`);
    const printed = renderCutText(documentOf("SWE"));
    expect(printed).toContain(
      "Table 1. (O) Sightings, Tamarind\n  | Date | Place\n  | 4 March | ***[1]\n  | ***\n  | *** | Kale",
    );
    expect(printed).toContain(
      "Figure 1. (O) The square, Saffron\n  - (O) A square from afar, Marjoram [small.png, not in this file]",
    );
  });
});

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
    const page = renderCutPage({ text: fileOf("GBR"), names: {}, authority: sealed.authority, primitives });
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
    expect(forge((value) => value)).toBe("accepted");
    expect(forge((value) => without(value, "policies"))).toBe("MARKING_UNDEFINED");
    expect(forge((value) => ({ ...value, banner: "ATLANTIS SECRET" }))).toBe("MARKING_UNDEFINED");
    const twist = (change: (part: JsonObject) => JsonObject): string =>
      forge((value) => ({ ...value, policies: (value["policies"] as JsonObject[]).map(change) }));
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
    expect(forge((value) => ({ ...value, policies: {} }))).toBe("DISCLOSURE_INVALID");
  });
});

describe("hostile cuts of every kind", () => {
  it("fail with a code for members and spans where they may not stand", () => {
    const spans = (change: readonly JsonObject[]): string => forge((value) => ({ ...value, spans: change }));
    expect(spans([{ kind: "text", text: "x" }])).toBe("accepted");
    for (const span of [
      { kind: "cell-break" },
      { kind: "withheld" },
      { kind: "cross-reference", target: "" },
      { kind: "cross-reference", target: "x", called: "paragraph 12" },
      { kind: "source-reference", note: "S1" },
      { kind: "restricted", mark: "S", banner: "UK SECRET", spans: [{ kind: "cell-break" }] },
    ])
      expect([span, spans([span])]).toEqual([span, "DISCLOSURE_INVALID"]);
    const file = { name: "x.png", mediaType: "image/png", sha256: null };
    for (const change of [
      { parent: "x" },
      { file },
      { page: "17" },
      { kind: "row" },
      { kind: "rendition", parent: "x", file },
      { kind: "footnote" },
    ])
      expect([change, forge((value) => ({ ...value, ...change }))]).toEqual([change, "DISCLOSURE_INVALID"]);
  });
});

/** What verifying says of a cut of the title, p4 and p5 whose issuer signed another p4. */
function forge(change: (value: JsonObject) => JsonObject): string {
  const { issued, issuer, authority } = sealed;
  const openings = ["title", "p4", "p5"].map((place) => issued.openings[place] ?? "");
  const [salt, value] = JSON.parse(decodeUtf8(decodeBase64url(openings[1] ?? ""))) as [string, JsonObject];
  const forged = encodeBase64url(utf8(canonicalize([salt, change(value)])));
  const payload = decodeUtf8(decodeBase64url(issued.payload)).replace(
    digestText(openings[1] ?? "", primitives),
    digestText(forged, primitives),
  );
  const header = { alg: "Ed25519", typ: "entente-release+sd-jwt", jwk: { ...issuer.publicKey } };
  const jws = signJws({ header, payload: JSON.parse(payload) as JsonObject, signer: issuer });
  const disclosures = [openings[0] ?? "", forged, openings[2] ?? ""];
  const compact = [`${jws.protected}.${jws.payload}.${jws.signature}`, ...disclosures, ""].join("~");
  const { release } = JSON.parse(payload) as { release: string };
  const binding = signJws({
    header: { alg: "Ed25519", typ: "kb+jwt" },
    payload: { aud: "GBR", iat: IAT, nonce: release, sd_hash: digestText(compact, primitives) },
    signer: authority,
  });
  const kb = `${binding.protected}.${binding.payload}.${binding.signature}`;
  const signature = { protected: jws.protected, signature: jws.signature };
  const body = { payload: jws.payload, signatures: [{ ...signature, header: { disclosures, kb_jwt: kb } }] };
  return codeOf(() => read(sealed.seal(body)));
}

function without(value: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([one]) => one !== name));
}
