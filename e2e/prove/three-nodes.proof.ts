// Three nodes, each a process with a database of its own, over links that lose, delay, repeat, cut off and part, with clocks
// that are wrong, and killed in between: when the links are sound again, each holds the same letters, everything that was said
// was done once, and no link ever carried a word that could be read.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Proof } from "./contract.ts";
import { openLink, SOUND } from "./faulty-link.ts";
import type { Link } from "./faulty-link.ts";
import type { PeerOrder } from "./peer-process.ts";
import type { PeerState } from "./peer-state.ts";
import { createRandom } from "./random.ts";

const [LEAD, ALLIES] = ["GBR", ["EST", "DEU"]] as const;
const MEMBERS = [LEAD, ...ALLIES];
/** How long nodes may need to agree once their links are sound. The longest wait between tries in a schedule is far below. */
const AGREE_MS = 90_000;
const canary = (what: string): string => `Kanarienvogel-${what}-${"x".repeat(12)}`;
const CANARIES = { EST: canary("EST"), DEU: canary("DEU"), nobody: canary("nobody"), ask: canary("ask") };

export const proof: Proof = {
  name: "three-nodes",
  claim: "nodes over bad links agree in the end, everything said is done once, and a link shows nothing",
  smallCases: 10,
  defaultCases: 1000,
  run: async ({ cases, seed, report }) => {
    const random = createRandom(seed);
    const world = await openWorld(random);
    let failures = 0;
    let counterExample: unknown = null;
    let bytes = 0;
    try {
      await world.begin();
      for (let turn = 0; turn < cases; turn += 1) {
        const steps = await runSchedule(world, random, turn);
        const { fault, captured } = await judge(world);
        bytes += captured;
        if (fault !== null) {
          failures += 1;
          counterExample ??= { turn, steps, fault };
        }
        report(
          `${Math.round(performance.now() / 1000)} s: schedule ${turn + 1}: ${steps.join(" ")}${fault === null ? "" : `: ${fault}`}`,
        );
      }
      report(`${bytes} bytes were captured. ${world.describe()}`);
    } finally {
      await world.close();
    }
    return { cases, failures, counterExample };
  },
};

interface Running {
  readonly member: string;
  readonly port: number;
  readonly folder: string;
  process: ChildProcess | null;
  asks: Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>;
  next: number;
}

interface World {
  readonly links: ReadonlyMap<string, Link>;
  /** What each member said to the lead that is to be done there, in order. */
  readonly said: Map<string, string[]>;
  /** Texts that no link may show. */
  readonly secrets: string[];
  readonly begin: () => Promise<void>;
  readonly tell: (member: string, order: PeerOrder["do"], given?: Record<string, string>) => Promise<unknown>;
  readonly kill: (member: string) => Promise<void>;
  readonly start: (member: string) => Promise<void>;
  readonly describe: () => string;
  readonly close: () => Promise<void>;
}

