// `entente key`: which keys this node signs with, new ones, revoked ones, and drills for the day one is stolen. For whoever
// runs the node: it needs the keystore, and no seat.
import type { Command } from "commander";
import { readInstant } from "@entente/core/encoding";
import { SPOKEN_WORDS, spellWords } from "@entente/core/keys";
import { readCutHeader } from "@entente/core/releases";
import { findCase, listExercises, listRealCases } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { viewOfLead } from "../files/index.ts";
import type { RotatedPurpose } from "../keys/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { findIssued, readCutFiles } from "../releases/index.ts";
import {
  drillKeys,
  listKeys,
  listStatements,
  prepareMaterial,
  revokeKeys,
  rotateKeys,
} from "../rotations/index.ts";
import type { Drill, ListedKey } from "../rotations/index.ts";
import { EXIT_NO } from "./failure.ts";
import { DATA_OPTION, withNode } from "./node-folder.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface KeyOptions {
  readonly data?: string;
  readonly json?: true;
}

const PURPOSES: readonly RotatedPurpose[] = ["issuer", "authority"];

export function addKeyCommands(program: Command, terminal: Terminal): void {
  const group = program.command("key").description("The keys this node signs with.");
  const add = (name: string, description: string, example: string): Command =>
    group
      .command(name)
      .description(description)
      .option(...DATA_OPTION)
      .option("--json", "print the answer as JSON")
      .addHelpText("after", `\nExample:\n  ${example}`);

  add(
    "list",
    "Every generation of the keys that readers pin, and what the ledger says of it.",
    "entente key list",
  )
    .option("--statements", "print the statements as files, for readers to put into their trust files")
    .action((options: KeyOptions & { readonly statements?: true }) =>
      onNode(options, terminal, async (node) => {
        if (options.statements === true) {
          const rows = await node.database.read((reader) => listStatements(reader, null));
          if (options.json === true) terminal.printJson(rows.map(({ file }) => file));
          else for (const { file } of rows) terminal.print(file.trimEnd());
          return;
        }
        const keys = await listOwnKeys(node);
        if (options.json === true) terminal.printJson({ keys });
        else for (const line of formatTable(keys.map(describeKey))) terminal.print(line);
      }),
    );
  add(
    "rotate",
    "Put a new key in use: the old and the new one sign it, and it stands in the ledger.",
    "entente key rotate GBR --purpose authority",
  )
    .argument("<member>", "whose key, such as GBR")
    .requiredOption("--purpose <purpose>", "issuer or authority")
    .action((member: string, options: KeyOptions & { readonly purpose: string }) =>
      onNode(options, terminal, async (node) => {
        const purpose = readPurpose(options.purpose);
        const file = await node.database.transact((tx) =>
          rotateKeys(tx, statingOf(node), { purpose, member }),
        );
        if (options.json === true) terminal.printJson({ statement: file });
        else
          terminal.print(
            `The next ${purpose} key of ${member} is in use. Readers who pinned the old one follow with the statement: entente key list --statements`,
          );
      }),
    );
  add(
    "revoke",
    "Take belief from a key from here on: what it signed before stays verifiable, and nothing later.",
    "entente key revoke GBR --purpose authority --generation 1",
  )
    .argument("<member>", "whose key, such as GBR")
    .requiredOption("--purpose <purpose>", "issuer or authority")
    .requiredOption("--generation <number>", "which, as entente key list says")
    .action(
      (member: string, options: KeyOptions & { readonly purpose: string; readonly generation: string }) =>
        onNode(options, terminal, async (node) => {
          const purpose = readPurpose(options.purpose);
          const generation = readCount(options.generation, "--generation");
          const file = await node.database.transact((tx) =>
            revokeKeys(tx, statingOf(node), { purpose, member, generation }),
          );
          if (options.json === true) terminal.printJson({ statement: file });
          else
            terminal.print(
              `Generation ${generation} of the ${purpose} key of ${member} is revoked. Send every reader the statement, and compare the key in use with them by voice: entente key list`,
            );
        }),
    );
  add(
    "drill",
    "Play out the theft of this node's keys on what a case released, and take everything back. Exit code 1 when a verdict is wrong.",
    "entente key drill --case salisbury-2018",
  )
    .requiredOption("--case <slug>", "a case that has released something")
    .action((options: KeyOptions & { readonly case: string }) =>
      onNode(options, terminal, async (node) => {
        const drills = await playDrills(node, options.case);
        if (options.json === true) terminal.printJson({ drills });
        else for (const line of drills.flatMap(describeDrill)) terminal.print(line);
        if (drills.some(({ wrong }) => wrong > 0)) process.exitCode = EXIT_NO;
      }),
    );
}

