// `entente release plan | approve | issue | show`: a release of a case of this node, step by step.
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import type { Command } from "commander";
import { decodeUtf8, parseJson, PolicyError } from "@entente/core/encoding";
import { openSeatView } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { draftDocument } from "../documents/index.ts";
import type { ReceivedFile } from "../custody/index.ts";
import { ServerError } from "../errors.ts";
import { writeFolder } from "../exchange/index.ts";
import { listAcknowledgements, listNotices } from "../notices/index.ts";
import {
  allRenderings,
  approveRelease,
  issueApproved,
  journalReading,
  listProposals,
  planDocument,
  readCutFiles,
  readDigestStart,
} from "../releases/index.ts";
import type { ReleaseContext, ReleaseProposal } from "../releases/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { listUnsealings } from "../unsealings/index.ts";
import { actInCase, addCaseOptions, readList, sayData } from "./case-node.ts";
import type { CaseOptions } from "./case-node.ts";
import { describeHandouts, readHandouts, writeHandouts } from "./release-cuts.ts";
import { describePlan } from "./release-plan-text.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface PlanOptions extends CaseOptions {
  readonly to: string;
  readonly counts?: string;
  readonly withoutGradings?: string;
  readonly hide?: string;
  readonly public?: string;
}

interface StepOptions extends CaseOptions {
  readonly plan: string;
  readonly out?: string;
}

interface ShowOptions extends CaseOptions {
  readonly plan?: string;
  readonly approval?: string;
  readonly out?: string;
}

/** Adds the steps of a release to the `release` commands. */
export function addReleaseSteps(release: Command, terminal: Terminal): void {
  addCaseOptions(
    release
      .command("plan")
      .description(
        "Plan a release: who would read what, why not the rest, and what it would do. Nothing is signed.",
      )
      .argument(
        "<file-or-document>",
        "marked text, stored as the document's next version; or a document's name",
      ),
  )
    .requiredOption("--to <members>", "everyone, or member ids such as DEU,FRA,PUBLIC")
    .option("--counts <members>", "members who are shown how much there is")
    .option("--without-gradings <members>", "members who are shown it without gradings")
    .option("--hide <portions>", "portions that leave no *** where they are withheld")
    .option("--public <file>", "a text that is public already, to be compared with")
    .addHelpText(
      "after",
      `
The seat is a drafter of the lead. The plan is stored under its digest, for another person to approve.
Exit code: 0 planned, 1 the scan found a leak or a rule refuses, 2 it could not be done.

Examples:
  entente release plan assessment.md --case salisbury-2018 --seat GBR/drafter --to everyone
  entente release plan assessment --case salisbury-2018 --seat GBR/drafter --to DEU,FRA --counts DEU --public speech.txt`,
    )
    .action(async (source: string, options: PlanOptions) => {
      const planned = await planFrom(source, options, terminal);
      if (options.json === true) terminal.printJson(planned);
      else {
        for (const line of describePlan(planned.proposal, planned.digest)) terminal.print(line);
        terminal.print("");
        terminal.print(
          `Another person approves it:  entente release approve ${planned.proposal.document} --plan ${planned.digest.slice(0, 12)} --case ${options.case} --seat ${planned.lead}/release-authority${sayData(options)}`,
        );
      }
      if (planned.proposal.scan.findings.length > 0) process.exitCode = 1;
    });
  addApproveCommand(release, terminal);
  addIssueCommand(release, terminal);
  addShowCommand(release, terminal);
}

function addApproveCommand(release: Command, terminal: Terminal): void {
  addCaseOptions(
    release
      .command("approve")
      .description("Approve a plan as a whole: the second person signs its digest and that of every cut.")
      .argument("<document>", "the document's name"),
  )
    .requiredOption("--plan <digest>", "the plan's digest, or its first twelve characters")
    .option("--findings <n>", "how many findings of the leak scan you looked at, when there are any")
    .addHelpText(
      "after",
      `
The seat is a release authority of the lead, and another person than drafted or planned it.
Exit code: 0 approved, 1 a rule refuses, 2 it could not be done.

Example:
  entente release approve assessment --plan 5Jx0b1q2Wc3d --case salisbury-2018 --seat GBR/release-authority`,
    )
    .action(async (document: string, options: StepOptions & { readonly findings?: string }) => {
      const { plan: planDigest } = options;
      const findingsSeen = Number(options.findings ?? "0");
      await actInCase(options, terminal, (tx, act, context) =>
        approveRelease(tx, act, { ...context, document, planDigest, findingsSeen }),
      );
      if (options.json === true) terminal.printJson({ document, plan: planDigest, approved: true });
      else
        terminal.print(
          `Approved: ${document}, plan ${planDigest}. A drafter or the release authority issues it.`,
        );
    });
}

