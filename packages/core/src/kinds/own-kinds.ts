// The kinds a community adds to the built-in ones: the `kinds` of its coalition file, formats/kinds.schema.json. The
// reader is strict, because the wording is both printed and read back in pledges.
import { InputError, readArray, readBoolean, readObject, readString } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import { builtInKinds, NOT_TAKEN } from "./kinds.ts";
import type { MeasureKind } from "./kinds.ts";

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
/** Words of letters, hyphens and apostrophes: neither a number nor a mark that pledges use between their parts. */
const WORDING = /^\p{L}[\p{L}\p{M}'’-]*(?: \p{L}[\p{L}\p{M}'’-]*)*$/u;
/** What begins a condition or joins two measures may not stand inside a wording. */
const RESERVED = new Set(["if", "and", "or", "at", "by", "reaches", "unless"]);
const LONGEST = 60;

/**
 * All kinds of a community: the built-in ones, then its own in the order of `value`, a list of
 * `{ "id", "one", "many", "counted" }`.
 * @throws InputError KIND_INVALID naming the place under `path`: another shape, an id or wording that is taken already, or
 * a wording a pledge could not be read back from.
 */
export function readKinds(value: JsonValue | undefined, path: string): readonly MeasureKind[] {
  try {
    const kinds = [...builtInKinds];
    for (const [index, row] of readArray(value, path).entries())
      kinds.push(readKind(row, `${path}[${index}]`, kinds));
    return kinds;
  } catch (error) {
    if (!(error instanceof InputError) || error.code === "KIND_INVALID") throw error;
    throw invalid(error.message, error);
  }
}

function readKind(value: JsonValue, path: string, known: readonly MeasureKind[]): MeasureKind {
  const row = readObject(value, path, ["id", "one", "many", "counted"]);
  const kind = {
    id: readString(row["id"], `${path}.id`),
    one: readWording(row["one"], `${path}.one`),
    many: readWording(row["many"], `${path}.many`),
    counted: readBoolean(row["counted"], `${path}.counted`),
  };
  if (!ID.test(kind.id) || kind.id.length > LONGEST)
    throw invalid(`${path}.id must be lower-case words joined by hyphens, such as port-call-refused`);
  if (kind.id === NOT_TAKEN) throw invalid(`${path}.id "none" is kept for measures that were not taken`);
  for (const other of known) {
    if (other.id === kind.id) throw invalid(`${path}.id repeats the kind "${kind.id}"`);
    for (const name of ["one", "many"] as const)
      if (other.one === kind[name] || other.many === kind[name])
        throw invalid(`${path}.${name} is how the kind "${other.id}" is said already`);
  }
  return kind;
}

function readWording(value: JsonValue | undefined, path: string): string {
  const text = readString(value, path);
  if (text.length > LONGEST || !WORDING.test(text) || text.normalize("NFC") !== text)
    throw invalid(
      `${path} must be at most ${LONGEST} letters, in words with single spaces, such as port call refused`,
    );
  const reserved = text.split(" ").find((word) => RESERVED.has(word.toLowerCase()));
  if (reserved !== undefined)
    throw invalid(`${path} must do without the word "${reserved}", which pledges use for themselves`);
  return text;
}

function invalid(detail: string, cause?: unknown): InputError {
  return new InputError(
    "KIND_INVALID",
    `${detail}. Correct the kinds of the community; formats/kinds.schema.json says what they hold.`,
    null,
    { cause },
  );
}
