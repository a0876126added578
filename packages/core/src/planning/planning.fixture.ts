// For tests: documents with every construct under random markings of a random community, quotations from others, answers of
// originators and rules; and the same decisions made the slow way, reader by reader, place by place, until nothing changes.
import fc from "fast-check";
import { chooseBySeed, makeDocument } from "../documents/documents.fixture.ts";
import type { MarkedDocument, Portion, PortionOrigin, Span } from "../documents/index.ts";
import { joinMarkings, parseMark } from "../markings/index.ts";
import type { Community, CompiledCommunity, Marking } from "../markings/index.ts";
import { communities, memberIds, schemes, writableMarkings } from "../markings/markings.fixture.ts";
import { listPlaces } from "./places.ts";
import type { Place } from "./places.ts";
import type { Consent, ReleaseRules, Sufficiency } from "./index.ts";

export interface PlanCase {
  readonly document: MarkedDocument;
  readonly community: Community;
  readonly recipients: readonly string[];
  readonly rules: ReleaseRules;
  readonly consents: readonly Consent[];
}

const IDS = ["A".repeat(22), "Q".repeat(22)] as const;
const id = fc.constantFrom(...IDS);
const origin: fc.Arbitrary<PortionOrigin> = fc.record({
  ...{ member: fc.constantFrom("DEU", "FRA", "GBR", "ZZZ"), release: id, portion: id },
});
const consent: fc.Arbitrary<Consent> = fc
  .tuple(origin, fc.constantFrom(...memberIds), fc.constantFrom("granted", "granted", "refused"))
  .map(([{ member, ...quoted }, recipient, answer]) => ({ ...quoted, origin: member, recipient, answer }));

/** Marks that most members of a random community can read, so that not everything is shut. */
const easyMarkings = ["O", "OS", "S", "S - REL TO FVEY", "NR", "TLP:AMBER", "OPR"].map((mark) =>
  parseMark(mark, "uk", schemes),
);
const palettes: fc.Arbitrary<readonly Marking[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...easyMarkings) }, writableMarkings),
  { minLength: 1, maxLength: 5 },
);

/** Cases in which every portion is marked. */
export const planCases: fc.Arbitrary<PlanCase> = fc
  .record({
    seed: fc.integer(),
    claims: fc.array(fc.option(fc.array(fc.nat(20), { maxLength: 4 }), { freq: 2 }), { maxLength: 9 }),
    palette: palettes,
    community: communities,
    quoted: fc.array(fc.option(origin, { freq: 3 }), { maxLength: 6 }),
    consents: fc.array(consent, { maxLength: 12 }),
    hidden: fc.nat(),
    told: fc.subarray<string>([...memberIds], { maxLength: 2 }),
    ungraded: fc.subarray<string>([...memberIds], { maxLength: 2 }),
  })
  .map(({ seed, claims, palette, community, quoted, consents, hidden, told, ungraded }) => {
    const document = quote(claim(remark(makeDocument(chooseBySeed(seed)), palette), claims), quoted);
    const members = community.members.map((member) => member.id);
    const isMember = (member: string): boolean => members.includes(member);
    const hide = document.portions[hidden % 9]?.id;
    return {
      ...{ document, community, consents },
      recipients: members.slice(0, 12),
      rules: {
        // Counts and hidden places contradict each other.
        countsFor: hide === undefined ? told.filter(isMember) : [],
        withholdGradingsFrom: ungraded.filter(isMember),
        hidePlaces: hide === undefined ? [] : [hide],
      },
    };
  });

/** The document under markings of the palette, each of its own under one of them. */
function remark(document: MarkedDocument, palette: readonly Marking[]): MarkedDocument {
  const known = new Map<string, Marking>();
  const pick = (marking: Marking | null): Marking => {
    const key = JSON.stringify(marking);
    const picked = known.get(key) ?? palette[known.size % palette.length];
    if (picked === undefined) throw new Error("there is nothing to choose from");
    known.set(key, picked);
    return picked;
  };
  const mark = (portion: Portion): Portion => ({
    ...portion,
    marking: pick(portion.marking),
    spans: portion.spans.map((span): Span =>
      span.kind === "restricted" ? { ...span, marking: pick(span.marking) } : span,
    ),
  });
  return { ...document, portions: document.portions.map(mark), footnotes: document.footnotes.map(mark) };
}

