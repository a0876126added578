// How long a session lasts. Whoever runs the node may set it, within bounds that hold for everybody.
import { ServerError } from "../errors.ts";

export interface SessionLimits {
  /** Without being used. */
  readonly idleSeconds: number;
  /** In all. */
  readonly absoluteSeconds: number;
}

const IDLE_MINUTES = { least: 1, usual: 15, most: 60 };
const HOURS = { least: 1, usual: 8, most: 24 };

/**
 * @param set minutes without use and hours in all, as they are written; null: the usual.
 * @throws ServerError START_OPTION_INVALID for what is out of bounds.
 */
export function readSessionLimits(set: {
  readonly idleMinutes: string | null;
  readonly hours: string | null;
}): SessionLimits {
  return {
    idleSeconds: 60 * readWithin(set.idleMinutes, IDLE_MINUTES, "minutes a session lasts without being used"),
    absoluteSeconds: 3600 * readWithin(set.hours, HOURS, "hours a session lasts in all"),
  };
}

function readWithin(text: string | null, { least, usual, most }: typeof HOURS, what: string): number {
  if (text === null) return usual;
  const value = Number(text);
  if (/^\d{1,3}$/.test(text) && value >= least && value <= most) return value;
  throw new ServerError(
    "START_OPTION_INVALID",
    `"${text}" cannot be the ${what}: give a whole number from ${least} to ${most}.`,
  );
}
