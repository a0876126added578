// Head of the page: whose system, which case, whose clock.
import type { CaseOverview, CaseSummary } from "../../api/case-overview.ts";
import { When } from "../../parts/when.tsx";

export function Masthead({ overview, cases }: { overview: CaseOverview; cases: readonly CaseSummary[] }) {
  const others = cases.filter((other) => other.slug !== overview.slug);
  return (
    <header className="masthead">
      <p className="wordmark">
        <a href="/">Entente</a>
      </p>
      <div className="masthead-case">
        <h1>{overview.title}</h1>
        <p className="quiet">
          Case <code>{overview.slug}</code>, lead: {overview.lead.name}
          {others.length > 0 && (
            <>
              {". Other cases: "}
              {others.map((other, index) => (
                <span key={other.slug}>
                  {index > 0 && ", "}
                  <a href={`/cases/${other.slug}`}>{other.title}</a>
                </span>
              ))}
            </>
          )}
        </p>
      </div>
      <p className="masthead-clock">
        <span className="label">{overview.exercise ? "Exercise clock" : "Clock"}</span>
        <When instant={overview.now} />
      </p>
    </header>
  );
}
