// npm start: installs, builds what changed, and hands over to the node. Options: --once, --data DIR, --port N.
// Ctrl-C reaches the node twice, from the terminal and from here; it stops once.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { fail, prepare } from "./prepare.mjs";
import { handOver, runToEnd } from "./runtime.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
/** What the built console is made from. */
const INPUTS = ["packages/console", "packages/core/src", "scripts/build.ts", "package-lock.json"];
const NOT_INPUTS = new Set(["node_modules", "dist", ".cache"]);
const OUTPUT = "packages/console/dist";

await prepare(root);
await buildConsole();
handOver(join(root, "packages/server/src/main.ts"), process.argv.slice(2));

async function buildConsole() {
  const stampFile = join(root, ".cache/console-stamp");
  const stamp = hashInputs();
  if (existsSync(join(root, OUTPUT)) && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp)
    return;
  process.stderr.write("Building the console.\n");
  const { code, output } = await runToEnd(join(root, "scripts/build.ts"), []);
  if (code !== 0) {
    const reason = output.trim().split("\n").at(-1) ?? "";
    fail(
      /ENOSPC/.test(output) ? "START_DISK_FULL" : "START_BUILD_FAILED",
      `The console could not be built: ${reason.slice(0, 300)}. Run "npm run build" to see all of it.`,
    );
  }
  try {
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, stamp);
  } catch {
    // Without a stamp the next start builds again; that is all.
  }
}

function hashInputs() {
  const hash = createHash("sha256");
  for (const input of INPUTS) {
    for (const path of listFiles(join(root, input)))
      hash
        .update(`${relative(root, path)}\0`)
        .update(createHash("sha256").update(readFileSync(path)).digest());
  }
  return hash.digest("hex");
}

/** The files of a folder in a fixed order, or the file itself; nothing where there is neither. */
function listFiles(path) {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return existsSync(path) ? [path] : [];
  }
  return entries
    .filter((entry) => !NOT_INPUTS.has(entry.name) && !entry.name.endsWith(".tsbuildinfo"))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? listFiles(join(path, entry.name)) : [join(path, entry.name)]));
}
