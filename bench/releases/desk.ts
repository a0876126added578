// What both benchmarks of releases are made of: a long document issued, and a ledger that proves what leaves.
import { randomBytes } from "node:crypto";
import { encodeBase64url } from "../../packages/core/src/encoding/index.ts";
import type { IssuerSigner, Signer } from "../../packages/core/src/keys/index.ts";
import {
  createLedgerIdentity,
  encodeEntry,
  formatProof,
  hashLeaf,
  hashTree,
  proveInclusion,
  signCheckpoint,
} from "../../packages/core/src/ledger/index.ts";
import type { CommitmentKind } from "../../packages/core/src/ledger/index.ts";
import { noRules, planRelease } from "../../packages/core/src/planning/index.ts";
import type { IssueInput, LedgerEvidence } from "../../packages/core/src/releases/index.ts";
import { nodePrimitives as primitives } from "../../packages/verifier/src/index.ts";
import { createNativeEd25519, createNativeMlDsa } from "./native-keys.ts";
import type { LongRelease } from "./long-release.ts";

export const IAT = 1_521_021_600;

export interface ReleaseDesk {
  /** Everything `issueRelease` takes. */
  readonly input: IssueInput;
  readonly issuer: IssuerSigner;
  readonly authority: Signer;
  /** Commits to a digest and proves it. */
  readonly commit: (kind: CommitmentKind, digest: Uint8Array) => LedgerEvidence;
}

export function openReleaseDesk({ document, community, recipients }: LongRelease): ReleaseDesk {
  const [authority, keeper] = [createNativeEd25519(), createNativeEd25519()];
  const issuer: IssuerSigner = { ed25519: createNativeEd25519(), mlDsa: createNativeMlDsa() };
  const identity = createLedgerIdentity(
    { origin: "entente.example/bench", publicKey: keeper.publicKey },
    primitives,
  );
  const plan = planRelease({ document, community, recipients, rules: noRules, consents: [] });
  const header = {
    ...{ release: encodeBase64url(randomBytes(16)), iat: IAT, exercise: true, ledger: identity },
    authority: authority.publicKey,
  };
  const leafHashes: Uint8Array[] = [];
  return {
    input: {
      document,
      policies: community.community.policies,
      plan,
      header,
      issuer,
      randomBytes,
      primitives,
    },
    issuer,
    authority,
    commit: (kind, digest) => {
      const opening = { kind, salt: encodeBase64url(randomBytes(32)), at: "2018-03-14T10:00:00.000Z" };
      const entry = encodeEntry({ ...opening, digest: encodeBase64url(digest) }, primitives);
      const index = leafHashes.push(hashLeaf(entry, primitives)) - 1;
      const root = hashTree(leafHashes, primitives);
      const checkpoint = signCheckpoint(
        { checkpoint: { origin: identity.origin, size: leafHashes.length, root }, identity, signer: keeper },
        primitives,
      );
      const hashes = proveInclusion({ index, leafHashes }, primitives);
      return { opening, proof: formatProof({ index, hashes, checkpoint }) };
    },
  };
}
