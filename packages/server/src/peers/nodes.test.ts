// What two nodes write to each other of themselves, and of no case: rounds of witnesses, and new keys.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestLetter, writeLetter, writePeerCard } from "@entente/core/letters";
import type { Letter, LetterKind } from "@entente/core/letters";
import { nodePrimitives } from "@entente/verifier";
import { openWitnessedCheckpoint } from "@entente/core/ledger";
import { canonicalize, readInstant } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { findPolicy, readHead, setPolicy } from "../ledger/index.ts";
import { TEXT } from "../releases/releases.fixture.ts";
import { acceptLog } from "../witness/index.ts";
import { sayToLead, showForeignCase } from "./foreign.ts";
import type { Saying } from "./foreign.ts";
import { addPeer, endPeer, examinePeers, pairPeer, receiveBundle, renewKeys, spellOwn } from "./index.ts";
import { pairingRoutes } from "./pairing-routes.ts";
import { refusalsOfLetters } from "./refusing.ts";
import { insertFiles, insertOut, listOut } from "./store-letters.ts";
import { lockPeer, updatePeer } from "./store.ts";
import { digestFile } from "./writing.ts";
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
    const health = await ally.services.database.read(examinePeers);
    expect(health.find(({ member }) => member === "GBR")).toMatchObject(spellOwn(lead.own));
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

