// The tally as a sentence. Whoever doubts the number can change the counting rule and see what it becomes.
import { useId, useState } from "react";
import { findKind, sayMeasure } from "@entente/core/kinds";
import type { MeasureKind } from "@entente/core/kinds";
import type {
  CaseOverview,
  Conflict,
  OverviewMember,
  OverviewTally,
  Reciprocal,
} from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { formatDay } from "../../parts/times.ts";
import { capitalise, sayRule, sayRuleText, sayTally } from "./sentences.ts";

export interface TallyPartProps {
  readonly tallies: readonly OverviewTally[];
  readonly lead: CaseOverview["lead"];
  readonly kinds: readonly MeasureKind[];
  readonly reciprocal: Reciprocal;
  readonly members: readonly OverviewMember[];
}

export function TallyPart({ tallies, lead, kinds: known, reciprocal, members }: TallyPartProps) {
  const name = useId();
  const kinds = [...new Set(tallies.map((tally) => tally.kind))];
  const [kind, setKind] = useState(kinds[0] ?? "");
  const [rule, setRule] = useState(tallies[0]?.rule ?? "");
  const ofKind = tallies.filter((tally) => tally.kind === kind);
  const shown = ofKind.find((tally) => tally.rule === rule) ?? ofKind[0];
  if (shown === undefined)
    return <Empty>No measure is recorded yet. The tally appears with the first one.</Empty>;
  const said = sayTally(shown, lead);
  return (
    <div className="tally">
      <div aria-live="polite">
        <p className="tally-sentence">
          <strong>{said.what}</strong> by <strong>{said.actors}</strong>, {said.lead}, as of {said.asOf}.
        </p>
        <p className="basis">{sayRuleText(shown.ruleText, lead)}</p>
        <p className="quiet">
          {reciprocal.persons === 0
            ? "Nothing is recorded that was done in answer."
            : `Counted apart: ${reciprocal.said}, as of ${formatDay(reciprocal.asOf)}.`}
        </p>
        <Conflicts conflicts={shown.conflicts} kind={shown.kind} kinds={known} members={members} />
      </div>
      <div className="tally-rules">
        {kinds.length > 1 && (
          <label className="field">
            <span className="label">Count</span>
            <select value={kind} onChange={(change) => setKind(change.target.value)}>
              {kinds.map((word) => (
                <option key={word} value={word}>
                  {capitalise(findKind(known, word)?.many ?? word)}
                </option>
              ))}
            </select>
          </label>
        )}
        <fieldset className="rules">
          <legend className="label">Counting rule</legend>
          {ofKind.map((tally) => (
            <label key={tally.rule} className="rule">
              <input
                type="radio"
                name={name}
                value={tally.rule}
                checked={tally === shown}
                onChange={() => setRule(tally.rule)}
              />
              <span className="rule-name">{sayRule(tally.rule)}</span>
              <span className="rule-figure">{tally.persons}</span>
              <span className="quiet">{sayTally(tally, lead).actors}</span>
            </label>
          ))}
        </fieldset>
      </div>
    </div>
  );
}

/** Where sources disagree, both figures stand: who gives which, which one is counted, and why. */
function Conflicts({
  conflicts,
  kind,
  kinds,
  members,
}: {
  readonly conflicts: readonly Conflict[];
  readonly kind: string;
  readonly kinds: readonly MeasureKind[];
  readonly members: readonly OverviewMember[];
}) {
  if (conflicts.length === 0) return null;
  const say = ({ count, announced, confidence, sources }: Conflict["taken"]): string =>
    `${sayMeasure(kinds, kind, count)}${announced === null ? "" : ` on ${formatDay(announced)}`} (${confidence} confidence: ${sources.length === 0 ? "no source" : sources.join(", ")})`;
  return (
    <details className="more">
      <summary>
        {conflicts.length === 1 ? "One figure is" : `${conflicts.length} figures are`} given otherwise
        elsewhere
      </summary>
      <ul className="conflicts">
        {conflicts.map(({ id, actor, taken, others, why }) => (
          <li key={id}>
            <strong>{members.find((member) => member.id === actor)?.name ?? actor}</strong>: counted{" "}
            {say(taken)}; also said {others.map(say).join(", ")}. {capitalise(why)}.
          </li>
        ))}
      </ul>
    </details>
  );
}
