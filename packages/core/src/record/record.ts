// The words of the record: the public, static, checkable account of a case, a folder `entente-record/2`. Every file but
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
  readonly format: "entente-record/2";
  readonly manifest: SignedManifest;
  /** That the manifest was committed in the ledger, as the entry that follows the tree under ledger/. */
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
  /** Texts of the cuts it took the place of, oldest first. */
  readonly earlier: readonly string[];
  /** Texts of the notices about any of them, oldest first. */
  readonly notices: readonly string[];
}

/** Names of a member in the languages of the record. */
export interface MemberName {
  readonly en: string;
  readonly fr: string;
}

/** data/edition.json: which edition this is, why it is, and those before it. */
export interface RecordEdition {
  /** From 1. */
  readonly edition: number;
  /** Null for the first. */
  readonly why: string | null;
  readonly earlier: readonly {
    readonly publishedAt: string;
    readonly why: string | null;
    /** Base64url digest of its manifest, as the ledger committed to it. */
    readonly manifest: string;
    readonly leaf: number;
  }[];
}

/** What a claim about a person stands on. */
export interface ClaimPlace {
  readonly document: string;
  /** Counts what the public is shown of it, from 1: the anchor `p-12`. */
  readonly portion: number;
  /** Base64url SHA-256 of the cut file. */
  readonly cut: string;
}

/** One version of a page about a responsible person, with those who stand for it by their offices. */
export interface ExposureVersion {
  readonly version: number;
  /** Hex SHA-256 of the words that were validated. */
  readonly digest: string;
  readonly person: string;
  readonly role: string;
  readonly summary: string;
  readonly claims: readonly (ClaimPlace & { readonly text: string })[];
  readonly reply: { readonly asked: string | null; readonly note: string };
  /** Why it took the place of the version before; null for the first. */
  readonly why: string | null;
  readonly validations: readonly { readonly by: string; readonly at: string }[];
  readonly legalCheck: { readonly by: string; readonly at: string; readonly note: string };
}

/** An entry of data/exposures.json: every version that was public, the newest last. */
export interface RecordExposure {
  readonly name: string;
  readonly versions: readonly ExposureVersion[];
  readonly withdrawn: { readonly at: string; readonly why: string } | null;
}

/** One window of the map, in the units of its own drawing. `d` are SVG path data of whole numbers. */
export interface MapFrame {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Everybody who is not a member of this window. */
  readonly land: string;
  readonly members: readonly {
    readonly id: string;
    readonly d: string;
    readonly x: number;
    readonly y: number;
    /** Too small to hold its label: shown as a dot. */
    readonly small: boolean;
    /** Middle of its label. */
    readonly labelX: number;
    readonly labelY: number;
  }[];
}

/** data/map.json: shapes only; what each is filled with follows from the case file. */
export interface RecordMap {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly MapFrame[];
}
