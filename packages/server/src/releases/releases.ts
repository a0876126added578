// Proposing and approving a release. Approval plans again from what is stored now, compares it with what was proposed,
// signs once, cuts for each recipient, commits everything to the ledger and stores the finished files, in one transaction.
import { hash, randomBytes, randomUUID } from "node:crypto";
import { encodeBase64url, epochMilliseconds, PolicyError } from "@entente/core/encoding";
import { parseMarkedText } from "@entente/core/documents";
import type { Instant } from "@entente/core/encoding";
import type { CompiledCommunity } from "@entente/core/markings";
import { noRules, planRelease } from "@entente/core/planning";
import {
  digestCut,
  digestRelease,
  issueRelease,
  presentCut,
  sealCut,
  verifyCut,
} from "@entente/core/releases";
import { renderCutPage } from "@entente/core/pages";
import type { RecipientClass } from "@entente/core/planning";
import { nodePrimitives, readSelfCheck } from "@entente/verifier";
import { openSeatView, requireRole, writeJournal } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import { insertCustody } from "../custody/index.ts";
import { findDocument } from "../documents/index.ts";
import type { DocumentRow } from "../documents/index.ts";
import { ServerError } from "../errors.ts";
import type { Keystore } from "../keys/index.ts";
import { commitDigests, signHead } from "../ledger/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import type { Transactor } from "../storage/index.ts";
import { checkApproval, chooseRecipients, digestProposal, planToJson } from "./rules.ts";
import { findCutFile, findProposal, insertCuts, insertProposal, markIssued } from "./store.ts";
import type { CutRow, ProposalRow } from "./store.ts";

export interface ReleaseContext {
  readonly community: CompiledCommunity;
  readonly keystore: Keystore;
  readonly ledger: LedgerSigner;
}

/** Proposes a release of a draft to recipients. @throws PolicyError RELEASE_UNMARKED, RELEASE_NOBODY; ServerError FORBIDDEN, NOT_FOUND. */
export async function proposeRelease(
  tx: Transactor,
  act: Act,
  {
    document: name,
    recipients: asked,
    community,
  }: {
    readonly document: string;
    readonly recipients: "everyone" | readonly string[];
    readonly community: CompiledCommunity;
  },
): Promise<void> {
  requireRole(act.seat, ["drafter"], act.of);
  const view = openSeatView(act.seat, act.of);
  const document = await requireDocument(tx, view, name);
  const recipients = chooseRecipients(asked, act.of.lead, community);
  const plan = planRelease({
    document: parseMarkedText(document.source, community.community.policies).document,
    community,
    recipients,
    rules: noRules,
    consents: [],
  });
  const planDigest = digestProposal(
    { sourceDigest: document.sourceDigest, recipients, plan },
    nodePrimitives,
  );
  await insertProposal(tx, view, {
    id: randomUUID(),
    documentId: document.id,
    versionId: document.versionId,
    recipients,
    sourceDigest: document.sourceDigest,
    plan: planToJson(plan),
    planDigest,
    proposedBy: act.seat.id,
    proposedAt: act.at,
  });
  await writeJournal(tx, {
    caseId: act.of.id,
    at: act.at,
    seat: act.seat.id,
    action: "release.propose",
    subject: name,
    detail: { planDigest },
  });
}

/**
 * Approves what was proposed and issues it. Returns how many cuts were made.
 * @throws PolicyError RELEASE_SAME_PERSON, RELEASE_CHANGED_SINCE_APPROVAL, TRANSITION_REFUSED; ServerError FORBIDDEN, NOT_FOUND.
 */
