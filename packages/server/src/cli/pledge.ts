// `entente pledge place | withdraw | show | list | receipt | parse`: what a member will do, under which condition.
import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { authorities, readArrangements } from "@entente/core/arrangements";
import type { Authority } from "@entente/core/arrangements";
import { decodeUtf8, parseJson, readInstant, VerificationError } from "@entente/core/encoding";
import { builtInKinds } from "@entente/core/kinds";
import { compileCommunity, readCommunity } from "@entente/core/markings";
import { printPledge, writeLevels } from "@entente/core/pledges";
import { openSeatView } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import {
  checkReceipt,
  findOwnPledge,
  readShownPledges,
  placePledge,
  readReceipt,
  readSource,
  WHO_CAN_SEE_SEALED,
  withdrawPledge,
} from "../pledges/index.ts";
import type { PledgeSource, StandingPledge } from "../pledges/index.ts";
import { actInCase, addCaseOptions } from "./case-node.ts";
import type { CaseContext, CaseOptions } from "./case-node.ts";
import { drawSalt } from "../ledger/index.ts";
import { reserveFile } from "./reserved-file.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

export function addPledgeCommands(program: Command, terminal: Terminal): void {
  const group = program
    .command("pledge")
    .description("What a member will do, under which condition; openly or sealed.");
  addPlace(group, terminal);
  addWithdraw(group, terminal);
  addShow(group, terminal);
  addList(group, terminal);
  addReceipt(group, terminal);
  addParse(group, terminal);
}

interface PlaceOptions extends CaseOptions {
  readonly authority: string;
  readonly validUntil?: string;
  readonly levels?: string;
  readonly sealed?: true;
  readonly receipt?: string;
}

function addPlace(group: Command, terminal: Terminal): void {
  addCaseOptions(
    group
      .command("place")
      .description("Place the pledge of your member, or replace it by a higher or lower one.")
      .argument("[pledge]", 'in words, such as "3 expulsions if at least 10 others act and DEU acts"'),
  )
    .requiredOption("--authority <who>", `who stands behind it: ${authorities.join(", ")}`)
    .option("--levels <file>", "the levels as JSON instead of words (formats/pledges.schema.json)")
    .option("--valid-until <instant>", "the last instant at which it counts, such as 2018-04-30T22:00:00Z")
    .option("--sealed", "shown to nobody; opened only when pledges are locked, where it then holds")
    .option("--receipt <file>", "where to write the receipt of a sealed pledge; it is given once")
    .addHelpText(
      "after",
      `
The seat is a desk of the pledging member. Until pledges are locked a pledge can be replaced or withdrawn.
${WHO_CAN_SEE_SEALED}

Examples:
  entente pledge place "3 expulsions if at least 10 others act and DEU acts; 4 expulsions if the total of expulsions
    reaches 100" --authority minister --case salisbury-2018 --seat EST/desk
  entente pledge place "2 expulsions if FRA acts" --authority cabinet --sealed --receipt receipt.json
    --case salisbury-2018 --seat ITA/desk`,
    )
    .action(async (words: string | undefined, options: PlaceOptions) => {
      const given = {
        source: await readGiven(words, options.levels),
        authority: readAuthority(options.authority),
        validUntil: options.validUntil === undefined ? null : readInstant(options.validUntil),
        sealed: options.sealed === true,
      };
      const file = await reserveReceipt(options);
      try {
        const { placed, text } = await actInCase(options, terminal, async (tx, act, context) => {
          const sealed = given.sealed ? { salt: drawSalt() } : null;
          const done = await placePledge(tx, act, { ...given, ...context, sealed });
          return { placed: done, text: printPledge(done.pledge, context.kinds) };
        });
        await file?.write(`${JSON.stringify(placed.receipt, null, 2)}\n`);
        const { authority, validUntil } = placed.pledge;
        if (options.json === true)
          terminal.printJson({
            ...{ pledge: text, authority, validUntil, sealed: given.sealed, leaf: placed.leaf },
            receipt: options.receipt ?? null,
          });
        else {
          terminal.print(`${given.sealed ? "Sealed" : "Placed"}: ${sayStanding(text, placed.pledge)}`);
          terminal.print(`Committed to the ledger as leaf ${placed.leaf}.`);
          if (given.sealed) {
            terminal.print(`Keep ${options.receipt ?? ""}: nobody can write it again.`);
            terminal.print(WHO_CAN_SEE_SEALED);
          }
        }
      } catch (error) {
        await file?.discard();
        throw error;
      }
    });
}

