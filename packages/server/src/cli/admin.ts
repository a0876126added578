// `entente admin`: the first administrator of a node, and administrators that have lost their way in. What is done here on a
// data folder is for whoever has that folder; it opens no key and reads no case.
import type { Command } from "commander";
import { answerOf } from "../client/index.ts";
import { readConfig, readEnvironment } from "../config/index.ts";
import { ServerError } from "../errors.ts";
import { listAdministrators, recoverAtTheNode, renewFirstLink } from "../seats/index.ts";
import type { GivenCode } from "../seats/index.ts";
import { migrationsFolder, openStorageBeside } from "../storage/index.ts";
import type { Database } from "../storage/index.ts";
import { withClient } from "./node-client.ts";
import type { ClientOptions } from "./node-client.ts";
import { DATA_OPTION, requireNode } from "./node-folder.ts";
import type { Terminal } from "./terminal.ts";

interface FolderOptions {
  readonly data?: string;
  readonly json?: true;
}

type RecoverOptions = Pick<ClientOptions, "node" | "tokenFile" | "data"> & {
  readonly json?: true;
  readonly approve?: string;
};

/** The link for a node's first administrator, for whoever starts it. */
export function sayFirstLink(origin: string, { code, expiresAt }: GivenCode): string {
  return `Open this link in a browser to become the first administrator. It works once, until ${sayUntil(expiresAt)}: ${origin}/first-start#${code}`;
}

const sayUntil = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;

export function addAdminCommands(program: Command, terminal: Terminal): void {
  const group = program
    .command("admin")
    .description("The administrators of a node: the first one, and those that have lost their way in.");
  group
    .command("first-link")
    .description("Make the link for the first administrator again. Earlier ones stop working.")
    .option(...DATA_OPTION)
    .option("--origin <url>", "where browsers find the node", "")
    .option("--json", "print the answer as JSON")
    .addHelpText(
      "after",
      `
Works as long as the host has no administrator. Afterwards administrators invite others, and two of them recover a third.

Example:
  entente admin first-link --data /srv/entente --origin https://entente.gov.example`,
    )
    .action(async (options: FolderOptions & { readonly origin: string }) => {
      const given = await withFolder(options, terminal, (database, host) =>
        database.transact((tx) => renewFirstLink(tx, host)),
      );
      if (options.json === true)
        terminal.printJson({ path: `/first-start#${given.code}`, expiresAt: given.expiresAt });
      else terminal.print(sayFirstLink(options.origin, given));
    });
  group
    .command("list")
    .description("List the administrators of the member that runs the node.")
    .option(...DATA_OPTION)
    .option("--json", "print the answer as JSON")
    .action(async (options: FolderOptions) => {
      const seats = await withFolder(options, terminal, (database, host) =>
        database.read((reader) => listAdministrators(reader, host)),
      );
      if (options.json === true) terminal.printJson({ administrators: seats });
      else if (seats.length === 0)
        terminal.print("Nobody yet. Make the first link: entente admin first-link");
      for (const seat of options.json === true ? [] : seats) terminal.print(seat);
    });
  group
    .command("recover")
    .description("Let a person in again that has lost its passkey: two administrators, one after the other.")
    .argument("<person>", "member and name, such as GBR/anna.k")
    .option("--node <url>", "ask the node at this address")
    .option("--token-file <file>", "file with the token of your administrator's seat there")
    .option("--approve <id>", "as the second administrator: approve what the first one proposed")
    .option(...DATA_OPTION)
    .option("--json", "print the answer as JSON")
    .addHelpText(
      "after",
      `
The first administrator proposes, and gets an id. The second approves that id, and gets a code, which it reads to the person;
the person reads a check code back: entente seat confirm. With --data instead of --node, whoever has the data folder recovers
an administrator of the host, where there are not two others who could.

Examples:
  entente admin recover GBR/anna.k --node https://entente.gov.example --token-file chief.token
  entente admin recover GBR/anna.k --approve 1f0c… --node https://entente.gov.example --token-file second.token
  entente admin recover GBR/chief --data /srv/entente`,
    )
    .action(async (person: string, options: RecoverOptions) => {
      const said = options.node === undefined ? recoverHere : recoverOver;
      await said(person, options, terminal);
    });
}

async function recoverHere(person: string, options: RecoverOptions, terminal: Terminal): Promise<void> {
  const { member, name } = readPerson(person);
  if (options.approve !== undefined)
    throw new ServerError(
      "REQUEST_INVALID",
      "--approve goes with --node URL: a second administrator approves.",
    );
  const { code, expiresAt } = await withFolder(options, terminal, (database, host) => {
    if (member !== host)
      throw new ServerError("NOT_FOUND", `From here only administrators of ${host} are recovered.`);
    return database.transact((tx) => recoverAtTheNode(tx, host, name));
  });
  const path = `/first-start#${code}`;
  if (options.json === true) terminal.printJson({ path, expiresAt });
  else
    terminal.print(
      `${member}/${name} opens ${path} at the node's address, once, until ${sayUntil(expiresAt)}. With it all its sessions and tokens end.`,
    );
}

async function recoverOver(person: string, options: RecoverOptions, terminal: Terminal): Promise<void> {
  const { member, name } = readPerson(person);
  const { approve } = options;
  await withClient(options, terminal, async (client) => {
    if (approve === undefined) {
      const proposed = await answerOf(client.POST("/api/recoveries", { body: { member, name } }));
      if (options.json === true) terminal.printJson(proposed);
      else terminal.print(`Proposed. Another administrator approves ${proposed.id} with --approve.`);
      return;
    }
    const params = { path: { id: approve } };
    const given = await answerOf(client.POST("/api/recoveries/{id}/approval", { params, body: { member } }));
    if (options.json === true) terminal.printJson(given);
    else {
      terminal.print(`Read this code to ${name}: ${given.code}`);
      terminal.print(`Then type what ${name} reads back: entente seat confirm ${given.id} CHECK`);
    }
  });
}

function readPerson(text: string): { readonly member: string; readonly name: string } {
  const [member = "", name = "", ...rest] = text.split("/");
  if (member === "" || name === "" || rest.length > 0)
    throw new ServerError(
      "REQUEST_INVALID",
      `"${text}" is no person: write member and name, such as GBR/anna.k.`,
    );
  return { member, name };
}

/** Opens the database of a real node, beside the node where it runs. Its keys stay closed. @throws ServerError NOT_FOUND. */
async function withFolder<T>(
  { data }: FolderOptions,
  terminal: Terminal,
  work: (database: Database, host: string) => Promise<T>,
): Promise<T> {
  const { dataFolder, databaseUrl } = readConfig(
    data === undefined ? [] : ["--data", data],
    readEnvironment(),
  );
  requireNode(dataFolder);
  const storage = await openStorageBeside({
    ...{ dataFolder, databaseUrl, migrations: migrationsFolder, note: terminal.note },
  });
  try {
    const { nature } = storage.dataFolder;
    if (nature.kind !== "real")
      throw new ServerError(
        "NOT_FOUND",
        `${dataFolder} is a node of exercises: nobody signs in there, and everybody at it is its control.`,
      );
    return await work(storage.database, nature.host);
  } finally {
    await storage.close();
  }
}
