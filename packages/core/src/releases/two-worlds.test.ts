// Two documents that differ only in what a recipient may not see give that recipient the same: whatever it gets is equal
// once each unopened digest, and what is signed over them, is replaced by a constant.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64url, decodeUtf8 } from "../encoding/index.ts";
import type { MarkedDocument, PlainSpan, Span } from "../documents/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { renderCutPage, renderCutText, verifyCut } from "./index.ts";
import type { CutFile } from "./index.ts";
import { sample, sealRelease } from "./release.fixture.ts";
import { digestText } from "./sd-jwt.ts";

const recipients = ["GBR", "CAN", "FRA", "SWE"];
const first = sealRelease({ document: sample, recipients });

/** `sample` with every text that `recipient` is not given replaced by `secret`. */
function changeHidden(recipient: string, secret: string): MarkedDocument {
  const released = first.plan.classes.find((one) => one.recipients.includes(recipient))?.released ?? [];
  const change = (spans: readonly PlainSpan[], place: string): PlainSpan[] =>
    spans.map((span) =>
      span.kind === "text" && !released.includes(place) ? { ...span, text: secret } : span,
    );
  const changeAll = (spans: readonly Span[], id: string): Span[] =>
    spans.flatMap((span, index): Span[] =>
      span.kind === "restricted"
        ? [{ ...span, spans: change(span.spans, `${id}/${index}`) }]
        : change([span], id),
    );
  const portions = sample.portions.map((one) => ({ ...one, spans: changeAll(one.spans, one.id) }));
  const footnotes = sample.footnotes.map((one) => ({ ...one, spans: changeAll(one.spans, one.id) }));
  return { ...sample, portions, footnotes };
}

function withoutDigests(file: string): unknown {
  const { release } = JSON.parse(file) as CutFile;
  const [signature] = release.signatures;
  const disclosures = signature?.header.disclosures ?? [];
  const opened = new Set(disclosures.map((one) => digestText(one, primitives)));
  // An opened portion with a closed span inside has another digest too, so all that stays is which are open.
  const blank = (text: string): string =>
    text.replace(
      /"\.\.\.":"([\w-]{43})"/g,
      (_, digest: string) => `"...":"${opened.has(digest) ? "open" : "closed"}"`,
    );
  const decode = (part: string): string => decodeUtf8(decodeBase64url(part));
  const binding = (signature?.header.kb_jwt ?? "").split(".").slice(0, 2).map(decode);
  return {
    payload: blank(decode(release.payload)),
    header: decode(signature?.protected ?? ""),
    disclosures: disclosures
      .map((one) => blank(decode(one)))
      .map((one) => one.replace(/^\["[\w-]{43}"/, "[")),
    binding: binding.map((one) => one.replace(/"sd_hash":"[\w-]{43}"/, "")),
    length: file.length,
  };
}

describe("two worlds", () => {
  it("look the same to whoever may not see the difference", () => {
    fc.assert(
      fc.property(fc.constantFrom(...recipients), fc.string({ maxLength: 200 }), (recipient, secret) => {
        const second = sealRelease({ document: changeHidden(recipient, secret), recipients: [recipient] });
        const alone = sealRelease({ document: sample, recipients: [recipient] });
        const [a = "", b = ""] = [alone, second].map(({ cuts }) => cuts.get(recipient));
        expect(withoutDigests(b)).toEqual(withoutDigests(a));
        const [documentA, documentB] = [a, b].map(
          (text) => verifyCut({ text, trust: { kind: "carried" }, primitives }).document,
        );
        expect(documentB).toEqual(documentA);
        if (documentA === undefined || documentB === undefined) throw new Error("not verified");
        expect(renderCutText(documentB)).toBe(renderCutText(documentA));
        const { authority } = alone;
        const [pageA = "", pageB = ""] = [a, b].map((text) =>
          renderCutPage({ text, names: {}, authority, primitives }).replace(
            /<script[\s\S]*?<\/script>|page-signature [\w-]+/g,
            "",
          ),
        );
        expect(pageB).toBe(pageA);
      }),
      { numRuns: 25 },
    );
  });

  it("differ for whoever may, so the comparison can fail", () => {
    const changed = sealRelease({ document: changeHidden("SWE", "Another text"), recipients: ["GBR"] });
    const same = sealRelease({ document: sample, recipients: ["GBR"] });
    expect(withoutDigests(changed.cuts.get("GBR") ?? "")).not.toEqual(
      withoutDigests(same.cuts.get("GBR") ?? ""),
    );
  });

  it("share no digest, so that two releases of one document cannot be laid side by side", () => {
    const other = sealRelease({ document: sample, recipients, seed: "another" });
    const digests = (payload: string): string[] =>
      decodeUtf8(decodeBase64url(payload)).match(/"\.\.\.":"[\w-]{43}"/g) ?? [];
    expect(digests(first.issued.payload)).toHaveLength(16);
    const shared = digests(first.issued.payload).filter((one) => digests(other.issued.payload).includes(one));
    expect(shared).toEqual([]);
  });
});
