// Events that members' MISPs push: kept as evidence, each under who sent it, so that nobody reaches what is another's by its
// UUID. A change is a version more; nothing that came is overwritten.
import { hash } from "node:crypto";
import { canonicalize } from "@entente/core/encoding";
import { writeJournal } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { Transactor } from "../storage/index.ts";
import type { MispEvent } from "./read-event.ts";
import { decideReceived } from "./rules.ts";
import { findReceived, insertReceived, listReceived } from "./store.ts";

const MOST_EVENTS = 10_000;

/** What became of an event, and the version that is kept now. */
export interface Reception {
  readonly decision: ReturnType<typeof decideReceived>;
  readonly version: number;
}

/** Keeps an event that the seat's member has pushed. @throws ServerError REQUEST_TOO_LARGE where it has sent too many. */
export async function receiveEvent(
  tx: Transactor,
  { act, view }: { readonly act: Act; readonly view: View },
  event: MispEvent,
): Promise<Reception> {
  const { member: sender } = act.seat;
  const { uuid, info, timestamp, creator } = event;
  const known = await findReceived(tx, view, { sender, uuid });
  const decision = decideReceived(
    known === null ? null : { timestamp: known.changed, creator: known.creator },
    event,
  );
  if (decision === "keep") return { decision, version: known?.version ?? 1 };
  if (decision === "insert" && (await listReceived(tx, view, sender)).length >= MOST_EVENTS)
    throw new ServerError(
      "REQUEST_TOO_LARGE",
      `Your member has sent ${MOST_EVENTS} events to this case, and no more are taken. Narrow what your MISP pushes here.`,
    );
  const content = canonicalize({ Event: event.content });
  const version = (known?.version ?? 0) + 1;
  const digest = hash("sha256", content, "hex");
  await insertReceived(tx, view, {
    ...{ sender, uuid, version, changed: timestamp, creator: creator.uuid, creatorName: creator.name },
    ...{ info, content, digest, receivedBy: act.seat.id, receivedAt: act.at },
  });
  await writeJournal(tx, {
    ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action: "misp.add", subject: uuid },
    detail: { version, digest },
  });
  return { decision, version };
}
