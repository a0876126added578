// The tally as a sentence. Whoever doubts the number can change the counting rule and see what it becomes.
import { useId, useState } from "react";
import type { CaseOverview, Conflict, OverviewMember, OverviewTally } from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { formatDay } from "../../parts/times.ts";
import { sayDone, sayMany } from "../../words/kind-words.ts";
import { hasWord, useFilledWords, useJoin, useLanguage, useWords } from "../../words/locale.tsx";
import { shortNameIn } from "../../words/names.ts";
import { Prose } from "../../words/prose.tsx";
import { caseWords } from "./case-words.ts";
import { capitalise, sentenceOf } from "./sentences.ts";

export interface TallyPartProps {
  readonly overview: Pick<CaseOverview, "tallies" | "lead" | "kinds" | "reciprocal">;
  readonly members: readonly OverviewMember[];
}

export function TallyPart({
  overview: { tallies, lead, kinds: known, reciprocal },
  members,
}: TallyPartProps) {
  const say = useWords(caseWords);
  const fill = useFilledWords(caseWords);
  const { locale, tag } = useLanguage();
  const sayActors = useActors();
  const name = useId();
  const kinds = [...new Set(tallies.map((tally) => tally.kind))];
  const [kind, setKind] = useState(kinds[0] ?? "");
  const [rule, setRule] = useState(tallies[0]?.rule ?? "");
  const ofKind = tallies.filter((tally) => tally.kind === kind);
  const shown = ofKind.find((tally) => tally.rule === rule) ?? ofKind[0];
  if (shown === undefined) return <Empty>{say("tally.none")}</Empty>;
  const own = shown.byActor[lead.id] ?? 0;
  return (
    <div className="tally">
      <div aria-live="polite">
        <p className="tally-sentence">
          {fill("tally.sentence", {
            what: <strong>{sayDone(locale, known, shown.kind, shown.persons)}</strong>,
            actors: <strong>{sayActors(shown)}</strong>,
            lead: own > 0 ? say("tally.with-lead", { count: own }) : say("tally.without-lead"),
            date: formatDay(shown.asOf, tag),
          })}
        </p>
        <p className="basis">
          <Prose text={sentenceOf(shown.ruleText)} />
        </p>
        <p className="quiet">
          {reciprocal.persons === 0
            ? say("tally.no-answer")
            : fill("tally.answer", {
                what: <Prose text={reciprocal.said} />,
                date: formatDay(reciprocal.asOf, tag),
              })}
        </p>
        <Conflicts conflicts={shown.conflicts} kind={shown.kind} kinds={known} members={members} />
      </div>
      <div className="tally-rules">
        {kinds.length > 1 && (
          <label className="field">
            <span className="label">{say("tally.kind")}</span>
            <select value={kind} onChange={(change) => setKind(change.target.value)}>
              {kinds.map((word) => (
                <option key={word} value={word}>
                  {capitalise(sayMany(locale, known, word))}
                </option>
              ))}
            </select>
          </label>
        )}
        <fieldset className="rules">
          <legend className="label">{say("tally.rule")}</legend>
          {ofKind.map((tally) => {
            const word = `rule.${tally.rule}`;
            return (
              <label key={tally.rule} className="rule">
                <input
                  type="radio"
                  name={name}
                  value={tally.rule}
                  checked={tally === shown}
                  onChange={() => setRule(tally.rule)}
                />
                <span className="rule-name">
                  {hasWord(caseWords, word) ? say(word) : tally.rule.replaceAll("-", " ")}
                </span>
                <span className="rule-figure">{tally.persons}</span>
                <span className="quiet">{sayActors(tally)}</span>
              </label>
            );
          })}
        </fieldset>
      </div>
    </div>
  );
}

/** `29 states and NATO`. */
function useActors(): (tally: OverviewTally) => string {
  const say = useWords(caseWords);
  const { locale } = useLanguage();
  const join = useJoin();
  return ({ states, organisations }) => {
    const who = [
      ...(states === 0 ? [] : [say("tally.states", { count: states })]),
      ...organisations.map((id) => shortNameIn(locale, id)),
    ];
    return who.length === 0 ? say("tally.nobody") : join(who);
  };
}

interface ConflictsProps extends Pick<CaseOverview, "kinds"> {
  readonly conflicts: readonly Conflict[];
  readonly kind: string;
  readonly members: readonly OverviewMember[];
}

/** Where sources disagree, both figures stand: who gives which, which one is counted, and why. */
function Conflicts({ conflicts, kind, kinds, members }: ConflictsProps) {
  const say = useWords(caseWords);
  const fill = useFilledWords(caseWords);
  const { locale, tag } = useLanguage();
  if (conflicts.length === 0) return null;
  const figure = ({ count, announced, confidence, sources }: Conflict["taken"]): string =>
    say("conflict.figure", {
      what: sayDone(locale, kinds, kind, count),
      date: announced === null ? "none" : formatDay(announced, tag),
      confidence,
      sources: sources.length === 0 ? say("conflict.no-source") : sources.join(", "),
    });
  return (
    <details className="more">
      <summary>{say("conflict.title", { count: conflicts.length })}</summary>
      <ul className="conflicts">
        {conflicts.map(({ id, actor, taken, others, why }) => (
          <li key={id}>
            {fill("conflict.line", {
              member: <strong>{members.find((member) => member.id === actor)?.name ?? actor}</strong>,
              taken: figure(taken),
              others: others.map(figure).join(", "),
            })}{" "}
            <Prose text={sentenceOf(why)} />
          </li>
        ))}
      </ul>
    </details>
  );
}
