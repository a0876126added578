// What strace wrote down of a node and its database, as a list of what was asked of the file system and in which order, with
// the acknowledgements among it. A write counts from its beginning, a sync from its end: in between nobody may rely on it.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { resolve } from "node:path";

export type TraceStep =
  | { readonly do: "create"; readonly path: string; readonly cut: boolean }
  | { readonly do: "write"; readonly path: string; readonly offset: number; readonly data: Buffer }
  | { readonly do: "size"; readonly path: string; readonly size: number; readonly grow: boolean }
  | { readonly do: "rename"; readonly from: string; readonly path: string }
  | { readonly do: "link"; readonly from: string; readonly path: string }
  | { readonly do: "remove"; readonly path: string }
  | { readonly do: "folder"; readonly path: string }
  | { readonly do: "sync"; readonly path: string }
  | { readonly do: "acknowledge"; readonly id: number };

/** The calls that are traced: everything that changes a file, a folder, or what is on disk of them. */
export const TRACED_CALLS = [
  ...["openat", "open", "creat", "write", "writev", "pwrite64", "pwritev", "pwritev2", "fsync", "fdatasync"],
  ...["rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir"],
  ...["ftruncate", "truncate", "fallocate", "copy_file_range"],
];

interface Call {
  readonly name: string;
  readonly args: string;
  /** Null while it is under way. */
  readonly result: string | null;
}