function addIssueCommand(release: Command, terminal: Terminal): void {
  addCaseOptions(
    release
      .command("issue")
      .description(
        "Issue an approved plan: it is planned again, compared, signed, cut and committed to the ledger.",
      )
      .argument("<document>", "the document's name"),
  )
    .requiredOption("--plan <digest>", "the plan's digest, or its first twelve characters")
    .option("--out <dir>", "also write the cuts there, a folder for each recipient")
    .addHelpText(
      "after",
      `
Refuses when anything changed since the plan was made, and says what.
Exit code: 0 issued, 1 a rule refuses, 2 it could not be done.

Example:
  entente release issue assessment --plan 5Jx0b1q2Wc3d --case salisbury-2018 --seat GBR/release-authority --out cuts`,
    )
    .action(async (document: string, options: StepOptions) => {
      const { plan: planDigest } = options;
      const { files, ...issued } = await actInCase(options, terminal, async (tx, act, context) => {
        const done = await issueApproved(tx, act, { ...context, document, planDigest });
        const view = openSeatView(act.seat, act.of);
        if (options.out === undefined) return { ...done, files: [] };
        const cuts = (await readCutFiles(tx, view)).filter(({ releaseId }) => releaseId === done.id);
        for (const cut of cuts) await journalReading(tx, view, { cut, by: act.seat.id, at: act.at });
        return { ...done, files: cuts };
      });
      if (options.out !== undefined)
        await writeFolder(
          options.out,
          new Map(files.map(({ recipient, file }) => [`${recipient}/${document}.cut.json`, file])),
        );
      const answer = { document, plan: planDigest, release: issued.release, cuts: issued.cuts };
      if (options.json === true) terminal.printJson(answer);
      else {
        terminal.print(`Issued: ${document} as release ${issued.release}, ${issued.cuts} cuts.`);
        if (options.out !== undefined)
          terminal.print(`Check them:  npx entente-verify ${join(options.out, "*", "*.json")}`);
      }
    });
}

function addShowCommand(release: Command, terminal: Terminal): void {
  addCaseOptions(
    release
      .command("show")
      .description(
        "Show the plans and releases of a document, with unsealings, notices and who acknowledged them.",
      )
      .argument("<document>", "the document's name"),
  )
    .option("--plan <digest>", "print this plan whole, as whoever approves it should read it")
    .option(
      "--approval <file>",
      "with --plan: write the approval the second person signed, for entente-verify",
    )
    .option("--out <dir>", "also write the cuts, unsealings and notices there, with the latest evidence")
    .addHelpText(
      "after",
      `
Examples:
  entente release show assessment --case salisbury-2018 --seat GBR/release-authority
  entente release show assessment --plan 5Jx0b1q2Wc3d --approval approval.txt --case salisbury-2018 --seat GBR/desk
  entente release show assessment --plan 5Jx0b1q2Wc3d --case salisbury-2018 --seat GBR/release-authority`,
    )
    .action(async (document: string, options: ShowOptions) => {
      const { out } = options;
      if (options.approval !== undefined && options.plan === undefined)
        throw new ServerError("REQUEST_INVALID", "--approval goes with --plan: say whose approval it is.");
      const { shown, handouts } = await actInCase(options, terminal, async (tx, act, { folder }) => ({
        shown: await readShown(tx, act, document),
        handouts: out === undefined ? [] : await readHandouts(tx, act, { folder, document, leaving: true }),
      }));
      if (out !== undefined) await writeHandouts(out, handouts);
      if (options.plan !== undefined) {
        const start = readDigestStart(options.plan);
        const one = shown.plans.find(({ digest }) => digest.startsWith(start));
        if (one === undefined)
          throw new PolicyError("TRANSITION_REFUSED", `No plan of ${document} has the digest ${start}.`);
        if (options.approval !== undefined) await writeFile(options.approval, requireApproval(document, one));
        if (options.json === true) terminal.printJson(one.proposal);
        else for (const line of describePlan(one.proposal, one.digest)) terminal.print(line);
        return;
      }
      if (options.json === true)
        terminal.printJson({
          ...shown,
          plans: shown.plans.map(({ proposal: _, approval: __, ...plan }) => plan),
        });
      else for (const line of [...describeShown(shown), ...describeHandouts(handouts)]) terminal.print(line);
    });
}

