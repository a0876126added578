// `entente release unseal | correct | supersede | recall | acknowledge | consent`: what follows on a release, and what its
// readers and originators say to it.
import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { readWord } from "@entente/core/encoding";
import { answerOf } from "../client/index.ts";
import { addAskOptions, askInCase, readList, sayWhere } from "./case-node.ts";
import type { AskOptions } from "./case-node.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

/** Adds what follows on a release to the `release` commands. */
export function addReleaseSequels(release: Command, terminal: Terminal): void {
  addUnsealCommands(release, terminal);
  addNoticeCommands(release, terminal);
  addConsentCommand(release, terminal);
}

const PLAN_OPTION = ["--plan <digest>", "the unsealing's digest, or its first twelve characters"] as const;

interface UnsealingPlan {
  readonly plan: string;
}

function addUnsealCommands(release: Command, terminal: Terminal): void {
  const unseal = release
    .command("unseal")
    .description(
      "Open withheld places to one recipient, or to PUBLIC: planned, approved by a second person, issued.",
    );
  addAskOptions(
    unseal
      .command("plan")
      .description("Plan to open places of an issued release to one recipient.")
      .argument("<release>", "the name its cuts carry; release show prints it"),
  )
    .requiredOption("--for <member>", "who has a cut and shall read more, such as DEU or PUBLIC")
    .requiredOption("--places <places>", "places such as p4,p7/2, as the plan of the release names them")
    .requiredOption("--reason <text>", "why they may be read now")
    .addHelpText(
      "after",
      `
Example:
  entente release unseal plan nJ7cV0x1s2t3u4v5w6x7yA --for DEU --places p4 --reason "The source agreed" --case salisbury-2018 --seat GBR/drafter`,
    )
    .action(
      async (
        name: string,
        options: AskOptions & { readonly for: string; readonly places: string; readonly reason: string },
      ) => {
        const { digest, proposal } = await askInCase(options, terminal, (client, of) =>
          answerOf(
            client.POST("/api/cases/{case}/releases/{release}/unsealings", {
              params: { path: { ...of, release: name } },
              body: {
                recipient: options.for,
                places: [...readList(options.places)],
                reason: options.reason,
              },
            }),
          ),
        );
        if (options.json === true) {
          terminal.printJson({ digest, proposal });
          return;
        }
        terminal.print(`UNSEALING ${digest}`);
        terminal.print(`release ${name}, for ${options.for}: ${options.reason}`);
        for (const line of formatTable(
          proposal.places.map(({ place, marking, cleared }) => [
            place,
            marking,
            cleared ? "cleared for it" : `${options.for} is not cleared for it: the two of you let it`,
          ]),
        ))
          terminal.print(`  ${line}`);
        terminal.print(
          `Another person approves it:  entente release unseal approve --plan ${digest.slice(0, 12)}${sayWhere(options, "SEAT")}`,
        );
      },
    );
  addAskOptions(
    unseal.command("approve").description("Approve a planned unsealing, as another person than planned it."),
  )
    .requiredOption(...PLAN_OPTION)
    .action(async (options: AskOptions & UnsealingPlan) => {
      const { plan: planDigest } = options;
      await askInCase(options, terminal, (client, of) =>
        answerOf(
          client.POST("/api/cases/{case}/unsealings/{plan}/approval", {
            params: { path: { ...of, plan: planDigest } },
          }),
        ),
      );
      answer(terminal, options, { digest: planDigest, approved: true }, `Approved: unsealing ${planDigest}.`);
    });
  addAskOptions(
    unseal
      .command("issue")
      .description("Issue an approved unsealing: a file the recipient puts beside its cut."),
  )
    .requiredOption(...PLAN_OPTION)
    .requiredOption("--out <file>", "where the unsealing goes")
    .action(async (options: AskOptions & UnsealingPlan & { readonly out: string }) => {
      const { plan: planDigest } = options;
      const { file } = await askInCase(options, terminal, (client, of) =>
        answerOf(
          client.POST("/api/cases/{case}/unsealings/{plan}/issue", {
            params: { path: { ...of, plan: planDigest } },
          }),
        ),
      );
      await writeFile(options.out, file);
      const said = `Issued: unsealing ${planDigest}, in ${options.out}. It opens more of the cut it was made for, and of no other.`;
      answer(terminal, options, { digest: planDigest, file: options.out }, said);
    });
}

