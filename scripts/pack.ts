// node scripts/run.mjs scripts/pack.ts [--out DIR]: the program as one package, the same to the byte wherever and whenever it
// is made. What goes in is what is committed, with its committed mode: whatever else lies in the folder, the umask it was
// checked out under and the times of its files stay out.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";

export interface Packed {
  readonly file: string;
  readonly sha256: string;
}

interface Committed {
  readonly path: string;
  readonly executable: boolean;
}

/** Packs the project in `root` into the folder `out`. Fails where something committed is changed or missing. */
export function packProject(root: string, out: string): Packed {
  const staging = mkdtempSync(join(tmpdir(), "entente-pack-"));
  try {
    for (const { path, executable } of listCommitted(root)) {
      const copy = join(staging, path);
      mkdirSync(dirname(copy), { recursive: true });
      copyFileSync(join(root, path), copy);
      chmodSync(copy, executable ? 0o755 : 0o644);
    }
    mkdirSync(out, { recursive: true });
    const answer = execFileSync(
      "npm",
      ["pack", "--ignore-scripts", "--json", "--pack-destination", staging],
      { cwd: staging, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], maxBuffer: 64 * 1024 * 1024 },
    );
    const [{ filename = "" } = {}] = JSON.parse(answer) as { readonly filename?: string }[];
    const file = join(out, filename);
    copyFileSync(join(staging, filename), `${file}.new`);
    renameSync(`${file}.new`, file);
    return { file, sha256: createHash("sha256").update(readFileSync(file)).digest("hex") };
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function listCommitted(root: string): readonly Committed[] {
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  const changed = git("status", "--porcelain", "--untracked-files=no");
  if (changed !== "") throw new Error(`what is packed is what is committed; first commit:\n${changed}`);
  return git("ls-files", "--stage", "-z")
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => {
      const mode = line.slice(0, 6);
      const path = line.slice(line.indexOf("\t") + 1);
      if (mode !== "100644" && mode !== "100755") throw new Error(`${path} is no plain file`);
      return { path, executable: mode === "100755" };
    });
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: "string", default: "out" } } });
  const { file, sha256 } = packProject(resolve(import.meta.dirname, ".."), resolve(values.out));
  process.stdout.write(`${sha256}  ${file}\n`);
}
