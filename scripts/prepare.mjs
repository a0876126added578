// node scripts/prepare.mjs: installs what the project needs, once per lockfile. Plain JavaScript for Node 20.11 and later,
// because it runs before anything is installed. Package scripts stay off: nothing the project needs has one to run.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST = [20, 11];
const here = dirname(fileURLToPath(import.meta.url));

/** Ends the program with one sentence on standard error. */
export function fail(code, sentence) {
  process.stderr.write(`entente: ${code}: ${sentence}\n`);
  process.exit(2);
}

/** Installs the dependencies of the project in `root` when they are missing or belong to another lockfile. */
export async function prepare(root = resolve(here, "..")) {
  if (isTooOld(process.versions.node))
    fail(
      "START_NODE_OLD",
      `This is Node ${process.versions.node}; ${OLDEST.join(".")} or newer is needed to install the Node this program runs on. Install a newer Node from nodejs.org and start again.`,
    );
  const stampFile = join(root, "node_modules", ".entente-stamp");
  const stamp = `${hashFile(join(root, "package-lock.json"))} ${process.platform}-${process.arch}\n`;
  if (readText(stampFile) === stamp) return;

  process.stderr.write("Installing what the project needs; this is done once and takes about a minute.\n");
  const started = Date.now();
  const { code, output } = await runNpm(root);
  if (code !== 0) explainFailure(root, output);
  try {
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, stamp);
  } catch (error) {
    explainFailure(root, String(error));
  }
  process.stderr.write(`Installed in ${Math.round((Date.now() - started) / 1000)} s.\n`);
}

/** Whether a version such as `20.10.0` is older than what the installation needs. */
export function isTooOld(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}

function runNpm(root) {
  const options = ["--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  const args = ["ci", ...options, "--loglevel=error", "--no-progress", ...cacheOption(root)];
  // Under `npm start` this is the npm that runs us; other package managers set the variable too.
  const npm = process.env.npm_execpath ?? "";
  const [program, before] = basename(npm) === "npm-cli.js" ? [process.execPath, [npm]] : ["npm", []];
  return new Promise((done) => {
    const child = spawn(program, [...before, ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => (output += String(chunk)));
    child.once("error", (error) => done({ code: 1, output: `npm cannot be run: ${error.message}` }));
    child.once("close", (code) => done({ code: code ?? 1, output }));
  });
}

/** npm keeps its cache in the home folder; a user without a usable one gets a cache in the project. */
function cacheOption(root) {
  if (process.env.npm_config_cache !== undefined && isWritable(process.env.npm_config_cache)) return [];
  return isWritable(join(homedir(), ".npm")) ? [] : [`--cache=${join(root, ".cache", "npm")}`];
}

function isWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function explainFailure(root, output) {
  if (/ENOSPC|EDQUOT|no space left/i.test(output))
    fail("START_DISK_FULL", `The disk that holds ${root} is full. Free at least 2 GB there and start again.`);
  if (/EACCES|EPERM|EROFS/.test(output))
    fail(
      "START_INSTALL_FAILED",
      `The dependencies cannot be written to ${root}. Start as the user who owns that folder, or copy the project to a folder of your own.`,
    );
  if (/ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH/.test(output))
    fail(
      "START_INSTALL_FAILED",
      "The npm registry cannot be reached. Check the network, or npm's registry and proxy settings, and start again.",
    );
  const lines = output.split("\n").map((line) => line.replace(/^npm (error|ERR!)\s*/, "").trim());
  const reason = lines.find((line) => line !== "" && !/^code /.test(line)) ?? "npm gave no reason";
  fail(
    "START_INSTALL_FAILED",
    `npm ci did not succeed: ${reason.replace(/\.$/, "")}. Run "npm ci" to see all of it.`,
  );
}

function hashFile(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  await prepare();
