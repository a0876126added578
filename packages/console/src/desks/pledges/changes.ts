// Which members are taken out or brought in, as the address of a question says it: `-DEU,+HUN`.

export interface Change {
  readonly member: string;
  readonly way: "in" | "out";
}

export function readChanges(text: string): readonly Change[] {
  const changes = text.split(",").flatMap((part): readonly Change[] => {
    const found = /^([+-])([A-Za-z][A-Za-z0-9-]{0,39})$/.exec(part);
    const member = found?.[2];
    return member === undefined ? [] : [{ member, way: found?.[1] === "+" ? "in" : "out" }];
  });
  // Of one member the last word counts.
  return [...new Map(changes.map((change) => [change.member, change])).values()];
}

export function writeChanges(changes: readonly Change[]): string {
  return changes
    .toSorted((a, b) => (a.member < b.member ? -1 : 1))
    .map(({ member, way }) => `${way === "in" ? "+" : "-"}${member}`)
    .join(",");
}

/** Moves a member; one that is moved back to where it was is no change any more. */
export function moveMember(
  changes: readonly Change[],
  member: string,
  way: Change["way"],
  wasIn: boolean,
): readonly Change[] {
  const others = changes.filter((change) => change.member !== member);
  return (way === "in") === wasIn ? others : [...others, { member, way }];
}
