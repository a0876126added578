// `entente tzero share|release|open-shared`: a package that opens without a conductor, by files that any way carries.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { decodeUtf8, readInstant, utf8 } from "@entente/core/encoding";
import { readBundleFile, writeBundleFile } from "../bundles/index.ts";
import { listPackages, openShared, releaseShare, shareKey } from "../embargoes/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { openOwnNode } from "../peers/index.ts";
import { readList } from "./case-node.ts";
import { now } from "./ledger-node.ts";
import { DATA_OPTION, withNode } from "./node-folder.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface FileOptions {
  readonly data?: string;
  readonly json?: true;
  readonly out: string;
}
type ShareOptions = FileOptions & {
  readonly case: string;
  readonly instant?: string;
  readonly members: string;
  readonly open: string;
};

export function addSharedCommands(tzero: Command, terminal: Terminal): void {
  const add = (name: string, description: string, out: string): Command =>
    tzero
      .command(name)
      .description(description)
      .requiredOption("--out <folder>", out)
      .option(...DATA_OPTION)
      .option("--json", "print the answer as JSON");
  const onNode = (options: FileOptions, work: (node: Node) => Promise<void>): Promise<void> =>
    withNode({ data: options.data, terminal, open: openExerciseNode }, work);

  tzero
    .command("packages")
    .description("List the packages that are here, and whose shares were let go.")
    .option(...DATA_OPTION)
    .option("--json", "print the answer as JSON")
    .addHelpText("after", "\nExample:\n  npx entente tzero packages")
    .action((options: FileOptions) => onNode(options, (node) => printPackages(node, options, terminal)));

  add("share", "Encrypt a file until the instant, and divide its key among members.", "where the files go")
    .argument("<file>", "what is to open at the instant")
    .requiredOption("--case <slug>", "the case, such as salisbury-2018")
    .option("--instant <instant>", "in UTC, such as 2018-03-26T13:00:00Z; without it, that of the case's T-0")
    .requiredOption(
      "--members <members>",
      "who gets a share: DEU,EST,FRA; their nodes are paired with this one",
    )
    .requiredOption("--open <count>", "how many of them open it together, at least 2")
    .addHelpText(
      "after",
      `
Letters bring the package and its share to the node of each member. The same is written as files, for other ways: one embargo
file, and for each member a share that only its node can read. The key is forgotten here: this node opens it as all others do.
While a T-0 is set or armed in the case, the package is part of it: who knows of a hold or a stand-down lets nothing go.

Example:
  npx entente tzero share statement.pdf --case salisbury-2018 --instant 2018-03-26T13:00:00Z --members DEU,EST,FRA --open 2 --out /media/stick`,
    )
    .action((file: string, options: ShareOptions) =>
      onNode(options, (node) => runShare(node, file, options, terminal)),
    );

  add(
    "release",
    "Let your member's share go, once the instant has passed by this node's clock.",
    "where the share goes",
  )
    .argument("<embargo>", "the embargo file, or the digest of a package that came by letter")
    .argument("[share]", "your member's share, as it was given; not needed where it came by letter")
    .addHelpText(
      "after",
      `
A node that serves does this by itself, and letters bring the share to the others; the file is for other ways.

Examples:
  npx entente tzero release package.embargo share-DEU.age --out /media/stick
  npx entente tzero release 47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU --out /media/stick`,
    )
    .action((embargo: string, share: string | undefined, options: FileOptions) =>
      onNode(options, async (node) => {
        const files = {
          embargo: await readNamed(embargo),
          sealed: share === undefined ? null : await readBundleFile(share),
        };
        const released = await releaseShare({ ...node, now }, { ...files, by: "node" });
        const file = join(options.out, `share-${released.member}-${nameTime()}.released`);
        await writeBundleFile(file, utf8(released.text));
        if (options.json === true)
          terminal.printJson({ member: released.member, instant: released.instant, file });
        else terminal.print(`${file}: the share of ${released.member}, for every ally.`);
      }),
    );

  add("open-shared", "Open a package with the shares that were let go.", "where what was in it goes")
    .argument("<embargo>", "the embargo file, or the digest of a package that came by letter")
    .argument(
      "[shares...]",
      "shares that were let go, of any ally, in any order, beside those that came by letter",
    )
    .addHelpText(
      "after",
      `
Examples:
  npx entente tzero open-shared package.embargo *.released --out ./opened
  npx entente tzero open-shared 47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU --out ./opened`,
    )
    .action((embargo: string, shares: readonly string[], options: FileOptions) =>
      onNode(options, async (node) => {
        const texts = await Promise.all(shares.map(async (share) => readText(await readBundleFile(share))));
        const opened = await openShared(
          { ...node, now },
          { embargo: await readNamed(embargo), shares: texts },
        );
        const file = join(options.out, `opened-${nameTime()}`);
        await writeBundleFile(file, opened.content);
        const { lead, members, leftOut } = opened;
        if (options.json === true) terminal.printJson({ lead, members, leftOut, file });
        else {
          terminal.print(`${file}: opened with the shares of ${members.join(", ")}.`);
          for (const { index, why } of leftOut) terminal.note(`${shares[index] ?? ""} was left out: ${why}.`);
        }
      }),
    );
}

async function printPackages(node: Node, { json }: FileOptions, terminal: Terminal): Promise<void> {
  const own = await openOwnNode(node);
  const packages = await node.database.read((reader) => listPackages(reader, own));
  if (json === true) terminal.printJson({ packages });
  else
    for (const line of formatTable([
      ["package", "lead", "case", "instant", "let go", "own share", "opened"],
      ...packages.map((one) => [
        ...[one.digest, one.lead, one.case, one.instant],
        `${one.letGo.length} of ${one.threshold} (${one.holders.join(", ")})`,
        ...[one.own, one.openedAt ?? "no"],
      ]),
    ]))
      terminal.print(line);
}

/** A digest stands for a package that is here; everything else is the name of a file. */
async function readNamed(text: string): Promise<Uint8Array | string> {
  return /^[A-Za-z0-9_-]{43}$/.test(text) ? text : readBundleFile(text);
}

async function runShare(
  node: Node,
  path: string,
  { case: caseName, instant, members, open, out, json }: ShareOptions,
  terminal: Terminal,
): Promise<void> {
  // Before anything is shared: what letters bring is not taken back because a file could not be written.
  await mkdir(out, { recursive: true });
  const made = await shareKey(
    { ...node, now },
    {
      ...{
        caseName,
        instant: instant === undefined ? null : readInstant(instant),
        threshold: Number(open),
        holders: readList(members),
      },
      ...{ content: await readBundleFile(path), by: "node" },
    },
  );
  const time = nameTime();
  const file = join(out, `package-${caseName}-${time}.embargo`);
  await writeBundleFile(file, made.embargo);
  const shares: Record<string, string> = {};
  for (const [member, bytes] of made.shares) {
    const share = join(out, `share-${member}-${time}.age`);
    await writeBundleFile(share, bytes);
    shares[member] = share;
  }
  if (json === true) terminal.printJson({ digest: made.digest, instant: made.instant, file, shares });
  else {
    terminal.print(`${file}: for everybody, closed until ${made.instant}. ${open} of these open it:`);
    for (const [member, share] of Object.entries(shares))
      terminal.print(`  ${share}: for the node of ${member} alone`);
  }
}

/** What is no text is no share, and is named among those left out. */
function readText(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes);
  } catch {
    return "";
  }
}

const nameTime = (): string => now().replaceAll(/[-:.]/g, "");
