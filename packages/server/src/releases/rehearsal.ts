// A release as it would be, with keys made for this one run and a ledger of its own, so that every rendering of every
// class can be seen and scanned before anybody signs. Nothing of it can pass for the real release.
import { randomBytes } from "node:crypto";
import { encodeBase64url } from "@entente/core/encoding";
import type { MarkedDocument } from "@entente/core/documents";
import { createEd25519Signer, createMlDsaSigner } from "@entente/core/keys";
import type { IssuerSigner, Signer } from "@entente/core/keys";
import {
  buildTree,
  createLedgerIdentity,
  encodeEntry,
  formatProof,
  hashLeaf,
  signCheckpoint,
} from "@entente/core/ledger";
import type { CommitmentKind } from "@entente/core/ledger";
import type { Policy } from "@entente/core/markings";
import type { ReleasePlan } from "@entente/core/planning";
import {
  digestCut,
  digestRelease,
  drawNames,
  issueRelease,
  presentCut,
  sealCut,
  verifyCut,
} from "@entente/core/releases";
import type { CutDocument } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";

/** What the recipients of one class would get; told of the first of them. */
export interface RehearsedCut {
  readonly class: string;
  readonly recipient: string;
  /** The cut file. */
  readonly text: string;
  /** What it shows, read back from the file. */
  readonly document: CutDocument;
}

export interface Rehearsal {
  readonly cuts: readonly RehearsedCut[];
  /** Of this run alone. */
  readonly authority: Signer;
}

/** Keys for rehearsals, for this one run. */
export interface RehearsalKeys {
  readonly issuer: IssuerSigner;
  readonly authority: Signer;
  readonly log: Signer;
}

export function createRehearsalKeys(): RehearsalKeys {
  const create = (): Signer => createEd25519Signer(randomBytes(32));
  const mlDsa = createMlDsaSigner("ML-DSA-65", randomBytes(32));
  return { issuer: { ed25519: create(), mlDsa }, authority: create(), log: create() };
}

/**
 * @param options.at seconds since 1970.
 * @throws InputError DOCUMENT_INVALID and PolicyError as issuing does.
 */
export function rehearseRelease({
  document,
  policies,
  plan,
  at,
  keys: { issuer, authority, log },
}: {
  readonly document: MarkedDocument;
  readonly policies: readonly Policy[];
  readonly plan: ReleasePlan;
  readonly at: number;
  readonly keys: RehearsalKeys;
}): Rehearsal {
  const primitives = nodePrimitives;
  const ledger = createLedgerIdentity(
    { origin: "entente.example/rehearsal", publicKey: log.publicKey },
    primitives,
  );
  const issued = issueRelease({
    ...{ document, policies, plan, primitives },
    header: {
      ...{ release: drawNames(randomBytes, 1)(), iat: at, exercise: true, ledger },
      authority: authority.publicKey,
    },
    issuer,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
  });
  const bodies = plan.classes.map(({ id, recipients: [recipient = ""] }) => ({
    class: id,
    recipient,
    body: presentCut({ issued, class: id, recipient, iat: at, authority, primitives }),
  }));
  const digests: readonly (readonly [CommitmentKind, Uint8Array])[] = [
    ["release", digestRelease(issued, primitives)],
    ...bodies.map(({ body }) => ["cut", digestCut(body, primitives)] as const),
  ];
  const time = new Date(at * 1000).toISOString();
  const openings = digests.map(([kind, digest]) => ({
    ...{ kind, digest: encodeBase64url(digest), at: time },
    salt: encodeBase64url(randomBytes(32)),
  }));
  const tree = buildTree(
    openings.map((opening) => hashLeaf(encodeEntry(opening, primitives), primitives)),
    primitives,
  );
  const checkpoint = { origin: ledger.origin, size: tree.size, root: tree.root };
  const note = signCheckpoint({ checkpoint, identity: ledger, signer: log }, primitives);
  const [release, ...cuts] = openings.map(({ kind, salt }, index) => ({
    opening: { kind, salt, at: time },
    proof: formatProof({ index, hashes: tree.proveInclusion(index), checkpoint: note }),
  }));
  return {
    authority,
    cuts: bodies.map(({ body, ...of }, index) => {
      const cut = cuts[index];
      if (release === undefined || cut === undefined) throw new RangeError("every commitment has its proof");
      const text = sealCut(body, { release, cut });
      return { ...of, text, ...verifyOwn(text) };
    }),
  };
}

function verifyOwn(text: string): { readonly document: CutDocument } {
  const { document } = verifyCut({ text, trust: { kind: "carried" }, primitives: nodePrimitives });
  return { document };
}
