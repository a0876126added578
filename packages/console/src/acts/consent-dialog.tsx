// The last step before anything leaves: who will be told, what they will be told, and what cannot be taken back. There is no
// other way to send from a desk, so nothing is sent by accident.
import { useCallback, useEffect, useId, useRef, useState } from "react";
import type { ReactNode } from "react";
import { Trouble } from "../parts/trouble.tsx";
import { shellWords } from "../shell/shell-words.ts";
import { useWords } from "../words/locale.tsx";
import { useSigned } from "./step-up-dialog.tsx";
import type { SignedHeaders } from "./step-up-dialog.tsx";
import { useAct } from "./use-act.ts";

export interface Consent {
  /** A question that names the act: `Release to 12 members?` */
  readonly title: string;
  /** What leaves, line by line. */
  readonly content: ReactNode;
  /** Names of all who will be told; an empty list says that nobody is. */
  readonly recipients: readonly string[];
  /** What follows from it, and whether it can be taken back. */
  readonly consequence: string;
  /** The verb of the button: `Release to 12 members`. */
  readonly verb: string;
  /** Sends it; is called again with the signature where the node asks for one. */
  readonly send: (headers: SignedHeaders) => Promise<unknown>;
  /** After it was done. */
  readonly onDone: () => void;
}

/** @returns `ask`, which opens the last step, and the dialog to put on the page. */
export function useConsent(): { readonly ask: (consent: Consent) => void; readonly dialog: ReactNode } {
  const [asked, setAsked] = useState<Consent | null>(null);
  const ask = useCallback((consent: Consent) => setAsked(consent), []);
  const close = useCallback(() => setAsked(null), []);
  return { ask, dialog: asked === null ? null : <ConsentDialog consent={asked} onClose={close} /> };
}

function ConsentDialog({ consent, onClose }: { readonly consent: Consent; readonly onClose: () => void }) {
  const say = useWords(shellWords);
  const dialog = useRef<HTMLDialogElement>(null);
  const top = useRef<HTMLHeadingElement>(null);
  const heading = useId();
  const { busy, problem, run } = useAct();
  const { send, dialog: signing } = useSigned();
  const { title, content, recipients, consequence, verb, onDone } = consent;
  useEffect(() => {
    dialog.current?.showModal();
    // Reading begins at the top; the button is where reading ends.
    top.current?.focus();
  }, []);
  const act = () =>
    run(async () => {
      const answer = await send(consent.send);
      if (answer === null) return;
      onClose();
      onDone();
    });
  return (
    <dialog ref={dialog} className="statement" aria-labelledby={heading} onClose={onClose}>
      <h2 id={heading} ref={top} tabIndex={-1}>
        {title}
      </h2>
      <div className="consent-content">{content}</div>
      {recipients.length === 0 ? (
        <p>{say("consent.nobody")}</p>
      ) : (
        <div className="consent-recipients">
          <p className="label">{say("consent.recipients", { count: recipients.length })}</p>
          <ul>
            {recipients.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </div>
      )}
      <p className="consent-consequence">{consequence}</p>
      <Trouble problem={problem} />
      <div className="statement-acts">
        <button type="button" className="button primary large" disabled={busy} onClick={act}>
          {verb}
        </button>
        <button type="button" className="button large" disabled={busy} onClick={onClose}>
          {say("cancel")}
        </button>
      </div>
      {signing}
    </dialog>
  );
}
