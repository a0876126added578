// The case desk: which case, and the answer's state around the page.
import { useEffect } from "react";
import type { CaseList, CaseOverview, CaseSummary } from "../../api/case-overview.ts";
import type { ConsoleCode } from "../../api/codes.ts";
import { useAnswer } from "../../api/use-answer.ts";
import type { Answer, Problem } from "../../api/read-node.ts";
import { Banner, EndBanner } from "../../parts/banner.tsx";
import { ExerciseFrame } from "../../parts/exercise-frame.tsx";
import { Empty, ProblemNotice, StaleNotice } from "../../parts/notice.tsx";
import { PageSkeleton } from "../../parts/skeleton.tsx";
import { CasePage } from "./case-page.tsx";

const nothingHere: Problem = {
  status: 404,
  code: "PAGE_UNKNOWN" satisfies ConsoleCode,
  title: "There is nothing at this address",
  detail:
    "The case may have another name, or you may not be cleared for it. The start page lists the cases you can read.",
};

/** `/` shows the first case of the list, `/cases/<slug>` the one named. */
export function CaseDesk({ path }: { path: string }) {
  const named = /^\/cases\/([a-z0-9-]+)\/?$/.exec(path)?.[1] ?? null;
  const known = path === "/" || path === "/index.html" || named !== null;
  const list = useAnswer<CaseList>(known ? "/api/cases" : null);
  const cases =
    list.answer.state === "ready" || list.answer.state === "stale" ? list.answer.value.cases : null;
  const slug = named ?? cases?.[0]?.slug ?? null;
  const overview = useAnswer<CaseOverview>(slug === null ? null : `/api/cases/${slug}`);
  const backHome = () => window.location.assign("/");

  if (!known) return <Outside problem={nothingHere} onRetry={backHome} />;
  if (slug === null && cases !== null)
    return (
      <main className="page">
        <h1 className="plain-title">No case yet</h1>
        <Empty>
          This node holds no case you can read. Play one with{" "}
          <code>npx entente exercise run scenarios/salisbury-2018</code>, then ask again.
        </Empty>
        <button type="button" className="button" onClick={list.refresh}>
          Ask again
        </button>
      </main>
    );
  if (slug === null) return <Framed answer={list.answer} cases={[]} onRetry={list.refresh} />;
  return <Framed answer={overview.answer} cases={cases ?? []} onRetry={overview.refresh} />;
}

interface FramedProps {
  readonly answer: Answer<CaseOverview> | Answer<CaseList>;
  readonly cases: readonly CaseSummary[];
  readonly onRetry: () => void;
}

function Framed({ answer, cases, onRetry }: FramedProps) {
  const title = "value" in answer && "title" in answer.value ? answer.value.title : null;
  useEffect(() => {
    document.title = title === null ? "Entente" : `${title} – Entente`;
  }, [title]);
  if (answer.state === "forbidden" || answer.state === "failed")
    return <Outside problem={answer.problem} onRetry={onRetry} />;
  if (answer.state === "loading" || !("slug" in answer.value))
    return (
      <main>
        <PageSkeleton />
      </main>
    );
  const overview = answer.value;
  return (
    <ExerciseFrame exercise={overview.exercise}>
      <Banner line={overview.banner} exercise={overview.exercise} />
      {answer.state === "stale" && (
        <StaleNotice problem={answer.problem} since={answer.at} onRetry={onRetry} />
      )}
      <div className={answer.state === "stale" ? "stale" : undefined}>
        <CasePage overview={overview} cases={cases} />
      </div>
      <EndBanner line={overview.banner} />
    </ExerciseFrame>
  );
}

function Outside({ problem, onRetry }: { problem: Problem; onRetry: () => void }) {
  return (
    <main className="page outside">
      <p className="wordmark">Entente</p>
      <ProblemNotice problem={problem} onRetry={onRetry} />
      <p>
        <a href="/">To the start page</a>
      </p>
    </main>
  );
}