/** Reads a trace and keeps what lies below `folder`. Throws on a call it does not understand: a gap would prove nothing. */
export async function readTrace(file: string, folder: string): Promise<readonly TraceStep[]> {
  const steps: TraceStep[] = [];
  const begun = new Map<string, Call>();
  const positions = new Map<string, number>();
  const sizes = new Map<string, number>();
  const keep = (step: TraceStep): void => {
    if (step.do === "acknowledge" || step.path.startsWith(`${folder}/`) || step.path === folder)
      steps.push(step);
  };
  const of: Ledger = { keep, positions, sizes, home: `${folder}/cluster` };
  for await (const line of createInterface({ input: createReadStream(file, "latin1") })) {
    const match = /^(\d+) +(.*)$/s.exec(line);
    if (match === null) continue;
    const [, pid = "", text = ""] = match;
    const resumed = /^<\.\.\. (\w+) resumed>(.*)$/s.exec(text);
    if (resumed !== null) {
      const start = begun.get(pid);
      begun.delete(pid);
      if (start === undefined) continue;
      const whole = splitCall(`${start.name}(${start.args}${resumed[2] ?? ""}`);
      if (whole !== null) finish(whole, of);
      continue;
    }
    const unfinished = /^(\w+)\((.*) <unfinished \.\.\.>$/s.exec(text);
    if (unfinished !== null) {
      const call = { name: unfinished[1] ?? "", args: unfinished[2] ?? "", result: null };
      begun.set(pid, call);
      begin(call, of);
      continue;
    }
    const call = splitCall(text);
    if (call === null) continue;
    begin(call, of);
    finish(call, of);
  }
  return steps;
}

function splitCall(text: string): Call | null {
  const match = /^(\w+)\((.*)\) += (-?\d+.*|\?.*)$/s.exec(text);
  return match === null ? null : { name: match[1] ?? "", args: match[2] ?? "", result: match[3] ?? "" };
}

interface Ledger {
  readonly keep: (step: TraceStep) => void;
  /** Where the next `write` of a descriptor goes. */
  readonly positions: Map<string, number>;
  readonly sizes: Map<string, number>;
  /** The folder the database server works in, which its relative names are relative to. */
  readonly home: string;
}

/** What may reach the disk from the moment a call begins. */
function begin({ name, args, result }: Call, { keep, positions, sizes }: Ledger): void {
  if (result?.startsWith("-1") === true) return;
  const write = (path: string, offset: number, data: Buffer): void => {
    keep({ do: "write", path, offset, data });
    sizes.set(path, Math.max(sizes.get(path) ?? 0, offset + data.length));
  };
  switch (name) {
    case "write":
    case "writev": {
      const { fd, path } = readDescriptor(args);
      const data = Buffer.concat(readStrings(args));
      if (fd === 1 && !path.startsWith("/")) {
        for (const line of data.toString("utf8").split("\n")) {
          const id = /^\{"id":(\d+),"code":null/.exec(line)?.[1];
          if (id !== undefined) keep({ do: "acknowledge", id: Number(id) });
        }
        return;
      }
      const key = `${fd} ${path}`;
      const at = positions.get(key) ?? 0;
      write(path, at, data);
      positions.set(key, at + data.length);
      return;
    }
    case "pwrite64":
    case "pwritev":
    case "pwritev2": {
      const { path } = readDescriptor(args);
      const tail = args.slice(args.lastIndexOf(name === "pwrite64" ? '"' : "]"));
      const numbers = [...tail.matchAll(/, (\d+)/g)].map((match) => Number(match[1]));
      const offset = numbers[1];
      if (offset === undefined) throw new Error(`a call that was not understood: ${name}(…${tail}`);
      write(path, offset, Buffer.concat(readStrings(args)));
      return;
    }
    default:
  }
}

/** What is so when a call has ended. */
function finish({ name, args, result }: Call, { keep, positions, sizes, home }: Ledger): void {
  if (result === null || result.startsWith("-1") || result.startsWith("?")) return;
  switch (name) {
    case "open":
    case "openat":
    case "creat": {
      const match = /^(\d+)<(.*)>$/.exec(result.trim());
      if (match === null) throw new Error(`an open that was not understood: ${result}`);
      const path = unescape(match[2] ?? "");
      positions.set(`${match[1] ?? ""} ${path}`, args.includes("O_APPEND") ? (sizes.get(path) ?? 0) : 0);
      const cut = args.includes("O_TRUNC") || name === "creat";
      if (cut) sizes.set(path, 0);
      if (args.includes("O_CREAT") || cut) keep({ do: "create", path, cut });
      return;
    }
    case "fsync":
    case "fdatasync":
      keep({ do: "sync", path: readDescriptor(args).path });
      return;
    case "ftruncate":
      keep({
        ...{ do: "size", path: readDescriptor(args).path },
        ...{ size: Number(/, (\d+)$/.exec(args)?.[1]), grow: false },
      });
      return;
    case "fallocate": {
      const numbers = [...args.matchAll(/, (\d+)/g)].map((match) => Number(match[1]));
      const [mode = Number.NaN, offset = Number.NaN, length = Number.NaN] = numbers;
      if (mode !== 0) throw new Error(`a call that was not understood: fallocate(${args})`);
      keep({ do: "size", path: readDescriptor(args).path, size: offset + length, grow: true });
      return;
    }
    case "rename":
    case "renameat":
    case "renameat2":
    case "link":
    case "linkat": {
      const [from = "", path = ""] = readPaths(args, home);
      keep({ do: name.startsWith("rename") ? "rename" : "link", from, path });
      return;
    }
    case "unlink":
    case "unlinkat":
    case "rmdir":
      keep({ do: "remove", path: readPaths(args, home)[0] ?? "" });
      return;
    case "mkdir":
    case "mkdirat":
      keep({ do: "folder", path: readPaths(args, home)[0] ?? "" });
      return;
    case "truncate":
      keep({
        ...{ do: "size", path: readPaths(args, home)[0] ?? "" },
        ...{ size: Number(/, (\d+)$/.exec(args)?.[1]), grow: false },
      });
      return;
    case "copy_file_range":
      throw new Error(`a call that was not understood: ${name}(${args.slice(0, 200)})`);
    default:
  }
}

function readDescriptor(args: string): { readonly fd: number; readonly path: string } {
  const match = /^(\d+)<([^>]*)>/.exec(args);
  return { fd: Number(match?.[1]), path: unescape(match?.[2] ?? "") };
}

/** The byte strings among the arguments, which strace writes as `"\x00\x01"`. */
function readStrings(args: string): Buffer[] {
  return [...args.matchAll(/"([^"]*)"(\.\.\.)?/g)].map((match) => {
    if (match[2] !== undefined) throw new Error("a write was cut short in the trace");
    return Buffer.from((match[1] ?? "").replaceAll("\\x", ""), "hex");
  });
}

/** Paths among the arguments, led through the folder each is relative to; without one it is the database server's own. */
function readPaths(args: string, home: string): string[] {
  return [...args.matchAll(/(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"([^"]*)"/g)].map((match) =>
    resolve(match[1] === undefined ? home : unescape(match[1]), unescape(match[2] ?? "")),
  );
}

function unescape(text: string): string {
  if (!text.includes("\\x")) return text;
  return Buffer.from(text.replaceAll("\\x", ""), "hex").toString("utf8");
}
