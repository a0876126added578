// Groups and who belongs to them: on the community's own day as the file lists it, on any other day worked out from the
// dated changes. Nobody belongs on a day for which the changes do not say so.
import { InputError, readArray, readDay, readObject, readString } from "../encoding/index.ts";
import { readStrings, readWord } from "../encoding/index.ts";
import type { Day, JsonValue } from "../encoding/index.ts";
import type { Community, Group, GroupChange } from "./marking.ts";

interface Around {
  readonly memberIds: ReadonlySet<string>;
  readonly asOf: Day;
  readonly readId: (value: JsonValue | undefined, path: string) => string;
}

/** @throws InputError naming the path, also where the changes contradict the list or each other. */
export function readGroup(value: JsonValue, path: string, { memberIds, asOf, readId }: Around): Group {
  const object = readObject(value, path, ["id", "name", "members"], ["sources", "changes"]);
  if (object["sources"] !== undefined) readStrings(object["sources"], `${path}.sources`);
  const members = readStrings(object["members"], `${path}.members`);
  members.forEach((member, index) => {
    if (!memberIds.has(member)) refuse(`${path}.members[${index}]`, `names "${member}", which is no member`);
    if (members.indexOf(member) !== index) refuse(`${path}.members[${index}]`, `repeats "${member}"`);
  });
  const changes = readArray(object["changes"] ?? [], `${path}.changes`).map((item, index) =>
    readChange(item, `${path}.changes[${index}]`, memberIds),
  );
  requireSound(changes, { path, members, asOf });
  return {
    id: readId(object["id"], `${path}.id`),
    name: readString(object["name"], `${path}.name`),
    members,
    changes,
  };
}

function readChange(value: JsonValue, path: string, memberIds: ReadonlySet<string>): GroupChange {
  const object = readObject(value, path, ["member", "day", "change"]);
  const member = readString(object["member"], `${path}.member`);
  if (!memberIds.has(member)) refuse(`${path}.member`, `names "${member}", which is no member`);
  return {
    member,
    day: readDay(readString(object["day"], `${path}.day`)),
    change: readWord(object["change"], `${path}.change`, ["join", "leave"] as const),
  };
}

/** In order of days; who joins was outside, who leaves was inside; and all of it agrees with the list of the day. */
function requireSound(
  changes: readonly GroupChange[],
  { path, members, asOf }: { readonly path: string; readonly members: readonly string[]; readonly asOf: Day },
): void {
  const inside = new Map<string, boolean>();
  const onTheDay = new Set(members);
  let before = "";
  changes.forEach(({ member, day, change }, index) => {
    const place = `${path}.changes[${index}]`;
    if (day < before) refuse(`${place}.day`, "is before the change above it");
    before = day;
    const joins = change === "join";
    if (inside.get(member) === joins) refuse(place, `lets ${member} ${change} twice`);
    // The first change after the day starts from the list; every one up to the day must lead to it.
    if (day > asOf && !inside.has(member) && onTheDay.has(member) === joins)
      refuse(
        place,
        `lets ${member} ${change}, which the list of ${asOf} has ${joins ? "in" : "out"} already`,
      );
    inside.set(member, joins);
    const next = changes.slice(index + 1).find((later) => later.member === member);
    if (day <= asOf && (next === undefined || next.day > asOf) && onTheDay.has(member) !== joins)
      refuse(place, `lets ${member} ${change}, and the list of ${asOf} says otherwise`);
  });
}

/** The groups with the members they had on `day`, the first moment of it already counting as after its changes. */
export function groupsAsOf({ groups, asOf }: Community, day: Day): readonly Group[] {
  return groups.map((group) => {
    const members = new Set(group.members);
    // Back from the community's day, or on from it.
    for (const { member, change, day: on } of group.changes.toReversed())
      if (on <= asOf && on > day) setBelonging(members, member, change === "leave");
    for (const { member, change, day: on } of group.changes)
      if (on > asOf && on <= day) setBelonging(members, member, change === "join");
    return { ...group, members: [...members].sort() };
  });
}

function setBelonging(members: Set<string>, member: string, inside: boolean): void {
  if (inside) members.add(member);
  else members.delete(member);
}

function refuse(path: string, what: string): never {
  throw new InputError("COMMUNITY_INVALID", `${path} ${what}`);
}
