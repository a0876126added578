// A package is shared among three members and opens when two have let their shares go, the lead's node or not.
import { generateHybridIdentity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readInstant, utf8 } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { createEd25519Signer, createMlDsaSigner } from "@entente/core/keys";
import { fingerprintPeer, writePeerCard } from "@entente/core/letters";
import { nodePrimitives } from "@entente/verifier";
import { addPeer, examinePeers, pairPeer, receiveBundle, renewKeys, spellNode } from "../peers/index.ts";
import {
  bringCase,
  bundleOf,
  carry,
  converge,
  NOW,
  openLeadNode,
  openTestNode,
  pairBoth,
  SLUG,
} from "../peers/peers.fixture.ts";
import type { TestNode } from "../peers/peers.fixture.ts";
import type { ReleaseDesk } from "../releases/releases.fixture.ts";
import { setTZero, standDownTZero } from "../t-zero/index.ts";
import { attendPackages, listPackages, openShared, releaseShare, shareKey } from "./index.ts";
import type { SharedKey } from "./index.ts";

const INSTANT = readInstant("2018-03-26T13:00:00.000Z");
const BEFORE = readInstant("2018-03-26T12:59:59.999Z");
const CONTENT = utf8("Three officers are to leave by Sunday.");
let lead: TestNode & { readonly desk: ReleaseDesk };
let allies: readonly TestNode[];
let shared: SharedKey;

beforeAll(async () => {
  lead = await openLeadNode();
  allies = await Promise.all(["DEU", "EST"].map(openTestNode));
  for (const ally of allies) await pairBoth(lead, ally);
  await addFrance();
  shared = await shareKey(lead.services, wish);
}, 180_000);
afterAll(async () => {
  await lead.close();
  for (const ally of allies) await ally.close();
});

/** A third holder, whose node is away all the time: its card is all that is needed of it. */
async function addFrance(): Promise<void> {
  const signer = {
    ed25519: createEd25519Signer(new Uint8Array(32).fill(7)),
    mlDsa: createMlDsaSigner("ML-DSA-65", new Uint8Array(32).fill(8)),
  };
  const keys = { ed25519: signer.ed25519.publicKey, mlDsa: signer.mlDsa.publicKey };
  const recipient = await identityToRecipient(await generateHybridIdentity());
  const card = { member: "FRA", keys, recipient, node: null, address: null };
  const { own, services } = lead;
  const heard = spellNode(fingerprintPeer(card, nodePrimitives)).words;
  await services.database.transact(async (tx) => {
    await addPeer(tx, { own, by: "node", at: NOW }, { card: writePeerCard(card), address: null });
    await pairPeer(tx, { own, by: "node", at: NOW }, { member: "FRA", heard });
  });
}

const wish = {
  ...{ caseName: SLUG, instant: INSTANT, threshold: 2, holders: ["FRA", "DEU", "EST"] },
  ...{ content: CONTENT, by: "node" },
};
const at = (node: TestNode | undefined, now = INSTANT) => {
  if (node === undefined) throw new Error("there is no such node");
  return { ...node.services, now: () => now };
};
const shareOf = (member: string): Uint8Array => shared.shares.get(member) ?? new Uint8Array();
const release = (index: number, member: string, now = INSTANT) =>
  releaseShare(at(allies[index], now), { embargo: shared.embargo, sealed: shareOf(member), by: "node" });

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "done";
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

