// The contract of release format 2, to write against until its bodies stand here: types and signatures only.
// `release.ts` and `index.ts` will export exactly these names; this file then goes.
import type { MarkedDocument } from "../documents/index.ts";
import type { IssuerKeys, IssuerSigner, Primitives, PublicJwk, Signer } from "../keys/index.ts";
import type { CommitmentOpening, LedgerIdentity } from "../ledger/index.ts";
import type { Policy } from "../markings/index.ts";
import type { ReleasePlan } from "../planning/index.ts";
import type { PrintedDocument } from "../printing/index.ts";

/** Claims of a release that every reader sees, signed in clear. */
export interface ReleaseHeader {
  readonly format: "entente-release/2";
  /** Random id, 16 bytes in base64url. */
  readonly release: string;
  readonly iss: string;
  /** Seconds since 1970. */
  readonly iat: number;
  readonly exercise: boolean;
  readonly ledger: LedgerIdentity;
  readonly cnf: { readonly jwk: PublicJwk };
  /** Thumbprints of the issuer's Ed25519 key and of its ML-DSA-65 key. */
  readonly keys: readonly [string, string];
}

export interface IssueHeader {
  readonly release: string;
  readonly iat: number;
  readonly exercise: boolean;
  readonly ledger: LedgerIdentity;
  readonly authority: PublicJwk;
}

export interface PrepareInput {
  readonly document: MarkedDocument;
  readonly policies: readonly Policy[];
  readonly plan: ReleasePlan;
  readonly header: IssueHeader;
  readonly issuer: IssuerKeys;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly primitives: Primitives;
}

/** Everything but the signatures; plain JSON. Keep it as the document is kept: it holds all of it. */
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
  /** `p7`, `p7/2`, `p7#grading`, `#counts`, and our own: `p7#marking`, `#reading/c1`, … */
  readonly place: string;
  /** Places that must all be shown for this one to be opened. */
  readonly needs: readonly string[];
  readonly text: string;
}

export interface PreparedClass {
  /** `c1` of the plan; `c0` is the class that sees nothing. */
  readonly id: string;
  readonly recipients: readonly string[];
  readonly counts: boolean;
  readonly gradings: boolean;
  /** Runs of openings, start and end (exclusive) in turn. */
  readonly opens: readonly number[];
}

/** A prepared release and its two signatures: `[Ed25519, ML-DSA-65]`. Plain JSON. */
export interface IssuedRelease extends PreparedRelease {
  readonly signatures: readonly [ReleaseSignature, ReleaseSignature];
}

export interface ReleaseSignature {
  readonly protected: string;
  readonly signature: string;
}

export interface LedgerEvidence {
  readonly opening: Omit<CommitmentOpening, "digest">;
  readonly proof: string;
}

export type CutBody = CutFile["release"];

export interface CutFile {
  readonly format: "entente-cut/2";
  readonly release: {
    readonly payload: string;
    readonly signatures: readonly [
      ReleaseSignature & {
        readonly header: { readonly disclosures: readonly string[]; readonly kb_jwt: string };
      },
      ReleaseSignature,
    ];
  };
  /** `cut.opening.kind` is `cut`, or `unsealing` once places were unsealed. */
  readonly evidence: { readonly release: LedgerEvidence; readonly cut: LedgerEvidence };
}

export interface CutDocument extends PrintedDocument {
  readonly header: ReleaseHeader;
  readonly recipient: string;
  /** `issuer`: fingerprintIssuer over both keys; `authority`: thumbprint. */
  readonly keys: { readonly issuer: string; readonly authority: string };
  /** Places released: portions, notes, restricted spans and references. */
  readonly released: number;
  /** Portions and notes shown of how many, where counts are opened. */
  readonly counts: { readonly shown: number; readonly of: number } | null;
}

export type Trust =
  | {
      readonly kind: "pinned";
      /** fingerprintIssuer of issuers. */
      readonly issuers: readonly string[];
      /** Thumbprints of release authorities. */
      readonly authorities: readonly string[];
      /** LedgerPolicy of the ledger: its log must be one of it, its quorum must have cosigned. */
      readonly policy: unknown;
    }
  | { readonly kind: "carried" };

export interface CheckedStep {
  readonly name: string;
  readonly detail: string;
}

export interface VerifiedCut {
  readonly document: CutDocument;
  readonly steps: readonly CheckedStep[];
  readonly cut: CutFile;
}

/** An unsealing before its evidence. */
export type UnsealingBody = Omit<UnsealingFile, "format" | "evidence">;

