// The words of releases. A release is one document signed once over commitments to all its portions (SD-JWT, RFC 9901);
// a cut is what one recipient gets: the signed body, the openings chosen for it, and a key-binding JWT of the release
// authority, because the issuer's signature alone does not stop anyone from dropping or adding an opening.
import type { IssuerKeys, PublicJwk } from "../keys/index.ts";
import type { CommitmentOpening, LedgerIdentity, LedgerPolicy } from "../ledger/index.ts";
import type { PrintedDocument } from "../printing/index.ts";

/** Claims of a release that every reader sees, signed in clear. */
export interface ReleaseHeader {
  readonly format: "entente-release/2";
  /** Random id of this release, 16 bytes in base64url. */
  readonly release: string;
  /** Originator's member id. */
  readonly iss: string;
  /** Seconds since 1970, on the case's clock. */
  readonly iat: number;
  readonly exercise: boolean;
  readonly ledger: LedgerIdentity;
  /** The release authority's key, which signs the key binding of each cut (RFC 7800). */
  readonly cnf: { readonly jwk: PublicJwk };
  /** Thumbprints of the issuer's Ed25519 key and of its ML-DSA-65 key: neither signature stands without the other. */
  readonly keys: readonly [ed25519: string, mlDsa: string];
}

/**
 * Everything of a release but its signatures; plain JSON. Whoever has the openings has the whole document, so it is kept as
 * the document is.
 */
export interface PreparedRelease {
  readonly format: "entente-prepared/1";
  readonly issuer: IssuerKeys;
  /** base64url of the canonical payload. */
  readonly payload: string;
  /** Every disclosure there is, in the order in which a cut lists those it opens. */
  readonly openings: readonly Opening[];
  readonly classes: readonly PreparedClass[];
}

export interface Opening {
  /** `p7`, `p7/2`, `p7#marking`, `p7#grading`, `p7#number`, `p7#support`, `p7/2#filler`, `#counts`, `#reading/c1`, … */
  readonly place: string;
  /** The places that must all be shown before this is opened. */
  readonly needs: readonly string[];
  readonly text: string;
}

/** What one class of recipients is shown. */
export interface PreparedClass {
  /** `c1` as the plan has it; `c0` is the class that sees nothing. */
  readonly id: string;
  readonly recipients: readonly string[];
  readonly counts: boolean;
  readonly gradings: boolean;
  /** Runs of openings: where one begins and, exclusive, where it ends, in turn. */
  readonly opens: readonly number[];
  /** The portions behind each gap of its reading, and those withheld without one. */
  readonly gaps: readonly (readonly string[])[];
  readonly aside: readonly string[];
}

/** One signature of a release as its file has it. */
export interface ReleaseSignature {
  readonly protected: string;
  readonly signature: string;
}

/** The two signatures of a release, Ed25519 and ML-DSA-65, over the same payload. */
export interface SignedPayload {
  readonly payload: string;
  readonly signatures: readonly [ed25519: ReleaseSignature, mlDsa: ReleaseSignature];
}

/** A release as its issuer keeps it; plain JSON. */
export interface IssuedRelease extends PreparedRelease, SignedPayload {}

/**
 * What a reader of a verified cut has: the printed model of what is shown, worked out from the opened places. `banner` is the
 * join of every portion and span shown, lists of recipients kept as they are; ids are the release's own and say nothing of
 * the source's.
 */
export interface CutDocument extends PrintedDocument {
  readonly header: ReleaseHeader;
  readonly recipient: string;
  /** `issuer` is the fingerprint over both keys of the issuer; `authority` the RFC 7638 thumbprint of the key that bound the cut. */
  readonly keys: { readonly issuer: string; readonly authority: string };
  /** Places released: portions, notes, restricted spans and references. */
  readonly released: number;
  /** How many portions and notes are shown, of how many; null where that is not told. */
  readonly counts: { readonly shown: number; readonly of: number } | null;
}

/** A cut before its ledger evidence: the signed body, the chosen openings, and the key binding. */
export type CutBody = CutFile["release"];

/** One proven ledger entry carried by a file: the opening without its digest (the verifier recomputes it), and a tlog-proof. */
export interface LedgerEvidence {
  readonly opening: Omit<CommitmentOpening, "digest">;
  readonly proof: string;
}

/**
 * A cut on file, `entente-cut/2`: canonical JSON and one newline. `release` is the JWS JSON general serialisation of
 * RFC 9901 section 8 with `disclosures` and `kb_jwt` in the first signature's unprotected header. A cut to which places were
 * unsealed is a cut as any other; its own evidence is then of kind `unsealing`.
 */
export interface CutFile {
  readonly format: "entente-cut/2";
  readonly release: {
    readonly payload: string;
    readonly signatures: readonly [
      ed25519: ReleaseSignature & {
        readonly header: { readonly disclosures: readonly string[]; readonly kb_jwt: string };
      },
      mlDsa: ReleaseSignature,
    ];
  };
  readonly evidence: { readonly release: LedgerEvidence; readonly cut: LedgerEvidence };
}

/** Whose key a statement is about: the one that signs releases, or the one that binds cuts. */
export type KeyPurpose = "issuer" | "authority";

declare const statedBrand: unique symbol;

/** What a checked key statement established. Only `openKeyStatement` makes one. */
export interface StatedKeys {
  readonly [statedBrand]: true;
  readonly kind: "rotation" | "revocation";
  readonly purpose: KeyPurpose;
  /** Ids of the keys it takes from, as readers pin them. */
  readonly old: readonly string[];
  /** Ids of the keys that follow; none in a revocation. */
  readonly next: readonly string[];
  /** vkey of the ledger in which it stands. */
  readonly ledger: string;
  /** Its place there. */
  readonly index: number;
}

/** Trust material for a check, always an argument. */
export type Trust =
  /**
   * Only these are accepted: fingerprints over both keys of an issuer, RFC 7638 thumbprints of release authorities, and
   * ledgers under a policy, whose quorum of witnesses must have cosigned. Statements say which keys follow those, and which
   * are not believed any more.
   */
  | {
      readonly kind: "pinned";
      readonly issuers: readonly string[];
      readonly authorities: readonly string[];
      readonly policy: LedgerPolicy;
      readonly statements: readonly StatedKeys[];
    }
  /** The keys the file itself carries: shows that the file is whole, not who made it; the fingerprints must be compared by voice. */
  | { readonly kind: "carried" };

/** One named step of a verification and what it established, in a sentence. */
export interface CheckedStep {
  readonly name: string;
  readonly detail: string;
}

/** Further openings for the holder of one cut, on file `entente-unsealing/1`: canonical JSON and one newline. */
export interface UnsealingFile {
  readonly format: "entente-unsealing/1";
  /** The `sd_hash` of the cut it goes with. */
  readonly before: string;
  /** What is added, in the order of the cut that comes of it. */
  readonly disclosures: readonly string[];
  /** The key binding over all disclosures, old and new. */
  readonly kb_jwt: string;
  readonly evidence: LedgerEvidence;
}

/** An unsealing before its ledger evidence. */
export type UnsealingBody = Omit<UnsealingFile, "format" | "evidence">;
