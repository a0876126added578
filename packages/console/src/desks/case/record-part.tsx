// The public record: where it is, and how anyone checks it without us.
import type { CaseOverview } from "../../api/case-overview.ts";
import { CopyLine } from "../../parts/copy-line.tsx";
import { Empty } from "../../parts/notice.tsx";
import { When } from "../../parts/when.tsx";

export function RecordPart({ slug, record }: { slug: string; record: CaseOverview["record"] }) {
  if (record === null)
    return <Empty>Nothing is published yet. The publisher of the lead publishes the record.</Empty>;
  return (
    <div className="record">
      <p>
        <a className="strong-link" href={record.href}>
          Read the public record
        </a>{" "}
        <span className="quiet">
          {record.files} files, published <When instant={record.publishedAt} />
        </span>
      </p>
      <p>
        Save its folder anywhere. The check below needs no network and no account: it re-derives the ledger,
        the cuts and the tallies from the files alone and names every step.
      </p>
      <CopyLine text={`npx entente-verify ${slug}`} what="the command" />
      <p className="quiet">
        The same command takes a single cut file or a saved cut page. It ends with exit code 0 only if
        everything holds.
      </p>
    </div>
  );
}
