// The limit: nothing but words. The sets of recipients for every level, caveat and list are there as bitsets, and each
// portion knows which of them are its own; the loop ANDs them into the portion's row. It checks nothing and refuses nothing.
import type { Answer, Question } from "./data.ts";
import { PORTIONS, RECIPIENTS, WORDS } from "./data.ts";

export function prepareBitsetLoop(question: Question): Answer {
  const sets: Uint32Array[] = [];
  const known = new Map<string, number>();
  const select = (key: string, belongs: (member: Question["members"][number]) => boolean): number => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const words = new Uint32Array(WORDS);
    for (let index = 0; index < RECIPIENTS; index += 1) {
      const member = question.members[index];
      const at = index >>> 5;
      if (member !== undefined && belongs(member)) words[at] = (words[at] ?? 0) | (1 << (index & 31));
    }
    known.set(key, sets.push(words) - 1);
    return sets.length - 1;
  };
  const parts = question.markings.map(({ policy, rank, caveats, lists }) => [
    select(`${policy} ${rank}`, (member) => (member.clearances[policy]?.rank ?? -1) >= rank),
    ...caveats.map((name) =>
      select(`${policy} ${name}`, (member) => member.clearances[policy]?.caveats.includes(name) === true),
    ),
    ...lists.map((list) =>
      select(JSON.stringify(list), (member) => list.some((code) => member.codes.includes(code))),
    ),
  ]);
  // Flat arrays of numbers, the fastest form the engine knows.
  const flat = new Uint32Array(sets.length * WORDS);
  sets.forEach((words, index) => {
    flat.set(words, index * WORDS);
  });
  const starts = new Uint32Array(PORTIONS + 1);
  const own: number[] = [];
  question.portions.forEach((marking, portion) => {
    own.push(...(parts[marking] ?? []).map((part) => part * WORDS));
    starts[portion + 1] = own.length;
  });
  const offsets = Uint32Array.from(own);
  const [words, count] = [WORDS, PORTIONS];
  return () => {
    const matrix = new Uint32Array(count * words);
    for (let portion = 0; portion < count; portion += 1) {
      const [from = 0, to = 0] = [starts[portion], starts[portion + 1]];
      const row = portion * words;
      for (let word = 0; word < words; word += 1) {
        let bits = 0xffffffff;
        for (let at = from; at < to; at += 1) bits &= flat[(offsets[at] ?? 0) + word] ?? 0;
        matrix[row + word] = bits;
      }
    }
    return matrix;
  };
}
