// npm run prove -- record-deterministic: two nodes that agree on nothing but what they were given write the same record to
// the byte; and a record of which any byte was changed does not verify.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { InputError, PolicyError, VerificationError } from "@entente/core/encoding";
import { verifyRecord } from "@entente/core/record";
import { nodePrimitives, readInput } from "@entente/verifier";
import type { Proof, ProofResult } from "./contract.ts";
import { createRandom } from "./random.ts";
import type { BuildOrder } from "./record-builder.ts";

const builder = fileURLToPath(new URL("record-builder.ts", import.meta.url));
/** Records one pair of processes builds. */
const AT_ONCE = 25;
/** Bytes changed one at a time in each record. */
const TAMPERED = 12;
const DAY = 86_400_000;

interface Setting extends Pick<BuildOrder, "umask" | "clockOff" | "backwards"> {
  readonly environment: Readonly<Record<string, string>>;
}

const SETTINGS: readonly [Setting, Setting] = [
  {
    ...{ umask: 0o022, clockOff: 0, backwards: false },
    environment: { TZ: "UTC", LANG: "C.UTF-8", LC_ALL: "C.UTF-8" },
  },
  {
    ...{ umask: 0o077, clockOff: -4321 * DAY, backwards: true },
    environment: { TZ: "Pacific/Chatham", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
  },
];

type Files = ReadonlyMap<string, Uint8Array>;

export const proof: Proof = {
  name: "record-deterministic",
  claim:
    "Two nodes of other clock, language, zone, umask and order of files write one record to the byte, and no changed byte verifies.",
  smallCases: 4,
  defaultCases: 200,
  run: async ({ cases, seed, report }): Promise<ProofResult> => {
    let [done, failures]: [number, number] = [0, 0];
    let counterExample: unknown = null;
    while (done < cases) {
      const seeds = Array.from(
        { length: Math.min(AT_ONCE, cases - done) },
        (_, index) => (seed + done + index) % 2 ** 31,
      );
      for (const found of await tryAll(seeds)) {
        failures += 1;
        counterExample ??= found;
      }
      done += seeds.length;
      report(`${done} of ${cases} records, ${failures} failures`);
    }
    return { cases: done, failures, counterExample };
  },
};

async function tryAll(seeds: readonly number[]): Promise<readonly unknown[]> {
  const folder = mkdtempSync(join(tmpdir(), "entente-record-"));
  try {
    const homes = SETTINGS.map((_, index) => join(folder, String(index)));
    const failed = await Promise.all(
      SETTINGS.map((setting, index) => build(setting, { seeds, folder: homes[index] ?? "" })),
    );
    const broken = failed.find((why) => why !== null);
    if (broken !== undefined) return [{ seeds, why: broken }];
    return seeds.flatMap((seed) => {
      const [first = new Map<string, Uint8Array>(), second = new Map<string, Uint8Array>()] = homes.map(
        (home) => readFolder(join(home, String(seed))),
      );
      const why = compare(first, second) ?? tryTampered(first, seed);
      return why === null ? [] : [{ seed, why }];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the builder said where it failed; null when it built everything. */
function build(
  { environment, ...rest }: Setting,
  order: Pick<BuildOrder, "seeds" | "folder">,
): Promise<string | null> {
  const words = ["--conditions=source", "--disable-warning=ExperimentalWarning", builder];
  const child = spawn(process.execPath, [...words, JSON.stringify({ ...order, ...rest })], {
    env: { PATH: process.env["PATH"] ?? "", ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => {
      done(code === 0 ? null : said.slice(-2000));
    });
  });
}

function readFolder(path: string): Files {
  const input = readInput(path);
  if (input.kind !== "record") throw new RangeError("a folder is read as a record");
  return input.files;
}

function compare(first: Files, second: Files): string | null {
  const paths = [...new Set([...first.keys(), ...second.keys()])];
  const other = paths.find(
    (path) => Buffer.compare(first.get(path) ?? Buffer.of(), second.get(path) ?? Buffer.of()) !== 0,
  );
  if (other !== undefined || first.size !== second.size)
    return `${other ?? "a file"} differs between the nodes`;
  return verifies(first) ? null : "the record does not verify";
}

/** What was changed and verifies all the same; null when nothing did. */
function tryTampered(files: Files, seed: number): string | null {
  const random = createRandom(seed ^ 0x5eed);
  const paths = [...files.keys()];
  for (let turn = 0; turn < TAMPERED; turn += 1) {
    const path = paths[Math.floor(random() * paths.length)] ?? "";
    const bytes = Uint8Array.from(files.get(path) ?? []);
    const at = Math.floor(random() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    if (verifies(new Map(files).set(path, bytes))) return `byte ${at} of ${path} was changed and it verifies`;
  }
  const gone = paths[Math.floor(random() * paths.length)] ?? "";
  const fewer = new Map([...files].filter(([path]) => path !== gone));
  if (verifies(fewer)) return `${gone} was removed and it verifies`;
  return verifies(new Map(files).set("notes.txt", new Uint8Array()))
    ? "a file was added and it verifies"
    : null;
}

function verifies(files: Files): boolean {
  try {
    verifyRecord({ files, trust: { kind: "carried" }, primitives: nodePrimitives });
    return true;
  } catch (error) {
    const known = [InputError, VerificationError, PolicyError];
    if (known.some((kind) => error instanceof kind)) return false;
    throw error;
  }
}
