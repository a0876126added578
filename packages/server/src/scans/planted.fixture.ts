// Planted leaks for tests and proofs: files that hold a text they must not, each hidden in one way. Everything follows from a
// seed, so that no scanner can know the text.
import { createHash } from "node:crypto";

export interface Plant {
  /** What was done, in a few words; unique in the corpus. */
  readonly kind: string;
  /** Row of the list of ways in which redactions failed: `8 properties`. */
  readonly row: string;
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface Secret {
  /** A sentence with names nobody has, an accent and a sign that codings treat in their own ways. */
  readonly text: string;
  /** One of its names. */
  readonly name: string;
}

/** Numbers from 0 up to `below`, the same for the same seed. */
export type Draw = (below: number) => number;

export function drawFrom(seed: string): Draw {
  let count = 0;
  return (below) => createHash("sha256").update(`${seed} ${count++}`).digest().readUInt32BE(0) % below;
}

const BEGINNINGS = ["Zor", "Mira", "Ques", "Bal", "Tren", "Ulma", "Vex", "Kiro", "Dral", "Fenu"];
const MIDDLES = ["va", "bo", "lan", "tri", "gu", "me", "sho", "ri"];
const ENDS = ["nek", "dour", "mont", "shire", "gast", "vich", "lund", "brück"];

export function makeSecret(draw: Draw): Secret {
  const pick = (list: readonly string[]): string => list[draw(list.length)] ?? "";
  const name = (): string => pick(BEGINNINGS) + pick(MIDDLES) + pick(MIDDLES) + pick(ENDS);
  const first = name();
  return {
    name: first,
    text: `${first} hid the cipher "${name()}" below the café of ${name()} & sons on ${draw(28) + 1} February.`,
  };
}

/** Text around a leak, of which the scan must say nothing. */
export const HARMLESS =
  "The harbour was quiet that night, and nobody saw the boat leave before the watch changed.";

export function plant(kind: string, row: string, file: string, bytes: string | Uint8Array): Plant {
  return { kind, row, file, bytes: typeof bytes === "string" ? Buffer.from(bytes) : bytes };
}
