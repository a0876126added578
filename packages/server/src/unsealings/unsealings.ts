// Unsealing in three acts: a drafter plans it, another person approves it, and then it is issued. Each act works the plan
// out again from what is stored at that moment.
import { hash, randomUUID } from "node:crypto";
import { parseJson, PolicyError, utf8, VerificationError } from "@entente/core/encoding";
import { parseMarkedText } from "@entente/core/documents";
import type { MarkedDocument } from "@entente/core/documents";
import { renderCutText } from "@entente/core/pages";
import {
  digestApproval,
  sealUnsealing,
  signApproval,
  unsealPlaces,
  verifyApproval,
  verifyUnsealing,
} from "@entente/core/releases";
import type { Approval, CutFile, IssuedRelease } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, requireOtherPerson, requireRole, writeJournal } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import { listConsents } from "../consents/index.ts";
import { insertCustody } from "../custody/index.ts";
import { ServerError } from "../errors.ts";
import {
  commitOne,
  findIssued,
  headerOf,
  readDigestStart,
  requireSignedPersons,
  secondsOf,
} from "../releases/index.ts";
import type { ReleaseContext } from "../releases/index.ts";
import { listAuthorityKeys, openAuthority, openAuthorityNamed } from "../rotations/index.ts";
import { listWithheld, QUICK_ENGINES, scanFile } from "../scans/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { planProposal, writeProposal } from "./rules.ts";
import type { UnsealingProposal } from "./rules.ts";
import { findHeldCut, insertApproval, insertIssue, insertUnsealing, listUnsealings } from "./store.ts";
import type { UnsealingRow } from "./store.ts";

interface Asked {
  /** The name the release's cuts carry. */
  readonly release: string;
  readonly recipient: string;
  readonly places: readonly string[];
  readonly reason: string;
}

/**
 * Plans to open further places of an issued release to one recipient, PUBLIC for the public.
 * @throws PolicyError TRANSITION_REFUSED; ServerError FORBIDDEN, NOT_FOUND, REQUEST_INVALID without a place or a reason.
 */
export async function planUnsealing(
  tx: Transactor,
  act: Act,
  asked: Asked & ReleaseContext,
): Promise<{ readonly digest: string; readonly proposal: UnsealingProposal }> {
  requireRole(act.seat, ["drafter"], act.of);
  if (asked.reason.trim() === "" || asked.places.length === 0)
    throw new ServerError("REQUEST_INVALID", "An unsealing names at least one place, and says why.");
  const view = openSeatView(act.seat, act.of);
  const { proposal, release, issued, cut } = await work(tx, view, asked);
  requireWithheld(proposal, issued, cut.file);
  const { text, digest } = writeProposal(proposal, nodePrimitives);
  await insertUnsealing(tx, view, {
    ...{ id: randomUUID(), releaseId: release.id, cutId: cut.id, reason: asked.reason },
    places: proposal.places.map(({ place }) => place),
    ...{ plan: text, planDigest: digest, proposedBy: act.seat.id, proposedAt: act.at },
  });
  await writeJournal(tx, {
    ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action: "unsealing.plan" },
    ...{ subject: release.document, detail: { planDigest: digest, recipient: asked.recipient } },
  });
  return { digest, proposal };
}

/** What was approved, by the key that was in use then and is not revoked. @throws VerificationError SIGNATURE_INVALID. */
function openApproval(text: string, keys: Awaited<ReturnType<typeof listAuthorityKeys>>): Approval {
  const believed = keys.filter(({ state }) => state !== "revoked");
  for (const { key } of believed.slice(1).reverse())
    try {
      return verifyApproval({ text, authority: key, primitives: nodePrimitives });
    } catch (error) {
      if (!(error instanceof VerificationError)) throw error;
    }
  const [first] = believed;
  if (first === undefined) throw new RangeError("the key in use is not revoked");
  return verifyApproval({ text, authority: first.key, primitives: nodePrimitives });
}

function requireWithheld({ places, recipient }: UnsealingProposal, issued: IssuedRelease, cut: string): void {
  const [{ header }] = (parseJson(cut) as object as CutFile).release.signatures;
  const told = new Set(header.disclosures);
  const shown = new Set(issued.openings.flatMap(({ place, text }) => (told.has(text) ? [place] : [])));
  const stray = places.find(({ place }) => shown.has(place));
  if (stray !== undefined)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `${stray.place} is shown to ${recipient} already. Name places that are withheld.`,
    );
}

/**
 * @throws PolicyError RELEASE_SAME_PERSON, RELEASE_CHANGED_SINCE_APPROVAL, TRANSITION_REFUSED; ServerError FORBIDDEN,
 * NOT_FOUND.
 */
