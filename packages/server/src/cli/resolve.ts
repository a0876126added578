// `entente resolve`: what pledges come to. A trial over the open ones of a case; the final resolution, which locks them; or
// a pledge file, without a node, whose answer can be certified and checked.
import { readFile, writeFile } from "node:fs/promises";
import type { Command } from "commander";
import {
  certifyResolution,
  checkCertificate,
  readCertificate,
  resolvePledges,
} from "@entente/core/coalition";
import type { Resolution, ResolutionCertificate } from "@entente/core/coalition";
import { decodeUtf8, parseJson } from "@entente/core/encoding";
import { readPledges } from "@entente/core/pledges";
import type { PledgeSet } from "@entente/core/pledges";
import { ServerError } from "../errors.ts";
import { answerOf } from "../client/index.ts";
import { printAnswer } from "./answers.ts";
import { askInCase } from "./case-node.ts";
import type { AskOptions } from "./case-node.ts";
import { addClientOptions } from "./node-client.ts";
import { EXIT_DONE, EXIT_NO } from "./failure.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface ResolveOptions extends Partial<AskOptions> {
  readonly file?: string;
  readonly lock?: true;
  readonly certify?: string;
  readonly check?: string;
}

export function addResolveCommand(program: Command, terminal: Terminal): void {
  addClientOptions(
    program
      .command("resolve")
      .description("Find the largest set of pledges that hold together, and explain it member by member."),
  )
    .option("--case <slug>", "the case whose pledges are resolved, such as salisbury-2018")
    .option("--lock", "lock all pledges, open what was sealed, and resolve for good")
    .option("--file <file>", "an entente-pledges/1 file instead of a case; formats/pledges.schema.json")
    .option(
      "--certify <out>",
      "with --file: also write the certificate, with which anyone can check the answer",
    )
    .option("--check <certificate>", "with --file: do not resolve, but check a certificate of these pledges")
    .option("--json", "print the resolution as JSON")
    .addHelpText(
      "after",
      `
Without --lock it is a trial over the open pledges, as often as you like. Sealed pledges are never in a trial. Of those that do
not hold when pledges are locked nothing is ever shown.

Examples:
  entente resolve --case salisbury-2018 --seat GBR/desk
  entente resolve --lock --case salisbury-2018 --seat GBR/release-authority
  entente resolve --file pledges.json --json
  entente resolve --file pledges.json --certify certificate.json
  entente resolve --file pledges.json --check certificate.json`,
    )
    .action(async (options: ResolveOptions) => {
      if (options.file !== undefined) await resolveFile(options.file, options, terminal);
      else await resolveCase(readCaseOptions(options), options.lock === true, terminal);
    });
}

function readCaseOptions({ case: slug, certify, check, ...options }: ResolveOptions): AskOptions {
  if (certify !== undefined || check !== undefined)
    throw new ServerError(
      "REQUEST_INVALID",
      "--certify and --check go with --file. The certificate of a case's final resolution is in what --lock --json prints.",
    );
  if (slug === undefined || (options.seat === undefined && options.node === undefined))
    throw new ServerError(
      "REQUEST_INVALID",
      "Name the case and your seat with --case and --seat, or a file with --file.",
    );
  return { ...options, case: slug };
}

async function resolveFile(file: string, options: ResolveOptions, terminal: Terminal): Promise<void> {
  if (options.lock === true || options.case !== undefined)
    throw new ServerError("REQUEST_INVALID", "A file is resolved by itself. Leave --case and --lock out.");
  const set = readPledges(parseJson(decodeUtf8(await readFile(file))));
  if (options.check !== undefined) {
    const certificate = readCertificate(parseJson(decodeUtf8(await readFile(options.check))));
    const wrong = checkCertificate(set, certificate);
    if (options.json === true) terminal.printJson({ proved: wrong === null, wrong });
    else terminal.print(wrong === null ? sayProved(certificate) : `Not proved: ${wrong}.`);
    process.exitCode = wrong === null ? EXIT_DONE : EXIT_NO;
    return;
  }
  const resolution = resolvePledges(set);
  if (options.certify !== undefined)
    await writeFile(options.certify, `${JSON.stringify(certifyResolution(set, resolution), null, 2)}\n`);
  if (options.json === true) terminal.printJson(resolution);
  else for (const line of formatResolution(set, resolution)) terminal.print(line);
}

async function resolveCase(options: AskOptions, lock: boolean, terminal: Terminal): Promise<void> {
  if (!lock) {
    const { pledges, ...resolution } = await askInCase(options, terminal, (client, path) =>
      answerOf(client.POST("/api/cases/{case}/resolution/trial", { params: { path } })),
    );
    printAnswer(options, terminal, {
      value: resolution,
      lines: [
        ...formatResolution(readPledges(pledges), resolution),
        "This is a trial over the open pledges; nothing is locked.",
      ],
    });
    return;
  }
  const final = await askInCase(options, terminal, (client, path) =>
    answerOf(client.POST("/api/cases/{case}/resolution/lock", { params: { path } })),
  );
  const rows = final.acting.map(({ member, authority, explanation }) => [member, authority, explanation]);
  printAnswer(options, terminal, {
    value: final,
    lines: [
      ...formatTable([["member", "authority", "why"], ...rows]),
      "",
      `${final.acting.length} act together. Pledges are locked since ${final.lockedAt}.`,
    ],
  });
}

function sayProved({ together, alone }: ResolutionCertificate): string {
  const [acting, before] = [Object.keys(together.levels).length, Object.keys(alone.levels).length];
  return `Proved: of these pledges ${acting} hold together, at the levels claimed, and ${before} without resolving together.`;
}

function formatResolution({ pledges }: PledgeSet, resolution: Resolution): string[] {
  const { acting, levels, alone, explain } = resolution;
  const aloneSet = new Set(alone);
  const rows = pledges
    .map(({ member, levels: own }) => [
      member,
      Object.hasOwn(levels, member) ? `${levels[member] ?? 0} of ${own.length}` : "-",
      aloneSet.has(member) ? "yes" : "no",
      explain[member] ?? "",
    ])
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  return [
    ...formatTable([["member", "level", "alone", "why"], ...rows]),
    "",
    `${acting.length} of ${pledges.length} act together; ${alone.length} would act without resolving together.`,
  ];
}
