// What is shown instead of, or above, an answer: empty, refused, failed, stale. Always what happened, what to do, who can.
import type { ReactNode } from "react";
import type { Problem } from "../api/read-node.ts";

export function ProblemNotice({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  const refused = problem.status === 401 || problem.status === 403;
  return (
    <section className="notice" role="alert" data-kind={refused ? "refused" : "failed"}>
      <h1>{problem.title}</h1>
      <p>{problem.detail}</p>
      <p className="quiet">
        Code <code>{problem.code}</code>
      </p>
      {problem.code === "SIGN_IN_NEEDED" && (
        <p>
          <a href="/sign-in">Sign in</a>
        </p>
      )}
      <button type="button" className="button" onClick={onRetry}>
        Ask again
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
  const time = new Date(since).toLocaleTimeString("en-GB", { timeZone: "UTC" });
  return (
    <div className="stale-line" role="status">
      <p>
        Not updated since {time} UTC. {problem.title}. <span className="quiet">{problem.code}</span>
      </p>
      <button type="button" className="button small" onClick={onRetry}>
        Ask again
      </button>
    </div>
  );
}

/** Nothing there yet, and what has to happen for something to be. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}
