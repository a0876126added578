// What went wrong, said where the person is looking.
import type { Problem } from "../api/read-node.ts";

/** What went wrong, where the person is looking. Spoken at once. */
export function Trouble({ problem }: { problem: Problem | null }) {
  return (
    <div role="alert" className="entry-alert">
      {problem !== null && (
        <div className="trouble">
          <p>
            {problem.status !== 401 && <strong>{problem.title}. </strong>}
            {problem.detail}
          </p>
          <p className="quiet">
            Code <code>{problem.code}</code>
          </p>
        </div>
      )}
    </div>
  );
}
