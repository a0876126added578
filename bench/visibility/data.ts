// The same question for every peer: who of 200 recipients may see which of 10,000 portions with 300 distinct markings. The
// answer is one matrix of bits, a row for each portion. Everything follows from a seed; nothing here is ours or a peer's.
import { createRandom } from "../../e2e/prove/random.ts";

export const PORTIONS = 10_000;
export const RECIPIENTS = 200;
export const MARKINGS = 300;
/** 32-bit words in a row of the matrix. */
export const WORDS = Math.ceil(RECIPIENTS / 32);

export interface PlainMember {
  readonly id: string;
  /** Policy id to the rank cleared to and the caveats held. */
  readonly clearances: Readonly<
    Record<string, { readonly rank: number; readonly caveats: readonly string[] }>
  >;
  /** The member's own id and the groups it is in. */
  readonly codes: readonly string[];
}

export interface PlainMarking {
  readonly policy: string;
  readonly rank: number;
  readonly caveats: readonly string[];
  /** None, one or two lists of codes: a reader must be in each. */
  readonly lists: readonly (readonly string[])[];
}

export interface Question {
  readonly members: readonly PlainMember[];
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly markings: readonly PlainMarking[];
  /** The marking of each portion, as an index. */
  readonly portions: Uint16Array;
}

/** Answers the question: the matrix, freshly worked out. */
export type Answer = () => Uint32Array;

export const policies = { nato: 5, tlp: 4, uk: 5 } as const;
export const caveats = {
  nato: [],
  tlp: [],
  uk: ["AMBER", "CORAL", "IVORY", "LAMP", "SLATE", "WALL"],
} as const;

/** @throws Error when the seed does not give enough distinct markings, which no seed has been seen to do. */
export function createQuestion(seed: number): Question {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const some = (from: readonly string[], chance: number): string[] => from.filter(() => random() < chance);
  const ids = Array.from({ length: RECIPIENTS }, (_, index) => `M${String(index).padStart(3, "0")}`);
  const groups = new Map(
    Array.from({ length: 12 }, (_, index) => [
      `G${String(index).padStart(2, "0")}`,
      some(ids, 0.05 + index * 0.05),
    ]),
  );
  const members = ids.map((id): PlainMember => {
    const clearances = Object.fromEntries(
      Object.entries(policies)
        .filter(() => random() < 0.85)
        .map(([policy, levels]) => [
          policy,
          { rank: below(levels), caveats: some(caveats[policy as keyof typeof caveats], 0.5) },
        ]),
    );
    const codes = [id, ...[...groups].filter(([, inside]) => inside.includes(id)).map(([group]) => group)];
    return { id, clearances, codes };
  });
  const names = [...groups.keys(), ...ids];
  const found = new Map<string, PlainMarking>();
  for (let tries = 0; found.size < MARKINGS && tries < MARKINGS * 100; tries += 1) {
    const policy = (Object.keys(policies) as (keyof typeof policies)[])[below(3)] ?? "uk";
    const lists = Array.from({ length: [0, 1, 1, 2][below(4)] ?? 0 }, () =>
      [...new Set(Array.from({ length: 1 + below(5) }, () => names[below(names.length)] ?? ""))].sort(),
    );
    const marking: PlainMarking = {
      policy,
      rank: below(policies[policy]),
      caveats: some(caveats[policy], 0.15),
      lists,
    };
    found.set(JSON.stringify(marking), marking);
  }
  if (found.size < MARKINGS) throw new Error("too few distinct markings: take another seed");
  const markings = [...found.values()];
  const portions = Uint16Array.from({ length: PORTIONS }, (_, index) =>
    index < MARKINGS ? index : below(MARKINGS),
  );
  return { members, groups, markings, portions };
}

/** The matrix of a question of which every (marking, recipient) pair is decided once: how an interned peer answers. */
export function fillMatrix(
  question: Question,
  decide: (marking: number, recipient: number) => boolean,
): Uint32Array {
  const rows = new Uint32Array(MARKINGS * WORDS);
  for (let marking = 0; marking < MARKINGS; marking += 1) {
    for (let recipient = 0; recipient < RECIPIENTS; recipient += 1) {
      if (!decide(marking, recipient)) continue;
      const at = marking * WORDS + (recipient >>> 5);
      rows[at] = (rows[at] ?? 0) | (1 << (recipient & 31));
    }
  }
  const matrix = new Uint32Array(PORTIONS * WORDS);
  question.portions.forEach((marking, portion) => {
    matrix.set(rows.subarray(marking * WORDS, (marking + 1) * WORDS), portion * WORDS);
  });
  return matrix;
}
