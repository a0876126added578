// Finds the pinned Node (an npm package per platform) and hands a program over to it. Plain JavaScript, because it
// is what an older Node on the machine runs first.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { dirname, join } from "node:path";

const FLAGS = ["--conditions=source", "--disable-warning=ExperimentalWarning"];

/** Path of the Node 24 binary: the pinned package, or this process where it is new enough; null when there is none. */
export function findRuntime() {
  const require = createRequire(import.meta.url);
  try {
    const manifest = require.resolve(`node-${process.platform}-${process.arch}/package.json`);
    return join(dirname(manifest), "bin", process.platform === "win32" ? "node.exe" : "node");
  } catch {
    return Number(process.versions.node.split(".")[0]) >= 24 ? process.execPath : null;
  }
}

/**
 * Runs `file` on the pinned Node with this process's streams, passes signals on, and exits as it exits.
 * Exits 2 with one sentence where no suitable Node is installed.
 */
export function handOver(file, args) {
  const child = launch(file, args, "inherit");
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) =>
    process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]),
  );
}

/** Runs `file` on the pinned Node to its end, and gives its exit code and all it printed. */
export function runToEnd(file, args) {
  const child = launch(file, args, ["ignore", "pipe", "pipe"]);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  return new Promise((done) => {
    child.once("error", (error) => done({ code: 1, output: error.message }));
    child.once("close", (code) => done({ code: code ?? 1, output }));
  });
}

function launch(file, args, stdio) {
  const runtime = findRuntime();
  if (runtime === null) {
    process.stderr.write(
      `entente: START_NO_RUNTIME: Node 24 is not installed for ${process.platform}-${process.arch}. Run "npm ci" in the project folder, or install Node 24 or newer.\n`,
    );
    process.exit(2);
  }
  const env = { ...process.env, PATH: `${dirname(runtime)}:${process.env.PATH ?? ""}` };
  return spawn(runtime, [...FLAGS, file, ...args], { stdio, env });
}
