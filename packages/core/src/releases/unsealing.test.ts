// Unsealing: what is opened later verifies as what was withheld then, for that cut and no other, and nothing else shows.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalize } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { noRules } from "../planning/index.ts";
import { flattenSpans } from "../printing/index.ts";
import { digestCut, sealCut, sealUnsealing, unsealPlaces, verifyCut, verifyUnsealing } from "./index.ts";
import type { CutDocument, CutFile, VerifiedUnsealing } from "./index.ts";
import { kinds, kindsCommunity } from "./kinds.fixture.ts";
import { codeOf, IAT, sample, sealRelease } from "./release.fixture.ts";
import type { SealedRelease } from "./release.fixture.ts";

const recipients = ["GBR", "CAN", "DEU", "FRA", "SWE"];
const sealed = sealRelease({ document: sample, recipients });
const sealedKinds = sealRelease({ document: kinds, compiled: kindsCommunity, recipients });
const cutOf = ({ cuts }: SealedRelease, recipient: string): string => cuts.get(recipient) ?? "";

function unseal(from: SealedRelease, cut: string, places: readonly string[], iat = IAT + 120): string {
  const { issued, authority } = from;
  const { body, digest } = unsealPlaces({ issued, cut, places, iat, authority, primitives });
  return sealUnsealing(body, from.commit("unsealing", digest));
}

function check(from: SealedRelease, cut: string, unsealing: string): VerifiedUnsealing {
  return verifyUnsealing({ cut, unsealing, trust: from.trust, primitives });
}

const unsealFor = (from: SealedRelease, recipient: string, ...places: string[]): VerifiedUnsealing =>
  check(from, cutOf(from, recipient), unseal(from, cutOf(from, recipient), places));
const kindsOf = ({ portions }: CutDocument) => portions.map((one) => one?.kind ?? null);
const wordsOf = ({ portions, footnotes }: CutDocument): string =>
  [...portions, ...footnotes].map((one) => (one === null ? "***" : flattenSpans(one.spans))).join("\n");

