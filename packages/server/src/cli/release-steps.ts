// `entente release plan | approve | issue | show`: a release of a case, step by step.
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import type { Command } from "commander";
import { decodeUtf8, PolicyError } from "@entente/core/encoding";
import { answerOf, NodeProblem } from "../client/index.ts";
import type { NodeClient } from "../client/index.ts";
import { ServerError } from "../errors.ts";
import { writeFolder } from "../exchange/index.ts";
import { readDigestStart } from "../releases/index.ts";
import { addAskOptions, askInCase, readList, sayWhere } from "./case-node.ts";
import type { AskOptions } from "./case-node.ts";
import { describeHandouts, listHandouts, writeHandouts } from "./release-cuts.ts";
import { describePlan } from "./release-plan-text.ts";
import type { ShownProposal } from "./release-plan-text.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface PlanOptions extends AskOptions {
  readonly to: string;
  readonly counts?: string;
  readonly withoutGradings?: string;
  readonly hide?: string;
  readonly public?: string;
}

interface StepOptions extends AskOptions {
  readonly plan: string;
  readonly out?: string;
}

interface ShowOptions extends AskOptions {
  readonly plan?: string;
  readonly approval?: string;
  readonly out?: string;
}

/** Adds the steps of a release to the `release` commands. */
export function addReleaseSteps(release: Command, terminal: Terminal): void {
  addAskOptions(
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
          `Another person approves it:  entente release approve ${planned.proposal.document} --plan ${planned.digest.slice(0, 12)}${sayWhere(options, `${planned.lead}/release-authority`)}`,
        );
      }
      if (planned.proposal.scan.findings.length > 0) process.exitCode = 1;
    });
  addApproveCommand(release, terminal);
  addIssueCommand(release, terminal);
  addShowCommand(release, terminal);
}

function addApproveCommand(release: Command, terminal: Terminal): void {
  addAskOptions(
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
      await askInCase(options, terminal, (client, of) =>
        answerOf(
          client.POST("/api/cases/{case}/documents/{name}/plans/{plan}/approval", {
            params: { path: { ...of, name: document, plan: planDigest } },
            body: { findingsSeen },
          }),
        ),
      );
      if (options.json === true) terminal.printJson({ document, plan: planDigest, approved: true });
      else
        terminal.print(
          `Approved: ${document}, plan ${planDigest}. A drafter or the release authority issues it.`,
        );
    });
}

function addIssueCommand(release: Command, terminal: Terminal): void {
  addAskOptions(
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
      const { issued, files } = await askInCase(options, terminal, async (client, of) => {
        const done = await answerOf(
          client.POST("/api/cases/{case}/documents/{name}/plans/{plan}/issue", {
            params: { path: { ...of, name: document, plan: planDigest } },
          }),
        );
        const handedOut = new Map<string, string>();
        for (const { id, recipient } of options.out === undefined ? [] : done.cuts) {
          const { files: all } = await answerOf(
            client.GET("/api/cases/{case}/cuts/{id}/files", { params: { path: { ...of, id } } }),
          );
          handedOut.set(`${recipient}/${document}.cut.json`, all[0]?.file ?? "");
        }
        return { issued: done, files: handedOut };
      });
      if (options.out !== undefined) await writeFolder(options.out, files);
      const answer = { document, plan: planDigest, release: issued.release, cuts: issued.cuts.length };
      if (options.json === true) terminal.printJson(answer);
      else {
        terminal.print(`Issued: ${document} as release ${issued.release}, ${issued.cuts.length} cuts.`);
        if (options.out !== undefined)
          terminal.print(`Check them:  npx entente-verify ${join(options.out, "*", "*.json")}`);
      }
    });
}

function addShowCommand(release: Command, terminal: Terminal): void {
  addAskOptions(
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
      const plan = options.plan === undefined ? null : readDigestStart(options.plan);
      const { shown, handouts, whole } = await askInCase(options, terminal, async (client, of) => ({
        shown: await readShown(client, of, document),
        handouts: out === undefined ? [] : await listHandouts(client, of, { document, leaving: true }),
        whole: plan === null ? null : await readPlan(client, of, { document, plan }),
      }));
      if (out !== undefined) await writeHandouts(out, handouts);
      if (whole !== null) {
        if (options.approval !== undefined)
          await writeFile(options.approval, requireApproval(document, whole));
        if (options.json === true) terminal.printJson(whole.proposal);
        else for (const line of describePlan(whole.proposal, whole.digest)) terminal.print(line);
        return;
      }
      if (options.json === true) terminal.printJson(shown);
      else for (const line of [...describeShown(shown), ...describeHandouts(handouts)]) terminal.print(line);
    });
}

