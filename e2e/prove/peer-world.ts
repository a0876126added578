// Three nodes and the links between them: started, told what to do, killed and started again.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { startForeignServer } from "../../packages/server/src/storage/fixtures/servers.ts";
import { openLink } from "./faulty-link.ts";
import { openWay } from "./database-way.ts";
import type { Link } from "./faulty-link.ts";
import { findPort, openGround } from "./peer-ground.ts";
import type { PeerOrder, PeerSetting } from "./peer-process.ts";

export const LEAD = "GBR";
export const ALLIES = ["EST", "DEU"] as const;
export const MEMBERS = [LEAD, ...ALLIES] as const;
/** The member whose database goes on when its node is killed; the others' die with their nodes. */
const OUTSIDE = "EST";

export type Tell = (
  member: string,
  order: PeerOrder["do"],
  given?: Readonly<Record<string, unknown>>,
) => Promise<unknown>;

export interface World {
  /** By "FROM>TO": requests of the one to the other, and their answers. */
  readonly links: ReadonlyMap<string, Link>;
  readonly described: string;
  /** What the place of the links is called among nodes, and where it is. */
  readonly name: string;
  readonly near: string;
  readonly tell: Tell;
  readonly isUp: (member: string) => boolean;
  /** Kill -9. */
  readonly kill: (member: string) => Promise<void>;
  readonly start: (member: string, skew: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Running {
  readonly setting: Omit<PeerSetting, "skew">;
  readonly within: readonly string[];
  process: ChildProcess | null;
  isReady: boolean;
  asks: Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>;
  next: number;
}

/** Opens it with every node running and paired with those it writes to. */
export async function openWorld(random: () => number): Promise<World> {
  const home = await mkdtemp(join(tmpdir(), "entente-three-"));
  const ground = openGround(MEMBERS);
  const passphraseFile = join(home, "passphrase");
  await writeFile(passphraseFile, "a passphrase for this proof alone, and of some length\n", { mode: 0o600 });
  const outside = await startForeignServer(null);
  // A node takes a database without TLS from its own machine alone: in a namespace, over a way that ends there.
  const isApart = ground.near !== "127.0.0.1";
  const way = isApart
    ? await openWay({ host: ground.near, port: 0 }, { host: "127.0.0.1", port: outside.port })
    : null;
  const nodes = new Map<string, Running>();
  for (const member of MEMBERS) {
    const databaseUrl = member === OUTSIDE ? await outside.createDatabase() : null;
    const databaseWay = databaseUrl === null || way === null ? null : { host: ground.near, port: way.port };
    const listenAt = { host: ground.hostOf(member), port: await findPort() };
    nodes.set(member, {
      setting: {
        ...{
          member,
          listenAt,
          origin: ground.originOf(listenAt.port),
          passphraseFile,
          databaseUrl,
          databaseWay,
        },
        dataFolder: join(home, member),
      },
      within: ground.within(member),
      ...{ process: null, isReady: false, asks: new Map(), next: 0 },
    });
  }
  const links = new Map<string, Link>();
  for (const from of MEMBERS)
    for (const to of MEMBERS.filter((one) => one !== from))
      links.set(
        `${from}>${to}`,
        await openLink(of(nodes, to).setting.listenAt, { host: ground.near, name: ground.name, random }),
      );
  const world: World = {
    ...{ links, described: ground.described, name: ground.name, near: ground.near },
    tell: (member, order, given = {}) => ask(of(nodes, member), order, given),
    isUp: (member) => of(nodes, member).isReady,
    start: (member, skew) => begin(of(nodes, member), skew),
    kill: (member) => kill(of(nodes, member)),
    close: async () => {
      await Promise.all([...nodes.values()].map(stop));
      for (const link of links.values()) await link.close();
      way?.close();
      await outside.stop();
      ground.close();
      await rm(home, { recursive: true, force: true });
    },
  };
  try {
    await Promise.all(MEMBERS.map((member) => world.start(member, 0)));
    await pairAll(world);
    return world;
  } catch (error) {
    await world.close();
    throw error;
  }
}

interface NodeCard {
  readonly card: string;
  readonly words: string;
  /** Keys of its ledger, and of itself as a witness. */
  readonly ledger: string;
  readonly witness: readonly string[];
}

async function pairAll({ tell, links }: World): Promise<void> {
  const cards = new Map<string, NodeCard>();
  for (const member of MEMBERS) cards.set(member, (await tell(member, "card")) as NodeCard);
  for (const [name, { address }] of links) {
    const [from = "", to = ""] = name.split(">");
    const { card = "", words = "" } = cards.get(to) ?? {};
    await tell(from, "pair", { card, member: to, heard: words, address });
  }
  // The allies witness the lead's ledger, with both keys of each.
  const { ledger: vkey = "" } = cards.get(LEAD) ?? {};
  const names = ALLIES.flatMap((ally) =>
    (cards.get(ally)?.witness ?? []).map((key, index) => [`${ally}-${index}`, key, ally] as const),
  );
  const witnesses = names.map(([name, key, ally]) => `witness ${name} ${key} entente-peer:${ally}\n`);
  const every = names.map(([name]) => name).join(" ");
  const policy = `log ${vkey}\n${witnesses.join("")}group every all ${every}\nquorum every\n`;
  for (const ally of ALLIES) await tell(ally, "witness", { vkey });
  await tell(LEAD, "witnessed-by", { policy });
}

const script = fileURLToPath(new URL("peer-process.ts", import.meta.url));

async function begin(node: Running, skew: number): Promise<void> {
  const program = [
    ...[process.execPath, "--conditions=source", "--disable-warning=ExperimentalWarning", script],
    JSON.stringify({ ...node.setting, skew } satisfies PeerSetting),
  ];
  const [command = "", ...args] = [...node.within, ...program];
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
  node.process = child;
  let trouble = "";
  child.stderr.on("data", (piece: Buffer) => (trouble = (trouble + piece.toString()).slice(-4000)));
  child.stdin.on("error", () => undefined);
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code) => {
      const ended = new Error(`the node of ${node.setting.member} ended with ${code}: ${trouble}`);
      for (const { reject: refuse } of node.asks.values()) refuse(ended);
      node.asks.clear();
      if (node.process === child) [node.process, node.isReady] = [null, false];
      reject(ended);
    });
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (!line.startsWith('{"id"')) return;
      const { id, ok, value } = JSON.parse(line) as { id: number; ok: boolean; value: unknown };
      if (id === -1) {
        node.isReady = true;
        resolve();
      }
      const waiting = node.asks.get(id);
      node.asks.delete(id);
      if (ok) waiting?.resolve(value);
      else waiting?.reject(new Error(String(value)));
    });
  });
}

function ask(
  node: Running,
  order: PeerOrder["do"],
  given: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const id = (node.next += 1);
  return new Promise((resolve, reject) => {
    if (!node.isReady) {
      reject(new Error(`the node of ${node.setting.member} is not running`));
      return;
    }
    node.asks.set(id, { resolve, reject });
    node.process?.stdin?.write(`${JSON.stringify({ id, do: order, with: given })}\n`);
  });
}

async function kill(node: Running): Promise<void> {
  const { process: child } = node;
  if (child === null) return;
  [node.process, node.isReady] = [null, false];
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

async function stop(node: Running): Promise<void> {
  const { process: child } = node;
  if (child === null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  if (!node.isReady) child.kill("SIGKILL");
  child.stdin?.write(`${JSON.stringify({ id: -2, do: "stop", with: {} })}\n`);
  const late = setTimeout(() => child.kill("SIGKILL"), 15_000);
  await gone;
  clearTimeout(late);
}

function of(nodes: ReadonlyMap<string, Running>, member: string): Running {
  const node = nodes.get(member);
  if (node === undefined) throw new Error(`there is no node of ${member}`);
  return node;
}
