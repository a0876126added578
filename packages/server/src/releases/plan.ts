// Planning a release and planning it again: the one function that works a proposal out from what is stored at the moment,
// used when it is proposed, when it is approved and when it is issued.
import { hash, randomBytes, randomUUID } from "node:crypto";
import { epochMilliseconds, InputError, parseJson, PolicyError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { parseMarkedText } from "@entente/core/documents";
import type { MarkedDocument } from "@entente/core/documents";
import type { IssuerKeys } from "@entente/core/keys";
import type { CompiledCommunity } from "@entente/core/markings";
import type { ReleaseRules } from "@entente/core/planning";
import { drawNames } from "@entente/core/releases";
import type { IssueHeader, PreparedRelease } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, requireRole, writeJournal } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import { listConsents } from "../consents/index.ts";
import { findDocument } from "../documents/index.ts";
import type { DocumentRow } from "../documents/index.ts";
import { ServerError } from "../errors.ts";
import type { Keystore } from "../keys/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import { openAuthority, openIssuer } from "../rotations/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import {
  chooseRecipients,
  planProposal,
  readDigestStart,
  readProposal,
  recordBytes,
  refuseChanges,
  replayBytes,
  requireUnchanged,
  toJson,
  writeProposal,
} from "./rules.ts";
import type { PlannedProposal, ReleaseProposal } from "./rules.ts";
import { scanRelease } from "./scan-release.ts";
import type { Rendering } from "./scan-release.ts";
import { findPreparation, insertProposal, listProposals } from "./store.ts";
import type { ProposalRow } from "./store.ts";

export interface ReleaseContext {
  readonly community: CompiledCommunity;
  readonly keystore: Keystore;
  readonly ledger: LedgerSigner;
}

export interface PlanRequest {
  /** The document's name; its newest version is planned. */
  readonly document: string;
  readonly recipients: "everyone" | readonly string[];
  readonly rules: ReleaseRules;
  /** What is public already, to be compared with; null for nothing. */
  readonly publicText: string | null;
  /** Forms to look through for leaks, of every class. */
  readonly renderings: readonly Rendering[];
}

/** What was planned, and how it is called when it is approved. */
export interface Planned {
  readonly digest: string;
  readonly proposal: ReleaseProposal;
}

/**
 * Plans a release of a document's newest version, down to what each recipient would hold, and keeps the plan for a second
 * person to approve. The salts are drawn here, so what is approved is what will be signed.
 * @throws PolicyError RELEASE_UNMARKED, RELEASE_NOBODY; InputError MEMBER_UNKNOWN, DOCUMENT_INVALID; ServerError
 * FORBIDDEN, NOT_FOUND, and what renderings and the scan refuse.
 */
export async function planDocument(
  tx: Transactor,
  act: Act,
  request: PlanRequest & ReleaseContext,
): Promise<Planned> {
  requireRole(act.seat, ["drafter"], act.of);
  const view = openSeatView(act.seat, act.of);
  const row = await requireDocument(tx, view, request.document);
  const recipients = chooseRecipients(request.recipients, act.of.lead, request.community);
  const { randomBytes: draw, drawn } = recordBytes((length) => new Uint8Array(randomBytes(length)));
  const release = drawNames(randomBytes, 1)();
  const { document, planned } = await work(tx, act, view, {
    ...{ row, recipients, release, rules: request.rules, publicText: request.publicText },
    ...{ context: request, proposedAt: act.at, randomBytes: draw },
  });
  const { policies } = request.community.community;
  const { plan } = planned.proposal;
  const scan = await scanRelease({
    ...{ document, plan, policies, at: secondsOf(act.at), renderings: request.renderings },
    names: Object.fromEntries(request.community.community.members.map(({ id, name }) => [id, name])),
  });
  const proposal: ReleaseProposal = { ...planned.proposal, scan };
  const { text, digest } = writeProposal(proposal, nodePrimitives);
  await insertProposal(tx, view, {
    ...{ id: randomUUID(), documentId: row.id, versionId: row.versionId, sourceDigest: row.sourceDigest },
    ...{ recipients, rules: request.rules, publicText: request.publicText },
    ...{ plan: text, planDigest: digest, proposedBy: act.seat.id, proposedAt: act.at },
    prepared: JSON.stringify({ prepared: planned.prepared, drawn: drawn() }),
  });
  await writeJournal(tx, {
    ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action: "release.plan", subject: row.name },
    detail: { planDigest: digest, version: row.version, findings: scan.findings.length },
  });
  return { digest, proposal };
}

