// What was released, as files to hand out: cuts, what was unsealed of them later, and what is said of them, each with the
// latest evidence that witnesses cosigned.
import type { View } from "../access/index.ts";
import { openRenewal } from "../ledger/index.ts";
import type { Renewed } from "../ledger/index.ts";
import { listNotices } from "../notices/index.ts";
import { listCuts, readCutFiles } from "../releases/index.ts";
import type { CutSummary } from "../releases/index.ts";
import type { Reader } from "../storage/index.ts";
import { listUnsealingFiles } from "../unsealings/index.ts";

export interface HandoutFile extends Renewed {
  /** Below the folder it is written to: a folder for each recipient. */
  readonly path: string;
}

/** One cut with everything that goes with it: the cut first, what came later after it. */
export interface Handout extends CutSummary {
  readonly files: readonly HandoutFile[];
}

/** Everything the view may read, or what goes with the one cut `only`. */
export async function readHandouts(
  reader: Reader,
  view: View,
  { folder, only }: { readonly folder: string; readonly only: string | null },
): Promise<readonly Handout[]> {
  const cuts = await readCutFiles(reader, view);
  if (cuts.length === 0) return [];
  const renew = await openRenewal(reader, folder);
  const summaries = new Map((await listCuts(reader, view)).map((one) => [one.id, one]));
  const unsealings = await listUnsealingFiles(reader, view);
  const notices = await listNotices(reader, view);
  const handouts: Handout[] = [];
  for (const [at, cut] of cuts.entries()) {
    const summary = summaries.get(cut.id);
    if (summary === undefined || (only !== null && cut.id !== only)) continue;
    const next = cuts[at + 1];
    // The newest cut of a document has its plain name; those it follows bear the release's besides.
    const newest = next?.document !== cut.document || next.recipient !== cut.recipient;
    const stem = `${cut.recipient}/${cut.document}${newest ? "" : `.${cut.releaseId.slice(0, 8)}`}`;
    const later = [
      ...unsealings.flatMap(({ cutId, file }) => (cutId === cut.id ? [{ kind: "unsealing", file }] : [])),
      ...notices.flatMap(({ releaseId, file }) =>
        releaseId === cut.releaseId ? [{ kind: "notice", file }] : [],
      ),
    ];
    const files: HandoutFile[] = [{ path: `${stem}.cut.json`, ...(await renew(cut.file)) }];
    for (const [index, { kind, file }] of later.entries())
      files.push({ path: `${stem}.${index + 1}.${kind}.json`, ...(await renew(file)) });
    handouts.push({ ...summary, files });
  }
  return handouts;
}
