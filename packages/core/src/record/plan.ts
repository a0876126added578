// Planning a record: what is given goes in, files come out. Nothing is read or written here, and a plan that would not verify
// is refused before anything is signed.
import {
  canonicalize,
  encodeBase64,
  encodeBase64url,
  InputError,
  parseJson,
  utf8,
} from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { planTiles } from "../ledger/index.ts";
import type { LedgerIdentity } from "../ledger/index.ts";
import { readCaseFile } from "../measures/index.ts";
import type { Tally } from "../measures/index.ts";
import type { LedgerEvidence } from "../releases/index.ts";
import { checkTree } from "./contents.ts";
import type { Correction } from "./corrections.ts";
import { writeGiven } from "./given.ts";
import {
  CASE_PATH,
  CHECKPOINT_PATH,
  CLOCKS_PATH,
  documentPaths,
  earlierCasePath,
  EDITION_PATH,
  EXPOSURES_PATH,
  isWritten,
  LEDGER_PREFIX,
  MAP_PATH,
  MEMBERS_PATH,
  readLayout,
  RECORD_PATH,
  SCRIPT_PATH,
  TALLIES_PATH,
} from "./layout.ts";
import { writeRecordFile } from "./manifest.ts";
import { writePages } from "./pages.ts";
import type {
  MemberName,
  RecordClocks,
  RecordDocument,
  RecordEdition,
  RecordExposure,
  RecordManifest,
  RecordMap,
  SignedManifest,
} from "./record.ts";
import { readSite } from "./site.ts";

/** What a record is made from. */
export interface RecordInput {
  /** Text of the case file as it will be published. */
  readonly caseFile: string;
  /** Texts of the case files of earlier cases it is compared with, as their own records have them. */
  readonly earlierCases: readonly string[];
  /** The headline first. */
  readonly tallies: readonly Tally[];
  readonly clocks: RecordClocks;
  /** By id; those of members the record speaks of. */
  readonly names: Readonly<Record<string, MemberName>>;
  readonly edition: RecordEdition;
  readonly exposures: readonly RecordExposure[];
  readonly map: RecordMap;
  readonly documents: readonly RecordDocument[];
  /** The bundled script of the check page. */
  readonly script: string;
  /** The ledger before the publication; `checkpoint` is a signed note. */
  readonly entries: readonly Uint8Array[];
  readonly checkpoint: string;
  readonly ledger: LedgerIdentity;
  readonly iss: string;
  readonly exercise: boolean;
  /** Must also be the instant of the publication's ledger entry. */
  readonly publishedAt: string;
  readonly primitives: Primitives;
}

/** All files but record.json, and the manifest to sign. */
export interface RecordPlan {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly manifest: RecordManifest;
  readonly corrections: readonly Correction[];
}

/**
 * Lays out a record. Next: signManifest, commit digestManifest to the ledger as the entry that follows `entries`, sealRecord.
 * @throws InputError RECORD_SYNTAX and those of the parts; VerificationError and PolicyError when a part would not verify.
 */
export function planRecord(input: RecordInput): RecordPlan {
  const { primitives, ledger, iss, exercise, publishedAt } = input;
  const given = layOut(input);
  const about: Omit<RecordManifest, "files"> = {
    format: "entente-manifest/1",
    case: readCaseFile(parseJson(input.caseFile)).id,
    ...{ exercise, iss, ledger, publishedAt },
  };
  const paths = readLayout([...given.keys()]);
  // These are the publisher's own documents; whose keys to trust is the reader's question.
  const trust = { kind: "carried" } as const;
  const tree = checkTree({ files: given, manifest: about, primitives });
  const site = readSite({ files: given, manifest: about, paths, tree, trust, primitives });
  if (site.leaf === 0)
    throw new InputError(
      "RECORD_SYNTAX",
      "There is nothing in the ledger yet, so there is nothing to publish",
    );
  const files = new Map([...given, ...writePages(site, primitives)]);
  return {
    files,
    manifest: { ...about, files: listFiles(files, primitives) },
    corrections: site.corrections,
  };
}

/**
 * Writes every page of a record again from what it was given; what was written before is not looked at.
 * @throws as planRecord.
 */
export function rewriteRecord({
  files,
  manifest,
  primitives,
}: {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly manifest: RecordManifest;
  readonly primitives: Primitives;
}): ReadonlyMap<string, Uint8Array> {
  const given = new Map([...files].filter(([path]) => path !== RECORD_PATH && !isWritten(path)));
  const paths = readLayout([...given.keys()]);
  const trust = { kind: "carried" } as const;
  const tree = checkTree({ files: given, manifest, primitives });
  return writePages(readSite({ files: given, manifest, paths, tree, trust, primitives }), primitives);
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
    format: "entente-record/2",
    manifest,
    evidence,
    consistency: consistency.map(encodeBase64),
  });
  return new Map([...files, [RECORD_PATH, utf8(text)]]);
}

/** The files that are given. */
function layOut(input: RecordInput): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([
    [CASE_PATH, utf8(input.caseFile)],
    [TALLIES_PATH, utf8(`${canonicalize(input.tallies as unknown as JsonObject)}\n`)],
    [CLOCKS_PATH, utf8(writeGiven(input.clocks))],
    [MEMBERS_PATH, utf8(writeGiven(input.names))],
    [EDITION_PATH, utf8(writeGiven(input.edition))],
    [EXPOSURES_PATH, utf8(writeGiven(input.exposures))],
    [MAP_PATH, utf8(writeGiven(input.map))],
    [SCRIPT_PATH, utf8(input.script)],
    [CHECKPOINT_PATH, utf8(input.checkpoint)],
  ]);
  for (const text of input.earlierCases) {
    const path = earlierCasePath(readCaseFile(parseJson(text)).id);
    if (files.has(path)) throw new InputError("RECORD_SYNTAX", `Two earlier cases lie at ${path}`);
    files.set(path, utf8(text));
  }
  for (const { name, cut, earlier, notices } of input.documents) {
    const paths = documentPaths(name, earlier.length, notices.length);
    if (files.has(paths.cut)) throw new InputError("RECORD_SYNTAX", `Two documents are named ${name}`);
    files.set(paths.cut, utf8(cut));
    for (const [index, text] of earlier.entries()) files.set(paths.earlier[index] ?? "", utf8(text));
    for (const [index, text] of notices.entries()) files.set(paths.notices[index] ?? "", utf8(text));
  }
  for (const [path, bytes] of planTiles(input.entries, input.primitives))
    files.set(`${LEDGER_PREFIX}${path}`, bytes);
  return files;
}

function listFiles(files: ReadonlyMap<string, Uint8Array>, primitives: Primitives): RecordManifest["files"] {
  return [...files]
    .map(([path, bytes]) => ({
      path,
      sha256: encodeBase64url(primitives.sha256(bytes)),
      size: bytes.length,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
