// What a process and all it started hold of the machine's memory: proportional set size, where a page that two share counts
// half for each, so that the sum over a tree is what would be free without it.
import { readdirSync, readFileSync } from "node:fs";

/** In bytes, over a process and its descendants; null where the system does not say. */
export function readTreeMemory(root: number): number | null {
  const parents = new Map<number, number>();
  for (const name of listProcesses()) {
    const stat = read(`/proc/${name}/stat`);
    if (stat !== null) parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 4).split(" ")[0]));
  }
  const tree = new Set([root]);
  for (let grown = true; grown;) {
    grown = false;
    for (const [pid, parent] of parents)
      if (tree.has(parent) && !tree.has(pid)) {
        tree.add(pid);
        grown = true;
      }
  }
  let bytes = 0;
  for (const pid of tree) {
    const rollup = read(`/proc/${pid}/smaps_rollup`);
    const kilobytes = /^Pss:\s+(\d+) kB/m.exec(rollup ?? "")?.[1];
    // One that has just ended holds nothing; the root must be there.
    if (kilobytes === undefined && pid === root) return null;
    bytes += Number(kilobytes ?? 0) * 1024;
  }
  return bytes;
}

function listProcesses(): readonly string[] {
  try {
    return readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return null;
  }
}
