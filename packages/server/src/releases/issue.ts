// Issuing what was approved: planned again from what is stored now, compared, signed once, cut for each recipient, committed
// to the ledger and stored, in one transaction.
import { hash, randomUUID } from "node:crypto";
import { decodeUtf8, PolicyError } from "@entente/core/encoding";
import {
  digestRelease,
  openPress,
  requireApproved,
  signRelease,
  verifyApproval,
  verifyCut,
} from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, requireOtherPerson, requireRole, writeJournal } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { insertCustody } from "../custody/index.ts";
import { openAuthority, openIssuer } from "../rotations/index.ts";
import type { Transactor } from "../storage/index.ts";
import { commitWithEvidence } from "./commit.ts";
import { requirePlan, requireStanding, secondsOf } from "./plan.ts";
import type { ReleaseContext } from "./plan.ts";
import { requireSignedPersons } from "./rules.ts";
import { insertCuts, insertIssue } from "./store.ts";
import type { CutRow, ProposalRow } from "./store.ts";

/** What was issued: the name its cuts carry, and how many there are. */
export interface IssuedName {
  readonly id: string;
  readonly release: string;
  readonly cuts: number;
}

/**
 * Issues an approved plan. Whoever drafted or approved it may press the key: what counts is the approval.
 * @throws PolicyError TRANSITION_REFUSED without an approval or when it is issued already, RELEASE_CHANGED_SINCE_APPROVAL,
 * RELEASE_SAME_PERSON when proposer and approver have since become one person; VerificationError when the approval's
 * signature does not hold; ServerError FORBIDDEN, NOT_FOUND.
 */
export async function issueApproved(
  tx: Transactor,
  act: Act,
  context: ReleaseContext & { readonly document: string; readonly planDigest: string },
): Promise<IssuedName> {
  requireRole(act.seat, ["drafter", "release-authority"], act.of);
  const view = openSeatView(act.seat, act.of);
  const { row, approval } = requireApprovedRow(await requirePlan(tx, view, context));
  await requireOtherPerson(tx, view, { approver: approval.by, others: [row.proposedBy, row.draftedBy] });
  const { proposal, prepared } = await requireStanding(tx, act, row, context);
  const authority = await openAuthority(tx, context.keystore, act.of.lead);
  const primitives = nodePrimitives;
  const signed = verifyApproval({ text: approval.statement, authority: authority.publicKey, primitives });
  requireApproved({ approval: signed, prepared, planDigest: row.planDigest, primitives });
  requireSignedPersons(signed, { proposedBy: row.proposedBy, approvedBy: approval.by });

  const issued = signRelease({ prepared, issuer: await openIssuer(tx, context.keystore, act.of.lead) });
  const press = openPress(issued, primitives);
  const pressed = proposal.plan.classes.flatMap((of) =>
    of.recipients.map((recipient) => ({
      ...{ class: of.id, recipient },
      cut: press.cut({ class: of.id, recipient, iat: secondsOf(act.at), authority }),
    })),
  );
  const [release, ...cuts] = await commitWithEvidence(tx, act, {
    ledger: context.ledger,
    commitments: [
      { kind: "release", digest: digestRelease(issued, primitives) },
      ...pressed.map(({ cut }) => ({ kind: "cut" as const, digest: cut.digest })),
    ],
  });
  if (release === undefined) throw new RangeError("a release commits to itself first");
  const rows = pressed.map(({ cut, ...of }, position): CutRow => {
    const leaf = cuts[position];
    if (leaf === undefined) throw new RangeError("every cut has its leaf");
    let file = "";
    cut.seal({ release: release.evidence, cut: leaf.evidence }, (piece) => {
      file += decodeUtf8(piece);
    });
    return makeCutRow({ row, ...of, leafIndex: leaf.index }, file);
  });
  await insertIssue(tx, view, {
    ...{ releaseId: row.id, name: proposal.release, issued: JSON.stringify(issued) },
    ...{ by: act.seat.id, at: act.at, leafIndex: release.index },
  });
  await insertCuts(tx, view, { releaseId: row.id, classes: proposal.plan.classes, cuts: rows });
  await insertCustody(tx, view, [
    {
      ...{ documentId: row.documentId, versionId: row.versionId, originalId: null },
      ...{ act: "released", seat: act.seat.id, at: act.at },
    },
  ]);
  await writeJournal(tx, {
    ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action: "release.issue" },
    ...{ subject: context.document, detail: { planDigest: row.planDigest, cuts: rows.length } },
  });
  return { id: row.id, release: proposal.release, cuts: rows.length };
}

function requireApprovedRow(row: ProposalRow): {
  readonly row: ProposalRow;
  readonly approval: { readonly by: string; readonly statement: string };
} {
  const { approval, issued, document } = row;
  if (issued !== null)
    throw new PolicyError("TRANSITION_REFUSED", `This plan of ${document} is already issued.`);
  if (approval === null || approval.statement === null || approval.planDigest !== row.planDigest)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `This plan of ${document} is not approved. A release authority approves it: another person than its drafter.`,
    );
  return { row, approval: { by: approval.by, statement: approval.statement } };
}

function makeCutRow(
  of: {
    readonly row: ProposalRow;
    readonly class: string;
    readonly recipient: string;
    readonly leafIndex: number;
  },
  file: string,
): CutRow {
  // Title and banner are read back from the finished file, so that what a list says is what the reader will see.
  const { document } = verifyCut({ text: file, trust: { kind: "carried" }, primitives: nodePrimitives });
  return {
    id: randomUUID(),
    documentId: of.row.documentId,
    versionId: of.row.versionId,
    releaseId: of.row.id,
    ...{ recipient: of.recipient, class: of.class, leafIndex: of.leafIndex },
    title: document.title,
    banner: document.banner,
    // Portions and notes that are shown, as the document itself is counted; parts within a portion are not counted apart.
    released: document.portions.filter((portion) => portion !== null).length + document.footnotes.length,
    file,
    sha256: hash("sha256", file, "hex"),
  };
}
