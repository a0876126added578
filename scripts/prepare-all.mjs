// node scripts/prepare-all.mjs: what tests and checks need, the dependencies and the pages that are built into what the
// program writes.
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { buildPages } from "./build-changed.mjs";
import { prepare } from "./prepare.mjs";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
await prepare(root);
await buildPages(root);
