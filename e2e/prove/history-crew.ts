// The processes of a history: one node that serves a data folder, and some that work beside it. Each can be killed, stopped
// for a while, or have its connections to the database cut; what is killed is started again.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Answer, Order } from "./history-orders.ts";

const NODE_FLAGS = ["--conditions=source", "--disable-warning=ExperimentalWarning"];
const pathOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** A process that answers lines with lines, under the number each carries. */
export class Worker {
  readonly #program: string;
  readonly #args: readonly string[];
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #child: ChildProcess | null = null;
  #complaints = "";
  #asked = 0;

  constructor(program: string, args: readonly string[]) {
    this.#program = pathOf(program);
    this.#args = args;
  }

  /** Starts it and waits until it is ready. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [...NODE_FLAGS, this.#program, ...this.#args], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.#child = child;
    this.#complaints = "";
    child.stderr.on("data", (chunk: Buffer) => (this.#complaints += chunk.toString()));
    const ready = new Promise<void>((resolve, reject) => {
      createInterface({ input: child.stdout }).on("line", (line) => {
        const answer = JSON.parse(line) as Answer;
        if (answer.id === -1) resolve();
        this.#waiting.get(answer.id)?.(answer);
        this.#waiting.delete(answer.id);
      });
      child.once("exit", () => {
        reject(new Error(`a process ended before it was ready: ${this.#complaints}`));
        if (this.#child === child) this.#child = null;
        for (const [id, give] of this.#waiting)
          give({ id, outcome: "unknown", code: null, value: "the process was killed" });
        this.#waiting.clear();
      });
    });
    child.stdin.on("error", () => undefined);
    await ready;
  }

  get alive(): boolean {
    return this.#child !== null;
  }

  /** Has it do something; `unknown` when it is killed first, `refused` where it is not running: nobody did anything then. */
  async ask(given: Omit<Order, "id">): Promise<Answer> {
    const order: Order = { ...given, id: (this.#asked += 1) };
    const child = this.#child;
    if (child?.stdin === null || child?.stdin === undefined)
      return { id: order.id, outcome: "refused", code: "NOT_RUNNING", value: null };
    const answered = new Promise<Answer>((give) => this.#waiting.set(order.id, give));
    child.stdin.write(`${JSON.stringify(order)}\n`);
    return answered;
  }

  signal(name: NodeJS.Signals): void {
    this.#child?.kill(name);
  }

  async kill(name: NodeJS.Signals = "SIGKILL"): Promise<void> {
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGCONT");
    child.kill(name);
    await ended;
  }

  /** Ends it as a person would. */
  async stop(): Promise<void> {
    await this.kill("SIGTERM");
  }
}