/** More judgements, which rest on anything, on each other and on what is not there. */
function claim(document: MarkedDocument, claims: readonly (readonly number[] | null)[]): MarkedDocument {
  const ids = [...document.portions, ...document.footnotes].map((portion) => portion.id);
  return {
    ...document,
    portions: document.portions.map((portion, index): Portion => {
      const supports = claims[index]?.map((at) => ids[at] ?? ids[at % 3] ?? "nowhere");
      if (supports === undefined || portion.kind !== "paragraph") return portion;
      return { ...portion, judgement: { scale: "phia", term: "likely", confidence: "low", supports } };
    }),
  };
}

function quote(document: MarkedDocument, origins: readonly (PortionOrigin | null)[]): MarkedDocument {
  const from = (portion: Portion, index: number): Portion => ({ ...portion, origin: origins[index] ?? null });
  return {
    ...document,
    portions: document.portions.map(from),
    footnotes: document.footnotes.map((note, index) => from(note, index + 3)),
  };
}

/** What one reader may be shown, by the definition. `relaxed` is a canonical marking, as JSON, that everybody may read. */
export function decidePlaces(
  { document, consents }: Pick<PlanCase, "document" | "consents">,
  recipient: string,
  community: CompiledCommunity,
  relaxed: string | null = null,
): ReadonlySet<string> {
  const { policies } = community.community;
  const places = listPlaces(document, policies);
  const isCleared = ({ marking }: Place): boolean =>
    writeMarking(marking, policies) === relaxed || community.audienceOf(marking).has(recipient);
  const isAgreed = ({ origin: from }: Place): boolean => {
    if (from === null || [from.member, document.originator].includes(recipient)) return true;
    const answers = consents.filter(
      (one) =>
        one.origin === from.member &&
        one.release === from.release &&
        one.portion === from.portion &&
        one.recipient === recipient,
    );
    return answers.length > 0 && answers.every(({ answer }) => answer === "granted");
  };
  const seen = new Set<string>();
  for (let before = -1; before < seen.size;) {
    before = seen.size;
    for (const place of places) {
      const { name, parent, entry } = place;
      const isPart = parent === null || seen.has(parent);
      const isReached =
        entry === null || places.some((one) => seen.has(one.name) && one.references.includes(entry));
      if (isPart && isReached && isCleared(place) && isAgreed(place)) seen.add(name);
    }
  }
  return new Set(
    places
      .filter(({ name, target }) => seen.has(name) && (target === null || seen.has(target)))
      .map(({ name }) => name),
  );
}

export function writeMarking(marking: Marking | null, policies: Community["policies"]): string {
  return JSON.stringify(joinMarkings(marking, marking, policies));
}

/** Verdicts by going over all judgements until nothing changes. */
export function judgeSlowly(
  { portions, footnotes }: MarkedDocument,
  seen: ReadonlySet<string>,
): ReadonlyMap<string, Pick<Sufficiency, "verdict" | "missing">> {
  const claims = [...portions, ...footnotes].filter(({ judgement }) => judgement !== null);
  const verdicts = new Map<string, Sufficiency["verdict"]>(
    claims.map((claim) => [claim.id, seen.has(claim.id) ? "carried" : "withheld"]),
  );
  const missingOf = (claim: Portion): readonly string[] =>
    [...new Set(claim.judgement?.supports)].filter((one) =>
      verdicts.has(one) ? verdicts.get(one) !== "carried" : !seen.has(one),
    );
  for (let before = ""; before !== JSON.stringify([...verdicts]);) {
    before = JSON.stringify([...verdicts]);
    for (const claim of claims) {
      if (verdicts.get(claim.id) === "withheld") continue;
      const supports = [...new Set(claim.judgement?.supports)];
      const worthless = supports.filter((one) =>
        verdicts.has(one) ? ["withheld", "unsupported"].includes(verdicts.get(one) ?? "") : !seen.has(one),
      );
      if (supports.length > 0 && worthless.length === supports.length) verdicts.set(claim.id, "unsupported");
      else if (missingOf(claim).length > 0) verdicts.set(claim.id, "weakened");
    }
  }
  return new Map(
    claims.map((claim) => {
      const verdict = verdicts.get(claim.id) ?? "withheld";
      return [claim.id, { verdict, missing: verdict === "withheld" ? [] : missingOf(claim) }];
    }),
  );
}
