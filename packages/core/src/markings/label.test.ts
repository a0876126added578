// Markings as confidentiality labels: the law that a label written is a label read, and the labels that are refused.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  builtInPolicies,
  compileCommunity,
  joinMarkings,
  parseBanner,
  printBanner,
  readLabel,
  readPolicy,
  writeLabel,
} from "./index.ts";
import type { ConfidentialityLabel, LabelCategory, Marking, Policy } from "./index.ts";
import { InputError } from "../encoding/index.ts";
import { communities, homeInDashes, schemes, writableMarkings } from "./markings.fixture.ts";

const MADE = { originator: null, created: null };

const NATO: ConfidentialityLabel = {
  policyIdentifier: "NATO",
  policyUri: "urn:oid:1.3.26.1.3.1",
  classification: "SECRET",
  classificationUri: null,
  privacyMarks: [],
  categories: [],
  originator: null,
  created: null,
  reviewBy: null,
};

const category = (tagName: string, type: LabelCategory["type"], ...values: string[]): LabelCategory => ({
  tagName,
  type,
  uri: null,
  values,
});

/** Every scheme of the random markings with tags for all its words: two lists for members, one for each kind of permissive word. */
const labelled: readonly Policy[] = schemes.map((policy, index) => ({
  ...policy,
  identifier: {
    name: `Scheme ${policy.id}`,
    uri: `urn:oid:2.999.4774.${index}`,
    classifications: policy.levels.slice(1).map(({ name }) => ({ level: name, value: `class of ${name}` })),
    tags: [
      { name: "Words", uri: null, part: "caveats", values: null },
      ...[...new Set(policy.caveats.filter(({ kind }) => kind === "permissive").map(({ tag }) => tag))].map(
        (tag) => ({
          name: `One of ${tag}`,
          uri: null,
          part: "oneOf" as const,
          values: policy.caveats
            .filter((caveat) => caveat.kind === "permissive" && caveat.tag === tag)
            .map(({ name }) => ({ value: `${name.toLowerCase()} of ${tag}`, word: name, levels: null })),
        }),
      ),
      { name: "For", uri: "urn:oid:2.999.1", part: "releasableTo", values: null },
      { name: "And for", uri: null, part: "releasableTo", values: null },
      { name: "Words", uri: null, part: "notes", values: null },
    ],
    context: index % 2 === 0 ? null : { name: "Context", unlisted: ["all"], listed: ["some", "listed"] },
  },
}));

function isExpressible(marking: Marking): boolean {
  const [term, second] = marking.terms;
  if (term === undefined || second !== undefined) return false;
  const policy = labelled.find(({ id }) => id === term.policy);
  const level = policy?.levels.find(({ name }) => name === term.level);
  const tags = term.oneOf.map((list) => policy?.caveats.find(({ name }) => name === list[0])?.tag);
  return (
    term.notes.every((note) => policy?.caveats.some(({ name }) => name === note)) &&
    new Set(tags).size === tags.length &&
    term.releasableTo.length <= 2 &&
    [...term.oneOf, ...term.releasableTo].every((list) => list.length > 0) &&
    (level?.unlisted === null || term.releasableTo.length > 0)
  );
}

