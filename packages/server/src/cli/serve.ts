// `entente serve`: a real node, for real cases. What it is was said at its first start, and holds for good.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { listSettings, readEnvironment, readServeConfig } from "../config/index.ts";
import type { ServeConfig, SettingTexts } from "../config/index.ts";
import { identifySeats, openTraces, readTls } from "../http/index.ts";
import type { Edge } from "../http/index.ts";
import { openRealNode } from "../node.ts";
import { usualPace } from "../peers/index.ts";
import { openFirstLink } from "../seats/index.ts";
import { sayFirstLink } from "./admin.ts";
import { describeFailure } from "./failure.ts";
import { serveNode, waitForStop } from "./serving.ts";
import type { Terminal } from "./terminal.ts";

export function addServeCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command("serve")
    .description("Run a real node: until SIGTERM or Ctrl-C, which let it finish what it has taken.")
    .option(
      "--settings <FILE>",
      "a JSON file of these settings; options and ENTENTE_* variables go before it",
    )
    .addHelpText(
      "after",
      `
Each setting may be an option, a variable (--tls-key is ENTENTE_TLS_KEY), or a member of the settings file.
SIGHUP reads the TLS files again.

Examples:
  entente serve --data /srv/entente --host GBR --ledger gov.example/entente --origin https://entente.gov.example
  entente serve --settings /etc/entente/settings.json`,
    );
  for (const { name, takes, about } of listSettings()) command.option(`--${name} <${takes}>`, about);
  command.action(() => serve(readFlags(command), terminal));
}

function readFlags(command: Command): { readonly flags: SettingTexts; readonly settingsFile: string | null } {
  const options: Readonly<Record<string, string | undefined>> = command.opts();
  const flags = listSettings().flatMap(({ name }) => {
    const text = options[name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())];
    return text === undefined ? [] : [[name, text] as const];
  });
  return { flags: Object.fromEntries(flags), settingsFile: options["settings"] ?? null };
}

async function serve(given: ReturnType<typeof readFlags>, terminal: Terminal): Promise<void> {
  // Everything this process makes is its own user's and nobody else's.
  process.umask(0o077);
  const config = readServeConfig(given, readEnvironment());
  const edge: Edge = {
    trustedProxies: config.trustedProxies,
    tls: config.tls === null ? null : readTls(config.tls),
  };
  const stopped = waitForStop();
  const first = !existsSync(join(config.dataFolder, "entente-node.json"));
  const node = await openRealNode({ ...config, tell: terminal.note });
  const traces = config.tracesTo === null ? null : await openTraces(config.tracesTo);
  const served = await serveNode(node, {
    edge,
    listenAt: config.listen,
    identify: identifySeats(node.database, config.proxySecret),
    pace: usualPace,
    tell: terminal.note,
  });
  process.on("SIGHUP", () => renewTls(config, served.replaceTls, terminal));
  if (first)
    terminal.note(
      `This is ${node.host ?? ""}'s node from now on, with the ledger ${node.ledger.identity.origin}. Back up ${node.folder}: it holds the keys.`,
    );
  const link = await node.database.transact((tx) => openFirstLink(tx, node.host ?? ""));
  if (link !== null) terminal.note(sayFirstLink(config.origin, link));
  terminal.note(`Listening on ${served.address} for ${config.origin}.`);
  await stopped;
  terminal.note("Stopping.");
  await served.close();
  await traces?.close();
}

/** A renewed certificate is taken on without a stop; one that cannot be used leaves the old one in place. */
function renewTls(
  { tls }: ServeConfig,
  replaceTls: (tls: ReturnType<typeof readTls>) => void,
  terminal: Terminal,
): void {
  if (tls === null) return;
  try {
    replaceTls(readTls(tls));
    terminal.note("The TLS files were read again.");
  } catch (error) {
    const { code, message } = describeFailure(error);
    terminal.note(`entente: ${code}: ${message}`);
  }
}
