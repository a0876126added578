// T-0: the instant at which armed measures and texts open together.
import { PolicyError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import type { CompiledCommunity } from "@entente/core/markings";
import { openSeatView, requireRole, writeJournal } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { findResolution, readPledgeRows, readPledgesForResolution } from "../pledges/index.ts";
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
export async function armTZero(tx: Transactor, act: Act, community: CompiledCommunity): Promise<void> {
  requireRole(act.seat, ["release-authority"], act.of);
  const view = openSeatView(act.seat, act.of);
  checkTransition((await findTZero(tx, view))?.state ?? null, "armed");
  const resolution = await findResolution(tx, view);
  if (resolution === null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      "There is no resolution to arm. The lead's desk resolves the pledges first.",
    );
  const { pledges } = readPledgeRows(await readPledgesForResolution(tx, view), community.community);
  const levels = new Map(pledges.map((pledge) => [pledge.member, pledge.levels]));
  const packages = resolution
    .filter(({ level }) => level > 0)
    .map(({ member, level }) => ({
      member,
      measures: (levels.get(member)?.[level - 1]?.measures ?? []).map((measure) => ({ ...measure })),
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
