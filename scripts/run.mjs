// node scripts/run.mjs FILE [ARG...]: runs one of the project's programs on the pinned Node.
import { resolve } from "node:path";
import { handOver } from "./runtime.mjs";

const [file, ...args] = process.argv.slice(2);
handOver(resolve(file ?? ""), args);