async function openWorld(random: () => number): Promise<World> {
  const home = await mkdtemp(join(tmpdir(), "entente-three-"));
  const passphrase = join(home, "passphrase");
  await writeFile(passphrase, "a passphrase for this proof alone, and of some length\n", { mode: 0o600 });
  const nodes = new Map<string, Running>();
  for (const member of MEMBERS)
    nodes.set(member, {
      ...{ member, port: await findPort(), folder: join(home, member) },
      ...{ process: null, asks: new Map(), next: 0 },
    });
  const links = new Map<string, Link>();
  for (const ally of ALLIES)
    for (const [from, to] of [
      [LEAD, ally],
      [ally, LEAD],
    ] as const)
      links.set(`${from}>${to}`, await openLink(of(nodes, to).port, random));
  const start = (member: string): Promise<void> => begin(of(nodes, member), { passphrase, random });
  const tell: World["tell"] = (member, order, given = {}) => ask(of(nodes, member), order, given);
  return {
    ...{
      links,
      said: new Map(ALLIES.map((ally) => [ally, []])),
      secrets: Object.values(CANARIES),
      tell,
      start,
    },
    begin: async () => {
      await Promise.all(MEMBERS.map(start));
      const cards = new Map<string, { card: string; words: string }>();
      for (const member of MEMBERS)
        cards.set(member, (await tell(member, "card")) as { card: string; words: string });
      for (const [name] of links) {
        const [from = "", to = ""] = name.split(">");
        const { card = "", words = "" } = cards.get(to) ?? {};
        const address = `http://127.0.0.1:${links.get(name)?.port ?? 0}`;
        await tell(from, "pair", { card, member: to, heard: words, address });
      }
      await tell(LEAD, "case", CANARIES);
      for (const ally of ALLIES) await until(async () => (await stateOf(tell, ally)).foreign === 1);
    },
    kill: async (member) => {
      const node = of(nodes, member);
      const { process } = node;
      if (process === null) return;
      const gone = new Promise((resolve) => process.once("exit", resolve));
      process.kill("SIGKILL");
      await gone;
      for (const { reject } of node.asks.values()) reject(new Error("killed"));
      node.asks.clear();
      node.process = null;
    },
    describe: () => [...links].map(([name, { counts }]) => `${name} ${JSON.stringify(counts)}`).join("; "),
    close: async () => {
      for (const node of nodes.values())
        if (node.process !== null) {
          const { process } = node;
          const gone = new Promise((resolve) => process.once("exit", resolve));
          process.stdin?.write(`${JSON.stringify({ id: -2, do: "stop", with: {} })}\n`);
          const late = setTimeout(() => process.kill("SIGKILL"), 15_000);
          await gone;
          clearTimeout(late);
        }
      for (const link of links.values()) await link.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

const script = fileURLToPath(new URL("peer-process.ts", import.meta.url));

/** Starts it with a clock that is wrong by up to two minutes either way. */
async function begin(
  node: Running,
  { passphrase, random }: { readonly passphrase: string; readonly random: () => number },
): Promise<void> {
  const skew = Math.round((random() - 0.5) * 240_000);
  const child = spawn(
    process.execPath,
    [
      ...["--conditions=source", "--disable-warning=ExperimentalWarning", script],
      ...[node.folder, node.member, String(node.port), passphrase, String(skew)],
    ],
    { stdio: ["pipe", "pipe", "pipe"] },
  );
  let trouble = "";
  child.stderr.on("data", (piece: Buffer) => (trouble = (trouble + piece.toString()).slice(-4000)));
  node.process = child;
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code) =>
      reject(new Error(`the node of ${node.member} ended with ${code}: ${trouble}`)),
    );
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (!line.startsWith('{"id"')) return;
      const { id, ok, value } = JSON.parse(line) as { id: number; ok: boolean; value: unknown };
      if (id === -1) resolve();
      const waiting = node.asks.get(id);
      node.asks.delete(id);
      if (ok) waiting?.resolve(value);
      else waiting?.reject(new Error(String(value)));
    });
  });
}

function ask(node: Running, order: PeerOrder["do"], given: Record<string, string>): Promise<unknown> {
  const id = (node.next += 1);
  return new Promise((resolve, reject) => {
    node.asks.set(id, { resolve, reject });
    node.process?.stdin?.write(`${JSON.stringify({ id, do: order, with: given })}\n`);
    if (node.process === null) reject(new Error("not running"));
  });
}

