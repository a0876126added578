// The sheet that everything about coming in is set on: one column, one thing to do, and what went wrong right above it.
import type { ReactNode } from "react";

export function Sheet({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <main className="page entry">
      <p className="wordmark">
        <a href="/">Entente</a>
      </p>
      <div className="entry-sheet">
        <h1>{title}</h1>
        {lead !== undefined && <p className="entry-lead">{lead}</p>}
        {children}
      </div>
    </main>
  );
}

/** The shape of a sheet that is on its way. */
export function SheetSkeleton({ words }: { words: string }) {
  return (
    <main className="page entry" aria-busy="true">
      <p className="wordmark">Entente</p>
      <div className="entry-sheet">
        <h1 className="unseen">{words}</h1>
        <div className="skeleton" aria-hidden="true">
          <div className="skeleton-bars skeleton-title">
            <i className="bar-half" />
          </div>
          <div className="skeleton-bars">
            <i />
            <i className="bar-most" />
          </div>
          <div className="skeleton-bars skeleton-title">
            <i className="bar-half" />
          </div>
        </div>
      </div>
    </main>
  );
}
