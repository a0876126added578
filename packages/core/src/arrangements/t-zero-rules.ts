// The rules of the common instant: who may hold it back and what that does, who may lift an embargo, what a lone exit does.
import { readAnyObject, readArray, readCount, readObject, readString, readWord } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";

const HOLD_EFFECTS = ["pauses-all", "leaves-out-the-one"] as const;
const LONE_EXITS = ["opens-all", "stands-down-all", "leaves-out-the-one"] as const;
/** Who a rule may name beside members: the lead, and any member that is armed. */
const ROLES: readonly string[] = ["lead", "any-armed"];

export interface HoldRule {
  /** `lead`, `any-armed`, or members by id. */
  readonly who: readonly string[];
  readonly effect: (typeof HOLD_EFFECTS)[number];
  /** After so many minutes a hold ends by itself. */
  readonly longestMinutes: number;
}

export interface EmbargoRule {
  /** Who may lift it before its end: `lead`, `any-armed`, or members by id. Empty: nobody. */
  readonly liftedBy: readonly string[];
  readonly loneExit: (typeof LONE_EXITS)[number];
  /** What holds where several embargoes meet. */
  readonly several: "shortest-wins";
}

export interface TZeroRules {
  readonly hold: HoldRule;
  readonly embargo: EmbargoRule;
}

/** The lead alone holds, for everyone; nobody lifts an embargo before its end; who leaves is left out. */
export const closedTZeroRules: TZeroRules = {
  hold: { who: ["lead"], effect: "pauses-all", longestMinutes: 120 },
  embargo: { liftedBy: [], loneExit: "leaves-out-the-one", several: "shortest-wins" },
};

/**
 * Reads the part `tZero`; what it leaves out takes its closed value.
 * @throws InputError SHAPE_INVALID naming the path.
 */
export function readTZeroRules(
  value: JsonValue | undefined,
  path: string,
  members: readonly string[],
): TZeroRules {
  if (value === undefined) return closedTZeroRules;
  const part = readAnyObject(readObject(value, path, [], ["hold", "embargo"]), path);
  return {
    hold: readHold(part["hold"], `${path}.hold`, members),
    embargo: readEmbargo(part["embargo"], `${path}.embargo`, members),
  };
}

function readHold(value: JsonValue | undefined, path: string, members: readonly string[]): HoldRule {
  if (value === undefined) return closedTZeroRules.hold;
  const hold = readObject(value, path, ["who", "effect", "longestMinutes"]);
  return {
    who: readWho(hold["who"], `${path}.who`, members),
    effect: readWord(hold["effect"], `${path}.effect`, HOLD_EFFECTS),
    longestMinutes: readCount(hold["longestMinutes"], `${path}.longestMinutes`, 1),
  };
}

function readEmbargo(value: JsonValue | undefined, path: string, members: readonly string[]): EmbargoRule {
  if (value === undefined) return closedTZeroRules.embargo;
  const embargo = readObject(value, path, ["liftedBy", "loneExit", "several"]);
  return {
    liftedBy: readWho(embargo["liftedBy"], `${path}.liftedBy`, members),
    loneExit: readWord(embargo["loneExit"], `${path}.loneExit`, LONE_EXITS),
    several: readWord(embargo["several"], `${path}.several`, ["shortest-wins"] as const),
  };
}

function readWho(value: JsonValue | undefined, path: string, members: readonly string[]): readonly string[] {
  return readArray(value, path).map((item, index) =>
    readWord(readString(item, `${path}[${index}]`), `${path}[${index}]`, [...ROLES, ...members]),
  );
}
