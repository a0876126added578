// From release to action: how many members came how far, as bars that are a table.
import type { CaseOverview } from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { hasWord, useLanguage, useWords } from "../../words/locale.tsx";
import { Prose } from "../../words/prose.tsx";
import { caseWords } from "./case-words.ts";

export function Funnel({ stages }: { stages: CaseOverview["funnel"] }) {
  const say = useWords(caseWords);
  const { tag } = useLanguage();
  const most = Math.max(0, ...stages.map((stage) => stage.count));
  if (most === 0) return <Empty>{say("funnel.none")}</Empty>;
  const change = new Intl.NumberFormat(tag, { signDisplay: "exceptZero" });
  return (
    <table className="funnel">
      <caption className="basis">{say("funnel.basis")}</caption>
      <thead className="unseen">
        <tr>
          <th scope="col">{say("funnel.stage")}</th>
          <th scope="col">{say("funnel.members")}</th>
          <th scope="col">{say("funnel.change")}</th>
        </tr>
      </thead>
      <tbody>
        {stages.map(({ stage, count }, index) => {
          const step = count - (stages[index - 1]?.count ?? count);
          const word = `stage.${stage}`;
          return (
            <tr key={stage}>
              <th scope="row">{hasWord(caseWords, word) ? say(word) : <Prose text={stage} />}</th>
              <td className="funnel-bar">
                <span className="bar" style={{ width: `${(count / most) * 100}%` }} />
                <span className="bar-count">{count}</span>
              </td>
              <td className="funnel-step">{step === 0 ? "" : change.format(step).replace("-", "−")}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
