// Placing a pledge: openly, after the node has read it back; or sealed, wholly from this browser, with its receipt kept first.
import { useState } from "react";
import { authorities } from "@entente/core/arrangements";
import type { Authority } from "@entente/core/arrangements";
import { useConsent } from "../../acts/consent-dialog.tsx";
import type { SignedHeaders } from "../../acts/step-up-dialog.tsx";
import { useAct } from "../../acts/use-act.ts";
import { Trouble } from "../../parts/trouble.tsx";
import { When } from "../../parts/when.tsx";
import { useWords } from "../../words/locale.tsx";
import type { DraftReading } from "./draft.ts";
import type { Vocabulary } from "./pledge-answers.ts";
import { pledgeWords } from "./pledge-words.ts";
import { completeReceipt, draftReceipt, saveFile } from "./receipt.ts";
import type { ReceiptDraft } from "./receipt.ts";
import { sayAuthority } from "./say-authority.ts";

/** Where a pledge goes. */
export interface Placing {
  /** Who is told of an open pledge. */
  readonly lead: string;
  /** Has the node that leads the case read the words back; null: it is another node, which reads them when they come. */
  readonly check: ((text: string) => Promise<string>) | null;
  readonly place: (terms: PlacedTerms, headers: SignedHeaders) => Promise<unknown>;
  /** Gives where and when it was committed to, or null where that is known later. Itself null: none are taken. */
  readonly seal:
    | ((
        terms: PlacedTerms & { readonly salt: string },
        headers: SignedHeaders,
      ) => Promise<{ readonly leaf: number; readonly at: string } | null>)
    | null;
  readonly onDone: () => void;
}

export interface PlacedTerms {
  readonly reading: Extract<DraftReading, { state: "read" }>;
  readonly authority: Authority;
  readonly validUntil: string | null;
}

export interface PlacePartProps {
  readonly placing: Placing;
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
        {(props.placing.seal === null ? [false] : [false, true]).map((way) => (
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
  const { placing, vocabulary, reading, authority, validUntil } = props;
  const { busy, problem, run } = useAct();
  const [read, setRead] = useState<{ readonly of: string; readonly pledge: string } | null>(null);
  const { ask, dialog } = useConsent();
  const { check: readBack } = placing;
  const checked = read?.of === reading.text ? read : null;
  const check = () =>
    run(async () => {
      if (readBack !== null) setRead({ of: reading.text, pledge: await readBack(reading.text) });
    });
  const place = () =>
    ask({
      title: say("place.ask", { member: vocabulary.member }),
      content: <Terms {...props} />,
      recipients: [placing.lead],
      consequence: say("place.consequence"),
      verb: say("place.do"),
      send: (headers) => placing.place({ reading, authority, validUntil }, headers),
      onDone: placing.onDone,
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
        {readBack !== null && (
          <button type="button" className="button" disabled={busy} onClick={check}>
            {say("place.check")}
          </button>
        )}
        <button
          type="button"
          className="button primary"
          disabled={readBack !== null && checked?.pledge !== reading.text}
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
  const { placing, vocabulary, reading, authority, validUntil } = props;
  const [kept, setKept] = useState<Kept | null>(null);
  const [sealed, setSealed] = useState<{
    readonly draft: ReceiptDraft;
    readonly committed: { readonly leaf: number; readonly at: string } | null;
  } | null>(null);
  const { ask, dialog } = useConsent();
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
        const committed = await placing.seal?.({ reading, authority, validUntil, salt: draft.salt }, headers);
        setSealed({ draft, committed: committed ?? null });
      },
      onDone: placing.onDone,
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
          {sealed.committed === null ? (
            <p>{say("seal.sent", { lead: placing.lead })}</p>
          ) : (
            <SaveReceipt draft={sealed.draft} committed={sealed.committed} name={file("receipt")} />
          )}
        </div>
      )}
      {dialog}
    </>
  );
}

function SaveReceipt({
  draft,
  committed,
  name,
}: {
  readonly draft: ReceiptDraft;
  readonly committed: { readonly leaf: number; readonly at: string };
  readonly name: string;
}) {
  const say = useWords(pledgeWords);
  return (
    <>
      <p>{say("seal.done", { leaf: committed.leaf })}</p>
      <button
        type="button"
        className="button primary"
        onClick={() => saveFile(name, completeReceipt(draft, committed))}
      >
        {say("seal.step3")}
      </button>
    </>
  );
}
