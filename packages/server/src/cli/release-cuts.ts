// `entente release cuts`: what was released, as files to hand out: cuts, what was unsealed of them later, what is said of
// them, each with the latest evidence that witnesses cosigned.
import type { Command } from "commander";
import { openSeatView } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import { writeFolder } from "../exchange/index.ts";
import { openRenewal } from "../ledger/index.ts";
import type { Renewed } from "../ledger/index.ts";
import { listNotices } from "../notices/index.ts";
import { journalReading, readCutFiles } from "../releases/index.ts";
import type { Transactor } from "../storage/index.ts";
import { listUnsealingFiles } from "../unsealings/index.ts";
import { actInCase, addCaseOptions } from "./case-node.ts";
import type { CaseOptions } from "./case-node.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

export interface Handout extends Renewed {
  /** Below the folder it is written to: a folder for each recipient. */
  readonly path: string;
}

/** Adds the command that hands cuts out to the `release` commands. */
export function addCutsCommand(release: Command, terminal: Terminal): void {
  addCaseOptions(
    release
      .command("cuts")
      .description(
        "List the cuts your seat may read, with unsealings and notices, or write them with the latest evidence.",
      ),
  )
    .option("--out <dir>", "write the files there, a folder for each recipient")
    .addHelpText(
      "after",
      `
A cut that is issued proves itself to the ledger of that moment, which no witness has seen yet. After witnesses cosigned,
write it again: the proofs lead to the latest checkpoint that satisfies the node's policy. What was signed stays the same.

Examples:
  npx entente release cuts --case salisbury-2018 --seat GBR/desk
  npx entente release cuts --case salisbury-2018 --seat GBR/desk --out cuts`,
    )
    .action(async (options: CaseOptions & { readonly out?: string }) => {
      const { out } = options;
      const handouts = await actInCase(options, terminal, (tx, act, { folder }) =>
        readHandouts(tx, act, { folder, document: null, leaving: out !== undefined }),
      );
      if (out !== undefined) await writeHandouts(out, handouts);
      if (options.json === true)
        terminal.printJson({
          out: out ?? null,
          files: handouts.map(({ path, witnessed }) => ({ path, witnessed })),
        });
      else for (const line of describeHandouts(handouts)) terminal.print(line);
    });
}

/**
 * The files of one document's releases, or of all the case's, as the seat may read them. Where they leave the node, each
 * reading of a cut is journaled in the same transaction.
 * @throws ServerError NOT_FOUND when the seat may read none.
 */
export async function readHandouts(
  tx: Transactor,
  act: Act,
  {
    folder,
    document,
    leaving,
  }: { readonly folder: string; readonly document: string | null; readonly leaving: boolean },
): Promise<readonly Handout[]> {
  const view = openSeatView(act.seat, act.of);
  const renew = await openRenewal(tx, folder);
  const cuts = (await readCutFiles(tx, view)).filter((one) => document === null || one.document === document);
  if (cuts.length === 0)
    throw new ServerError(
      "NOT_FOUND",
      "There are no cuts of it in this case, or you may not see them. The lead's desk can say which were issued.",
    );
  const unsealings = await listUnsealingFiles(tx, view);
  const notices = await listNotices(tx, view);
  const handouts: Handout[] = [];
  for (const [at, cut] of cuts.entries()) {
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
    handouts.push({ path: `${stem}.cut.json`, ...(await renew(cut.file)) });
    for (const [index, { kind, file }] of later.entries())
      handouts.push({ path: `${stem}.${index + 1}.${kind}.json`, ...(await renew(file)) });
    if (leaving) await journalReading(tx, view, { cut, by: act.seat.id, at: act.at });
  }
  return handouts;
}

export async function writeHandouts(folder: string, handouts: readonly Handout[]): Promise<void> {
  await writeFolder(folder, new Map(handouts.map(({ path, file }) => [path, file])));
}

/** One line for each file, with the evidence it has. */
export function describeHandouts(handouts: readonly Handout[]): readonly string[] {
  return formatTable(
    handouts.map(({ path, witnessed }) => [
      path,
      witnessed === null
        ? "as issued, without witnesses"
        : `proven to ${witnessed.leaves} leaves, cosigned with ${witnessed.keys} ${witnessed.keys === 1 ? "key" : "keys"}`,
    ]),
  );
}
