// What a page about a responsible person needs before it can be public, and what of it is missing. One function decides, for
// the desk that lists it and for the publication that refuses it.
import type { Instant } from "@entente/core/encoding";
import { PolicyError } from "@entente/core/encoding";

/** Two persons beside the one who wrote it. */
const VALIDATORS = 2;

/** Who said what of one version. `person` is whoever sits on the seat. */
export interface ExposureAct {
  readonly kind: "validation" | "legal-check" | "withdrawal";
  readonly seat: string;
  readonly person: string;
  readonly at: Instant;
  readonly note: string;
}

/** What a claim stands on: a place in a document as the public was given it. */
export interface Support {
  readonly document: string;
  /** Counts what is shown, from 1: the anchor `p-12`. */
  readonly portion: number;
  /** Base64url SHA-256 of the cut file the claim was written from. */
  readonly cut: string;
}

/** The newest version of a page, as far as deciding about it needs. */
export interface StandingExposure {
  readonly name: string;
  readonly draftedPerson: string;
  readonly claims: readonly Support[];
  readonly reply: { readonly asked: string | null; readonly note: string } | null;
  readonly acts: readonly ExposureAct[];
}

/** Which places of which cuts are public: the digest of each document's cut, and the portions it shows. */
export type ReleasedPlaces = ReadonlyMap<
  string,
  { readonly cut: string; readonly portions: ReadonlySet<number> }
>;

/** One thing that is missing, and who can supply it. */
export interface Missing {
  readonly what: string;
  readonly who: string;
}

/** Everything that keeps a page about a person from being public; nothing when it may be. */
export function listMissing(exposure: StandingExposure, released: ReleasedPlaces): readonly Missing[] {
  const { claims, reply, acts, draftedPerson } = exposure;
  const drafter = "a drafter of the lead";
  const unsupported = claims.flatMap((claim, index) => {
    const why = findFault(claim, released);
    return why === null ? [] : [{ what: `claim ${index + 1} ${why}`, who: drafter }];
  });
  const validators = new Set(
    acts
      .filter(({ kind, person }) => kind === "validation" && person !== draftedPerson)
      .map(({ person }) => person),
  );
  const lawful = acts.some(({ kind, person }) => kind === "legal-check" && person !== draftedPerson);
  return [
    ...(claims.length === 0 ? [{ what: "it makes no claim", who: drafter }] : []),
    ...unsupported,
    ...(reply === null || reply.note.trim() === ""
      ? [
          {
            what: "the note on the right of reply: whether the person was asked, and what came",
            who: drafter,
          },
        ]
      : []),
    ...(validators.size < VALIDATORS
      ? [
          {
            what: `${VALIDATORS - validators.size} of ${VALIDATORS} validations`,
            who: "persons on seats with the role release-authority, desk or publisher, who did not write it and have not validated it",
          },
        ]
      : []),
    ...(lawful
      ? []
      : [
          {
            what: "the legal check",
            who: "a release authority or publisher of the lead, who did not write it",
          },
        ]),
  ];
}

function findFault({ document, portion, cut }: Support, released: ReleasedPlaces): string | null {
  const places = released.get(document);
  if (places === undefined) return `stands on ${document}, which is not released to the public`;
  if (places.cut !== cut)
    return `was written from an earlier release of ${document}; it has to be read against the present one and written again`;
  return places.portions.has(portion)
    ? null
    : `stands on ${document} p-${portion}, which the public is not shown`;
}

/** @throws PolicyError EXPOSURE_INCOMPLETE saying all that is missing of all pages, and who can supply it. */
export function requireComplete(
  pages: readonly { readonly name: string; readonly missing: readonly Missing[] }[],
): void {
  const wrong = pages.filter(({ missing }) => missing.length > 0);
  if (wrong.length === 0) return;
  const said = wrong.map(
    ({ name, missing }) => `${name}: ${missing.map(({ what, who }) => `${what} (from ${who})`).join("; ")}`,
  );
  throw new PolicyError(
    "EXPOSURE_INCOMPLETE",
    `Nothing was published, because a page about a person is not complete. Missing of ${said.join(". Missing of ")}.`,
  );
}
