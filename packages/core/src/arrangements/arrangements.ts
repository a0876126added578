// Arrangements: what a community has agreed on before it acts together, as data. Every rule is here whole: a rule that the
// file leaves out takes its closed value, the one that shows and allows least.
import { builtInKinds } from "../kinds/index.ts";
import type { MeasureKind } from "../kinds/index.ts";
import { closedTZeroRules } from "./t-zero-rules.ts";
import type { TZeroRules } from "./t-zero-rules.ts";

/** How a member is reached: a node of its own, seats on another's node, e-mail, or paper and nothing else. */
export type Reach = "node" | "hosted" | "mail" | "print";

/** When a member's desk is there, in its own time zone. */
export interface OfficeHours {
  /** `08:00`, local. */
  readonly from: string;
  /** `18:00`, local, later than `from`. */
  readonly to: string;
  /** 1 Monday to 7 Sunday, rising. */
  readonly days: readonly number[];
}

/** Who can say yes in a member's own law, rising. */
export const authorities = ["desk", "minister", "cabinet", "parliament"] as const;
export type Authority = (typeof authorities)[number];

/** One thing a member's law asks for before a kind of measure can be taken. */
export interface LegalStep {
  readonly step: string;
  readonly by: Authority;
  /** Whole days of 24 hours from the moment it is begun until it is done. */
  readonly leadDays: number;
}

/** What a member is able to do, and how it is reached. */
export interface Capacity {
  readonly reach: Reach;
  /** Language tags, the best first: `de`, `en`. */
  readonly languages: readonly string[];
  /** IANA name, `Europe/Berlin`. */
  readonly timeZone: string;
  readonly hours: OfficeHours | null;
  /** By kind of measure, in the order in which they are taken, one after the other. */
  readonly steps: Readonly<Record<string, readonly LegalStep[]>>;
}

/** What a member may be told of how many others would act. */
export interface CompanyRule {
  readonly show: "nothing" | "range";
  /** How many whole numbers one range holds. */
  readonly width: number;
  /** Below this number nothing is said but "fewer than". */
  readonly least: number;
}

export interface QuestionRule {
  readonly answerWithinHours: number;
}

export interface Arrangements {
  /** By member; who is not in it has `unknownCapacity`. */
  readonly capacities: Readonly<Record<string, Capacity>>;
  readonly company: CompanyRule;
  readonly questions: QuestionRule;
  /** Every kind that may be named: the built-in ones, then the file's own. */
  readonly kinds: readonly MeasureKind[];
  readonly tZero: TZeroRules;
}

/** Nothing is promised of a member nobody described: paper, English, UTC, no known hours and no known legal steps. */
export const unknownCapacity: Capacity = {
  reach: "print",
  languages: ["en"],
  timeZone: "UTC",
  hours: null,
  steps: {},
};

/** What holds where a case has no `entente-coalition/1` file, and for every part such a file leaves out. */
export const closedArrangements: Arrangements = {
  capacities: {},
  company: { show: "nothing", width: 5, least: 3 },
  questions: { answerWithinHours: 24 },
  kinds: builtInKinds,
  tZero: closedTZeroRules,
};

/** A member's capacity, or what holds of one nobody described. */
export function capacityOf(arrangements: Arrangements, member: string): Capacity {
  return Object.hasOwn(arrangements.capacities, member)
    ? (arrangements.capacities[member] ?? unknownCapacity)
    : unknownCapacity;
}
