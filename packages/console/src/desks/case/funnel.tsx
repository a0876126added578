// From release to action: how many members came how far, as bars that are a table.
import type { CaseOverview } from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { capitalise } from "./sentences.ts";

export function Funnel({ stages }: { stages: CaseOverview["funnel"] }) {
  const most = Math.max(0, ...stages.map((stage) => stage.count));
  if (most === 0) return <Empty>Nothing is released yet. The bars start with the first release.</Empty>;
  return (
    <table className="funnel">
      <caption className="basis">
        Members that reached each stage. Each bar is drawn to the length of the first; the step down is what
        was lost there.
      </caption>
      <thead className="unseen">
        <tr>
          <th scope="col">Stage</th>
          <th scope="col">Members</th>
          <th scope="col">Change from the stage before</th>
        </tr>
      </thead>
      <tbody>
        {stages.map((stage, index) => {
          const before = stages[index - 1]?.count ?? stage.count;
          return (
            <tr key={stage.stage}>
              <th scope="row">{capitalise(stage.stage)}</th>
              <td className="funnel-bar">
                <span className="bar" style={{ width: `${(stage.count / most) * 100}%` }} />
                <span className="bar-count">{stage.count}</span>
              </td>
              <td className="funnel-step">{sayStep(stage.count - before)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function sayStep(change: number): string {
  if (change === 0) return "";
  return change < 0 ? `−${-change}` : `+${change}`;
}
