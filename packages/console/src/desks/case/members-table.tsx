// Every member: position in words, what it pledged, what it did and when.
import { useState } from "react";
import type { OverviewMember } from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { SortableTable } from "../../parts/sortable-table.tsx";
import type { Column } from "../../parts/sortable-table.tsx";
import { formatShortDay } from "../../parts/times.ts";
import { Standing as WhereItStands } from "./standing-cell.tsx";
import { capitalise, count, nameMembers } from "./sentences.ts";
import { countOf, firstDay, sayStanding, standingOf, standings } from "./standing.ts";
import type { Standing } from "./standing.ts";

const order: readonly string[] = [
  "lead",
  "committed",
  "supportive",
  "considering",
  "asked",
  "opened the annex",
  "opened",
  "delivered",
  "not delivered",
  "not approached",
  "lapsed",
  "declined",
];

export interface MembersTableProps {
  readonly members: readonly OverviewMember[];
  readonly kind: string;
  /** How many of that kind are said: `expulsions`. */
  readonly many: string;
}

export function MembersTable({ members, kind, many }: MembersTableProps) {
  const [words, setWords] = useState("");
  const [standing, setStanding] = useState<Standing | "all">("all");
  const needle = words.trim().toLowerCase();
  const shown = members.filter(
    (member) =>
      (standing === "all" || standingOf(member, kind) === standing) &&
      (needle === "" ||
        [member.name, member.id, member.standing, nameMembers(member.pledged ?? "", members)].some((text) =>
          text.toLowerCase().includes(needle),
        )),
  );
  if (members.length === 0) return <Empty>No member is part of this case yet.</Empty>;
  return (
    <>
      <div className="filters">
        <label className="field">
          <span className="label">Find a member</span>
          <input
            type="search"
            value={words}
            autoComplete="off"
            onChange={(change) => setWords(change.target.value)}
          />
        </label>
        <label className="field">
          <span className="label">What it did</span>
          <select
            value={standing}
            onChange={(change) => setStanding(change.target.value as Standing | "all")}
          >
            <option value="all">Anything ({members.length})</option>
            {standings.map((word) => {
              const here = members.filter((member) => standingOf(member, kind) === word).length;
              return (
                here > 0 && (
                  <option key={word} value={word}>
                    {capitalise(sayStanding(word, many))} ({here})
                  </option>
                )
              );
            })}
          </select>
        </label>
        <p className="quiet filters-count" role="status">
          {shown.length} of {count(members.length, "member", "members")}
        </p>
      </div>
      {shown.length === 0 ? (
        <Empty>No member matches. Clear the filter to see all {members.length}.</Empty>
      ) : (
        <SortableTable
          caption="Members: position, pledge and what each did"
          rows={shown}
          rowKey={(member) => member.id}
          sortedBy={{ column: "count", direction: "descending" }}
          columns={columnsFor({ kind, many }, members)}
        />
      )}
    </>
  );
}

function columnsFor(
  { kind, many }: Pick<MembersTableProps, "kind" | "many">,
  all: readonly OverviewMember[],
): readonly Column<OverviewMember>[] {
  return [
    {
      id: "name",
      title: "Member",
      key: (member) => member.name,
      cell: (member) => (
        <span className="member-name">
          {member.name} {member.name !== member.id && <span className="code">{member.id}</span>}
        </span>
      ),
    },
    {
      id: "position",
      title: "Where it stands",
      key: (member) => order.indexOf(member.standing),
      cell: (member) => <WhereItStands member={member} />,
    },
    {
      id: "pledge",
      title: "Pledge",
      key: (member) => member.pledged,
      cell: (member) =>
        member.pledged === null ? (
          <span className="quiet">none</span>
        ) : (
          <Levels words={nameMembers(member.pledged, all)} />
        ),
    },
    {
      id: "count",
      title: capitalise(many),
      numeric: true,
      first: "descending",
      key: (member) => countOf(member, kind),
      cell: (member) => countOf(member, kind) ?? "",
    },
    {
      id: "day",
      title: "First act",
      key: firstDay,
      cell: (member) => {
        const day = firstDay(member);
        return <span className="nowrap">{day === null ? "" : formatShortDay(day)}</span>;
      },
    },
    { id: "did", title: "What it did", cell: (member) => <Deeds member={member} kind={kind} /> },
  ];
}

/** A pledge in words, a line for each of its levels: the grammar parts levels, and nothing else, by semicolons. */
function Levels({ words }: { words: string }) {
  const [only, ...higher] = words.split("; ");
  if (higher.length === 0) return only;
  return (
    <ol className="levels">
      {[only, ...higher].map((level) => (
        <li key={level}>{level}</li>
      ))}
    </ol>
  );
}

/** The headline measure and the newest others; the rest behind a disclosure, so that rows stay level. */
function Deeds({ member, kind }: { member: OverviewMember; kind: string }) {
  const deeds = [...member.measures].sort(
    (a, b) =>
      Number(b.kind === kind) - Number(a.kind === kind) ||
      (a.announced ?? "~").localeCompare(b.announced ?? "~"),
  );
  const [first, ...rest] = deeds;
  if (first === undefined) return <span className="quiet">nothing recorded</span>;
  const line = (measure: (typeof deeds)[number], key: number) => (
    <li key={key} title={measure.detail}>
      {measure.said}
      {measure.announced !== null && (
        <span className="quiet nowrap"> {formatShortDay(measure.announced)}</span>
      )}
    </li>
  );
  if (rest.length === 0) return <ul className="deeds">{line(first, 0)}</ul>;
  return (
    <details className="deeds-more">
      <summary>
        {first.said}
        {first.announced !== null && (
          <span className="quiet nowrap"> {formatShortDay(first.announced)}</span>
        )}{" "}
        <span className="deeds-rest">and {rest.length} more</span>
      </summary>
      <ul className="deeds">{rest.map((measure, index) => line(measure, index + 1))}</ul>
    </details>
  );
}