describe("a letter that is refused", () => {
  interface Refused {
    readonly why: string;
    readonly code: string;
    readonly kind: LetterKind;
    readonly content: JsonObject;
    /** Null: about no case. */
    readonly of?: string | null;
    readonly enclosed?: string;
  }

  const pledged = { authority: "minister", validUntil: null };
  const expelled = { measures: [{ kind: "expulsion", count: 1 }] };
  const done = {
    ...{ actorType: "state", kind: "expulsion", target: null, count: 1, announced: "2018-03", inTally: true },
    ...{ detail: "", sources: ["https://mfa.example/note"], confidence: "high" },
  };
  const file = "no cut, no package, and no request";
  const named = digestFile(Buffer.from(file));
  const nobody = "A".repeat(43);
  const rows: readonly Refused[] = [
    {
      ...{ why: "about a case that is not there", code: "NOT_FOUND", of: "elsewhere" },
      ...{ kind: "question", content: { text: "Who?", place: null } },
    },
    {
      ...{ why: "about no case", code: "NOT_FOUND", of: null },
      ...{ kind: "question", content: { text: "Who?", place: null } },
    },
    {
      ...{ why: "with more in it than its kind has", code: "SHAPE_INVALID" },
      ...{ kind: "question", content: { text: "Who?", place: null, more: 1 } },
    },
    {
      ...{ why: "with a position that is none", code: "SHAPE_INVALID" },
      ...{ kind: "position", content: { position: "undecided", statement: "" } },
    },
    {
      ...{ why: "pledging with a member that is not in the case", code: "PLEDGE_INVALID" },
      kind: "pledge",
      content: { ...pledged, levels: [{ ...expelled, condition: { member: "ZZZ" } }] },
    },
    {
      ...{ why: "sealed to somebody else", code: "SEALED_UNREADABLE" },
      ...{ kind: "pledge", content: { sealed: "AAAA" } },
    },
    {
      ...{ why: "on readiness nobody asked for", code: "NOT_FOUND" },
      ...{ kind: "readiness", content: { items: [{ item: "translated", state: "done" }], text: null } },
    },
    {
      ...{ why: "on a measure of no kind", code: "REQUEST_INVALID" },
      ...{ kind: "done", content: { ...done, kind: "nothing-known" } },
    },
    {
      ...{ why: "on a measure that is still to come", code: "REQUEST_INVALID" },
      ...{ kind: "done", content: { ...done, announced: "2030-01-01" } },
    },
    {
      ...{ why: "withdrawing what was not pledged", code: "TRANSITION_REFUSED" },
      ...{ kind: "withdrawal", content: {} },
    },
    {
      ...{
        why: "unsealing a document that was not brought",
        code: "NOT_FOUND",
        of: "elsewhere",
        enclosed: file,
      },
      ...{ kind: "unsealing", content: { document: "d", file: named } },
    },
    {
      ...{ why: "acknowledging what was not said", code: "NOT_FOUND" },
      ...{ kind: "acknowledgement", content: { release: "none" } },
    },
    {
      ...{ why: "opening a document that was not brought", code: "NOT_FOUND" },
      ...{ kind: "receipt", content: { stage: "opened", document: "none" } },
    },
    {
      ...{ why: "confirming a letter that was not written", code: "NOT_FOUND" },
      ...{ kind: "confirmation", content: { letter: 9999, said: "", leaf: null, at: NOW } },
    },
    {
      ...{ why: "with names for a case that was not brought", code: "NOT_FOUND", of: "elsewhere" },
      ...{ kind: "vocabulary", content: { members: ["EST"], groups: [], weights: [], kinds: [] } },
    },
    {
      ...{ why: "with names for no case", code: "REQUEST_INVALID", of: null },
      ...{ kind: "vocabulary", content: { members: ["EST"], groups: [], weights: [], kinds: [] } },
    },
    {
      ...{ why: "bringing a cut that is none", code: "JSON_SYNTAX", of: "elsewhere", enclosed: file },
      kind: "approach",
      content: {
        ...{ title: "T", exercise: false, id: "x", ask: "", answerBy: NOW, resolver: null },
        cuts: [{ document: "d", title: "T", file: named }],
      },
    },
    {
      ...{ why: "bringing a package that is none", code: "EMBARGO_INVALID", enclosed: file },
      ...{ kind: "package", content: { file: named } },
    },
    {
      ...{ why: "with a share of a package that is not here", code: "NOT_FOUND" },
      kind: "share",
      content: { embargo: nobody, member: "EST", share: "A".repeat(44), salt: nobody },
    },
    {
      ...{ why: "asking to cosign what is no checkpoint", code: "WITNESS_REFUSED", of: null, enclosed: file },
      ...{ kind: "witness", content: { file: named } },
    },
    {
      ...{ why: "cosigning what was not asked", code: "NOT_FOUND", of: null },
      ...{ kind: "cosignature", content: { letter: 1, size: 1, lines: null } },
    },
    {
      ...{ why: "with keys that are none", code: "SHAPE_INVALID", of: null },
      ...{ kind: "keys", content: { card: {}, old: {}, fresh: {} } },
    },
  ];

  /** Puts a letter into the stream to the lead as a node would that checks nothing of what it writes. */
  const write = ({ kind, content, of = SLUG, enclosed }: Refused): Promise<number> =>
    ally.services.database.transact(async (tx) => {
      const peer = await lockPeer(tx, lead.own.party.node);
      if (peer === null) throw new Error("they are not paired");
      const [last] = await listOut(tx, peer.fingerprint, { from: peer.written, most: 1 });
      const bytes = enclosed === undefined ? [] : [Buffer.from(enclosed)];
      const letter: Letter = {
        ...{ from: ally.own.party, to: lead.own.party, number: peer.written + 1 },
        ...{ before: last?.digest ?? null, at: NOW, case: of, kind, content },
        files: bytes.map((one) => ({ digest: digestFile(one), size: one.length })),
      };
      await insertOut(tx, peer.fingerprint, {
        ...{ number: letter.number, subject: `refused/${letter.number}`, caseName: of, kind },
        ...{ letter: canonicalize(writeLetter(letter)), writtenAt: NOW },
        digest: digestLetter(letter, nodePrimitives),
      });
      await insertFiles(tx, peer.fingerprint, new Map(bytes.map((one) => [digestFile(one), one])));
      await updatePeer(tx, peer.fingerprint, { written: letter.number, next_try_at: null });
      return letter.number;
    });

  const newest = async (at: TestNode, of: TestNode) => {
    const all = await at.services.database.read(examinePeers);
    return all.find(({ fingerprint }) => fingerprint === of.own.party.node)?.troubles[0];
  };
  /** Every sentence names who can mend it. */
  const WHO =
    /[Ww]hoever runs|\bdesk\b|persons who run|release authority|lets its share go itself|brings the package/;

  it.each(rows)("is told on both sides in one sentence: $why", async (row) => {
    const number = await write(row);
    await carry(ally, lead);
    const here = await newest(lead, ally);
    expect(here).toMatchObject({ code: row.code, side: "here" });
    expect(here?.said).toMatch(WHO);
    await carry(lead, ally);
    expect(await newest(ally, lead)).toMatchObject({ code: row.code, side: "there", said: here?.said });
    if (row.of !== undefined) return;
    const { letters } = await ally.services.database.read((reader) =>
      showForeignCase(reader, { member: "GBR", name: SLUG }),
    );
    const found = letters.find((one) => one.direction === "out" && one.number === number);
    expect(found).toMatchObject({ state: "refused", told: here?.said });
  });

  it("has a row for every refusal that letters meet, but for those with a world of their own", () => {
    const elsewhere = {
      FORBIDDEN: "a kit, and a holder without a share: kit.test.ts and embargoes.test.ts",
      BUNDLE_SEALED_OTHERWISE: "a share for another node: embargoes.test.ts",
      FILE_MISSING: "a database that lost a file: bundles are read only with every file they name",
      WITNESS_ANSWER_INVALID: "a witness that answers nonsense: witness tests",
      LEDGER_ROLLED_BACK: "a ledger that was cut: continuity tests",
    };
    const met = new Set([...rows.map(({ code }) => code), ...Object.keys(elsewhere)]);
    expect(refusalsOfLetters.filter((code) => !met.has(code))).toEqual([]);
  });
});