async function reserveReceipt({ sealed, receipt }: PlaceOptions) {
  if (sealed !== true && receipt !== undefined)
    throw new ServerError(
      "REQUEST_INVALID",
      "Only a sealed pledge has a receipt. Add --sealed, or leave --receipt out.",
    );
  if (sealed !== true) return null;
  if (receipt === undefined)
    throw new ServerError(
      "REQUEST_INVALID",
      "A sealed pledge has a receipt, which is given once. Say with --receipt FILE where to write it.",
    );
  return reserveFile(receipt);
}

async function readGiven(words: string | undefined, levels: string | undefined): Promise<PledgeSource> {
  if ((words === undefined) === (levels === undefined))
    throw new ServerError(
      "REQUEST_INVALID",
      "Give the pledge in words or with --levels FILE, one of the two.",
    );
  if (words !== undefined) return { text: words };
  return { levels: parseJson(decodeUtf8(await readFile(levels ?? ""))) };
}

function readAuthority(text: string): Authority {
  const found = authorities.find((known) => known === text);
  if (found === undefined)
    throw new ServerError("REQUEST_INVALID", `--authority is one of ${authorities.join(", ")}.`);
  return found;
}

function addWithdraw(group: Command, terminal: Terminal): void {
  addCaseOptions(group.command("withdraw").description("Withdraw the pledge of your member, open or sealed."))
    .addHelpText(
      "after",
      `
Can be done until pledges are locked. The seat is a desk of the pledging member.

Example:
  entente pledge withdraw --case salisbury-2018 --seat EST/desk`,
    )
    .action(async (options: CaseOptions) => {
      await actInCase(options, terminal, (tx, act) => withdrawPledge(tx, act));
      if (options.json === true) terminal.printJson({ withdrawn: true });
      else terminal.print("Withdrawn.");
    });
}

function addShow(group: Command, terminal: Terminal): void {
  addCaseOptions(group.command("show").description("Show what stands of your member's own pledge."))
    .addHelpText(
      "after",
      `
What a sealed pledge says is on its receipt: the node cannot read it before pledges are locked.

Example:
  entente pledge show --case salisbury-2018 --seat EST/desk`,
    )
    .action(async (options: CaseOptions) => {
      const { open, sealed, locked } = await actInCase(options, terminal, async (tx, act, context) => {
        const own = await findOwnPledge(tx, openSeatView(act.seat, act.of), context);
        return { ...own, open: own.open === null ? null : describe(own.open, context) };
      });
      if (options.json === true) terminal.printJson({ open, sealed, locked });
      else {
        if (open !== null) terminal.print(sayStanding(open.pledge, open));
        if (sealed !== null) {
          terminal.print(
            `A sealed pledge, placed at ${sealed.placedAt} and committed as leaf ${sealed.leaf}.`,
          );
          terminal.print(WHO_CAN_SEE_SEALED);
        }
        if (open === null && sealed === null) terminal.print("Your member has no pledge.");
        if (locked !== null) terminal.print(`Pledges are locked since ${locked}.`);
      }
    });
}

function addList(group: Command, terminal: Terminal): void {
  addCaseOptions(
    group
      .command("list")
      .description("List the pledges you may see: all open ones for the lead, else your own."),
  )
    .addHelpText(
      "after",
      `
While pledges are locked: those that were resolved, and of sealed ones the level that holds.

Example:
  entente pledge list --case salisbury-2018 --seat GBR/desk`,
    )
    .action(async (options: CaseOptions) => {
      const pledges = await actInCase(options, terminal, async (tx, act, context) => {
        const view = openSeatView(act.seat, act.of);
        const rows = await readShownPledges(tx, view, { ...context, at: act.at });
        return rows.map((row) => ({ member: row.member, ...describe(row, context) }));
      });
      if (options.json === true) terminal.printJson({ pledges });
      else
        for (const line of formatTable(
          pledges.map((row) => [row.member, row.authority, row.validUntil ?? "until withdrawn", row.pledge]),
        ))
          terminal.print(line);
    });
}

