// The map in words: the line about the member pointed at, and the table behind the map.
import type { OverviewMember } from "../../../api/case-overview.ts";
import { SortableTable } from "../../../parts/sortable-table.tsx";
import { formatShortDay } from "../../../parts/times.ts";
import { capitalise, joinWords } from "../sentences.ts";
import { countOf, firstDay, sayStanding, standingOf, standings } from "../standing.ts";

/** `Germany: 4 expulsions`, for labels and for the ear. */
export function sayMember(member: OverviewMember, kind: string): string {
  const done = member.measures.filter((measure) => measure.kind === kind).map(({ said }) => said);
  return `${member.name}: ${done.length === 0 ? sayStanding(standingOf(member, kind), "") : joinWords(done)}`;
}

export function MemberLine({
  member,
  kind,
  many,
}: {
  member: OverviewMember | undefined;
  kind: string;
  many: string;
}) {
  if (member === undefined) return <p className="member-line" />;
  const deeds = member.measures.slice(0, 3).map((measure) => {
    const day = measure.announced === null ? "" : ` on ${formatShortDay(measure.announced)}`;
    return `${measure.said}${day}`;
  });
  const more = member.measures.length - deeds.length;
  return (
    <p className="member-line" aria-live="polite">
      <strong>{member.name}</strong>{" "}
      {deeds.length === 0
        ? sayStanding(standingOf(member, kind), many)
        : joinWords(more > 0 ? [...deeds, `${more} more`] : deeds)}
      . <span className="quiet">Position: {member.position}.</span>
    </p>
  );
}

export function MapTable({
  members,
  kind,
  many,
}: {
  members: readonly OverviewMember[];
  kind: string;
  many: string;
}) {
  return (
    <SortableTable
      caption="What each member did"
      rows={members}
      rowKey={(member) => `map-${member.id}`}
      sortedBy={{ column: "standing", direction: "ascending" }}
      columns={[
        { id: "name", title: "Member", key: (member) => member.name, cell: (member) => member.name },
        {
          id: "standing",
          title: "What it did",
          key: (member) => standings.indexOf(standingOf(member, kind)),
          cell: (member) => capitalise(sayStanding(standingOf(member, kind), many)),
        },
        {
          id: "count",
          title: "Number",
          numeric: true,
          first: "descending",
          key: (member) => countOf(member, kind),
          cell: (member) => countOf(member, kind) ?? "",
        },
        {
          id: "day",
          title: "First act",
          key: firstDay,
          cell: (member) => formatShortDay(firstDay(member) ?? ""),
        },
      ]}
    />
  );
}
