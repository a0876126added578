// Files outside the database: each is where its row says, opens under its case's key, and is what its row says.
import type { CaseIdentity } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import { listFiles, viewOfLead } from "../files/index.ts";
import type { FileStore } from "../files/index.ts";
import type { Reader } from "../storage/index.ts";
import { findByDigest } from "./finding.ts";
import type { Finding } from "./finding.ts";

export async function checkFiles(
  reader: Reader,
  of: CaseIdentity,
  files: FileStore,
): Promise<{ readonly checked: number; readonly findings: readonly Finding[] }> {
  const view = viewOfLead(of);
  const rows = await listFiles(reader, view);
  const findings: Finding[] = [];
  for (const { id, sha256 } of rows)
    try {
      await files.read(reader, view, id);
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      const spot = { table: "stored_file", row: id, column: "sha256" };
      findings.push(findByDigest(spot, { expected: sha256, found: null, why: error.message }));
    }
  return { checked: rows.length, findings };
}
