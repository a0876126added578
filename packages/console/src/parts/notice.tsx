// What is shown instead of, or above, an answer: empty, refused, failed, stale. Always what happened, what to do, who can.
import type { ReactNode } from "react";
import type { Problem } from "../api/read-node.ts";
import { shellWords } from "../shell/shell-words.ts";
import { useWords } from "../words/locale.tsx";
import { useProblemWords } from "../words/problem-words.ts";

export function ProblemNotice({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const say = useWords(shellWords);
  const { title, lang } = useProblemWords(problem);
  const refused = problem.status === 401 || problem.status === 403;
  return (
    <section className="notice" role="alert" data-kind={refused ? "refused" : "failed"}>
      <h1>{title}</h1>
      <p lang={lang}>{problem.detail}</p>
      <p className="quiet">
        {say("code")} <code>{problem.code}</code>
      </p>
      {problem.code === "SIGN_IN_NEEDED" && (
        <p>
          <a href="/sign-in">{say("sign.in")}</a>
        </p>
      )}
      <button type="button" className="button" onClick={onRetry}>
        {say("ask.again")}
      </button>
    </section>
  );
}

export function StaleNotice({
  problem,
  since,
  onRetry,
}: {
  problem: Problem;
  since: number;
  onRetry: () => void;
}) {
  const say = useWords(shellWords);
  const { title } = useProblemWords(problem);
  const time = new Date(since).toLocaleTimeString("en-GB", { timeZone: "UTC" });
  return (
    <div className="stale-line" role="status">
      <p>
        {say("stale", { time, title })} <span className="quiet">{problem.code}</span>
      </p>
      <button type="button" className="button small" onClick={onRetry}>
        {say("ask.again")}
      </button>
    </div>
  );
}

/** Nothing there yet, and what has to happen for something to be. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}
