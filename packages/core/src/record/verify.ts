// Verifying a record: a checklist. Each step either throws a coded error or says in a sentence what it established. What
// to trust is an argument, and nothing outside the folder is asked.
import {
  decodeBase64,
  decodeUtf8,
  encodeBase64url,
  equalBytes,
  VerificationError,
} from "../encoding/index.ts";
import { thumbprint } from "../keys/index.ts";
import type { Primitives } from "../keys/index.ts";
import { encodeEntry, verifyConsistency, verifyProof } from "../ledger/index.ts";
import type { Tally } from "../measures/index.ts";
import { requireStanding, requireTrusted } from "../releases/index.ts";
import type { CheckedStep, CutDocument, Trust } from "../releases/index.ts";
import { readCitation, resolveCitation } from "./citations.ts";
import type { VerifiedCitation } from "./citations.ts";
import { checkTree } from "./contents.ts";
import type { RecordTree } from "./contents.ts";
import { isWritten, readLayout, RECORD_PATH } from "./layout.ts";
import type { DocumentFiles } from "./layout.ts";
import { digestManifest, openManifest, readRecordFile } from "./manifest.ts";
import { writePages } from "./pages.ts";
import type { RecordFile, RecordManifest } from "./record.ts";
import { readSite } from "./site.ts";
import type { RecordSite } from "./site.ts";

export interface RecordRequest {
  /** Everything in the folder, path to bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly trust: Trust;
  readonly primitives: Primitives;
}

export interface VerifiedRecord {
  readonly steps: readonly CheckedStep[];
  readonly manifest: RecordManifest;
  /** RFC 7638 thumbprint of the key that signed the manifest. */
  readonly key: string;
  readonly documents: readonly CutDocument[];
  readonly tallies: readonly Tally[];
}

/**
 * Checks a record from its first byte to its last.
 * @throws InputError RECORD_SYNTAX and those of the formats inside; VerificationError SIGNATURE_INVALID, KEY_UNTRUSTED, KEY_SUPERSEDED, KEY_REVOKED,
 *   ALGORITHM_REFUSED, RECORD_FILE_MISSING, RECORD_FILE_UNLISTED, RECORD_FILE_CHANGED, RECORD_TREE_MISMATCH,
 *   RECORD_TALLY_MISMATCH, RECORD_PAGE_MISMATCH, the ledger's, and for its documents those of verifyCut and verifyNotice;
 *   PolicyError EXPOSURE_INCOMPLETE.
 */
export function verifyRecord(request: RecordRequest): VerifiedRecord {
  return checkRecord(request).verified;
}

/**
 * Checks a record, and then whether a citation holds in it.
 * @throws as verifyRecord; InputError CITATION_SYNTAX; VerificationError CITATION_MISMATCH.
 */
export function verifyCitation(request: RecordRequest & { readonly citation: string }): {
  readonly record: VerifiedRecord;
  readonly cited: VerifiedCitation;
} {
  const citation = readCitation(request.citation);
  const { verified, site } = checkRecord(request);
  return { record: verified, cited: resolveCitation(citation, site) };
}

function checkRecord({ files, trust, primitives }: RecordRequest): {
  readonly verified: VerifiedRecord;
  readonly site: RecordSite;
} {
  const steps: CheckedStep[] = [];
  const pass = (name: string, detail: string): void => void steps.push({ name, detail });

  const record = readRecord(files);
  pass("format", "record.json is entente-record/2 in canonical form.");

  const { manifest, key } = openManifest(record.manifest, primitives);
  const keyId = thumbprint(key, primitives);
  pass("manifest signature", `${manifest.iss} signed the manifest of ${manifest.case} with Ed25519.`);

  pass("trust", checkTrust(keyId, trust));

  const paths = checkFiles({ files, manifest, primitives });
  pass(
    "files",
    `All ${manifest.files.length} files are the listed ones, byte for byte, and there are no others.`,
  );

  const tree = checkTree({ files, manifest, primitives });
  pass(
    "ledger tree",
    `The ${tree.checkpoint.size} entries give every tile and the signed root of ${manifest.ledger.origin}.`,
  );

  const { index } = checkPublication({ record, manifest, tree, trust, primitives });
  const { vkey } = manifest.ledger;
  requireStanding({ purpose: "issuer", key: keyId, ledger: vkey, born: index, last: index }, trust);
  pass(
    "ledger: publication",
    `The manifest was committed at ${manifest.publishedAt} as entry ${index}, and the ledger before it only grew.`,
  );

  const site = readSite({ files, manifest, paths, tree, trust, primitives });
  const { tallies, documents, exposures } = site;
  pass(
    "figures",
    `${tallies.length} tallies and the response clocks, counted again from the case file, are the same.${sayEarlier(site)}`,
  );

  const shown = documents.reduce(
    (sum, { cut }) => sum + cut.document.portions.filter((portion) => portion !== null).length,
    0,
  );
  pass(
    "documents",
    `${documents.length} documents are true cuts for the public by ${manifest.iss}: each of the ${shown} places shown opens what was signed.`,
  );

  const standing = exposures.filter(({ withdrawn }) => withdrawn === null);
  if (exposures.length > 0)
    pass(
      "persons",
      `${standing.length} pages about persons rest claim by claim on what is shown, with two persons and a legal check behind each.`,
    );

  const written = checkPages({ files, site, primitives });
  pass(
    "pages",
    `${written} pages, drawings, tables and feeds say what the data say, written again and compared.`,
  );

  return {
    verified: {
      ...{ steps, manifest, key: keyId, tallies },
      documents: documents.map(({ cut }) => cut.document),
    },
    site,
  };
}

