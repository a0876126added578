// The states every part of a desk has: loading in the shape of what comes, refused, failed, old, and there.
import type { ReactNode } from "react";
import type { Answer } from "../api/read-node.ts";
import { ProblemNotice, StaleNotice } from "./notice.tsx";
import { PartSkeleton } from "./skeleton.tsx";

export interface AnswerViewProps<T> {
  readonly read: { readonly answer: Answer<T>; readonly refresh: () => void };
  /** What is on its way, for those who do not see the shape of it. */
  readonly words: string;
  readonly children: (value: T) => ReactNode;
}

/** `<AnswerView read={useRead(…)} words={say("reading")}>{(value) => …}</AnswerView>` */
export function AnswerView<T>({ read: { answer, refresh }, words, children }: AnswerViewProps<T>) {
  if (answer.state === "loading") return <PartSkeleton words={words} />;
  if (answer.state === "forbidden" || answer.state === "failed")
    return <ProblemNotice problem={answer.problem} onRetry={refresh} />;
  if (answer.state === "ready") return children(answer.value);
  return (
    <>
      <StaleNotice problem={answer.problem} since={answer.at} onRetry={refresh} />
      <div className="stale">{children(answer.value)}</div>
    </>
  );
}
