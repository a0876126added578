// Members and groups: who belongs to the community as of a day, what changed, and how each member is reached.
import { useState } from "react";
import type { SubmitEvent } from "react";
import { Link, useLocation } from "wouter";
import type { paths } from "../../../../../formats/api.d.ts";
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { SortableTable } from "../../parts/sortable-table.tsx";
import type { Column } from "../../parts/sortable-table.tsx";
import type { DeskProps } from "../../shell/desk-props.ts";
import { pathOf } from "../../shell/places.ts";
import { useScreenBanner } from "../../shell/screen-banner.tsx";
import { useLanguage, useWords } from "../../words/locale.tsx";
import { MemberPage } from "./member-page.tsx";
import { sayDay, sayHours, useKinds } from "./member-sentences.ts";
import { memberWords } from "./members-words.ts";
import "../../style/lists.css";

type Community =
  paths["/api/cases/{case}/community"]["get"]["responses"]["200"]["content"]["application/json"];
type Described =
  paths["/api/cases/{case}/members"]["get"]["responses"]["200"]["content"]["application/json"]["members"][number];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** `…/members`, `…/members/as-of/2018-03-26`, `…/members/EST`. */
export function MembersDesk({ facts, rest: [first, second] }: DeskProps) {
  useScreenBanner([]);
  const day = first === "as-of" && second !== undefined && DAY.test(second) ? second : null;
  if (first !== undefined && first !== "as-of") return <MemberPage facts={facts} member={first} />;
  return <CommunityPage facts={facts} day={day} />;
}

function CommunityPage({ facts, day }: Pick<DeskProps, "facts"> & { readonly day: string | null }) {
  const say = useWords(memberWords);
  const { tag } = useLanguage();
  const { slug } = facts;
  const community = useRead<Community>([slug, "community", day], (signal) =>
    node.GET("/api/cases/{case}/community", {
      params: { path: { case: slug }, query: day === null ? {} : { asOf: day } },
      signal,
    }),
  );
  const described = useRead([slug, "members"], (signal) =>
    node.GET("/api/cases/{case}/members", { params: { path: { case: slug } }, signal }),
  );
  const known = "value" in described.answer ? described.answer.value.members : [];
  return (
    <>
      <header className="desk-head">
        <h1>{say("title")}</h1>
        <AnswerView read={community} words={say("reading")}>
          {({ name, members, groups, asOf }) => (
            <p className="desk-lead">
              {say("lead", {
                ...{ name, members: members.length, groups: groups.length },
                day: sayDay(asOf, tag),
              })}
            </p>
          )}
        </AnswerView>
        {"value" in community.answer && <AsOf slug={slug} shown={community.answer.value.asOf} chosen={day} />}
      </header>
      {"value" in community.answer && (
        <>
          <Section id="groups" title={say("groups")}>
            <Groups community={community.answer.value} />
          </Section>
          <Section id="members" title={say("members")}>
            <Members slug={slug} community={community.answer.value} described={known} />
            {known.some(({ capacity }) => capacity === null) && <p className="basis">{say("only-lead")}</p>}
          </Section>
        </>
      )}
    </>
  );
}

interface AsOfProps {
  readonly slug: string;
  readonly shown: string;
  readonly chosen: string | null;
}

function AsOf({ slug, shown, chosen }: AsOfProps) {
  const say = useWords(memberWords);
  const [, go] = useLocation();
  const [day, setDay] = useState(shown);
  const show = (event: SubmitEvent) => {
    event.preventDefault();
    if (DAY.test(day)) go(pathOf(slug, "members", "as-of", day));
  };
  return (
    <form className="as-of acts" onSubmit={show}>
      <label className="choice">
        <span>{say("asof")}</span>
        <input type="date" value={day} required onChange={({ target }) => setDay(target.value)} />
      </label>
      <button type="submit" className="button">
        {say("asof.show")}
      </button>
      {chosen !== null && <Link href={pathOf(slug, "members")}>{say("asof.case")}</Link>}
    </form>
  );
}

function Groups({ community: { groups, members } }: { readonly community: Community }) {
  const say = useWords(memberWords);
  const { tag } = useLanguage();
  const names = new Map(members.map(({ id, name }) => [id, name]));
  if (groups.length === 0) return <Empty>{say("groups.none")}</Empty>;
  return (
    <ul className="group-list">
      {groups.map((group) => (
        <li key={group.id}>
          <h3>
            {group.name} <span className="code">{group.id}</span>
          </h3>
          <p className="quiet">{say("group.members", { count: group.members.length })}</p>
          <p className="group-members">{group.members.map((id) => names.get(id) ?? id).join(" · ")}</p>
          {group.changes.length > 0 && (
            <details>
              <summary>{say("group.changes")}</summary>
              <ul>
                {group.changes.map(({ member, day, change }) => (
                  <li key={`${member} ${day}`}>
                    {say(change === "join" ? "change.join" : "change.leave", {
                      name: names.get(member) ?? member,
                      day: sayDay(day, tag),
                    })}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly groups: readonly string[];
  readonly described: Described | null;
}

interface MembersProps {
  readonly slug: string;
  readonly community: Community;
  readonly described: readonly Described[];
}

function Members({ slug, community, described }: MembersProps) {
  const say = useWords(memberWords);
  const kinds = useKinds();
  const { tag } = useLanguage();
  const [wanted, setWanted] = useState("");
  const byId = new Map(described.map((one) => [one.id, one]));
  const rows = community.members
    .map(({ id, name, kind }): Row => {
      const groups = community.groups.filter(({ members }) => members.includes(id)).map((group) => group.id);
      return { id, name, kind, groups, described: byId.get(id) ?? null };
    })
    .filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(wanted.trim().toLowerCase()));
  const told = described.some(({ capacity }) => capacity !== null);
  const columns: readonly Column<Row>[] = [
    {
      ...{ id: "name", title: say("col.name"), key: (row: Row) => row.name },
      cell: ({ id, name }) => (
        <Link className="member-name" href={pathOf(slug, "members", id)}>
          {name} <span className="code">{id}</span>
        </Link>
      ),
    },
    { id: "kind", title: say("col.kind"), key: ({ kind }) => kind, cell: ({ kind }) => kinds(kind) },
    {
      ...{ id: "groups", title: say("col.groups"), key: ({ groups }: Row) => groups.length },
      cell: ({ groups }) => groups.join(", "),
    },
    ...(told
      ? [
          {
            ...{
              id: "reach",
              title: say("col.reach"),
              key: (row: Row) => row.described?.capacity?.reach ?? null,
            },
            cell: ({ described: one }: Row) =>
              one?.described === true && one.capacity !== null
                ? say(`reach.${one.capacity.reach}`)
                : say("capacity.unknown"),
          },
          {
            ...{ id: "zone", title: say("col.zone") },
            cell: ({ described: one }: Row) =>
              one?.described === true && one.capacity !== null ? sayHours(say, one.capacity, tag) : "",
          },
        ]
      : []),
  ];
  return (
    <>
      <label className="field acts">
        <span className="label">{say("find")}</span>
        <input type="search" value={wanted} onChange={({ target }) => setWanted(target.value)} />
      </label>
      {rows.length === 0 ? (
        <Empty>{say("none-found")}</Empty>
      ) : (
        <SortableTable
          caption={say("members")}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          sortedBy={{ column: "name", direction: "ascending" }}
        />
      )}
    </>
  );
}
