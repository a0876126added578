// How long a session lasts. Whoever runs the node may set it, within bounds that hold for everybody.
import { invalid } from "./settings.ts";

export interface SessionLimits {
  /** Without being used. */
  readonly idleSeconds: number;
  /** In all. */
  readonly absoluteSeconds: number;
}

const IDLE_MINUTES = { least: 1, usual: 15, most: 60 };
const HOURS = { least: 1, usual: 8, most: 24 };

/** What holds where nobody set anything. */
export const usualSessionLimits: SessionLimits = readSessionLimits({ idleMinutes: null, hours: null });

/**
 * @param set minutes without use and hours in all, as they are written; null: the usual.
 * @throws ServerError START_OPTION_INVALID for what is out of bounds.
 */
export function readSessionLimits(set: {
  readonly idleMinutes: string | null;
  readonly hours: string | null;
}): SessionLimits {
  return {
    idleSeconds: 60 * readWithin(set.idleMinutes, IDLE_MINUTES, "session-idle"),
    absoluteSeconds: 3600 * readWithin(set.hours, HOURS, "session-hours"),
  };
}

function readWithin(text: string | null, { least, usual, most }: typeof HOURS, name: string): number {
  if (text === null) return usual;
  const value = Number(text);
  if (/^\d{1,3}$/.test(text) && value >= least && value <= most) return value;
  throw invalid(`--${name} "${text}" is not a whole number from ${least} to ${most}`);
}