describe("an unsealing", () => {
  it("shows a portion where its reading had a gap, with its mark and grading, and says what is new", () => {
    const { before, after, unsealed } = unsealFor(sealed, "SWE", "p5");
    expect(kindsOf(before.document)).toEqual([
      "title",
      null,
      "heading",
      "paragraph",
      null,
      "judgement",
      null,
    ]);
    expect(kindsOf(after.document)).toEqual([
      ...["title", null, "heading", "paragraph", null, "judgement"],
      "paragraph",
    ]);
    const shown = after.document.portions.at(-1);
    expect([shown?.mark, shown?.number, shown?.grading]).toEqual([
      ...["S - WALL", "3"],
      { reliability: "B", credibility: 2 },
    ]);
    expect(after.document.banner).toBe("UK SECRET - WALL");
    expect(unsealed).toEqual({ portions: [shown?.id], parts: [] });
  });

  it("keeps a gap while anything behind it is withheld, and tells not where", () => {
    const one = unsealFor(sealed, "SWE", "p4");
    expect(kindsOf(one.after.document)).toEqual([
      ...["title", null, "heading", "paragraph", "paragraph", null, "judgement", null],
    ]);
    const both = unseal(sealed, one.cutAfter, ["p3"], IAT + 180);
    const { after, unsealed } = check(sealed, one.cutAfter, both);
    expect(kindsOf(after.document)).toEqual([
      ...["title", null, "heading", "paragraph", "paragraph", "paragraph", "judgement", null],
    ]);
    expect(wordsOf(after.document)).toMatch(/Dittany[^]*Withheld by its source/);
    expect(unsealed.portions).toHaveLength(1);
    // What the judgement rests on is told with it.
    expect(
      after.document.portions.find((one_) => one_?.kind === "judgement")?.judgement?.supports,
    ).toHaveLength(2);
  });

  it("shows stricter spans, references and notes, and closes a run when nothing of it is withheld", () => {
    const { after, unsealed } = unsealFor(sealed, "SWE", "p2/1", "n2");
    const kinds_ = after.document.portions[3]?.spans.map(({ kind }) => kind);
    expect(kinds_).toEqual(["text", "restricted", "withheld", "text", "note-reference"]);
    expect(after.document.footnotes.map(({ number }) => number)).toEqual(["1"]);
    expect(unsealed.parts).toEqual([after.document.portions[3]?.id]);
    const whole = unsealFor(sealed, "SWE", "p2/1", "p2/2").after.document.portions[3]?.spans;
    expect(whole?.map(({ kind }) => kind)).toEqual([
      ...["text", "restricted", "restricted", "text", "note-reference"],
    ]);
  });

  it("puts rows into their table, pictures to their figure and sources to the notes", () => {
    const { after } = unsealFor(sealedKinds, "SWE", "t1r3", "t1r6", "f1b", "s2", "p5");
    const swe = kindsOf(
      verifyCut({ text: cutOf(sealedKinds, "SWE"), trust: sealedKinds.trust, primitives }).document,
    );
    const now = kindsOf(after.document);
    expect(swe.filter((kind) => kind === "row")).toHaveLength(3);
    expect(now.filter((kind) => kind === "row")).toHaveLength(5);
    expect(now.join(" ")).toContain("figure rendition rendition judgement");
    expect(wordsOf(after.document)).toContain("Woodruff");
    expect(wordsOf(after.document)).toContain("Sorrel");
  });

  it("places what was hidden without a gap, tells gradings and counts where asked", () => {
    const from = sealRelease({
      ...{ document: sample, recipients },
      rules: { ...noRules, hidePlaces: ["p3", "p4"], withholdGradingsFrom: ["GBR"] },
    });
    const { before, after } = unsealFor(from, "SWE", "p4", "#counts");
    expect(kindsOf(before.document)).toEqual(["title", null, "heading", "paragraph", "judgement", null]);
    expect(kindsOf(after.document)).toEqual([
      "title",
      null,
      "heading",
      "paragraph",
      "paragraph",
      "judgement",
      null,
    ]);
    expect([before.document.counts, after.document.counts]).toEqual([null, { shown: 5, of: 13 }]);
    const graded = unsealFor(from, "GBR", "p5#grading").after.document;
    expect(graded.portions.at(-1)?.grading).toEqual({ reliability: "B", credibility: 2 });
  });

  it("tells all own numbers where one is asked for", () => {
    const { before, after } = unsealFor(sealed, "CAN", "p2#number");
    const numbersOf = ({ portions }: CutDocument) => portions.flatMap((one) => one?.number ?? []);
    expect(numbersOf(before.document)).toEqual(["1", "2", "3", "4"]);
    expect(numbersOf(after.document)).toEqual(["2", "3", "4", "5"]);
  });

  it("of whatever places gives what was withheld then under the same signatures, and nothing else", () => {
    const hiddenFrom = (recipient: string) =>
      sealedKinds.plan.classes
        .find((one) => one.recipients.includes(recipient))
        ?.withheld.map(({ place }) => place) ?? [];
    const wordsIn = (place: string): readonly string[] => {
      const portion = [...kinds.portions, ...kinds.footnotes].find(({ id }) => id === place);
      return portion?.spans.flatMap((span) => (span.kind === "text" ? [span.text] : [])) ?? [];
    };
    const whole = [...kinds.portions, ...kinds.footnotes].map(({ id }) => id);
    fc.assert(
      fc.property(
        fc.constantFrom("CAN", "FRA", "SWE").chain((recipient) =>
          fc.record({
            recipient: fc.constant(recipient),
            places: fc.subarray(
              hiddenFrom(recipient).filter((place) => !place.includes("/")),
              { minLength: 1 },
            ),
          }),
        ),
        ({ recipient, places }) => {
          const cut = cutOf(sealedKinds, recipient);
          const { before, after, cutAfter, unsealed } = check(
            sealedKinds,
            cut,
            unseal(sealedKinds, cut, places),
          );
          expect(unsealed.portions).toHaveLength(places.length);
          const first = (one: VerifiedUnsealing["before"]) => one.cut.release.signatures[0].signature;
          expect([first(after), after.cut.release.payload]).toEqual([
            first(before),
            before.cut.release.payload,
          ]);
          expect(after.document.recipient).toBe(recipient);
          expect(verifyCut({ text: cutAfter, trust: sealedKinds.trust, primitives }).document).toEqual(
            after.document,
          );
          const shown = wordsOf(after.document);
          const still = new Set(hiddenFrom(recipient).filter((place) => !places.includes(place)));
          for (const place of places) for (const word of wordsIn(place)) expect(shown).toContain(word);
          for (const place of whole)
            if (still.has(place))
              for (const word of wordsIn(place)) expect(cutAfter + shown).not.toContain(word);
          // Reading order is the document's.
          const order = kinds.portions.map(
            ({ spans }) => spans.find((span) => span.kind === "text")?.text ?? "",
          );
          const places_ = after.document.portions.flatMap((one) => {
            const text = one?.spans.find((span) => span.kind === "text");
            return text?.kind === "text" ? [order.indexOf(text.text)] : [];
          });
          expect(places_).toEqual([...places_].sort((a, b) => a - b));
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe("an unsealing is refused", () => {
  const cut = cutOf(sealed, "SWE");
  const good = unseal(sealed, cut, ["p5"]);
  const codeFor = (file: string, beside = cut): string => codeOf(() => check(sealed, beside, file));
  const edit = (change: (file: Record<string, unknown>) => object): string =>
    `${canonicalize(change(JSON.parse(good) as Record<string, unknown>) as JsonObject)}\n`;

  it("beside another cut, another release, or for another recipient", () => {
    expect(codeFor(good)).toBe("accepted");
    expect(codeFor(good, cutOf(sealed, "DEU"))).toBe("FILE_MISMATCH");
    const other = sealRelease({ document: sample, recipients, seed: "other" });
    expect(codeOf(() => check(other, cutOf(other, "SWE"), good))).toBe("FILE_MISMATCH");
    const { cutAfter } = check(sealed, cut, good);
    expect(codeFor(good, cutAfter)).toBe("FILE_MISMATCH");
    const fra = unseal(sealed, cutOf(sealed, "FRA"), ["p5"]);
    const { kb_jwt } = JSON.parse(fra) as { kb_jwt: string };
    expect(codeFor(edit((file) => ({ ...file, kb_jwt })))).toBe("FILE_MISMATCH");
  });

  it("when a place is dropped, added, exchanged or opened twice on the way", () => {
    const disclosures = (JSON.parse(good) as { disclosures: string[] }).disclosures;
    const openingOf = (place: string): string =>
      sealed.issued.openings.find((one) => one.place === place)?.text ?? "";
    const replaced = (list: readonly string[]): string =>
      codeFor(edit((file) => ({ ...file, disclosures: list })));
    expect(replaced(disclosures)).toBe("accepted");
    expect(replaced([])).toBe("CUT_SYNTAX");
    expect(replaced(disclosures.slice(1))).not.toBe("accepted");
    expect(replaced([...disclosures].reverse())).toBe("DISCLOSURE_INVALID");
    expect(replaced([...disclosures, openingOf("title")])).toBe("DISCLOSURE_REPEATED");
    const wanted = new Set([
      ...disclosures,
      openingOf("p4"),
      openingOf("p4#marking"),
      openingOf("#gap/c4/1"),
    ]);
    const more = sealed.issued.openings.map(({ text }) => text).filter((text) => wanted.has(text));
    expect(replaced(more)).toBe("KEY_BINDING_MISMATCH");
    const foreign =
      sealRelease({ document: sample, recipients, seed: "other" }).issued.openings[0]?.text ?? "";
    expect(replaced([...disclosures, foreign])).toBe("DISCLOSURE_UNMATCHED");
  });

  it("with evidence of another kind, place or time, or in another shape", () => {
    const { evidence } = JSON.parse(good) as { evidence: { opening: object; proof: string } };
    const withOpening = (change: object): string =>
      codeFor(
        edit((file) => ({ ...file, evidence: { ...evidence, opening: { ...evidence.opening, ...change } } })),
      );
    expect(withOpening({})).toBe("accepted");
    expect(withOpening({ kind: "cut" })).toBe("CUT_SYNTAX");
    expect(withOpening({ at: "2018-03-15T10:00:00.000Z" })).toBe("LEDGER_PROOF_INVALID");
    expect(codeFor(edit((file) => ({ ...file, more: 1 })))).toBe("CUT_SYNTAX");
    expect(codeFor(edit((file) => ({ ...file, format: "entente-unsealing/2" })))).toBe("CUT_SYNTAX");
    expect(codeFor(good.trimEnd())).toBe("JSON_NOT_CANONICAL");
    expect(codeFor(cut)).toBe("CUT_SYNTAX");
    // An entry that the ledger has from before the cut's.
    const early = sealRelease({ document: sample, recipients });
    const body = early.bodies.get("SWE");
    if (body === undefined) throw new Error("the fixture has no such cut");
    const sooner = unseal(early, cutOf(early, "SWE"), ["p5"]);
    const { evidence: of } = JSON.parse(cutOf(early, "SWE")) as CutFile;
    const late = sealCut(body, { ...of, cut: early.commit("cut", digestCut(body, primitives)) });
    expect(codeOf(() => check(early, late, sooner))).toBe("LEDGER_COMMITMENT_MISMATCH");
  });

  it("wherever a character of it is changed", () => {
    for (let at = 0; at < good.length; at += 37) {
      const here = good[at] ?? "";
      const instead = [here === "A" ? "B" : "A", "", here + here][(at / 37) % 3] ?? "";
      expect([at, codeFor(good.slice(0, at) + instead + good.slice(at + 1))]).not.toContain("accepted");
    }
  });

  it("before it is made, for what is none, shown already, or without its whole", () => {
    const ask = (places: readonly string[], iat?: number): string =>
      codeOf(() => unseal(sealed, cut, places, iat));
    for (const places of [
      [],
      ["p5", "p5"],
      ["p99"],
      ["title"],
      ["p5#marking"],
      ["#reading/c1"],
      ["__proto__"],
    ])
      expect([places, ask(places)]).toEqual([places, "SHAPE_INVALID"]);
    expect(ask(["p5"], IAT)).toBe("SHAPE_INVALID");
    const kindsCut = cutOf(sealedKinds, "SWE");
    expect(codeOf(() => unseal(sealed, kindsCut, ["p5"]))).toBe("SHAPE_INVALID");
    expect(codeOf(() => unseal(sealedKinds, kindsCut, ["p4/1"]))).toBe("SHAPE_INVALID");
    // A reference to what stays withheld.
    expect(codeOf(() => unseal(sealedKinds, kindsCut, ["p1/3"]))).toBe("SHAPE_INVALID");
    const foreign = { ...sealed, authority: sealed.issuer.ed25519 };
    expect(codeOf(() => unseal(foreign, cut, ["p5"]))).toBe("SHAPE_INVALID");
  });
});
