// The page's shape while the first answer is on its way: no spinner, nothing that moves when the text arrives.

export function PageSkeleton({ words }: { words: string }) {
  return (
    <div className="page" aria-busy="true">
      <h1 className="unseen">{words}</h1>
      <div className="skeleton" aria-hidden="true">
        <Bars widths={["30%"]} />
        <div className="skeleton-title">
          <Bars widths={["92%", "84%", "46%"]} />
        </div>
        <div className="clocks">
          {[1, 2, 3].map((clock) => (
            <div key={clock} className="clock">
              <Bars widths={["40%", "75%", "60%"]} />
            </div>
          ))}
        </div>
        <div className="skeleton-title">
          <Bars widths={["70%", "50%"]} />
        </div>
        <div className="side-by-side">
          <div className="skeleton-plot" />
          <div className="skeleton-plot" />
        </div>
        <Bars widths={["100%", "100%", "100%", "100%", "100%", "100%"]} />
      </div>
    </div>
  );
}

/** The place a part of a desk will take. */
export function PartSkeleton({ words }: { words: string }) {
  return (
    <div className="skeleton" aria-busy="true" role="status">
      <span className="unseen">{words}</span>
      <div aria-hidden="true">
        <Bars widths={["46%", "100%", "100%", "84%"]} />
      </div>
    </div>
  );
}

/** The place a lazily loaded plot will take. */
export function PlotSkeleton({ words }: { words: string }) {
  return (
    <div className="skeleton-plot" role="status">
      <span className="unseen">{words}</span>
    </div>
  );
}

function Bars({ widths }: { widths: readonly string[] }) {
  return (
    <div className="skeleton-bars">
      {widths.map((width, index) => (
        <i key={index} style={{ width }} />
      ))}
    </div>
  );
}
