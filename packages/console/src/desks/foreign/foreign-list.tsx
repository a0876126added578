// Every case that was brought to this node by another: who leads it, what is asked, by when, and how it stands.
import { Link } from "wouter";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Empty } from "../../parts/notice.tsx";
import { SortableTable } from "../../parts/sortable-table.tsx";
import { When } from "../../parts/when.tsx";
import { useMemberNames } from "../../api/use-member-names.ts";
import { nodePath } from "../../shell/node-places.ts";
import { useScreenBanner } from "../../shell/screen-banner.tsx";
import { useWords } from "../../words/locale.tsx";
import { useForeignCases } from "./foreign-reads.ts";
import type { ListedCase } from "./foreign-reads.ts";
import { foreignWords } from "./foreign-words.ts";
import { sayStanding } from "./say-standing.ts";

export function ForeignList() {
  const say = useWords(foreignWords);
  const read = useForeignCases();
  const known = "value" in read.answer ? read.answer.value.cases : [];
  // What is asked is covered by what was brought with it.
  useScreenBanner(known.flatMap(({ cuts }) => cuts.map(({ banner }) => banner)));
  return (
    <>
      <header className="desk-head">
        <h1>{say("title")}</h1>
        <p className="desk-lead">{say("lead")}</p>
      </header>
      <AnswerView read={read} words={say("reading")}>
        {({ cases }) => (cases.length === 0 ? <Empty>{say("none")}</Empty> : <Table cases={cases} />)}
      </AnswerView>
    </>
  );
}

function Table({ cases }: { readonly cases: readonly ListedCase[] }) {
  const say = useWords(foreignWords);
  const name = useMemberNames();
  return (
    <SortableTable<ListedCase>
      caption={say("caption")}
      rows={cases}
      rowKey={({ lead, name: called }) => `${lead} ${called}`}
      sortedBy={{ column: "by", direction: "ascending" }}
      columns={[
        {
          ...{ id: "case", title: say("col.case"), key: ({ title }) => title },
          cell: ({ lead, name: called, title }) => (
            <Link className="strong-link" href={nodePath("foreign", lead, called)}>
              {title}
            </Link>
          ),
        },
        {
          ...{ id: "lead", title: say("col.lead"), key: ({ lead }) => name(lead) },
          cell: ({ lead }) => name(lead),
        },
        {
          ...{ id: "asked", title: say("col.asked") },
          cell: ({ ask }) => <span className="asked-line">{ask}</span>,
        },
        {
          ...{ id: "by", title: say("col.by"), key: ({ answerBy }) => answerBy },
          cell: ({ answerBy }) => <When instant={answerBy} />,
        },
        {
          ...{ id: "state", title: say("col.state"), key: (one) => sayStanding(say, one).said },
          cell: (one) => {
            const { said, late } = sayStanding(say, one);
            return (
              <>
                <span className={late ? "late-word" : undefined}>{said}</span>
                {one.refused > 0 && (
                  <p className="late-word">{say("state.refused", { count: one.refused })}</p>
                )}
                {one.waiting > 0 && <p className="quiet">{say("state.waiting", { count: one.waiting })}</p>}
              </>
            );
          },
        },
      ]}
    />
  );
}
