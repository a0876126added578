// A plot with its title, its rule and as-of line, and its table behind one button or the T key.
import { useId, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { shellWords } from "../shell/shell-words.ts";
import { useWords } from "../words/locale.tsx";

export interface FigureProps {
  readonly title: string;
  /** Counting rule and as-of, printed under the plot. */
  readonly basis: ReactNode;
  readonly table: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

export function Figure({ title, basis, table, children, className = "" }: FigureProps) {
  const say = useWords(shellWords);
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const onKeyDown = (stroke: KeyboardEvent) => {
    if (stroke.key.toLowerCase() !== "t" || stroke.ctrlKey || stroke.metaKey || stroke.altKey) return;
    if (stroke.target instanceof HTMLInputElement || stroke.target instanceof HTMLSelectElement) return;
    stroke.preventDefault();
    setAsTable((shown) => !shown);
  };
  // The key works only while focus is inside, so that it never surprises someone typing elsewhere.
  return (
    <figure className={`figure ${className}`} aria-labelledby={id} onKeyDown={onKeyDown}>
      <div className="figure-head">
        <h3 id={id}>{title}</h3>
        <button
          type="button"
          className="button small"
          aria-pressed={asTable}
          aria-keyshortcuts="T"
          onClick={() => setAsTable(!asTable)}
        >
          {say("table.show")} <kbd>T</kbd>
        </button>
      </div>
      {asTable ? <div className="figure-table">{table}</div> : children}
      <figcaption className="basis">{basis}</figcaption>
    </figure>
  );
}