export async function approveUnsealing(
  tx: Transactor,
  act: Act,
  context: ReleaseContext & { readonly planDigest: string },
): Promise<void> {
  requireRole(act.seat, ["release-authority"], act.of);
  const view = openSeatView(act.seat, act.of);
  const { row, release, before } = await requireStanding(tx, view, context);
  const others = [row.proposedBy, release.draftedBy];
  await requireOtherPerson(tx, view, { approver: act.seat.id, others });
  if (row.approval !== null)
    throw new PolicyError("TRANSITION_REFUSED", "This unsealing is already approved.");
  const statement = signApproval({
    approval: {
      ...{ release: before.release, planDigest: row.planDigest, at: act.at },
      presentations: presentationsOf(before),
      ...{ proposedBy: row.proposedBy, approvedBy: act.seat.id },
    },
    authority: await openAuthority(tx, context.keystore, act.of.lead),
  });
  const { index } = await commitOne(tx, act, {
    ...{ ledger: context.ledger, kind: "approval" },
    digest: digestApproval(statement, nodePrimitives),
  });
  await insertApproval(tx, view, {
    ...{ unsealingId: row.id, planDigest: row.planDigest, by: act.seat.id, at: act.at, statement },
    leafIndex: index,
  });
  await writeJournal(tx, {
    ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action: "unsealing.approve" },
    ...{ subject: release.document, detail: { planDigest: row.planDigest } },
  });
}

/**
 * Issues an approved unsealing and returns its file, which the recipient puts beside its cut.
 * @throws PolicyError TRANSITION_REFUSED, RELEASE_CHANGED_SINCE_APPROVAL, RELEASE_SAME_PERSON, RELEASE_LEAKS;
 * VerificationError; ServerError FORBIDDEN, NOT_FOUND.
 */
export async function issueUnsealing(
  tx: Transactor,
  act: Act,
  context: ReleaseContext & { readonly planDigest: string },
): Promise<string> {
  requireRole(act.seat, ["drafter", "release-authority"], act.of);
  const view = openSeatView(act.seat, act.of);
  const { row, release, before, issued, document, cut } = await requireStanding(tx, view, context);
  if (row.approval === null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      "This unsealing is not approved. A release authority approves it: another person than its drafter.",
    );
  const others = [row.proposedBy, release.draftedBy];
  await requireOtherPerson(tx, view, { approver: row.approval.by, others });
  // Bound with the key the release names, approved with whichever was in use when it was approved.
  const { lead: member } = act.of;
  const authority = await openAuthorityNamed(tx, context.keystore, { member, key: headerOf(issued).cnf.jwk });
  const primitives = nodePrimitives;
  const approval = openApproval(
    row.approval.statement,
    await listAuthorityKeys(tx, context.keystore, member),
  );
  requireApproved(approval, before, row.planDigest);
  requireSignedPersons(approval, { proposedBy: row.proposedBy, approvedBy: row.approval.by });
  const { body, digest } = unsealPlaces({
    ...{ issued, cut: cut.file, places: row.places, iat: secondsOf(act.at), authority, primitives },
  });
  const { index, evidence } = await commitOne(tx, act, { ledger: context.ledger, kind: "unsealing", digest });
  const file = sealUnsealing(body, evidence);
  const {
    cutAfter,
    after,
    before: held,
  } = verifyUnsealing({
    ...{ cut: cut.file, unsealing: file, trust: { kind: "carried" }, primitives },
  });
  const earlier = (await listUnsealings(tx, view)).filter((one) => one.cutId === cut.id && one.file !== null);
  await requireNoLeak({
    ...{ document, issued, context, recipient: before.recipient },
    unsealed: [row, ...earlier].flatMap(({ places }) => places),
    ...{ text: renderCutText(after.document), textBefore: renderCutText(held.document) },
  });
  await insertIssue(tx, view, {
    ...{ unsealingId: row.id, cutId: cut.id, file, cutAfter, sha256: hash("sha256", file, "hex") },
    ...{ by: act.seat.id, at: act.at, leafIndex: index },
  });
  await insertCustody(tx, view, [
    {
      ...{ documentId: release.documentId, versionId: release.versionId, originalId: null },
      ...{ act: "released", seat: act.seat.id, at: act.at },
    },
  ]);
  await writeJournal(tx, {
    ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action: "unsealing.issue" },
    ...{ subject: release.document, detail: { planDigest: row.planDigest, recipient: before.recipient } },
  });
  return file;
}

type Release = NonNullable<Awaited<ReturnType<typeof findIssued>>>;

interface Standing {
  readonly proposal: UnsealingProposal;
  readonly release: Release;
  readonly issued: IssuedRelease;
  readonly document: MarkedDocument;
  readonly cut: { readonly id: string; readonly file: string };
}

