// `entente release cuts`: what was released, as files to hand out: cuts, what was unsealed of them later, what is said of
// them, each with the latest evidence that witnesses cosigned.
import type { Command } from "commander";
import { answerOf } from "../client/index.ts";
import type { NodeClient } from "../client/index.ts";
import { ServerError } from "../errors.ts";
import { writeFolder } from "../exchange/index.ts";
import { addAskOptions, askInCase } from "./case-node.ts";
import type { AskOptions } from "./case-node.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

export interface Handout {
  /** Below the folder it is written to: a folder for each recipient. */
  readonly path: string;
  /** Empty where it is only listed. */
  readonly file: string;
  /** The checkpoint its proofs lead to and how many keys cosigned it; null where they are those of its issue. */
  readonly witnessed: { readonly leaves: number; readonly keys: number } | null;
}

/** Adds the command that hands cuts out to the `release` commands. */
export function addCutsCommand(release: Command, terminal: Terminal): void {
  addAskOptions(
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
    .action(async (options: AskOptions & { readonly out?: string }) => {
      const { out } = options;
      const handouts = await askInCase(options, terminal, (client, of) =>
        listHandouts(client, of, { document: null, leaving: out !== undefined }),
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
 * The files of one document's releases, or of all the case's, as the seat may read them: by name, or whole where they leave
 * the node.
 * @throws ServerError NOT_FOUND when the seat may read none.
 */
export async function listHandouts(
  client: NodeClient,
  of: { readonly case: string },
  { document, leaving }: { readonly document: string | null; readonly leaving: boolean },
): Promise<readonly Handout[]> {
  const { cuts } = await answerOf(client.GET("/api/cases/{case}/cuts", { params: { path: of } }));
  const asked = cuts.filter((one) => document === null || one.document === document);
  if (asked.length === 0)
    throw new ServerError(
      "NOT_FOUND",
      "There are no cuts of it in this case, or you may not see them. The lead's desk can say which were issued.",
    );
  if (!leaving)
    return asked.flatMap(({ files }) => files.map(({ path, witnessed }) => ({ path, file: "", witnessed })));
  const handouts: Handout[] = [];
  for (const { id } of asked) {
    const { files } = await answerOf(
      client.GET("/api/cases/{case}/cuts/{id}/files", { params: { path: { ...of, id } } }),
    );
    handouts.push(...files);
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
