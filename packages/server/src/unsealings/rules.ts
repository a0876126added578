// What an unsealing would do, as the text that is approved. Pure.
import { canonicalize, encodeBase64url, PolicyError, utf8 } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import type { MarkedDocument } from "@entente/core/documents";
import type { Primitives } from "@entente/core/keys";
import { printBanner } from "@entente/core/markings";
import type { CompiledCommunity } from "@entente/core/markings";
import { indexConsents, listPlaces } from "@entente/core/planning";
import type { Consent } from "@entente/core/planning";
import type { IssuedRelease } from "@entente/core/releases";

export interface UnsealingProposal {
  readonly format: "entente-unsealing-plan/1";
  /** The name the release's cuts carry. */
  readonly release: string;
  readonly recipient: string;
  /** Digest of the cut the recipient holds now. */
  readonly cut: string;
  readonly reason: string;
  readonly places: readonly {
    readonly place: string;
    /** Printed in full. */
    readonly marking: string;
    /** Whether its marking would let the recipient read it. Where not, the two persons let it. */
    readonly cleared: boolean;
  }[];
}

/**
 * @throws PolicyError TRANSITION_REFUSED for a place that the release does not have, and for one quoted from a member that has
 * not granted it to the recipient: the two persons decide over markings, never over another's words.
 */
export function planProposal({
  document,
  issued,
  community,
  consents,
  ...asked
}: {
  readonly document: MarkedDocument;
  readonly issued: IssuedRelease;
  readonly community: CompiledCommunity;
  readonly consents: readonly Consent[];
  readonly release: string;
  readonly recipient: string;
  readonly cut: string;
  readonly reason: string;
  readonly places: readonly string[];
}): UnsealingProposal {
  const { policies } = community.community;
  const known = new Map(listPlaces(document, policies).map((place) => [place.name, place]));
  const openings = new Set(issued.openings.map(({ place }) => place));
  const { release, recipient, cut, reason } = asked;
  const say = indexConsents(consents, document.originator);
  return {
    format: "entente-unsealing-plan/1",
    ...{ release, recipient, cut, reason },
    places: [...new Set(asked.places)].sort().map((name) => {
      const place = known.get(name.replace(/#.*$/, ""));
      if (place === undefined || place.marking === null || !openings.has(name))
        throw new PolicyError(
          "TRANSITION_REFUSED",
          `${name} is no place of this release. "entente release show" names those that are withheld.`,
        );
      if (!["none", "granted"].includes(say(place, recipient)))
        throw new PolicyError(
          "TRANSITION_REFUSED",
          `${name} is quoted from ${place.origin?.member ?? "another member"}, which has not granted it to ${recipient}. It answers with "entente release consent".`,
        );
      return {
        place: name,
        marking: printBanner(place.marking, policies),
        cleared: community.audienceOf(place.marking).has(recipient),
      };
    }),
  };
}

export function writeProposal(
  proposal: UnsealingProposal,
  primitives: Primitives,
): { readonly text: string; readonly digest: string } {
  const text = canonicalize(JSON.parse(JSON.stringify(proposal)) as JsonObject);
  return { text, digest: encodeBase64url(primitives.sha256(utf8(text))) };
}
