// Several processes pledge, change their minds, lock, arm, hold and open at the same time, in any order, while some of them
// are killed, stopped, cut off from the database or wait for one that went away. Whatever happens, what is there in the end
// is what was acknowledged, the lock came to what the pledges said, and packages opened together or not at all.
import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { migrationsFolder, openStorageBeside } from "../../packages/server/src/storage/index.ts";
import type { Storage } from "../../packages/server/src/storage/index.ts";
import type { Proof } from "./contract.ts";
import { Worker } from "./history-crew.ts";
import { checkHistory, isOpening, memberOf } from "./history-check.ts";
import type { Entry } from "./history-check.ts";
import type { ModelCondition, ModelLevel } from "./history-model.ts";
import type { Act, Order } from "./history-orders.ts";
import type { Sides } from "./history-sides.ts";
import { createRandom } from "./random.ts";

const LEAD = "GBR";
const ALLIES = ["DEU", "EST", "FRA", "LTU", "LVA"] as const;
const PROCESSES = 3;
/** Histories in one storm, and how much happens in it. */
const AT_ONCE = 5;
const FAULTS = 6;
const STEPS = { member: 6, lead: 10, opener: 8 } as const;
const START = Date.UTC(2026, 0, 5, 8);

type Random = () => number;
const below = (random: Random, limit: number): number => Math.floor(random() * limit);
const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[below(random, items.length)] as Item;

/** The processes, and the way to hurt them. */
interface Crew {
  readonly node: Worker;
  readonly workers: readonly Worker[];
  readonly home: string;
}

async function startCrew(home: string): Promise<Crew> {
  const data = join(home, "data");
  const node = new Worker("history-node.ts", [data]);
  await node.start();
  const workers = Array.from({ length: PROCESSES }, () => new Worker("history-process.ts", [data]));
  await Promise.all(workers.map((worker) => worker.start()));
  return { node, workers, home };
}

async function stopCrew({ node, workers }: Crew): Promise<void> {
  await Promise.all(workers.map((worker) => worker.kill()));
  await node.stop();
}

/** Brings back whatever is down. */
async function mend({ node, workers }: Crew): Promise<void> {
  if (!node.alive) await node.start();
  for (const worker of workers) {
    if (!worker.alive) await worker.start();
  }
}

/** A node that goes takes everybody with it for seconds, so that it is the rarest. */
const faults = [
  "kill",
  "kill",
  "stop",
  "stop",
  "cut",
  "cut",
  "cut",
  "stall",
  "stall",
  "stall",
  "kill-node",
] as const;

/** Does one thing to the crew that a bad day does; says what. */
async function hurt(crew: Crew, random: Random): Promise<string> {
  const fault = pick(random, faults);
  const worker = pick(random, crew.workers);
  const index = crew.workers.indexOf(worker);
  switch (fault) {
    case "kill":
      await worker.kill();
      await pause(below(random, 50));
      await mend(crew);
      return `process ${index} killed`;
    case "stop": {
      worker.signal("SIGSTOP");
      await pause(50 + below(random, 300));
      worker.signal("SIGCONT");
      return `process ${index} stopped for a while`;
    }
    case "cut":
    case "stall": {
      const storage = await openBeside(crew).catch(() => null);
      if (storage === null) return "nothing, the node was away";
      try {
        return fault === "cut" ? await cut(storage, random) : await stall(storage, random);
      } finally {
        await storage.close();
      }
    }
    case "kill-node":
      await crew.node.kill();
      await pause(below(random, 50));
      // Whoever worked beside it works beside nothing now, and says so until it is started again.
      await Promise.all(crew.workers.map((one) => one.kill()));
      await mend(crew);
      return "the node killed with its database";
  }
}

function openBeside({ home }: Crew): Promise<Storage> {
  const place = { dataFolder: join(home, "data"), databaseUrl: null, note: () => undefined };
  return openStorageBeside({ ...place, migrations: migrationsFolder });
}

