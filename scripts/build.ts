// npm run build: the console's pages, from packages/console to packages/console/dist/site.
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../packages/console/", import.meta.url));
await build({ root, configFile: `${root}vite.config.ts`, logLevel: "warn" });
