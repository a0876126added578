// `entente pledge place | withdraw | show | list | receipt | parse`: what a member will do, under which condition.
import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { authorities, readArrangements } from "@entente/core/arrangements";
import type { Authority } from "@entente/core/arrangements";
import { decodeUtf8, parseJson, readArray, readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { builtInKinds } from "@entente/core/kinds";
import { compileCommunity, readCommunity } from "@entente/core/markings";
import { checkNames, printPledge, readPledges, writeLevels } from "@entente/core/pledges";
import type { Pledge } from "@entente/core/pledges";
import { answerOf } from "../client/index.ts";
import type { NodeClient } from "../client/index.ts";
import { ServerError } from "../errors.ts";
import { readSource, WHO_CAN_SEE_SEALED } from "../pledges/index.ts";
import { printAnswer } from "./answers.ts";
import type { AnswerTo } from "./answers.ts";
import { addAskOptions, askInCase } from "./case-node.ts";
import type { AskOptions } from "./case-node.ts";
import { checkReceiptFile, draftReceipt, readPledgeWords, sealWithReceipt } from "./pledge-receipt.ts";
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

interface PlaceOptions extends AskOptions {
  readonly authority: string;
  readonly validUntil?: string;
  readonly levels?: string;
  readonly sealed?: true;
  readonly receipt?: string;
}

function addPlace(group: Command, terminal: Terminal): void {
  addAskOptions(
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
      };
      const receipt = requireReceipt(options);
      const placed = await askInCase(options, terminal, (client, path) =>
        receipt === null ? placeOpen(client, path, given) : placeSealed(client, path, { ...given, receipt }),
      );
      const { authority, validUntil } = given;
      printAnswer(options, terminal, {
        value: {
          pledge: placed.text,
          authority,
          validUntil,
          sealed: receipt !== null,
          leaf: placed.leaf,
          receipt,
        },
        lines: [
          `${receipt === null ? "Placed" : "Sealed"}: ${sayStanding(placed.text, given)}`,
          `Committed to the ledger as leaf ${placed.leaf}.`,
          ...(receipt === null ? [] : [`Keep ${receipt}: nobody can write it again.`, WHO_CAN_SEE_SEALED]),
        ],
      });
    });
}

type Source = { readonly text: string } | { readonly levels: unknown[] };

interface Given {
  readonly source: Source;
  readonly authority: Authority;
  readonly validUntil: Instant | null;
}

interface Placed {
  readonly text: string;
  readonly leaf: number;
}

type CasePath = { readonly case: string };

async function placeOpen(client: NodeClient, path: CasePath, { source, ...given }: Given): Promise<Placed> {
  const body = { pledge: source, ...given, sealed: null };
  const placed = await answerOf(client.POST("/api/cases/{case}/pledges", { params: { path }, body }));
  return { text: placed.pledge ?? "", leaf: placed.leaf };
}

/** Read here first, so that what is sealed leaves this machine once, and its receipt is kept before it does. */
async function placeSealed(
  client: NodeClient,
  path: CasePath,
  { source, receipt, authority, validUntil }: Given & { readonly receipt: string },
): Promise<Placed> {
  const vocabulary = await answerOf(client.GET("/api/cases/{case}/pledges/vocabulary", { params: { path } }));
  const pledge = readHere(source, vocabulary);
  const draft = draftReceipt(pledge, { vocabulary, authority, validUntil });
  const body = {
    pledge: { levels: writeLevels(pledge) },
    ...{ authority, validUntil, sealed: { salt: draft.salt } },
  };
  const { leaf } = await sealWithReceipt(receipt, draft, () =>
    answerOf(client.POST("/api/cases/{case}/pledges", { params: { path }, body })),
  );
  return { text: printPledge(pledge, vocabulary.kinds), leaf };
}

function readHere(source: Source, vocabulary: AnswerTo<"pledge.vocabulary">): Pledge {
  if ("text" in source) return readPledgeWords(source.text, vocabulary);
  const { member } = vocabulary;
  const file = { format: "entente-pledges/1", pledges: [{ member, levels: source.levels }] };
  const [pledge] = readPledges(file as Parameters<typeof readPledges>[0]).pledges;
  if (pledge === undefined) throw new RangeError("one row gives one pledge");
  checkNames(pledge, vocabulary);
  return pledge;
}

/** Where the receipt goes; null for an open pledge, which has none. */
function requireReceipt({ sealed, receipt }: PlaceOptions): string | null {
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
  return receipt;
}

