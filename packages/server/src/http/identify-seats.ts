// Who asks a real node: the person of a session, or the machine of a token or certificate. Each is looked up in the database
// at every request, so that what was ended or revoked on any process is refused here at once.
import { digestSecret, findMachines, findSessions, noteMachineUse, noteSessionUse } from "../seats/index.ts";
import type { FoundMachine, FoundSession } from "../seats/index.ts";
import { readSessionCookie, SESSION_COOKIE } from "../sign-in/index.ts";
import { gather } from "../storage/index.ts";
import type { Database, Reader } from "../storage/index.ts";
import { readClientKey } from "../routing/index.ts";
import type { Connection } from "../routing/index.ts";
import type { Identify } from "./identify.ts";

/**
 * @param proxySecret with which a proxy says what certificate it was shown; null: no proxy is believed.
 * @returns nobody for a credential that does not stand, and for a request with two of them: which one is meant is not
 * guessed, and none is fallen back to.
 */
export function identifySeats(database: Database, proxySecret: string | null): Identify {
  const find = gather<Asked, Found | null>(ROUNDS, async (asked) =>
    (await database.read((reader) => findAll(reader, asked))).map((given) => ({ given })),
  );
  return async (presented, reader) => {
    const asked = findPresented(presented, proxySecret);
    if (asked === null) return { kind: "nobody" };
    const found = await (reader === null ? find(asked) : findWithin(reader, asked));
    if (found === null) return { kind: "nobody" };
    const { caller, useToBeNoted } = found;
    if (useToBeNoted)
      await database.transact((tx) =>
        caller.by === "session" ? noteSessionUse(tx, caller) : noteMachineUse(tx, caller),
      );
    return caller;
  };
}

type Found = FoundSession | FoundMachine;

const ROUNDS = { size: 64, atOnce: 4 } as const;

/** What the credentials of several requests open, each its own. They are looked up after the last of them came. */
async function findAll(reader: Reader, asked: readonly Asked[]): Promise<readonly (Found | null)[]> {
  const digests = (kind: Asked["kind"]): string[] =>
    asked.filter((one) => one.kind === kind).map(({ digest }) => digest);
  const found: Record<Asked["kind"], ReadonlyMap<string, Found>> = {
    session: await findFew(digests("session"), (few) => findSessions(reader, few)),
    token: await findFew(digests("token"), (few) => findMachines(reader, { kind: "token", digests: few })),
    certificate: await findFew(digests("certificate"), (few) =>
      findMachines(reader, { kind: "certificate", digests: few }),
    ),
  };
  return asked.map(({ kind, digest }) => found[kind].get(digest) ?? null);
}

interface Batch {
  readonly asked: Asked[];
  readonly found: Promise<readonly (Found | null)[]>;
}

const batches = new WeakMap<Reader, Batch>();

/** One of those who are looked up in the same snapshot; those of one turn are looked up in one statement. */
async function findWithin(reader: Reader, one: Asked): Promise<Found | null> {
  let batch = batches.get(reader);
  if (batch === undefined) {
    const asked: Asked[] = [];
    const found = Promise.resolve().then(() => {
      batches.delete(reader);
      return findAll(reader, asked);
    });
    batch = { asked, found };
    batches.set(reader, batch);
  }
  const place = batch.asked.push(one) - 1;
  return (await batch.found)[place] ?? null;
}

async function findFew(
  digests: readonly string[],
  find: (digests: readonly string[]) => Promise<ReadonlyMap<string, Found>>,
): Promise<ReadonlyMap<string, Found>> {
  return digests.length === 0 ? new Map<string, Found>() : find(digests);
}

type Asked =
  | { readonly kind: "session"; readonly digest: string }
  | { readonly kind: "token" | "certificate"; readonly digest: string };

function findPresented({ headers, raw }: Connection, proxySecret: string | null): Asked | null {
  const { authorization, cookie } = headers;
  const carriesSession = cookie?.includes(SESSION_COOKIE) === true;
  if (authorization !== undefined) {
    if (carriesSession) return null;
    const [, token] = /^Bearer (entente_[A-Za-z0-9_-]{43})$/.exec(authorization) ?? [];
    return token === undefined ? null : { kind: "token", digest: digestSecret(token) };
  }
  if (carriesSession) {
    const secret = readSessionCookie(cookie);
    return secret === null ? null : { kind: "session", digest: digestSecret(secret) };
  }
  const key = readClientKey({ headers, raw }, proxySecret, Date.now());
  return key === null ? null : { kind: "certificate", digest: key };
}
