#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { buildPages } from "../../../scripts/build-changed.mjs";
import { handOver } from "../../../scripts/runtime.mjs";

await buildPages(fileURLToPath(new URL("../../../", import.meta.url)));
handOver(fileURLToPath(new URL("../src/cli/main.ts", import.meta.url)), process.argv.slice(2));
