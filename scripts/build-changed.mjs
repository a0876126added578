// Builds what changed since it was built, by a stamp over its sources. Plain JavaScript, because it runs before the pinned
// Node does. vitest takes `setup` from here, so that a single test file finds the pages too.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { fail } from "./prepare.mjs";
import { runToEnd } from "./runtime.mjs";

const PAGES = {
  name: "pages",
  /** What the verifier's pages are made from. */
  inputs: ["packages/core/src", "packages/verifier/src", "scripts/build-pages.ts", "package-lock.json"],
  outputs: ["packages/verifier/dist/pages"],
  args: ["--pages"],
};
const ALL = {
  name: "console",
  inputs: ["packages/console", ...PAGES.inputs, "scripts/build.ts"],
  outputs: ["packages/console/dist", ...PAGES.outputs],
  args: [],
};
const NOT_INPUTS = new Set(["node_modules", "dist", ".cache"]);

/** Builds the verifier's pages when they are missing or their sources changed. */
export async function buildPages(root) {
  await buildChanged(root, PAGES);
}

/** The same for the console and the verifier's pages together. */
export async function buildAll(root) {
  await buildChanged(root, ALL);
}

export async function setup() {
  await buildPages(resolve(dirname(fileURLToPath(import.meta.url)), ".."));
}

async function buildChanged(root, { name, inputs, outputs, args }) {
  const stampFile = join(root, `.cache/${name}-stamp`);
  const stamp = hashInputs(root, inputs);
  const built = outputs.every((output) => existsSync(join(root, output)));
  if (built && existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  process.stderr.write(`Building the ${name}.\n`);
  const { code, output } = await runToEnd(join(root, "scripts/build.ts"), args);
  if (code !== 0) {
    const reason = output.trim().split("\n").at(-1) ?? "";
    fail(
      /ENOSPC/.test(output) ? "START_DISK_FULL" : "START_BUILD_FAILED",
      `The ${name} could not be built: ${reason.slice(0, 300)}. Run "npm run build" to see all of it.`,
    );
  }
  try {
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, stamp);
  } catch {
    // Without a stamp the next start builds again; that is all.
  }
}

function hashInputs(root, inputs) {
  const hash = createHash("sha256");
  for (const input of inputs) {
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
    .filter(
      (entry) => !NOT_INPUTS.has(entry.name) && !/\.tsbuildinfo$|\.(test|fixture)\.tsx?$/.test(entry.name),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? listFiles(join(path, entry.name)) : [join(path, entry.name)]));
}