describe("labels", () => {
  it("read as the marking they were written from, and only what cannot be said is not written", () => {
    let written = 0;
    fc.assert(
      fc.property(writableMarkings, (marking) => {
        if (!isExpressible(marking)) {
          expect(() => writeLabel(marking, labelled, MADE)).toThrow(
            expect.objectContaining({ code: "MARKING_INEXPRESSIBLE" }) as Error,
          );
          return;
        }
        written += 1;
        expect(readLabel(writeLabel(marking, labelled, MADE), labelled)).toEqual(marking);
      }),
      { numRuns: 500 },
    );
    expect(written).toBeGreaterThan(50);
  });

  it("open to exactly those whom the rules of labels let in", () => {
    // The rules of STANAG 4774, written here a second time: the level, all restrictive values, one of each permissive tag.
    let compared = 0;
    fc.assert(
      fc.property(communities, writableMarkings.filter(isExpressible), (community, marking) => {
        const label = writeLabel(marking, labelled, MADE);
        const compiled = compileCommunity({ ...community, equivalences: [] });
        const policy = labelled.find(({ identifier }) => identifier?.name === label.policyIdentifier);
        const levels = policy?.levels.map(({ name }) => name) ?? [];
        const classes = policy?.identifier?.classifications ?? [];
        const level =
          classes.find(({ value }) => value === label.classification)?.level ?? label.classification;
        const codes = marking.terms.flatMap(({ releasableTo }) => releasableTo.flat());
        const allKnown = codes.every((code) => compiled.expand(code).length > 0);
        const lets = ({ id, clearances }: (typeof community.members)[number]): boolean => {
          const clearance = clearances[policy?.id ?? ""];
          if (clearance === undefined || levels.indexOf(clearance.upTo) < levels.indexOf(level)) return false;
          return label.categories.every(({ tagName, type, values }) => {
            const tag = policy?.identifier?.tags.find(
              ({ name, part }) => name === tagName && (part === "notes") === (type === "INFORMATIVE"),
            );
            const words = values.map(
              (value) => tag?.values?.find((one) => one.value === value)?.word ?? value,
            );
            if (tag?.part === "caveats") return words.every((word) => clearance.caveats.includes(word));
            if (tag?.part === "oneOf") return words.some((word) => clearance.caveats.includes(word));
            if (tag?.part === "releasableTo") return words.some((code) => compiled.expand(code).includes(id));
            return true;
          });
        };
        const audience = compiled.audienceOf(marking);
        for (const member of community.members) {
          // A code nobody here knows closes a marking altogether; an engine without the community cannot see that.
          if (allKnown) expect(audience.has(member.id)).toBe(lets(member));
          else if (audience.has(member.id)) expect(lets(member)).toBe(true);
        }
        if (allKnown && audience.size > 0) compared += 1;
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(20);
  });

  it.each([
    ["NATO UNCLASSIFIED", [category("Context", "PERMISSIVE", "NATO")], "UNCLASSIFIED"],
    ["COSMIC TOP SECRET", [], "TOP SECRET"],
    [
      "NATO RESTRICTED - RELEASABLE TO CHE, JPN, NATO, UKR",
      [
        category("Context", "PERMISSIVE", "Releasable", "NATO"),
        category("Releasable To", "PERMISSIVE", "NATO", "JPN", "CHE", "UKR"),
      ],
      "RESTRICTED",
    ],
    ["NATO SECRET - ATOMAL", [category("Additional Sensitivity", "RESTRICTIVE", "ATOMAL")], "SECRET"],
    ["NATO SECRET - CRYPTO", [category("Additional Sensitivity", "RESTRICTIVE", "CRYPTO")], "SECRET"],
    ["NATO SECRET - STAFF", [category("Administrative", "INFORMATIVE", "STAFF")], "SECRET"],
  ])("of NATO read as %s", (banner, categories, classification) => {
    const marking = readLabel({ ...NATO, categories, classification }, builtInPolicies);
    expect(printBanner(marking, builtInPolicies)).toBe(banner);
    expect(readLabel(writeLabel(marking, builtInPolicies, MADE), builtInPolicies)).toEqual(marking);
  });

  it("may leave the URI of the policy out, and say a note as a privacy mark", () => {
    const marking = readLabel({ ...NATO, policyUri: null, privacyMarks: ["STAFF"] }, builtInPolicies);
    expect(printBanner(marking, builtInPolicies)).toBe("NATO SECRET - STAFF");
  });

  it("are read by the first of two policies of one name", () => {
    const own = { ...homeInDashes, identifier: { ...NATO_FORM, classifications: [] } };
    const label = { ...NATO, classification: "OPEN" };
    expect(readLabel(label, [own, ...builtInPolicies]).terms[0]?.policy).toBe("home");
  });

  it.each<[string, string, Partial<ConfidentialityLabel>]>([
    ["MARKING_UNKNOWN", "another policy", { policyIdentifier: "Ruritania" }],
    ["MARKING_UNKNOWN", "the policy's name with another URI", { policyUri: "urn:oid:2.999.1" }],
    ["MARKING_UNKNOWN", "another classification", { classification: "MOST SECRET" }],
    ["MARKING_UNKNOWN", "a level that labels call otherwise", { classification: "NATO SECRET" }],
    ["MARKING_UNKNOWN", "another tag", { categories: [category("Only", "PERMISSIVE", "NATO")] }],
    [
      "MARKING_UNKNOWN",
      "a tag of another type",
      { categories: [category("Releasable To", "RESTRICTIVE", "NATO")] },
    ],
    [
      "MARKING_UNKNOWN",
      "a tag of another registry",
      { categories: [{ ...category("Releasable To", "PERMISSIVE", "NATO"), uri: "urn:oid:2.999.7" }] },
    ],
    [
      "MARKING_UNKNOWN",
      "a note the policy does not have",
      { categories: [category("Administrative", "INFORMATIVE", "SPORTS")] },
    ],
    [
      "MARKING_UNKNOWN",
      "a restrictive value that is a note",
      { categories: [category("Additional Sensitivity", "RESTRICTIVE", "STAFF")] },
    ],
    [
      "MARKING_UNKNOWN",
      "a code in small letters",
      { categories: [category("Releasable To", "PERMISSIVE", "nato")] },
    ],
    [
      "MARKING_UNKNOWN",
      "a code that means nobody",
      { categories: [category("Releasable To", "PERMISSIVE", "NOBODY")] },
    ],
    ["MARKING_UNKNOWN", "a privacy mark nobody knows", { privacyMarks: ["FOR THE FILE"] }],
    [
      "MARKING_UNKNOWN",
      "a context of another kind",
      { categories: [category("Context", "PERMISSIVE", "KFOR")] },
    ],
    [
      "MARKING_UNKNOWN",
      "a context that promises a list",
      { categories: [category("Context", "PERMISSIVE", "NATO", "Releasable")] },
    ],
    [
      "MARKING_UNKNOWN",
      "a context that hides a list",
      {
        categories: [
          category("Context", "PERMISSIVE", "NATO"),
          category("Releasable To", "PERMISSIVE", "FIN"),
        ],
      },
    ],
    ["LABEL_INVALID", "a tag without a value", { categories: [category("Releasable To", "PERMISSIVE")] }],
    [
      "LABEL_INVALID",
      "a value twice",
      { categories: [category("Releasable To", "PERMISSIVE", "FIN", "FIN")] },
    ],
    [
      "LABEL_INVALID",
      "a tag twice, of which readers make a union or an intersection",
      {
        categories: [
          category("Releasable To", "PERMISSIVE", "FIN"),
          category("Releasable To", "PERMISSIVE", "SWE"),
        ],
      },
    ],
    [
      "LABEL_INVALID",
      "a word with a level it may not stand with",
      {
        classification: "RESTRICTED",
        categories: [category("Additional Sensitivity", "RESTRICTIVE", "BOHEMIA")],
      },
    ],
  ])("are refused with %s: %s", (code, _, change) => {
    expect(() => readLabel({ ...NATO, ...change }, builtInPolicies)).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });

  it("of values with levels of their own are refused beside other levels", () => {
    const own = withTags([
      {
        name: "For",
        uri: null,
        part: "releasableTo",
        values: [{ value: "Ruritania", word: "RUR", levels: ["OPEN"] }],
      },
    ]);
    const label = {
      ...NATO,
      classification: "OPEN",
      categories: [category("For", "PERMISSIVE", "Ruritania")],
    };
    expect(printBanner(readLabel(label, [own]), [own])).toBe("HM OPEN - FOR RUR");
    expect(() => readLabel({ ...label, classification: "SEALED" }, [own])).toThrow(
      expect.objectContaining({ code: "LABEL_INVALID" }) as Error,
    );
  });

  it.each([
    ["UK SECRET && NATO SECRET", "NATO SECRET && UK SECRET"],
    ["a policy without a name in labels", "UK SECRET"],
    ["two lists, where one tag holds lists", "NATO SECRET - RELEASABLE TO FIN - RELEASABLE TO SWE"],
    ["nobody", "NATO SECRET - RELEASABLE TO NOBODY"],
  ])("are not written for %s", (_, banner) => {
    expect(() => writeLabel(parseBanner(banner, builtInPolicies), builtInPolicies, MADE)).toThrow(
      expect.objectContaining({ code: "MARKING_INEXPRESSIBLE" }) as Error,
    );
  });

  it("are not written for a level that is not for all who are cleared to it", () => {
    const own = withTags([{ name: "For", uri: null, part: "releasableTo", values: null }]);
    const bare = parseBanner("HM INNER", [own]);
    expect(() => writeLabel(bare, [own], MADE)).toThrow(
      expect.objectContaining({ code: "MARKING_INEXPRESSIBLE" }) as Error,
    );
    expect(writeLabel(parseBanner("HM INNER - FOR DEU, FRA", [own]), [own], MADE).categories).toHaveLength(1);
  });

  it("are not written for what no policy here has", () => {
    const term = { policy: "xx", level: "A", caveats: [], oneOf: [], notes: [], releasableTo: [] };
    for (const terms of [[], [term]])
      expect(() => writeLabel({ terms }, builtInPolicies, MADE)).toThrow(
        expect.objectContaining({ code: "MARKING_UNKNOWN" }) as Error,
      );
  });

  it("of any words give a marking or a coded error, and never one that is open to more than was said", () => {
    const words = fc.constantFrom("NATO", "Releasable", "FIN", "ATOMAL", "STAFF", "", "NOBODY", "Context");
    const tags = fc.constantFrom("Context", "Releasable To", "Additional Sensitivity", "Administrative", "X");
    const types = fc.constantFrom("RESTRICTIVE" as const, "PERMISSIVE" as const, "INFORMATIVE" as const);
    const categories = fc.array(
      fc.record({ tagName: tags, type: types, uri: fc.constant(null), values: fc.array(words) }),
    );
    fc.assert(
      fc.property(
        categories,
        fc.constantFrom("SECRET", "TOP SECRET", "RESTRICTED"),
        (some, classification) => {
          try {
            const marking = readLabel({ ...NATO, classification, categories: some }, builtInPolicies);
            expect(joinMarkings(marking, marking, builtInPolicies)).toEqual(marking);
            const spoken = marking.terms.flatMap(({ caveats, notes, releasableTo }) => [
              ...caveats,
              ...notes,
              ...releasableTo.flat(),
            ]);
            const said = some.filter(({ tagName }) => tagName !== "Context").flatMap(({ values }) => values);
            expect(spoken.sort()).toEqual(said.sort());
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
        },
      ),
    );
  });
});

describe("a policy file's words for labels", () => {
  const file = (identifier: unknown): unknown => ({
    format: "entente-policy/1",
    ...homeInDashes,
    identifier,
  });
  const whole = {
    name: "Home",
    uri: "urn:oid:2.999.5",
    classifications: [{ level: "OPEN", value: "Open" }],
    tags: [
      { name: "For", part: "releasableTo", uri: "urn:oid:2.999.5.1" },
      { name: "Context", part: "oneOf", values: [{ value: "Kosovo", word: "KFOR", levels: ["OPEN"] }] },
    ],
    context: { name: "Kind", unlisted: ["own"], listed: ["shared"] },
  };
  const read = (identifier: unknown): Policy =>
    readPolicy(JSON.parse(JSON.stringify(file(identifier))) as null);

  it("are read, and read again as they are", () => {
    const { identifier } = read(whole);
    expect(identifier?.tags[1]?.values).toEqual([{ value: "Kosovo", word: "KFOR", levels: ["OPEN"] }]);
    expect(read(identifier).identifier).toEqual(identifier);
    expect(read({ name: "Home", uri: "urn:oid:2.999.5" }).identifier).toEqual({
      name: "Home",
      uri: "urn:oid:2.999.5",
      classifications: [],
      tags: [],
      context: null,
    });
  });

  it.each<[string, unknown]>([
    ["no name", { uri: "urn:oid:2.999.5" }],
    ["an empty name", { ...whole, name: "" }],
    ["an unknown level", { ...whole, classifications: [{ level: "NONE", value: "None" }] }],
    [
      "a level twice",
      { ...whole, classifications: [...whole.classifications, { level: "OPEN", value: "O" }] },
    ],
    [
      "a classification twice",
      { ...whole, classifications: [...whole.classifications, { level: "INNER", value: "Open" }] },
    ],
    ["an unknown part", { ...whole, tags: [{ name: "For", part: "readers" }] }],
    [
      "one permissive tag for two parts",
      {
        ...whole,
        tags: [
          { name: "For", part: "oneOf" },
          { name: "For", part: "releasableTo" },
        ],
      },
    ],
    [
      "an unknown word",
      { ...whole, tags: [{ name: "Context", part: "oneOf", values: [{ value: "x", word: "IFOR" }] }] },
    ],
    [
      "a word of another part",
      { ...whole, tags: [{ name: "Context", part: "oneOf", values: [{ value: "x", word: "VAULT" }] }] },
    ],
    [
      "no code",
      { ...whole, tags: [{ name: "For", part: "releasableTo", values: [{ value: "x", word: "deu" }] }] },
    ],
    [
      "a value twice",
      {
        ...whole,
        tags: [
          {
            name: "For",
            part: "releasableTo",
            values: [
              { value: "x", word: "DEU" },
              { value: "x", word: "FRA" },
            ],
          },
        ],
      },
    ],
    [
      "a word twice",
      {
        ...whole,
        tags: [
          {
            name: "For",
            part: "releasableTo",
            values: [
              { value: "x", word: "DEU" },
              { value: "y", word: "DEU" },
            ],
          },
        ],
      },
    ],
    ["a context that is a tag", { ...whole, context: { ...whole.context, name: "For" } }],
    ["an empty context", { ...whole, context: { ...whole.context, listed: [] } }],
    ["something more", { ...whole, note: "x" }],
  ])("are refused for %s", (_, identifier) => {
    expect(() => read(identifier)).toThrow(expect.objectContaining({ code: "POLICY_INVALID" }) as Error);
  });
});

const NATO_FORM = { name: "NATO", uri: "urn:oid:1.3.26.1.3.1", classifications: [], tags: [], context: null };

function withTags(tags: NonNullable<Policy["identifier"]>["tags"]): Policy {
  return { ...homeInDashes, identifier: { ...NATO_FORM, tags } };
}
