// Sorting of table rows: stable, blanks last in both directions, words by the reader's alphabet.

export type SortKey = string | number | null;

export interface Sort {
  readonly column: string;
  readonly direction: "ascending" | "descending";
}

/** By what rows are sorted, which way, and by whose alphabet (BCP 47, `fr-FR`). */
export interface Sorting<Row> {
  readonly key: (row: Row) => SortKey;
  readonly direction: Sort["direction"];
  readonly tag: string;
}

/** A new array; rows that compare equal keep their order. */
export function sortRows<Row>(rows: readonly Row[], { key, direction, tag }: Sorting<Row>): Row[] {
  const alphabet = new Intl.Collator(tag, { numeric: true, sensitivity: "base" });
  const sign = direction === "ascending" ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    return sign * compare(x, y, alphabet);
  });
}

/** The same column turns round; another column starts the way it is usually wanted. */
export function nextSort(current: Sort, column: string, first: Sort["direction"]): Sort {
  if (current.column !== column) return { column, direction: first };
  return { column, direction: current.direction === "ascending" ? "descending" : "ascending" };
}

function compare(x: string | number, y: string | number, alphabet: Intl.Collator): number {
  if (typeof x === "number" && typeof y === "number") return x - y;
  return alphabet.compare(String(x), String(y));
}
