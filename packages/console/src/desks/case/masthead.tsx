// Head of the case: its name, who leads it, and its clock.
import type { CaseOverview } from "../../api/case-overview.ts";
import { When } from "../../parts/when.tsx";

export function Masthead({ overview }: { overview: CaseOverview }) {
  return (
    <header className="masthead">
      <div className="masthead-case">
        <h1>{overview.title}</h1>
        <p className="quiet">
          Case <code>{overview.slug}</code>, lead: {overview.lead.name}
        </p>
      </div>
      <p className="masthead-clock">
        <span className="label">{overview.exercise ? "Exercise clock" : "Clock"}</span>
        <When instant={overview.now} />
      </p>
    </header>
  );
}
