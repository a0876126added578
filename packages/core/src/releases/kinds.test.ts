// A release with every kind of portion: what is planned, what a reader is shown, and what no cut says.
import { describe, expect, it } from "vitest";
import { decodeBase64url, decodeUtf8 } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { describePortion, listBlocks, listNotes } from "../printing/index.ts";
import type { MarkedDocument } from "../documents/index.ts";
import type { PrintedPortion, PrintedSpan } from "../printing/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { noRules, planRelease } from "../planning/index.ts";
import { forgeValueAt, without } from "./forged-cut.fixture.ts";
import { prepareRelease, verifyCut } from "./index.ts";
import { renderCutPage, renderCutText } from "../pages/index.ts";
import type { CutDocument, CutFile } from "./index.ts";
import { kinds, kindsCommunity, kindsPortion } from "./kinds.fixture.ts";
import { codeOf, IAT, sealRelease } from "./release.fixture.ts";

const recipients = ["GBR", "CAN", "FRA", "SWE"];
const sealed = sealRelease({ document: kinds, compiled: kindsCommunity, recipients });
const fileOf = (recipient: string): string => sealed.cuts.get(recipient) ?? "";
const read = (file: string): CutDocument =>
  verifyCut({ text: file, trust: { kind: "carried" }, primitives }).document;
const documentOf = (recipient: string): CutDocument => read(fileOf(recipient));
const releasedTo = (recipient: string): readonly string[] =>
  sealed.plan.classes.find((one) => one.recipients.includes(recipient))?.released ?? [];
const disclosuresOf = (file: string): readonly string[] =>
  (JSON.parse(file) as CutFile).release.signatures[0].header.disclosures.map((one) =>
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
    const places = sealed.issued.openings
      .map(({ place }) => place)
      .filter((place) => !place.includes("#"))
      .sort();
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
      // Whether it rests on more than that is not told.
      "Likely (ICD 203), low confidence; rests on 1 and table 1.",
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

  it("is prepared for no class without the wholes of its parts", () => {
    const { issued, plan } = sealed;
    const header = {
      ...{ release: "AAAAAAAAAAAAAAAAAAAAAA", iat: IAT, exercise: true },
      ledger: { origin: "entente.example/test", vkey: sealed.vkey },
      authority: sealed.authority.publicKey,
    };
    const prepare = (released: readonly string[]): string =>
      codeOf(() =>
        prepareRelease({
          ...{ document: kinds, policies: kindsCommunity.community.policies, header, issuer: issued.issuer },
          plan: { rules: plan.rules, classes: plan.classes.slice(0, 1).map((one) => ({ ...one, released })) },
          randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
          primitives,
        }),
      );
    expect(prepare(["t1", "t1r2"])).toBe("accepted");
    expect(prepare(["title", "t1r2"])).toBe("SHAPE_INVALID");
    expect(prepare(["title", "f1a"])).toBe("SHAPE_INVALID");
    expect(prepare(["p1", "p1/7/1"])).toBe("SHAPE_INVALID");
  });

  it("keeps every kind in its page and text, and gaps in place", () => {
    const { authority } = sealed;
    const page = renderCutPage({ text: fileOf("SWE"), names: {}, authority, script: "0;", primitives });
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

describe("hostile cuts of every kind", () => {
  it("fail with a code for members and spans where they may not stand", () => {
    const spans = (change: readonly JsonObject[]): string =>
      forge("p2b", (value) => ({ ...value, spans: change }));
    expect(spans([{ kind: "text", text: "x" }])).toBe("accepted");
    for (const span of [
      { kind: "cell-break" },
      { kind: "withheld" },
      { kind: "cross-reference", target: "" },
      { kind: "cross-reference", target: "x", called: "paragraph 12" },
      { kind: "source-reference", source: "S1" },
      { kind: "note-reference", note: "AAAAAAAAAAAAAAAAAAAAAA", label: "1" },
      { kind: "restricted", mark: "S", banner: "UK SECRET", spans: [{ kind: "cell-break" }] },
    ])
      expect([span, spans([span])]).toEqual([span, "DISCLOSURE_INVALID"]);
    const file = { name: "x.png", mediaType: "image/png", sha256: null };
    for (const change of [
      { parent: "AAAAAAAAAAAAAAAAAAAAAA" },
      { file },
      { page: "17" },
      { number: "1" },
      { marking: { mark: "O", banner: "UK OFFICIAL" } },
      { numbered: false },
      { depth: -1 },
      { id: "x" },
      { origin: { member: "FRA", release: "x", portion: "y" } },
      { kind: "row" },
      { kind: "rendition", parent: "AAAAAAAAAAAAAAAAAAAAAA", file },
      { kind: "footnote" },
    ])
      expect([change, forge("p2b", (value) => ({ ...value, ...change }))]).toEqual([
        change,
        "DISCLOSURE_INVALID",
      ]);
    expect(forge("p2b", (value) => without(value, "judgement"))).toBe("DISCLOSURE_INVALID");
    expect(forge("p2b#marking", (value) => ({ ...value, more: 1 }))).toBe("DISCLOSURE_INVALID");
    expect(forge("s1#grading", (value) => ({ ...value, credibility: 7 }))).toBe("DISCLOSURE_INVALID");
  });

  it("fail with a code when runs, supports or gaps are not filled up, or name what is not shown", () => {
    const more = (name: string) => (value: JsonObject) => ({
      ...value,
      [name]: [...(value[name] as JsonValue[]), null],
    });
    expect(forge("p4", (value) => value)).toBe("accepted");
    expect(forge("p4", more("spans"))).toBe("DISCLOSURE_INVALID");
    const judge = (change: (supports: JsonValue[]) => JsonValue[]): string =>
      forge("j1", (value) => {
        const judgement = value["judgement"] as JsonObject;
        return {
          ...value,
          judgement: { ...judgement, supports: change(judgement["supports"] as JsonValue[]) },
        };
      });
    expect(judge((supports) => supports)).toBe("accepted");
    expect(judge((supports) => supports.slice(1))).not.toBe("accepted");
    expect(judge((supports) => [...supports, ...supports])).toBe("DISCLOSURE_REPEATED");
    const order = (change: (order: JsonValue[]) => JsonValue[]): string =>
      forge("#reading/c1", (value) => ({ ...value, order: change(value["order"] as JsonValue[]) }));
    expect(order((ids) => ids)).toBe("accepted");
    expect(order((ids) => ids.slice(1))).toBe("DISCLOSURE_INVALID");
    expect(order((ids) => [...ids, ids[0] ?? ""])).toBe("DISCLOSURE_INVALID");
    expect(order((ids) => [...ids.slice(1), "AAAAAAAAAAAAAAAAAAAAAA"])).toBe("DISCLOSURE_INVALID");
    expect(order((ids) => [...ids].reverse())).toBe("DISCLOSURE_INVALID");
    expect(forge("#reading/c1", (value) => ({ ...value, aside: [] }))).toBe("DISCLOSURE_INVALID");
    expect(forge("#reading/c1", (value) => ({ ...value, more: 1 }))).toBe("DISCLOSURE_INVALID");
  });
});

/** What verifying says of a cut whose issuer signed something else at `place`. */
function forge(place: string, change: (value: JsonObject) => JsonObject): string {
  return codeOf(() => read(forgeValueAt(sealed, "GBR", place, change)));
}
