// Every route of the node says who may call it, what it takes and what it answers, and is mounted: looked at as the program
// has them, not as text.
import { globSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { routes } from "../packages/server/src/http/registry.ts";
import { findRouteFaults } from "./route-faults.ts";

const paths = globSync("packages/server/src/**/{routes,*-routes}.ts").sort();
const files = await Promise.all(
  paths.map(async (path) => ({
    path,
    exports: (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>,
  })),
);
const faults = findRouteFaults({ files, registered: routes });
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(`${routes.length} routes of ${files.length} files, ${faults.length} faults\n`);
process.exit(faults.length === 0 ? 0 : 1);
