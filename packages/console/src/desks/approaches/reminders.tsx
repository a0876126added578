// What the node reminds of by itself.
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { LongBoard } from "../../parts/long-board.tsx";
import { Empty } from "../../parts/notice.tsx";
import { When } from "../../parts/when.tsx";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import { approachWords } from "./approaches-words.ts";

export function RemindersPart({
  facts,
  name,
}: {
  readonly facts: CaseFacts;
  readonly name: (id: string) => string;
}) {
  const say = useWords(approachWords);
  const { slug } = facts;
  const read = useRead([slug, "reminders"], (signal) =>
    node.GET("/api/cases/{case}/reminders", { params: { path: { case: slug } }, signal }),
  );
  return (
    <section className="desk-part" aria-label={say("reminders.title")}>
      <h1 className="desk-sentence">{say("reminders.title")}</h1>
      <p className="basis">{say("reminders.intro")}</p>
      <AnswerView read={read} words={say("reading")}>
        {({ reminders }) =>
          reminders.length === 0 ? (
            <Empty>{say("reminders.none")}</Empty>
          ) : (
            <LongBoard
              caption={say("reminders.caption")}
              rows={reminders}
              rowKey={({ member, kind, subject, day }) => `${member} ${kind} ${subject} ${day}`}
              sortedBy={{ column: "due", direction: "ascending" }}
              template="minmax(9rem, 1fr) minmax(12rem, 2fr) minmax(11rem, 1fr) minmax(11rem, 1fr)"
              columns={[
                {
                  id: "member",
                  title: say("rem.member"),
                  cell: (one) => name(one.member),
                  key: (one) => name(one.member),
                },
                {
                  id: "what",
                  title: say("rem.what"),
                  cell: (one) => `${one.kind} ${one.subject}`,
                  key: (one) => one.kind,
                },
                {
                  id: "due",
                  title: say("rem.due"),
                  cell: (one) => <When instant={one.due} />,
                  key: (one) => one.due,
                },
                {
                  id: "at",
                  title: say("rem.at"),
                  cell: (one) => <When instant={one.at} />,
                  key: (one) => one.at,
                },
              ]}
            />
          )
        }
      </AnswerView>
    </section>
  );
}
