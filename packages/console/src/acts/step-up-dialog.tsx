// Before an act that binds others: what exactly is signed, by whom, for whom. The words stand for every letter of the request,
// so that two people can compare what two screens show.
import { useCallback, useEffect, useId, useRef, useState } from "react";
import type { ReactNode } from "react";
import { answerOf, node, SignatureNeeded } from "../api/ask-node.ts";
import type { StepUpQuestion } from "../api/ask-node.ts";
import { usePasskey } from "./passkey.ts";
import { Trouble } from "../parts/trouble.tsx";
import { useWords } from "../words/locale.tsx";
import { actWords } from "./act-words.ts";
import { useAct } from "./use-act.ts";

export interface StepUpDialogProps {
  readonly question: StepUpQuestion;
  /** With what the act is to be sent once more. */
  readonly onSigned: (id: string) => void;
  readonly onRefused: () => void;
}

export function StepUpDialog({ question, onSigned, onRefused }: StepUpDialogProps) {
  const say = useWords(actWords);
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { busy, problem, run } = useAct();
  const { id, options, statement } = question;
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // Reading begins at the top; the button to sign is where reading ends.
    top.current?.focus();
  }, []);
  const sign = () =>
    run(async () => {
      const answer = await usePasskey(options);
      await answerOf(node.POST("/api/step-up", { body: { id, answer } }));
      onSigned(id);
    });
  return (
    <dialog ref={dialog} className="statement" aria-labelledby={heading} onCancel={onRefused}>
      <h2 id={heading} ref={top} tabIndex={-1}>
        {say("sign.title")}
      </h2>
      <p className="statement-what">{statement.what}</p>
      <dl className="statement-lines">
        <Line label={say("sign.who")}>{statement.who}</Line>
        {statement.lines.map(({ label, text }, index) => (
          <Line key={index} label={label}>
            {text}
          </Line>
        ))}
        <Line label={say("sign.to")}>{statement.toWhom}</Line>
      </dl>
      <p className="label">{say("sign.words")}</p>
      <p className="statement-words">{statement.words}</p>
      <p className="basis">{say("sign.basis")}</p>
      <Trouble problem={problem} />
      <div className="statement-acts">
        <button type="button" className="button primary large" disabled={busy} onClick={sign}>
          {say(busy ? "sign.busy" : "sign.do")}
        </button>
        <button type="button" className="button large" onClick={onRefused}>
          {say("sign.not")}
        </button>
      </div>
    </dialog>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Headers of an act: what it was signed with, where it was. */
export type SignedHeaders = { readonly "entente-step-up"?: string };

/**
 * Sends acts, and shows what is to be signed where the node asks for it.
 * @returns `send`, which resolves to null when the person does not sign, and the dialog to put on the page.
 */
export function useSigned(): {
  readonly send: <T>(act: (headers: SignedHeaders) => Promise<T>) => Promise<T | null>;
  readonly dialog: ReactNode;
} {
  const [asked, setAsked] = useState<StepUpDialogProps | null>(null);
  const send = useCallback(async <T,>(act: (headers: SignedHeaders) => Promise<T>): Promise<T | null> => {
    try {
      return await act({});
    } catch (error) {
      if (!(error instanceof SignatureNeeded)) throw error;
      const id = await new Promise<string | null>((answered) =>
        setAsked({ question: error.question, onSigned: answered, onRefused: () => answered(null) }),
      );
      setAsked(null);
      return id === null ? null : act({ "entente-step-up": id });
    }
  }, []);
  return { send, dialog: asked === null ? null : <StepUpDialog {...asked} /> };
}
