// T-0 set, armed and stood down. What it is armed with comes from the final resolution alone: pledges that are locked.
import { encodeBase64url, PolicyError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import type { CompiledCommunity } from "@entente/core/markings";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, readSeat, requireRole, writeJournal } from "../access/index.ts";
import type { Act, CaseIdentity, View } from "../access/index.ts";
import { commitDigests } from "../ledger/index.ts";
import { findFinalResolution, releaseLock } from "../pledges/index.ts";
import type { FinalResolution } from "../pledges/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { wantOpening } from "./wanting.ts";
import type { WantJob } from "./wanting.ts";
import { checkTransition, countOpen, digestPackage, judgeLeaving, sumReadiness } from "./rules.ts";
import type { Readiness, TZeroState } from "./rules.ts";
import { insertAsked, listAsked, listReadiness, readTextDigests } from "./store-readiness.ts";
import { findTZero, insertPackages, insertRound, lockTZero, updateRound } from "./store.ts";

/** The view T-0 is kept under: it is the lead's, also where a member's act moves it. */
export function openLeadView(of: CaseIdentity): View {
  return openSeatView(readSeat(`${of.lead}/release-authority`), of);
}

/**
 * Sets the instant, or sets it anew while nothing is armed; who is to act is asked to be ready. After a stand-down it is a
 * new round. @throws PolicyError TRANSITION_REFUSED, also for an instant that is past; ServerError FORBIDDEN; InputError
 * MEMBER_UNKNOWN.
 */
export async function setTZero(
  tx: Transactor,
  act: Act,
  {
    instant,
    members,
    community,
  }: {
    readonly instant: Instant;
    readonly members: readonly string[];
    readonly community: CompiledCommunity;
  },
): Promise<void> {
  requireRole(act.seat, ["release-authority"], act.of);
  members.forEach((member) => community.indexOf(member));
  if (instant <= act.at)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `T-0 lies in the future; it is ${act.at}. Set a later instant.`,
    );
  const view = openLeadView(act.of);
  const present = await lockTZero(tx, view);
  checkTransition(present?.state ?? null, "set");
  const by = { by: act.seat.id, at: act.at };
  const round = present?.state === "set" ? present.round : (present?.round ?? 0) + 1;
  if (present?.state === "set")
    await updateRound(tx, view, round, { instant, due_at: instant, set_by: by.by, set_at: by.at });
  else await insertRound(tx, view, { round, instant, ...by });
  const acting = (await findFinalResolution(tx, view))?.acting.map(({ member }) => member) ?? [];
  await insertAsked(tx, view, { round, members: [...new Set([...members, ...acting])] });
  await note(tx, act, "t-zero.set", instant);
}

export interface MemberReadiness {
  readonly member: string;
  readonly items: Readiness;
  readonly hasText: boolean;
}

/** How ready everyone is who was asked, as far as the view reaches. */
export async function readReadiness(
  reader: Reader,
  view: View,
  round: number,
): Promise<readonly MemberReadiness[]> {
  const said = Map.groupBy(await listReadiness(reader, view, round), ({ member }) => member);
  const texts = await readTextDigests(reader, view, round);
  return (await listAsked(reader, view, round)).map((member) => ({
    member,
    items: sumReadiness(said.get(member) ?? []),
    hasText: texts.has(member),
  }));
}

/** How many items of those who act are still open. Whoever arms says the number, so that nobody arms unseeing. */
export async function countUnready(reader: Reader, of: CaseIdentity): Promise<number> {
  const view = openLeadView(of);
  const tZero = await findTZero(reader, view);
  const final = await findFinalResolution(reader, view);
  if (tZero === null || final === null) return 0;
  return sumOpen(await readReadiness(reader, view, tZero.round), final);
}

/**
 * Arms T-0: one package for each member that acts, its measures from the final resolution, its text as the member left it,
 * the digest of both in the ledger. Nothing of it changes any more.
 * @throws PolicyError TRANSITION_REFUSED; also where `unreadySeen` is not the number of open items.
 */
