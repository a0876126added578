// What a check found: every step that holds, or the one that does not, with its code and what it means.
import type { CutCheck } from "./check-cut.ts";
import { useFilledWords, useWords } from "../../words/locale.tsx";
import { Prose } from "../../words/prose.tsx";
import { cutWords } from "./cut-words.ts";
import { groupFingerprint } from "./sentences.ts";

export interface CheckWordProps {
  readonly check: CutCheck | undefined;
  /** The cut's recipient and document, for the ear. */
  readonly whose: string;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** One word beside the button; the mark differs in shape as well as colour. What holds opens to its steps. */
export function CheckWord({ check, whose, open, onToggle }: CheckWordProps) {
  const say = useWords(cutWords);
  return (
    <span className="check-word" data-state={check?.state ?? "none"} role="status">
      {check?.state === "checking" && say("word.checking")}
      {check?.state === "broken" && say("word.broken")}
      {check?.state === "holds" && (
        <button type="button" className="holds" aria-expanded={open} onClick={onToggle}>
          <span aria-hidden="true">✓ </span>
          {say("word.holds", { count: check.steps.length })}
          <span className="unseen"> {say("word.whose", { whose })}</span>
        </button>
      )}
    </span>
  );
}

export function CheckResult({ check }: { check: Exclude<CutCheck, { state: "checking" }> }) {
  const say = useWords(cutWords);
  const fill = useFilledWords(cutWords);
  if (check.state === "broken")
    return (
      <div className="check-result" data-state="broken">
        <p>
          <strong>{say("result.broken")}</strong> <Prose text={check.reason} /> <code>{check.code}</code>
        </p>
      </div>
    );
  return (
    <div className="check-result" data-state="holds">
      <ol className="check-steps">
        {check.steps.map((step, index) => (
          <li key={index}>
            <span className="step-name">
              <Prose text={step.name} />
            </span>
            <span lang="en">{step.detail}</span>
          </li>
        ))}
      </ol>
      <p className="quiet">
        {fill("result.key", { key: <code>{groupFingerprint(check.authority, 64)}</code> })}
      </p>
    </div>
  );
}
