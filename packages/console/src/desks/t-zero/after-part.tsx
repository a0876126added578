// Afterwards: how wide it was, what was pledged and what was done, and who is to be reminded.
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { LongBoard } from "../../parts/long-board.tsx";
import { Empty } from "../../parts/notice.tsx";
import { formatDay } from "../../parts/times.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useLanguage, useWords } from "../../words/locale.tsx";
import type { Done } from "./t-zero-answers.ts";
import { tZeroWords } from "./t-zero-words.ts";
import { sayMeasures, useKinds } from "./use-kinds.ts";

interface AfterProps {
  readonly facts: CaseFacts;
  readonly name: (id: string) => string;
}

export function AfterPart({ facts, name }: AfterProps) {
  const say = useWords(tZeroWords);
  const { tag } = useLanguage();
  const params = { path: { case: facts.slug } };
  const width = useRead([facts.slug, "t-zero", "width"], (signal) =>
    node.GET("/api/cases/{case}/t-zero/width", { params, signal }),
  );
  const done = useRead([facts.slug, "t-zero", "done"], (signal) =>
    node.GET("/api/cases/{case}/t-zero/done", { params, signal }),
  );
  return (
    <>
      <section className="desk-part" aria-label={say("width.title")}>
        <h2 className="part-title">{say("width.title")}</h2>
        <AnswerView read={width} words={say("reading")}>
          {({ openedWidthMs, done: announced }) => (
            <>
              <p className="resolution-sentence">{say("width.opened", { ms: openedWidthMs })}</p>
              <p>
                {announced === null
                  ? say("width.none")
                  : say("width.done", {
                      ...{
                        days: announced.days,
                        first: formatDay(announced.first, tag),
                        last: formatDay(announced.last, tag),
                      },
                    })}
              </p>
            </>
          )}
        </AnswerView>
      </section>
      <section className="desk-part" aria-label={say("done.title")}>
        <h2 className="part-title">{say("done.title")}</h2>
        <AnswerView read={done} words={say("reading")}>
          {(found) => <DoneBoard facts={facts} name={name} done={found} />}
        </AnswerView>
      </section>
    </>
  );
}

function DoneBoard({ facts, name, done }: AfterProps & { readonly done: Done }) {
  const say = useWords(tZeroWords);
  const kinds = useKinds(facts.slug);
  const rank = ["nothing", "part", "done"];
  return (
    <>
      {done.items.length === 0 ? (
        <Empty>{say("done.none")}</Empty>
      ) : (
        <LongBoard<Done["items"][number]>
          caption={say("done.caption")}
          rows={done.items}
          rowKey={({ member, kind }) => `${member} ${kind}`}
          sortedBy={{ column: "outcome", direction: "ascending" }}
          template="minmax(9rem, 1.3fr) minmax(9rem, 1.3fr) minmax(5rem, 0.6fr) minmax(6rem, 0.8fr) minmax(7rem, 0.8fr)"
          columns={[
            {
              id: "member",
              title: say("col.member"),
              cell: (one) => name(one.member),
              key: (one) => name(one.member),
            },
            {
              ...{ id: "kind", title: say("done.col.kind"), key: (one) => one.kind },
              cell: (one) => kinds.find(({ id }) => id === one.kind)?.many ?? one.kind,
            },
            {
              ...{ id: "pledged", title: say("done.col.pledged"), numeric: true, key: (one) => one.pledged },
              cell: (one) => one.pledged ?? say("done.uncounted"),
            },
            {
              ...{ id: "done", title: say("done.col.done"), numeric: true, key: (one) => one.done },
              cell: (one) => (one.atLeast ? say("done.atleast", { count: one.done }) : one.done),
            },
            {
              ...{ id: "outcome", title: say("done.col.outcome"), key: (one) => rank.indexOf(one.outcome) },
              cell: (one) => (
                <span className="ready-mark" data-state={one.outcome === "done" ? "done" : "open"}>
                  {say(`done.${one.outcome}`)}
                </span>
              ),
            },
          ]}
        />
      )}
      <p className="basis">{done.rule}</p>
      <h3 className="label">{say("reminders.title")}</h3>
      {done.reminders.length === 0 ? (
        <p className="quiet">{say("reminders.none")}</p>
      ) : (
        <ul className="plain-list">
          {done.reminders.map(({ member, kind, missing, daysSince }) => (
            <li key={`${member} ${kind}`}>
              {say("reminders.one", {
                ...{ name: name(member), kind: sayMeasures(kinds, [{ kind, count: null }]) },
                ...{ missing, days: daysSince },
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
