// Two persons: who approves is another person than who proposed or wrote, whatever seats they use. The database asks the
// same a second time, of every approval and every issue.
import { PolicyError } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type { Act } from "./act.ts";
import { openSeatView, readSeat, requireRole } from "./rules.ts";
import type { View } from "./rules.ts";
import { insertHolder, readPersons, writeJournal } from "./store.ts";

/** @throws PolicyError RELEASE_SAME_PERSON when the person on seat `approver` sits on one of `others` too. */
export async function requireOtherPerson(
  reader: Reader,
  view: View,
  { approver, others }: { readonly approver: string; readonly others: readonly string[] },
): Promise<void> {
  const persons = await readPersons(reader, view, [approver, ...others]);
  const own = others.find((seat) => persons.get(seat) === persons.get(approver));
  if (own === undefined) return;
  throw new PolicyError(
    "RELEASE_SAME_PERSON",
    own === approver
      ? `${approver} proposed or wrote this and cannot approve it. Another person with the role release-authority can.`
      : `${approver} and ${own} are seats of one person, and nobody approves what is their own. Another person with the role release-authority can.`,
  );
}

/**
 * Says which person holds a seat of the lead. Can be said once for each seat, by a drafter or the release authority:
 * naming a person only ever joins seats, so it can refuse an approval and never allow one.
 * @throws PolicyError TRANSITION_REFUSED when the seat has its person; ServerError FORBIDDEN, REQUEST_INVALID.
 */
export async function holdSeat(
  tx: Transactor,
  act: Act,
  { seat, person }: { readonly seat: string; readonly person: string },
): Promise<void> {
  requireRole(act.seat, ["drafter", "release-authority"], act.of);
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(person))
    throw new ServerError(
      "REQUEST_INVALID",
      `"${person}" is no name of a person here: write it in small letters, digits, dots and dashes.`,
    );
  if (readSeat(seat).name !== null)
    throw new ServerError("REQUEST_INVALID", `${seat} has its person's name already.`);
  const view = openSeatView(act.seat, act.of);
  const held = (await readPersons(tx, view, [seat])).get(seat);
  if (held !== seat)
    throw new PolicyError("TRANSITION_REFUSED", `${seat} is held by ${held ?? "someone"} already.`);
  await insertHolder(tx, view, { seat, person });
  await writeJournal(tx, {
    ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action: "seat.hold", subject: seat },
    detail: { person },
  });
}
