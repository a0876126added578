// An answer of the node within a page about coming in: a part that is away keeps the rest readable.
import type { ReactNode } from "react";
import type { Answer } from "../../api/read-node.ts";
import { ProblemNotice } from "../../parts/notice.tsx";
import { useWords } from "../../words/locale.tsx";
import { seatWords } from "./seat-words.ts";

/** An answer in whatever state it is; a part of a page keeps the rest of it readable. */
export function Shown<T>({
  answer,
  onRetry,
  children,
}: {
  answer: Answer<T>;
  onRetry: () => void;
  children: (value: T) => ReactNode;
}) {
  const say = useWords(seatWords);
  if (answer.state === "loading")
    return (
      <div className="skeleton-bars part-skeleton" role="status">
        <span className="unseen">{say("asking")}</span>
        <i />
        <i className="bar-most" />
      </div>
    );
  if (answer.state === "forbidden" || answer.state === "failed")
    return <ProblemNotice problem={answer.problem} onRetry={onRetry} />;
  return <>{children(answer.value)}</>;
}
