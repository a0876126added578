// Two nodes that are paired, each with a database of its own, for tests of what they write to each other.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { fingerprintPeer, writePeerCard } from "@entente/core/letters";
import { nodePrimitives } from "@entente/verifier";
import { deliverApproaches, openApproaches } from "../approaches/index.ts";
import { openExerciseKeystore, setUpNode, setUpPeering } from "../keys/index.ts";
import type { Keystore } from "../keys/index.ts";
import { openLedgerSigner } from "../ledger/index.ts";
import { openReleaseDesk, TEXT } from "../releases/releases.fixture.ts";
import type { ReleaseDesk } from "../releases/releases.fixture.ts";
import { migrationsFolder, openStorage } from "../storage/index.ts";
import type { Storage } from "../storage/index.ts";
import { openCosigners } from "../witness/index.ts";
import { addPeer, pairPeer, receiveBundle, spellNode, tellPeer } from "./index.ts";
import type { LetterServices, PeerRow, Received } from "./index.ts";
import { openOwnNode } from "./own-node.ts";
import type { OwnNode } from "./own-node.ts";
import { findPeer, lockPeer } from "./store.ts";
import { makeBundle } from "./writing.ts";

export interface TestNode {
  readonly services: LetterServices;
  readonly own: OwnNode;
  readonly folder: string;
  /** Sums of every table's rows that do not speak of `own`, as the tables' owner sees them; for comparing what changed. */
  readonly sumRows: (own: string) => Promise<ReadonlyMap<string, string>>;
  readonly close: () => Promise<void>;
}

export const NOW: Instant = readInstant("2018-03-06T09:00:00Z");
export const SLUG = "salisbury-2018";

/** A node of `host` with an empty database. */
export async function openTestNode(host: string): Promise<TestNode> {
  const folder = await mkdtemp(join(tmpdir(), "entente-test-"));
  const storage = await openStorage({
    ...{ dataFolder: folder, databaseUrl: null, migrations: migrationsFolder },
    note: () => undefined,
  });
  const keystore = openExerciseKeystore(join(folder, "keys"));
  await storage.database.transact(async (tx) => {
    await setUpNode(tx, keystore);
    await setUpPeering(tx, keystore, host);
  });
  const services = {
    ...{ database: storage.database, keystore, folder, host, origin: null, now: () => NOW },
    ...(await openLedgerKeys(keystore, `entente.example/${host.toLowerCase()}`)),
  };
  const dump = await openDump(storage.connectOwner);
  return {
    ...{ services, folder, own: await openOwnNode(services), sumRows: dump.sumRows },
    close: async () => {
      await dump[Symbol.asyncDispose]();
      await storage.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function openLedgerKeys(keystore: Keystore, origin: string) {
  const ledger = await openLedgerSigner(keystore, origin);
  return { ledger, cosigners: await openCosigners(keystore, origin) };
}

/** The lead's node: of GBR, with the one case that fixtures have. */
export async function openLeadNode(): Promise<TestNode & { readonly desk: ReleaseDesk }> {
  const desk = await openReleaseDesk();
  const { database, folder } = desk;
  const { keystore, ledger } = desk.context;
  const services = {
    ...{ database, folder, keystore, host: "GBR", origin: null, now: () => NOW },
    ...{ ledger, cosigners: await openCosigners(keystore, ledger.identity.origin) },
  };
  await database.transact((tx) => setUpPeering(tx, services.keystore, "GBR"));
  const own = await openOwnNode(services);
  const dump = await openDump(desk.connectOwner);
  return {
    ...{ desk, services, folder, own, sumRows: dump.sumRows },
    close: async () => {
      await dump[Symbol.asyncDispose]();
      await desk.close();
    },
  };
}

/** Sums of every table's rows that do not speak of `own`, by table. */
async function openDump(
  connectOwner: Storage["connectOwner"],
): Promise<Pick<TestNode, "sumRows"> & AsyncDisposable> {
  const owner = await connectOwner();
  await owner.query("SET entente.backup = 'whole'");
  const { rows: tables } = await owner.query(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'entente' AND table_type = 'BASE TABLE'",
  );
  const parts = (tables as { readonly name: string }[]).map(
    ({ name }) =>
      `SELECT '${name}' AS name, md5(coalesce(string_agg(r, E'\\n' ORDER BY r), '')) AS sum
       FROM (SELECT to_jsonb(t)::text AS r FROM entente."${name}" t) AS rows WHERE position($1 IN r) = 0`,
  );
  const text = parts.join(" UNION ALL ");
  return {
    sumRows: async (own) => {
      const { rows } = await owner.query(text, [own]);
      return new Map(
        (rows as { readonly name: string; readonly sum: string }[]).map(({ name, sum }) => [name, sum]),
      );
    },
    [Symbol.asyncDispose]: () => owner.end(),
  };
}

/** Both persons confirm. */
export async function pairBoth(one: TestNode, other: TestNode): Promise<void> {
  await pairOne(one, other);
  await pairOne(other, one);
}

/** The person at `here` takes the card of `there`, hears its words and types them. */
export async function pairOne(here: TestNode, there: TestNode): Promise<void> {
  const { own, services } = here;
  const heard = spellNode(fingerprintPeer(there.own.card, nodePrimitives)).words;
  await services.database.transact(async (tx) => {
    await addPeer(tx, { own, by: "node", at: NOW }, { card: writePeerCard(there.own.card), address: null });
    await pairPeer(tx, { own, by: "node", at: NOW }, { member: there.own.party.member, heard });
  });
}

/** How `here` knows `there`. */
export async function knownAs(here: TestNode, there: TestNode): Promise<PeerRow> {
  const peer = await here.services.database.read((reader) => findPeer(reader, there.own.party.node));
  if (peer === null) throw new Error("they are not paired");
  return peer;
}

/** What `from` would bring to `to` now. */
export async function bundleOf(from: TestNode, to: Pick<TestNode, "own">): Promise<Uint8Array> {
  return from.services.database.transact(async (tx) => {
    const peer = await lockPeer(tx, to.own.party.node);
    if (peer === null) throw new Error("they are not paired");
    await tellPeer(tx, from.services, { own: from.own, peer });
    const now = await findPeer(tx, to.own.party.node);
    return (await makeBundle(tx, from.own, now ?? peer)).bytes;
  });
}

export async function carry(from: TestNode, to: TestNode): Promise<Received> {
  const bytes = await bundleOf(from, to);
  return receiveBundle(to.services, bytes, { from: from.own.party.node, at: to.services.now() });
}

/** Carries in both directions until nothing new comes. */
export async function converge(one: TestNode, other: TestNode): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    const fresh = (await carry(one, other)).fresh + (await carry(other, one)).fresh;
    if (fresh === 0 && round > 1) return;
  }
  throw new Error("they do not converge");
}

/** The lead releases a document to `members`, approaches them and delivers. */
export async function bringCase(
  { desk }: { readonly desk: ReleaseDesk },
  members: readonly string[],
): Promise<void> {
  await desk.draft("assessment", `${TEXT}\n5. (S - WALL) Nobody but the lead reads of its second end.\n`);
  await desk.release("assessment", [...members]);
  await desk.database.transact(async (tx) => {
    const act = desk.actOf("GBR/desk");
    await openApproaches(tx, act, {
      ...{ members, documents: ["assessment"], ask: "Act with us.", community: desk.context.community },
      answerBy: readInstant("2018-03-20T12:00:00Z"),
    });
    await deliverApproaches(tx, act, members);
  });
}