/** The plan of a document, of which a file given is stored as the next version first. */
async function planFrom(
  source: string,
  options: PlanOptions,
  terminal: Terminal,
): Promise<{ readonly lead: string; readonly digest: string; readonly proposal: ReleaseProposal }> {
  const publicText = options.public === undefined ? null : decodeUtf8(await readFile(options.public));
  const isFile = existsSync(source);
  const document = isFile ? basename(source, ".md") : source;
  const text = isFile ? decodeUtf8(await readFile(source)) : null;
  const attachments = isFile ? await readPicturesBeside(source) : [];
  return actInCase(options, terminal, async (tx, act, context) => {
    if (text !== null) await storeVersion(tx, act, { name: document, source: text, attachments, ...context });
    const planned = await planDocument(tx, act, {
      ...{ document, publicText, renderings: allRenderings, ...context },
      recipients: options.to === "everyone" ? "everyone" : readList(options.to),
      rules: {
        countsFor: readList(options.counts),
        withholdGradingsFrom: readList(options.withoutGradings),
        hidePlaces: readList(options.hide),
      },
    });
    return { lead: act.of.lead, ...planned };
  });
}

/** A text that is stored already is planned as it is. */
async function storeVersion(
  tx: Transactor,
  act: Act,
  draft: ReleaseContext & {
    readonly name: string;
    readonly source: string;
    readonly attachments: readonly ReceivedFile[];
  },
): Promise<void> {
  const { name, source, attachments, community } = draft;
  try {
    await draftDocument(tx, act, { name, source, original: null, attachments, community });
  } catch (error) {
    if (!(error instanceof PolicyError && error.code === "TRANSITION_REFUSED")) throw error;
  }
}

const PICTURES: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
};

async function readPicturesBeside(file: string): Promise<readonly ReceivedFile[]> {
  const pictures: ReceivedFile[] = [];
  for (const entry of await readdir(dirname(file), { withFileTypes: true })) {
    const mediaType = PICTURES[extname(entry.name).toLowerCase()];
    if (mediaType === undefined || !entry.isFile()) continue;
    const bytes = new Uint8Array(await readFile(join(dirname(file), entry.name)));
    pictures.push({ name: entry.name, mediaType, bytes });
  }
  return pictures;
}

/** The line the release authority signed. @throws PolicyError TRANSITION_REFUSED before there is one. */
function requireApproval(document: string, { digest, approval }: Shown["plans"][number]): string {
  if (approval === null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `Plan ${digest} of ${document} has no signed approval yet. A release authority approves it first.`,
    );
  return `${approval}\n`;
}

type Shown = Awaited<ReturnType<typeof readShown>>;

async function readShown(reader: Reader, act: Act, document: string) {
  const view = openSeatView(act.seat, act.of);
  const rows = await listProposals(reader, view, document);
  const names = new Set(rows.flatMap(({ issued }) => issued?.name ?? []));
  const acknowledged = await listAcknowledgements(reader, view);
  return {
    document,
    plans: rows.map((row) => ({
      digest: row.planDigest,
      proposedBy: row.proposedBy,
      approvedBy: row.approval?.by ?? null,
      approval: row.approval?.statement ?? null,
      release: row.issued?.name ?? null,
      proposal: parseJson(row.plan) as unknown as ReleaseProposal,
    })),
    unsealings: (await listUnsealings(reader, view))
      .filter(({ release }) => release !== null && names.has(release))
      // The same asked for twice is one plan, of which the newest row counts.
      .filter(({ planDigest }, index, all) => all.findIndex((one) => one.planDigest === planDigest) === index)
      .map(({ planDigest, release, recipient, places, reason, proposedBy, approval, file }) => ({
        ...{ digest: planDigest, release, recipient, places, reason, proposedBy },
        ...{ approvedBy: approval?.by ?? null, issued: file !== null },
      })),
    notices: (await listNotices(reader, view))
      .filter(({ release }) => names.has(release))
      .map(({ id, release, kind, text, replacedBy, at }) => ({
        ...{ release, kind, text, replacedBy, at },
        holders: acknowledged
          .filter(({ noticeId }) => noticeId === id)
          .map(({ member, at: when }) => ({ member, acknowledged: when })),
      })),
  };
}

function describeShown({ plans, unsealings, notices }: Shown): readonly string[] {
  return [
    ...formatTable(
      plans.map(({ digest, proposedBy, approvedBy, release }) => [
        `plan ${digest.slice(0, 12)}`,
        `by ${proposedBy}`,
        approvedBy === null ? "not approved" : `approved by ${approvedBy}`,
        release === null ? "not issued" : `release ${release}`,
      ]),
    ),
    ...unsealings.map(
      ({ digest, recipient, places, approvedBy, issued }) =>
        `unsealing ${digest.slice(0, 12)} for ${recipient}: ${places.join(", ")}; ${issued ? "issued" : approvedBy === null ? "not approved" : `approved by ${approvedBy}`}`,
    ),
    ...notices.flatMap(({ kind, release, text, holders }) => {
      const silent = holders.filter(({ acknowledged }) => acknowledged === null);
      return [
        `${kind} of ${release}: ${text}`,
        `  acknowledged by ${holders.length - silent.length} of ${holders.length}${silent.length === 0 ? "" : `; not yet by ${silent.map(({ member }) => member).join(", ")}`}`,
      ];
    }),
  ];
}
