// Approval: a second person signs the digest of the plan and of every cut that will come of it.
import { PolicyError } from "@entente/core/encoding";
import { digestApproval, listPresentations, signApproval } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, requireOtherPerson, requireRole, writeJournal } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { openAuthority } from "../rotations/index.ts";
import type { Transactor } from "../storage/index.ts";
import { commitOne } from "./commit.ts";
import { requirePlan, requireStanding } from "./plan.ts";
import type { ReleaseContext } from "./plan.ts";
import { requireFindingsSeen } from "./rules.ts";
import { insertApproval } from "./store.ts";

/**
 * Approves the plan of that digest, whole. `planDigest` may be its first twelve characters or more.
 * @throws PolicyError RELEASE_SAME_PERSON, RELEASE_CHANGED_SINCE_APPROVAL, RELEASE_LEAKS, TRANSITION_REFUSED; ServerError
 * FORBIDDEN, NOT_FOUND.
 */
export async function approveRelease(
  tx: Transactor,
  act: Act,
  context: ReleaseContext & {
    readonly document: string;
    readonly planDigest: string;
    /** How many findings of the leak scan the approver looked at. */
    readonly findingsSeen: number;
  },
): Promise<void> {
  requireRole(act.seat, ["release-authority"], act.of);
  const view = openSeatView(act.seat, act.of);
  const row = await requirePlan(tx, view, context);
  const { proposedBy, draftedBy } = row;
  await requireOtherPerson(tx, view, { approver: act.seat.id, others: [proposedBy, draftedBy] });
  if (row.approval !== null)
    throw new PolicyError("TRANSITION_REFUSED", `This plan of ${context.document} is already approved.`);
  const { proposal, prepared } = await requireStanding(tx, act, row, context);
  requireFindingsSeen(proposal, context.findingsSeen);
  const statement = signApproval({
    approval: {
      ...{ release: proposal.release, planDigest: row.planDigest, proposedBy, approvedBy: act.seat.id },
      presentations: listPresentations(prepared, nodePrimitives),
      at: act.at,
    },
    authority: await openAuthority(tx, context.keystore, act.of.lead),
  });
  const { index } = await commitOne(tx, act, {
    ...{ ledger: context.ledger, kind: "approval" },
    digest: digestApproval(statement, nodePrimitives),
  });
  await insertApproval(tx, view, {
    ...{ releaseId: row.id, planDigest: row.planDigest, by: act.seat.id, at: act.at, statement },
    leafIndex: index,
  });
  await writeJournal(tx, {
    ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action: "release.approve" },
    ...{ subject: context.document, detail: { planDigest: row.planDigest, findings: context.findingsSeen } },
  });
}