function addReceipt(group: Command, terminal: Terminal): void {
  addCaseOptions(
    group
      .command("receipt")
      .description("Check that a receipt is what stands in this node's ledger, and say what was sealed.")
      .argument("<file>", "the receipt a sealed pledge was given"),
  )
    .addHelpText(
      "after",
      `
Exit code: 0 it is, 1 it is not, 2 it could not be done.

Example:
  entente pledge receipt receipt.json --case salisbury-2018 --seat ITA/desk`,
    )
    .action(async (file: string, options: CaseOptions) => {
      const receipt = readReceipt(parseJson(decodeUtf8(await readFile(file))));
      const said = await actInCase(options, terminal, async (tx, act, context) => {
        if (receipt.pledge.case !== act.of.id || !(await checkReceipt(tx, receipt)))
          throw new VerificationError(
            "LEDGER_COMMITMENT_MISMATCH",
            `The receipt is not what leaf ${receipt.leaf} of this ledger commits to. Check that --case and --data are those it was given for, and that the file is unchanged.`,
          );
        const { member, levels } = receipt.pledge;
        return printPledge(readSource({ levels }, member, context), context.kinds);
      });
      const { member, authority, validUntil } = receipt.pledge;
      const { leaf, opening } = receipt;
      if (options.json === true)
        terminal.printJson({
          member,
          pledge: said,
          authority,
          validUntil,
          leaf,
          at: opening.at,
          verified: true,
        });
      else {
        terminal.print(`${member} sealed: ${sayStanding(said, receipt.pledge)}`);
        terminal.print(`Leaf ${leaf} of this ledger commits to it, since ${opening.at}.`);
      }
    });
}

interface ParseOptions {
  readonly member: string;
  readonly community: string;
  readonly coalition?: string;
  readonly json?: true;
}

function addParse(group: Command, terminal: Terminal): void {
  group
    .command("parse")
    .description(
      "Read a pledge in words without placing it: say it in its one spelling, or where it is wrong.",
    )
    .argument("<pledge>", 'in words, such as "3 expulsions if at least 10 members act, DEU among them"')
    .requiredOption("--member <id>", "who would pledge, such as EST")
    .requiredOption("--community <file>", "the community, such as scenarios/salisbury-2018/community.json")
    .option("--coalition <file>", "the coalition file, for kinds of measures of its own")
    .option("--json", "print the levels as JSON (formats/pledges.schema.json)")
    .addHelpText(
      "after",
      `
The grammar is formats/pledge.abnf. Needs no node; nothing is stored.

Example:
  entente pledge parse "3 expulsions if at least 10 members act, DEU among them" --member EST
    --community scenarios/salisbury-2018/community.json`,
    )
    .action(async (text: string, { member, community, coalition, json }: ParseOptions) => {
      const compiled = compileCommunity(readCommunity(parseJson(decodeUtf8(await readFile(community)))));
      const kinds =
        coalition === undefined
          ? builtInKinds
          : readArrangements(parseJson(decodeUtf8(await readFile(coalition))), compiled.community).kinds;
      const pledge = readSource({ text }, member, { community: compiled, kinds });
      const said = printPledge(pledge, kinds);
      if (json === true) terminal.printJson({ member, pledge: said, levels: writeLevels(pledge) });
      else terminal.print(said);
    });
}

function describe(pledge: StandingPledge, { kinds }: CaseContext) {
  const { authority, validUntil } = pledge;
  return { pledge: printPledge(pledge, kinds), authority, validUntil };
}

function sayStanding(
  text: string,
  { authority, validUntil }: Pick<StandingPledge, "authority" | "validUntil">,
): string {
  return `${text} (${authority}${validUntil === null ? "" : `, until ${validUntil}`})`;
}
