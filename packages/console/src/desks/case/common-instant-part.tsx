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
      <p className="quiet">Written rule: {tZero.holdRule}</p>
    </>
  );
}

function Readiness({ tZero, name }: { tZero: TZero; name: (id: string) => string }) {
  const { asked, ready, open } = tZero.readiness;
  if (asked === 0) return <p>No member was asked to say how ready it is.</p>;
  return (
    <>
      <p className="waiting-sentence">
        <strong>
          {ready} of {count(asked, "member", "members")}
        </strong>{" "}
        {ready === 1 ? "is" : "are"} ready
        {open.length === 0 ? "; nothing is open." : "."}
      </p>
      {open.length > 0 && (
        <details className="more">
          <summary>
            {open.map(({ item, members: who }) => `${items[item] ?? item}: ${who.length} open`).join(", ")}
          </summary>
          <ul className="conflicts">
            {open.map(({ item, members: who }) => (
              <li key={item}>
                <strong>{capitalise(items[item] ?? item)}</strong> is open with {joinWords(who.map(name))}.
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
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
      <p className="waiting-sentence">
        Pledged against done: <strong>{`${done.done} of ${all}`}</strong> pledged measures were done in full,{" "}
        {done.part} in part, {done.nothing} not, as of {formatDay(done.asOf)}
        {done.widthDays === null ? "." : `; announced within ${count(done.widthDays + 1, "day", "days")}.`}
        {late !== null && late > 0 && ` It opened ${saySeconds(late)} late.`}
      </p>
      <p className="basis">{`Counts measures ${done.rule}.`}</p>
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
