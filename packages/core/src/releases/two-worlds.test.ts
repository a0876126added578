// Two documents that differ only in what a recipient may not see give that recipient the same: whatever it gets is equal
// once each unopened digest, and what is signed over them, is replaced by a constant.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeBase64url, decodeUtf8 } from "../encoding/index.ts";
import type { MarkedDocument, PlainSpan, Portion, Span } from "../documents/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { verifyCut } from "./index.ts";
import { renderCutPage, renderCutText } from "../pages/index.ts";
import type { CutFile } from "./index.ts";
import type { CutDocument } from "./index.ts";
import { kinds, kindsCommunity, kindsMark, kindsPortion } from "./kinds.fixture.ts";
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
  const { disclosures } = signature.header;
  const opened = new Set(disclosures.map((one) => digestText(one, primitives)));
  // An opened portion with a closed span inside has another digest too, so all that stays is which are open.
  const blank = (text: string): string =>
    text.replace(/"([\w-]{43})"/g, (_, digest: string) => `"${opened.has(digest) ? "open" : "closed"}"`);
  const decode = (part: string): string => decodeUtf8(decodeBase64url(part));
  const binding = signature.header.kb_jwt.split(".").slice(0, 2).map(decode);
  return {
    payload: blank(decode(release.payload)),
    header: decode(signature.protected),
    disclosures: disclosures.map((one) => blank(decode(one))).map((one) => one.replace(/^\["closed"/, "[")),
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
          renderCutPage({ text, names: {}, authority, script: "0;", primitives }).replace(
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
    expect(digests(first.issued.payload)).toHaveLength(24);
    const shared = digests(first.issued.payload).filter((one) => digests(other.issued.payload).includes(one));
    expect(shared).toEqual([]);
  });
});

/** What another world does with what is withheld from one recipient. */
interface Otherwise {
  readonly words: string;
  readonly mark: number;
  readonly target: number;
  /** How often a withheld row, paragraph, rendition, footnote or source stands there; one of a run of rows stays. */
  readonly times: number;
}

const otherwise: fc.Arbitrary<Otherwise> = fc.record({
  words: fc.string({ maxLength: 60 }),
  mark: fc.nat(),
  target: fc.nat(),
  times: fc.nat(4),
});

