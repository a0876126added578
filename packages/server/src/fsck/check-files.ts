// Files outside the database: each is where its row says, opens under its case's key, and is what its row says; where it is an
// original, what that was received as.
import type { CaseIdentity } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import { listFiles, viewOfLead } from "../files/index.ts";
import type { FileStore } from "../files/index.ts";
import type { Reader } from "../storage/index.ts";
import { findByDigest } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { readOriginalsInFiles } from "./store.ts";

export async function checkFiles(
  reader: Reader,
  of: CaseIdentity,
  files: FileStore,
): Promise<{ readonly checked: number; readonly findings: readonly Finding[] }> {
  const view = viewOfLead(of);
  const rows = await listFiles(reader, view);
  const findings: Finding[] = [];
  const originals = await readOriginalsInFiles(reader, view);
  for (const { id, sha256 } of rows)
    try {
      await files.read(reader, view, id);
      const original = originals.get(id);
      if (original !== undefined && original.sha256 !== sha256) {
        const spot = { table: "original", row: original.id, column: "sha256" };
        const why = "the file is not the one whose digest was kept";
        findings.push(findByDigest(spot, { expected: original.sha256, found: sha256, why }));
      }
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      const spot = { table: "stored_file", row: id, column: "sha256" };
      findings.push(
        findByDigest(spot, { expected: sha256, found: null, why: explain(`${of.id}/${id}`, error) }),
      );
    }
  return { checked: rows.length, findings };
}

/** Names the file as it is named where files are kept. */
function explain(name: string, { code }: ServerError): string {
  if (code === "FILE_MISSING") return `the file ${name} is not where it was put`;
  if (code === "FILE_TAMPERED") return `the file ${name} is not the one that was put there`;
  return `the file ${name} cannot be opened (${code})`;
}
