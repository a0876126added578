// Random documents and communities, every recipient: a cut, its page and its text hold everything the recipient may read and
// nothing of what it may not.
import fc from "fast-check";
import type { PrintedSpan } from "../../packages/core/src/printing/index.ts";
import { verifyCut } from "../../packages/core/src/releases/index.ts";
import { renderCutPage, renderCutText, verifyCutPage } from "../../packages/core/src/pages/index.ts";
import { sealRelease } from "../../packages/core/src/releases/release.fixture.ts";
import type { Proof } from "./contract.ts";
import {
  CROWN,
  CROWN_CAVEATS,
  IDS,
  leakCase,
  placesOf,
  tokenOf,
  wordsOf,
  writeCommunity,
  writeDocument,
} from "./leak-cases.ts";
import type { Allowed, LeakCase } from "./leak-cases.ts";
import { findLeak } from "./leak-scan.ts";
import { nativeTools } from "./native-tools.ts";

const { primitives } = nativeTools;

/** What is wrong with the cuts of one case, or null. */
function examine(one: LeakCase): string | null {
  const compiled = writeCommunity(one);
  const document = writeDocument(one, compiled);
  const places = placesOf(one);
  const readers = IDS.filter((id) => places.some(({ allowed }) => allowed(id)));
  if (readers.length === 0) return null;
  const seed = String(one.salt);
  const sealed = sealRelease({ document, compiled, recipients: IDS, seed, tools: nativeTools });
  if (JSON.stringify([...sealed.cuts.keys()].sort()) !== JSON.stringify(readers)) return "wrong recipients";
  for (const [recipient, text] of sealed.cuts) {
    const verified = verifyCut({ text, trust: { kind: "carried" }, primitives });
    const page = renderCutPage({ text, names: {}, authority: sealed.authority, script: "0;", primitives });
    verifyCutPage({ text: page, trust: { kind: "carried" }, primitives });
    const printed = renderCutText(verified.document);
    const [seen, unseen] = [true, false].map((may) =>
      places.filter(({ allowed }) => allowed(recipient) === may),
    ) as [Allowed[], Allowed[]];
    const withheld = [
      ...unseen.map(({ name }) => wordsOf(one, name)),
      ...unseen.filter(({ name }) => !name.includes("/")).map(({ name }) => `${tokenOf(one, name)}.png`),
      ...places.map(({ name }) => wordsOf(one, `page of ${name}`)),
      ...listWords(unseen).filter((word) => !listWords(seen).includes(word)),
    ];
    const leak = findLeak([text, page, printed], withheld);
    if (leak !== null) return `${recipient} gets ${leak}`;
    const shown = [...verified.document.portions, ...verified.document.footnotes]
      .flatMap((portion) => (portion === null ? [] : listTexts(portion.spans)))
      .join("\n");
    const missing = seen.find(({ name }) => !shown.includes(wordsOf(one, name)));
    if (missing !== undefined) return `${recipient} lacks ${missing.name}`;
  }
  return null;
}

/** Words of the community's own scheme that the marks of `places` use. */
function listWords(places: readonly Allowed[]): readonly string[] {
  return places.flatMap(({ mark: { scheme, level, caveats } }) =>
    scheme === "uk" ? [] : [CROWN[level] ?? "", ...caveats.map((caveat) => CROWN_CAVEATS[caveat] ?? "")],
  );
}

function listTexts(spans: readonly PrintedSpan[]): string[] {
  return spans.flatMap((span) => {
    if (span.kind === "text") return [span.text];
    return span.kind === "restricted" ? listTexts(span.spans) : [];
  });
}

export const proof: Proof = {
  name: "cut-leak",
  claim:
    "No cut, page or text of a cut holds anything of what it withholds, and none lacks what it releases.",
  smallCases: 100,
  defaultCases: 20_000,
  run: ({ cases, seed, report }) => {
    let done = 0;
    const property = fc.property(leakCase, (one) => {
      done += 1;
      if (done % 1000 === 0) report(`${done} documents`);
      const fault = examine(one);
      if (fault !== null) throw new Error(fault);
    });
    const result = fc.check(property, { numRuns: cases, seed });
    return Promise.resolve({
      cases: result.numRuns,
      failures: result.failed ? 1 : 0,
      counterExample: result.failed
        ? { case: result.counterexample, why: String(result.errorInstance) }
        : null,
    });
  },
};
