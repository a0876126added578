// The matrix of portions and members: members that see the same stand side by side, those that see most first. What a square
// says was decided by the node, once for each marking; here it is only laid out.
export interface Visibility {
  readonly members: readonly string[];
  readonly markings: readonly {
    readonly banner: string;
    readonly audience: readonly string[];
    readonly excluded: readonly { readonly member: string; readonly reason: string }[];
  }[];
  readonly places: readonly {
    readonly place: string;
    readonly kind: string;
    readonly marking: number | null;
  }[];
}

/** `part`: the portion is read, something within it is not. */
export type Sight = "whole" | "part" | "none";

export interface MatrixRow {
  readonly place: string;
  readonly kind: string;
  readonly marking: number | null;
  /** Markings of the stricter parts within it. */
  readonly parts: readonly (number | null)[];
}

export interface MatrixColumn {
  readonly member: string;
  /** Position in `classes`. */
  readonly class: number;
}

export interface Matrix {
  readonly rows: readonly MatrixRow[];
  readonly columns: readonly MatrixColumn[];
  readonly classes: readonly {
    readonly members: readonly string[];
    readonly whole: number;
    readonly part: number;
  }[];
  readonly sight: (row: number, column: number) => Sight;
  /** Why the member does not read it, or not all of it; null where it reads it whole or nobody marked it. */
  readonly reason: (row: number, column: number) => { readonly text: string | null; readonly parts: number };
}

export function arrangeMatrix({ members, markings, places }: Visibility): Matrix {
  const audiences = markings.map(({ audience }) => new Set(audience));
  const reasons = markings.map(
    ({ excluded }) => new Map(excluded.map(({ member, reason }) => [member, reason])),
  );
  const rows = listRows(places);
  const reads = (marking: number | null, member: string): boolean =>
    marking !== null && audiences[marking]?.has(member) === true;
  const see = ({ marking, parts }: MatrixRow, member: string): Sight => {
    if (!reads(marking, member)) return "none";
    return parts.every((part) => reads(part, member)) ? "whole" : "part";
  };
  const groups = new Map<string, { members: string[]; whole: number; part: number }>();
  for (const member of members) {
    const seen = rows.map((row) => see(row, member));
    // Two members are of one class when every place is the same for both, parts within portions too.
    const key = markings.map((_, index) => (reads(index, member) ? "1" : "0")).join("");
    const group = groups.get(key) ?? {
      members: [],
      whole: seen.filter((one) => one === "whole").length,
      part: seen.filter((one) => one === "part").length,
    };
    group.members.push(member);
    groups.set(key, group);
  }
  const classes = [...groups.values()]
    .map((group) => ({ ...group, members: group.members.sort() }))
    .sort((a, b) => b.whole - a.whole || b.part - a.part || compare(a.members[0] ?? "", b.members[0] ?? ""));
  const columns = classes.flatMap((group, index) =>
    group.members.map((member) => ({ member, class: index })),
  );
  const at = (row: number, column: number) => ({ row: rows[row], member: columns[column]?.member ?? "" });
  return {
    ...{ rows, columns, classes },
    sight: (row, column) => {
      const found = at(row, column);
      return found.row === undefined ? "none" : see(found.row, found.member);
    },
    reason: (row, column) => {
      const found = at(row, column);
      if (found.row === undefined) return { text: null, parts: 0 };
      const { marking, parts } = found.row;
      const why = (one: number | null): string | null =>
        one === null ? null : (reasons[one]?.get(found.member) ?? null);
      if (!reads(marking, found.member)) return { text: why(marking), parts: 0 };
      const missing = parts.filter((part) => !reads(part, found.member));
      const [first] = missing;
      return { text: first === undefined ? null : why(first), parts: missing.length };
    },
  };
}

function listRows(places: Visibility["places"]): readonly MatrixRow[] {
  const rows = new Map<
    string,
    { place: string; kind: string; marking: number | null; parts: (number | null)[] }
  >();
  for (const { place, kind, marking } of places) {
    const [whole = place] = place.split("/");
    const row = rows.get(whole);
    if (row !== undefined && whole !== place) row.parts.push(marking);
    else rows.set(place, { place, kind, marking, parts: [] });
  }
  return [...rows.values()];
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
