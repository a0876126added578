// Inputs for parsers: true texts changed at random, pieces of a grammar strung together, one piece again and again, and characters
// and bytes of no meaning. Words of the form wq12x are planted all over, so that what a parser loses can be counted.
import { utf8 } from "@entente/core/encoding";

/** Whole numbers below a bound, the same for the same seed. */
export type Choose = (bound: number) => number;

export interface Grammar {
  /** True texts of the format. */
  readonly seeds: readonly string[];
  /** Signs of the format, the more unlike each other the better. */
  readonly tokens: readonly string[];
}

const EVERYWHERE = [
  "\n",
  "\n\n",
  " ",
  "\t",
  "\r\n",
  "\f",
  "***",
  "1. ",
  "(a) ",
  '"',
  "'",
  "\\",
  "\u00A0",
  "é",
  "Ա",
  "😀",
];
const STRANGE = [
  "\u0000",
  "\u0007",
  "\u200B",
  "\u202E",
  "\uFEFF",
  "\u2028",
  "\uD800",
  "\uFFFC",
  "█",
  "\u0301",
];
const MOST_TRIES = 2_000;
const WORD = /wq\d+x/g;

/** The planted words that stand whole in a text. */
export function listWords(text: string): string[] {
  return [...new Set(text.match(WORD) ?? [])];
}

/** An input of this grammar. */
export function generateText({ seeds, tokens }: Grammar, pick: Choose): string {
  const one = (list: readonly string[]): string => list[pick(list.length)] ?? "";
  const word = (): string => `wq${pick(100_000)}x`;
  const token = (): string => {
    const kind = pick(10);
    if (kind < 3) return pick(2) === 0 ? word() : ` ${word()} `;
    if (kind < 8) return one(tokens);
    return kind < 9 ? one(EVERYWHERE) : pick(4) === 0 ? one(STRANGE) : "";
  };
  const string = (most: number): string => Array.from({ length: 1 + pick(most) }, token).join("");
  switch (pick(20)) {
    case 0:
      return Array.from({ length: pick(80) }, () => String.fromCodePoint(pickCodePoint(pick))).join("");
    case 1:
      return pick(10) === 0 ? `${string(3)}${string(2).repeat(1 + pick(1_500))}${string(3)}` : string(60);
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
    case 7:
      return string(60);
    default: {
      let text = one(seeds);
      for (let edits = 1 + pick(8); edits > 0; edits--) text = edit(text, { seeds, token, word, pick });
      return text;
    }
  }
}

function edit(
  text: string,
  {
    seeds,
    token,
    word,
    pick,
  }: { seeds: readonly string[]; token: () => string; word: () => string; pick: Choose },
): string {
  const at = pick(text.length + 1);
  const length = 1 + pick(pick(2) === 0 ? 4 : 80);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  switch (pick(9)) {
    case 0:
      return before + token() + after;
    case 1:
      return `${before} ${word()} ${after}`;
    case 2:
      return before + after.slice(length);
    case 3:
      return before + after.slice(0, length) + after;
    case 4:
      return before + after.slice(length, 2 * length) + after.slice(0, length) + after.slice(2 * length);
    case 5:
      return before;
    case 6:
      return before + String.fromCodePoint(pickCodePoint(pick)) + after.slice(1);
    case 7: {
      const other = seeds[pick(seeds.length)] ?? "";
      const from = pick(other.length + 1);
      return before + other.slice(from, from + length * 4) + after;
    }
    default:
      return before + token() + after.slice(length);
  }
}

function pickCodePoint(pick: Choose): number {
  return [pick(128), pick(128), pick(0x700), pick(0x3000), pick(0x10ffff + 1)][pick(5)] ?? 32;
}

/** Mostly UTF-8 of a generated text, now and then with broken bytes. */
export function generateBytes(grammar: Grammar, pick: Choose): Uint8Array {
  if (pick(40) === 0) return Uint8Array.from({ length: pick(200) }, () => pick(256));
  const bytes = utf8(generateText(grammar, pick));
  if (pick(40) === 0 && bytes.length > 0) bytes[pick(bytes.length)] = pick(256);
  return bytes;
}

/** The shortest input near this one that still fails, as far as taking pieces away leads. */
export async function shrink(
  bytes: Uint8Array,
  fails: (bytes: Uint8Array) => Promise<boolean>,
): Promise<Uint8Array> {
  let best = bytes;
  let tries = 0;
  for (let size = Math.ceil(bytes.length / 2); size >= 1 && tries < MOST_TRIES;) {
    let found = false;
    for (let at = 0; at < best.length && tries < MOST_TRIES && !found; at += size, tries++) {
      const shorter = Buffer.concat([best.subarray(0, at), best.subarray(at + size)]);
      if (await fails(shorter)) [best, found] = [shorter, true];
    }
    if (!found) size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return best;
}
