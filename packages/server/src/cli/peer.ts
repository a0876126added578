// `entente peer`: other nodes this one writes to. For whoever runs the node: it needs the data folder, and no seat.
import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import { readInstant } from "@entente/core/encoding";
import { writePeerCard } from "@entente/core/letters";
import { ServerError } from "../errors.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import {
  addPeer,
  endPeer,
  examinePeers,
  openOwnNode,
  pairPeer,
  renewKeys,
  setPeerTls,
  spellOwn,
  syncPeer,
} from "../peers/index.ts";
import type { PeerHealth } from "../peers/index.ts";
import { EXIT_NO } from "./failure.ts";
import { DATA_OPTION, withNode } from "./node-folder.ts";
import { addPeerCaseCommands } from "./peer-case.ts";
import { formatTable } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

interface PeerOptions {
  readonly data?: string;
  readonly json?: true;
}

type TlsOptions = Partial<Readonly<Record<"authorities" | "certificate" | "key" | "shows", string>>>;

type Add = (name: string, description: string, example: string) => Command;

export function addPeerCommands(program: Command, terminal: Terminal): void {
  const group = program
    .command("peer")
    .description("Other nodes: pairing with them, and letters to and from them.");
  const add: Add = (name, description, example) =>
    group
      .command(name)
      .description(description)
      .option(...DATA_OPTION)
      .option("--json", "print the answer as JSON")
      .addHelpText("after", `\nExample:\n  ${example}`);
  addPairing(add, terminal);
  addLooking(add, terminal);
  addPeerCaseCommands(group, terminal);
}

function addPairing(add: Add, terminal: Terminal): void {
  add(
    "card",
    "Print this node's card, and the words to read aloud.",
    "entente peer card --address https://entente.gov.example > gbr.card.json",
  )
    .option(
      "--address <url>",
      "where other nodes find this one; without it letters go by stick, or it fetches them",
    )
    .action((options: PeerOptions & { readonly address?: string }) =>
      onNode(options, terminal, async (node) => {
        const { card, party } = await openOwnNode(node);
        const text = writePeerCard({ ...card, address: options.address ?? null });
        const spelled = spellOwn(await openOwnNode(node));
        if (options.json === true) terminal.printJson({ card: text, fingerprint: party.node, ...spelled });
        else {
          terminal.printFile(text);
          terminal.note(`Read these words aloud to whoever pairs with this node: ${spelled.words}`);
          terminal.note(`Or these digits: ${spelled.digits}`);
        }
      }),
    );
  add(
    "add",
    "Take down the card of another node. Nothing is believed of it before it is paired.",
    "entente peer add est.card.json",
  )
    .argument("<card>", "the file of its card")
    .option(
      "--address <url>",
      "where it is, if its card does not say so or it stands in a network of your own",
    )
    .action((file: string, options: PeerOptions & { readonly address?: string }) =>
      onNode(options, terminal, async (node) => {
        const card = await readCard(file);
        const tending = await tendingOf(node);
        const peer = await node.database.transact((tx) =>
          addPeer(tx, tending, { card, address: options.address ?? null }),
        );
        if (options.json === true) terminal.printJson({ member: peer.member, fingerprint: peer.fingerprint });
        else
          terminal.print(
            peer.pairedAt !== null
              ? `The node of ${peer.member} is confirmed here already. Its address is now ${peer.address ?? "not known: letters go by stick"}.`
              : `The card of ${peer.member} is here. Call a person there whose voice you know, have the words of that node read to you, and type what you hear: entente peer pair ${peer.member} --heard "…"`,
          );
      }),
    );
  add(
    "pair",
    "Confirm a node by the words or digits that were read to you.",
    'entente peer pair EST --heard "abandon ability able about above absent absorb abstract absurd abuse access accident"',
  )
    .argument("<member>", "whose node it is, such as EST")
    .requiredOption("--heard <words>", "the twelve words, or the sixteen groups of digits, as you heard them")
    .action((member: string, options: PeerOptions & { readonly heard: string }) =>
      onNode(options, terminal, async (node) => {
        const tending = await tendingOf(node);
        const { heard } = options;
        const peer = await node.database.transact((tx) => pairPeer(tx, tending, { member, heard }));
        const { words } = spellOwn(tending.own);
        if (options.json === true)
          terminal.printJson({ member, fingerprint: peer.fingerprint, ownWords: words });
        else
          terminal.print(
            `The node of ${member} is confirmed here. Letters go when a person there has confirmed this one too: read these words to them: ${words}`,
          );
      }),
    );
  add(
    "tls",
    "Write down which certificates a node is asked for, and what this node shows it. Without options: none.",
    "entente peer tls GBR --authorities gbr-ca.pem --certificate est.pem --key est.key --shows gbr.pem",
  )
    .argument("<member>", "whose node it is")
    .option(
      "--authorities <file>",
      "PEM of who signs its certificate, believed in place of the machine's own",
    )
    .option("--certificate <file>", "PEM of the certificate that this node shows it")
    .option("--key <file>", "PEM of the key of that certificate")
    .option("--shows <file>", "PEM of the certificate that it has to show here; this node speaks TLS itself")
    .action((member: string, options: PeerOptions & TlsOptions) =>
      onNode(options, terminal, async (node) => {
        const { authorities = null, certificate = null, key = null, shows = null } = options;
        const tls = await setPeerTls(node.folder, member, { authorities, certificate, key, shows });
        const said = {
          ...{ member, ownAuthorities: tls.authorities === null, shown: tls.identity !== null },
          asked: tls.clientKey,
        };
        if (options.json === true) terminal.printJson(said);
        else
          terminal.print(
            `${member}: ${said.ownAuthorities ? "the machine's authorities are believed" : "only the authorities of that file are believed"}; this node shows it ${said.shown ? "its certificate" : "none"}; it ${said.asked === null ? "is asked for none" : "has to show the one that was named"}.`,
          );
      }),
    );
  add(
    "renew",
    "Make new keys for this node. Each node it is paired with is told by a letter that the old keys sign.",
    "entente peer renew",
  )
    .option(
      "--stolen",
      "the old keys were lost or stolen: every pairing ends, and each is made anew, by voice",
    )
    .action((options: PeerOptions & { readonly stolen?: true }) =>
      onNode(options, terminal, async (node) => {
        const at = readInstant(new Date().toISOString());
        const now = () => readInstant(new Date().toISOString());
        const anew = options.stolen === true;
        const own = await renewKeys({ ...node, now }, { by: "node", at, anew });
        if (options.json === true)
          terminal.printJson({ fingerprint: own.party.node, keys: own.generations[0].number, anew });
        else
          terminal.print(
            anew
              ? "The new keys are here, and every pairing has ended. Tell the persons who run the other nodes by voice to end theirs, and pair anew: entente peer card."
              : "The new keys are here. Letters tell each node that is paired, and each is written to with them once it has confirmed: entente peer sync.",
          );
      }),
    );
  add("end", "End what two nodes had: nothing is taken and nothing written any more.", "entente peer end EST")
    .argument("<member>", "whose node it is")
    .action((member: string, options: PeerOptions) =>
      onNode(options, terminal, async (node) => {
        const tending = await tendingOf(node);
        await node.database.transact((tx) => endPeer(tx, tending, member));
        if (options.json === true) terminal.printJson({ member, ended: true });
        else
          terminal.print(
            `The node of ${member} is ended here. Its letters stay; tell the persons who run it.`,
          );
      }),
    );
}

