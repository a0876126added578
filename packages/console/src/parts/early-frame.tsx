// The shape of a screen before it is known who asks: the same as index.html paints before any script, so that nothing jumps.

export function EarlyFrame({ words }: { readonly words: string }) {
  return (
    <main className="early" aria-busy="true">
      <h1 className="unseen">{words}</h1>
      <div aria-hidden="true">
        <div className="topbar">
          <p className="wordmark">Entente</p>
        </div>
        <div className="desks">
          <p className="desks-room" />
        </div>
        <div className="page">
          <div className="skeleton">
            <div className="skeleton-bars">
              <i className="bar-half" />
            </div>
            <div className="skeleton-title">
              <div className="skeleton-bars">
                <i />
                <i className="bar-most" />
                <i className="bar-half" />
              </div>
            </div>
            <div className="skeleton-bars">
              <i />
              <i />
              <i className="bar-most" />
            </div>
          </div>
        </div>
      </div>
    </main>
  );
}
