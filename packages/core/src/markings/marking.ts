// What a marking is. A marking is a conjunction: who may see is whoever satisfies every term, and a term every part of it.
// So the stricter of two markings is their union of terms, and the laws (commutative, associative, idempotent,
// audience(join(a, b)) = audience(a) ∩ audience(b)) hold by construction.
import type { Day } from "../encoding/index.ts";

/** One policy's part of a marking. Lists are sorted and hold nothing twice. */
export interface MarkingTerm {
  /** Policy id, `uk`, `nato`, `tlp`. */
  readonly policy: string;
  /** Full level name as the policy has it, `OFFICIAL-SENSITIVE`. */
  readonly level: string;
  /** Restrictive caveats: all must be held. */
  readonly caveats: readonly string[];
  /** Permissive caveats: of every list at least one must be held. An empty list: nobody. */
  readonly oneOf: readonly (readonly string[])[];
  /** Informative caveats and handling words: they say how to handle, and have no say in who may see. */
  readonly notes: readonly string[];
  /** Releasable-to lists of member and group ids: a reader must be in every list. No list: everyone cleared in the policy. An empty list: nobody. */
  readonly releasableTo: readonly (readonly string[])[];
}

/** Terms sorted by policy, one per policy. No term at all means unmarked, and unmarked is readable by nobody. */
export interface Marking {
  readonly terms: readonly MarkingTerm[];
}

/** One level of a policy. `name` and `short` are unique within the policy. */
export interface PolicyLevel {
  readonly name: string;
  /** The portion form, `O`. */
  readonly short: string;
  readonly colour: string;
  readonly ink: string;
  /**
   * Who may see a term of this level that has no releasable-to list: null everyone cleared to it; otherwise only these
   * codes. `[]` is nobody (TLP:RED), `["USA"]` the originating state (an uncaveated US classified portion).
   */
  readonly unlisted: readonly string[] | null;
}

/** A word a mark may carry beside its level. */
export interface Caveat {
  /** As in a banner, `ORCON`; unique within the policy. */
  readonly name: string;
  /** As in a portion mark, `OC`; the name where there is no other. */
  readonly short: string;
  readonly explanation: string;
  /** Restrictive: must be held. Permissive: one of its tag must be held. Informative: no say in who may see. */
  readonly kind: "restrictive" | "permissive" | "informative";
  /** Permissive caveats of one tag form one list; also the block in which the scheme prints the word. Empty: none. */
  readonly tag: string;
  /** Levels it may stand with, or null for all. A caveat that a join lifts above its levels is dropped only when informative. */
  readonly levels: readonly string[] | null;
}

/** A marking scheme as data; the built-in ones are in `policies/`, others come with a community (`entente-policy/1`). */
export interface Policy {
  readonly id: string;
  readonly name: string;
  /** Lowest first. */
  readonly levels: readonly PolicyLevel[];
  /** The one level the public may be cleared for, or null where nothing of the policy is for the public. */
  readonly publicLevel: string | null;
  /** `dashes`: `UK SECRET - REL TO DEU`. `slashes`: `SECRET//REL TO USA, DEU`. */
  readonly syntax: "dashes" | "slashes";
  /** What a banner line starts with, `UK ` in `UK SECRET`; empty where level names carry it. */
  readonly prefix: string;
  /** Known caveats, in the order in which the scheme prints them. */
  readonly caveats: readonly Caveat[];
  /** Whether a restrictive caveat that is not listed may be read all the same (UK code words). It is nobody's until a community lists it. */
  readonly openCaveats: boolean;
  /** Ready-made releasable-to lists: `UK EYES ONLY` is the list of GBR alone, `NOFORN` that of USA. */
  readonly eyesOnly: readonly {
    readonly phrase: string;
    readonly short: string;
    readonly releasableTo: readonly string[];
  }[];
  /** `REL TO` or `RELEASABLE TO`. */
  readonly releasePhrase: string;
  /** Codes that every releasable-to list must hold, and that stand first in it: USA in the US scheme. */
  readonly alwaysListed: readonly string[];
  /** How lists roll up into a banner when portions differ: IC and DoD differ for mixed portions. */
  readonly rollUp: "intersection" | "ic" | "dod";
  /** How STANAG 4774 labels and SPIFs name the policy and its words; null where they do not. */
  readonly identifier: PolicyIdentifier | null;
}

/** A policy in the words of confidentiality labels. */
export interface PolicyIdentifier {
  /** As a label names the policy, `NATO`. */
  readonly name: string;
  /** `urn:oid:1.3.26.1.3.1`. */
  readonly uri: string;
  /** What labels call a level that they do not call by its name: `SECRET` for NATO SECRET. */
  readonly classifications: readonly { readonly level: string; readonly value: string }[];
  readonly tags: readonly LabelTag[];
  /**
   * A permissive tag that only repeats whether a releasable-to list follows (the Context of NATO labels): its values for a
   * term without a list and for one with a list. Null where there is none.
   */
  readonly context: {
    readonly name: string;
    readonly unlisted: readonly string[];
    readonly listed: readonly string[];
  } | null;
}

/** A category tag of a label, and the part of a term that its values make up. */
export interface LabelTag {
  readonly name: string;
  readonly uri: string | null;
  /** `caveats` are restrictive, `oneOf` and `releasableTo` permissive, `notes` informative. */
  readonly part: "caveats" | "oneOf" | "notes" | "releasableTo";
  /** Every value with the word of ours it stands for and the levels it may stand with (null: all). Null: words of that part as they are. */
  readonly values:
    | readonly { readonly value: string; readonly word: string; readonly levels: readonly string[] | null }[]
    | null;
}

/** A row of the community's equivalence table: who holds `held` may also read what is marked `reads`. One step, never chained. */
export interface Equivalence {
  readonly held: { readonly policy: string; readonly level: string };
  readonly reads: { readonly policy: string; readonly level: string };
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
  /** On the community's day, `asOf`. */
  readonly members: readonly string[];
  /** Who joined or left when, in order of days, before and after the community's day; empty where nothing is known of it. */
  readonly changes: readonly GroupChange[];
}

/** From this day on a member belongs to the group, or no longer does. */
export interface GroupChange {
  readonly member: string;
  readonly day: Day;
  readonly change: "join" | "leave";
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

/** Who sees which of several markings, as plain words for questions asked by the million. */
export interface Visibility {
  /** For marking m and member n (its bit): bit n % 32 of word m * wordsPerMarking + n / 32. */
  readonly words: Uint32Array;
  readonly wordsPerMarking: number;
  /** False for a marking or a member's bit that is not there. */
  readonly sees: (marking: number, memberIndex: number) => boolean;
}

/** A community made ready for questions: one bitset per distinct marking, computed once. */
export interface CompiledCommunity {
  readonly community: Community;
  /** Who may see. Unmarked, unknown policy, level, caveat or code: nobody. */
  readonly audienceOf: (marking: Marking | null) => Audience;
  /** {@link CompiledCommunity.audienceOf} for many markings at once, in their order. */
  readonly visibilityOf: (markings: readonly (Marking | null)[]) => Visibility;
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
  readonly equivalences: readonly Equivalence[];
  readonly members: readonly Member[];
  readonly groups: readonly Group[];
}
