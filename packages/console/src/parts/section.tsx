// A part of the page: its heading hangs in the margin, as in a printed paper, with what it rests on beneath.
import { useId } from "react";
import type { ReactNode } from "react";

export interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ id, title, aside, children }: SectionProps) {
  const heading = useId();
  return (
    <section className="part" id={id} aria-labelledby={heading}>
      <header className="part-head">
        <h2 id={heading}>{title}</h2>
        {aside !== undefined && <div className="part-aside">{aside}</div>}
      </header>
      <div className="part-body">{children}</div>
    </section>
  );
}