describe("a shared key", () => {
  it("is divided among members with nodes, of which some are asked for", async () => {
    expect([...shared.shares.keys()]).toEqual(["DEU", "EST", "FRA"]);
    expect(await codeOf(shareKey(lead.services, { ...wish, holders: ["DEU", "LVA"] }))).toBe("NOT_FOUND");
    expect(await codeOf(shareKey(lead.services, { ...wish, threshold: 4 }))).toBe("REQUEST_INVALID");
    expect(await codeOf(shareKey(lead.services, { ...wish, threshold: 1 }))).toBe("REQUEST_INVALID");
    expect(await codeOf(shareKey(lead.services, { ...wish, caseName: "no-such-case" }))).toBe("NOT_FOUND");
  });

  it("is let go by its holder alone, and not a millisecond before the instant", async () => {
    expect(await codeOf(release(0, "DEU", BEFORE))).toBe("EMBARGO_CLOSED");
    expect(await codeOf(release(0, "EST"))).toBe("BUNDLE_SEALED_OTHERWISE");
    expect(await release(0, "DEU")).toMatchObject({ member: "DEU", instant: INSTANT });
  });

  it("opens with two of three, at any holder's node, while the lead's is away", async () => {
    const [one, two] = [await release(0, "DEU"), await release(1, "EST")];
    const estonia = at(allies[1]);
    const open = (shares: readonly string[], node = estonia) =>
      openShared(node, { embargo: shared.embargo, shares });
    expect(await codeOf(open([one.text]))).toBe("SHARES_TOO_FEW");
    expect(await codeOf(open([one.text, one.text, "nothing"]))).toBe("SHARES_TOO_FEW");
    expect(await codeOf(open([one.text, two.text], at(allies[1], BEFORE)))).toBe("EMBARGO_CLOSED");
    const forged = one.text.replace('"salt":"', '"salt":"A').replace(/.("\}\n)$/, "$1");
    const opened = await open([forged, two.text, one.text, two.text]);
    expect(Buffer.from(opened.content).toString()).toBe(Buffer.from(CONTENT).toString());
    expect(opened.members).toEqual(["DEU", "EST"]);
    expect(opened.leftOut.map(({ index }) => index)).toEqual([0, 3]);
    await expect(open([one.text])).rejects.toThrow(/EST, FRA/);
  });

  it("does not take the share of another package", async () => {
    const second = await shareKey(lead.services, wish);
    const mixed = { embargo: second.embargo, sealed: shareOf("DEU"), by: "node" };
    expect(await codeOf(releaseShare(at(allies[0]), mixed))).toBe("SHARE_FORGED");
  });
});

describe("a package that travels by letter", () => {
  const early = readInstant("2018-03-26T12:59:00.000Z");
  const later = readInstant("2018-03-26T13:20:00.000Z");
  const on = (node: TestNode | undefined, now: Instant): TestNode => {
    if (node === undefined) throw new Error("there is no such node");
    return { ...node, services: at(node, now) };
  };
  const [germany, estonia] = [(now = INSTANT) => on(allies[0], now), (now = INSTANT) => on(allies[1], now)];
  const shown = async ({ services, own }: TestNode, digest: string) =>
    (await services.database.read((reader) => listPackages(reader, own))).find(
      (one) => one.digest === digest,
    );
  const attend = ({ services }: TestNode) => attendPackages(services);
  let made: SharedKey;

  beforeAll(async () => {
    await pairBoth(germany(), estonia());
    made = await shareKey(lead.services, wish);
    for (const ally of [germany(NOW), estonia(NOW)]) await converge(lead, ally);
  });

  it("is with every holder before, and nobody lets go before its own clock has passed the instant", async () => {
    for (const ally of [germany(early), estonia(early)]) {
      expect(await shown(ally, made.digest)).toMatchObject({ own: "held", letGo: [], openedAt: null });
      expect(await attend(ally)).toEqual([]);
    }
    expect(
      await codeOf(releaseShare(germany(early).services, { embargo: made.digest, sealed: null, by: "node" })),
    ).toBe("EMBARGO_CLOSED");
  });

  it("is not opened with a share that came too early; that share is told of, and brought again", async () => {
    // The clock of DEU is a minute ahead.
    expect(await attend(germany())).toContain(`${SLUG}: the share of DEU was let go.`);
    await converge(germany(), estonia(early));
    expect(await shown(estonia(), made.digest)).toMatchObject({ letGo: [] });
    const troubles = await germany().services.database.read(examinePeers);
    expect(JSON.stringify(troubles)).toContain("The share of DEU came before the instant");
    await converge(germany(later), estonia());
    expect(await shown(estonia(), made.digest)).toMatchObject({ letGo: ["DEU"], own: "held" });
  });

  it("opens at an ally with the lead's node away, and elsewhere by a file", async () => {
    const opened = await attend(estonia());
    expect(opened.at(-1)).toContain("a package has opened with the shares of DEU, EST");
    expect(await attend(estonia())).toEqual([]);
    expect(await shown(estonia(), made.digest)).toMatchObject({ own: "let go", openedAt: INSTANT });
    const { content } = await openShared(estonia().services, { embargo: made.digest, shares: [] });
    expect(Buffer.from(content).toString()).toBe(Buffer.from(CONTENT).toString());
    const byFile = await releaseShare(estonia().services, { embargo: made.digest, sealed: null, by: "node" });
    expect(
      await codeOf(openShared(germany().services, { embargo: made.digest, shares: [byFile.text] })),
    ).toBe("done");
  });

  it("reaches the lead when its node is back, which brings every share to every holder", async () => {
    const back = on(lead, later);
    for (const ally of [germany(later), estonia(later)]) await converge(back, ally);
    expect(await shown(lead, made.digest)).toMatchObject({ letGo: ["DEU", "EST"], own: "none" });
    expect((await attend(back)).at(-1)).toContain("a package has opened");
  });

  it("is held by what the lead told of T-0, and not opened after a stand-down", async () => {
    const { desk } = lead;
    const authority = desk.actOf("GBR/release-authority");
    await bringCase(lead, ["EST"]);
    const { community } = desk.context;
    await desk.database.transact((tx) =>
      setTZero(tx, authority, { instant: INSTANT, members: ["EST"], community }),
    );
    const part = await shareKey(lead.services, { ...wish, instant: null, holders: ["DEU", "EST"] });
    expect(part.instant).toBe(INSTANT);
    await converge(on(lead, later), estonia(later));
    expect(await shown(estonia(), part.digest)).toMatchObject({ round: 1, own: "held" });
    await desk.database.transact((tx) => standDownTZero(tx, authority, "More talks."));
    await converge(on(lead, later), estonia(later));
    expect((await attend(estonia(later))).join()).toContain("T-0 was stood down");
    expect(await shown(estonia(), part.digest)).toMatchObject({ own: "held", openedAt: null });
    expect(await codeOf(shareKey(lead.services, { ...wish, instant: null, holders: ["DEU", "EST"] }))).toBe(
      "REQUEST_INVALID",
    );
  });

  it("comes under keys that the ally knows, whenever they are changed", async () => {
    const [spare, after] = ["2018-03-26T13:20:10.000Z", "2018-03-26T13:20:40.000Z"].map(readInstant);
    const here = on(lead, later);
    // While the change of keys is under way, what was sealed before it is taken by the keys before.
    const before = await shareKey(lead.services, wish);
    const renewed = {
      ...here,
      own: await renewKeys(lead.services, { by: "node", at: later, anew: false }),
    };
    const change = await bundleOf(renewed, estonia());
    expect(await shown(estonia(), before.digest)).toBeUndefined();
    const between = await shareKey(lead.services, wish);
    // Written while the ally had not confirmed the new keys, and brought when it knows no others.
    await bundleOf(renewed, estonia());
    await receiveBundle(estonia(later).services, change, { from: null, at: later });
    expect(await shown(estonia(), before.digest)).toMatchObject({ own: "held" });
    await carry(estonia(later), renewed);
    await converge(renewed, estonia(later));
    expect(await shown(estonia(), between.digest)).toBeUndefined();
    expect(JSON.stringify(await estonia().services.database.read(examinePeers))).toContain("did not sign");
    await converge({ ...renewed, services: at(lead, spare) }, estonia(spare));
    await converge({ ...renewed, services: at(lead, after) }, estonia(after));
    expect(await shown(estonia(), between.digest)).toMatchObject({ own: "held" });
    // The other ally hears of the change and of all packages at once.
    await converge({ ...renewed, services: at(lead, after) }, germany(after));
    for (const { digest } of [before, between])
      expect(await shown(germany(), digest)).toMatchObject({ own: "held" });
  });
});
