// What a marking is. A marking is a conjunction: who may see is whoever satisfies every term, and a term every part of it.
// So the stricter of two markings is their union of terms, and the laws (commutative, associative, idempotent,
// audience(join(a, b)) = audience(a) ∩ audience(b)) hold by construction.

/** One policy's part of a marking. Lists are sorted and hold nothing twice. */
export interface MarkingTerm {
  /** Policy id, `uk`, `nato`, `tlp`. */
  readonly policy: string;
  /** Full level name as the policy has it, `OFFICIAL-SENSITIVE`. */
  readonly level: string;
  /** Restrictive caveats: all must be held. */
  readonly caveats: readonly string[];
  /** Releasable-to lists of member and group ids: a reader must be in every list. No list: everyone cleared in the policy. An empty list: nobody. */
  readonly releasableTo: readonly (readonly string[])[];
}

/** Terms sorted by policy, one per policy. No term at all means unmarked, and unmarked is readable by nobody. */
export interface Marking {
  readonly terms: readonly MarkingTerm[];
}

/** A marking scheme as data; the built-in ones are in `policies.ts`. */
export interface Policy {
  readonly id: string;
  readonly name: string;
  /** Lowest first. `short` is the portion form, `O`; both are unique within the policy. */
  readonly levels: readonly {
    readonly name: string;
    readonly short: string;
    readonly colour: string;
    readonly ink: string;
    /** True when the level alone releases to nobody: only recipients named in a releasable-to list may see. */
    readonly namedRecipientsOnly: boolean;
  }[];
  /** The one level the public may be cleared for, or null where nothing of the policy is for the public. */
  readonly publicLevel: string | null;
  /** What a banner line starts with, `UK ` in `UK SECRET`; empty where level names carry it. */
  readonly prefix: string;
  /** Known restrictive caveats. */
  readonly caveats: readonly { readonly name: string; readonly explanation: string }[];
  /** Ready-made releasable-to lists: `UK EYES ONLY` is the list of GBR alone. */
  readonly eyesOnly: readonly { readonly phrase: string; readonly releasableTo: readonly string[] }[];
  /** `REL TO` or `RELEASABLE TO`. */
  readonly releasePhrase: string;
}

/** What a member may see, policy by policy. */
export interface Clearance {
  /** Every level up to and including this one. */
  readonly upTo: string;
  /** Caveats held. */
  readonly caveats: readonly string[];
}

export type MemberKind = "state" | "organisation" | "public";

export interface Member {
  /** ISO 3166-1 alpha-3 for a state, the usual acronym for an organisation, `PUBLIC` for the public. */
  readonly id: string;
  readonly name: string;
  readonly kind: MemberKind;
  readonly clearances: Readonly<Record<string, Clearance>>;
  /** Weights for share conditions, such as `population` in persons. */
  readonly weights: Readonly<Record<string, number>>;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}

/** A set of members of one community, as a bitset. Two audiences are comparable only within one compiled community. */
export interface Audience {
  /** False for an id the community does not know. */
  readonly has: (memberId: string) => boolean;
  readonly size: number;
  /** Member ids in the community's order. */
  readonly members: () => readonly string[];
  readonly equals: (other: Audience) => boolean;
  /** True when every member of this audience is in `other`; equal sets are within each other. */
  readonly isWithin: (other: Audience) => boolean;
}

/** A community made ready for questions: one bitset per distinct marking, computed once. */
export interface CompiledCommunity {
  readonly community: Community;
  /** Who may see. Unmarked, unknown policy, level, caveat or code: nobody. */
  readonly audienceOf: (marking: Marking | null) => Audience;
  /** The member's bit. @throws InputError MEMBER_UNKNOWN. */
  readonly indexOf: (memberId: string) => number;
  /** Member ids an id in a releasable-to list stands for, in the community's order; none for an unknown id. */
  readonly expand: (id: string) => readonly string[];
}

/** A community file, `entente-community/1`, after strict reading. Members keep the file's order; that order is their bit. */
export interface Community {
  readonly name: string;
  readonly exercise: boolean;
  /** Day of the group memberships, YYYY-MM-DD. */
  readonly asOf: string;
  readonly policies: readonly Policy[];
  readonly members: readonly Member[];
  readonly groups: readonly Group[];
}
