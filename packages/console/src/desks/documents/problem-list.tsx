// What has to be put right, by line and column; each leads to its place in the text.
import type { Problem } from "@entente/core/documents";
import { useWords } from "../../words/locale.tsx";
import { documentWords } from "./documents-words.ts";

const SHOWN = 8;

interface ProblemListProps {
  readonly problems: readonly Problem[];
  readonly onGo: (at: { readonly line: number; readonly column: number }) => void;
}

export function ProblemList({ problems, onGo }: ProblemListProps) {
  const say = useWords(documentWords);
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = problems.length - errors.length;
  // What stops the text comes first.
  const shown = [...errors, ...problems.filter(({ severity }) => severity === "warning")].slice(0, SHOWN);
  return (
    <div className="problems">
      <p className={errors.length > 0 ? "late" : "all-right"} role="status">
        {errors.length > 0 ? say("problems.errors", { count: errors.length }) : say("problems.none")}
        {warnings > 0 && <span className="quiet"> · {say("problems.warnings", { count: warnings })}</span>}
      </p>
      {shown.length > 0 && (
        <ol>
          {shown.map(({ line, column, severity, code, message }) => (
            <li key={`${line} ${column} ${code}`} data-severity={severity}>
              <button type="button" className="problem-place" onClick={() => onGo({ line, column })}>
                {say("problems.at", { line, column })}
              </button>{" "}
              <span>{message}</span>
            </li>
          ))}
        </ol>
      )}
      {problems.length > SHOWN && (
        <p className="quiet">{say("problems.more", { count: problems.length - SHOWN })}</p>
      )}
    </div>
  );
}
