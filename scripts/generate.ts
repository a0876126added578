// npm run generate: writes what follows from the code, formats/openapi.json, the types of it for those who ask a node, and the
// schema manifest, so that a change of any is seen in review. With --check it writes nothing and fails when a file is not
// what it would write.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import openapiTS, { astToString } from "openapi-typescript";
import type { OpenAPI3 } from "openapi-typescript";
import prettier from "prettier";
import ts from "typescript";
import { describeApi } from "../packages/server/src/http/api-description.ts";
import { routes } from "../packages/server/src/http/registry.ts";
import { dumpSchema, migrationsFolder, openStorage } from "../packages/server/src/storage/index.ts";

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });

async function describeSchema(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "entente-schema-"));
  try {
    const storage = await openStorage({
      dataFolder: folder,
      databaseUrl: null,
      migrations: migrationsFolder,
      note: () => undefined,
    });
    const owner = await storage.connectOwner();
    try {
      return await dumpSchema(owner);
    } finally {
      await owner.end();
      await storage.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The API as types. The console and the command each have a copy, since neither may import the other. */
async function describeTypes(api: object): Promise<string> {
  const nodes = await openapiTS(api as OpenAPI3, { alphabetize: true });
  const used = nodes.filter(
    (node) =>
      !ts.isTypeAliasDeclaration(node) && (!ts.isInterfaceDeclaration(node) || node.name.text !== "webhooks"),
  );
  const text = `// Written by "npm run generate" from formats/openapi.json: what a node can be asked, and what it answers.\n${astToString(used)}`;
  return prettier.format(text, { parser: "typescript", printWidth: 110 });
}

const api = await describeApi(routes);
const types = await describeTypes(api);
const outputs: Readonly<Record<string, string>> = {
  "formats/openapi.json": await prettier.format(JSON.stringify(api), {
    parser: "json",
    printWidth: 110,
  }),
  "formats/api.d.ts": types,
  "packages/server/src/storage/schema.txt": await describeSchema(),
};

let stale = 0;
for (const [path, text] of Object.entries(outputs)) {
  if (!values.check) {
    writeFileSync(path, text);
    process.stdout.write(`wrote ${path}\n`);
    continue;
  }
  let present = "";
  try {
    present = readFileSync(path, "utf8");
  } catch {
    // Not there is as wrong as different.
  }
  if (present === text) continue;
  stale += 1;
  process.stdout.write(
    `${path} is not what the code gives; run "npm run generate" and look at the difference\n`,
  );
}
process.exit(stale === 0 ? 0 : 1);
