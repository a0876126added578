// Planning a record: finished texts in, files out. Nothing is read or written here, and a plan that would not verify is
// refused before anything is signed.
import { canonicalize, encodeBase64, encodeBase64url, utf8 } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { InputError, parseJson } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { planTiles } from "../ledger/index.ts";
import type { LedgerIdentity } from "../ledger/index.ts";
import { readCaseFile } from "../measures/index.ts";
import type { Tally } from "../measures/index.ts";
import type { LedgerEvidence } from "../releases/index.ts";
import { checkDocument, checkFigures, checkTree } from "./contents.ts";
import {
  CASE_PATH,
  CHECKPOINT_PATH,
  CLOCKS_PATH,
  documentPaths,
  INDEX_PATH,
  LEDGER_PREFIX,
  readLayout,
  RECORD_PATH,
  TALLIES_PATH,
} from "./layout.ts";
import { writeRecordFile } from "./manifest.ts";
import type { RecordClocks, RecordDocument, RecordManifest, SignedManifest } from "./record.ts";

/** All files but record.json, and the manifest to sign. */
export interface RecordPlan {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly manifest: RecordManifest;
}

/**
 * Lays out a record.
 *
 * `index` is the page a reader opens first; `caseFile` the text of the case file as it will be published; `entries` and
 * `checkpoint` (a signed note) the ledger before the publication; `publishedAt` must also be the instant of the
 * publication's ledger entry. Next: signManifest, commit digestManifest to the ledger, sealRecord.
 * @throws InputError RECORD_SYNTAX and those of the parts; VerificationError when a part would not verify in the record.
 */
export function planRecord({
  index,
  caseFile,
  tallies,
  clocks,
  documents,
  entries,
  checkpoint,
  ledger,
  iss,
  exercise,
  publishedAt,
  primitives,
}: {
  readonly index: string;
  readonly caseFile: string;
  readonly tallies: readonly Tally[];
  readonly clocks: RecordClocks;
  readonly documents: readonly RecordDocument[];
  readonly entries: readonly Uint8Array[];
  readonly checkpoint: string;
  readonly ledger: LedgerIdentity;
  readonly iss: string;
  readonly exercise: boolean;
  readonly publishedAt: string;
  readonly primitives: Primitives;
}): RecordPlan {
  const files = new Map<string, Uint8Array>([
    [INDEX_PATH, utf8(index)],
    [CASE_PATH, utf8(caseFile)],
    [TALLIES_PATH, writeJson(tallies)],
    [CLOCKS_PATH, writeJson(clocks)],
    [CHECKPOINT_PATH, utf8(checkpoint)],
  ]);
  for (const { name, cut, page } of documents) {
    const paths = documentPaths(name);
    if (files.has(paths.cut)) throw new InputError("RECORD_SYNTAX", `Two documents are named ${name}`);
    files.set(paths.cut, utf8(cut)).set(paths.page, utf8(page));
  }
  for (const [path, bytes] of planTiles(entries, primitives)) files.set(`${LEDGER_PREFIX}${path}`, bytes);
  const manifest: RecordManifest = {
    format: "entente-manifest/1",
    case: readCaseFile(parseJson(caseFile)).id,
    exercise,
    iss,
    ledger,
    publishedAt,
    files: [...files]
      .map(([path, bytes]) => ({
        path,
        sha256: encodeBase64url(primitives.sha256(bytes)),
        size: bytes.length,
      }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
  checkPlan({ files, manifest, primitives });
  return { files, manifest };
}

/** Adds record.json: the signed manifest, the evidence of its publication, and the proof that the ledger only grew. */
export function sealRecord({
  files,
  manifest,
  evidence,
  consistency,
}: {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly manifest: SignedManifest;
  readonly evidence: LedgerEvidence;
  readonly consistency: readonly Uint8Array[];
}): Map<string, Uint8Array> {
  const text = writeRecordFile({
    format: "entente-record/1",
    manifest,
    evidence,
    consistency: consistency.map(encodeBase64),
  });
  return new Map([...files, [RECORD_PATH, utf8(text)]]);
}

function checkPlan(record: RecordPlan & { readonly primitives: Primitives }): void {
  const names = readLayout([...record.files.keys()]);
  const tree = checkTree(record);
  if (tree.checkpoint.size === 0)
    throw new InputError(
      "RECORD_SYNTAX",
      "There is nothing in the ledger yet, so there is nothing to publish",
    );
  checkFigures(record);
  // These are the publisher's own documents; whose keys to trust is the reader's question.
  for (const name of names) checkDocument({ ...record, name, tree, trust: { kind: "carried" } });
}

function writeJson(value: object): Uint8Array {
  return utf8(`${canonicalize(value as JsonObject)}\n`);
}
