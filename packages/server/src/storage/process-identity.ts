// Who a process is, beyond its number: numbers are reused, so a process is named by its number and the moment it started.
import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { basename } from "node:path";

export interface ProcessIdentity {
  readonly pid: number;
  /** The start moment in the machine's own terms; compared, never interpreted. */
  readonly started: string;
}

/** This very process. */
export function identifySelf(): ProcessIdentity {
  const self = identifyProcess(process.pid);
  if (self === null) throw new Error("this process cannot see itself");
  return self;
}

/** The live process of that number, or null where there is none or only a zombie. */
export function identifyProcess(pid: number): ProcessIdentity | null {
  if (!Number.isSafeInteger(pid) || pid < 1) return null;
  const status = process.platform === "linux" ? readLinuxStatus(pid) : readPortableStatus(pid);
  return status === null || status.zombie ? null : { pid, started: status.started };
}

/** Whether a number is taken at all, by a live process or by a zombie that nobody has reaped. */
export function isPidTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

export function isSameProcess(a: ProcessIdentity, b: ProcessIdentity | null): boolean {
  return b !== null && a.pid === b.pid && a.started === b.started;
}

/** Whether `pid` is alive and is a PostgreSQL server working in `cluster` (an absolute, resolved path). */
export function isPostgresOn(pid: number, cluster: string): boolean {
  if (identifyProcess(pid) === null) return false;
  if (process.platform === "linux") {
    try {
      const command = readFileSync(`/proc/${pid}/comm`, "utf8").trim();
      return command === "postgres" && readlinkSync(`/proc/${pid}/cwd`) === cluster;
    } catch {
      // Not ours to look at, so not ours: an ordinary node sees its own database, root sees everything.
      return false;
    }
  }
  const command = askPs(pid, "args=");
  return (
    command !== null && basename(command.split(" ")[0] ?? "") === "postgres" && command.includes(cluster)
  );
}

interface Status {
  readonly zombie: boolean;
  readonly started: string;
}

function readLinuxStatus(pid: number): Status | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The command's name is in parentheses and may hold anything, so the fields are counted from the last parenthesis.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [state = "", ticks = ""] = [fields[0], fields[19]];
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "latin1").trim();
    return { zombie: state === "Z" || state === "X", started: `${boot}/${ticks}` };
  } catch {
    return null;
  }
}

function readPortableStatus(pid: number): Status | null {
  const state = askPs(pid, "stat=");
  const started = askPs(pid, "lstart=");
  return state === null || started === null ? null : { zombie: state.startsWith("Z"), started };
}

function askPs(pid: number, field: string): string | null {
  try {
    const options = { encoding: "utf8", env: { PATH: "/bin:/usr/bin", LC_ALL: "C", TZ: "UTC" } } as const;
    const text = execFileSync("ps", ["-ww", "-o", field, "-p", String(pid)], {
      ...options,
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
    return text === "" ? null : text;
  } catch {
    return null;
  }
}
