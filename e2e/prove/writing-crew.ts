// Writers outside a node: each sends one act after the other and writes down, on its own side, what was acknowledged. And the
// judge of what they wrote down, who reads the database itself, past everything the node says.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { compiledOnce } from "../../packages/server/src/compiled.fixture.ts";
import { openStorageBesideAsItIs } from "../../packages/server/src/storage/index.ts";
import { WRITING_MEMBERS } from "./writing-case.ts";
import type { WritingAnswer, WritingOrder } from "./writing-case.ts";

export interface WritingNode {
  readonly child: ChildProcess;
  readonly pid: number;
  /** From its start until it takes orders. */
  readonly openMs: number;
  readonly ended: Promise<void>;
  readonly send: (order: WritingOrder) => Promise<WritingAnswer>;
}

/** How a node is started: the words before `writing-node.ts`, and what the process is given. */
export interface Launch {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export const PLAIN_LAUNCH: Launch = { command: [], environment: {} };

/** What a start came to: an open node, or why there is none. `child` is there at once, to be killed while it opens. */
export interface Starting {
  readonly child: ChildProcess;
  readonly opened: Promise<WritingNode | WritingAnswer | null>;
}

/** `opened` is null where it was killed before it was open, an answer with a code where it refused. */
export function startWritingNode(
  dataFolder: string,
  { command, environment }: Launch,
  preload: readonly string[] = [],
): Starting {
  const started = performance.now();
  const words = [
    ...command,
    process.execPath,
    ...["--conditions=source", "--disable-warning=ExperimentalWarning"],
    ...preload,
    ...[resolve("e2e/prove/writing-node.ts"), dataFolder],
  ];
  const [program = "", ...args] = words;
  const child = spawn(program, args, {
    stdio: ["pipe", "pipe", "inherit"],
    // Under a program that watches its calls, a node makes none but its own.
    env: {
      PATH: process.env["PATH"] ?? "",
      ...(command.length === 0 ? compiledOnce : {}),
      ...environment,
    },
  });
  const waiting = new Map<number, (answer: WritingAnswer) => void>();
  const ended = new Promise<void>((done) => child.once("close", () => done()));
  const end = (id: number): WritingAnswer => ({ id, code: "ENDED", message: "the node ended" });
  void ended.then(() => waiting.forEach((take, id) => take(end(id))));
  child.stdin.on("error", () => undefined);
  const send = (order: WritingOrder): Promise<WritingAnswer> =>
    new Promise((take) => {
      if (child.exitCode !== null || child.signalCode !== null) take(end(order.id));
      else {
        waiting.set(order.id, take);
        child.stdin.write(`${JSON.stringify(order)}\n`);
      }
    });
  const opened = new Promise<WritingNode | WritingAnswer | null>((take) => {
    void ended.then(() => take(null));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const answer = JSON.parse(line) as WritingAnswer;
      if (answer.id === -1) {
        const openMs = performance.now() - started;
        take(answer.code === null ? { child, pid: child.pid ?? 0, openMs, ended, send } : answer);
      } else {
        waiting.get(answer.id)?.(answer);
        waiting.delete(answer.id);
      }
    });
  });
  return { child, opened };
}

/** What one crew was told is kept. */
export interface Acknowledged {
  readonly questions: Set<string>;
  readonly pledges: Set<string>;
}

export interface Crew {
  readonly acknowledged: Acknowledged;
  /** What each order was, by its id: the list it would be written down in, and as what. */
  readonly orders: ReadonlyMap<number, { readonly list: keyof Acknowledged; readonly text: string }>;
  /** How many acts were answered with a refusal the node may give when its database goes away. */
  readonly refused: () => number;
  /** Every answer that says neither done nor one of those refusals. */
  readonly strange: WritingAnswer[];
  /** Writes with all writers until the node ends or `stop` says so. */
  readonly write: (node: WritingNode, stop: AbortSignal) => Promise<void>;
}

/** What a node may answer when its database goes away under it: nothing was done, or nobody knows. */
const EXPECTED = new Set(["DATABASE_OUTCOME_UNKNOWN", "DATABASE_UNREACHABLE", "DATABASE_BUSY", "ENDED"]);

