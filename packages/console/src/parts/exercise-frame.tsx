// In an exercise the window itself is different: a striped frame on all four sides that no scrolling moves and every
// print carries. It is not a badge that could be overlooked or cropped away.
import type { ReactNode } from "react";
import { shellWords } from "../shell/shell-words.ts";
import { useWords } from "../words/locale.tsx";

export function ExerciseFrame({ exercise, children }: { exercise: boolean; children: ReactNode }) {
  const say = useWords(shellWords);
  const word = say("exercise.word");
  if (!exercise) return <div className="sheet">{children}</div>;
  return (
    <div className="sheet in-exercise">
      <aside className="exercise-word exercise-top" aria-label={word}>
        <span>{word}</span>
        <span className="exercise-note">{say("exercise.note")}</span>
        <span aria-hidden="true">{word}</span>
      </aside>
      <div className="exercise-edge exercise-left" aria-hidden="true" />
      <div className="exercise-edge exercise-right" aria-hidden="true" />
      {children}
      <div className="exercise-word exercise-bottom" aria-hidden="true">
        <span>{word}</span>
        <span>{word}</span>
        <span>{word}</span>
      </div>
    </div>
  );
}
