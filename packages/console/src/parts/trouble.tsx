// What went wrong, said where the person is looking.
import type { Problem } from "../api/read-node.ts";
import { shellWords } from "../shell/shell-words.ts";
import { useWords } from "../words/locale.tsx";
import { useProblemWords } from "../words/problem-words.ts";

/** What went wrong, where the person is looking. Spoken at once. */
export function Trouble({ problem }: { problem: Problem | null }) {
  return (
    <div role="alert" className="entry-alert">
      {problem !== null && <Told problem={problem} />}
    </div>
  );
}

function Told({ problem }: { problem: Problem }) {
  const say = useWords(shellWords);
  const { title, lang } = useProblemWords(problem);
  return (
    <div className="trouble">
      <p>
        {problem.status !== 401 && <strong>{title}. </strong>}
        <span lang={lang}>{problem.detail}</span>
      </p>
      <p className="quiet">
        {say("code")} <code>{problem.code}</code>
      </p>
    </div>
  );
}
