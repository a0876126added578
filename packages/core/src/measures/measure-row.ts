// One measure of a case file: who did what to whom, how many, when, and who says so. Figures that contradict each other
// stand side by side in the row; which of them is counted is decided in figures.ts and nowhere else.
import {
  InputError,
  lastDayOfMonth,
  readAnyObject,
  readArray,
  readBoolean,
  readCount,
  readDay,
  readString,
  readStrings,
  readWord,
} from "../encoding/index.ts";
import type { Day, JsonObject, JsonValue } from "../encoding/index.ts";

export type Confidence = "high" | "medium" | "low";

/** What one set of sources says of a measure. */
export interface Figure {
  readonly count: number | null;
  /** Local date of announcement: a day, a month where the day is unknown, or null. */
  readonly announced: string | null;
  /** Keys of the file's sources. */
  readonly sources: readonly string[];
  readonly confidence: Confidence;
}

/** A figure beside the row's own. */
export interface Alternative extends Figure {
  readonly note: string;
}

/** One measure taken (or knowingly not taken: kind `none`). */
export interface Measure extends Figure {
  readonly id: string;
  readonly actor: string;
  /** `state`, or any other word for what is not a state. */
  readonly actorType: string;
  readonly kind: string;
  readonly target: string | null;
  readonly inTally: boolean;
  readonly detail: string;
  /** What other sources say of the same measure. */
  readonly alternatives: readonly Alternative[];
  /** False: must not be used as truth. */
  readonly verified: boolean;
}

export interface MeasureRow {
  readonly path: string;
  readonly role: string | null;
  readonly measure: Measure;
}

export const CONFIDENCES = ["high", "medium", "low"] as const satisfies readonly Confidence[];
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** `id` is what the row is called when it does not say so itself; null where it must. */
export function readMeasureRow(value: JsonValue, path: string, id: string | null): MeasureRow {
  const row = readAnyObject(value, path);
  const verified = row["verified"];
  return {
    path,
    role: readStringOr(row["role"], `${path}.role`, null),
    measure: {
      id: id !== null && isUnsaid(row["id"]) ? id : readName(row["id"], `${path}.id`),
      actor: readName(row["actor"], `${path}.actor`),
      actorType: readName(row["actor_type"], `${path}.actor_type`),
      kind: readName(row["kind"], `${path}.kind`),
      target: readStringOr(row["target"], `${path}.target`, null),
      inTally: isUnsaid(row["in_tally"]) ? false : readBoolean(row["in_tally"], `${path}.in_tally`),
      detail: readStringOr(row["detail"], `${path}.detail`, ""),
      ...readFigure(row, path),
      alternatives: isUnsaid(row["alternatives"])
        ? []
        : readArray(row["alternatives"], `${path}.alternatives`).map((one, index) =>
            readAlternative(one, `${path}.alternatives[${index}]`, row),
          ),
      // Only silence means yes: a null here is somebody's doubt.
      verified: verified === undefined || (verified !== null && readBoolean(verified, `${path}.verified`)),
    },
  };
}

/**
 * A number, a date, or an object with sources. What an alternative does not say of count and date is as in the row; a bare
 * number or date is somebody's word without a source, so its confidence is low.
 */
function readAlternative(value: JsonValue, path: string, row: JsonObject): Alternative {
  if (typeof value === "number" || typeof value === "string") {
    const said = typeof value === "number" ? { count: value } : { announced: value };
    const { count = null, announced = null } = row;
    return { ...readFigure({ count, announced, ...said }, path), note: "" };
  }
  const own = readAnyObject(value, path);
  if (isUnsaid(own["sources"]) || readStrings(own["sources"], `${path}.sources`).length === 0)
    throw new InputError("SHAPE_INVALID", `${path}.sources must name who says otherwise`);
  const { count = row["count"], announced = row["announced"] } = own;
  return {
    ...readFigure({ ...own, count: count ?? null, announced: announced ?? null }, path),
    note: readStringOr(own["note"], `${path}.note`, ""),
  };
}

function readFigure(row: JsonObject, path: string): Figure {
  const { count, announced, sources, confidence } = row;
  return {
    count: isUnsaid(count) ? null : readCount(count, `${path}.count`),
    announced: isUnsaid(announced) ? null : readDate(announced, `${path}.announced`),
    sources: isUnsaid(sources) ? [] : readStrings(sources, `${path}.sources`),
    confidence: isUnsaid(confidence) ? "low" : readWord(confidence, `${path}.confidence`, CONFIDENCES),
  };
}

/**
 * The day by which a date has certainly come: the day itself, or the last day of a month.
 * @throws InputError INSTANT_INVALID for anything else.
 */
export function lastDayOf(date: string): Day {
  return MONTH.test(date) ? lastDayOfMonth(date) : readDay(date);
}

/** A day, or a month where the day is unknown. @throws InputError SHAPE_INVALID. */
export function readDate(value: JsonValue | undefined, path: string): string {
  const text = readString(value, path);
  try {
    lastDayOf(text);
  } catch (cause) {
    throw new InputError(
      "SHAPE_INVALID",
      `${path} must be a day such as 2018-03-26 or a month such as 2018-03`,
      null,
      { cause },
    );
  }
  return text;
}

/** Text that is not empty. */
export function readName(value: JsonValue | undefined, path: string): string {
  const text = readString(value, path);
  if (text.trim() === "") throw new InputError("SHAPE_INVALID", `${path} must not be empty`);
  return text;
}

export function isUnsaid(value: JsonValue | undefined): value is null | undefined {
  return value === undefined || value === null;
}

export function readStringOr<Default>(
  value: JsonValue | undefined,
  path: string,
  otherwise: Default,
): string | Default {
  return isUnsaid(value) ? otherwise : readString(value, path);
}
