// Before the tests: has Node compile a node's program once and keep it, so that the hundreds of programs which tests start,
// and kill before they could keep anything, find it there. Plain JavaScript beside the other set-up.
import { spawnSync } from "node:child_process";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export function setup() {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
  const node = pathToFileURL(resolve(root, "packages/server/src/node.ts")).href;
  const program = ["--input-type=module", "-e", `await import(${JSON.stringify(node)}); process.exit(0);`];
  const flags = ["--conditions=source", "--disable-warning=ExperimentalWarning"];
  const env = { ...process.env, NODE_COMPILE_CACHE: resolve(root, "node_modules/.cache/compiled") };
  // Only time is lost where it fails; the tests say what is wrong.
  spawnSync(process.execPath, [...flags, ...program], { cwd: root, env, stdio: "ignore" });
}
