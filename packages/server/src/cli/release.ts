// `entente release …`: the rehearsal of one cut, from files alone; and the steps of a release on a node.
import { readFile, writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { InputError, parseJson, PolicyError } from "@entente/core/encoding";
import { parseMarkedText } from "@entente/core/documents";
import { compileCommunity, readCommunity } from "@entente/core/markings";
import { noRules, planRelease } from "@entente/core/planning";
import type { RecipientClass } from "@entente/core/planning";
import { renderCutText } from "@entente/core/pages";
import {
  createRehearsalKeys,
  CUT_FORMS,
  formOf,
  rehearseRelease,
  writeCut,
  writeSheet,
} from "../releases/index.ts";
import type { CutToWrite } from "../releases/index.ts";
import { addReleaseSequels } from "./release-after.ts";
import { addCutsCommand } from "./release-cuts.ts";
import { addScanCommand } from "./release-scan.ts";
import { addReleaseSteps } from "./release-steps.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface CutOptions {
  readonly community: string;
  readonly for: string;
  readonly out?: string;
  readonly minister?: true;
  readonly json?: true;
}

export function addReleaseCommands(program: Command, terminal: Terminal): void {
  const release = program.command("release").description("Plan and cut documents for their readers.");
  addScanCommand(release, terminal);
  const cut = release.command("cut");
  cut
    .description(
      "Rehearse the cut of one document for one member: planned, signed and checked with keys made for this run, marked as an exercise.",
    )
    .argument("<file>", "marked text")
    .requiredOption("--community <file>", "community file: who is cleared for what")
    .requiredOption("--for <member>", "member id, such as DEU")
    .option("--out <file>", `also write the cut there, in the form its ending names: ${CUT_FORMS.join(", ")}`)
    .option("--minister", "with --out: one sheet of what the cut says, for a reader with two minutes")
    .option("--json", "print the cut file itself, which entente-verify accepts")
    .addHelpText(
      "after",
      `
Examples:
  npx entente release cut scenarios/salisbury-2018/documents/assessment.md --community scenarios/salisbury-2018/community.json --for DEU
  npx entente release cut FILE --community C --for EST --json > est.cut.json && npx entente-verify est.cut.json
  npx entente release cut FILE --community C --for EST --out est.html
  npx entente release cut FILE --community C --for EST --out minister.pdf --minister`,
    )
    .action(async (file: string, options: CutOptions) => {
      const write = chooseForm(options, (sentence) => cut.error(sentence));
      const rehearsal = await rehearseCut(file, options);
      if (options.out !== undefined) await writeFile(options.out, await write(rehearsal));
      if (options.json === true) {
        terminal.printFile(rehearsal.text);
        return;
      }
      for (const line of rehearsal.reading.split("\n")) terminal.print(line);
      terminal.note(
        `${rehearsal.of.released.length} places released to ${options.for}, ${rehearsal.of.withheld.length} withheld:`,
      );
      for (const line of formatTable(rehearsal.of.withheld.map(({ place, reason }) => [place, reason])))
        terminal.note(`  ${line}`);
    });
  addReleaseSteps(release, terminal);
  addCutsCommand(release, terminal);
  addReleaseSequels(release, terminal);
}

/** How to write what `--out` and `--minister` ask for; refuses what has no such form before anything is cut. */
function chooseForm(
  { out, minister }: CutOptions,
  refuse: (sentence: string) => never,
): (rehearsal: Rehearsal) => Promise<string | Uint8Array> {
  const form = out === undefined ? null : formOf(out);
  if (out !== undefined && form === null)
    return refuse(`error: ${out} names no form: end it in ${CUT_FORMS.map((one) => `.${one}`).join(", ")}`);
  if (minister !== true) return ({ cut }) => writeCut(cut, form ?? "json");
  if (form === null || form === "json" || form === "txt")
    return refuse("error: a minister's sheet is a page: name it with --out, ending in .html, .pdf or .docx");
  return ({ cut }) => writeSheet(cut, form);
}

interface Rehearsal {
  readonly of: RecipientClass;
  /** The cut file. */
  readonly text: string;
  /** The cut as plain text. */
  readonly reading: string;
  readonly cut: CutToWrite;
}

async function rehearseCut(file: string, options: CutOptions): Promise<Rehearsal> {
  const community = compileCommunity(readCommunity(parseJson(await readFile(options.community, "utf8"))));
  const { policies, members } = community.community;
  const { document, problems } = parseMarkedText(await readFile(file, "utf8"), policies);
  const first = problems.find(({ severity }) => severity === "error");
  if (first !== undefined) {
    throw new InputError(
      "DOCUMENT_INVALID",
      `${first.code}: ${first.message}. Run "entente document inspect ${file}" to see every problem.`,
      first,
    );
  }
  const plan = planRelease({ document, community, recipients: [options.for], rules: noRules, consents: [] });
  const { cuts, authority } = rehearseRelease({
    ...{ document, policies, plan },
    at: Math.floor(Date.now() / 1000),
    keys: createRehearsalKeys(),
  });
  const [of, cut] = [plan.classes[0], cuts[0]];
  if (of === undefined || cut === undefined)
    throw new PolicyError("RELEASE_NOBODY", `${options.for} may see nothing of this document.`);
  const names = Object.fromEntries(members.map(({ id, name }) => [id, name]));
  return {
    of,
    text: cut.text,
    reading: renderCutText(cut.document),
    cut: { text: cut.text, names, authority },
  };
}
