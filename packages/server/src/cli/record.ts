// `entente record`: the public record of a case before it is public, its editions, the folder to put on any web server, and
// pages about responsible persons with who stands for them.
import { readFile, rm } from "node:fs/promises";
import type { Command } from "commander";
import { decodeBase64, decodeUtf8, parseJson } from "@entente/core/encoding";
import { checkFiles, nodePrimitives, readInput } from "@entente/verifier";
import { answerOf } from "../client/index.ts";
import type { operations } from "../client/index.ts";
import { ServerError } from "../errors.ts";
import { claimFolder, writeFolder } from "../exchange/index.ts";
import { printAnswer } from "./answers.ts";
import type { AnswerTo } from "./answers.ts";
import { addAskOptions, askInCase, sayWhere } from "./case-node.ts";
import type { AskOptions } from "./case-node.ts";
import { EXIT_NO } from "./failure.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

type DraftBody = operations["exposure.draft"]["requestBody"]["content"]["application/json"];
interface ActOptions extends AskOptions {
  readonly digest: string;
  readonly note?: string;
}

const DIGEST = "of the version you read, as `entente record persons` prints it";

export function addRecordCommands(program: Command, terminal: Terminal): void {
  const group = program
    .command("record")
    .description("The public record of a case: preview, publish, write the folder, pages about persons.");

  addAskOptions(group.command("preview"))
    .description("What would be public now: documents, pages about persons and what they lack, corrections.")
    .addHelpText("after", "\nExample:\n  entente record preview --case salisbury-2018 --seat GBR/publisher")
    .action(async (options: AskOptions) => {
      const { page: _page, ...preview } = await askInCase(options, terminal, (client, path) =>
        answerOf(client.GET("/api/cases/{case}/record", { params: { path } })),
      );
      printAnswer(options, terminal, { value: preview, lines: describePreview(preview) });
    });

  addAskOptions(group.command("publish"))
    .description(
      "Publish the record, or its next edition. What is public stays; a new edition stands beside it.",
    )
    .option("--why <text>", "why there is a new edition; not for the first")
    .option("--person <name...>", "pages about persons that are to be in it, each complete")
    .addHelpText(
      "after",
      `
Examples:
  entente record publish --case salisbury-2018 --seat GBR/publisher
  entente record publish --case salisbury-2018 --seat GBR/publisher --why "Paragraph 4 is corrected."`,
    )
    .action(async (options: AskOptions & { why?: string; person?: readonly string[] }) => {
      const body = { why: options.why ?? null, exposures: [...(options.person ?? [])] };
      const done = await askInCase(options, terminal, (client, path) =>
        answerOf(client.POST("/api/cases/{case}/record", { params: { path }, body })),
      );
      printAnswer(options, terminal, {
        value: done,
        lines: [
          `Published edition ${done.edition} at ${done.record}.`,
          `Next: entente record write${sayWhere(options, options.seat ?? "")} --out DIR`,
        ],
      });
    });

  addAskOptions(group.command("write"))
    .description(
      "Write the published folder and check what lies there: any web server can serve it as it is.",
    )
    .requiredOption("--out <dir>", "an empty folder, or one written before")
    .addHelpText(
      "after",
      "\nExample:\n  entente record write --case salisbury-2018 --seat GBR/publisher --out record",
    )
    .action(async (options: AskOptions & { out: string }) => {
      const { edition, files } = await askInCase(options, terminal, (client, { case: slug }) =>
        answerOf(client.GET("/api/records/{slug}", { params: { path: { slug } } })),
      );
      const verified = await writeChecked(
        options.out,
        new Map(files.map(({ path, bytes }) => [path, decodeBase64(bytes)])),
      );
      const value = { out: options.out, edition, files: files.length, verified };
      printAnswer(options, terminal, {
        value,
        lines: [
          `Wrote edition ${edition}, ${files.length} files, to ${options.out}: ${verified ? "verified" : "DOES NOT VERIFY"}.`,
          `Next: npx entente-verify ${options.out}`,
        ],
      });
      if (!verified) process.exitCode = EXIT_NO;
    });

  addPersonCommands(group, terminal);
}