/** A plan as it stands, worked out again from what is stored now and found unchanged. */
export interface StandingPlan {
  readonly proposal: ReleaseProposal;
  readonly prepared: PreparedRelease;
}

/**
 * A stored plan, when nothing it follows from has changed: text, marks, recipients, rules, clearances, groups,
 * consents. Its preparation is made again with the bytes it was made with and compared.
 * @throws PolicyError RELEASE_CHANGED_SINCE_APPROVAL naming what changed; ServerError NOT_FOUND.
 */
export async function requireStanding(
  reader: Reader,
  act: Act,
  row: ProposalRow,
  context: ReleaseContext,
): Promise<StandingPlan> {
  const view = openSeatView(act.seat, act.of);
  const before = readProposal(row.plan, row.planDigest);
  const kept = await findPreparation(reader, view, row.id);
  const newest = await requireDocument(reader, view, row.document);
  if (kept === null) return refuse("what is prepared");
  const { prepared, drawn } = parseJson(kept) as unknown as {
    prepared: PreparedRelease;
    drawn: readonly string[];
  };
  const again = await work(reader, act, view, {
    ...{ row: newest, recipients: row.recipients, rules: row.rules, publicText: row.publicText },
    ...{ release: before.release, context, proposedAt: row.proposedAt, randomBytes: replayBytes(drawn) },
  }).catch((error: unknown) => {
    // Whatever stops the same plan now did not stop it then.
    if (error instanceof PolicyError || error instanceof InputError) return refuse(error.message);
    throw error;
  });
  requireUnchanged(before, again.planned.proposal);
  // To the byte: the digest in the proposal is that of what is worked out, and so is what is kept.
  if (JSON.stringify(toJson(prepared)) !== JSON.stringify(toJson(again.planned.prepared)))
    return refuse("what is prepared");
  return { proposal: before, prepared };
}

function refuse(change: string): never {
  refuseChanges([change]);
  throw new RangeError("a change is refused");
}

/**
 * The newest plan of a document; of all of them when several begin with the digest none is taken.
 * @throws InputError SHAPE_INVALID for too little of a digest; ServerError NOT_FOUND.
 */
export async function requirePlan(
  reader: Reader,
  view: View,
  { document, planDigest }: { readonly document: string; readonly planDigest: string },
): Promise<ProposalRow> {
  const start = readDigestStart(planDigest);
  const found = (await listProposals(reader, view, document)).filter((one) =>
    one.planDigest.startsWith(start),
  );
  const [row, ...more] = found;
  if (row === undefined || more.length > 0)
    throw new ServerError(
      "NOT_FOUND",
      `No release of ${document} was planned under that digest. "entente release show" lists the plans; the drafter makes one.`,
    );
  return row;
}

interface Work {
  readonly row: DocumentRow;
  readonly recipients: readonly string[];
  readonly rules: ReleaseRules;
  readonly publicText: string | null;
  readonly release: string;
  readonly proposedAt: Instant;
  readonly randomBytes: (length: number) => Uint8Array;
  readonly context: ReleaseContext;
}

async function work(
  reader: Reader,
  act: Act,
  view: View,
  { row, context, release, proposedAt, ...rest }: Work,
): Promise<{ readonly document: MarkedDocument; readonly planned: PlannedProposal }> {
  const { community, keystore, ledger } = context;
  const { document } = parseMarkedText(row.source, community.community.policies);
  const authority = await openAuthority(reader, keystore, act.of.lead);
  const { ed25519, mlDsa } = await openIssuer(reader, keystore, act.of.lead);
  const issuer: IssuerKeys = { ed25519: ed25519.publicKey, mlDsa: mlDsa.publicKey };
  const header: IssueHeader = {
    ...{ release, iat: secondsOf(proposedAt), exercise: act.of.exercise, ledger: ledger.identity },
    authority: authority.publicKey,
  };
  const planned = planProposal({
    // The text itself decides, not the digest that was stored beside it.
    of: { name: row.name, version: row.version, sourceDigest: hash("sha256", row.source, "base64url") },
    ...{ document, community, header, issuer, primitives: nodePrimitives, ...rest },
    consents: await listConsents(reader, view),
  });
  return { document, planned };
}

export function secondsOf(at: Instant): number {
  return Math.floor(epochMilliseconds(at) / 1000);
}

async function requireDocument(reader: Reader, view: View, name: string): Promise<DocumentRow> {
  const document = await findDocument(reader, view, name);
  if (document === null)
    throw new ServerError(
      "NOT_FOUND",
      `There is no document ${name} in this case, or you may not see it. Ask the lead's drafter.`,
    );
  return document;
}