export function createCrew(): Crew {
  const acknowledged: Acknowledged = { questions: new Set(), pledges: new Set() };
  const strange: WritingAnswer[] = [];
  const orders = new Map<number, { readonly list: keyof Acknowledged; readonly text: string }>();
  let next = 1;
  let refused = 0;
  const members = WRITING_MEMBERS.slice(1);
  const write = async (node: WritingNode, stop: AbortSignal): Promise<void> => {
    const work = async (member: string, turn: number): Promise<void> => {
      for (let done = turn; !stop.aborted; done += 1) {
        const id = (next += 1);
        const act = done % 2 === 0 ? "question" : "pledge";
        const text = act === "question" ? `${member} asks ${id}` : String(id + 1);
        const order = {
          list: act === "question" ? "questions" : "pledges",
          text: `${member}/${text}`,
        } as const;
        // Before it is sent: what was acknowledged is looked up by whoever reads the trace, whether or not the answer came here.
        orders.set(id, order);
        const { code, message } = await node.send({ id, member, act, text });
        if (code === null) acknowledged[order.list].add(order.text);
        else if (EXPECTED.has(code)) refused += 1;
        else strange.push({ id, code, message });
        if (code === "ENDED") return;
        if (code !== null) await pause(10);
      }
    };
    await Promise.all(members.map(work));
  };
  return { acknowledged, strange, orders, refused: () => refused, write };
}

export interface Judgement {
  /** Acknowledged, and not there. */
  readonly lost: readonly string[];
  /** A row without its journal row, a leaf without its pledge, and the like. */
  readonly halves: readonly string[];
  readonly questions: number;
  readonly pledges: number;
}

const HALVES = [
  ["questions and their journal rows", "SELECT count(*) FROM entente.question", "question.ask"],
  ["pledges and their journal rows", "SELECT count(*) FROM entente.pledge_version", "pledge.place"],
] as const;

/** Reads the database of a data folder, beside its node or alone, and compares it with what was written down. */
export async function judge(dataFolder: string, { questions, pledges }: Acknowledged): Promise<Judgement> {
  const storage = await openStorageBesideAsItIs({ dataFolder, databaseUrl: null, note: () => undefined });
  try {
    const owner = await storage.connectOwner();
    try {
      await owner.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      const list = async (query: string): Promise<string[]> =>
        (await owner.query<{ text: string }>(query)).rows.map(({ text }) => text);
      const asked = await list(
        "SELECT split_part(asked_by, '/', 1) || '/' || text AS text FROM entente.question",
      );
      const placed = await list(
        "SELECT member || '/' || (levels #>> '{0,measures,0,count}') AS text FROM entente.pledge_version",
      );
      const [there, stand] = [new Set(asked), new Set(placed)];
      const lost = [
        ...[...questions].filter((text) => !there.has(text)),
        ...[...pledges].filter((text) => !stand.has(text)),
      ];
      const halves: string[] = [];
      const count = async (query: string, values: readonly unknown[]): Promise<number> =>
        Number((await owner.query<{ count: number }>(query, [...values])).rows[0]?.count);
      for (const [what, query, action] of HALVES) {
        const rows = await count(query, []);
        const journal = await count("SELECT count(*) FROM entente.journal WHERE action = $1", [action]);
        if (rows !== journal) halves.push(`${what}: ${rows} and ${journal}`);
      }
      const leaves = await count("SELECT count(*) FROM entente.ledger_leaf", []);
      const openings = await count(
        `SELECT count(*) FROM entente.pledge_version p
         JOIN entente.commitment c ON c.leaf_index = p.leaf_index AND c.kind = 'pledge'`,
        [],
      );
      const hashes = await count(
        "SELECT coalesce(sum(octet_length(hashes)) / 32, 0) AS count FROM entente.ledger_tile WHERE level = 0",
        [],
      );
      for (const [what, number] of Object.entries({ leaves, openings, hashes }))
        if (number !== placed.length) halves.push(`${placed.length} pledges and ${number} ${what}`);
      await owner.query("ROLLBACK");
      return { lost, halves, questions: asked.length, pledges: placed.length };
    } finally {
      await owner.end();
    }
  } finally {
    await storage.close();
  }
}
