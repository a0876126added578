// What two nodes write to each other, over bundles carried by hand.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeBundle, writePeerCard } from "@entente/core/letters";
import type { Letter } from "@entente/core/letters";
import { nodePrimitives } from "@entente/verifier";
import { openSeatView, readSeat } from "../access/index.ts";
import { answerQuestion, listPositions, listQuestions } from "../approaches/index.ts";
import { findOwnPledge } from "../pledges/index.ts";
import { arrangementsOf } from "../cases/index.ts";
import { listForeignCases, pledgeToLead, readForeignCut, sayToLead, showForeignCase } from "./foreign.ts";
import type { Saying } from "./foreign.ts";
import { addPeer, endPeer, examinePeers, pairPeer, receiveBundle } from "./index.ts";
import { encryptBundle } from "./own-node.ts";
import {
  bringCase,
  bundleOf,
  carry,
  converge,
  knownAs,
  NOW,
  openLeadNode,
  openTestNode,
  pairBoth,
  pairOne,
  SLUG,
} from "./peers.fixture.ts";
import type { TestNode } from "./peers.fixture.ts";
import type { ReleaseDesk } from "../releases/releases.fixture.ts";

let lead: TestNode & { readonly desk: ReleaseDesk };
let ally: TestNode;

beforeAll(async () => {
  [lead, ally] = await Promise.all([openLeadNode(), openTestNode("EST")]);
  await bringCase(lead, ["EST", "DEU"]);
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
const shown = () =>
  ally.services.database.read((reader) => showForeignCase(reader, { member: "GBR", name: SLUG }));

describe("pairing", () => {
  it("takes nothing before both persons have confirmed", async () => {
    const { own, services } = lead;
    const tending = { own, by: "node", at: NOW };
    const card = writePeerCard(ally.own.card);
    const add = (text: string) =>
      services.database.transact((tx) => addPeer(tx, tending, { card: text, address: null }));
    await add(card);
    await add(card);
    expect(await codeOf(add(writePeerCard(own.card)))).toBe("TRANSITION_REFUSED");
    const pair = (heard: string) =>
      services.database.transact((tx) => pairPeer(tx, tending, { member: "EST", heard }));
    expect(await codeOf(pair("abandon ".repeat(12)))).toBe("PEER_WORDS_WRONG");
    expect(
      await codeOf(services.database.transact((tx) => pairPeer(tx, tending, { member: "DEU", heard: "" }))),
    ).toBe("NOT_FOUND");
    // The ally confirms the lead; the lead has only taken down the ally's card.
    await pairOne(ally, lead);
    expect(await codeOf(carry(ally, lead))).toBe("PEER_UNPAIRED");
    await pairOne(lead, ally);
    // The lead has confirmed and has heard nothing yet: what it brings holds no letter.
    expect(await carry(lead, ally)).toMatchObject({ fresh: 0, taken: 0 });
    expect(await carry(ally, lead)).toMatchObject({ fresh: 0 });
    expect((await knownAs(lead, ally)).answeredAt).toBe(NOW);
    await pairBoth(lead, ally);
  });
});

describe("a node that tells two histories", () => {
  it("is stopped, and stays so", async () => {
    const other = await openTestNode("LVA");
    await pairBoth(lead, other);
    const write = (text: string): Promise<Uint8Array> => {
      const letter: Letter = {
        ...{ from: other.own.party, to: lead.own.party, number: 1, before: null, at: NOW, case: SLUG },
        ...{ kind: "question", content: { text, place: null }, files: [] },
      };
      const written = { from: other.own.party, to: lead.own.party, letters: [letter], files: new Map() };
      const acknowledged = { number: 0, digest: null };
      const bytes = writeBundle({ ...written, acknowledged }, other.own.signer, nodePrimitives);
      return encryptBundle(bytes, lead.own.card);
    };
    const bring = async (bytes: Promise<Uint8Array>) =>
      codeOf(receiveBundle(lead.services, await bytes, { from: null, at: NOW }));
    expect(await bring(write("Who?"))).toBe("done");
    expect(await bring(write("How?"))).toBe("LETTER_FORKED");
    expect(await bring(write("Who?"))).toBe("PEER_STOPPED");
    const health = await lead.services.database.read(examinePeers);
    expect(health.find(({ member }) => member === "LVA")).toMatchObject({
      ...{ state: "stopped", findings: [{ code: "LETTER_FORKED" }] },
    });
    await other.close();
  });
});

describe("a case brought to another node", () => {
  it("is there with its cut, which verifies, and says that it was delivered", async () => {
    await converge(lead, ally);
    const [found, ...more] = await ally.services.database.read(listForeignCases);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ lead: "GBR", name: SLUG, ask: "Act with us." });
    const cut = await ally.services.database.read((reader) =>
      readForeignCut(reader, { member: "GBR", name: SLUG, document: "assessment" }),
    );
    expect(cut.files.map(({ path }) => path)).toEqual(["assessment.cut.json"]);
    expect(cut.files[0]?.file).toContain("entente-cut");
    expect(found?.letters).toContainEqual(
      expect.objectContaining({ direction: "out", kind: "receipt", state: "delivered" }),
    );
  });

  it("is asked about, and the answer comes back", async () => {
    await say({ kind: "question", content: { text: "Who warned?", place: null } });
    await converge(ally, lead);
    const view = openSeatView(readSeat("GBR/desk"), lead.desk.row);
    const [question] = await lead.desk.database.read((reader) => listQuestions(reader, view));
    expect(question).toMatchObject({ member: "EST", text: "Who warned?" });
    await lead.desk.database.transact((tx) =>
      answerQuestion(tx, lead.desk.actOf("GBR/desk"), {
        ...{ member: "EST", questionId: null, answer: { outcome: "answered", text: "A caller." } },
      }),
    );
    await converge(lead, ally);
    expect((await shown()).letters).toContainEqual(
      expect.objectContaining({ kind: "answer", said: "A caller." }),
    );
  });

  it("takes a sealed pledge that nobody can read, and its withdrawal", async () => {
    const speaking = { own: ally.own, at: NOW, member: "GBR", name: SLUG };
    const salt = new Uint8Array(32).fill(7);
    await ally.services.database.transact((tx) =>
      pledgeToLead(tx, speaking, {
        ...{ authority: "cabinet", validUntil: null, salt },
        levels: [{ measures: [{ kind: "expulsion", count: 3 }], condition: { always: true } }],
      }),
    );
    await converge(ally, lead);
    const view = openSeatView(readSeat("EST/desk"), lead.desk.row);
    const context = { community: lead.desk.context.community, kinds: arrangementsOf(lead.desk.row).kinds };
    const read = () => lead.desk.database.read((reader) => findOwnPledge(reader, view, context));
    expect(await read()).toMatchObject({ open: null, sealed: { leaf: expect.any(Number) as number } });
    await say({ kind: "withdrawal", content: {} });
    await converge(ally, lead);
    expect(await read()).toMatchObject({ open: null, sealed: null });
  });

  it("has a position of the member, and a pledge, as a seat of its own would have made them", async () => {
    await say({ kind: "position", content: { position: "supportive", statement: "We are with you." } });
    await ally.services.database.transact((tx) =>
      pledgeToLead(
        tx,
        { own: ally.own, at: NOW, member: "GBR", name: SLUG },
        {
          ...{ authority: "minister", validUntil: null, salt: null },
          levels: [{ measures: [{ kind: "expulsion", count: 1 }], condition: { always: true } }],
        },
      ),
    );
    await converge(ally, lead);
    expect((await shown()).letters.filter(({ state }) => state === "refused")).toEqual([]);
    const view = openSeatView(readSeat("EST/desk"), lead.desk.row);
    const positions = await lead.desk.database.read((reader) => listPositions(reader, view));
    expect(positions).toMatchObject([{ member: "EST", position: "supportive", by: "EST/desk/node" }]);
    const own = await lead.desk.database.read((reader) =>
      findOwnPledge(reader, view, {
        ...{ community: lead.desk.context.community, kinds: arrangementsOf(lead.desk.row).kinds },
      }),
    );
    expect(own.open).toMatchObject({ member: "EST", authority: "minister" });
  });

  it("says loudly on both sides what was refused", async () => {
    await say({ kind: "position", content: { position: "undecided", statement: "" } });
    await converge(ally, lead);
    expect((await shown()).letters).toContainEqual(
      expect.objectContaining({ direction: "out", kind: "position", state: "refused" }),
    );
  });

  it("changes nothing when a bundle comes twice, or late", async () => {
    await say({ kind: "question", content: { text: "And when?", place: null } });
    const first = await bundleOf(ally, lead);
    await say({ kind: "question", content: { text: "And where?", place: null } });
    const from = ally.own.party.node;
    const at = NOW;
    expect(await receiveBundle(lead.services, await bundleOf(ally, lead), { from, at })).toMatchObject({
      fresh: 2,
    });
    expect(await receiveBundle(lead.services, first, { from, at })).toMatchObject({ fresh: 0, known: 1 });
    expect(await receiveBundle(lead.services, first, { from: null, at })).toMatchObject({
      fresh: 0,
      known: 1,
    });
    await converge(ally, lead);
  });

  it("is not taken by another node, nor by who brings what another wrote", async () => {
    const bytes = await bundleOf(ally, lead);
    expect(await codeOf(receiveBundle(ally.services, bytes, { from: null, at: NOW }))).toBe(
      "BUNDLE_SEALED_OTHERWISE",
    );
    expect(await codeOf(receiveBundle(lead.services, bytes, { from: lead.own.party.node, at: NOW }))).toBe(
      "KEY_UNTRUSTED",
    );
  });

  it("ends when the node is ended", async () => {
    await lead.services.database.transact((tx) => endPeer(tx, { own: lead.own, by: "node", at: NOW }, "EST"));
    expect(await codeOf(carry(ally, lead))).toBe("PEER_UNPAIRED");
  });
});
