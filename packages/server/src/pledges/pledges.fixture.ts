// A node with as many small cases as a test wants, in which members pledge, seal, withdraw and lock.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { openSeatView, readSeat } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import { arrangementsOf, communityOf, findCase, openCase } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { readScenario } from "../exercise/index.ts";
import { drawSalt } from "../ledger/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import type { Transactor } from "../storage/index.ts";
import { lockPledges, placePledge, recordTrial, releaseLock, withdrawPledge } from "./index.ts";
import type { FinalResolution, NewPledge, PlacedPledge, Resolved, SealingContext } from "./index.ts";

export interface PledgeTable {
  readonly node: Node;
  /** Opens a case of this slug, led by GBR, in the community of 2018. */
  readonly open: (slug: string) => Promise<World>;
  readonly close: () => Promise<void>;
}

export interface World {
  readonly row: CaseRow;
  readonly context: SealingContext & { readonly at: Instant };
  readonly view: (member: string) => View;
  readonly act: (seat: string, at?: string) => Act;
  readonly place: (
    member: string,
    text: string,
    given?: Partial<NewPledge> & { readonly at?: string },
  ) => Promise<PlacedPledge>;
  readonly withdraw: (member: string, at?: string) => Promise<void>;
  readonly trial: (at?: string) => Promise<Resolved>;
  readonly lock: (at?: string) => Promise<FinalResolution>;
  readonly release: (at?: string) => Promise<void>;
}

/** Sealed, with a salt that is good enough for a test: it is drawn. */
export const SEALED = { salt: drawSalt() };

export const NOON = "2018-03-20T12:00:00Z";

export async function openPledgeTable(): Promise<PledgeTable> {
  const folder = await mkdtemp(join(tmpdir(), "entente-test-"));
  const node = await openExerciseNode({ dataFolder: folder, databaseUrl: null, tell: () => undefined });
  const scenario = await readScenario("scenarios/salisbury-2018");
  const open = async (slug: string): Promise<World> => {
    const row = await node.database.transact(async (tx) => {
      await openCase(tx, {
        keystore: node.keystore,
        ...{ seat: readSeat("GBR/drafter"), at: readInstant(NOON) },
        factsJson: { ...scenario.factsJson, id: slug },
        ...{ community: scenario.community, coalition: null },
      });
      return findCase(tx, slug);
    });
    if (row === null) throw new Error("the case was not opened");
    return makeWorld(node, row);
  };
  return {
    ...{ node, open },
    close: async () => {
      await node.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function makeWorld({ database, keystore }: Node, row: CaseRow): World {
  const context = {
    ...{ community: communityOf(row), kinds: arrangementsOf(row).kinds, keystore },
    at: readInstant(NOON),
  };
  const act: World["act"] = (seat, at = NOON) => ({ of: row, seat: readSeat(seat), at: readInstant(at) });
  const transact = <T>(change: (tx: Transactor) => Promise<T>): Promise<T> => database.transact(change);
  const chief = (at?: string): Act => act("GBR/release-authority", at);
  return {
    ...{ row, context, act },
    view: (member) => openSeatView(readSeat(`${member}/desk`), row),
    place: (member, text, { at, ...given } = {}) =>
      transact((tx) =>
        placePledge(tx, act(`${member}/desk`, at), {
          ...{ source: { text }, authority: "minister", validUntil: null, sealed: null, ...context },
          ...given,
        }),
      ),
    withdraw: (member, at) => transact((tx) => withdrawPledge(tx, act(`${member}/desk`, at))),
    trial: (at) => transact((tx) => recordTrial(tx, act("GBR/desk", at), context)),
    lock: (at) => transact((tx) => lockPledges(tx, chief(at), context)),
    release: (at) => transact((tx) => releaseLock(tx, chief(at))),
  };
}
