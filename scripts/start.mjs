// npm start: installs, builds what changed, and hands over to the node. Options: --once, --data DIR, --port N.
// Ctrl-C reaches the node twice, from the terminal and from here; it stops once.
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildAll } from "./build-changed.mjs";
import { prepare } from "./prepare.mjs";
import { handOver } from "./runtime.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
await prepare(root);
await buildAll(root);
handOver(join(root, "packages/server/src/main.ts"), process.argv.slice(2));
