// The bounds of the process that reads untrusted files. Always: no file written, none read but the program's own code, no
// further process, thread or native code, an empty environment, a bounded heap. Where Linux lets us: a network namespace
// without interfaces, no core file, a ceiling on writable memory. What is not bounded: the system calls of the runtime itself.
// A flaw in Node that runs foreign machine code has this machine's network where namespaces are closed to us, and may read
// what our user may.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { MOST_HEAP_MEGABYTES, MOST_WRITABLE_MEMORY } from "./limits.ts";

const ROOT = fileURLToPath(new URL("../../../../", import.meta.url));
const PROGRAM = fileURLToPath(new URL("./import-process.ts", import.meta.url));

/** Stands for the bound on writable memory until a process is started; a real one, so that the wrapper can be tried. */
const DATA_BOUND = `--data=${MOST_WRITABLE_MEMORY}`;

/** `no-interfaces`: the kernel keeps it from the network. `modules-refused`: only our loader does. */
export type NetworkBound = "no-interfaces" | "modules-refused";

export interface ConfinedCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly network: NetworkBound;
}

/** What a reading process may have. Every bound is said, so that none is forgotten. */
export interface ProcessBounds {
  /** Path of the program. */
  readonly program: string;
  readonly heapMegabytes: number;
  /** Writable memory the kernel gives at most, where it can be told. */
  readonly writableBytes: number;
  readonly threads: boolean;
}

/** The bounds of a process that reads an import. */
export const IMPORT_BOUNDS: ProcessBounds = {
  program: PROGRAM,
  heapMegabytes: MOST_HEAP_MEGABYTES,
  writableBytes: MOST_WRITABLE_MEMORY,
  threads: false,
};

let wrapper: readonly string[] | null = null;

/** The command line of a reading process. */
export function confineProcess(bounds: ProcessBounds): ConfinedCommand {
  wrapper ??= findWrapper();
  const words = [
    ...wrapper.map((word) => (word === DATA_BOUND ? `--data=${bounds.writableBytes}` : word)),
    process.execPath,
    "--conditions=source",
    "--disable-warning=ExperimentalWarning",
    "--permission",
    `--allow-fs-read=${ROOT}package.json`,
    `--allow-fs-read=${ROOT}packages/*`,
    `--allow-fs-read=${ROOT}node_modules/*`,
    `--max-old-space-size=${bounds.heapMegabytes}`,
    ...(bounds.threads ? ["--allow-worker"] : []),
    "--disallow-code-generation-from-strings",
    "--no-addons",
    bounds.program,
  ];
  return {
    command: words[0] ?? process.execPath,
    args: words.slice(1),
    env: {},
    network: wrapper.some((word) => word === "--net") ? "no-interfaces" : "modules-refused",
  };
}

/** The strictest of util-linux's wrappers that works here, tried once. */
function findWrapper(): readonly string[] {
  if (process.platform !== "linux") return [];
  const [limit, unshare] = ["prlimit", "unshare"].map(
    (name) => ["/usr/bin/", "/bin/"].map((folder) => folder + name).find((path) => existsSync(path)) ?? null,
  );
  const limits = limit == null ? [] : [limit, "--core=0", "--fsize=0", DATA_BOUND];
  const net = unshare == null ? [] : [unshare, "--net", "--map-root-user"];
  const works = (words: readonly string[]): boolean => {
    const all = [...words, "/bin/true"];
    return spawnSync(all[0] ?? "", all.slice(1), { stdio: "ignore", timeout: 5_000, env: {} }).status === 0;
  };
  return [[...limits, ...net], net, limits].find((words) => words.length > 0 && works(words)) ?? [];
}

export interface ProcessUse {
  /** Most resident memory so far, in bytes. */
  readonly peakBytes: number;
  /** Processor time so far, in milliseconds. */
  readonly processorMs: number;
}

/** What a process has used, as Linux tells it; null elsewhere and when it is gone. */
export function readProcessUse(pid: number): ProcessUse | null {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    // The name in brackets may hold anything: fields are counted from its end.
    const [, after = ""] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    const fields = after.split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    if (peak === undefined || !Number.isFinite(ticks)) return null;
    return { peakBytes: Number(peak) * 1024, processorMs: ticks * 10 };
  } catch {
    return null;
  }
}
