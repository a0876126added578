// What may still be done on the way to T-0, by the written rules: each with what follows from it, before it is done.
import { useState } from "react";
import { useConsent } from "../../acts/consent-dialog.tsx";
import type { SignedHeaders } from "../../acts/step-up-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { formatInstant } from "../../parts/times.ts";
import { When } from "../../parts/when.tsx";
import { mayAct, mayActForOwn } from "../../shell/may-act.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useLanguage, useWords } from "../../words/locale.tsx";
import type { Say } from "../../words/locale.tsx";
import { useCountdown } from "./countdown-part.tsx";
import { lookAhead } from "./outlook.ts";
import type { ActName, Outlook } from "./outlook.ts";
import type { TZero } from "./t-zero-answers.ts";
import { tZeroWords } from "./t-zero-words.ts";

interface ActsProps {
  readonly facts: CaseFacts;
  readonly tZero: TZero;
  readonly name: (id: string) => string;
}

type Deed = ActName | "stand-down";
type SayIt = Say<keyof (typeof tZeroWords)["en"]>;

const ACTS: readonly ActName[] = ["hold", "resume", "embargo", "lift", "exit"];

export function ActsPart({ facts, tZero, name }: ActsProps) {
  const say = useWords(tZeroWords);
  const { answer } = useCountdown(facts);
  const now = "value" in answer ? answer.value.now : null;
  const { rules, acts } = tZero;
  return (
    <section className="desk-part" aria-label={say("acts.title")}>
      <h2 className="part-title">{say("acts.title")}</h2>
      <ul className="rules-list">
        <li>
          {say("rule.hold", {
            ...{ who: sayWho(say, rules.hold.who, name), minutes: rules.hold.longestMinutes },
            effect: rules.hold.effect.replaceAll("-", ""),
          })}
        </li>
        <li>{say("rule.lift", { who: sayWho(say, rules.embargo.liftedBy, name) })}</li>
        <li>{say("rule.exit", { effect: rules.embargo.loneExit.replaceAll("-", "") })}</li>
      </ul>
      {now !== null && mayActForOwn(facts, ["desk", "release-authority"]) && (
        <Deeds facts={facts} tZero={tZero} name={name} now={now} />
      )}
      {acts.length > 0 && (
        <>
          <h3 className="label">{say("acts.said")}</h3>
          <ol className="trail">
            {acts.map(({ member, act, at, reason }) => (
              <li key={`${member} ${act} ${at}`}>
                <span>
                  <strong>{name(member)}</strong> · {say(`act.${act}`)}
                </span>
                <span>
                  <When instant={at} zone={tZero.timeZone} /> <q className="statement-words-said">{reason}</q>
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function sayWho(say: SayIt, who: readonly string[], name: (id: string) => string): string {
  if (who.length === 0) return say("who.nobody");
  return who
    .map((one) => (one === "lead" ? say("who.lead") : one === "any-armed" ? say("who.any-armed") : name(one)))
    .join(", ");
}

function Deeds({ facts, tZero, name, now }: ActsProps & { readonly now: string }) {
  const say = useWords(tZeroWords);
  const [chosen, setChosen] = useState<Deed | null>(null);
  const member = facts.seat?.member ?? "";
  const look = (act: ActName, until: string | null) =>
    lookAhead(tZero, facts.lead, { member, act, now, until });
  // Whether an embargo may be said at all is asked of an instant that is surely later than now.
  const probe = new Date(Date.parse(now) + 1).toISOString();
  const found = ACTS.map((act) => [act, look(act, act === "embargo" ? probe : null)] as const);
  const allowed = found.filter(([, outlook]) => outlook.state === "allowed").map(([act]) => act);
  const refused = found.flatMap(([act, outlook]) =>
    outlook.state === "refused" && act !== "resume" ? [[act, outlook.reason] as const] : [],
  );
  const deeds: readonly Deed[] = [
    ...allowed,
    ...(mayAct(facts, ["release-authority"]) ? (["stand-down"] as const) : []),
  ];
  return (
    <>
      <div className="desk-acts">
        {deeds.map((deed) => (
          <button
            key={deed}
            type="button"
            className="button"
            aria-pressed={chosen === deed}
            onClick={() => setChosen(chosen === deed ? null : deed)}
          >
            {say(`act.${deed}`)}
          </button>
        ))}
      </div>
      {refused.length > 0 && (
        <ul className="refused-list">
          {refused.map(([act, reason]) => (
            <li key={act}>
              <strong>{say(`act.${act}`)}</strong> {say("act.refused", { reason })}
            </li>
          ))}
        </ul>
      )}
      {chosen !== null && deeds.includes(chosen) && (
        <DeedForm
          key={chosen}
          facts={facts}
          deed={chosen}
          name={name(member)}
          look={look}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}

interface DeedFormProps {
  readonly facts: CaseFacts;
  readonly deed: Deed;
  readonly name: string;
  readonly look: (act: ActName, until: string | null) => Outlook;
  readonly onClose: () => void;
}

function DeedForm({ facts, deed, name, look, onClose }: DeedFormProps) {
  const say = useWords(tZeroWords);
  const { tag } = useLanguage();
  const [reason, setReason] = useState("");
  const [at, setAt] = useState("");
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  const { slug } = facts;
  const until = at === "" || Number.isNaN(Date.parse(`${at}Z`)) ? null : new Date(`${at}Z`).toISOString();
  const outlook =
    deed === "stand-down" ? null : deed === "embargo" && until === null ? null : look(deed, until);
  const consequence =
    deed === "stand-down"
      ? say("then.stand-down")
      : outlook === null
        ? ""
        : sayOutlook(say, deed, { outlook, tag });
  const ready =
    reason.trim() !== "" && (deed !== "embargo" || until !== null) && outlook?.state !== "refused";
  const send = () =>
    ask({
      title: say(`act.ask.${deed}`, { member: name }),
      content: (
        <>
          <blockquote className="own-words">{reason}</blockquote>
          {until !== null && deed === "embargo" && (
            <p>
              {say("act.until")}: <When instant={until} />
            </p>
          )}
        </>
      ),
      recipients: [facts.lead],
      ...{ consequence, verb: say(`act.${deed}`) },
      send: (headers) => sendDeed(slug, deed, { reason, until }, headers),
      onDone: () => {
        onClose();
        void readAgain(slug);
      },
    });
  return (
    <div className="desk-form">
      {deed === "embargo" && (
        <label className="field">
          <span className="label">{say("act.until")}</span>
          <input type="datetime-local" value={at} onChange={({ target }) => setAt(target.value)} />
        </label>
      )}
      <p className="consent-consequence" aria-live="polite">
        {consequence}
      </p>
      <label className="field">
        <span className="label">{say("act.reason")}</span>
        <textarea
          className="prose-field"
          rows={2}
          value={reason}
          onChange={({ target }) => setReason(target.value)}
        />
      </label>
      <div className="desk-acts">
        <button type="button" className="button primary" disabled={!ready} onClick={send}>
          {say(`act.${deed}`)}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {say("act.close")}
        </button>
      </div>
      {dialog}
    </div>
  );
}

function sayOutlook(
  say: SayIt,
  deed: ActName,
  { outlook, tag }: { readonly outlook: Outlook; readonly tag: string },
): string {
  if (outlook.state === "refused") return say("act.refused", { reason: outlook.reason });
  const [due, next] = [formatInstant(outlook.dueAt, tag), formatInstant(outlook.nextDueAt, tag)];
  if (outlook.endsAll) return say("then.ends");
  if (outlook.opensNow) return say("then.now");
  if (deed === "resume") return say("then.resume", { next });
  const moved = due === next ? say("then.same", { due }) : say("then.moves", { due, next });
  return outlook.leavesOut ? `${say("then.out")} ${moved}` : moved;
}

function sendDeed(
  slug: string,
  deed: Deed,
  { reason, until }: { readonly reason: string; readonly until: string | null },
  headers: SignedHeaders,
): Promise<unknown> {
  const params = { path: { case: slug } };
  const body = { reason };
  switch (deed) {
    case "hold":
      return answerOf(node.POST("/api/cases/{case}/t-zero/hold", { params, headers, body }));
    case "resume":
      return answerOf(node.POST("/api/cases/{case}/t-zero/resumption", { params, headers, body }));
    case "embargo":
      return answerOf(
        node.POST("/api/cases/{case}/t-zero/embargo", {
          params,
          headers,
          body: { reason, until: until ?? "" },
        }),
      );
    case "lift":
      return answerOf(node.POST("/api/cases/{case}/t-zero/lift", { params, headers, body }));
    case "exit":
      return answerOf(node.POST("/api/cases/{case}/t-zero/exit", { params, headers, body }));
    case "stand-down":
      return answerOf(node.POST("/api/cases/{case}/t-zero/stand-down", { params, headers, body }));
  }
}
