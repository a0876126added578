#!/usr/bin/env node
import { fileURLToPath } from "node:url";
import { handOver } from "../../../scripts/runtime.mjs";

handOver(fileURLToPath(new URL("../src/main.ts", import.meta.url)), process.argv.slice(2));
