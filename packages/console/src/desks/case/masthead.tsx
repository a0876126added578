// Head of the case: its name, who leads it, and its clock.
import type { CaseOverview } from "../../api/case-overview.ts";
import { When } from "../../parts/when.tsx";
import { useFilledWords, useWords } from "../../words/locale.tsx";
import { caseWords } from "./case-words.ts";

export function Masthead({ overview }: { overview: CaseOverview }) {
  const say = useWords(caseWords);
  const fill = useFilledWords(caseWords);
  return (
    <header className="masthead">
      <div className="masthead-case">
        <h1>{overview.title}</h1>
        <p className="quiet">
          {fill("head.case", { slug: <code>{overview.slug}</code>, lead: overview.lead.name })}
        </p>
      </div>
      <p className="masthead-clock">
        <span className="label">{say(overview.exercise ? "head.exercise-clock" : "head.clock")}</span>
        <When instant={overview.now} />
      </p>
    </header>
  );
}
