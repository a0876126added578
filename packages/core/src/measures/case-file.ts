// The public facts of a case, format `coalition-case/1` (formats/case.schema.json), and their reader. The reader is strict
// about the members it uses and blind to all others: a file may say more than we count, never something else under the
// same name. What a file leaves unsaid is taken in the way that counts less.
import { InputError, lastDayOfMonth, readAnyObject, readArray, readBoolean } from "../encoding/index.ts";
import { readCount, readDay, readString, readStrings, readWord } from "../encoding/index.ts";
import type { Day, JsonObject, JsonValue } from "../encoding/index.ts";

/** One measure taken (or knowingly not taken: kind `none`). */
export interface Measure {
  readonly id: string;
  readonly actor: string;
  /** `state`, or any other word for what is not a state. */
  readonly actorType: string;
  readonly kind: string;
  readonly target: string | null;
  readonly count: number | null;
  /** Local date of announcement: a day, a month where the day is unknown, or null. */
  readonly announced: string | null;
  readonly inTally: boolean;
  readonly detail: string;
  readonly sources: readonly string[];
  readonly confidence: "high" | "medium" | "low";
  /** False: must not be used as truth. */
  readonly verified: boolean;
}

export interface CaseFile {
  readonly id: string;
  readonly title: string;
  readonly incident: {
    /** Local date of the act: a day, or a month where the day is unknown. */
    readonly date: string;
    readonly place: string;
    readonly host: string;
    readonly attributedTo: string | null;
  };
  /** Member whose case it is: the one actor with the role `initiator`, else the state the act was done in. */
  readonly lead: string;
  readonly measures: readonly Measure[];
}

const FORMAT = "coalition-case/1";
const CONFIDENCES = ["high", "medium", "low"] as const;
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/**
 * Reads a `coalition-case/1` file. Members we do not use may be there and are not looked at. A `count`, `announced`,
 * `target` or `attributed_to` that is absent or null is unknown; an unsaid `in_tally` is false, an unsaid `confidence`
 * low; an absent `verified` is true, a null one false.
 * @throws InputError CASE_INVALID naming the path of the first member that is not what the format says.
 */
export function readCaseFile(value: JsonValue): CaseFile {
  try {
    return readFile(value);
  } catch (error) {
    if (!(error instanceof InputError) || error.code === "CASE_INVALID") throw error;
    throw invalid(error.message, error);
  }
}

function readFile(value: JsonValue): CaseFile {
  const file = readAnyObject(value, "case");
  if (file["schema"] !== FORMAT) throw invalid(`case.schema must be "${FORMAT}"`);
  const incident = readAnyObject(file["incident"], "case.incident");
  const host = readName(incident["host_state"], "case.incident.host_state");
  const rows = readArray(file["measures"], "case.measures").map((row, index) =>
    readRow(row, `case.measures[${index}]`),
  );
  checkRowsTogether(rows);
  return {
    id: readName(file["id"], "case.id"),
    title: readString(file["title"], "case.title"),
    incident: {
      date: readDate(incident["date"], "case.incident.date"),
      place: readStringOr(incident["place"], "case.incident.place", ""),
      host,
      attributedTo: readStringOr(incident["attributed_to"], "case.incident.attributed_to", null),
    },
    lead: findLead(rows, host),
    measures: rows.map((row) => row.measure),
  };
}

interface Row {
  readonly path: string;
  readonly role: string | null;
  readonly measure: Measure;
}

function readRow(value: JsonValue, path: string): Row {
  const row = readAnyObject(value, path);
  const { verified, count, announced } = row;
  return {
    path,
    role: readStringOr(row["role"], `${path}.role`, null),
    measure: {
      id: readName(row["id"], `${path}.id`),
      actor: readName(row["actor"], `${path}.actor`),
      actorType: readName(row["actor_type"], `${path}.actor_type`),
      kind: readName(row["kind"], `${path}.kind`),
      target: readStringOr(row["target"], `${path}.target`, null),
      count: isUnsaid(count) ? null : readCount(count, `${path}.count`),
      announced: isUnsaid(announced) ? null : readDate(announced, `${path}.announced`),
      inTally: isUnsaid(row["in_tally"]) ? false : readBoolean(row["in_tally"], `${path}.in_tally`),
      detail: readStringOr(row["detail"], `${path}.detail`, ""),
      sources: isUnsaid(row["sources"]) ? [] : readStrings(row["sources"], `${path}.sources`),
      confidence: readConfidence(row, path),
      // Only silence means yes: a null here is somebody's doubt.
      verified: verified === undefined || (verified !== null && readBoolean(verified, `${path}.verified`)),
    },
  };
}

function readConfidence(row: JsonObject, path: string): Measure["confidence"] {
  return isUnsaid(row["confidence"]) ? "low" : readWord(row["confidence"], `${path}.confidence`, CONFIDENCES);
}

/** What no single row shows: ids that repeat, an actor of two natures, a sum no number can hold exactly. */
function checkRowsTogether(rows: readonly Row[]): void {
  const ids = new Set<string>();
  const natures = new Map<string, boolean>();
  let sum = 0;
  for (const { path, measure } of rows) {
    if (ids.has(measure.id)) throw invalid(`${path}.id repeats "${measure.id}"`);
    ids.add(measure.id);
    const isState = measure.actorType === "state";
    if (natures.get(measure.actor) === !isState)
      throw invalid(`${path}.actor_type makes ${measure.actor} both a state and not a state`);
    natures.set(measure.actor, isState);
    sum += measure.count ?? 0;
    if (!Number.isSafeInteger(sum))
      throw invalid(`${path}.count takes the sum of all counts beyond exact numbers`);
  }
}

function findLead(rows: readonly Row[], host: string): string {
  const initiators = new Set(rows.filter((row) => row.role === "initiator").map((row) => row.measure.actor));
  const [only] = initiators;
  return initiators.size === 1 && only !== undefined ? only : host;
}

/**
 * The day by which a date has certainly come: the day itself, or the last day of a month.
 * @throws InputError INSTANT_INVALID for anything else.
 */
export function lastDayOf(date: string): Day {
  return MONTH.test(date) ? lastDayOfMonth(date) : readDay(date);
}

function readDate(value: JsonValue | undefined, path: string): string {
  const text = readString(value, path);
  try {
    lastDayOf(text);
  } catch (cause) {
    throw invalid(`${path} must be a day such as 2018-03-26 or a month such as 2018-03`, cause);
  }
  return text;
}

function readName(value: JsonValue | undefined, path: string): string {
  const text = readString(value, path);
  if (text.trim() === "") throw invalid(`${path} must not be empty`);
  return text;
}

function isUnsaid(value: JsonValue | undefined): value is null | undefined {
  return value === undefined || value === null;
}

function readStringOr<Default>(
  value: JsonValue | undefined,
  path: string,
  otherwise: Default,
): string | Default {
  return isUnsaid(value) ? otherwise : readString(value, path);
}

function invalid(detail: string, cause?: unknown): InputError {
  return new InputError(
    "CASE_INVALID",
    `${detail}. Correct the case file; formats/case.schema.json says what it holds.`,
    null,
    { cause },
  );
}
