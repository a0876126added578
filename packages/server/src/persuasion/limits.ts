/** Stands beside every answer about the pledges of a case. */
export const OPEN_ONLY =
  "Of open pledges that are valid now; sealed ones take no part, and whether there are any does not show.";

/** How many resolutions a search for withdrawals takes where nothing is said, and over HTTP at most. */
export const DEFAULT_EFFORT = 300_000;
