// Words added and removed between two texts, for people who look at one changed portion.

export interface WordChange {
  readonly change: "same" | "added" | "removed";
  readonly text: string;
}

/** Texts that differ in more pairs of words than this are shown as one removed and one added. */
const MOST_PAIRS = 4_000_000;
const PIECE = /[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu;

/** The shortest way from `before` to `after` in whole words; together the parts give both texts back. */
export function diffWords(before: string, after: string): readonly WordChange[] {
  const [a, b] = [before.match(PIECE) ?? [], after.match(PIECE) ?? []];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end += 1;
  const changes: WordChange[] = [];
  put(changes, "same", a.slice(0, start));
  diffMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end), changes);
  put(changes, "same", a.slice(a.length - end));
  return changes;
}

function diffMiddle(a: readonly string[], b: readonly string[], changes: WordChange[]): void {
  if (a.length * b.length > MOST_PAIRS) {
    put(changes, "removed", a);
    put(changes, "added", b);
    return;
  }
  const width = b.length + 1;
  // Length of the longest common row of words from each pair of places on.
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        a[i] === b[j]
          ? 1 + (lengths[(i + 1) * width + j + 1] ?? 0)
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0);
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      put(changes, "same", a.slice(i, i + 1));
      i += 1;
      j += 1;
    } else if (
      i < a.length &&
      (j === b.length || (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    ) {
      put(changes, "removed", a.slice(i, i + 1));
      i += 1;
    } else {
      put(changes, "added", b.slice(j, j + 1));
      j += 1;
    }
  }
}

function put(changes: WordChange[], change: WordChange["change"], words: readonly string[]): void {
  if (words.length === 0) return;
  const last = changes.at(-1);
  const text = words.join("");
  if (last?.change === change) changes[changes.length - 1] = { change, text: last.text + text };
  else changes.push({ change, text });
}
