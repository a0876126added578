// npm run generate: writes what follows from the code, formats/openapi.json and the schema manifest, so that a change of
// either is seen in review. With --check it writes nothing and fails when a file is not what it would write.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import prettier from "prettier";
import { describeApi } from "../packages/server/src/http/api-description.ts";
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

const outputs: Readonly<Record<string, string>> = {
  "formats/openapi.json": await prettier.format(JSON.stringify(await describeApi()), {
    parser: "json",
    printWidth: 110,
  }),
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
