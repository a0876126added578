// Placing a pledge: openly, after the node has read it back; or sealed, wholly from this browser, with its receipt kept first.
import { useState } from "react";
import { authorities } from "@entente/core/arrangements";
import type { Authority } from "@entente/core/arrangements";
import { writeLevels } from "@entente/core/pledges";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { useAct } from "../../acts/use-act.ts";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { Trouble } from "../../parts/trouble.tsx";
import { When } from "../../parts/when.tsx";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import type { DraftReading } from "./draft.ts";
import type { Vocabulary } from "./pledge-answers.ts";
import { pledgeWords } from "./pledge-words.ts";
import { completeReceipt, draftReceipt, saveFile } from "./receipt.ts";
import type { ReceiptDraft } from "./receipt.ts";
import { sayAuthority } from "./say-authority.ts";

export interface PlacePartProps {
  readonly facts: CaseFacts;
  readonly vocabulary: Vocabulary;
  readonly reading: Extract<DraftReading, { state: "read" }>;
  readonly replaces: boolean;
}

export function PlacePart(props: PlacePartProps) {
  const say = useWords(pledgeWords);
  const [authority, setAuthority] = useState<Authority>("minister");
  const [until, setUntil] = useState("");
  const [sealed, setSealed] = useState(false);
  const validUntil =
    until === "" || Number.isNaN(Date.parse(`${until}Z`)) ? null : new Date(`${until}Z`).toISOString();
  return (
    <div className="desk-form wide">
      <div className="builder-row">
        <label className="field">
          <span className="label">{say("place.authority")}</span>
          <select value={authority} onChange={({ target }) => setAuthority(target.value as Authority)}>
            {authorities.map((one) => (
              <option key={one} value={one}>
                {sayAuthority(say, one)}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span className="label">{say("place.until")}</span>
          <input type="datetime-local" value={until} onChange={({ target }) => setUntil(target.value)} />
        </label>
        {validUntil !== null && <When instant={validUntil} />}
      </div>
      <fieldset>
        <legend className="label">{say("place.how")}</legend>
        {[false, true].map((way) => (
          <label key={String(way)} className="tick">
            <input type="radio" name="place-how" checked={sealed === way} onChange={() => setSealed(way)} />
            <span>{say(way ? "place.sealed" : "place.openly")}</span>
          </label>
        ))}
      </fieldset>
      {sealed ? (
        <Seal {...props} authority={authority} validUntil={validUntil} />
      ) : (
        <Place {...props} authority={authority} validUntil={validUntil} />
      )}
    </div>
  );
}

interface TermsProps extends PlacePartProps {
  readonly authority: Authority;
  readonly validUntil: string | null;
}

function Terms({ reading, replaces, authority, validUntil }: TermsProps) {
  const say = useWords(pledgeWords);
  return (
    <>
      <blockquote>{reading.text}</blockquote>
      <p>
        {say("place.authority")}: {sayAuthority(say, authority)} · {say("col.until")}:{" "}
        {validUntil === null ? say("until.open") : <When instant={validUntil} />}
      </p>
      {replaces && <p>{say("place.replaces")}</p>}
    </>
  );
}

function Place(props: TermsProps) {
  const say = useWords(pledgeWords);
  const { facts, vocabulary, reading, authority, validUntil } = props;
  const { busy, problem, run } = useAct();
  const [read, setRead] = useState<{ readonly of: string; readonly pledge: string } | null>(null);
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  const { slug, lead } = facts;
  const params = { path: { case: slug } };
  const checked = read?.of === reading.text ? read : null;
  const check = () =>
    run(async () => {
      const { pledge } = await answerOf(
        node.POST("/api/cases/{case}/pledges/parse", { params, body: { pledge: { text: reading.text } } }),
      );
      setRead({ of: reading.text, pledge });
    });
  const place = () =>
    ask({
      title: say("place.ask", { member: vocabulary.member }),
      content: <Terms {...props} />,
      recipients: [lead],
      consequence: say("place.consequence"),
      verb: say("place.do"),
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/pledges", {
            ...{ params, headers },
            body: { pledge: { text: reading.text }, authority, validUntil, sealed: null },
          }),
        ),
      onDone: () => void readAgain(slug),
    });
  return (
    <>
      {checked !== null && (
        <p className={checked.pledge === reading.text ? "quiet" : "late-line"} role="status">
          {say(checked.pledge === reading.text ? "place.checked" : "place.differs", {
            pledge: checked.pledge,
          })}
        </p>
      )}
      <Trouble problem={problem} />
      <div className="desk-acts">
        <button type="button" className="button" disabled={busy} onClick={check}>
          {say("place.check")}
        </button>
        <button
          type="button"
          className="button primary"
          disabled={checked?.pledge !== reading.text}
          onClick={place}
        >
          {say("place.do")}
        </button>
      </div>
      {dialog}
    </>
  );
}

interface Kept {
  readonly of: string;
  readonly draft: ReceiptDraft;
}

function Seal(props: TermsProps) {
  const say = useWords(pledgeWords);
  const { facts, vocabulary, reading, authority, validUntil } = props;
  const [kept, setKept] = useState<Kept | null>(null);
  const [sealed, setSealed] = useState<{
    readonly draft: ReceiptDraft;
    readonly leaf: number;
    readonly at: string;
  } | null>(null);
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  const { slug } = facts;
  const of = JSON.stringify([reading.text, authority, validUntil]);
  const current = kept?.of === of ? kept : null;
  const file = (word: string) => `${word}-${vocabulary.case}-${vocabulary.member}.json`;
  const keep = () => {
    const draft = draftReceipt(
      reading.pledge,
      { case: vocabulary.case, authority, validUntil },
      crypto.getRandomValues(new Uint8Array(32)),
    );
    saveFile(file("receipt-draft"), draft);
    setKept({ of, draft });
    setSealed(null);
  };
  const seal = ({ draft }: Kept) =>
    ask({
      title: say("seal.ask", { member: vocabulary.member }),
      content: <Terms {...props} />,
      ...{ recipients: [], consequence: say("seal.consequence"), verb: say("seal.step2") },
      send: async (headers) => {
        const { leaf, at } = await answerOf(
          node.POST("/api/cases/{case}/pledges", {
            ...{ params: { path: { case: slug } }, headers },
            body: {
              pledge: { levels: writeLevels(reading.pledge) },
              ...{ authority, validUntil, sealed: { salt: draft.salt } },
            },
          }),
        );
        setSealed({ draft, leaf, at });
        return leaf;
      },
      onDone: () => void readAgain(slug),
    });
  return (
    <>
      <p className="basis">{say("sealed.who")}</p>
      <p className="basis">{say("seal.step1.why")}</p>
      {kept !== null && current === null && <p className="late-line">{say("seal.changed")}</p>}
      <div className="desk-acts">
        <button type="button" className="button" onClick={keep}>
          {say("seal.step1")}
        </button>
        <button
          type="button"
          className="button primary"
          disabled={current === null || sealed !== null}
          onClick={() => {
            if (current !== null) seal(current);
          }}
        >
          {say("seal.step2")}
        </button>
      </div>
      {sealed !== null && (
        <div className="sealed-line" role="status">
          <p>{say("seal.done", { leaf: sealed.leaf })}</p>
          <button
            type="button"
            className="button primary"
            onClick={() => saveFile(file("receipt"), completeReceipt(sealed.draft, sealed))}
          >
            {say("seal.step3")}
          </button>
        </div>
      )}
      {dialog}
    </>
  );
}
