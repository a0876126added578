// Hashes of runs of letters that grow by one letter and lose one: each run of a text is looked up without being cut out.

/** Letters of a run that are looked up as one. Fewer would meet ordinary phrases, more would miss short sentences. */
export const WINDOW = 16;
/** Letters by which a long word is found inside others. */
export const HEAD = 8;
const BASE = 0x01000193;

export function hashWord(folded: string): number {
  let hash = 0;
  for (let index = 0; index < folded.length; index++) hash = nextHash(hash, folded.charCodeAt(index));
  return spread(hash);
}

export function nextHash(hash: number, letter: number): number {
  return (Math.imul(hash, BASE) + letter) | 0;
}

/** Brings the upper bits of a sum of powers down to where it is looked up. */
export function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/** What a letter weighs that leaves a window of sixteen, and one of eight. */
export const LEAVING = raise(WINDOW);
export const LEAVING_HEAD = raise(HEAD);

function raise(times: number): number {
  let power = 1;
  for (let index = 0; index < times; index++) power = Math.imul(power, BASE);
  return power;
}
