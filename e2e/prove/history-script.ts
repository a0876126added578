// Who does what in a history: each seat in its own order, all of them at once, through whichever process is there.
import { setTimeout as pause } from "node:timers/promises";
import { below, pick } from "./history-chance.ts";
import type { Random } from "./history-chance.ts";
import type { Entry } from "./history-check.ts";
import type { Worker } from "./history-crew.ts";
import type { Crew } from "./history-faults.ts";
import type { ModelCondition, ModelLevel } from "./history-model.ts";
import type { Act, Order } from "./history-orders.ts";
import type { Sides } from "./history-sides.ts";

export const LEAD = "GBR";
export const ALLIES = ["DEU", "EST", "FRA", "LTU", "LVA"] as const;
const STEPS = { member: 6, lead: 10, opener: 8 } as const;
const START = Date.UTC(2026, 0, 5, 8);

/** What takes longer than this has come to a stand: that is a failure too, and it is said of what. */
const PATIENCE_MS = 90_000;

export async function within<Value>(what: string, work: Promise<Value>): Promise<Value> {
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
export class Script {
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
