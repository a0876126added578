// Every member: position in words, what it pledged, what it did and when.
import { useState } from "react";
import type { ReactNode } from "react";
import type { MeasureKind } from "@entente/core/kinds";
import { Link } from "wouter";
import type { MemberMeasure, OverviewMember } from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { SortableTable } from "../../parts/sortable-table.tsx";
import type { Column } from "../../parts/sortable-table.tsx";
import { formatShortDay } from "../../parts/times.ts";
import { pathOf } from "../../shell/places.ts";
import { sayDone } from "../../words/kind-words.ts";
import { useLanguage, useWords } from "../../words/locale.tsx";
import { nameMembers, Prose } from "../../words/prose.tsx";
import { coalitionWords } from "./coalition-words.ts";
import { Standing as WhereItStands } from "./standing-cell.tsx";
import { capitalise } from "./sentences.ts";
import { countOf, firstDay, standingOf, standings } from "./standing.ts";
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
  readonly slug: string;
  readonly members: readonly OverviewMember[];
  readonly kinds: readonly MeasureKind[];
  readonly kind: string;
  /** How many of that kind are said: `expulsions`. */
  readonly many: string;
}

export function MembersTable({ slug, members, kinds, kind, many }: MembersTableProps) {
  const say = useWords(coalitionWords);
  const columns = useColumns({ slug, kinds, kind, many });
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
  if (members.length === 0) return <Empty>{say("members.none")}</Empty>;
  return (
    <>
      <div className="filters">
        <label className="field">
          <span className="label">{say("members.find")}</span>
          <input
            type="search"
            value={words}
            autoComplete="off"
            onChange={(change) => setWords(change.target.value)}
          />
        </label>
        <label className="field">
          <span className="label">{say("members.did")}</span>
          <select
            value={standing}
            onChange={(change) => setStanding(change.target.value as Standing | "all")}
          >
            <option value="all">{say("members.any", { count: members.length })}</option>
            {standings.map((word) => {
              const here = members.filter((member) => standingOf(member, kind) === word).length;
              return (
                here > 0 && (
                  <option key={word} value={word}>
                    {say("members.some", { what: capitalise(say(`did.${word}`, { many })), count: here })}
                  </option>
                )
              );
            })}
          </select>
        </label>
        <p className="quiet filters-count" role="status">
          {say("members.count", { shown: shown.length, all: members.length })}
        </p>
      </div>
      {shown.length === 0 ? (
        <Empty>{say("members.no-match", { count: members.length })}</Empty>
      ) : (
        <SortableTable
          caption={say("members.table")}
          rows={shown}
          rowKey={(member) => member.id}
          sortedBy={{ column: "count", direction: "descending" }}
          columns={columns}
        />
      )}
    </>
  );
}

function useColumns({
  slug,
  kinds,
  kind,
  many,
}: Omit<MembersTableProps, "members">): readonly Column<OverviewMember>[] {
  const say = useWords(coalitionWords);
  const { tag } = useLanguage();
  return [
    {
      id: "name",
      title: say("members.name"),
      key: (member) => member.name,
      cell: (member) => (
        <span className="member-name">
          <Link href={pathOf(slug, "approaches", member.id)}>{member.name}</Link>{" "}
          {member.name !== member.id && <span className="code">{member.id}</span>}
        </span>
      ),
    },
    {
      id: "position",
      title: say("members.standing"),
      key: (member) => order.indexOf(member.standing),
      cell: (member) => <WhereItStands member={member} />,
    },
    {
      id: "pledge",
      title: say("members.pledge"),
      key: (member) => member.pledged,
      cell: (member) =>
        member.pledged === null ? (
          <span className="quiet">{say("members.no-pledge")}</span>
        ) : (
          <Levels words={member.pledged} />
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
      title: say("members.first"),
      key: firstDay,
      cell: (member) => {
        const day = firstDay(member);
        return <span className="nowrap">{day === null ? "" : formatShortDay(day, tag)}</span>;
      },
    },
    {
      id: "did",
      title: say("members.did"),
      cell: (member) => <Deeds member={member} kinds={kinds} kind={kind} />,
    },
  ];
}

/** A pledge in words, a line for each of its levels: the grammar parts levels, and nothing else, by semicolons. */
function Levels({ words }: { words: string }) {
  const [only, ...higher] = words.split("; ");
  if (higher.length === 0) return <Prose text={only ?? ""} />;
  return (
    <ol className="levels">
      {[only, ...higher].map((level) => (
        <li key={level}>
          <Prose text={level ?? ""} />
        </li>
      ))}
    </ol>
  );
}

/** The headline measure and the newest others; the rest behind a disclosure, so that rows stay level. */
function Deeds({
  member,
  kinds,
  kind,
}: {
  readonly member: OverviewMember;
  readonly kinds: readonly MeasureKind[];
  readonly kind: string;
}) {
  const say = useWords(coalitionWords);
  const { locale, tag } = useLanguage();
  const deeds = [...member.measures].sort(
    (a, b) =>
      Number(b.kind === kind) - Number(a.kind === kind) ||
      (a.announced ?? "~").localeCompare(b.announced ?? "~"),
  );
  const [first, ...rest] = deeds;
  if (first === undefined) return <span className="quiet">{say("members.nothing")}</span>;
  const tell = (measure: MemberMeasure): ReactNode => (
    <>
      {sayDone(locale, kinds, measure.kind, measure.count)}
      {measure.announced !== null && (
        <span className="quiet nowrap"> {formatShortDay(measure.announced, tag)}</span>
      )}
    </>
  );
  if (rest.length === 0)
    return (
      <ul className="deeds">
        <li title={first.detail}>{tell(first)}</li>
      </ul>
    );
  return (
    <details className="deeds-more">
      <summary>
        {tell(first)} <span className="deeds-rest">{say("members.more", { count: rest.length })}</span>
      </summary>
      <ul className="deeds">
        {rest.map((measure, index) => (
          <li key={index} title={measure.detail}>
            {tell(measure)}
          </li>
        ))}
      </ul>
    </details>
  );
}
