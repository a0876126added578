// Programs of Debian that the project does not ship, for proofs that need the real thing: unpacked without installing them
// and without root, into a folder of this machine's that outlives the run. Where there is no apt, or a package is not to
// be had, the answer is a sentence and nobody may take it for a pass.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Programs {
  /** Path of a program by its place in the packages, such as `usr/sbin/haproxy`: unpacked, else the machine's own. */
  readonly find: (place: string) => string;
  /** Variables under which unpacked programs find their own libraries. */
  readonly env: Readonly<Record<string, string>>;
}

export type Found = { readonly programs: Programs } | { readonly missing: string };

/**
 * Unpacks `names` and what they need beyond what the machine has, once. `needed` are places that must be there afterwards.
 * A database that runs as another user must pass through the folder, so root's is not in root's home.
 */
export async function findPrograms(names: readonly string[], needed: readonly string[]): Promise<Found> {
  const home =
    process.getuid?.() === 0 ? "/var/cache/entente-proofs" : join(homedir(), ".cache/entente-proofs");
  const root = join(home, [...names].sort().join("+"));
  try {
    if (!existsSync(join(root, "done"))) await unpack(names, { home, root });
    const programs = describe(root);
    const absent = needed.filter((place) => !existsSync(programs.find(place)));
    return absent.length === 0 ? { programs } : { missing: `${absent.join(", ")} is not in the packages` };
  } catch (error) {
    return {
      missing: `packages cannot be had: ${error instanceof Error ? error.message.slice(0, 300) : ""}`,
    };
  }
}

async function unpack(
  names: readonly string[],
  { home, root }: { readonly home: string; readonly root: string },
): Promise<void> {
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const draft = `${root}.${process.pid}.new`;
  const debs = `${draft}.debs`;
  for (const folder of [draft, debs]) mkdirSync(folder, { mode: 0o755 });
  try {
    const plan = await run("apt-get", ["install", "--simulate", "--no-install-recommends", ...names]);
    const missing = [...plan.stdout.matchAll(/^Inst (\S+)/gm)].map((match) => match[1] ?? "");
    if (missing.length > 0) await run("apt-get", ["download", ...missing], { cwd: debs });
    for (const deb of readdirSync(debs)) await run("dpkg", ["-x", join(debs, deb), draft]);
    writeFileSync(join(draft, "done"), missing.join("\n"));
    rmSync(root, { recursive: true, force: true });
    renameSync(draft, root);
  } finally {
    for (const folder of [draft, debs]) rmSync(folder, { recursive: true, force: true });
  }
}

function describe(root: string): Programs {
  const libraries = join(
    root,
    "usr/lib",
    process.arch === "arm64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu",
  );
  return {
    find: (place) => (existsSync(join(root, place)) ? join(root, place) : join("/", place)),
    env: {
      PATH: [join(root, "usr/bin"), join(root, "usr/sbin"), "/usr/bin", "/bin"].join(delimiter),
      LD_LIBRARY_PATH: libraries,
      PYTHONPATH: join(root, "usr/lib/python3/dist-packages"),
      PYTHONDONTWRITEBYTECODE: "1",
      LC_ALL: "C.UTF-8",
    },
  };
}
