// `entente peer case`: cases that other nodes lead, as far as they were brought here, and what this member says in them.
import { readFile } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { authorities } from "@entente/core/arrangements";
import { encodeBase64url, parseJson, readArray, readInstant, readWord } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import { statedPositions } from "../approaches/index.ts";
import { listForeignCases, pledgeToLead, readForeignCut, showForeignCase } from "../peers/index.ts";
import type { ForeignCase } from "../peers/index.ts";
import { DATA_OPTION } from "./node-folder.ts";
import { addPeerCaseDone } from "./peer-case-done.ts";
import { onPeerNode, reportLetter, sayFrom, speakingOf } from "./peer-speaking.ts";
import type { CaseOptions } from "./peer-speaking.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

export function addPeerCaseCommands(peer: Command, terminal: Terminal): void {
  const group = peer
    .command("case")
    .description("Cases that other nodes lead, as far as they were brought here.");
  const add = (name: string, description: string, example: string): Command =>
    group
      .command(name)
      .description(description)
      .option(...DATA_OPTION)
      .option("--json", "print the answer as JSON")
      .addHelpText("after", `\nExample:\n  ${example}`);
  const named = (name: string, description: string, example: string): Command =>
    add(name, description, example)
      .argument("<member>", "who leads it, such as GBR")
      .argument("<case>", "what it is called there, such as salisbury-2018");
  add("list", "Every case that was brought to this node.", "entente peer case list").action(
    (options: CaseOptions) =>
      onPeerNode(options, terminal, async (node) => {
        const cases = await node.database.read(listForeignCases);
        if (options.json === true) terminal.printJson({ cases });
        else
          for (const line of formatTable([["lead", "case", "answer by", "title"], ...cases.map(summary)]))
            terminal.print(line);
      }),
  );
  named(
    "show",
    "The ask, the documents and every letter of a case.",
    "entente peer case show GBR salisbury-2018",
  ).action((member: string, name: string, options: CaseOptions) =>
    onPeerNode(options, terminal, async (node) => {
      const found = await node.database.read((reader) => showForeignCase(reader, { member, name }));
      if (options.json === true) terminal.printJson(found);
      else for (const line of describe(found)) terminal.print(line);
    }),
  );
  named(
    "cut",
    "Print the cut of a document as a file to read and verify, and tell the lead that it was opened.",
    "entente peer case cut GBR salisbury-2018 assessment > assessment.cut.json && entente-verify assessment.cut.json",
  )
    .argument("<document>", "which, as entente peer case show says")
    .action((member: string, name: string, document: string, options: CaseOptions) =>
      onPeerNode(options, terminal, async (node) => {
        const { files } = await node.database.read((reader) =>
          readForeignCut(reader, { member, name, document }),
        );
        const [{ file: text }] = files;
        await sayFrom(node, { member, name }, { kind: "receipt", content: { stage: "opened", document } });
        if (options.json === true) terminal.printJson({ document, cut: text });
        else terminal.printFile(text);
      }),
    );
  named(
    "ask",
    "Ask the lead a question.",
    'entente peer case ask GBR salisbury-2018 --text "Who was seen there?"',
  )
    .requiredOption("--text <question>", "the question")
    .option("--document <name>", "with --place: ask for a withheld place of this document")
    .option("--place <name>", "the place, by the name the cut gives it")
    .action(
      (
        member: string,
        name: string,
        options: CaseOptions &
          Readonly<Record<"text", string>> &
          Partial<Record<"document" | "place", string>>,
      ) => {
        const { text, document, place } = options;
        if ((document === undefined) !== (place === undefined))
          throw new ServerError(
            "REQUEST_INVALID",
            "A place is named within its document: give --document and --place, or neither.",
          );
        return onPeerNode(options, terminal, async (node) => {
          const where = document === undefined || place === undefined ? null : { document, name: place };
          reportLetter(
            options,
            terminal,
            await sayFrom(node, { member, name }, { kind: "question", content: { text, place: where } }),
          );
        });
      },
    );
  named(
    "position",
    "Take a position for your member.",
    "entente peer case position GBR salisbury-2018 supportive",
  )
    .argument("<position>", statedPositions.join(", "))
    .option("--statement <text>", "what you say with it", "")
    .action(
      (
        member: string,
        name: string,
        position: string,
        options: CaseOptions & { readonly statement: string },
      ) =>
        onPeerNode(options, terminal, async (node) => {
          const content = {
            position: readWord(position, "position", statedPositions),
            statement: options.statement,
          };
          reportLetter(
            options,
            terminal,
            await sayFrom(node, { member, name }, { kind: "position", content }),
          );
        }),
    );
  named(
    "pledge",
    "Place your member's pledge, openly or sealed to the lead's resolver.",
    "entente peer case pledge GBR salisbury-2018 levels.json --authority minister --sealed",
  )
    .argument("<levels>", "a file with the levels of the pledge, as formats/pledges.schema.json has them")
    .requiredOption("--authority <who>", authorities.join(", "))
    .option("--until <instant>", "the last instant at which it counts")
    .option("--sealed", "nobody reads it before pledges are locked")
    .action(
      (
        member: string,
        name: string,
        file: string,
        options: CaseOptions & {
          readonly authority: string;
          readonly until?: string;
          readonly sealed?: true;
        },
      ) =>
        onPeerNode(options, terminal, async (node) => {
          const levels = readArray(parseJson(await readFile(file, "utf8")), "levels");
          const authority = readWord(options.authority, "--authority", authorities);
          const validUntil = options.until === undefined ? null : readInstant(options.until);
          const salt = options.sealed === true ? randomBytes(32) : null;
          const speaking = await speakingOf(node, { member, name });
          const letter = await node.database.transact((tx) =>
            pledgeToLead(tx, speaking, { levels, authority, validUntil, salt }),
          );
          if (options.json === true)
            terminal.printJson({ letter, salt: salt === null ? null : encodeBase64url(salt) });
          else {
            terminal.print(`Letter ${letter} waits for the lead's node: entente peer sync ${member}`);
            if (salt !== null)
              terminal.print(
                `Keep this salt: with it, and nothing less, you show later what you had sealed: ${encodeBase64url(salt)}`,
              );
          }
        }),
    );
  addPeerCaseDone(named, terminal);
  named("withdraw", "Withdraw your member's pledge.", "entente peer case withdraw GBR salisbury-2018").action(
    (member: string, name: string, options: CaseOptions) =>
      onPeerNode(options, terminal, async (node) => {
        reportLetter(
          options,
          terminal,
          await sayFrom(node, { member, name }, { kind: "withdrawal", content: {} }),
        );
      }),
  );
}

function summary({ lead, name, answerBy, title }: ForeignCase): readonly string[] {
  return [lead, name, answerBy, title];
}

function describe({ lead, name, title, ask, answerBy, cuts, letters }: ForeignCase): readonly string[] {
  const rows = letters.map(({ direction, number, kind, at, state, said, told }) => [
    ...[direction === "in" ? "from" : "to", String(number), at, kind, state, told ?? said],
  ]);
  return [
    ...[`${title} (${name}), led by ${lead}`, `Asked: ${ask}`, `Answer by: ${answerBy}`],
    ...cuts.map(({ document, title: called }) => `Document: ${document}, ${called}`),
    ...formatTable(rows),
  ];
}
