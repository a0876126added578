// `entente pledges`: what a set of pledges comes to. Needs no node; nothing is stored.
import { parseJson } from "@entente/core/encoding";
import { resolvePledges } from "@entente/core/coalition";
import type { Resolution } from "@entente/core/coalition";
import { readPledges } from "@entente/core/pledges";
import type { PledgeSet } from "@entente/core/pledges";
import type { Command } from "commander";
import { readFile } from "node:fs/promises";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

export function addPledgesCommands(program: Command, terminal: Terminal): void {
  const group =
    program.commands.find((command) => command.name() === "pledges") ?? program.command("pledges");
  group.description("Conditional pledges: who acts together, and why.");
  group
    .command("resolve")
    .description("Find the largest set of pledges that hold together, and explain it member by member.")
    .argument("<file>", "an entente-pledges/1 file; formats/pledges.schema.json says what it holds")
    .option("--json", "print the resolution as JSON")
    .addHelpText(
      "after",
      `
Examples:
  entente pledges resolve pledges.json
  entente pledges resolve pledges.json --json

A pledge file:
  { "format": "entente-pledges/1",
    "pledges": [
      { "member": "GBR", "levels": [
        { "measures": [{ "kind": "expulsion", "count": 23 }], "condition": { "always": true } } ] },
      { "member": "DEU", "levels": [
        { "measures": [{ "kind": "expulsion", "count": 4 }], "condition": { "members": { "atLeast": 1 } } } ] } ] }`,
    )
    .action(async (file: string, options: { readonly json?: boolean }) => {
      const set = readPledges(parseJson(await readFile(file, "utf8")));
      const resolution = resolvePledges(set);
      if (options.json === true) terminal.printJson(resolution);
      else for (const line of formatResolution(set, resolution)) terminal.print(line);
    });
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
