// Unsealing: opening to one recipient what stood behind its gaps. Planned by one person, approved by another, then issued.
import { useState } from "react";
import type { SubmitEvent } from "react";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead, useReadAgain } from "../../api/use-read.ts";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { useAct } from "../../acts/use-act.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Section } from "../../parts/section.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { useWords } from "../../words/locale.tsx";
import type { PlanParts } from "./plan-parts.ts";
import { releaseWords } from "./releases-words.ts";

interface Unsealing {
  readonly digest: string;
  readonly release: string | null;
  readonly recipient: string;
  readonly places: readonly string[];
  readonly reason: string;
  readonly proposedBy: string;
  readonly approvedBy: string | null;
  readonly issued: boolean;
}

type Parts = PlanParts & { readonly release: string };

export function UnsealingsPart(parts: Parts) {
  const say = useWords(releaseWords);
  const { facts, names, callPlace, release } = parts;
  const { slug } = facts;
  const read = useRead([slug, "unsealings"], (signal) =>
    node.GET("/api/cases/{case}/unsealings", { params: { path: { case: slug } }, signal }),
  );
  return (
    <Section id="unseal" title={say("unseal.title")} aside={<p className="basis">{say("unseal.why")}</p>}>
      <AnswerView read={read} words={say("reading")}>
        {({ unsealings }) => {
          const own = unsealings.filter((one) => one.release === release);
          if (own.length === 0) return <p className="quiet">{say("unseal.none")}</p>;
          return (
            <ol className="plan-list">
              {own.map((one) => (
                <li key={one.digest} data-state={one.issued ? "issued" : "planned"}>
                  <p>
                    <strong>
                      {say("unseal.row", {
                        ...{
                          places: one.places.map(callPlace).join(", "),
                          member: names.name(one.recipient),
                        },
                      })}
                    </strong>{" "}
                    {say(
                      one.issued
                        ? "unseal.issued"
                        : one.approvedBy === null
                          ? "unseal.waits"
                          : "unseal.ready",
                    )}
                  </p>
                  <p>{one.reason}</p>
                  <p className="quiet">
                    {say("unseal.by", { by: one.proposedBy })}
                    {one.approvedBy !== null && `, ${say("unseal.approved", { by: one.approvedBy })}`}
                  </p>
                  {!one.issued && <NextStep {...parts} unsealing={one} />}
                </li>
              ))}
            </ol>
          );
        }}
      </AnswerView>
      <PlanUnsealing {...parts} />
    </Section>
  );
}

function NextStep({ facts, names, callPlace, unsealing }: Parts & { readonly unsealing: Unsealing }) {
  const say = useWords(releaseWords);
  const { slug, lead } = facts;
  const readAgain = useReadAgain();
  const { ask, dialog } = useConsent();
  const { digest, recipient, places, reason, proposedBy, approvedBy } = unsealing;
  const member = names.name(recipient);
  const role = facts.side === "lead" ? facts.seat?.role : undefined;
  const step = approvedBy === null ? "approve" : "issue";
  const may = role === "release-authority" || (step === "issue" && role === "drafter");
  if (!may)
    return (
      <p className="basis">
        {step === "approve"
          ? say("unseal.approver", { lead: names.name(lead), by: proposedBy })
          : say("issue.only", { lead: names.name(lead) })}
      </p>
    );
  const params = { path: { case: slug, plan: digest } };
  const open = () =>
    ask({
      title: say(`unseal.${step}.ask`, { count: places.length, member }),
      content: <p>{say("unseal.content", { places: places.map(callPlace).join(", "), reason })}</p>,
      recipients: [member],
      consequence: say(`unseal.${step}.then`, { member }),
      verb: say(`unseal.${step}`, { member }),
      send: (headers) =>
        step === "approve"
          ? answerOf(node.POST("/api/cases/{case}/unsealings/{plan}/approval", { params, headers }))
          : answerOf(node.POST("/api/cases/{case}/unsealings/{plan}/issue", { params, headers })),
      onDone: () => void readAgain(slug),
    });
  return (
    <>
      <button type="button" className="button primary" onClick={open}>
        {say(`unseal.${step}`, { member })}
      </button>
      {dialog}
    </>
  );
}

function PlanUnsealing({ facts, names, callPlace, plan, release }: Parts) {
  const say = useWords(releaseWords);
  const { slug, lead } = facts;
  const readAgain = useReadAgain();
  const { busy, problem, run } = useAct();
  const { classes } = plan.proposal.plan;
  const recipients = classes.flatMap(({ recipients: of }) => of).toSorted();
  const [recipient, setRecipient] = useState(recipients[0] ?? "");
  const [places, setPlaces] = useState<readonly string[]>([]);
  const [reason, setReason] = useState("");
  const [planned, setPlanned] = useState<
    readonly { readonly place: string; readonly marking: string; readonly cleared: boolean }[]
  >([]);
  if (!(facts.side === "lead" && facts.seat?.role === "drafter"))
    return <p className="basis">{say("unseal.only", { lead: names.name(lead) })}</p>;
  const withheld = classes.find(({ recipients: of }) => of.includes(recipient))?.withheld ?? [];
  const member = names.name(recipient);
  const submit = (submitted: SubmitEvent) => {
    submitted.preventDefault();
    run(async () => {
      const { proposal } = await answerOf(
        node.POST("/api/cases/{case}/releases/{release}/unsealings", {
          params: { path: { case: slug, release } },
          body: { recipient, places: [...places], reason },
        }),
      );
      setPlanned(proposal.places);
      setPlaces([]);
      setReason("");
      await readAgain(slug);
    });
  };
  return (
    <details className="act-form">
      <summary>{say("unseal.plan")}</summary>
      <form className="plan-form" onSubmit={submit}>
        <label className="field">
          <span className="label">{say("unseal.recipient")}</span>
          <select
            value={recipient}
            onChange={({ target }) => {
              setRecipient(target.value);
              setPlaces([]);
            }}
          >
            {recipients.map((one) => (
              <option key={one} value={one}>
                {names.name(one)}
              </option>
            ))}
          </select>
        </label>
        {withheld.length === 0 ? (
          <p>{say("unseal.nothing", { member })}</p>
        ) : (
          <fieldset className="place-boxes">
            <legend className="label">{say("unseal.places", { member })}</legend>
            {withheld.map(({ place, reason: why }) => (
              <label key={place}>
                <input
                  type="checkbox"
                  checked={places.includes(place)}
                  onChange={({ target }) =>
                    setPlaces((was) =>
                      target.checked ? [...was, place] : was.filter((one) => one !== place),
                    )
                  }
                />{" "}
                <strong>{callPlace(place)}</strong> <span className="quiet">{why}</span>
              </label>
            ))}
          </fieldset>
        )}
        <label className="field">
          <span className="label">{say("unseal.reason")}</span>
          <textarea
            className="text-area"
            rows={2}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <button
          type="submit"
          className="button"
          disabled={busy || places.length === 0 || reason.trim() === ""}
        >
          {say("unseal.do", { member })}
        </button>
        <Trouble problem={problem} />
        {planned.length > 0 && (
          <ul className="check-lines" role="status">
            {planned.map(({ place, marking, cleared }) => (
              <li key={place}>
                {say(cleared ? "unseal.cleared" : "unseal.uncleared", { place: callPlace(place), marking })}
              </li>
            ))}
          </ul>
        )}
      </form>
    </details>
  );
}
