// The public facts of a case, format `coalition-case/1` (formats/case.schema.json), and their reader. The reader is strict
// about the members it uses and blind to all others: a file may say more than we count, never something else under the
// same name. What a file leaves unsaid is taken in the way that counts less.
import { InputError, readAnyObject, readArray, readString } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import { builtInKinds, readKinds } from "../kinds/index.ts";
import type { MeasureKind } from "../kinds/index.ts";
import { readCheckpoints } from "./checkpoints.ts";
import type { Checkpoint } from "./checkpoints.ts";
import { isUnsaid, readDate, readMeasureRow, readName, readStringOr } from "./measure-row.ts";
import type { Measure, MeasureRow } from "./measure-row.ts";

export type { Measure } from "./measure-row.ts";

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
  /** What was done in answer to the response. Never in a sum with the measures. */
  readonly reciprocal: readonly Measure[];
  /** Counts others published, kept to be checked. */
  readonly checkpoints: readonly Checkpoint[];
  /** The built-in kinds, and those the file adds. */
  readonly kinds: readonly MeasureKind[];
  readonly sources: ReadonlyMap<string, Source>;
}

/** Where a fact stands. */
export interface Source {
  readonly publisher: string;
  readonly title: string;
  readonly date: string;
  readonly url: string | null;
}

const FORMAT = "coalition-case/1";

/**
 * Reads a `coalition-case/1` file. Members we do not use may be there and are not looked at. A `count`, `announced`,
 * `target` or `attributed_to` that is absent or null is unknown; an unsaid `in_tally` is false, an unsaid `confidence`
 * low; an absent `verified` is true, a null one false. A reciprocal measure without an id is called by its place.
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
  const id = readName(file["id"], "case.id");
  const rows = readArray(file["measures"], "case.measures").map((row, index) =>
    readMeasureRow(row, `case.measures[${index}]`, null),
  );
  const answers = isUnsaid(file["reciprocal"])
    ? []
    : readArray(file["reciprocal"], "case.reciprocal").map((row, index) =>
        readMeasureRow(row, `case.reciprocal[${index}]`, `${id}/r${String(index + 1).padStart(3, "0")}`),
      );
  checkRowsTogether([...rows, ...answers]);
  return {
    id,
    title: readString(file["title"], "case.title"),
    incident: {
      date: readDate(incident["date"], "case.incident.date"),
      place: readStringOr(incident["place"], "case.incident.place", ""),
      host,
      attributedTo: readStringOr(incident["attributed_to"], "case.incident.attributed_to", null),
    },
    lead: findLead(rows, host),
    measures: rows.map((row) => row.measure),
    reciprocal: answers.map((row) => row.measure),
    checkpoints: readCheckpoints(file["checkpoints"], "case.checkpoints"),
    kinds: isUnsaid(file["kinds"]) ? builtInKinds : readKinds(file["kinds"], "case.kinds"),
    sources: readSources(file["sources"]),
  };
}

function readSources(value: JsonValue | undefined): ReadonlyMap<string, Source> {
  if (isUnsaid(value)) return new Map();
  return new Map(
    Object.entries(readAnyObject(value, "case.sources")).map(([key, one]) => {
      const path = `case.sources.${key}`;
      const source = readAnyObject(one, path);
      return [
        key,
        {
          publisher: readStringOr(source["publisher"], `${path}.publisher`, ""),
          title: readStringOr(source["title"], `${path}.title`, ""),
          date: readStringOr(source["date"], `${path}.date`, ""),
          url: readStringOr(source["url"], `${path}.url`, null),
        },
      ];
    }),
  );
}

/** What no single row shows: ids that repeat, an actor of two natures, a sum no number can hold exactly. */
function checkRowsTogether(rows: readonly MeasureRow[]): void {
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
    for (const { count } of [measure, ...measure.alternatives]) sum += count ?? 0;
    if (!Number.isSafeInteger(sum))
      throw invalid(`${path}.count takes the sum of all counts beyond exact numbers`);
  }
}

function findLead(rows: readonly MeasureRow[], host: string): string {
  const initiators = new Set(rows.filter((row) => row.role === "initiator").map((row) => row.measure.actor));
  const [only] = initiators;
  return initiators.size === 1 && only !== undefined ? only : host;
}

function invalid(detail: string, cause?: unknown): InputError {
  return new InputError(
    "CASE_INVALID",
    `${detail}. Correct the case file; formats/case.schema.json says what it holds.`,
    null,
    { cause },
  );
}
