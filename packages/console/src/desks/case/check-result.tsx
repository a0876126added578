// What a check found: every step that holds, or the one that does not, with its code and what it means.
import type { CutCheck } from "./check-cut.ts";
import { count, groupFingerprint } from "./sentences.ts";

export interface CheckWordProps {
  readonly check: CutCheck | undefined;
  /** The cut's recipient and document, for the ear. */
  readonly whose: string;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** One word beside the button; the mark differs in shape as well as colour. What holds opens to its steps. */
export function CheckWord({ check, whose, open, onToggle }: CheckWordProps) {
  return (
    <span className="check-word" data-state={check?.state ?? "none"} role="status">
      {check?.state === "checking" && "checking"}
      {check?.state === "broken" && "✕ broken"}
      {check?.state === "holds" && (
        <button type="button" className="holds" aria-expanded={open} onClick={onToggle}>
          <span aria-hidden="true">✓ </span>
          {count(check.steps.length, "step holds", "steps hold")}
          <span className="unseen"> for {whose}</span>
        </button>
      )}
    </span>
  );
}

export function CheckResult({ check }: { check: Exclude<CutCheck, { state: "checking" }> }) {
  if (check.state === "broken")
    return (
      <div className="check-result" data-state="broken">
        <p>
          <strong>This cut does not hold.</strong> {check.reason} <code>{check.code}</code>
        </p>
      </div>
    );
  return (
    <div className="check-result" data-state="holds">
      <ol className="check-steps">
        {check.steps.map((step, index) => (
          <li key={index}>
            <span className="step-name">{step.name}</span>
            <span>{step.detail}</span>
          </li>
        ))}
      </ol>
      <p className="quiet">
        Checked with the keys the file carries: it is whole and unchanged. That it comes from the right
        authority shows when you read this key to it by phone:{" "}
        <code>{groupFingerprint(check.authority, 64)}</code>
      </p>
    </div>
  );
}
