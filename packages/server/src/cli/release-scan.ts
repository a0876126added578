// `entente release scan`: whether a file holds anything of what a document withholds from a member.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Command } from "commander";
import { InputError, parseJson, PolicyError } from "@entente/core/encoding";
import { parseMarkedText } from "@entente/core/documents";
import { compileCommunity, readCommunity } from "@entente/core/markings";
import { noRules, planRelease } from "@entente/core/planning";
import type { ReleasePlan } from "@entente/core/planning";
import {
  ALL_ENGINES,
  countUnsearchable,
  listWithheld,
  QUICK_ENGINES,
  readFurniture,
  scanForeignFile,
} from "../scans/index.ts";
import { writeBlankPages } from "../releases/index.ts";
import type { Finding, Withheld } from "../scans/index.ts";
import { checkFiles, nodePrimitives, readSelfCheck } from "@entente/verifier";
import { count } from "./document-source.ts";
import { EXIT_DONE, EXIT_NO } from "./failure.ts";
import { gatherFurniture } from "./furniture.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface ScanOptions {
  readonly document?: string;
  readonly community?: string;
  readonly for?: string;
  readonly withheld?: string;
  readonly ocr?: true;
  readonly json?: true;
}

/** What `release scan --json` prints: a contract, names and meanings stay. */
interface ScanAnswer {
  readonly file: string;
  /** Texts that were searched for, and those too short to be told from what stands in any file. */
  readonly searched: number;
  readonly unsearchable: number;
  readonly bySight: boolean;
  readonly findings: readonly Finding[];
}

export function addScanCommand(release: Command, terminal: Terminal): void {
  release
    .command("scan")
    .description(
      "Search a file for anything a document withholds from a member: in every coding, layer, property and picture of it.",
    )
    .argument("<file>", "the file to look through: a page, PDF, DOCX, picture, archive or anything else")
    .option("--document <file>", "marked text: what it withholds from the member is searched for")
    .option("--community <file>", "community file: who is cleared for what")
    .option("--for <member>", "member id, such as DEU")
    .option("--withheld <file>", "search for the lines of this file instead, one text a line")
    .option("--ocr", "also read pages and pictures by sight, which takes seconds a page")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
A finding names the place whose text was found, how it was coded and where; it never repeats the text.
Exit code: 0 nothing found, 1 something found, 2 the file could not be looked through, and counts as not scanned.

Examples:
  npx entente release scan deu.html --document assessment.md --community community.json --for DEU
  npx entente release scan deu.pdf --document assessment.md --community community.json --for DEU --ocr --json
  npx entente release scan statement.docx --withheld names.txt`,
    )
    .action(async (file: string, options: ScanOptions) => {
      const received = await readFile(file);
      const withheld = await readWithheld(received, options);
      const bytes = hideSelfCheck(received);
      const bySight = options.ocr === true;
      const findings = await scanForeignFile({
        ...{ bytes, name: basename(file), withheld },
        engines: bySight ? ALL_ENGINES : QUICK_ENGINES,
      });
      const unsearchable = countUnsearchable(withheld);
      const searched = withheld.texts.length - unsearchable;
      const answer: ScanAnswer = { file, searched, unsearchable, bySight, findings };
      if (options.json === true) terminal.printJson(answer);
      else for (const line of describe(answer)) terminal.print(line);
      process.exitCode = findings.length === 0 ? EXIT_DONE : EXIT_NO;
    });
}

/**
 * A page of a cut carries its own check, the same bytes for every document, whose many English words say nothing of this
 * one. It is blanked, not cut out, so that findings keep their place.
 */
function hideSelfCheck(bytes: Buffer): Buffer {
  const script = Buffer.from(readSelfCheck());
  for (let at = bytes.indexOf(script); at >= 0; at = bytes.indexOf(script, at + 1))
    bytes.fill(" ", at, at + script.length);
  return bytes;
}

async function readWithheld(scanned: Buffer, options: ScanOptions): Promise<Withheld> {
  if (options.withheld !== undefined) {
    if (options.document !== undefined)
      refuse("--withheld and --document ask for different things: give one");
    const lines = (await readFile(options.withheld, "utf8")).split(/\r?\n/);
    const texts = lines.flatMap((text, index) =>
      text.trim() === "" ? [] : [{ place: `line ${index + 1}`, text }],
    );
    if (texts.length === 0) refuse(`${options.withheld} holds no text to search for: write one a line`);
    return { texts, shown: [] };
  }
  const { document: file, community: communityFile, for: member } = options;
  if (file === undefined || communityFile === undefined || member === undefined)
    return refuse("give --document, --community and --for, or --withheld with a file of texts");
  const community = compileCommunity(readCommunity(parseJson(await readFile(communityFile, "utf8"))));
  const { document, problems } = parseMarkedText(await readFile(file, "utf8"), community.community.policies);
  const first = problems.find(({ severity }) => severity === "error");
  if (first !== undefined)
    throw new InputError(
      "DOCUMENT_INVALID",
      `${first.code}: ${first.message}. Run "entente document inspect ${file}" to see every problem.`,
      first,
    );
  const plan = findPlan();
  const furniture = await gatherFurniture(scanned, community);
  if (plan !== null && PAGE.test(scanned.toString("latin1", 0, 64))) {
    const { policies, members } = community.community;
    const names = Object.fromEntries(members.map(({ id, name }) => [id, name]));
    const blank = await writeBlankPages({ document, plan, policies, at: 0, names });
    furniture.push(...(await readFurniture(blank, QUICK_ENGINES)), ...listSpoken(scanned));
  }
  return listWithheld(document, plan?.classes[0] ?? { released: [] }, { furniture });

  /** Whoever may see nothing has everything withheld. */
  function findPlan(): ReleasePlan | null {
    try {
      return planRelease({
        ...{ document, community, recipients: [member ?? ""] },
        ...{ rules: noRules, consents: [] },
      });
    } catch (error) {
      if (error instanceof PolicyError && error.code === "RELEASE_NOBODY") return null;
      throw error;
    }
  }
}

const PAGE = /^<!doctype html>/;

/** The words a true page of a cut spells its own fingerprints in; none for any other file. */
function listSpoken(bytes: Buffer): readonly string[] {
  const reports = checkFiles({
    files: [{ file: "page", input: { kind: "page", bytes } }],
    ...{ trust: { kind: "carried" }, primitives: nodePrimitives },
  });
  return reports.flatMap(({ words }) => Object.values(words));
}

function refuse(message: string): never {
  throw new InputError("SHAPE_INVALID", message);
}

function describe({ file, searched, unsearchable, bySight, findings }: ScanAnswer): string[] {
  const looked = `${count(searched, "withheld text")} searched for${unsearchable === 0 ? "" : `, ${unsearchable} too short to search for`}${bySight ? ", also by sight" : ""}`;
  if (findings.length === 0) return [`${file}: nothing withheld was found. ${looked}.`];
  const places = new Set(findings.map(({ place }) => place)).size;
  return [
    `${file}: ${count(findings.length, "finding")} of ${count(places, "place")}. ${looked}.`,
    "",
    ...formatTable([
      ["place", "found as", "where"],
      ...findings.map(({ place, encoding, where }) => [place, encoding, where]),
    ]),
    "",
    "Do not send this file. Make it again from what may be shown; covering words does not remove them.",
  ];
}
