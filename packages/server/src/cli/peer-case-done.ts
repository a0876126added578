// `entente peer case ready | acknowledge | done`: what this member says of itself towards and after T-0 in a case that another
// node leads.
import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { readCount, readWord } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import { readForeignRelease } from "../peers/index.ts";
import type { Saying } from "../peers/index.ts";
import { itemStates, readinessItems } from "../t-zero/index.ts";
import type { ItemState } from "../t-zero/index.ts";
import { readList } from "./case-node.ts";
import { onPeerNode, reportLetter, sayFrom } from "./peer-speaking.ts";
import type { CaseOptions } from "./peer-speaking.ts";
import type { Terminal } from "./terminal.ts";

interface ReadyOptions extends CaseOptions {
  readonly done?: string;
  readonly notNeeded?: string;
  readonly open?: string;
  readonly text?: string;
}

interface DoneOptions extends CaseOptions {
  readonly kind: string;
  readonly actorType: string;
  readonly target?: string;
  readonly count?: string;
  readonly announced: string;
  readonly source: readonly string[];
  readonly confidence: string;
  readonly detail: string;
  readonly outsideTally?: true;
}

type Named = (name: string, description: string, example: string) => Command;

export function addPeerCaseDone(named: Named, terminal: Terminal): void {
  named(
    "ready",
    "Say how ready your member is for T-0, and put the text in place that opens then.",
    "entente peer case ready GBR salisbury-2018 --done text-cleared,spokesperson --not-needed legal-step --text est.txt",
  )
    .option("--done <items>", `what is done, of ${readinessItems.join(", ")}`)
    .option("--not-needed <items>", "what your member does not need")
    .option("--open <items>", "what is open again")
    .option("--text <file>", "the text that opens at T-0; until then nobody else reads it")
    .action(async (member: string, name: string, options: ReadyOptions) => {
      const items = [
        ...list(options.done, "done"),
        ...list(options.notNeeded, "not-needed"),
        ...list(options.open, "open"),
      ];
      const text = options.text === undefined ? null : await readFile(options.text, "utf8");
      if (items.length === 0 && text === null)
        throw new ServerError(
          "REQUEST_INVALID",
          "Say what is done, open or not needed, or name the file of a text: --done, --open, --not-needed, --text.",
        );
      await say({ kind: "readiness", content: { items, text } }, { member, name, options, terminal });
    });
  named(
    "acknowledge",
    "Say that your member has read a correction, a replacement or a recall of a document.",
    "entente peer case acknowledge GBR salisbury-2018 assessment",
  )
    .argument("<document>", "which, as entente peer case show says")
    .action((member: string, name: string, document: string, options: CaseOptions) =>
      onPeerNode(options, terminal, async (node) => {
        const release = await node.database.read((reader) =>
          readForeignRelease(reader, { member, name, document }),
        );
        const saying: Saying = { kind: "acknowledgement", content: { release } };
        reportLetter(options, terminal, await sayFrom(node, { member, name }, saying));
      }),
    );
  named(
    "done",
    "Say what your member has done, with its sources; the lead's node records it.",
    "entente peer case done GBR salisbury-2018 --kind expulsion --target RUS --count 1 --announced 2018-03-26 --source https://mfa.example/note --confidence high",
  )
    .requiredOption("--kind <kind>", 'what was done; "entente measure kinds" lists them')
    .option("--actor-type <word>", "state, or another word for what is not one", "state")
    .option("--target <id>", "against whom")
    .option("--count <number>", "how many; leave it out where it is unknown or means nothing")
    .requiredOption("--announced <date>", "local day of announcement, or its month where the day is unknown")
    .requiredOption(
      "--source <key-or-address...>",
      "who says so: keys of the case's sources, or https:// addresses",
    )
    .option("--confidence <word>", "high, medium or low", "low")
    .option("--detail <text>", "one sentence", "")
    .option("--outside-tally", "keep it out of the count of its kind")
    .action((member: string, name: string, options: DoneOptions) => {
      const { kind, actorType, target, count, announced, source, confidence, detail } = options;
      const content = {
        ...{ actorType, kind, target: target ?? null, announced, detail, sources: source, confidence },
        ...{ count: count === undefined ? null : readCount(Number(count), "--count") },
        inTally: options.outsideTally !== true,
      };
      return say({ kind: "done", content }, { member, name, options, terminal });
    });
}

function list(text: string | undefined, state: ItemState): readonly { item: string; state: string }[] {
  if (text === undefined) return [];
  return readList(text).map((item) => ({
    item: readWord(item, "items", readinessItems),
    state: readWord(state, "items", itemStates),
  }));
}

function say(
  saying: Saying,
  {
    member,
    name,
    options,
    terminal,
  }: {
    readonly member: string;
    readonly name: string;
    readonly options: CaseOptions;
    readonly terminal: Terminal;
  },
): Promise<void> {
  return onPeerNode(options, terminal, async (node) => {
    reportLetter(options, terminal, await sayFrom(node, { member, name }, saying));
  });
}
