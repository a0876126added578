// Answering for what is one's own.
import type { Consent } from "@entente/core/planning";
import type { CompiledCommunity } from "@entente/core/markings";
import { openSeatView, requireRole, writeJournal } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import type { Transactor } from "../storage/index.ts";
import { insertConsent } from "./store.ts";

/**
 * A member's answer on a portion of a release of its own: whether `recipient` may read it where another quotes it. The
 * newest answer counts; whoever planned with an earlier one plans again.
 * @throws InputError MEMBER_UNKNOWN; ServerError FORBIDDEN without a seat that answers for the origin.
 */
export async function answerConsent(
  tx: Transactor,
  act: Act,
  { community, ...asked }: Omit<Consent, "origin"> & { readonly community: CompiledCommunity },
): Promise<void> {
  requireRole(act.seat, ["release-authority", "desk"], null);
  const origin = act.seat.member;
  for (const member of [origin, asked.recipient]) community.indexOf(member);
  const { release, portion, recipient, answer } = asked;
  await insertConsent(tx, openSeatView(act.seat, act.of), {
    ...{ origin, release, portion, recipient, answer },
    ...{ seat: act.seat.id, at: act.at },
  });
  await writeJournal(tx, {
    ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action: `consent.${answer}` },
    subject: release,
    detail: { origin, portion, recipient },
  });
}
