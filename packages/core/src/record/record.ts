// The words of the record: the public, static, checkable account of a case, a folder `entente-record/1`. Every file but
// record.json is listed in the manifest; the manifest is signed and committed in the ledger as a publication.
import type { LedgerEvidence } from "../releases/index.ts";
import type { LedgerIdentity } from "../ledger/index.ts";
import type { Clocks, CountingRule } from "../measures/index.ts";

/** One file of the record. */
export interface ManifestFile {
  /** Relative, with forward slashes; the layout is closed (layout.ts). */
  readonly path: string;
  /** base64url SHA-256 of the bytes. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** What the publisher signs, `entente-manifest/1`, as canonical JSON. */
export interface RecordManifest {
  readonly format: "entente-manifest/1";
  /** The case's slug, as in data/case.json. */
  readonly case: string;
  readonly exercise: boolean;
  /** Member id of the publisher, which is the originator of every document in the record. */
  readonly iss: string;
  readonly ledger: LedgerIdentity;
  /** Instant of publication, the same as in the ledger entry of the publication. */
  readonly publishedAt: string;
  /** Sorted by path, each path once. */
  readonly files: readonly ManifestFile[];
}

/** A manifest as flattened JWS (RFC 7515 section 7.2.2): Ed25519, key and type in the protected header. */
export interface SignedManifest {
  readonly payload: string;
  readonly protected: string;
  readonly signature: string;
}

/** record.json: canonical JSON and one newline. */
export interface RecordFile {
  readonly format: "entente-record/1";
  readonly manifest: SignedManifest;
  /** That the manifest was committed in the ledger. */
  readonly evidence: LedgerEvidence;
  /** Base64 hashes: the tree under ledger/ is a prefix of the one in the evidence. */
  readonly consistency: readonly string[];
}

/** data/clocks.json: response clocks with the counting they rest on. */
export interface RecordClocks {
  readonly kind: string;
  readonly rule: CountingRule;
  readonly clocks: Clocks;
}

/** One document of the record, cut for the public. */
export interface RecordDocument {
  /** Lower-case letters, digits and hyphens: `assessment` gives documents/assessment.cut.json and .html. */
  readonly name: string;
  /** Text of the cut file. */
  readonly cut: string;
  /** The cut as a page. */
  readonly page: string;
}
