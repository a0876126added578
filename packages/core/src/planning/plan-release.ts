// Planning: which places each recipient sees, decided once per distinct marking and never once per portion and reader.
// Recipients that see the same places are one class. The plan is for the lead's own eyes: it holds reasons and names.
import { PolicyError } from "../encoding/index.ts";
import type { MarkedDocument } from "../documents/index.ts";
import { explainExclusion, printBanner, rollUp } from "../markings/index.ts";
import type { Audience, CompiledCommunity, Marking } from "../markings/index.ts";
import { listPlaces, requireMarked } from "./places.ts";
import type { Place } from "./places.ts";
import type { Consent, RecipientClass, ReleasePlan, ReleaseRules, WithheldReason } from "./plan.ts";

/** A place and who may see it. */
interface SeenPlace extends Place {
  readonly audience: Audience;
}

/**
 * Plans the cuts of `document` for `recipients` (member ids).
 * A part needs its whole: a restricted span its portion, a row its table, a rendition its figure. A footnote or source
 * needs a reference in a place that is seen, because one whose reference is withheld would tell something of it; and a
 * cross-reference needs what it refers to.
 * @throws PolicyError RELEASE_UNMARKED, RELEASE_NOBODY; InputError MEMBER_UNKNOWN, DOCUMENT_INVALID.
 */
export function planRelease({
  document,
  community,
  recipients,
  rules,
  consents,
}: {
  readonly document: MarkedDocument;
  readonly community: CompiledCommunity;
  readonly recipients: readonly string[];
  readonly rules: ReleaseRules;
  readonly consents: readonly Consent[];
}): ReleasePlan {
  requireMarked(document);
  const asked = [...new Set(recipients)].sort();
  for (const recipient of asked) community.indexOf(recipient);
  const places = listPlaces(document, community.community.policies).map((place): SeenPlace => ({
    ...place,
    audience: community.audienceOf(place.marking),
  }));
  const groups = groupRecipients(asked, places);
  const classes = groups
    .filter(({ released }) => released.length > 0)
    .sort((a, b) => b.released.length - a.released.length || compare(a.recipients[0], b.recipients[0]))
    .map((group, index): RecipientClass => {
      const seen = new Set(group.released);
      return {
        id: `c${index + 1}`,
        recipients: group.recipients,
        released: group.released,
        withheld: explainAll(places, seen, group.recipients, community),
        counts: group.recipients.every((recipient) => rules.countsFor.includes(recipient)),
        gradings: !group.recipients.some((recipient) => rules.withholdGradingsFrom.includes(recipient)),
      };
    });
  if (classes.length === 0)
    throw new PolicyError(
      "RELEASE_NOBODY",
      "No recipient may read any part of this: the drafter has to mark it for someone, or name other recipients",
    );
  const banner = rollUp(
    places.map(({ marking }) => marking),
    community,
  );
  return {
    rules,
    classes,
    banner: banner === null ? "" : printBanner(banner, community.community.policies),
    excluded: explainExcluded(groups, places, community),
    sufficiency: [],
    marginal: [],
    comparison: { pairs: [], together: consents.length === 0 ? [] : [] },
  };
}

interface Group {
  recipients: string[];
  readonly released: readonly string[];
}

function groupRecipients(recipients: readonly string[], places: readonly SeenPlace[]): readonly Group[] {
  // Audiences are interned, so there are as many as there are distinct markings.
  const audiences = [...new Set(places.map(({ audience }) => audience))];
  const alike = new Map<string, string[]>();
  for (const recipient of recipients) {
    const key = audiences.map((audience) => (audience.has(recipient) ? "1" : "0")).join("");
    alike.set(key, [...(alike.get(key) ?? []), recipient]);
  }
  const groups = new Map<string, Group>();
  for (const [key, members] of alike) {
    const open = new Set(audiences.filter((_, index) => key[index] === "1"));
    const released = listReleased(places, open);
    const same = groups.get(JSON.stringify(released));
    if (same === undefined) groups.set(JSON.stringify(released), { recipients: members, released });
    else same.recipients = [...same.recipients, ...members].sort();
  }
  return [...groups.values()];
}

/** The places seen with these audiences, in document order. */
function listReleased(places: readonly SeenPlace[], open: ReadonlySet<Audience>): readonly string[] {
  const seen = new Set<string>();
  const reached = new Set<string>();
  const queue: string[] = [];
  const visit = (place: SeenPlace): void => {
    if (!open.has(place.audience) || (place.parent !== null && !seen.has(place.parent))) return;
    seen.add(place.name);
    for (const entry of place.references) {
      if (reached.has(entry)) continue;
      reached.add(entry);
      queue.push(entry);
    }
  };
  const entries = new Map<string, SeenPlace[]>();
  for (const place of places) {
    if (place.entry === null) visit(place);
    else entries.set(place.entry, [...(entries.get(place.entry) ?? []), place]);
  }
  for (let entry = queue.shift(); entry !== undefined; entry = queue.shift())
    for (const place of entries.get(entry) ?? []) visit(place);
  const isSeen = ({ name, target }: Place): boolean =>
    seen.has(name) && (target === null || seen.has(target));
  return places.filter(isSeen).map(({ name }) => name);
}

function explainAll(
  places: readonly SeenPlace[],
  seen: ReadonlySet<string>,
  recipients: readonly string[],
  community: CompiledCommunity,
): readonly WithheldReason[] {
  const remembered = new Map<string, string | null>();
  return places
    .filter(({ name }) => !seen.has(name))
    .map((place) => {
      const key = JSON.stringify(place.marking);
      if (!remembered.has(key)) remembered.set(key, explainMarking(place.marking, recipients, community));
      return { place: place.name, reason: remembered.get(key) ?? explainConnection(place, seen), remedy: "" };
    });
}

/** Why a place is withheld from readers of its marking: something it hangs on is. */
function explainConnection({ parent, target }: Place, seen: ReadonlySet<string>): string {
  if (parent !== null && !seen.has(parent)) return "What it is part of is withheld.";
  if (target !== null) return "What it refers to is withheld.";
  return "Its reference is withheld, and the note alone would tell something of it.";
}

/** One sentence for each thing that is missing in the class, told of the first recipient that misses it. */
function explainMarking(
  marking: Marking | null,
  recipients: readonly string[],
  community: CompiledCommunity,
): string | null {
  const sentences = new Map<string, string>();
  for (const recipient of recipients) {
    const sentence = explainExclusion(marking, recipient, community);
    if (sentence === null) continue;
    const shape = sentence.startsWith(recipient) ? sentence.slice(recipient.length) : sentence;
    if (!sentences.has(shape)) sentences.set(shape, sentence);
  }
  return sentences.size === 0 ? null : [...sentences.values()].join(" ");
}

function explainExcluded(
  groups: readonly Group[],
  places: readonly SeenPlace[],
  community: CompiledCommunity,
): ReleasePlan["excluded"] {
  return groups
    .filter(({ released }) => released.length === 0)
    .flatMap(({ recipients }) => recipients)
    .sort()
    .map((recipient) => ({
      recipient,
      reason:
        explainExclusion(places[0]?.marking ?? null, recipient, community) ?? "Nothing is left to read.",
    }));
}

function compare(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
