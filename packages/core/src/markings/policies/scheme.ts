// What the built-in schemes are made of.
import type { Caveat, Policy, PolicyLevel } from "../marking.ts";

/** Colours of the levels by how much they protect, white on colour: ours, as the schemes ask for none. */
export const colours = {
  open: "#2f6f4f",
  low: "#1d4f91",
  middle: "#123a6b",
  high: "#a4262c",
  highest: "#7a1f5c",
} as const;

/** A level that everyone cleared to it may read. */
export function level(name: string, short: string, colour: string, ink = "#ffffff"): PolicyLevel {
  return { name, short, colour, ink, unlisted: null };
}

/** An informative caveat without another spelling. */
export function note(name: string, tag: string, explanation: string): Caveat {
  return { name, short: name, explanation, kind: "informative", tag, levels: null };
}

/** A ready-made list without another spelling. */
export function readyList(phrase: string, releasableTo: readonly string[]): Policy["eyesOnly"][number] {
  return { phrase, short: phrase, releasableTo };
}
