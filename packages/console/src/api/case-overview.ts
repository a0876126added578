// What the node says about one case: the answer of GET /api/cases/{slug}, already cut to what the asking reader may see.

import type { MeasureKind } from "@entente/core/kinds";

export interface CaseSummary {
  readonly slug: string;
  readonly title: string;
  readonly exercise: boolean;
}

export interface CaseList {
  readonly cases: readonly CaseSummary[];
}

export type Position =
  | "not approached"
  | "not delivered"
  | "delivered"
  | "opened"
  | "considering"
  | "supportive"
  | "committed"
  | "declined"
  | "lapsed"
  | "lead";

export type ClockName =
  "first-release" | "first-opened" | "first-position" | "first-measure" | "tenth-member" | "t-zero" | "width";

export interface BannerLine {
  /** Printed banner, `UK OFFICIAL`. */
  readonly text: string;
  /** The scheme's own colours, CSS hex. */
  readonly colour: string;
  readonly ink: string;
}

export interface Clock {
  readonly name: ClockName;
  readonly label: string;
  /** Instant, or null while it has not happened. */
  readonly at: string | null;
  /** Days since the act; for `width`, days between first and last. */
  readonly days: number | null;
}

export interface OverviewTally {
  readonly kind: string;
  /** Null for a kind of which a number means nothing. */
  readonly persons: number | null;
  readonly states: number;
  readonly organisations: readonly string[];
  readonly rule: string;
  readonly ruleText: string;
  /** YYYY-MM-DD. */
  readonly asOf: string;
  readonly byActor: Readonly<Record<string, number>>;
  /** `153 expulsions by 29 states and NATO`. */
  readonly said: string;
  readonly conflicts: readonly Conflict[];
}

/** A figure as some sources give it. */
export interface SourcedFigure {
  readonly count: number | null;
  readonly announced: string | null;
  readonly sources: readonly string[];
  readonly confidence: string;
}

/** Sources that disagree: the figure that is counted, the others, and why. */
export interface Conflict {
  readonly id: string;
  readonly actor: string;
  readonly taken: SourcedFigure;
  readonly others: readonly SourcedFigure[];
  readonly why: string;
}

/** What was done in answer; never in a sum with a tally. */
export interface Reciprocal {
  readonly persons: number | null;
  readonly said: string;
  readonly ruleText: string;
  readonly asOf: string;
}

/** The row that says where a member stands. */
export interface Evidence {
  readonly says: string;
  readonly at: string;
  readonly seat: string | null;
  /** The document opened, the question asked, what was stated. */
  readonly what: string;
}

export interface OpenQuestion {
  readonly member: string;
  readonly text: string;
  readonly askedAt: string;
  readonly due: string;
  readonly late: boolean;
  readonly place: string | null;
}

export interface CurvePoint {
  /** Days since the act. */
  readonly day: number;
  readonly members: number;
  readonly persons: number;
}

export interface Curve {
  readonly slug: string;
  readonly title: string;
  readonly current: boolean;
  readonly points: readonly CurvePoint[];
}

export interface MemberMeasure {
  readonly kind: string;
  readonly count: number | null;
  /** Local day, month, or null where unknown. */
  readonly announced: string | null;
  readonly detail: string;
  /** `4 expulsions`. */
  readonly said: string;
}

export interface OverviewMember {
  readonly id: string;
  readonly name: string;
  readonly kind: "state" | "organisation" | "public";
  readonly position: Position;
  /** The same finer: also `opened the annex` and `asked`. */
  readonly standing: string;
  readonly evidence: Evidence | null;
  readonly answerBy: string | null;
  /** The member's own zone, an IANA name. */
  readonly timeZone: string | null;
  readonly questions: { readonly asked: number; readonly open: number };
  readonly pledged: string | null;
  /** Acts under the common resolution. */
  readonly acting: boolean;
  /** Would act without one. */
  readonly alone: boolean;
  readonly explain: string | null;
  readonly measures: readonly MemberMeasure[];
}

export interface TZero {
  readonly instant: string;
  readonly state: "set" | "armed" | "opened" | "stood-down";
  readonly opened: string | null;
  /** What to count down to: the instant, or when a hold or an embargo lets it open. */
  readonly dueAt: string;
  readonly dueBecause: string | null;
  readonly lateSeconds: number | null;
  readonly packages: number;
  readonly widthSeconds: number | null;
  readonly readiness: {
    readonly asked: number;
    readonly ready: number;
    readonly open: readonly { readonly item: string; readonly members: readonly string[] }[];
  };
  readonly holdRule: string;
  /** What was pledged against what was done; null before it opened. */
  readonly done: {
    readonly rule: string;
    readonly asOf: string;
    readonly done: number;
    readonly part: number;
    readonly nothing: number;
    readonly widthDays: number | null;
    readonly reminders: readonly { readonly member: string; readonly text: string }[];
  } | null;
}

export interface OverviewDocument {
  readonly id: string;
  readonly title: string;
  readonly banner: string;
  readonly portions: number;
  readonly classes: number;
}

export interface OverviewCut {
  readonly id: string;
  readonly document: string;
  readonly documentTitle: string;
  readonly recipient: string;
  readonly recipientName: string;
  readonly banner: string;
  /** Portions released. */
  readonly released: number;
  readonly bytes: number;
  /** Of what the ledger commits to of the cut, in hexadecimal. */
  readonly sha256: string;
  /** Address of the cut file, and of its reading view. */
  readonly json: string;
  readonly page: string;
}

export interface CaseOverview {
  readonly slug: string;
  readonly title: string;
  readonly exercise: boolean;
  /** What happened, in one sentence. */
  readonly sentence: string;
  readonly banner: BannerLine;
  readonly lead: { readonly id: string; readonly name: string };
  readonly incident: {
    readonly date: string;
    readonly place: string;
    readonly attributedTo: string | null;
  };
  /** The case's own clock: simulated in an exercise. */
  readonly now: string;
  readonly clocks: readonly Clock[];
  readonly answerBy: string | null;
  readonly kinds: readonly MeasureKind[];
  readonly reciprocal: Reciprocal;
  readonly questions: {
    readonly asked: number;
    readonly answered: number;
    readonly open: readonly OpenQuestion[];
  };
  readonly whoCanSeeSealed: string;
  /** The first is the headline; the others count the same or another kind under another rule. */
  readonly tallies: readonly OverviewTally[];
  readonly curves: readonly Curve[];
  readonly members: readonly OverviewMember[];
  readonly funnel: readonly { readonly stage: string; readonly count: number }[];
  readonly resolution: { readonly acting: number; readonly alone: number } | null;
  readonly tZero: TZero | null;
  readonly documents: readonly OverviewDocument[];
  readonly cuts: readonly OverviewCut[];
  readonly record: { readonly href: string; readonly publishedAt: string; readonly files: number } | null;
}
