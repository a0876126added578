// The common instant: who is ready and what is still open before it, and afterwards what was pledged against what was done.
import type { OverviewMember, TZero } from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { formatDay, saySeconds } from "../../parts/times.ts";
import { useFilledWords, useJoin, useLanguage, useWords } from "../../words/locale.tsx";
import { Prose } from "../../words/prose.tsx";
import { coalitionWords } from "./coalition-words.ts";
import { capitalise, sentenceOf } from "./sentences.ts";

export interface CommonInstantPartProps {
  readonly tZero: TZero | null;
  readonly members: readonly OverviewMember[];
}

const items = ["text-cleared", "translated", "note-verbale", "spokesperson", "legal-step"] as const;

export function CommonInstantPart({ tZero, members }: CommonInstantPartProps) {
  const say = useWords(coalitionWords);
  const fill = useFilledWords(coalitionWords);
  if (tZero === null) return <Empty>{say("instant.none")}</Empty>;
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const name = (id: string): string => names.get(id) ?? id;
  return (
    <>
      <Readiness tZero={tZero} name={name} />
      {tZero.done !== null && <Done done={tZero.done} late={tZero.lateSeconds} name={name} />}
      <p className="basis">{fill("instant.rule", { rule: <Prose text={tZero.holdRule} /> })}</p>
    </>
  );
}

/** How many settled each item, as aligned bars; behind them who still has which open, those with the same together. */
function Readiness({ tZero, name }: { tZero: TZero; name: (id: string) => string }) {
  const say = useWords(coalitionWords);
  const fill = useFilledWords(coalitionWords);
  const join = useJoin();
  const { asked, ready, open } = tZero.readiness;
  if (asked === 0) return <p>{say("instant.not-asked")}</p>;
  const when = tZero.state === "opened" ? "opened" : tZero.state === "stood-down" ? "down" : "now";
  return (
    <>
      <p className="lead-sentence">
        {fill("instant.ready", {
          ready: <strong>{say("instant.ready.of", { ready, all: asked })}</strong>,
          ...{ when, count: ready },
        })}
      </p>
      <table className="funnel readiness">
        <caption className="basis">{say("instant.basis", { count: asked })}</caption>
        <thead className="unseen">
          <tr>
            <th scope="col">{say("instant.item")}</th>
            <th scope="col">{say("instant.settled")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const settled = asked - (open.find((one) => one.item === item)?.members.length ?? 0);
            return (
              <tr key={item}>
                <th scope="row">{capitalise(say(`item.${item}`))}</th>
                <td className="funnel-bar">
                  <span className="bar-track">
                    <span className="bar" style={{ width: `${(settled / asked) * 100}%` }} />
                  </span>
                  <span className="bar-count">{say("instant.of", { count: settled, all: asked })}</span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {open.length > 0 && (
        <details className="more">
          <summary>{say(when === "now" ? "instant.open" : "instant.open.past")}</summary>
          <dl className="open-items">
            {groupOpen(open).map(({ has, who }) => {
              const what =
                has.length === items.length
                  ? say("instant.everything")
                  : join(has.map((item) => say(`item.${item}`)));
              return (
                <div key={what}>
                  <dt>
                    {capitalise(what)}{" "}
                    <span className="quiet">{say("instant.members", { count: who.length })}</span>
                  </dt>
                  <dd>{join(who.map(name))}</dd>
                </div>
              );
            })}
          </dl>
        </details>
      )}
    </>
  );
}

interface OpenGroup {
  readonly has: readonly (typeof items)[number][];
  readonly who: readonly string[];
}

/** Members by what exactly they have open, the largest group first. */
function groupOpen(open: TZero["readiness"]["open"]): readonly OpenGroup[] {
  const groups = new Map<string, OpenGroup>();
  for (const id of new Set(open.flatMap(({ members }) => members))) {
    const has = items.filter((item) => open.some((one) => one.item === item && one.members.includes(id)));
    const key = has.join(" ");
    groups.set(key, { has, who: [...(groups.get(key)?.who ?? []), id] });
  }
  return [...groups.values()].sort((a, b) => b.who.length - a.who.length);
}

interface DoneProps {
  readonly done: NonNullable<TZero["done"]>;
  readonly late: number | null;
  readonly name: (id: string) => string;
}

function Done({ done, late, name }: DoneProps) {
  const say = useWords(coalitionWords);
  const fill = useFilledWords(coalitionWords);
  const { tag } = useLanguage();
  const all = done.done + done.part + done.nothing;
  return (
    <>
      <p className="lead-sentence">
        {fill("done.sentence", {
          done: <strong>{say("instant.of", { count: done.done, all })}</strong>,
          ...{ part: done.part, nothing: done.nothing, date: formatDay(done.asOf, tag) },
          width: done.widthDays === null ? say("done.end") : say("done.width", { days: done.widthDays + 1 }),
          late: late !== null && late > 0 ? say("done.late", { time: saySeconds(late, tag) }) : "",
        })}
      </p>
      <p className="basis">{fill("done.counts", { rule: <Prose text={done.rule} /> })}</p>
      {done.reminders.length > 0 && (
        <details className="more">
          <summary>{say("done.reminders", { count: done.reminders.length })}</summary>
          <ul className="conflicts">
            {done.reminders.map(({ member, text }) => (
              <li key={`${member} ${text}`}>
                <strong>{name(member)}</strong>: <Prose text={sentenceOf(text)} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
