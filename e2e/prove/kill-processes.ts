// Finding and killing the processes of a node, for proofs that do.
import { readdir, readFile } from "node:fs/promises";

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
}

/** The database server below a node: the first process called postgres that is not another one's child. */
export async function findPostmaster(nodePid: number): Promise<number | null> {
  const entries: ProcessEntry[] = [];
  for (const name of await readdir("/proc")) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, "utf8").catch(() => "") : "";
    const match = /^(\d+) \((.*)\) \S (\d+)/.exec(stat);
    if (match !== null)
      entries.push({ pid: Number(match[1]), name: match[2] ?? "", parent: Number(match[3]) });
  }
  const family = new Set([nodePid]);
  for (let grown = true; grown;) {
    const before = family.size;
    for (const entry of entries) if (family.has(entry.parent)) family.add(entry.pid);
    grown = family.size > before;
  }
  const servers = new Set(
    entries.filter(({ name, pid }) => name === "postgres" && family.has(pid)).map(({ pid }) => pid),
  );
  return entries.find(({ pid, parent }) => servers.has(pid) && !servers.has(parent))?.pid ?? null;
}

/** SIGKILL; nothing where the process is gone already. */
export function killProcess(pid: number | undefined | null): void {
  if (pid == null) return;
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