const NOTICES = [
  ["correct", "correction", "Correct an issued release: a signed notice to everybody who holds it."],
  ["supersede", "supersession", "Say which release takes the place of this one."],
  [
    "recall",
    "recall",
    "Recall an issued release: ask every holder to stop using it. No copy is deleted by it.",
  ],
] as const;

function addNoticeCommands(release: Command, terminal: Terminal): void {
  for (const [word, kind, description] of NOTICES) {
    const command = addAskOptions(
      release
        .command(word)
        .description(description)
        .argument("<release>", "the name its cuts carry; release show prints it"),
    )
      .requiredOption(
        "--text <text>",
        "what holders are told; it may hold nothing that any of them is not shown",
      )
      .option("--out <file>", "also write the signed notice there")
      .addHelpText(
        "after",
        `
The seat is a release authority of the lead. A cut that is checked online says so from now on.

Example:
  entente release ${word} nJ7cV0x1s2t3u4v5w6x7yA --text "Paragraph 2 names the wrong day." --case salisbury-2018 --seat GBR/release-authority${kind === "supersession" ? " --by bQ2cV0x1s2t3u4v5w6x7yA" : ""}`,
      );
    if (kind === "supersession")
      command.requiredOption("--by <release>", "the release that takes its place, issued already");
    command.action(
      async (
        name: string,
        options: AskOptions & { readonly text: string; readonly by?: string; readonly out?: string },
      ) => {
        const { file } = await askInCase(options, terminal, (client, of) =>
          answerOf(
            client.POST("/api/cases/{case}/releases/{release}/notices", {
              params: { path: { ...of, release: name } },
              body: { kind, text: options.text, replacedBy: options.by ?? null },
            }),
          ),
        );
        if (options.out !== undefined) await writeFile(options.out, file);
        const said = `Sent: ${kind} of ${name}. Who acknowledged it:  entente release show DOCUMENT`;
        answer(terminal, options, { release: name, kind, file: options.out ?? null }, said);
      },
    );
  }
  addAskOptions(
    release
      .command("acknowledge")
      .description("Say for your member that it read what is said of a release it holds.")
      .argument("<release>", "the name its cuts carry"),
  )
    .addHelpText(
      "after",
      `
Example:
  entente release acknowledge nJ7cV0x1s2t3u4v5w6x7yA --case salisbury-2018 --seat EST/desk`,
    )
    .action(async (name: string, options: AskOptions) => {
      const { acknowledged: count } = await askInCase(options, terminal, (client, of) =>
        answerOf(
          client.POST("/api/cases/{case}/releases/{release}/acknowledgement", {
            params: { path: { ...of, release: name } },
          }),
        ),
      );
      answer(terminal, options, { release: name, acknowledged: count }, `Acknowledged: ${count} of ${name}.`);
    });
}

function addConsentCommand(release: Command, terminal: Terminal): void {
  addAskOptions(
    release
      .command("consent")
      .description(
        "Answer for a portion of your own release that another quotes: may this recipient read it?",
      )
      .argument("<release>", "your release, as the quotation names it")
      .argument("<portion>", "the portion in it")
      .argument("<answer>", "granted or refused"),
  )
    .requiredOption("--for <member>", "the recipient it is about")
    .addHelpText(
      "after",
      `
The seat is a desk or release authority of the member the quotation comes from. The newest answer counts; silence is a
refusal. A refusal withholds that portion and nothing else.

Example:
  entente release consent nJ7cV0x1s2t3u4v5w6x7yA p7 granted --for EST --case salisbury-2018 --seat DEU/desk`,
    )
    .action(
      async (name: string, portion: string, word: string, options: AskOptions & { readonly for: string }) => {
        const said = readWord(word, "answer", ["granted", "refused"]);
        await askInCase(options, terminal, (client, of) =>
          answerOf(
            client.POST("/api/cases/{case}/consents", {
              params: { path: of },
              body: { release: name, portion, recipient: options.for, answer: said },
            }),
          ),
        );
        answer(
          terminal,
          options,
          { release: name, portion, recipient: options.for, answer: said },
          `Stored: ${portion} of ${name} for ${options.for} is ${said}. Plans made before are planned again.`,
        );
      },
    );
}

function answer(terminal: Terminal, { json }: AskOptions, value: object, sentence: string): void {
  if (json === true) terminal.printJson(value);
  else terminal.print(sentence);
}
