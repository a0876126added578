// The map in words: the line about the member pointed at, and the table behind the map.
import type { MeasureKind } from "@entente/core/kinds";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { OverviewMember } from "../../../api/case-overview.ts";
import { SortableTable } from "../../../parts/sortable-table.tsx";
import { formatShortDay } from "../../../parts/times.ts";
import { pathOf } from "../../../shell/places.ts";
import { sayDone } from "../../../words/kind-words.ts";
import { sayIn, useFilledWords, useJoin, useLanguage, useWords } from "../../../words/locale.tsx";
import type { Locale } from "../../../words/locale.tsx";
import { coalitionWords } from "../coalition-words.ts";
import { capitalise } from "../sentences.ts";
import { sayStandingWords } from "../standing-words.ts";
import { countOf, firstDay, standingOf, standings } from "../standing.ts";

export interface HeadKind {
  readonly kinds: readonly MeasureKind[];
  readonly kind: string;
  /** How many of that kind are called: `expulsions`. */
  readonly many: string;
}

/** `Germany: 4 expulsions`, for labels and for the ear. */
export function sayMember(locale: Locale, member: OverviewMember, { kinds, kind, many }: HeadKind): string {
  const count = countOf(member, kind);
  const taken = member.measures.some((measure) => measure.kind === kind);
  const what = taken
    ? sayDone(locale, kinds, kind, count === 0 ? null : count)
    : sayIn(coalitionWords, locale, `did.${standingOf(member, kind)}`, { many });
  return sayIn(coalitionWords, locale, "map.member", { member: member.name, what });
}

interface MemberLineProps extends HeadKind {
  readonly slug: string;
  readonly member: OverviewMember | undefined;
}

/** What the member pointed at did, and the way to its approach. */
export function MemberLine({ slug, member, kinds, kind, many }: MemberLineProps): ReactNode {
  const say = useWords(coalitionWords);
  const fill = useFilledWords(coalitionWords);
  const { locale, tag } = useLanguage();
  const join = useJoin();
  if (member === undefined) return <p className="member-line" />;
  const deeds = member.measures.slice(0, 3).map(({ kind: one, count, announced }) => {
    const what = sayDone(locale, kinds, one, count);
    return announced === null ? what : say("map.on", { what, date: formatShortDay(announced, tag) });
  });
  const more = member.measures.length - deeds.length;
  const what =
    deeds.length === 0
      ? say(`did.${standingOf(member, kind)}`, { many })
      : join(more > 0 ? [...deeds, say("map.more", { count: more })] : deeds);
  return (
    <p className="member-line" aria-live="polite">
      {fill("map.line", {
        member: (
          <strong>
            <Link href={pathOf(slug, "approaches", member.id)}>{member.name}</Link>
          </strong>
        ),
        what,
        position: (
          <span className="quiet">
            {say("map.position", { position: sayStandingWords(locale, member.position) })}
          </span>
        ),
      })}
    </p>
  );
}

export function MapTable({
  members,
  kind,
  many,
}: Omit<HeadKind, "kinds"> & { readonly members: readonly OverviewMember[] }) {
  const say = useWords(coalitionWords);
  const { tag } = useLanguage();
  return (
    <SortableTable
      caption={say("map.title")}
      rows={members}
      rowKey={(member) => `map-${member.id}`}
      sortedBy={{ column: "standing", direction: "ascending" }}
      columns={[
        {
          id: "name",
          title: say("members.name"),
          key: (member) => member.name,
          cell: (member) => member.name,
        },
        {
          id: "standing",
          title: say("members.did"),
          key: (member) => standings.indexOf(standingOf(member, kind)),
          cell: (member) => capitalise(say(`did.${standingOf(member, kind)}`, { many })),
        },
        {
          id: "count",
          title: say("map.number"),
          numeric: true,
          first: "descending",
          key: (member) => countOf(member, kind),
          cell: (member) => countOf(member, kind) ?? "",
        },
        {
          id: "day",
          title: say("members.first"),
          key: firstDay,
          cell: (member) => formatShortDay(firstDay(member) ?? "", tag),
        },
      ]}
    />
  );
}
