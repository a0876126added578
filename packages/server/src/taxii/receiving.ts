// What machines bring to an inbox: kept as it came, told piece by piece what became of it, and in the journal, all in one
// transaction. Nothing in it is followed, opened or acted on.
import { hash, randomUUID } from "node:crypto";
import { epochMilliseconds } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { writeJournalRows } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { gather } from "../storage/index.ts";
import type { Database, Transactor } from "../storage/index.ts";
import type { Brought, KeptObject } from "./envelope.ts";
import { sayMicroseconds } from "./protocol.ts";
import type { Collection } from "./rules.ts";
import { addObjects, insertStatuses } from "./store.ts";
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

export interface Post {
  readonly collection: Collection;
  readonly brought: readonly Brought[];
  /** The body it came in. */
  readonly bytes: Uint8Array;
  readonly view: View;
  readonly at: Instant;
  readonly by: string;
}

const ROUNDS = { size: 64, atOnce: 1 } as const;
const keepers = new WeakMap<Database, (post: Post) => Promise<string>>();

/**
 * Keeps what was brought, and gives the status of it as JSON, durable when it is given. What machines bring at the same
 * moment is kept together: each would have to wait for the other at its list.
 */
export function receive(database: Database, post: Post): Promise<string> {
  const keep =
    keepers.get(database) ??
    gather(ROUNDS, async (posts: readonly Post[]) =>
      (await database.transact((tx) => keepAll(tx, posts))).map((given) => ({ given })),
    );
  keepers.set(database, keep);
  return keep(post);
}

async function keepAll(tx: Transactor, posts: readonly Post[]): Promise<readonly string[]> {
  const told = new Map<Post, string>();
  const groups = Map.groupBy(posts, ({ collection: { id }, by }) => `${id} ${by}`);
  for (const [first, ...others] of groups.values())
    if (first !== undefined)
      for (const [post, text] of await keepGroup(tx, [first, ...others])) told.set(post, text);
  return posts.map((post) => told.get(post) ?? "");
}

/** What one seat brought to one list. */
async function keepGroup(
  tx: Transactor,
  posts: readonly [Post, ...Post[]],
): Promise<ReadonlyMap<Post, string>> {
  const [{ view, collection, at, by }] = posts;
  const objects = posts.flatMap(({ brought }) =>
    brought.flatMap((one) => ("object" in one ? [one.object] : [])),
  );
  const outcomes = await addObjects(tx, view, { list: collection, objects, at, by, cutId: null });
  const added = new Map(objects.map((one, place) => [one, outcomes[place]]));
  const statuses = posts.map((post) => ({ post, status: describe(post.brought, { added, at: post.at }) }));
  const texts = statuses.map(({ post, status }) => ({ post, id: status.id, status: JSON.stringify(status) }));
  await insertStatuses(tx, view, texts);
  await writeJournalRows(
    tx,
    statuses.map(({ post, status }) => ({
      ...{ caseId: view.caseId, at: post.at, seat: by, action: "taxii.post", subject: status.id },
      detail: {
        ...{ collection: collection.id, kept: status.success_count, refused: status.failure_count },
        sha256: hash("sha256", post.bytes),
      },
    })),
  );
  return new Map(texts.map(({ post, status }) => [post, status]));
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