/** The plan of a document, of which a file given is stored as the next version first. */
async function planFrom(
  source: string,
  options: PlanOptions,
  terminal: Terminal,
): Promise<{ readonly lead: string; readonly digest: string; readonly proposal: ShownProposal }> {
  const publicText = options.public === undefined ? null : decodeUtf8(await readFile(options.public));
  const isFile = existsSync(source);
  const name = isFile ? basename(source, ".md") : source;
  const text = isFile ? decodeUtf8(await readFile(source)) : null;
  const attachments = text === null ? [] : await readPicturesBeside(source, text);
  return askInCase(options, terminal, async (client, of) => {
    const path = { ...of, name };
    if (text !== null) await storeVersion(client, path, { source: text, attachments });
    return answerOf(
      client.POST("/api/cases/{case}/documents/{name}/plans", {
        params: { path },
        body: {
          recipients: options.to === "everyone" ? "everyone" : [...readList(options.to)],
          rules: {
            countsFor: [...readList(options.counts)],
            withholdGradingsFrom: [...readList(options.withoutGradings)],
            hidePlaces: [...readList(options.hide)],
          },
          publicText,
        },
      }),
    );
  });
}

/** A text that is stored already is planned as it is. */
async function storeVersion(
  client: NodeClient,
  path: { readonly case: string; readonly name: string },
  draft: { readonly source: string; readonly attachments: readonly SentFile[] },
): Promise<void> {
  const { source, attachments } = draft;
  try {
    await answerOf(
      client.POST("/api/cases/{case}/documents/{name}/versions", {
        params: { path },
        body: { source, original: null, attachments: [...attachments] },
      }),
    );
  } catch (error) {
    if (!(error instanceof NodeProblem && error.code === "TRANSITION_REFUSED")) throw error;
  }
}

interface SentFile {
  readonly name: string;
  readonly mediaType: string;
  readonly base64: string;
}

const PICTURES: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
};

/** The pictures in the file's folder that its text names. */
async function readPicturesBeside(file: string, text: string): Promise<readonly SentFile[]> {
  const pictures: SentFile[] = [];
  for (const entry of await readdir(dirname(file), { withFileTypes: true })) {
    const mediaType = PICTURES[extname(entry.name).toLowerCase()];
    if (mediaType === undefined || !entry.isFile() || !text.includes(entry.name)) continue;
    const bytes = await readFile(join(dirname(file), entry.name));
    pictures.push({ name: entry.name, mediaType, base64: bytes.toString("base64") });
  }
  return pictures;
}

/** The line the release authority signed. @throws PolicyError TRANSITION_REFUSED before there is one. */
function requireApproval(document: string, { digest, approval }: Whole): string {
  if (approval === null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `Plan ${digest} of ${document} has no signed approval yet. A release authority approves it first.`,
    );
  return `${approval}\n`;
}

type Shown = Awaited<ReturnType<typeof readShown>>;
type Whole = Awaited<ReturnType<typeof readPlan>>;

/** One plan whole. @throws PolicyError TRANSITION_REFUSED where none begins so. */
async function readPlan(
  client: NodeClient,
  of: { readonly case: string },
  { document, plan }: { readonly document: string; readonly plan: string },
) {
  try {
    return await answerOf(
      client.GET("/api/cases/{case}/documents/{name}/plans/{plan}", {
        params: { path: { ...of, name: document, plan } },
      }),
    );
  } catch (error) {
    if (!(error instanceof NodeProblem && error.code === "NOT_FOUND")) throw error;
    throw new PolicyError("TRANSITION_REFUSED", `No plan of ${document} has the digest ${plan}.`);
  }
}

async function readShown(client: NodeClient, of: { readonly case: string }, document: string) {
  const path = { params: { path: of } };
  const { plans } = await answerOf(
    client.GET("/api/cases/{case}/documents/{name}/plans", {
      params: { path: { ...of, name: document } },
    }),
  );
  const names = new Set(plans.flatMap(({ release }) => release ?? []));
  const { unsealings } = await answerOf(client.GET("/api/cases/{case}/unsealings", path));
  const { notices } = await answerOf(client.GET("/api/cases/{case}/notices", path));
  return {
    document,
    plans: plans.map(({ digest, proposedBy, approvedBy, release }) => ({
      ...{ digest, proposedBy, approvedBy, release },
    })),
    unsealings: unsealings.filter(({ release }) => release !== null && names.has(release)),
    notices: notices.filter(({ release }) => names.has(release)),
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
