// T-0: the instant at which armed measures and texts open together.
import { PolicyError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { openSeatView, requireRole, writeJournal } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { findFinalResolution } from "../pledges/index.ts";
import type { Transactor } from "../storage/index.ts";
import { checkInstant, checkTransition } from "./rules.ts";
import { armPackages, findTZero, openPackages, upsertTZero } from "./store.ts";

export async function setTZero(tx: Transactor, act: Act, instant: Instant): Promise<void> {
  requireRole(act.seat, ["release-authority"], act.of);
  checkTransition((await findTZero(tx, openSeatView(act.seat, act.of)))?.state ?? null, "set");
  await upsertTZero(tx, { caseId: act.of.id, instant, by: act.seat.id, at: act.at });
  await note(tx, act, "t-zero.set", instant);
}

/** Arms T-0: one package for each member that acts, with the measures of the level that holds. */
export async function armTZero(tx: Transactor, act: Act): Promise<void> {
  requireRole(act.seat, ["release-authority"], act.of);
  const view = openSeatView(act.seat, act.of);
  checkTransition((await findTZero(tx, view))?.state ?? null, "armed");
  const final = await findFinalResolution(tx, view);
  if (final === null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      "Pledges are not locked, so there is nothing to arm. The lead's release authority locks them first.",
    );
  const packages = final.acting.map(({ member, measures }) => ({
    member,
    measures: measures.map((measure) => ({ ...measure })),
  }));
  await armPackages(tx, act.of.id, act.at, packages);
  await note(tx, act, "t-zero.arm", `${packages.length} packages`);
}

/** Opens every package together, never before the instant. @throws PolicyError TRANSITION_REFUSED. */
export async function openTZero(tx: Transactor, act: Act): Promise<void> {
  requireRole(act.seat, ["release-authority"], act.of);
  const tZero = await findTZero(tx, openSeatView(act.seat, act.of));
  checkTransition(tZero?.state ?? null, "opened");
  if (tZero !== null) checkInstant(tZero.instant, act.at);
  await openPackages(tx, act.of.id, act.at);
  await note(tx, act, "t-zero.open", act.at);
}

async function note(tx: Transactor, act: Act, action: string, subject: string): Promise<void> {
  await writeJournal(tx, { caseId: act.of.id, at: act.at, seat: act.seat.id, action, subject, detail: {} });
}
