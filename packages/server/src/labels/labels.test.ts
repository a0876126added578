// Labels, bindings and policy files in XML: the vectors of vectors/labels, the law that what is written is read back, and
// XML made to do harm.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "@entente/core/encoding";
import { builtInPolicies, parseBanner, printBanner, readLabel, writeLabel } from "@entente/core/markings";
import type { ConfidentialityLabel, Policy } from "@entente/core/markings";
import {
  displayLabel,
  importSpif,
  readLabelDocument,
  readSpif,
  readXml,
  writeLabelDocument,
  XML_BYTES,
} from "./index.ts";
import type { LabelDocument } from "./index.ts";

function readVectors<Case>(name: string): Case[] {
  const url = new URL(`../../../../vectors/labels/${name}.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, "utf8")) as { cases: Case[] }).cases;
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const refusal = (code: string): Error => expect.objectContaining({ code }) as Error;

const RURITANIA = readFileSync(
  new URL("../../../../vectors/labels/ruritania-policy.xml", import.meta.url),
  "utf8",
);
const spif = readSpif(readXml(bytesOf(RURITANIA)));
const imported = importSpif(spif);
const withFile: readonly Policy[] = [imported.policy, ...builtInPolicies];

describe("labels in XML", () => {
  it.each(
    readVectors<{
      reason: string;
      xml: string;
      policy: boolean;
      banner: string;
      shown: string | null;
      language: string;
      references: unknown;
      alternatives: string[];
    }>("labels_valid"),
  )("are read: $reason", ({ xml, policy, banner, shown, language, references, alternatives }) => {
    const policies = policy ? withFile : builtInPolicies;
    const document = readLabelDocument(readXml(bytesOf(xml)));
    const marking = readLabel(document.label, policies);
    expect(printBanner(marking, policies)).toBe(banner);
    expect(parseBanner(banner, policies)).toEqual(marking);
    expect(document.references).toEqual(references);
    expect(document.alternatives.map((one) => printBanner(readLabel(one, policies), policies))).toEqual(
      alternatives,
    );
    if (shown !== null) expect(displayLabel(document.label, spif, language)).toBe(shown);
    // As written here it is read as the same, down to who made it and when.
    expect(readLabelDocument(readXml(bytesOf(writeLabelDocument(document))))).toEqual(document);
    const own = writeLabel(marking, policies, { originator: null, created: null });
    expect(readLabel(own, policies)).toEqual(marking);
  });

  it.each(readVectors<{ code: string; reason: string; policy: boolean; xml: string }>("labels_invalid"))(
    "are refused with $code: $reason",
    ({ code, policy, xml }) => {
      expect(() =>
        readLabel(readLabelDocument(readXml(bytesOf(xml))).label, policy ? withFile : builtInPolicies),
      ).toThrow(refusal(code));
    },
  );

  it("are written with the attribute as the schema has it, and only as XML can hold it", () => {
    const label = writeLabel(parseBanner("NATO SECRET - ATOMAL", builtInPolicies), builtInPolicies, {
      originator: { id: `<&>"'`, idType: "rfc822Name" },
      created: "2018-03-04T16:15:00Z",
    });
    const xml = writeLabelDocument({ label, alternatives: [], references: [] });
    expect(xml).toContain('<PolicyIdentifier URI="urn:oid:1.3.26.1.3.1">NATO</PolicyIdentifier>');
    expect(xml).not.toContain("URL=");
    for (const id of ["\u0000", "\u001b[2J", "\ufffe", "\ud800"])
      expect(() =>
        writeLabelDocument({
          label: { ...label, originator: { id, idType: "x" } },
          alternatives: [],
          references: [],
        }),
      ).toThrow(refusal("MARKING_INEXPRESSIBLE"));
  });

  it("are read as they were written, whatever their words", () => {
    const word = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
      // eslint-disable-next-line no-control-regex -- XML has no way to write these
      .filter((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/u.test(text))
      .map((text) => text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ""))
      .filter((text) => text !== "");
    const when = fc.option(fc.constantFrom("2018-03-04T16:15:00Z", "2018-03-04T16:15:00.25+02:00"));
    const label: fc.Arbitrary<ConfidentialityLabel> = fc.record({
      policyIdentifier: word,
      policyUri: fc.option(word),
      classification: word,
      classificationUri: fc.option(word),
      privacyMarks: fc.array(word, { maxLength: 2 }),
      categories: fc.array(
        fc.record({
          tagName: word,
          type: fc.constantFrom("RESTRICTIVE", "PERMISSIVE", "INFORMATIVE"),
          uri: fc.option(word),
          values: fc.array(word, { maxLength: 3 }),
        }),
        { maxLength: 3 },
      ),
      originator: fc.option(fc.record({ id: word, idType: word })),
      created: when,
      reviewBy: when,
    });
    const document: fc.Arbitrary<LabelDocument> = fc.record({
      label,
      alternatives: fc.array(label, { maxLength: 2 }),
      references: fc.array(fc.record({ uri: word, contentType: fc.option(word) }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(document, (one) => {
        expect(readLabelDocument(readXml(bytesOf(writeLabelDocument(one))))).toEqual(one);
      }),
    );
  });
});

describe("a policy file", () => {
  it("becomes a policy with its levels by rank, and says what it does not hold", () => {
    expect(imported.policy.id).toBe("ruritania");
    expect(imported.policy.levels.map(({ name, colour }) => [name, colour])).toEqual([
      ["RURITANIA OPEN", "#008000"],
      ["RURITANIA CLOSED", "#ffaa00"],
      ["CROWN ROYAL SECRET", "#ff00ff"],
    ]);
    expect(imported.policy.caveats.map(({ name, kind, levels }) => [name, kind, levels])).toEqual([
      ["BLUE ROOM", "restrictive", ["RURITANIA CLOSED", "CROWN ROYAL SECRET"]],
      ["GREEN ROOM", "restrictive", null],
      ["CORRIDORS QUIET", "informative", ["RURITANIA OPEN", "RURITANIA CLOSED"]],
      ["HARBOUR", "permissive", null],
      ["TASK QUIET", "permissive", null],
    ]);
    expect(imported.policy.identifier).toMatchObject({ name: "RURITANIA", uri: "urn:oid:2.999.4774" });
  });

  it.each([
    "The policy file names equivalent policies; equivalence is a table of the community, so none was taken over.",
    'The classification "CLOSED" has equivalents in other policies; equivalence is a table of the community, so none was taken over.',
    'The classification "CABINET" is obsolete and was left out.',
    'The category "RED ROOM" of "Rooms" is obsolete and was left out.',
    'The category "ONLY" of "Rooms" would read as something else in a mark and was left out.',
    'The category "Until" of "Rooms" is filled in by people and was left out.',
    'The category "Größe" of "Rooms" cannot be written in a mark and was left out.',
    'The category "QUIET" requires other categories beside it; this is not checked.',
    'The category "QUIET" may not stand with certain other categories; this is not checked.',
    'The category "QUIET" of "Task" is written TASK QUIET in marks.',
    'The category "QUIET" of "Rooms" is written CORRIDORS QUIET in marks.',
    'The category "Small League" of "Releasable To" is written SMALL-LEAGUE in marks.',
    'The category "Green room" of "Rooms" is written GREEN ROOM in marks.',
    'The category "Green room" of "Rooms" stands with some levels in labels, as the file says, and also with all others in marks.',
    'The category "HARBOUR" of "Task" is shown in the policy\'s name; in marks it stands after the level.',
    'The tag "Corridors" takes one value at a time; this is not checked.',
    'The tag "Task" limits how many of its values stand together; this is not checked.',
    'Some members and groups of "Releasable To" may stand with some levels only; labels are checked for that, marks are not.',
    "Phrases, prefixes and separators of the file are used to show labels; marks are written in the form they have here.",
  ])("reports: %s", (sentence) => {
    expect(imported.notCarried).toContain(sentence);
  });

  it("reports each thing once and nothing else", () => {
    expect(new Set(imported.notCarried).size).toBe(imported.notCarried.length);
    expect(imported.notCarried).toHaveLength(19);
  });

  it("does not take the id of a built-in policy, and is read with the misspelt namespace", () => {
    const text = RURITANIA.replace('name="RURITANIA" id', 'name="NATO" id').replaceAll(
      "xmlspif.org/spif",
      "xmslpif.org/spif",
    );
    expect(importSpif(readSpif(readXml(bytesOf(text)))).policy.id).toBe("nato-spif");
  });

  it("explains no label of another policy", () => {
    const label = writeLabel(parseBanner("NATO SECRET", builtInPolicies), builtInPolicies, {
      originator: null,
      created: null,
    });
    expect(() => displayLabel(label, spif, "")).toThrow(refusal("MARKING_UNKNOWN"));
  });

  it.each(readVectors<{ code: string; reason: string; xml: string }>("policies_invalid"))(
    "is refused with $code: $reason",
    ({ code, xml }) => {
      expect(() => importSpif(readSpif(readXml(bytesOf(xml))))).toThrow(refusal(code));
    },
  );
});

describe("hostile XML", () => {
  const label = (inside: string): string =>
    `<originatorConfidentialityLabel xmlns="urn:nato:stanag:4774:confidentialitymetadatalabel:1:0">${inside}</originatorConfidentialityLabel>`;
  const laughs = Array.from(
    { length: 12 },
    (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`,
  ).join("");
  const room = XML_BYTES - 1000;

  it.each<[string, string, string]>([
    [
      "XML_SYNTAX",
      "a file from the machine",
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${label("&x;")}`,
    ],
    ["XML_SYNTAX", "a file from elsewhere", `<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">${label("")}`],
    ["XML_SYNTAX", "a billion laughs", `<!DOCTYPE a [<!ENTITY e0 "ha">${laughs}]>${label("&e12;")}`],
    ["XML_SYNTAX", "parameter entities", `<!DOCTYPE a [<!ENTITY % p "x"> %p;]>${label("")}`],
    ["XML_SYNTAX", "a DOCTYPE that never ends", `<!DOCTYPE a [${"<!ELEMENT a ANY>".repeat(room / 16)}`],
    ["XML_LIMIT", "one level more than 64", "<a>".repeat(65) + "</a>".repeat(65)],
    ["XML_LIMIT", "a hundred thousand levels", "<a>".repeat(100_000)],
    ["XML_LIMIT", "more than a mebibyte", label(" ".repeat(XML_BYTES))],
    ["LABEL_INVALID", "one huge attribute", `<a b="${"x".repeat(room)}"/>`],
    ["LABEL_INVALID", "a huge name", `<${"a".repeat(room)}/>`],
    [
      "XML_LIMIT",
      "very many attributes",
      `<a ${Array.from({ length: 60_000 }, (_, n) => `a${n}="" `).join("")}/>`,
    ],
    [
      "XML_LIMIT",
      "very many namespaces",
      `<a ${Array.from({ length: 45_000 }, (_, n) => `xmlns:a${n}="u:${n}" `).join("")}/>`,
    ],
    ["XML_LIMIT", "very many elements", label("<b/>".repeat(room / 4))],
    ["LABEL_INVALID", "very many references to characters", `<a>${"&#65;".repeat(room / 5)}</a>`],
    ["LABEL_INVALID", "very many sections of text", `<a>${"<![CDATA[x]]>".repeat(room / 13)}</a>`],
    ["LABEL_INVALID", "one long comment", `<a><!--${"x".repeat(room)}--></a>`],
    ["XML_SYNTAX", "a comment that never ends", `<a><!--${"-".repeat(room)}`],
    ["XML_SYNTAX", "half a tag", label("").slice(0, 20)],
  ])("is refused with %s within two seconds: %s", (code, _, text) => {
    const started = performance.now();
    expect(() => readLabelDocument(readXml(bytesOf(text)))).toThrow(refusal(code));
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it("that is no UTF-8 is refused", () => {
    for (const bytes of [Uint8Array.of(0xff, 0xfe, 0x3c, 0x00), Uint8Array.of(0x3c, 0x61, 0xc3, 0x28)])
      expect(() => readXml(bytes)).toThrow(refusal("SHAPE_INVALID"));
  });

  it("of any kind ends in a reading or a coded error", () => {
    const seeds = [RURITANIA, ...readVectors<{ xml: string }>("labels_valid").map(({ xml }) => xml)];
    const signs = fc.constantFrom(
      "<",
      ">",
      "/",
      '"',
      "&",
      ";",
      "!",
      "[",
      "]",
      "x",
      " ",
      "=",
      ":",
      "\u0000",
      "URI",
      "<a>",
      "</",
      "<!DOCTYPE",
    );
    const mutated = fc
      .tuple(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(), fc.nat(12), signs), { minLength: 1, maxLength: 4 }),
      )
      .map(([seed, changes]) =>
        changes.reduce((text, [at, length, sign]) => {
          const place = at % (text.length + 1);
          return text.slice(0, place) + sign + text.slice(place + length);
        }, seed),
      );
    fc.assert(
      fc.property(mutated, (text) => {
        for (const read of [
          () => readLabel(readLabelDocument(readXml(bytesOf(text))).label, withFile),
          () => importSpif(readSpif(readXml(bytesOf(text)))),
        ]) {
          try {
            read();
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
