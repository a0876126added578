// What a member has in hand before it acts: it says so itself, and puts the text in place that opens at T-0. Until then the
// text is its own, to the lead as to everybody.
import { encodeBase64url, PolicyError } from "@entente/core/encoding";
import { randomBytes } from "node:crypto";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, requireRole } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { Transactor } from "../storage/index.ts";
import { digestText } from "./rules.ts";
import type { ItemState, ReadinessItem } from "./rules.ts";
import { insertReadiness, insertText, listAsked } from "./store-readiness.ts";
import { findTZero } from "./store.ts";
import { note } from "./t-zero.ts";

export interface Ready {
  readonly items: readonly { readonly item: ReadinessItem; readonly state: ItemState }[];
  /** The text that opens at T-0; null leaves the one that is there. */
  readonly text: string | null;
}

const LONGEST_TEXT = 100_000;

/**
 * Says how ready the seat's member is, and puts its text in place.
 * @throws PolicyError TRANSITION_REFUSED once T-0 is armed; ServerError NOT_FOUND for a member that was not asked.
 */
export async function stateReadiness(tx: Transactor, act: Act, { items, text }: Ready): Promise<void> {
  requireRole(act.seat, ["desk", "release-authority"], null);
  const view = openSeatView(act.seat, act.of);
  const { member } = act.seat;
  const tZero = await findTZero(tx, view);
  if (tZero === null || !(await listAsked(tx, view, tZero.round)).includes(member))
    throw new ServerError(
      "NOT_FOUND",
      `${member} is not asked to be ready for anything in this case, or there is nothing you may see. The lead's desk can say more.`,
    );
  if (tZero.state !== "set")
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `T-0 is ${tZero.state}: packages are closed as they are. The lead's release authority can stand it down.`,
    );
  const { round } = tZero;
  await insertReadiness(tx, view, {
    ...{ round, seat: act.seat.id, at: act.at },
    items: items.map((one) => ({ member, ...one })),
  });
  for (const { item, state } of items) await note(tx, act, "t-zero.ready", `${item} ${state}`);
  if (text === null) return;
  if (text.trim() === "" || text.length > LONGEST_TEXT || text.includes("\u0000"))
    throw new ServerError(
      "REQUEST_INVALID",
      `A text to be opened has between 1 and ${LONGEST_TEXT} characters, not blanks alone and none of them a null; this one has ${text.length}.`,
    );
  const salt = encodeBase64url(new Uint8Array(randomBytes(32)));
  const digest = digestText({ text, salt }, nodePrimitives);
  await insertText(tx, view, {
    ...{ round, seat: act.seat.id, at: act.at },
    text: { member, text, salt, digest },
  });
  await note(tx, act, "t-zero.text", digest);
}
