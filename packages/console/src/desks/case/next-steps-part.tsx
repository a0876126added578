// What waits for whoever sits here, and below it what waits for others of the lead; each line leads to the desk where it is done.
import { Link } from "wouter";
import type { CaseOverview, OverviewMember } from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { pathOf } from "../../shell/places.ts";
import type { OwnSeat } from "../../shell/seat.ts";
import { useJoin, useWords } from "../../words/locale.tsx";
import { caseWords } from "./case-words.ts";
import { listSteps } from "./next-steps.ts";
import type { NextStep } from "./next-steps.ts";

export interface NextStepsPartProps {
  readonly overview: CaseOverview;
  readonly members: readonly OverviewMember[];
  readonly seat: OwnSeat | null;
}

export function NextStepsPart({ overview, members, seat }: NextStepsPartProps) {
  const say = useWords(caseWords);
  const steps = listSteps(overview, members);
  if (steps.length === 0) return <Empty>{say("step.none-at-all")}</Empty>;
  if (seat === null) return <StepList slug={overview.slug} steps={steps} />;
  const isOwn = ({ roles }: NextStep): boolean => roles.some((role) => role === seat.role);
  const own = steps.filter(isOwn);
  const others = steps.filter((step) => !isOwn(step));
  return (
    <>
      <h3 className="label">{say("step.own", { seat: seat.id })}</h3>
      {own.length === 0 ? <Empty>{say("step.none")}</Empty> : <StepList slug={overview.slug} steps={own} />}
      {others.length > 0 && (
        <>
          <h3 className="label">{say("step.others")}</h3>
          <StepList slug={overview.slug} steps={others} />
        </>
      )}
    </>
  );
}

function StepList({ slug, steps }: { slug: string; steps: readonly NextStep[] }) {
  const say = useWords(caseWords);
  const join = useJoin();
  return (
    <ul className="next-steps">
      {steps.map(({ name, desk, roles, count, late }) => (
        <li key={name} data-late={late > 0}>
          <Link href={pathOf(slug, desk)}>{say(`step.${name}`, { count, late })}</Link>
          <span className="quiet">
            {say("step.who", { roles: join(roles.map((role) => say(`role.${role}`))) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