function addPersonCommands(group: Command, terminal: Terminal): void {
  addAskOptions(group.command("persons"))
    .description("Pages about responsible persons in all their versions, and what each lacks to be public.")
    .action(async (options: AskOptions) => {
      const { exposures } = await askInCase(options, terminal, (client, path) =>
        answerOf(client.GET("/api/cases/{case}/exposures", { params: { path } })),
      );
      printAnswer(options, terminal, { value: exposures, lines: exposures.flatMap(describePage) });
    });

  addAskOptions(group.command("draft <name> <file>"))
    .description(
      "Write a page about a person, or its next version, from a JSON file: person, role, summary, claims, reply, why.",
    )
    .addHelpText(
      "after",
      `
Each claim is {"text", "document", "portion"}: the place p-12 of a document the public was given is portion 12.

Example:
  entente record draft officer officer.json --case salisbury-2018 --seat GBR/drafter`,
    )
    .action(async (name: string, file: string, options: AskOptions) => {
      const body = parseJson(decodeUtf8(await readFile(file))) as unknown as DraftBody;
      const done = await askInCase(options, terminal, (client, { case: slug }) =>
        answerOf(
          client.POST("/api/cases/{case}/exposures/{name}", { params: { path: { case: slug, name } }, body }),
        ),
      );
      printAnswer(options, terminal, {
        value: done,
        lines: [`Wrote version ${done.version} of ${name}.`, `Digest ${done.digest}`],
      });
    });

  const acts = [
    ["validate", "Say that this version holds. Two persons do, neither of whom wrote it.", "validations"],
    [
      "check-in-law",
      "Record that this version was checked in law, by whom, with what result.",
      "legal-checks",
    ],
  ] as const;
  for (const [word, description, place] of acts)
    addAskOptions(group.command(`${word} <name>`))
      .description(description)
      .requiredOption("--digest <hex>", DIGEST)
      .option("--note <text>", "what you looked at; for a legal check, who made it and what came of it", "")
      .action(async (name: string, options: ActOptions) => {
        const body = { digest: options.digest, note: options.note ?? "" };
        const done = await askInCase(options, terminal, (client, { case: slug }) =>
          answerOf(
            client.POST(`/api/cases/{case}/exposures/{name}/${place}`, {
              ...{ params: { path: { case: slug, name } }, body },
            }),
          ),
        );
        printAnswer(options, terminal, { value: done, lines: [`Recorded of ${name}.`] });
      });

  addAskOptions(group.command("withdraw <name>"))
    .description("Take a page about a person back; where it was public, the next edition says why.")
    .requiredOption("--why <text>", "why, as the public reads it")
    .action(async (name: string, options: AskOptions & { why: string }) => {
      const done = await askInCase(options, terminal, (client, { case: slug }) =>
        answerOf(
          client.POST("/api/cases/{case}/exposures/{name}/withdrawal", {
            ...{ params: { path: { case: slug, name } }, body: { why: options.why } },
          }),
        ),
      );
      printAnswer(options, terminal, { value: done, lines: [`Took ${name} back.`] });
    });
}

/** The folder is a copy of what is published; whatever else lies in it would make the record fail its own check. */
async function writeChecked(out: string, files: ReadonlyMap<string, Uint8Array>): Promise<boolean> {
  const holdsRecord = await readFile(`${out}/record.json`).then(
    () => true,
    () => false,
  );
  if (!holdsRecord) await claimFolder(out);
  await rm(out, { recursive: true, force: true });
  await writeFolder(out, files);
  const [report] = checkFiles({
    ...{ files: [{ file: out, input: readInput(out) }], trust: { kind: "carried" } },
    primitives: nodePrimitives,
  });
  if (report === undefined) throw new ServerError("NOT_FOUND", `${out} holds nothing.`);
  return report.verified;
}

function describePreview({
  published,
  edition,
  documents,
  exposures,
  corrections,
  files,
}: Omit<AnswerTo<"record.preview">, "page">): readonly string[] {
  const size = files.reduce((sum, one) => sum + one.size, 0);
  return [
    published === null
      ? "Nothing is published yet."
      : `Edition ${published.edition} was published at ${published.publishedAt}.`,
    ...(files.length === 0
      ? ["Nothing is committed in the ledger yet, so there is nothing to publish."]
      : [`Edition ${edition} would have ${files.length} files, ${Math.ceil(size / 1024)} KiB:`]),
    ...formatTable(documents.map(({ name, title }) => ["  document", name, title])),
    ...exposures.flatMap(({ name, missing }) => [
      `  person ${name}: ${missing.length === 0 ? "complete" : "not complete"}`,
      ...missing.map(({ what, who }) => `    missing: ${what} (from ${who})`),
    ]),
    ...corrections.map(({ kind, subject, why }) => `  ${kind}: ${subject}: ${why ?? "no reason given"}`),
  ];
}

function describePage({
  name,
  version,
  person,
  digest,
  acts,
  missing,
}: AnswerTo<"exposure.list">["exposures"][number]): readonly string[] {
  return [
    `${name}, version ${version}: ${person}`,
    `  digest ${digest}`,
    ...acts.map(
      ({ kind, seat, at, note }) => `  ${kind} by ${seat} at ${at}${note === "" ? "" : `: ${note}`}`,
    ),
    ...missing.map(({ what, who }) => `  missing: ${what} (from ${who})`),
  ];
}