const onNode = (
  options: KeyOptions,
  terminal: Terminal,
  work: (node: Node) => Promise<void>,
): Promise<void> => withNode({ data: options.data, terminal, open: openExerciseNode }, work);

function statingOf({ keystore, ledger }: Node) {
  return { keystore, ledger, at: readInstant(new Date().toISOString()), by: "node" };
}

/** The keys of every member this node signs for: leads of its cases, its host, and whoever a statement names. */
function listOwnKeys({ database, keystore, host }: Node): Promise<readonly ListedKey[]> {
  return database.read(async (reader) => {
    const cases = [...(await listRealCases(reader)), ...(await listExercises(reader))];
    const members = cases.map(({ lead }) => lead);
    return listKeys(reader, keystore, host === null ? members : [host, ...members]);
  });
}

function describeKey({ member, purpose, number, state, fingerprint }: ListedKey): string[] {
  return [member, purpose, `generation ${number}`, state, fingerprint, spellWords(fingerprint, SPOKEN_WORDS)];
}

/** One drill for each key and each answer to its theft. */
async function playDrills(node: Node, slug: string): Promise<readonly Drill[]> {
  const material = await node.database.read(async (reader) => {
    const of = await findCase(reader, slug);
    const view = of === null ? null : viewOfLead(of);
    const cut = view === null ? undefined : (await readCutFiles(reader, view)).at(-1);
    const issued =
      view === null || cut === undefined
        ? null
        : await findIssued(reader, view, readCutHeader(cut.file).release);
    if (of === null || cut === undefined || issued === null)
      throw new ServerError(
        "NOT_FOUND",
        `The case ${slug} is not on this node, or has released nothing yet.`,
      );
    return prepareMaterial({
      member: of.lead,
      issued: issued.issued,
      recipient: cut.recipient,
      cut: cut.file,
    });
  });
  const drills: Drill[] = [];
  for (const keys of PURPOSES)
    for (const answer of ["rotation", "revocation"] as const)
      drills.push(
        await drillKeys({
          ...{ ...statingOf(node), database: node.database, material, keys, answer },
          backDatedMs: 30 * 86_400_000,
        }),
      );
  return drills;
}

function describeDrill({ keys, answer, steps, wrong, unavailableMs }: Drill): readonly string[] {
  return [
    `The ${keys} key is stolen; the answer is its ${answer}: ${wrong === 0 ? "every verdict as it must be" : `${wrong} WRONG`}, new keys after ${Math.ceil(unavailableMs)} ms.`,
    ...formatTable(
      steps.map(({ what, expected, found }) => [
        `  ${what}`,
        found,
        found === expected ? "" : `must be ${expected}`,
      ]),
    ),
  ];
}

function readPurpose(text: string): RotatedPurpose {
  const found = PURPOSES.find((purpose) => purpose === text);
  if (found === undefined)
    throw new ServerError("REQUEST_INVALID", `--purpose is ${PURPOSES.join(" or ")}, and not "${text}".`);
  return found;
}

function readCount(text: string, option: string): number {
  if (!/^[1-9][0-9]{0,5}$/.test(text))
    throw new ServerError("REQUEST_INVALID", `${option} takes a number from 1, and not "${text}".`);
  return Number(text);
}