/** Ends some connections of the processes, wherever they are in what they do. */
async function cut(storage: Storage, random: Random): Promise<string> {
  const client = await storage.connectOwner();
  try {
    const { rowCount } = await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'entente_app' AND pid <> pg_backend_pid() AND hashtext(pid::text || $1) % 2 = 0",
      [String(random())],
    );
    return `${rowCount ?? 0} connections cut`;
  } catch {
    return "connections cut, ours among them";
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Freezes some connections for a while: whoever waits for an answer gets it late, and others overtake. */
async function stall(storage: Storage, random: Random): Promise<string> {
  const client = await storage.connectOwner();
  try {
    const { rows } = await client.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE usename = 'entente_app' AND pid <> pg_backend_pid()",
    );
    const chosen = rows.filter(() => random() < 0.5).map(({ pid }) => String(pid));
    if (chosen.length === 0) return "nothing to freeze";
    await signalAll("-STOP", chosen);
    await pause(30 + below(random, 200));
    await signalAll("-CONT", chosen);
    return `${chosen.length} connections frozen for a while`;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function signalAll(signal: string, pids: readonly string[]): Promise<void> {
  for (const pid of pids) await promisify(execFile)("kill", [signal, pid]).catch(() => undefined);
}

function drawCondition(random: Random, depth: number): ModelCondition {
  const kind = below(random, depth > 1 ? 4 : 6);
  switch (kind) {
    case 0:
      return { always: true };
    case 1:
      return { members: { atLeast: 1 + below(random, 4) } };
    case 2:
      return { total: { measure: "expulsion", atLeast: 1 + below(random, 12) } };
    case 3:
      return { named: [pick(random, [LEAD, ...ALLIES])] };
    default: {
      const of = [drawCondition(random, depth + 1), drawCondition(random, depth + 1)];
      return kind === 4 ? { all: of } : { any: of };
    }
  }
}

function drawLevels(random: Random): readonly ModelLevel[] {
  let count = 0;
  return Array.from({ length: 1 + below(random, 3) }, () => {
    count += 1 + below(random, 3);
    return { measures: [{ kind: "expulsion", count }], condition: drawCondition(random, 0) };
  });
}

/** The orders of one history: each seat's in its own order, all of them at once. */
class Script {
  readonly entries: Entry[] = [];
  readonly #crew: Crew;
  readonly #slug: string;
  readonly #random: Random;
  #number = 0;
  #clock = 0;

  constructor(crew: Crew, slug: string, random: Random) {
    [this.#crew, this.#slug, this.#random] = [crew, slug, random];
  }

  /** Has some process do it, at an instant of its own. */
  async give(seat: string, act: Order["do"], input: object, worker?: Worker): Promise<Entry> {
    // Thinking takes a while, so that acts lie all over the storm.
    await pause(below(this.#random, 200));
    this.#number += 1;
    const at = new Date(START + this.#number * 60_000).toISOString();
    const order = { slug: this.#slug, seat, do: act, with: input, at };
    const asked = (this.#clock += 1);
    const asks = this.#findRunning(worker).then((one) => one.ask(order));
    const answer = await within(`${act} by ${seat}`, asks);
    const entry = { order, answer, asked, answered: (this.#clock += 1) };
    this.entries.push(entry);
    return entry;
  }

  /** An instant so many acts from now: each act has a minute of its own. */
  #ahead(acts: number): string {
    return new Date(START + (this.#number + acts) * 60_000).toISOString();
  }

  /** The worker that is wanted, or any: one that runs, as soon as there is one. */
  async #findRunning(wanted: Worker | undefined): Promise<Worker> {
    for (;;) {
      const running = this.#crew.workers.filter(
        (one) => one.alive && (wanted === undefined || one === wanted),
      );
      if (running.length > 0) return pick(this.#random, running);
      await pause(20);
    }
  }

  /** Everybody at once. */
  async runAll(): Promise<void> {
    const pledging = [LEAD, ...ALLIES].map((member) => this.runMember(member));
    await Promise.all([...pledging, this.runLead(), this.runOpener()]);
  }

  /** At rest: the lead locks, arms and opens what can still be, so that most histories come to an end; then all look. */
  async finish(): Promise<{
    readonly members: ReadonlyMap<string, Sides>;
    readonly leads: readonly Sides[];
  }> {
    for (const act of ["t-zero.set", "pledges.lock", "t-zero.arm", "t-zero.resume", "t-zero.open"] as const) {
      if (act === "t-zero.open") this.#number += 60;
      await this.give(seatOf(act), act, inputOf(act, this.#ahead(4)));
    }
    const members = new Map<string, Sides>();
    for (const member of ALLIES) members.set(member, await this.look(`${member}/desk`));
    const leads: Sides[] = [];
    for (const worker of this.#crew.workers) leads.push(await this.look(`${LEAD}/desk`, worker));
    return { members, leads };
  }

  async look(seat: string, worker?: Worker): Promise<Sides> {
    const { answer } = await this.give(seat, "look", {}, worker);
    if (answer.outcome !== "done") throw new Error(`${seat} could not look: ${String(answer.value)}`);
    return answer.value as Sides;
  }

  async runMember(member: string): Promise<void> {
    const random = this.#random;
    const seat = `${member}/desk`;
    for (let step = 0; step < STEPS.member; step += 1) {
      const choice = random();
      if (choice < 0.6)
        await this.give(seat, "pledge.place", {
          sealed: random() < 0.3,
          levels: drawLevels(random),
          authority: "minister",
          ...(random() < 0.2 ? { validUntil: this.#ahead(5 + below(random, 40)) } : {}),
        });
      else if (choice < 0.8) await this.give(seat, "pledge.withdraw", {});
      else await this.give(seat, "look", {});
    }
  }

  async runLead(): Promise<void> {
    const random = this.#random;
    await this.give(`${LEAD}/release-authority`, "t-zero.set", {
      instant: this.#ahead(1 + below(random, 30)),
    });
    const acts: readonly Act[] = [
      "pledges.resolve",
      "pledges.lock",
      "pledges.lock",
      "t-zero.arm",
      "t-zero.arm",
      "t-zero.hold",
      "t-zero.resume",
      "t-zero.stand-down",
      "t-zero.set",
    ];
    for (let step = 0; step < STEPS.lead; step += 1) {
      const act = pick(random, acts);
      const instant = this.#ahead(1 + below(random, 30));
      await this.give(seatOf(act), act, inputOf(act, instant));
    }
  }

  async runOpener(): Promise<void> {
    for (let step = 0; step < STEPS.opener; step += 1) {
      const act = pick(this.#random, ["t-zero.open", "t-zero.open", "look", "t-zero.arm"] as const);
      await this.give(seatOf(act), act, {});
    }
  }
}

function inputOf(act: Act, instant: string): object {
  if (act === "t-zero.set") return { instant };
  return act === "t-zero.hold" || act === "t-zero.resume" || act === "t-zero.stand-down"
    ? { reason: "It is asked." }
    : {};
}

function seatOf(act: Order["do"]): string {
  return act === "pledges.resolve" || act === "look" ? `${LEAD}/desk` : `${LEAD}/release-authority`;
}

/** What takes longer than this has come to a stand: that is a failure too, and it is said of what. */
const PATIENCE_MS = 90_000;

async function within<Value>(what: string, work: Promise<Value>): Promise<Value> {
  const limit = new AbortController();
  const late = pause(PATIENCE_MS, undefined, { signal: limit.signal }).then(() => {
    throw new Error(`${what} does not come to an end`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    limit.abort();
    late.catch(() => undefined);
  }
}

interface Outcome {
  readonly slug: string;
  readonly wrong: readonly string[];
  readonly faults: readonly string[];
  readonly entries: readonly Entry[];
}

/** Histories at once, each of a case of its own, in the same storm. */
async function runHistories(crew: Crew, slugs: readonly string[], random: Random): Promise<Outcome[]> {
  const scripts = slugs.map((slug, index) => ({
    slug,
    script: new Script(crew, slug, createRandom(below(random, 2 ** 31) + index)),
  }));
  for (const { slug, script } of scripts) {
    const { answer } = await script.give(`${LEAD}/drafter`, "case.open", {
      slug,
      members: [LEAD, ...ALLIES],
    });
    if (answer.outcome !== "done") throw new Error(`no case: ${String(answer.value)}`);
  }
  const told: string[] = [];
  const calm = new AbortController();
  const rages = (): boolean => !calm.signal.aborted && told.length < FAULTS;
  const storm = (async () => {
    while (rages()) {
      await pause(20 + below(random, 250));
      if (rages()) told.push(await within(`a fault after ${told.join(", ")}`, hurt(crew, random)));
    }
  })();
  await Promise.all(scripts.map(({ script }) => script.runAll()));
  calm.abort();
  await storm;
  await mend(crew);
  return Promise.all(
    scripts.map(async ({ slug, script }) => {
      const sides = await script.finish();
      return {
        ...{ slug, faults: told, entries: script.entries },
        wrong: checkHistory({ lead: LEAD, entries: script.entries, ...sides }),
      };
    }),
  );
}

export const proof: Proof = {
  name: "histories",
  claim:
    "Pledging, locking, arming and opening at once, under kills, pauses and cut connections, loses nothing, counts nothing twice, and opens all or nothing.",
  smallCases: 50,
  defaultCases: 1_000,
  run: async ({ cases, seed, report }) => {
    const home = await mkdtemp(join(tmpdir(), "entente-histories-"));
    // Passable, so that a node run by root keeps its database in here and all of it goes away with the folder.
    await chmod(home, 0o711);
    const crew = await startCrew(home);
    let [failures, acts] = [0, 0];
    const count = { done: 0, refused: 0, unknown: 0, locks: 0, openings: 0 };
    let counterExample: unknown = null;
    try {
      for (let done = 0; done < cases; done += AT_ONCE) {
        const slugs = Array.from(
          { length: Math.min(AT_ONCE, cases - done) },
          (_, at) => `history-${done + at}`,
        );
        const outcomes = await runHistories(crew, slugs, createRandom(seed + done));
        for (const { slug, wrong, faults: told, entries } of outcomes) {
          acts += entries.length;
          for (const { order, answer } of entries) {
            count[answer.outcome] += 1;
            if (answer.outcome === "done" && order.do === "pledges.lock") count.locks += 1;
            if (order.do === "t-zero.open" && isOpening(answer.value)) count.openings += 1;
          }
          if (wrong.length === 0) continue;
          failures += 1;
          counterExample ??= { slug, wrong, faults: told, orders: entries.map(sayEntry) };
          report(`${slug}: ${wrong.join("; ")}`);
        }
        report(`${done + slugs.length} histories, ${acts} acts, ${JSON.stringify(count)}`);
      }
      // A proof in which nothing was ever locked, opened or left unknown has shown nothing.
      if (cases >= 20 && Math.min(count.locks, count.openings, count.unknown) === 0)
        return {
          cases,
          failures: failures + 1,
          counterExample: counterExample ?? { nothingHappened: count },
        };
      return { cases, failures, counterExample };
    } finally {
      await stopCrew(crew);
      await rm(home, { recursive: true, force: true });
    }
  },
};

function sayEntry({ order, answer, asked, answered }: Entry): string {
  return `${asked}-${answered} ${memberOf(order.seat)} ${order.do} ${order.at} ${JSON.stringify(order.with)}: ${answer.outcome} ${answer.code ?? ""}`;
}