function sayEarlier({ earlierCases }: RecordSite): string {
  const count = earlierCases.length;
  if (count === 0) return "";
  return ` ${count === 1 ? "One earlier case stands" : `${count} earlier cases stand`} beside it, by facts that are here.`;
}

/** How many files were written from the others; each is written again and must be the same to the byte. */
function checkPages({
  files,
  site,
  primitives,
}: Omit<RecordRequest, "trust"> & { readonly site: RecordSite }): number {
  const pages = writePages(site, primitives);
  const present = [...files.keys()].filter(isWritten);
  for (const path of new Set([...pages.keys(), ...present])) {
    const [ours, theirs] = [pages.get(path), files.get(path)];
    if (ours === undefined || theirs === undefined || !equalBytes(ours, theirs))
      throw new VerificationError(
        "RECORD_PAGE_MISMATCH",
        `${path} does not say what the data of the record say: do not use it, ask its publisher. A record of another version of the program needs that version to check`,
      );
  }
  return pages.size;
}

function readRecord(files: ReadonlyMap<string, Uint8Array>): RecordFile {
  const bytes = files.get(RECORD_PATH);
  if (bytes === undefined)
    throw new VerificationError(
      "RECORD_FILE_MISSING",
      "There is no record.json here: give the folder that holds it, or get the record again from its publisher",
    );
  return readRecordFile(decodeUtf8(bytes));
}

function checkTrust(key: string, trust: Trust): string {
  if (trust.kind === "carried")
    return "Keys are those the record carries: compare their fingerprints by voice to know who made it.";
  return requireTrusted({ purpose: "issuer", key }, trust) === "pinned"
    ? "The publisher is one you pinned."
    : "The publisher's key follows one you pinned, by statements in the ledger.";
}

/** The files of the documents. */
function checkFiles({
  files,
  manifest,
  primitives,
}: {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly manifest: RecordManifest;
  readonly primitives: Primitives;
}): readonly DocumentFiles[] {
  const listed = new Set(manifest.files.map(({ path }) => path));
  for (const path of files.keys())
    if (path !== RECORD_PATH && !listed.has(path))
      throw new VerificationError(
        "RECORD_FILE_UNLISTED",
        `${JSON.stringify(path)} is not part of the record: remove it, or get the record again from its publisher`,
      );
  for (const { path, sha256, size } of manifest.files) {
    const bytes = files.get(path);
    if (bytes === undefined)
      throw new VerificationError(
        "RECORD_FILE_MISSING",
        `${JSON.stringify(path)} is missing: get the record again from its publisher`,
      );
    if (bytes.length !== size || encodeBase64url(primitives.sha256(bytes)) !== sha256)
      throw new VerificationError(
        "RECORD_FILE_CHANGED",
        `${path} was changed: get the record again from its publisher`,
      );
  }
  return readLayout([...listed]);
}

function checkPublication({
  record,
  manifest,
  tree,
  trust,
  primitives,
}: {
  readonly record: RecordFile;
  readonly manifest: RecordManifest;
  readonly tree: RecordTree;
  readonly trust: Trust;
  readonly primitives: Primitives;
}): { readonly index: number } {
  const { opening, proof } = record.evidence;
  const digest = encodeBase64url(digestManifest(record.manifest, primitives));
  const entry = encodeEntry({ ...opening, digest }, primitives);
  const { index, checkpoint } = verifyProof(
    { text: proof, entry, identity: manifest.ledger, policy: trust.kind === "pinned" ? trust.policy : null },
    primitives,
  );
  if (opening.at !== manifest.publishedAt)
    throw new VerificationError(
      "LEDGER_COMMITMENT_MISMATCH",
      "The ledger has another instant of publication than the manifest: ask the publisher",
    );
  const { size, root } = tree.checkpoint;
  const grown = verifyConsistency(
    {
      from: size,
      to: checkpoint.size,
      fromRoot: root,
      toRoot: checkpoint.root,
      proof: record.consistency.map(decodeBase64),
    },
    primitives,
  );
  if (!grown || index !== size)
    throw new VerificationError(
      "LEDGER_PROOF_INVALID",
      "The ledger at publication does not continue the one in the record: get the record again from its publisher",
    );
  return { index };
}
