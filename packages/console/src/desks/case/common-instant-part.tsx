// The common instant: who is ready and what is still open before it, and afterwards what was pledged against what was done.
import type { OverviewMember, TZero } from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { formatDay, saySeconds } from "../../parts/times.ts";
import { capitalise, count, joinWords } from "./sentences.ts";

export interface CommonInstantPartProps {
  readonly tZero: TZero | null;
  readonly members: readonly OverviewMember[];
}

const items: Readonly<Record<string, string>> = {
  "text-cleared": "text cleared",
  translated: "translated",
  "note-verbale": "note verbale",
  spokesperson: "spokesperson",
  "legal-step": "legal step",
};

export function CommonInstantPart({ tZero, members }: CommonInstantPartProps) {
  if (tZero === null)
    return <Empty>T-0 is not set. The lead&apos;s release authority sets the instant.</Empty>;
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const name = (id: string): string => names.get(id) ?? id;
  return (
    <>
      <Readiness tZero={tZero} name={name} />
      {tZero.done !== null && <Done done={tZero.done} late={tZero.lateSeconds} name={name} />}
      <p className="basis">The community&apos;s written rule: {tZero.holdRule}</p>
    </>
  );
}

/** How many settled each item, as aligned bars; behind them who still has which open, those with the same together. */
function Readiness({ tZero, name }: { tZero: TZero; name: (id: string) => string }) {
  const { asked, ready, open } = tZero.readiness;
  if (asked === 0) return <p>No member was asked to say how ready it is.</p>;
  const over = tZero.state === "opened" || tZero.state === "stood-down";
  const settledAll = over ? "had settled everything" : `${ready === 1 ? "has" : "have"} settled everything`;
  const until = tZero.state === "opened" ? " when it opened" : over ? " when it was stood down" : "";
  return (
    <>
      <p className="lead-sentence">
        <strong>
          {ready} of {count(asked, "member", "members")}
        </strong>{" "}
        {settledAll}
        {until}.
      </p>
      <table className="funnel readiness">
        <caption className="basis">
          Members that settled each item, of the {asked} that were asked. What a member does not need counts
          as settled.
        </caption>
        <thead className="unseen">
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Members that settled it</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(items).map(([item, words]) => {
            const settled = asked - (open.find((one) => one.item === item)?.members.length ?? 0);
            return (
              <tr key={item}>
                <th scope="row">{capitalise(words)}</th>
                <td className="funnel-bar">
                  <span className="bar-track">
                    <span className="bar" style={{ width: `${(settled / asked) * 100}%` }} />
                  </span>
                  <span className="bar-count">
                    {settled} of {asked}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {open.length > 0 && (
        <details className="more">
          <summary>{over ? "Who had what open" : "Who has what open"}</summary>
          <dl className="open-items">
            {groupOpen(open).map(({ what, who }) => (
              <div key={what}>
                <dt>
                  {capitalise(what)} <span className="quiet">{count(who.length, "member", "members")}</span>
                </dt>
                <dd>{joinWords(who.map(name))}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

/** Members by what exactly they have open, the largest group first. */
function groupOpen(
  open: TZero["readiness"]["open"],
): readonly { readonly what: string; readonly who: readonly string[] }[] {
  const groups = new Map<string, string[]>();
  for (const id of new Set(open.flatMap(({ members }) => members))) {
    const has = Object.keys(items).filter((item) =>
      open.some((one) => one.item === item && one.members.includes(id)),
    );
    const what =
      has.length === Object.keys(items).length
        ? "everything"
        : joinWords(has.map((item) => items[item] ?? item));
    groups.set(what, [...(groups.get(what) ?? []), id]);
  }
  return [...groups].map(([what, who]) => ({ what, who })).sort((a, b) => b.who.length - a.who.length);
}

function Done({
  done,
  late,
  name,
}: {
  done: NonNullable<TZero["done"]>;
  late: number | null;
  name: (id: string) => string;
}) {
  const all = done.done + done.part + done.nothing;
  return (
    <>
      <p className="lead-sentence">
        Pledged against done: <strong>{`${done.done} of ${all}`}</strong> pledged measures were done in full,{" "}
        {done.part} in part, {done.nothing} not, as of {formatDay(done.asOf)}
        {done.widthDays === null ? "." : `; announced within ${count(done.widthDays + 1, "day", "days")}.`}
        {late !== null && late > 0 && ` It opened ${saySeconds(late)} late.`}
      </p>
      <p className="basis">{`Counts ${done.rule}.`}</p>
      {done.reminders.length > 0 && (
        <details className="more">
          <summary>{count(done.reminders.length, "reminder is", "reminders are")} due</summary>
          <ul className="conflicts">
            {done.reminders.map(({ member, text }) => (
              <li key={`${member} ${text}`}>
                <strong>{name(member)}</strong>: {text}.
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