/** What happens in one schedule: things that are said while links are bad and nodes die. Gives it in words. */
async function runSchedule(world: World, random: () => number, turn: number): Promise<readonly string[]> {
  const steps: string[] = [];
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  for (const link of world.links.values())
    link.set({
      ...{ drop: random() * 0.5, cut: random() * 0.5, repeat: random() * 0.6, delay: random() * 150 },
      parted: random() < 0.25,
    });
  const bundles: { readonly to: string; readonly bytes: string }[] = [];
  for (let step = 0; step < 6; step += 1) {
    const ally = pick(ALLIES);
    // A killed node takes long to come back, so it is every fourth schedule that has one.
    const dies = turn % 4 === 3 && step === 3;
    const what = dies
      ? "kill"
      : pick(["question", "position", "question", "nonsense", "answer", "stick", "wait"]);
    steps.push(`${what}:${ally}`);
    const text = `${canary(what)}-${turn}-${step}`;
    world.secrets.push(text);
    if (what === "kill") {
      const member = pick(MEMBERS);
      await world.kill(member);
      await world.start(member);
    } else if (what === "wait") await pause(random() * 1500);
    else if (what === "stick") {
      // What is written to a stick arrives in any order and as often as one likes.
      const [from, to] = random() < 0.5 ? [LEAD, ally] : [ally, LEAD];
      bundles.push({ to, bytes: String(await world.tell(from, "bundle", { member: to })) });
    } else if (what === "answer") await world.tell(LEAD, "answer", { what, text, member: ally });
    else if ((await world.tell(ally, "say", { what, text })) === true && what !== "nonsense")
      world.said.get(ally)?.push(`${what} ${text}`);
  }
  for (const { to, bytes } of [...bundles, ...bundles].sort(() => random() - 0.5))
    await world.tell(to, "receive", { bundle: bytes });
  return steps;
}

/** Null when all agree, once links are sound. */
async function judge(world: World): Promise<{ readonly fault: string | null; readonly captured: number }> {
  for (const link of world.links.values()) link.set(SOUND);
  let fault: string | null = "nothing was compared";
  await until(async () => {
    fault = await compare(world);
    return fault === null;
  }).catch(() => undefined);
  const pieces = [...world.links.values()].flatMap((link) => link.take());
  const all = Buffer.concat(pieces);
  const shown = world.secrets.filter((secret) =>
    [secret, Buffer.from(secret).toString("base64url").slice(0, -3)].some((form) => all.includes(form)),
  );
  if (shown.length > 0) fault = `a link shows ${shown.join(", ")}`;
  return { fault, captured: all.length };
}

async function compare(world: World): Promise<string | null> {
  const lead = await stateOf(world.tell, LEAD);
  for (const ally of ALLIES) {
    const other = ALLIES.find((one) => one !== ally) ?? "";
    const state = await stateOf(world.tell, ally, [CANARIES.nobody, CANARIES[other as "EST"]]);
    if (state.found.length > 0) return `${ally} was sent ${state.found.join(", ")}`;
    const [here, there] = [lead.streams[ally], state.streams[LEAD]];
    if (here === undefined || there === undefined) return `${ally} is not paired`;
    if (lead.stopped.length + state.stopped.length > 0) return `a stream stopped: ${ally}`;
    if (here.held + there.held > 0) return `letters are held between ${LEAD} and ${ally}`;
    if (here.acknowledged !== here.written || there.acknowledged !== there.written)
      return `letters wait between ${LEAD} and ${ally}`;
    if (here.out.join() !== there.in.join()) return `what ${LEAD} wrote is not what ${ally} has`;
    if (there.out.join() !== here.in.join()) return `what ${ally} wrote is not what ${LEAD} has`;
    const [done, said] = [lead.done[ally] ?? [], world.said.get(ally) ?? []];
    if ([...done].sort().join("\n") !== [...said].sort().join("\n"))
      return `${ally} said ${said.length} things and ${done.length} were done`;
  }
  return null;
}

async function stateOf(
  tell: World["tell"],
  member: string,
  needles: readonly string[] = [],
): Promise<PeerState> {
  return (await tell(member, "state", { needles: needles.join("\n") })) as PeerState;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + AGREE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error("it did not come to hold");
    await pause(250);
  }
}

function of(nodes: ReadonlyMap<string, Running>, member: string): Running {
  const node = nodes.get(member);
  if (node === undefined) throw new Error(`there is no node of ${member}`);
  return node;
}

async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
