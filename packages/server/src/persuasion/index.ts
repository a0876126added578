// persuasion: the cheapest members to persuade so that a coalition comes to a target, with an integer solver where it is small.
export { findCheapestPersuasion } from "./persuasion.ts";
export type { PersuasionAnswer } from "./persuasion.ts";
export { DEFAULT_EFFORT } from "./limits.ts";
export { readChanges, readNames, readNumbers, readOffers, readTarget } from "./words.ts";
export type { Asked } from "./words.ts";
