// The public record: where it is, and how anyone checks it without us.
import type { CaseOverview } from "../../api/case-overview.ts";
import { CopyLine } from "../../parts/copy-line.tsx";
import { Empty } from "../../parts/notice.tsx";
import { When } from "../../parts/when.tsx";
import { useFilledWords, useWords } from "../../words/locale.tsx";
import { caseWords } from "./case-words.ts";

export function RecordPart({ slug, record }: { slug: string; record: CaseOverview["record"] }) {
  const say = useWords(caseWords);
  const fill = useFilledWords(caseWords);
  if (record === null) return <Empty>{say("record.none")}</Empty>;
  return (
    <div className="record">
      <p>
        <a className="strong-link" href={record.href}>
          {say("record.read")}
        </a>{" "}
        <span className="quiet">
          {fill("record.files", { count: record.files, instant: <When instant={record.publishedAt} /> })}
        </span>
      </p>
      <p>{say("record.check")}</p>
      <CopyLine text={`npx entente-verify ${slug}`} what={say("record.command")} />
      <p className="quiet">{say("record.other")}</p>
    </div>
  );
}