async function readGiven(words: string | undefined, levels: string | undefined): Promise<Source> {
  if ((words === undefined) === (levels === undefined))
    throw new ServerError(
      "REQUEST_INVALID",
      "Give the pledge in words or with --levels FILE, one of the two.",
    );
  if (words !== undefined) return { text: words };
  return { levels: [...readArray(parseJson(decodeUtf8(await readFile(levels ?? ""))), "levels")] };
}

function readAuthority(text: string): Authority {
  const found = authorities.find((known) => known === text);
  if (found === undefined)
    throw new ServerError("REQUEST_INVALID", `--authority is one of ${authorities.join(", ")}.`);
  return found;
}

function addWithdraw(group: Command, terminal: Terminal): void {
  addAskOptions(group.command("withdraw").description("Withdraw the pledge of your member, open or sealed."))
    .addHelpText(
      "after",
      `
Can be done until pledges are locked. The seat is a desk of the pledging member.

Example:
  entente pledge withdraw --case salisbury-2018 --seat EST/desk`,
    )
    .action(async (options: AskOptions) => {
      const answer = await askInCase(options, terminal, (client, path) =>
        answerOf(client.POST("/api/cases/{case}/pledges/withdrawal", { params: { path } })),
      );
      printAnswer(options, terminal, { value: answer, lines: ["Withdrawn."] });
    });
}

function addShow(group: Command, terminal: Terminal): void {
  addAskOptions(group.command("show").description("Show what stands of your member's own pledge."))
    .addHelpText(
      "after",
      `
What a sealed pledge says is on its receipt: the node cannot read it before pledges are locked.

Example:
  entente pledge show --case salisbury-2018 --seat EST/desk`,
    )
    .action(async (options: AskOptions) => {
      const own = await askInCase(options, terminal, (client, path) =>
        answerOf(client.GET("/api/cases/{case}/pledges/own", { params: { path } })),
      );
      const { open, sealed, locked } = own;
      printAnswer(options, terminal, {
        value: { open: open === null ? null : bare(open), sealed, locked },
        lines: [
          ...(open === null ? [] : [sayStanding(open.pledge, open)]),
          ...(sealed === null
            ? []
            : [
                `A sealed pledge, placed at ${sealed.placedAt} and committed as leaf ${sealed.leaf}.`,
                WHO_CAN_SEE_SEALED,
              ]),
          ...(open === null && sealed === null ? ["Your member has no pledge."] : []),
          ...(locked === null ? [] : [`Pledges are locked since ${locked}.`]),
        ],
      });
    });
}

function addList(group: Command, terminal: Terminal): void {
  addAskOptions(
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
    .action(async (options: AskOptions) => {
      const { pledges } = await askInCase(options, terminal, (client, path) =>
        answerOf(client.GET("/api/cases/{case}/pledges", { params: { path } })),
      );
      printAnswer(options, terminal, {
        value: { pledges: pledges.map(({ member, ...pledge }) => ({ member, ...bare(pledge) })) },
        lines: formatTable(
          pledges.map((row) => [row.member, row.authority, row.validUntil ?? "until withdrawn", row.pledge]),
        ),
      });
    });
}

function addReceipt(group: Command, terminal: Terminal): void {
  addAskOptions(
    group
      .command("receipt")
      .description("Check that a receipt is what stands in this node's ledger, and say what was sealed.")
      .argument("<file>", "the receipt a sealed pledge was given"),
  )
    .addHelpText(
      "after",
      `
Where the answer to "pledge place" was lost, FILE holds what the receipt is made from; this makes it.
Exit code: 0 it is, 1 it is not, 2 it could not be done.

Example:
  entente pledge receipt receipt.json --case salisbury-2018 --seat ITA/desk`,
    )
    .action(async (file: string, options: AskOptions) => {
      const checked = await askInCase(options, terminal, (client) =>
        checkReceiptFile(client, { path: file, slug: options.case }),
      );
      printAnswer(options, terminal, {
        value: checked,
        lines: [
          `${checked.member} sealed: ${sayStanding(checked.pledge, checked)}`,
          `Leaf ${checked.leaf} of this ledger commits to it, since ${checked.at}.`,
        ],
      });
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

function bare({ pledge, authority, validUntil }: Pick<Standing, "pledge" | "authority" | "validUntil">) {
  return { pledge, authority, validUntil };
}

type Standing = AnswerTo<"pledge.list">["pledges"][number];

function sayStanding(
  text: string,
  { authority, validUntil }: { readonly authority: string; readonly validUntil: string | null },
): string {
  return `${text} (${authority}${validUntil === null ? "" : `, until ${validUntil}`})`;
}
