// Whether each member could still act on what it would read: what becomes of each judgement, and which single marking keeps most
// members from enough. Worked out by the core's planning from the text as it is typed, before anything is planned.
import { useMemo } from "react";
import { noRules, planRelease } from "@entente/core/planning";
import type { ReleasePlan, Sufficiency } from "@entente/core/planning";
import type { CompiledCommunity } from "@entente/core/markings";
import { Empty } from "../../parts/notice.tsx";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import { documentWords } from "./documents-words.ts";
import type { DraftReading } from "./read-draft.ts";

interface EnoughProps {
  readonly facts: CaseFacts;
  readonly community: CompiledCommunity;
  readonly reading: DraftReading;
}

const VERDICTS = ["carried", "weakened", "unsupported", "withheld"] as const;

/** Null while the text cannot be planned. */
function plan({ facts: { lead }, community, reading }: EnoughProps): ReleasePlan | null {
  if (reading.problems.some(({ severity }) => severity === "error") || reading.banner === null) return null;
  const recipients = community.community.members.map(({ id }) => id).filter((id) => id !== lead);
  try {
    return planRelease({ document: reading.document, community, recipients, rules: noRules, consents: [] });
  } catch {
    return null;
  }
}

export function EnoughPart({ facts, community, reading }: EnoughProps) {
  const say = useWords(documentWords);
  const planned = useMemo(() => plan({ facts, community, reading }), [facts, community, reading]);
  const names = new Map(community.community.members.map(({ id, name }) => [id, name]));
  const call = (members: readonly string[]) => members.map((id) => names.get(id) ?? id).join(", ");
  return (
    <section className="enough" aria-label={say("enough.title")}>
      <h2>{say("enough.title")}</h2>
      {planned === null ? <Empty>{say("enough.wait")}</Empty> : <Planned planned={planned} />}
      <p className="basis">{say("enough.basis", { lead: names.get(facts.lead) ?? facts.lead })}</p>
    </section>
  );

  function Planned({ planned: { classes, excluded, sufficiency, marginal } }: { planned: ReleasePlan }) {
    const members = new Map(classes.map(({ id, recipients }) => [id, recipients]));
    const judgements = [...new Set(sufficiency.map(({ judgement }) => judgement))];
    const all = classes.reduce((sum, { recipients }) => sum + recipients.length, excluded.length);
    const able = classes
      .filter(({ id }) =>
        sufficiency.filter((one) => one.class === id).every(({ verdict }) => verdict === "carried"),
      )
      .reduce((sum, { recipients }) => sum + recipients.length, 0);
    return (
      <>
        {judgements.length === 0 ? (
          <p>{say("enough.none")}</p>
        ) : (
          <>
            <p className="enough-able">{say("enough.able", { able, all })}</p>
            <h3>{say("enough.judgements")}</h3>
            <ul className="judgements">
              {judgements.map((id) => (
                <Judged
                  key={id}
                  id={id}
                  verdicts={sufficiency.filter(({ judgement }) => judgement === id)}
                  members={members}
                  nobody={excluded.map(({ recipient }) => recipient)}
                />
              ))}
            </ul>
          </>
        )}
        <h3>{say("enough.marginal")}</h3>
        <p className="basis">{say("enough.marginal.why")}</p>
        {marginal.length === 0 ? (
          <p>{say("enough.nothing")}</p>
        ) : (
          <ol className="marginal">
            {marginal.map(({ marking, adds, places }) => (
              <li key={marking}>
                <p>
                  {say("enough.relax", { marking: "" })}
                  <strong className="mark">{marking}</strong>
                </p>
                <p>{say("enough.adds", { count: adds.length, members: call(adds) })}</p>
                <p className="quiet">{say("enough.places", { count: places })}</p>
              </li>
            ))}
          </ol>
        )}
      </>
    );
  }

  function Judged({
    id,
    verdicts,
    members,
    nobody,
  }: {
    readonly id: string;
    readonly verdicts: readonly Sufficiency[];
    readonly members: ReadonlyMap<string, readonly string[]>;
    readonly nobody: readonly string[];
  }) {
    const portion = reading.document.portions.find((one) => one.id === id);
    const of = (verdict: string) => [
      ...verdicts.filter((one) => one.verdict === verdict).flatMap((one) => members.get(one.class) ?? []),
      // Whoever gets no copy reads no judgement.
      ...(verdict === "withheld" ? nobody : []),
    ];
    const total = VERDICTS.reduce((sum, verdict) => sum + of(verdict).length, 0);
    return (
      <li>
        <p className="judgement-name">
          {portion?.number ?? id} <em>{portion?.judgement?.term}</em>
        </p>
        <div className="verdicts" aria-hidden="true">
          {VERDICTS.map((verdict) => {
            const count = of(verdict).length;
            return count === 0 ? null : (
              <i key={verdict} data-verdict={verdict} style={{ flexGrow: count / total }} />
            );
          })}
        </div>
        {VERDICTS.filter((verdict) => of(verdict).length > 0).map((verdict) => (
          <details key={verdict}>
            <summary>
              <i className="verdict-sign" data-verdict={verdict} aria-hidden="true" />{" "}
              {say(`enough.${verdict}`)}: {say("enough.members", { count: of(verdict).length })}{" "}
              <span className="quiet">({say(`enough.${verdict}.why`)})</span>
            </summary>
            <p>{call(of(verdict).sort())}</p>
          </details>
        ))}
      </li>
    );
  }
}