describe("two worlds of every kind", () => {
  const all = sealRelease({ document: kinds, compiled: kindsCommunity, recipients });
  const marks = [
    "S",
    "TS",
    "S - WALL",
    "S - REL TO FVEY",
    "HH - QUINCE",
    "H - RHUBARB && TS",
    "TS - WALL - REL TO USA",
  ];

  function releasedTo(recipient: string): ReadonlySet<string> {
    return new Set(all.plan.classes.find((one) => one.recipients.includes(recipient))?.released);
  }

  /** `kinds` with everything that `recipient` is not given told, marked, pointed and numbered otherwise. */
  function imagine(recipient: string, { words, mark, target, times }: Otherwise): MarkedDocument {
    const released = releasedTo(recipient);
    const closed = marks.filter((one) => !kindsCommunity.audienceOf(kindsMark(one)).has(recipient));
    const marking = kindsMark(closed[mark % closed.length] ?? "TS");
    const portions = [...kinds.portions, ...kinds.footnotes];
    const hidden = portions.filter(({ id }) => !released.has(id)).map(({ id }) => id);
    const elsewhere = hidden[target % Math.max(hidden.length, 1)] ?? "nowhere";
    const tell = (span: PlainSpan, place: string, inside: string): PlainSpan => {
      if (span.kind === "text" && !released.has(inside)) return { ...span, text: words };
      return span.kind === "cross-reference" && !released.has(place) ? { ...span, target: elsewhere } : span;
    };
    const change = (portion: Portion): Portion => {
      const { id, file } = portion;
      const spans = portion.spans.map((span, index): Span => {
        const place = `${id}/${index}`;
        if (span.kind !== "restricted") return tell(span, place, id);
        return {
          ...span,
          marking: released.has(place) ? span.marking : marking,
          spans: span.spans.map((inner, at) => tell(inner, `${place}/${at}`, place)),
        };
      });
      if (released.has(id)) return { ...portion, spans };
      const named = file === null ? null : { ...file, name: `${words}.png`, sha256: null };
      return { ...portion, spans, marking, file: named };
    };
    const repeat = (portion: Portion, index: number, list: readonly Portion[]): Portion[] => {
      const changed = change(portion);
      if (released.has(portion.id) || portion.kind === "table") return [changed];
      const alone =
        portion.kind !== "rendition" &&
        portion.kind !== "footnote" &&
        portion.kind !== "source" &&
        list[index - 1] !== undefined &&
        released.has(list[index - 1]?.id ?? "");
      return Array.from({ length: Math.max(times, alone ? 1 : 0) }, (_, copy) =>
        copy === 0 ? changed : { ...changed, id: `${changed.id}-${copy}` },
      );
    };
    return {
      ...kinds,
      portions: kinds.portions.flatMap(repeat),
      footnotes: [
        ...kinds.footnotes.flatMap(repeat),
        ...Array.from({ length: times }, (_, index) =>
          kindsPortion(`s9${index}`, "O", [], { kind: "source", number: `S9${index}` }),
        ),
      ],
    };
  }

  /** Ids are random, so only which of them are the same can be compared. */
  function withoutIds(document: CutDocument): unknown {
    const names = new Map<string, string>();
    return JSON.parse(
      JSON.stringify(document, (name, value: unknown) => {
        if (name === "header" || name === "file") return value;
        if (typeof value !== "string" || !/^[\w-]{22}$/.test(value)) return value;
        if (!names.has(value)) names.set(value, `id ${names.size}`);
        return names.get(value);
      }),
    );
  }

  function see(document: MarkedDocument, recipient: string): unknown {
    const { cuts, authority } = sealRelease({ document, compiled: kindsCommunity, recipients: [recipient] });
    const text = cuts.get(recipient) ?? "";
    const cut = verifyCut({ text, trust: { kind: "carried" }, primitives }).document;
    const page = renderCutPage({ text, names: {}, authority, script: "0;", primitives });
    return {
      cut: withoutIds(cut),
      text: renderCutText(cut),
      page: page.replace(/<script[\s\S]*?<\/script>|page-signature [\w-]+/g, ""),
    };
  }

  const actual = new Map(recipients.map((recipient) => [recipient, see(kinds, recipient)]));

  it("look the same however the withheld parts are told, marked, pointed and numbered", () => {
    fc.assert(
      fc.property(fc.constantFrom(...recipients), otherwise, (recipient, change) => {
        expect(see(imagine(recipient, change), recipient)).toEqual(actual.get(recipient));
      }),
      { numRuns: 40 },
    );
  });

  it("differ for whoever may see them, so the comparison can fail", () => {
    const change = { words: "x", mark: 0, target: 0, times: 2 };
    expect(see(imagine("SWE", change), "GBR")).not.toEqual(see(kinds, "GBR"));
  });

  /** How many digests are closed in every array of the raw file: of the payload, and of each disclosure. */
  function countClosed(file: string): readonly string[] {
    const { release } = JSON.parse(file) as CutFile;
    const { disclosures } = release.signatures[0].header;
    const opened = new Set(disclosures.map((one) => digestText(one, primitives)));
    const counted: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (Array.isArray(value)) {
        const digests = value.map((one: unknown) =>
          typeof one === "string" ? one : (one as Record<string, string> | null)?.["..."],
        );
        const closed = digests.filter(
          (one) => one !== undefined && /^[\w-]{43}$/.test(one) && !opened.has(one),
        );
        counted.push(`${path} ${closed.length} of ${value.length}`);
        for (const one of value) walk(one, `${path}[]`);
      } else if (typeof value === "object" && value !== null)
        for (const [name, member] of Object.entries(value)) walk(member, `${path}.${name}`);
    };
    walk(JSON.parse(decodeUtf8(decodeBase64url(release.payload))), "payload");
    for (const one of disclosures) walk(JSON.parse(decodeUtf8(decodeBase64url(one))), "disclosure");
    return counted.sort();
  }

  it("hold as many closed digests in every array, however many portions are withheld", () => {
    const closedFor = (document: MarkedDocument, recipient: string): readonly string[] => {
      const { cuts } = sealRelease({ document, compiled: kindsCommunity, recipients: [recipient] });
      return countClosed(cuts.get(recipient) ?? "");
    };
    const size = ({ portions, footnotes }: MarkedDocument): number => portions.length + footnotes.length;
    let differing = 0;
    fc.assert(
      fc.property(fc.constantFrom("CAN", "FRA", "SWE"), otherwise, (recipient, change) => {
        const second = imagine(recipient, change);
        // A pool of 32 holds both worlds; a larger world fills the next power of two.
        fc.pre(size(second) > 16 && size(second) <= 32);
        if (size(second) !== size(kinds)) differing += 1;
        expect(closedFor(second, recipient)).toEqual(closedFor(kinds, recipient));
      }),
      { numRuns: 25 },
    );
    expect(differing).toBeGreaterThan(5);
    // What is shown does change it, so the comparison can fail.
    expect(closedFor(kinds, "SWE")).not.toEqual(closedFor(kinds, "CAN"));
  });

  it("give files that are alike too, where the number of places is", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...recipients),
        fc.string({ maxLength: 60 }),
        fc.nat(),
        (recipient, words, mark) => {
          const file = (document: MarkedDocument): unknown => {
            const { cuts } = sealRelease({ document, compiled: kindsCommunity, recipients: [recipient] });
            const names = new Map<string, string>();
            const { length, ...rest } = withoutDigests(cuts.get(recipient) ?? "") as { length: number };
            const text = JSON.stringify(rest).replace(/\\"([\w-]{22})\\"/g, (_, id: string) => {
              if (!names.has(id)) names.set(id, `id ${names.size}`);
              return names.get(id) ?? "";
            });
            return { length, text };
          };
          // What is said, marked and pointed at may differ, how many places there are may not.
          const second = imagine(recipient, { words, mark, target: mark, times: 1 });
          const footnotes = second.footnotes.filter(({ id }) => !id.startsWith("s9"));
          expect(file({ ...second, footnotes })).toEqual(file(kinds));
        },
      ),
      { numRuns: 20 },
    );
  });
});