/** What an approval of an unsealing is of: the cut that it adds to. */
function presentationsOf({ recipient, cut }: UnsealingProposal): Approval["presentations"] {
  return [{ recipient, digest: cut }];
}

function requireApproved(approval: Approval, before: UnsealingProposal, planDigest: string): void {
  const { release, presentations } = approval;
  const same = JSON.stringify(presentations) === JSON.stringify(presentationsOf(before));
  if (!same || release !== before.release || approval.planDigest !== planDigest) refuseChanged("the plan");
}

/** The plan of that digest, worked out again and found unchanged. */
async function requireStanding(
  reader: Reader,
  view: View,
  { planDigest, ...context }: ReleaseContext & { readonly planDigest: string },
): Promise<Omit<Standing, "proposal"> & { readonly row: UnsealingRow; readonly before: UnsealingProposal }> {
  const start = readDigestStart(planDigest);
  const found = (await listUnsealings(reader, view)).filter((one) => one.planDigest.startsWith(start));
  // The same asked for twice is one plan, of which the newest row counts.
  const [row] = found;
  if (row?.release == null || found.some((one) => one.planDigest !== row.planDigest))
    throw new ServerError(
      "NOT_FOUND",
      'No unsealing was planned under that digest. "entente release show" lists them; the drafter plans one.',
    );
  if (row.file !== null) throw new PolicyError("TRANSITION_REFUSED", "This unsealing is already issued.");
  const { release, recipient, places, reason } = row;
  const { proposal, ...now } = await work(reader, view, { release, recipient, places, reason, ...context });
  const { text, digest } = writeProposal(proposal, nodePrimitives);
  if (text !== row.plan) return refuseChanged("the cut, the marks, or who is cleared for them");
  if (digest !== row.planDigest) return refuseChanged("the plan");
  return { ...now, row, before: proposal };
}

async function work(reader: Reader, view: View, asked: Asked & ReleaseContext): Promise<Standing> {
  const release = await findIssued(reader, view, asked.release);
  const cut =
    release === null
      ? null
      : await findHeldCut(reader, view, { releaseId: release.id, recipient: asked.recipient });
  if (release === null || cut === null)
    throw new ServerError(
      "NOT_FOUND",
      `There is no cut of release ${asked.release} for ${asked.recipient}. Whoever has none yet is given one by a release of its own.`,
    );
  const issued = parseJson(release.issued) as unknown as IssuedRelease;
  const { document } = parseMarkedText(release.source, asked.community.community.policies);
  const proposal = planProposal({
    ...{ document, issued, community: asked.community, release: asked.release, places: asked.places },
    ...{ recipient: asked.recipient, reason: asked.reason },
    consents: await listConsents(reader, view),
    cut: hash("sha256", cut.file, "base64url"),
  });
  return { proposal, release, issued, document, cut };
}

/** @throws PolicyError RELEASE_LEAKS when the widened cut shows more than was unsealed. */
async function requireNoLeak({
  document,
  issued,
  context,
  unsealed,
  recipient,
  text,
  textBefore,
}: {
  readonly document: MarkedDocument;
  readonly issued: IssuedRelease;
  readonly context: ReleaseContext;
  readonly unsealed: readonly string[];
  readonly recipient: string;
  readonly text: string;
  /** What the recipient reads already, labels and all. */
  readonly textBefore: string;
}): Promise<void> {
  const of = issued.classes.find(({ recipients }) => recipients.includes(recipient));
  const opens = of?.opens ?? [];
  const shown = issued.openings.filter((_, index) => isWithin(opens, index)).map(({ place }) => place);
  const furniture = [textBefore, ...context.community.community.members.map(({ name }) => name)];
  const [finding] = await scanFile({
    ...{ bytes: utf8(text), name: "unsealed.txt", engines: QUICK_ENGINES },
    withheld: listWithheld(document, { released: [...shown, ...unsealed] }, { furniture }),
  });
  if (finding !== undefined)
    throw new PolicyError(
      "RELEASE_LEAKS",
      `With these places the cut would also show text of ${finding.place}, which it withholds (${finding.where}). The drafter plans it with other places.`,
    );
}

/** Whether runs of start and end (exclusive) hold an index. */
function isWithin(runs: readonly number[], index: number): boolean {
  return runs.some((start, at) => at % 2 === 0 && index >= start && index < (runs[at + 1] ?? start));
}

function refuseChanged(what: string): never {
  throw new PolicyError(
    "RELEASE_CHANGED_SINCE_APPROVAL",
    `Changed since the unsealing was planned: ${what}. The drafter plans it again.`,
  );
}
