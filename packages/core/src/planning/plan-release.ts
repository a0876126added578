// Planning: which places each recipient sees, decided once per distinct marking and never once per portion and reader.
// Recipients that see the same places are one class. The plan is for the lead's own eyes: it holds reasons and names.
// Everything here is linear in places times distinct markings, for each group of recipients that the markings treat alike.
import { PolicyError } from "../encoding/index.ts";
import type { MarkedDocument } from "../documents/index.ts";
import { printBanner, rollUp } from "../markings/index.ts";
import type { CompiledCommunity } from "../markings/index.ts";
import { compareClasses } from "./comparison.ts";
import { indexConsents, listGates } from "./gates.ts";
import type { Gates } from "./gates.ts";
import type { Ground } from "./ground.ts";
import { groupReaders, groupSights } from "./groups.ts";
import type { Sight } from "./groups.ts";
import { weighMarkings } from "./marginal.ts";
import { listPlaces, requireMarked } from "./places.ts";
import type { Consent, RecipientClass, ReleasePlan, ReleaseRules } from "./plan.ts";
import { layOutPlaces } from "./reach.ts";
import { createExplainer, explainGradings } from "./withheld.ts";
import { judgeSufficiency, listClaims, listNeeded } from "./sufficiency.ts";

/** What a plan is made from. Nothing may be left out: `noRules` and `[]` are said. */
export interface PlanInput {
  readonly document: MarkedDocument;
  readonly community: CompiledCommunity;
  /** Member ids. */
  readonly recipients: readonly string[];
  readonly rules: ReleaseRules;
  /** The newest answer to each question put to an originator. */
  readonly consents: readonly Consent[];
}

/**
 * Plans the cuts of a document, and says what they would do.
 * A part needs its whole: a restricted span its portion, a row its table, a rendition its figure. A footnote or source
 * needs a reference in a place that is seen, because one whose reference is withheld would tell something of it; and a
 * cross-reference needs what it refers to. What was quoted from another member's release goes to nobody but that member and
 * the quoting originator without that member's consent.
 * @throws PolicyError RELEASE_UNMARKED, RELEASE_NOBODY, RELEASE_RULES_REFUSED; InputError MEMBER_UNKNOWN, DOCUMENT_INVALID.
 */
export function planRelease({ document, community, recipients, rules, consents }: PlanInput): ReleasePlan {
  requireMarked(document);
  const asked = [...new Set(recipients)].sort();
  for (const member of [...asked, ...rules.countsFor, ...rules.withholdGradingsFrom])
    community.indexOf(member);
  const { policies } = community.community;
  const places = listPlaces(document, policies);
  const ground: Ground = {
    ...{ document, community, places },
    rules: sortRules(rules, document),
    layout: layOutPlaces(places),
    gates: listGates(places, community),
    say: indexConsents(consents, document.originator),
  };
  const readers = groupReaders(asked, ground);
  const groups = groupSights(readers, ground);
  const seeing = groups
    .filter(({ released }) => released.length > 0)
    .sort((a, b) => b.released.length - a.released.length || compare(a.recipients[0], b.recipients[0]));
  const classes = seeing.map((group, index) => describeClass(`c${index + 1}`, group, ground));
  if (classes.length === 0)
    throw new PolicyError(
      "RELEASE_NOBODY",
      "No recipient may read any part of this: the drafter has to mark it for someone, or name other recipients",
    );
  const banner = rollUp(ground.gates.markings, community);
  const claims = listClaims(document);
  return {
    rules: ground.rules,
    classes,
    banner: banner === null ? "" : printBanner(banner, policies),
    excluded: explainExcluded(groups, ground),
    sufficiency: classes.flatMap(({ id }, index) => {
      const sees = seeing[index]?.sees ?? new Uint8Array(0);
      const isSeen = (name: string): boolean => sees[ground.layout.indexOf.get(name) ?? -1] === 1;
      return judgeSufficiency(claims, isSeen).map((one) => ({ class: id, ...one }));
    }),
    marginal: weighMarkings({
      ...{ readers, policies, markings: ground.gates.markings },
      needed: findNeeded(listNeeded(claims), ground),
      placesUnder: countPlaces(ground.gates),
    }),
    comparison: compareClasses(
      classes.map(({ id }, index) => ({ id, sees: seeing[index]?.sees ?? new Uint8Array(0) })),
      places.map(({ name }) => name),
    ),
  };
}

/** Sorted, so that one wish has one spelling and one digest. */
function sortRules(rules: ReleaseRules, { portions, footnotes }: MarkedDocument): ReleaseRules {
  const ids = new Set([...portions, ...footnotes].map(({ id }) => id));
  const unknown = rules.hidePlaces.find((id) => !ids.has(id));
  if (unknown !== undefined)
    refuseRules(`${unknown} is no portion of this document, so its place cannot be hidden`);
  const sort = (words: readonly string[]): readonly string[] => [...new Set(words)].sort();
  return {
    countsFor: sort(rules.countsFor),
    withholdGradingsFrom: sort(rules.withholdGradingsFrom),
    hidePlaces: sort(rules.hidePlaces),
  };
}

function describeClass(id: string, group: Sight, ground: Ground): RecipientClass {
  const { recipients, released, sees, counts, gradings } = group;
  const explain = createExplainer(recipients, sees, ground);
  const withheld = ground.places.flatMap((_, place) => (sees[place] === 1 ? [] : [explain(place)]));
  const hidden = new Set(ground.rules.hidePlaces);
  const told = withheld.find(({ place }) => hidden.has(place));
  if (counts && told !== undefined)
    refuseRules(
      `the place of ${told.place} is hidden from ${recipients.join(", ")}, and counts would show it`,
    );
  const graded = gradings ? [] : explainGradings(recipients, sees, ground);
  return {
    ...{ id, recipients, released, counts, gradings },
    withheld: [...withheld, ...graded],
  };
}

/** The places one must see to act; null where one of them is not in the document. */
function findNeeded(claimed: ReadonlySet<string>, { document, layout }: Ground): readonly number[] | null {
  const body = document.portions.filter(({ kind }) => kind !== "rendition").map(({ id }) => id);
  const needed = [...(claimed.size === 0 ? body : claimed)].map((name) => layout.indexOf.get(name) ?? -1);
  return needed.includes(-1) ? null : needed;
}

function countPlaces({ gates, gateOf, markings }: Gates): readonly number[] {
  const counts = markings.map(() => 0);
  for (const gate of gateOf) {
    const marking = gates[gate]?.marking ?? -1;
    counts[marking] = (counts[marking] ?? 0) + 1;
  }
  return counts;
}

function explainExcluded(groups: readonly Sight[], ground: Ground): ReleasePlan["excluded"] {
  const blind = groups.filter(({ released }) => released.length === 0);
  return blind
    .flatMap(({ recipients, sees }) =>
      recipients.map((recipient) => ({
        recipient,
        reason: createExplainer([recipient], sees, ground)(0).reason,
      })),
    )
    .sort((a, b) => compare(a.recipient, b.recipient));
}

function refuseRules(message: string): never {
  throw new PolicyError("RELEASE_RULES_REFUSED", `${message}: the drafter has to change the rules`);
}

function compare(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
