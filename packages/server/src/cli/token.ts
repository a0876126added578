// `entente token`: machines on a person's seat. A token is made here, where it is used, and only its digest goes to the node.
import { X509Certificate, hash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { answerOf } from "../client/index.ts";
import { ServerError } from "../errors.ts";
import { digestSecret, makeSecret } from "../seats/index.ts";
import { readList } from "./case-node.ts";
import { withClient } from "./node-client.ts";
import type { ClientOptions } from "./node-client.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface CreateOptions {
  readonly out?: string;
  readonly certificate?: string;
  readonly label: string;
  readonly scopes: string;
  readonly days: string;
  readonly json?: true;
}

type AskOptions = Required<Pick<ClientOptions, "node" | "tokenFile">> & { readonly json?: true };

export function addTokenCommands(program: Command, terminal: Terminal): void {
  const group = program.command("token").description("Machines that come in on your seat.");
  group
    .command("create")
    .description(
      "Make a token on this machine, or take its certificate, and print what your node is to be told.",
    )
    .option("--out <file>", "write the token to this new file, which nobody else may read")
    .option("--certificate <file>", "instead of a token: the client certificate (PEM) the machine shows")
    .requiredOption("--label <text>", "what it is, for the list of your tokens")
    .requiredOption(
      "--scopes <list>",
      'what it may do, as ids of routes such as board.show,cut.read; or "all"',
    )
    .requiredOption("--days <n>", "how long, 1 to 366")
    .option("--json", "print only what the node is to be told")
    .addHelpText(
      "after",
      `
The token works once you have signed in at your node and let it in there: My seat, Machines, and paste the line that is
printed. The line holds a digest and no secret. The ids of routes are in the description of the API.

Examples:
  entente token create --out board.token --label "wall display" --scopes board.show --days 30
  entente token create --certificate gateway.pem --label gateway --scopes all --days 366`,
    )
    .action((options: CreateOptions) => createToken(options, terminal));
  askOptions(group.command("list").description("List your tokens and certificates that stand.")).action(
    (options: AskOptions) =>
      withClient(options, terminal, async (client) => {
        const { tokens } = await answerOf(client.GET("/api/tokens"));
        if (options.json === true) {
          terminal.printJson({ tokens });
          return;
        }
        const rows = tokens.map(({ id, kind, seat, label, expiresAt, usedAt }) => [
          ...[id, kind, seat, label, expiresAt.slice(0, 10), usedAt?.slice(0, 10) ?? "never"],
        ]);
        const head = ["id", "kind", "seat", "label", "until", "last used"];
        for (const line of formatTable([head, ...rows])) terminal.print(line);
      }),
  );
  askOptions(
    group
      .command("revoke")
      .description(
        "Revoke a token or certificate at once: your own, or as an administrator one of your member.",
      )
      .argument("<id>", "its id, as the list has it"),
  ).action((id: string, options: AskOptions) =>
    withClient(options, terminal, async (client) => {
      await answerOf(client.DELETE("/api/tokens/{id}", { params: { path: { id } } }));
      if (options.json === true) terminal.printJson({ revoked: id });
      else terminal.print(`${id} is revoked. It is refused from the next request on.`);
    }),
  );
}

function askOptions(command: Command): Command {
  return command
    .requiredOption("--node <url>", "the node's address")
    .requiredOption("--token-file <file>", "file with the token of your seat there")
    .option("--json", "print the answer as JSON");
}

function createToken(options: CreateOptions, terminal: Terminal): void {
  const { out, certificate, label, json } = options;
  if ((out === undefined) === (certificate === undefined))
    throw new ServerError(
      "REQUEST_INVALID",
      "Give --out FILE for a token, or --certificate FILE for a certificate.",
    );
  const kind = out === undefined ? "certificate" : "token";
  const digest = out === undefined ? digestKey(certificate ?? "") : writeToken(out);
  const scopes = options.scopes === "all" ? "all" : readList(options.scopes);
  const told = { kind, digest, label, scopes, days: Number(options.days) };
  if (json === true) {
    terminal.printJson(told);
    return;
  }
  if (out !== undefined) terminal.print(`The token is in ${out}. It is not printed, and is nowhere else.`);
  terminal.print("Sign in at your node, and let it in under My seat, Machines, with this line:");
  terminal.print(JSON.stringify(told));
}

/** Writes a new token to a file that was not there, for its owner alone. @returns its digest. */
function writeToken(file: string): string {
  const token = `entente_${makeSecret()}`;
  try {
    writeFileSync(file, `${token}\n`, { mode: 0o600, flag: "wx" });
  } catch (cause) {
    throw new ServerError(
      "FILE_UNREADABLE",
      `${file} could not be written, or is there already. Name a new file in a folder you may write to.`,
      { cause },
    );
  }
  return digestSecret(token);
}

function digestKey(file: string): string {
  try {
    const { publicKey } = new X509Certificate(readFileSync(file));
    return hash("sha256", publicKey.export({ type: "spki", format: "der" }), "base64url");
  } catch (cause) {
    throw new ServerError(
      "FILE_UNREADABLE",
      `${file} is no certificate in PEM. Name the machine's own one.`,
      { cause },
    );
  }
}