function addLooking(add: Add, terminal: Terminal): void {
  add("list", "Every node this one knows, and how it stands with it.", "entente peer list").action(
    (options: PeerOptions) =>
      onNode(options, terminal, async (node) => {
        const peers = await node.database.read(examinePeers);
        if (options.json === true) terminal.printJson({ peers });
        else for (const line of formatTable([HEADER, ...peers.map(describe)])) terminal.print(line);
      }),
  );
  add(
    "sync",
    "Bring a node its letters now, and fetch its own. Exit code 1 when that does not succeed.",
    "entente peer sync EST",
  )
    .argument("[member]", "whose node it is; without it, every node that is paired")
    .action((member: string | undefined, options: PeerOptions) =>
      onNode(options, terminal, async (node) => {
        const peers = (await node.database.read(examinePeers)).filter(
          (peer) =>
            ["asked", "paired"].includes(peer.state) && (member === undefined || peer.member === member),
        );
        if (peers.length === 0)
          throw new ServerError(
            "NOT_FOUND",
            "No such node is paired with this one. Pair it first: entente peer pair.",
          );
        const services = { ...node, now: () => readInstant(new Date().toISOString()) };
        const synced = [];
        for (const { fingerprint } of peers) synced.push(await syncPeer(services, fingerprint));
        if (options.json === true) terminal.printJson({ synced });
        else
          for (const one of synced)
            terminal.print(
              one.trouble === null
                ? `${one.member}: ${one.brought} letters brought, ${one.fetched} fetched, ${one.waiting} waiting.`
                : `${one.member}: ${one.trouble.code}: ${one.trouble.said}`,
            );
        if (synced.some(({ trouble }) => trouble !== null)) process.exitCode = EXIT_NO;
      }),
    );
  add(
    "doctor",
    "What is in the way between nodes, why, and who can help. Exit code 1 when something is.",
    "entente peer doctor EST",
  )
    .argument("[member]", "whose node it is; without it, every node")
    .action((member: string | undefined, options: PeerOptions) =>
      onNode(options, terminal, async (node) => {
        const peers = (await node.database.read(examinePeers)).filter(
          (peer) => member === undefined || peer.member === member,
        );
        if (options.json === true) terminal.printJson({ peers });
        else for (const line of peers.flatMap(diagnose)) terminal.print(line);
        if (peers.some(({ findings }) => findings.length > 0)) process.exitCode = EXIT_NO;
      }),
    );
}

const HEADER = ["member", "state", "waiting", "held", "last heard", "address"];

function describe({ member, state, waiting, held, heardAt, address }: PeerHealth): readonly string[] {
  return [member, state, String(waiting), String(held), heardAt ?? "never", address ?? "by stick"];
}

function diagnose({ member, state, findings, troubles }: PeerHealth): readonly string[] {
  const now = findings.map(({ code, said }) => `  now: ${code}: ${said}`);
  const before = troubles.map(({ at, side, code, said }) => `  ${at} ${side}: ${code}: ${said}`);
  return [`${member}: ${state}${findings.length === 0 ? ", nothing is in the way" : ""}`, ...now, ...before];
}

async function readCard(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new ServerError(
      "FILE_UNREADABLE",
      `${file} cannot be read. Name the file of the other node's card.`,
      { cause },
    );
  }
}

async function tendingOf(node: Node) {
  return { own: await openOwnNode(node), by: "node", at: readInstant(new Date().toISOString()) };
}

const onNode = (
  options: PeerOptions,
  terminal: Terminal,
  work: (node: Node) => Promise<void>,
): Promise<void> => withNode({ data: options.data, terminal, open: openExerciseNode }, work);
