// Press counts as a case file keeps them: what somebody claimed on a day, and what is known of its scope. What a
// checkpoint leaves unsaid is not guessed: null is unknown, and both answers are tried.
import {
  InputError,
  readAnyObject,
  readArray,
  readBoolean,
  readCount,
  readStrings,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { isUnsaid, readDate, readName, readStringOr } from "./measure-row.ts";

/** A number as it was said. */
export interface Claim {
  readonly number: number;
  /** `about`: rounded as far as its own zeros go, 150 to the nearest ten. */
  readonly said: "exactly" | "at-least" | "about";
}

export interface Checkpoint {
  /** A day, or a month where the day is unknown. */
  readonly asOf: string;
  readonly publisher: string;
  /** Keys of the file's sources. */
  readonly sources: readonly string[];
  /** Null: no number was given. */
  readonly states: Claim | null;
  readonly persons: Claim | null;
  /** Numbers given for an organisation apart: NATO 7. */
  readonly organisations: readonly { readonly id: string; readonly claim: Claim }[];
  /** The group the number of states is of: 19 of the EU. */
  readonly among: string | null;
  readonly scope: {
    readonly leadInStates: boolean | null;
    readonly leadInPersons: boolean | null;
    readonly organisations: boolean | null;
    /** Actors it says it left out. */
    readonly without: readonly string[];
  };
  readonly note: string;
}

const CLAIM = /^claimed_(.+?)(_min|_approx)?$/;
const GROUP_STATES = /^([a-z0-9]+)_states$/;
const FLAG = /^includes_([a-z0-9]+)$/;
const SAID = { _min: "at-least", _approx: "about" } as const;

/**
 * Reads the `checkpoints` of a case file. `claimed_states`, `claimed_persons`, `claimed_<organisation>` and
 * `claimed_<group>_states` are numbers or null, with `_min` for at least and `_approx` for about; `includes_initiator`,
 * `states_excludes_initiator`, `persons_includes_initiator` and `includes_<organisation>` say what is in.
 * @throws InputError SHAPE_INVALID naming the path.
 */
export function readCheckpoints(value: JsonValue | undefined, path: string): readonly Checkpoint[] {
  if (isUnsaid(value)) return [];
  return readArray(value, path).map((row, index) => readCheckpoint(row, `${path}[${index}]`));
}

function readCheckpoint(value: JsonValue, path: string): Checkpoint {
  const row = readAnyObject(value, path);
  const claims = readClaims(row, path);
  const groups = [...claims.keys()].filter((name) => GROUP_STATES.test(name));
  const [group] = groups;
  const states = claims.get("states");
  if (groups.length > 1 || (group !== undefined && states !== undefined))
    throw new InputError("SHAPE_INVALID", `${path} must give one number of states, of one group or of all`);
  const flags = Object.keys(row).filter((key) => FLAG.test(key) && key !== "includes_initiator");
  if (flags.length > 1)
    throw new InputError("SHAPE_INVALID", `${path} must say of one organisation whether it is included`);
  const read = (key: string): boolean | null =>
    isUnsaid(row[key]) ? null : readBoolean(row[key], `${path}.${key}`);
  const lead = read("includes_initiator");
  const statesWithout = read("states_excludes_initiator");
  return {
    asOf: readDate(row["as_of"], `${path}.as_of`),
    publisher: readName(row["publisher"], `${path}.publisher`),
    sources: isUnsaid(row["sources"]) ? [] : readStrings(row["sources"], `${path}.sources`),
    states: states ?? (group === undefined ? null : (claims.get(group) ?? null)),
    persons: claims.get("persons") ?? null,
    organisations: [...claims]
      .filter(([name]) => name !== "states" && name !== "persons" && name !== group)
      .map(([name, claim]) => ({ id: name.toUpperCase(), claim })),
    among: group === undefined ? null : (GROUP_STATES.exec(group)?.[1]?.toUpperCase() ?? null),
    scope: {
      leadInStates: statesWithout === null ? lead : !statesWithout,
      leadInPersons: read("persons_includes_initiator") ?? lead,
      organisations: flags[0] === undefined ? null : read(flags[0]),
      without: isUnsaid(row["excludes"]) ? [] : readStrings(row["excludes"], `${path}.excludes`),
    },
    note: readStringOr(row["note"], `${path}.note`, ""),
  };
}

function readClaims(row: JsonObject, path: string): ReadonlyMap<string, Claim> {
  const claims = new Map<string, Claim>();
  for (const [key, value] of Object.entries(row)) {
    const match = CLAIM.exec(key);
    if (match?.[1] === undefined || isUnsaid(value)) continue;
    if (claims.has(match[1]))
      throw new InputError("SHAPE_INVALID", `${path}.${key} says a second time how many ${match[1]}`);
    claims.set(match[1], {
      number: readCount(value, `${path}.${key}`),
      said: match[2] === undefined ? "exactly" : SAID[match[2] as keyof typeof SAID],
    });
  }
  return claims;
}
