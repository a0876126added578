// npm run build: the console's pages to packages/console/dist/site and the verifier's to packages/verifier/dist/pages.
// With --pages the verifier's alone, which everything that writes a cut as a page needs.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "vite";
import { writePages } from "./build-pages.ts";

const { values } = parseArgs({ options: { pages: { type: "boolean", default: false } } });
await writePages();
if (!values.pages) {
  const root = fileURLToPath(new URL("../packages/console/", import.meta.url));
  await build({ root, configFile: `${root}vite.config.ts`, logLevel: "warn" });
}
