// Where an approach stands, and by what evidence. Silence is readable: not reached, reached, looked at, asked and still
// waiting are different things, and each is told from rows that say when and by which seat.
import type { Instant } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";

/** As the glossary has them, and as a first screen counts them. */
export const positions = [
  "not delivered",
  "delivered",
  "opened",
  "considering",
  "supportive",
  "committed",
  "declined",
  "lapsed",
] as const;
export type Position = (typeof positions)[number];
/** What a member's own desk can say. */
export const statedPositions = ["considering", "supportive", "committed", "declined"] as const;
export type StatedPosition = (typeof statedPositions)[number];
/** The same finer: whether the annex was opened, and whether the member waits for an answer or had one. */
export type Standing = Position | "opened the annex" | "asked";

export interface ApproachEvidence {
  readonly deliveredAt: Instant | null;
  readonly firstOpenedAt: Instant | null;
  /** The latest stated position, or `lapsed`; null when nothing was ever said. */
  readonly stated: StatedPosition | "lapsed" | null;
}

/** One row that says something of an approach. */
export interface Evidence {
  /** `arrived` and `verified` are what a member's node says of a cut: that it came, and that everything in it held. */
  readonly says: Standing | "approached" | "arrived" | "verified";
  readonly row: "approach" | "cut_opening" | "cut_receipt" | "question" | "position";
  readonly at: Instant;
  /** Null only where an older node did not write it down. */
  readonly seat: string | null;
  /** The document opened, the question asked, what was stated, how the lead was told. */
  readonly what: string;
}

/** What was said counts before what was seen, and what was seen before what was sent. */
export function describePosition({ deliveredAt, firstOpenedAt, stated }: ApproachEvidence): Position {
  if (stated !== null) return stated;
  if (firstOpenedAt !== null) return "opened";
  return deliveredAt === null ? "not delivered" : "delivered";
}

/**
 * Where an approach stands by the rows there are, and the row that says so; `evidence` is null for one that was not even
 * delivered. Who asks after an approach lapsed is silent no longer.
 */
export function describeStanding(trail: readonly Evidence[]): {
  readonly standing: Standing;
  readonly evidence: Evidence | null;
} {
  const last = (says: Evidence["says"]): Evidence | undefined => trail.findLast((one) => one.says === says);
  const stated = trail.findLast(({ row }) => row === "position");
  const asked = last("asked");
  const spoken =
    stated?.says === "lapsed" && asked !== undefined && asked.at > stated.at ? asked : (stated ?? asked);
  const found = spoken ?? last("opened the annex") ?? last("opened") ?? last("delivered");
  return found === undefined ||
    found.says === "approached" ||
    found.says === "arrived" ||
    found.says === "verified"
    ? { standing: "not delivered", evidence: null }
    : { standing: found.says, evidence: found };
}

/**
 * Only an approach that was delivered and never answered, not even with "considering", lapses once its answer-by instant is
 * past; and not while the member waits for an answer of ours.
 */
export function hasLapsed(
  {
    deliveredAt,
    stated,
    answerBy,
    waits,
  }: ApproachEvidence & { readonly answerBy: Instant; readonly waits: boolean },
  now: Instant,
): boolean {
  return deliveredAt !== null && now > answerBy && stated === null && !waits;
}

const LEAST_OF_AN_ID = 8;

/**
 * The question that is meant among `open`, the oldest first: that one where nothing is named, else the only one whose id
 * begins so. Null when there is none.
 * @throws ServerError REQUEST_INVALID for too little of an id, and when several begin with it.
 */
export function chooseQuestion<Question extends { readonly id: string }>(
  open: readonly Question[],
  start: string | null,
): Question | null {
  if (start === null) return open[0] ?? null;
  const [found, ...more] = open.filter(({ id }) => id.startsWith(start));
  if (start.length < LEAST_OF_AN_ID || more.length > 0)
    throw new ServerError(
      "REQUEST_INVALID",
      `"${start}" does not say which question. Give its id, or at least its first ${LEAST_OF_AN_ID} characters; "entente approach show --json" prints it.`,
    );
  return found ?? null;
}
