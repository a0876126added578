// In an exercise the window itself is different: a striped frame on all four sides that no scrolling moves and every
// print carries. It is not a badge that could be overlooked or cropped away.
import type { ReactNode } from "react";

export function ExerciseFrame({ exercise, children }: { exercise: boolean; children: ReactNode }) {
  if (!exercise) return <div className="sheet">{children}</div>;
  return (
    <div className="sheet in-exercise">
      <aside className="exercise-word exercise-top" aria-label="Exercise">
        <span>Exercise</span>
        <span className="exercise-note">Simulated clock, exercise keys, invented pledges and markings</span>
        <span aria-hidden="true">Exercise</span>
      </aside>
      <div className="exercise-edge exercise-left" aria-hidden="true" />
      <div className="exercise-edge exercise-right" aria-hidden="true" />
      {children}
      <div className="exercise-word exercise-bottom" aria-hidden="true">
        <span>Exercise</span>
        <span>Exercise</span>
        <span>Exercise</span>
      </div>
    </div>
  );
}