export async function approveRelease(
  tx: Transactor,
  act: Act,
  context: ReleaseContext & { readonly document: string },
): Promise<number> {
  requireRole(act.seat, ["release-authority"], act.of);
  const { community, ledger } = context;
  const view = openSeatView(act.seat, act.of);
  const stored = await requireDocument(tx, view, context.document);
  // Of the newest version: what was proposed of an earlier one was not this text.
  const proposal = await findProposal(tx, view, stored.versionId);
  if (proposal === null)
    throw new ServerError(
      "NOT_FOUND",
      `No release of version ${stored.version} of ${context.document} was proposed. The drafter proposes one.`,
    );
  if (proposal.approvedBy !== null)
    throw new PolicyError("TRANSITION_REFUSED", `${context.document} is already released.`);
  const { document } = parseMarkedText(stored.source, community.community.policies);
  const plan = planRelease({
    document,
    community,
    recipients: proposal.recipients,
    rules: noRules,
    consents: [],
  });
  const digestNow = digestProposal(
    { sourceDigest: stored.sourceDigest, recipients: proposal.recipients, plan },
    nodePrimitives,
  );
  checkApproval({
    proposedBy: proposal.proposedBy,
    approver: act.seat.id,
    proposedDigest: proposal.planDigest,
    digestNow,
  });

  const issuer = {
    ed25519: await context.keystore.openSigner("issuer", act.of.lead),
    mlDsa: await context.keystore.openMlDsaSigner("ML-DSA-65", "issuer", act.of.lead),
  };
  const authority = await context.keystore.openSigner("authority", act.of.lead);
  const iat = Math.floor(epochMilliseconds(act.at) / 1000);
  const issued = issueRelease({
    document,
    policies: community.community.policies,
    plan,
    header: {
      release: encodeBase64url(randomBytes(16)),
      iat,
      exercise: act.of.exercise,
      ledger: ledger.identity,
      authority: authority.publicKey,
    },
    issuer,
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    primitives: nodePrimitives,
  });
  const bodies = plan.classes.flatMap((of) =>
    of.recipients.map((recipient) => ({
      of,
      recipient,
      body: presentCut({
        issued,
        class: of.id,
        recipient,
        iat,
        authority,
        primitives: nodePrimitives,
      }),
    })),
  );
  const leaves = await commitDigests(tx, {
    caseId: act.of.id,
    at: act.at,
    commitments: [
      { kind: "release", digest: digestRelease(issued, nodePrimitives) },
      ...bodies.map(({ body }) => ({ kind: "cut" as const, digest: digestCut(body, nodePrimitives) })),
    ],
  });
  const head = await signHead(tx, ledger, act.at);
  const evidence = await Promise.all(
    leaves.map(async ({ index, opening: { kind, salt, at } }) => ({
      index,
      evidence: { opening: { kind, salt, at }, proof: await head.proveLeaf(index) },
    })),
  );
  const [release, ...cuts] = evidence;
  if (release === undefined) throw new RangeError("a release commits to itself first");
  const rows = bodies.map(({ of, recipient, body }, position): CutRow => {
    const cut = cuts[position];
    if (cut === undefined) throw new RangeError("every cut has its leaf");
    return makeCutRow(
      { proposal, of, recipient, leafIndex: cut.index },
      sealCut(body, { release: release.evidence, cut: cut.evidence }),
    );
  });
  await markIssued(tx, view, {
    id: proposal.id,
    approvedBy: act.seat.id,
    approvedAt: act.at,
    issued: JSON.stringify(issued),
    leafIndex: release.index,
  });
  await insertCuts(tx, view, { releaseId: proposal.id, classes: plan.classes, cuts: rows });
  await insertCustody(tx, view, [
    {
      ...{ documentId: stored.id, versionId: stored.versionId, originalId: null },
      ...{ act: "released", seat: act.seat.id, at: act.at },
    },
  ]);
  await writeJournal(tx, {
    caseId: act.of.id,
    at: act.at,
    seat: act.seat.id,
    action: "release.approve",
    subject: context.document,
    detail: { planDigest: proposal.planDigest, cuts: rows.length },
  });
  return rows.length;
}

/** Reads one cut for a view, as file and as page. The reading is journaled in the same transaction, before any byte leaves. */
export async function readCut(
  tx: Transactor,
  view: View,
  {
    cutId,
    by,
    at,
    names,
    keystore,
  }: {
    readonly cutId: string;
    readonly by: string;
    readonly at: Instant;
    /** Names of members by id, for the page. */
    readonly names: Readonly<Record<string, string>>;
    readonly keystore: Keystore;
  },
): Promise<{ readonly file: string; readonly page: () => Promise<string> } | null> {
  const cut = await findCutFile(tx, view, cutId);
  if (cut === null) return null;
  await writeJournal(tx, {
    caseId: view.caseId,
    at,
    seat: by,
    action: "cut.read",
    subject: cut.id,
    detail: { recipient: cut.recipient },
  });
  return {
    file: cut.file,
    page: async () =>
      renderCutPage({
        text: cut.file,
        names,
        authority: await keystore.openSigner("authority", cut.iss),
        script: readSelfCheck(),
        primitives: nodePrimitives,
      }),
  };
}

function makeCutRow(
  {
    proposal,
    of,
    recipient,
    leafIndex,
  }: { proposal: ProposalRow; of: RecipientClass; recipient: string; leafIndex: number },
  file: string,
): CutRow {
  // Title and banner are read back from the finished file, so that what a list says is what the reader will see.
  const { document } = verifyCut({ text: file, trust: { kind: "carried" }, primitives: nodePrimitives });
  return {
    id: randomUUID(),
    documentId: proposal.documentId,
    versionId: proposal.versionId,
    releaseId: proposal.id,
    recipient,
    class: of.id,
    title: document.title,
    banner: document.banner,
    // Portions and notes that are shown, as the document itself is counted; parts within a portion are not counted apart.
    released: document.portions.filter((portion) => portion !== null).length + document.footnotes.length,
    file,
    sha256: hash("sha256", file, "hex"),
    leafIndex,
  };
}

async function requireDocument(tx: Transactor, view: View, name: string): Promise<DocumentRow> {
  const document = await findDocument(tx, view, name);
  if (document === null)
    throw new ServerError(
      "NOT_FOUND",
      `There is no document ${name} in this case, or you may not see it. Ask the lead's drafter.`,
    );
  return document;
}
