// Planning: which places each recipient sees, decided once per distinct marking and never once per portion and reader.
// Recipients that see the same places are one class. The plan is for the lead's own eyes: it holds reasons and names.
import { PolicyError } from "../encoding/index.ts";
import type { MarkedDocument, Portion, Span } from "../documents/index.ts";
import { explainExclusion, joinMarkings, printBanner, rollUp } from "../markings/index.ts";
import type { Audience, CompiledCommunity, Marking } from "../markings/index.ts";
import { requireMarked } from "./issue.ts";
import type { RecipientClass, ReleasePlan, WithheldReason } from "./release.ts";

/** One thing that is released or withheld as a whole. */
interface Place {
  readonly name: string;
  readonly marking: Marking | null;
  readonly audience: Audience;
  /** The portion of a restricted span, null for a portion. */
  readonly parent: string | null;
  /** Label when this is a footnote or a part of one: then it also needs a reference that is seen. */
  readonly note: string | null;
  /** Labels of the footnotes referred to right here. */
  readonly references: readonly string[];
}

/**
 * Plans the cuts of `document` for `recipients` (member ids).
 * A restricted span needs its portion; a footnote needs a reference in a place that is seen, because a note whose
 * reference is withheld would tell something of it.
 * @throws PolicyError RELEASE_UNMARKED, RELEASE_NOBODY; InputError MEMBER_UNKNOWN.
 */
export function planRelease({
  document,
  community,
  recipients,
}: {
  readonly document: MarkedDocument;
  readonly community: CompiledCommunity;
  readonly recipients: readonly string[];
}): ReleasePlan {
  requireMarked(document);
  const asked = [...new Set(recipients)].sort();
  for (const recipient of asked) community.indexOf(recipient);
  const places = [...document.portions, ...document.footnotes].flatMap((portion) =>
    listPlaces(portion, community),
  );
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
    classes,
    banner: banner === null ? "" : printBanner(banner, community.community.policies),
    excluded: explainExcluded(groups, places, community),
  };
}

function listPlaces(portion: Portion, community: CompiledCommunity): readonly Place[] {
  const note = portion.kind === "footnote" ? (portion.number ?? portion.id) : null;
  const place = (name: string, parent: string | null, marking: Marking | null, spans: readonly Span[]) => ({
    ...{ name, marking, parent, note },
    audience: community.audienceOf(marking),
    references: spans.flatMap((span) => (span.kind === "note-reference" ? [span.note] : [])),
  });
  const own = place(portion.id, null, portion.marking, portion.spans);
  const spans = portion.spans.flatMap((span, index) => {
    if (span.kind !== "restricted") return [];
    const marking = joinMarkings(portion.marking, span.marking, community.community.policies);
    return [place(`${portion.id}/${index}`, portion.id, marking, span.spans)];
  });
  return [own, ...spans];
}

interface Group {
  recipients: string[];
  readonly released: readonly string[];
}

function groupRecipients(recipients: readonly string[], places: readonly Place[]): readonly Group[] {
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
function listReleased(places: readonly Place[], open: ReadonlySet<Audience>): readonly string[] {
  const seen = new Set<string>();
  const reached = new Set<string>();
  const queue: string[] = [];
  const visit = (place: Place): void => {
    if (!open.has(place.audience) || (place.parent !== null && !seen.has(place.parent))) return;
    seen.add(place.name);
    for (const label of place.references) {
      if (reached.has(label)) continue;
      reached.add(label);
      queue.push(label);
    }
  };
  const notes = new Map<string, Place[]>();
  for (const place of places) {
    if (place.note === null) visit(place);
    else notes.set(place.note, [...(notes.get(place.note) ?? []), place]);
  }
  for (let label = queue.shift(); label !== undefined; label = queue.shift())
    for (const place of notes.get(label) ?? []) visit(place);
  return places.filter(({ name }) => seen.has(name)).map(({ name }) => name);
}

function explainAll(
  places: readonly Place[],
  seen: ReadonlySet<string>,
  recipients: readonly string[],
  community: CompiledCommunity,
): readonly WithheldReason[] {
  const remembered = new Map<string, string | null>();
  return places
    .filter(({ name }) => !seen.has(name))
    .map(({ name, marking, parent }) => {
      const key = JSON.stringify(marking);
      if (!remembered.has(key)) remembered.set(key, explainMarking(marking, recipients, community));
      const withMark = remembered.get(key) ?? null;
      const withoutReference = "Its reference is withheld, and the note alone would tell something of it.";
      return {
        place: name,
        reason: withMark ?? (parent === null ? withoutReference : "Its footnote is withheld."),
      };
    });
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
  places: readonly Place[],
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
