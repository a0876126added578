// A rehearsal of the opening: every package is gone through as it would be, and nothing opens. Held in an exercise, and
// called a rehearsal wherever it shows. What it leaves is how far apart the first and the last package were.
import { epochMilliseconds, PolicyError } from "@entente/core/encoding";
import { encodeBase64url } from "@entente/core/encoding";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, readSeat, requireRole } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import type { Transactor } from "../storage/index.ts";
import { countOpen, digestPackage, digestText } from "./rules.ts";
import { listTexts } from "./store-readiness.ts";
import { insertRehearsal, listPackages, lockTZero, readDatabaseClock } from "./store.ts";
import type { PackageRow, Rehearsal } from "./store.ts";
import { note, openLeadView, readReadiness } from "./t-zero.ts";

export interface Rehearsed extends Rehearsal {
  readonly rehearsal: true;
  readonly widthMs: number;
  /** Members whose package is not what was committed, or has no text yet. */
  readonly withoutText: readonly string[];
  readonly damaged: readonly string[];
}

/**
 * Rehearses an armed T-0. @throws PolicyError TRANSITION_REFUSED outside an exercise, or when nothing is armed; ServerError
 * FORBIDDEN.
 */
export async function rehearseTZero(tx: Transactor, act: Act): Promise<Rehearsed> {
  requireRole(act.seat, ["release-authority"], act.of);
  if (!act.of.exercise)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      "A rehearsal is held in an exercise, with exercise keys and texts: open one with the same community.",
    );
  const view = openLeadView(act.of);
  const tZero = await lockTZero(tx, view);
  if (tZero?.state !== "armed")
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `A rehearsal goes through armed packages, and T-0 is ${tZero?.state ?? "not set"}. The lead's release authority arms it.`,
    );
  const { round } = tZero;
  const packages = await listPackages(tx, view, round);
  const readiness = await readReadiness(tx, view, round);
  const damaged: string[] = [];
  const { now: firstAt } = await readDatabaseClock(tx);
  for (const item of packages) if (!(await isWhole(tx, act, { round, item }))) damaged.push(item.member);
  const { now: lastAt } = await readDatabaseClock(tx);
  const rehearsal: Rehearsal = {
    ...{ packages: packages.length, firstAt, lastAt, heldAt: act.at },
    unready: readiness.reduce((sum, { items }) => sum + countOpen(items), 0),
  };
  await insertRehearsal(tx, view, { round, by: act.seat.id, rehearsal });
  const widthMs = epochMilliseconds(lastAt) - epochMilliseconds(firstAt);
  await note(tx, act, "t-zero.rehearse", `${packages.length} packages, ${widthMs} ms wide`);
  return {
    ...{ rehearsal: true, ...rehearsal, widthMs, damaged },
    withoutText: packages.filter(({ textDigest }) => textDigest === null).map(({ member }) => member),
  };
}

/** Whether text and measures are the ones that were committed. The text is read as its member's, and does not leave here. */
async function isWhole(
  tx: Transactor,
  act: Act,
  { round, item }: { readonly round: number; readonly item: PackageRow },
): Promise<boolean> {
  const { member, measures, textDigest, digest } = item;
  const committed = digestPackage({ case: act.of.id, round, member, measures, textDigest }, nodePrimitives);
  if (encodeBase64url(committed) !== digest) return false;
  if (textDigest === null) return true;
  const own = openSeatView(readSeat(`${member}/desk`), act.of);
  const texts = await listTexts(tx, own, round);
  return texts.some(
    (text) =>
      text.member === member && text.digest === textDigest && digestText(text, nodePrimitives) === textDigest,
  );
}
