// What machines bring to an inbox: kept as it came, told piece by piece what became of it, and in the journal, all in one
// transaction. Nothing in it is followed, opened or acted on.
import { hash, randomUUID } from "node:crypto";
import { epochMilliseconds } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { writeJournal } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Transactor } from "../storage/index.ts";
import type { Brought, KeptObject } from "./envelope.ts";
import { sayMicroseconds } from "./protocol.ts";
import type { Collection } from "./rules.ts";
import { addObjects, insertStatus } from "./store.ts";
import type { Added } from "./store.ts";

interface Item {
  readonly id: string;
  readonly version: string;
  readonly message?: string;
}

/** A status resource (section 4.3.1). What is kept is durable when it is told, so nothing is ever pending. */
export interface Status {
  readonly id: string;
  readonly status: "complete";
  readonly request_timestamp: string;
  readonly total_count: number;
  readonly success_count: number;
  readonly successes?: readonly Item[];
  readonly failure_count: number;
  readonly failures?: readonly Item[];
  readonly pending_count: 0;
}

/** Keeps what was brought, and gives the status of it as JSON. */
export async function receive(
  tx: Transactor,
  view: View,
  {
    collection,
    brought,
    bytes,
    ...asked
  }: {
    readonly collection: Collection;
    readonly brought: readonly Brought[];
    /** The body it came in. */
    readonly bytes: Uint8Array;
    readonly at: Instant;
    readonly by: string;
  },
): Promise<string> {
  const { at, by } = asked;
  const objects = brought.flatMap((one) => ("object" in one ? [one.object] : []));
  const added = await addObjects(tx, view, { list: collection, objects, at, by, cutId: null });
  const status = describe(brought, { added: new Map(objects.map((one, place) => [one, added[place]])), at });
  const text = JSON.stringify(status);
  await insertStatus(tx, view, { id: status.id, status: text });
  await writeJournal(tx, {
    ...{ caseId: view.caseId, at, seat: by, action: "taxii.post", subject: status.id },
    detail: {
      ...{ collection: collection.id, kept: status.success_count, refused: status.failure_count },
      sha256: hash("sha256", bytes),
    },
  });
  return text;
}

function describe(
  brought: readonly Brought[],
  { added, at }: { readonly added: ReadonlyMap<KeptObject, Added | undefined>; readonly at: Instant },
): Status {
  const items = brought.map((one): Item => {
    if (!("object" in one)) return { id: one.id, version: one.version, message: one.refused };
    const { id, version } = one.object;
    return added.get(one.object) === "otherwise"
      ? {
          ...{ id, version },
          message: "This id and version are here with another content. Give what changed a new modified.",
        }
      : { id, version };
  });
  const successes = items.filter(({ message }) => message === undefined);
  const failures = items.filter(({ message }) => message !== undefined);
  return {
    ...{ id: randomUUID(), status: "complete", pending_count: 0, total_count: items.length },
    request_timestamp: sayMicroseconds(epochMilliseconds(at) * 1000),
    success_count: successes.length,
    ...(successes.length > 0 && { successes }),
    failure_count: failures.length,
    ...(failures.length > 0 && { failures }),
  };
}