export async function armTZero(
  tx: Transactor,
  act: Act,
  { unreadySeen, jobs }: { readonly unreadySeen: number; readonly jobs: WantJob },
): Promise<{ readonly packages: number }> {
  requireRole(act.seat, ["release-authority"], act.of);
  const view = openLeadView(act.of);
  const tZero = await lockTZero(tx, view);
  checkTransition(tZero?.state ?? null, "armed");
  if (tZero === null) throw new RangeError("what may be armed is there");
  const { round, instant } = tZero;
  if (instant <= act.at)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `T-0 was set for ${instant} and it is ${act.at}. Set it anew first.`,
    );
  const final = await requireFinal(tx, view);
  await insertAsked(tx, view, { round, members: final.acting.map(({ member }) => member) });
  const open = sumOpen(await readReadiness(tx, view, round), final);
  if (open !== unreadySeen)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `${open} items of those who act are open, and you named ${unreadySeen}. Look at "entente tzero show", then arm with --open ${open}, or wait until they are done.`,
    );
  const { expired } = judgeLeaving(final, { leftOut: [], at: instant });
  if (expired.length > 0)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `By T-0 the pledge of ${expired.join(", ")} will have run out. Set an earlier instant, or ask for a pledge that lasts.`,
    );
  const texts = await readTextDigests(tx, view, round);
  const packages = final.acting.map(({ member, measures }) => {
    const item = {
      member,
      measures: measures.map((measure) => ({ ...measure })),
      textDigest: texts.get(member) ?? null,
    };
    return { ...item, digest: digestPackage({ case: act.of.id, round, ...item }, nodePrimitives) };
  });
  const leaves = await commitDigests(tx, {
    ...{ caseId: act.of.id, at: act.at },
    commitments: packages.map(({ digest }) => ({ kind: "package", digest })),
  });
  await updateRound(tx, view, round, {
    ...{ state: "armed", armed_by: act.seat.id, armed_at: act.at, resolution_id: final.id },
  });
  await insertPackages(tx, view, {
    ...{ round, at: act.at },
    packages: packages.map((item, index) => ({
      ...{ ...item, digest: encodeBase64url(item.digest) },
      leafIndex: leaves[index]?.index ?? null,
    })),
  });
  await wantOpening(tx, act, { due: { round, dueAt: tZero.dueAt }, jobs });
  await note(tx, act, "t-zero.arm", `${packages.length} packages`);
  return { packages: packages.length };
}

/**
 * Stands T-0 down: nothing opens, pledges are free again, and sealed ones have lapsed.
 * @throws PolicyError TRANSITION_REFUSED; ServerError FORBIDDEN.
 */
export async function standDownTZero(tx: Transactor, act: Act, reason: string): Promise<void> {
  requireRole(act.seat, ["release-authority"], act.of);
  const tZero = await lockTZero(tx, openLeadView(act.of));
  checkTransition(tZero?.state ?? null, "stood-down");
  if (tZero !== null) await endRound(tx, act, { round: tZero.round, because: reason });
}

/** The end of a round without an opening, whoever's act it follows from; the lock is the lead's, and ends with it. */
export async function endRound(
  tx: Transactor,
  act: Act,
  { round, because }: { readonly round: number; readonly because: string },
): Promise<void> {
  const view = openLeadView(act.of);
  await updateRound(tx, view, round, {
    ...{
      state: "stood-down",
      stood_down_at: act.at,
      stood_down_by: act.seat.id,
      stood_down_because: because,
    },
  });
  if ((await findFinalResolution(tx, view)) !== null)
    await releaseLock(tx, { ...act, seat: readSeat(`${act.of.lead}/release-authority`) });
  await note(tx, act, "t-zero.stand-down", because);
}

export async function requireFinal(reader: Reader, view: View): Promise<FinalResolution> {
  const final = await findFinalResolution(reader, view);
  if (final !== null) return final;
  throw new PolicyError(
    "TRANSITION_REFUSED",
    "There is no final resolution to arm: pledges are not locked. The lead's release authority locks them first.",
  );
}

/** Open items of those who act; who was not asked yet has everything open. */
function sumOpen(readiness: readonly MemberReadiness[], { acting }: FinalResolution): number {
  const known = new Map(readiness.map(({ member, items }) => [member, items]));
  return acting.reduce((sum, { member }) => sum + countOpen(known.get(member) ?? sumReadiness([])), 0);
}

export async function note(
  tx: Transactor,
  act: Act,
  action: `t-zero.${TZeroState | "set" | "arm" | "open" | "ready" | "text" | "act" | "rehearse" | "stand-down"}`,
  subject: string,
): Promise<void> {
  await writeJournal(tx, { caseId: act.of.id, at: act.at, seat: act.seat.id, action, subject, detail: {} });
}