export interface UnsealingFile {
  readonly format: "entente-unsealing/1";
  /** sd_hash of the cut it continues. */
  readonly before: string;
  /** What is added, in the order of the cut that comes of it. */
  readonly disclosures: readonly string[];
  /** Key binding over all disclosures, old and new. */
  readonly kb_jwt: string;
  readonly evidence: LedgerEvidence;
}

export interface VerifiedUnsealing {
  readonly before: VerifiedCut;
  readonly after: VerifiedCut;
  /** A whole cut file. */
  readonly cutAfter: string;
  /** Ids (the release's own) of portions now shown that were not, and of shown portions of which more is shown. */
  readonly unsealed: { readonly portions: readonly string[]; readonly parts: readonly string[] };
}

export interface Notice {
  readonly kind: "correction" | "supersession" | "recall";
  readonly release: string;
  readonly text: string;
  /** Id of the release that takes its place: always for a supersession, never for a recall. */
  readonly replacedBy: string | null;
  /** Instant. */
  readonly at: string;
}

export interface Approval {
  readonly release: string;
  /** base64url SHA-256. */
  readonly planDigest: string;
  readonly presentations: readonly { readonly recipient: string; readonly digest: string }[];
  readonly proposedBy: string;
  readonly approvedBy: string;
  readonly at: string;
}

/** The signatures of what `releases/index.ts` will export. */
export interface ReleasesDoor {
  prepareRelease(input: PrepareInput): PreparedRelease;
  /** base64url SHA-256 of what that recipient's cut will hold, known before anything is signed. */
  digestPresentation(
    prepared: PreparedRelease,
    what: { readonly class: string; readonly recipient: string },
    primitives: Primitives,
  ): string;
  signRelease(what: { readonly prepared: PreparedRelease; readonly issuer: IssuerSigner }): IssuedRelease;
  issueRelease(input: Omit<PrepareInput, "issuer"> & { readonly issuer: IssuerSigner }): IssuedRelease;
  digestRelease(
    issued: { readonly payload: string; readonly signatures: readonly [ReleaseSignature, ReleaseSignature] },
    primitives: Primitives,
  ): Uint8Array;
  /** PolicyError when the plan does not give this recipient this class. */
  presentCut(what: {
    readonly issued: IssuedRelease;
    readonly class: string;
    readonly recipient: string;
    readonly iat: number;
    readonly authority: Signer;
    readonly primitives: Primitives;
  }): CutBody;
  digestCut(body: CutBody, primitives: Primitives): Uint8Array;
  sealCut(body: CutBody, evidence: CutFile["evidence"]): string;
  verifyCut(what: {
    readonly text: string;
    readonly trust: Trust;
    readonly primitives: Primitives;
  }): VerifiedCut;
  describeHandling(recipient: string, originator: string): string;
  unsealPlaces(what: {
    readonly issued: IssuedRelease;
    readonly cut: string;
    readonly places: readonly string[];
    readonly iat: number;
    readonly authority: Signer;
    readonly primitives: Primitives;
  }): { readonly body: UnsealingBody; readonly digest: Uint8Array };
  sealUnsealing(body: UnsealingBody, evidence: LedgerEvidence): string;
  verifyUnsealing(what: {
    readonly cut: string;
    readonly unsealing: string;
    readonly trust: Trust;
    readonly primitives: Primitives;
  }): VerifiedUnsealing;
  /** `header` is that of the release it is about. The body's digest is what the ledger commits to. */
  signNotice(what: {
    readonly notice: Omit<Notice, "release">;
    readonly header: ReleaseHeader;
    readonly authority: Signer;
  }): string;
  digestNotice(body: string, primitives: Primitives): Uint8Array;
  sealNotice(body: string, evidence: LedgerEvidence): string;
  verifyNotice(what: {
    readonly text: string;
    /** Of the release the reader holds: a notice of another release, authority or ledger is refused. */
    readonly header: ReleaseHeader;
    readonly trust: Trust;
    readonly primitives: Primitives;
  }): { readonly notice: Notice; readonly steps: readonly CheckedStep[] };
  /** PolicyError RELEASE_SAME_PERSON when proposer and approver are one. */
  signApproval(what: { readonly approval: Approval; readonly authority: Signer }): string;
  digestApproval(text: string, primitives: Primitives): Uint8Array;
  /** Strict reading, the signature by `authority`, two persons. */
  verifyApproval(what: {
    readonly text: string;
    readonly authority: PublicJwk;
    readonly primitives: Primitives;
  }): Approval;
  /** PolicyError RELEASE_CHANGED_SINCE_APPROVAL unless release, plan and every presentation are what was approved. */
  requireApproved(what: {
    readonly approval: Approval;
    readonly prepared: PreparedRelease;
    readonly planDigest: string;
    readonly primitives: Primitives;
  }): void;
}
