// fsck: everything a node holds that follows from something else is derived again and compared, from migrations and leaves
// to the files that were given out. It reads and changes nothing.
import type { Cosigner } from "@entente/core/ledger";
import type { FileStore } from "../files/index.ts";
import type { Keystore } from "../keys/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import { readSealedLeaves } from "../pledges/index.ts";
import { listAuthorityKeys, listStatements } from "../rotations/index.ts";
import { readMigrations } from "../storage/index.ts";
import type { Database, Reader } from "../storage/index.ts";
import { checkCase } from "./check-case.ts";
import { refineOpening } from "./check-commitments.ts";
import type { Derived } from "./check-commitments.ts";
import { checkFiles } from "./check-files.ts";
import { checkHeads, checkWitnessed } from "./check-heads.ts";
import { checkLedger, UNCLEAR_OPENING } from "./check-ledger.ts";
import { checkStatement } from "./check-statements.ts";
import { compareBytes, findByDigest } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { listCases, listCheckpoints, listMigrations } from "./store.ts";

export type { Finding } from "./finding.ts";

export interface Inspection {
  /** How much was compared, by what it is. */
  readonly checked: Readonly<Record<string, number>>;
  /** In the order of the derivation: what comes first may be the cause of what follows. */
  readonly findings: readonly Finding[];
}

export interface InspectedNode {
  readonly database: Database;
  readonly ledger: LedgerSigner;
  readonly keystore: Keystore;
  readonly files: FileStore;
  readonly cosigners: readonly Cosigner[];
  /** The folder of migrations this program holds. */
  readonly migrations: string;
  readonly progress: (what: string, done: number, of: number) => void;
}

/** Inspects a node at one point of its history. */
export async function inspectNode(node: InspectedNode): Promise<Inspection> {
  return node.database.read((reader) => inspect(reader, node));
}

async function inspect(
  reader: Reader,
  { ledger, keystore, files, cosigners, migrations, progress }: InspectedNode,
): Promise<Inspection> {
  const findings = [...(await checkMigrations(reader, migrations))];
  const sizes = (await listCheckpoints(reader)).map(({ size }) => size);
  const cases = await listCases(reader);
  const sealed = new Set<number>();
  for (const of of cases) for (const leaf of await readSealedLeaves(reader, of)) sealed.add(leaf);
  const statements = await listStatements(reader, null);
  for (const { leafIndex } of statements) sealed.add(leafIndex);
  const tree = await checkLedger(reader, { sizes, sealed }, (done, of) => progress("leaves", done, of));
  const heads = await checkHeads(reader, { ledger, roots: tree.roots });
  const witnessed = await checkWitnessed(reader, cosigners);
  const derived: Derived = new Map();
  const ofCases: Finding[] = [];
  let contents = 0;
  let stored = 0;
  for (const [index, of] of cases.entries()) {
    const { checked, findings: found } = await checkCase(reader, of, {
      authorities: () => listAuthorityKeys(reader, keystore, of.lead),
      derived,
    });
    contents += checked;
    ofCases.push(...found);
    const kept = await checkFiles(reader, of, files);
    stored += kept.checked;
    ofCases.push(...kept.findings);
    progress("cases", index + 1, cases.length);
  }
  for (const finding of tree.findings)
    findings.push(
      finding.column === UNCLEAR_OPENING ? await refineOpening(reader, finding, derived) : finding,
    );
  for (const row of statements) {
    const found = await checkStatement(reader, row);
    if (found !== null) findings.push(found);
  }
  findings.push(...heads.findings, ...witnessed.findings, ...ofCases);
  return {
    checked: {
      leaves: tree.leaves,
      tiles: tree.tiles,
      heads: heads.checked,
      witnessed: witnessed.checked,
      contents,
      keys: statements.length,
      files: stored,
    },
    findings,
  };
}

/** What was applied to the database against what this program holds. */
async function checkMigrations(reader: Reader, folder: string): Promise<readonly Finding[]> {
  const known = readMigrations(folder);
  const applied = await listMigrations(reader);
  const findings = applied.map(({ number, name, sha256 }) => {
    const migration = known.find((one) => one.number === number);
    const row = String(number);
    if (migration === undefined) {
      const why = "a newer version of this program made the database";
      return findByDigest(
        { table: "migration", row, column: "number" },
        { expected: null, found: sha256, why },
      );
    }
    const why = "the migration that was applied is not the one this program holds";
    return (
      compareBytes(
        { table: "migration", row, column: "name" },
        { expected: migration.name, found: name, why },
      ) ??
      compareBytes(
        { table: "migration", row, column: "sha256" },
        { expected: migration.sha256, found: sha256, why },
      )
    );
  });
  const missing = known
    .filter(({ number }) => !applied.some((one) => one.number === number))
    .map(({ number, sha256 }) =>
      findByDigest(
        { table: "migration", row: String(number), column: "number" },
        {
          expected: sha256,
          found: null,
          why: "the migration was not applied; start the node once, which does it",
        },
      ),
    );
  return [...findings, ...missing].filter((finding) => finding !== null);
}
