// The words of releases. A release is one document signed once over commitments to all its portions (SD-JWT, RFC 9901);
// a cut is what one recipient gets: the signed body, the openings chosen for it, and a key-binding JWT of the release
// authority, because the issuer's signature alone does not stop anyone from dropping or adding an opening.
import type { PublicJwk } from "../keys/index.ts";
import type { CommitmentOpening, LedgerIdentity } from "../ledger/index.ts";
import type { PrintedDocument } from "../printing/index.ts";

/** Claims of a release that every reader sees, signed in clear. */
export interface ReleaseHeader {
  readonly format: "entente-release/1";
  /** Random id of this release, 128 bits, base64url. */
  readonly release: string;
  /** Originator's member id. */
  readonly iss: string;
  /** Seconds since 1970, on the case's clock. */
  readonly iat: number;
  readonly exercise: boolean;
  readonly ledger: LedgerIdentity;
  /** The release authority's key, which signs the key binding of each cut (RFC 7800). */
  readonly cnf: { readonly jwk: PublicJwk };
}

/**
 * What a reader of a verified cut has: the printed model of what is shown, worked out from the opened places. `banner` is the
 * join of every portion and span shown, lists of recipients kept as they are; ids are the release's own and say nothing of
 * the source's.
 */
export interface CutDocument extends PrintedDocument {
  readonly header: ReleaseHeader;
  readonly recipient: string;
  /** RFC 7638 thumbprints of the key that signed the release and of the one that bound this cut to its recipient. */
  readonly keys: { readonly issuer: string; readonly authority: string };
  /** Places released: portions, footnotes, restricted spans and references. */
  readonly released: number;
}

/**
 * A release as its issuer keeps it; plain JSON. `openings` holds the disclosure of every place: whoever has them all has
 * the whole document, so it is stored as the document is.
 */
export interface IssuedRelease {
  readonly protected: string;
  readonly payload: string;
  readonly signature: string;
  /** Place (`p7`, `p7/2`, `n1`) to disclosure. */
  readonly openings: Readonly<Record<string, string>>;
}

/** A cut before its ledger evidence: the signed body, the chosen openings, and the key binding. */
export type CutBody = CutFile["release"];

/** One proven ledger entry carried by a cut: the opening without its digest (the verifier recomputes it), and a tlog-proof. */
export interface LedgerEvidence {
  readonly opening: Omit<CommitmentOpening, "digest">;
  readonly proof: string;
}

/**
 * A cut on file, `entente-cut/1`: canonical JSON and one newline. `release` is the JWS JSON general serialisation of
 * RFC 9901 section 8 with `disclosures` and `kb_jwt` in the first signature's unprotected header.
 */
export interface CutFile {
  readonly format: "entente-cut/1";
  readonly release: {
    readonly payload: string;
    readonly signatures: readonly {
      readonly protected: string;
      readonly signature: string;
      readonly header: { readonly disclosures: readonly string[]; readonly kb_jwt: string };
    }[];
  };
  readonly evidence: { readonly release: LedgerEvidence; readonly cut: LedgerEvidence };
}

/** Trust material for a check, always an argument. */
export type Trust =
  /** Only these issuer keys, release authority keys (RFC 7638 thumbprints) and ledgers (vkeys) are accepted. */
  | {
      readonly kind: "pinned";
      readonly issuers: readonly string[];
      readonly authorities: readonly string[];
      readonly ledgers: readonly string[];
    }
  /** The keys the file itself carries: shows that the file is whole, not who made it; the fingerprints must be compared by voice. */
  | { readonly kind: "carried" };

/** One named step of a verification and what it established, in a sentence. */
export interface CheckedStep {
  readonly name: string;
  readonly detail: string;
}
