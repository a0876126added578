// What two nodes write to each other of themselves, and of no case: rounds of witnesses, and new keys.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writePeerCard } from "@entente/core/letters";
import { nodePrimitives } from "@entente/verifier";
import { openWitnessedCheckpoint } from "@entente/core/ledger";
import { readInstant } from "@entente/core/encoding";
import { findPolicy, readHead, setPolicy } from "../ledger/index.ts";
import { TEXT } from "../releases/releases.fixture.ts";
import { acceptLog } from "../witness/index.ts";
import { sayToLead } from "./foreign.ts";
import type { Saying } from "./foreign.ts";
import { addPeer, endPeer, examinePeers, pairPeer, receiveBundle, renewKeys, spellOwn } from "./index.ts";
import { pairingRoutes } from "./pairing-routes.ts";
import {
  bringCase,
  bundleOf,
  converge,
  knownAs,
  NOW,
  openLeadNode,
  openTestNode,
  pairBoth,
  SLUG,
} from "./peers.fixture.ts";
import type { TestNode } from "./peers.fixture.ts";
import type { ReleaseDesk } from "../releases/releases.fixture.ts";

let lead: TestNode & { readonly desk: ReleaseDesk };
let ally: TestNode;

beforeAll(async () => {
  [lead, ally] = await Promise.all([openLeadNode(), openTestNode("EST")]);
  await bringCase(lead, ["EST", "DEU"]);
  await pairBoth(lead, ally);
}, 120_000);
afterAll(async () => {
  await lead.close();
  await ally.close();
});

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "done";
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

const say = (saying: Saying): Promise<number> =>
  ally.services.database.transact((tx) =>
    sayToLead(tx, { own: ally.own, at: NOW, member: "GBR", name: SLUG }, saying),
  );

describe("rounds of witnesses", () => {
  it("go as letters: only what goes on from what was seen is cosigned, and the cosignature is kept", async () => {
    const { ledger, folder } = lead.services;
    const { vkey } = ledger.identity;
    const names = ally.services.cosigners.map(
      (one, index) => `witness EST-${index} ${one.vkey} entente-peer:EST`,
    );
    const policy = `log ${vkey}\n${names.join("\n")}\ngroup all-of-them all EST-0 EST-1\nquorum all-of-them\n`;
    await setPolicy(folder, policy, ledger);
    const size = () =>
      lead.services.database.read(async (reader) => {
        const head = await readHead(reader);
        const found = await findPolicy(folder);
        if (head === null || found === null) throw new Error("there is nothing to witness");
        return openWitnessedCheckpoint({ note: head.note, policy: found.policy }, nodePrimitives).witnesses
          .length;
      });
    await converge(lead, ally);
    const health = await lead.services.database.read(examinePeers);
    expect(JSON.stringify(health)).toContain("WITNESS_REFUSED");
    expect(await codeOf(size())).toBe("LEDGER_QUORUM_MISSING");
    await ally.services.database.transact((tx) => acceptLog(tx, vkey));
    // A refused round is asked again after an hour.
    const later = { ...lead, services: { ...lead.services, now: () => readInstant("2018-03-06T11:00:00Z") } };
    await converge(later, ally);
    expect(await size()).toBe(2);
    await lead.desk.draft("annex", TEXT);
    await lead.desk.release("annex", ["EST"]);
    expect(await codeOf(size())).toBe("LEDGER_QUORUM_MISSING");
    await converge(later, ally);
    expect(await size()).toBe(2);
  });
});

describe("new keys", () => {
  const renew = async (node: TestNode): Promise<TestNode> => {
    const own = await renewKeys(node.services, { by: "node", at: NOW, anew: false });
    return { ...node, own };
  };

  it("are told by a letter that the old ones sign, and used once they are confirmed; the words are others", async () => {
    const before = spellOwn(ally.own).words;
    const old = await bundleOf(ally, lead);
    const renewed = await renew(ally);
    expect(renewed.own.party).toEqual(ally.own.party);
    expect(spellOwn(renewed.own).words).not.toBe(before);
    // Until the lead confirms, what is written to it is signed with the old keys, and a second change waits.
    expect(await codeOf(renew(ally))).toBe("TRANSITION_REFUSED");
    await converge(renewed, lead);
    const known = await knownAs(lead, ally);
    expect(known.card).toBe(writePeerCard(renewed.own.card));
    expect(known.cardBefore).toBeNull();
    expect((await knownAs(renewed, lead)).keysTold).toBe(2);
    // What the old keys signed counts no more, once the new ones have signed something.
    expect(await codeOf(receiveBundle(lead.services, old, { from: null, at: NOW }))).toBe(
      "SIGNATURE_INVALID",
    );
    ally = renewed;
    // What its screen reads aloud is of the new card, which is what another node asks for.
    const shown = pairingRoutes.find(({ id }) => id === "node.card");
    expect(await shown?.work({} as never, { node: ally.services } as never)).toMatchObject(
      spellOwn(ally.own),
    );
    await say({ kind: "question", content: { text: "By new keys?", place: null } });
    await converge(ally, lead);
    lead = { ...lead, own: (await renew(lead)).own };
    await converge(lead, ally);
    await converge(ally, lead);
    expect((await knownAs(ally, lead)).card).toBe(writePeerCard(lead.own.card));
  });

  it("that were stolen are told to nobody: every pairing ends, and the node has another name", async () => {
    const other = await openTestNode("LTU");
    await pairBoth(lead, other);
    const anew = await renewKeys(other.services, { by: "node", at: NOW, anew: true });
    expect(anew.party.node).not.toBe(other.own.party.node);
    expect((await knownAs(other, lead)).endedAt).toBe(NOW);
    expect(await codeOf(bundleOf(other, lead))).toBe("done");
    const card = writePeerCard(anew.card);
    const tending = { own: lead.own, by: "node", at: NOW };
    const pair = () =>
      lead.services.database.transact(async (tx) => {
        await addPeer(tx, tending, { card, address: null });
        await pairPeer(tx, tending, { member: "LTU", heard: spellOwn(anew).words });
      });
    expect(await codeOf(pair())).toBe("TRANSITION_REFUSED");
    await lead.services.database.transact((tx) => endPeer(tx, tending, "LTU"));
    expect(await codeOf(pair())).toBe("done");
    await other.close();
  });
});
