// Letters of T-0, of witnesses and of keys that are sound in all but one thing, each with the code it is to be refused by.
import { randomBytes } from "node:crypto";
import { generateHybridIdentity, identityToRecipient } from "age-encryption";
import { split } from "shamir-secret-sharing";
import {
  canonicalize,
  encodeBase64,
  encodeBase64url,
  readInstant,
  utf8,
} from "../../packages/core/src/encoding/index.ts";
import type { JsonObject } from "../../packages/core/src/encoding/index.ts";
import {
  commitShare,
  digestEmbargo,
  sealEmbargo,
  writeShare,
} from "../../packages/core/src/embargoes/index.ts";
import type { Embargo, Share } from "../../packages/core/src/embargoes/index.ts";
import { createEd25519Signer } from "../../packages/core/src/keys/index.ts";
import type { Signer } from "../../packages/core/src/keys/index.ts";
import {
  buildTree,
  cosignCheckpoint,
  createCosigner,
  createLedgerIdentity,
  hashLeaf,
  signCheckpoint,
  writeAddCheckpoint,
} from "../../packages/core/src/ledger/index.ts";
import type { Cosigner } from "../../packages/core/src/ledger/index.ts";
import { changeKeys, writePeerCard } from "../../packages/core/src/letters/index.ts";
import type { PeerCard } from "../../packages/core/src/letters/index.ts";
import { encryptBundle } from "../../packages/server/src/peers/own-node.ts";
import { readHead, setPolicy } from "../../packages/server/src/ledger/index.ts";
import { findLastOut } from "../../packages/server/src/peers/store-letters.ts";
import { bundleOf } from "../../packages/server/src/peers/peers.fixture.ts";
import { acceptLog } from "../../packages/server/src/witness/index.ts";
import { nodePrimitives as primitives } from "../../packages/verifier/src/index.ts";
import { makeKeys } from "./evil-node.ts";
import type { EvilNode } from "./evil-node.ts";
import { DIGEST } from "./misbehaviours.ts";
import type { Crafted, Misbehaviour, Stage } from "./misbehaviours.ts";

const FUTURE = readInstant("2030-03-26T13:00:00.000Z");
const PAST = readInstant("2018-03-05T13:00:00.000Z");

interface Made {
  readonly embargo: Embargo;
  readonly bytes: Uint8Array;
  readonly digest: string;
  readonly shares: readonly Share[];
}

/** An embargo of the evil node's, its shares for itself, the victim and a third. */
async function make(evil: EvilNode, { victim }: Stage, change: Partial<Embargo> = {}): Promise<Made> {
  const members = [evil.own.party.member, victim.own.party.member, "LVA"].sort();
  const key = Uint8Array.from(randomBytes(32));
  const parts = await split(key, members.length, 2);
  const drawn = members.map((member, index) => ({
    ...{ member, share: encodeBase64url(parts[index] ?? key), salt: encodeBase64url(randomBytes(32)) },
  }));
  const recipient = await identityToRecipient(await generateHybridIdentity());
  const embargo: Embargo = {
    ...{ lead: evil.own.party, case: "salisbury-2018", instant: PAST, round: null, threshold: 2, recipient },
    holders: drawn.map((one) => ({ member: one.member, commitment: commitShare(one, primitives) })),
    ...{ sealed: utf8("closed"), ...change },
  };
  const digest = digestEmbargo(embargo, primitives);
  const shares = drawn.map((one) => ({ ...one, embargo: digest }));
  return { embargo, bytes: sealEmbargo(embargo, evil.own.signer, primitives), digest, shares };
}

const packageOf = ({ bytes }: Made): Crafted => ({
  letter: { kind: "package", content: { file: DIGEST } },
  file: bytes,
});
const letGo = ({ embargo, member, share, salt }: Share): Crafted => ({
  letter: { kind: "share", content: { embargo, member, share, salt } },
});
const shareOf = (made: Made, member: string): Share => {
  const found = made.shares.find((one) => one.member === member);
  if (found === undefined) throw new Error(`there is no share of ${member}`);
  return found;
};

async function given(made: Made, { victim }: Stage, share: Share): Promise<Crafted> {
  return {
    ...{ before: [packageOf(made)], file: await encryptBundle(utf8(writeShare(share)), victim.own.card) },
    letter: { kind: "share", content: { embargo: made.digest, file: DIGEST } },
  };
}

type Craft = (evil: EvilNode, stage: Stage) => Promise<Crafted>;
const craft = (name: string, code: string, of: Craft): Misbehaviour => ({ name, code, craft: of });
const other = (share: Share): Share => ({ ...share, share: encodeBase64url(randomBytes(33)) });

/** Packages and shares, from a lead or from a holder. */
function listOfPackages(): readonly Misbehaviour[] {
  return [
    craft("a package that holds nothing for this member", "FORBIDDEN", async (evil, stage) => {
      const made = await make(evil, stage);
      const holders = made.embargo.holders.filter(({ member }) => member !== stage.victim.own.party.member);
      return packageOf(await make(evil, stage, { holders }));
    }),
    craft("a package of another case", "REQUEST_INVALID", async (evil, stage) =>
      packageOf(await make(evil, stage, { case: "other-case" })),
    ),
    craft("a package in the name of the victim's own member", "KEY_UNTRUSTED", async (evil, stage) => {
      const made = await make(evil, stage);
      const text = Buffer.from(made.bytes).toString("latin1");
      const own = stage.victim.own.party.node;
      return { ...packageOf(made), file: Buffer.from(text.replaceAll(evil.own.party.node, own), "latin1") };
    }),
    craft("a package that was changed", "FILE_MISMATCH", async (evil, stage) => {
      const made = await make(evil, stage);
      const file = Uint8Array.from(made.bytes);
      file[file.length - 1] = (file.at(-1) ?? 0) ^ 1;
      return { ...packageOf(made), file };
    }),
    craft("a package with another instant than was signed", "SIGNATURE_INVALID", async (evil, stage) => {
      const made = await make(evil, stage);
      const text = Buffer.from(made.bytes).toString("latin1").replace(PAST, PAST.replace("2018", "2017"));
      return { ...packageOf(made), file: Buffer.from(text, "latin1") };
    }),
    craft("a package that one share opens", "EMBARGO_INVALID", async (evil, stage) => {
      const made = await make(evil, stage);
      const text = Buffer.from(made.bytes).toString("latin1").replace('"threshold":2', '"threshold":1');
      const lines = text.split("\n");
      const message = utf8(`entente-embargo/1\n${lines[3] ?? ""}`);
      lines[1] = encodeBase64url(evil.own.signer.ed25519.sign(message));
      lines[2] = encodeBase64url(evil.own.signer.mlDsa.sign(message));
      return { ...packageOf(made), file: Buffer.from(lines.join("\n"), "latin1") };
    }),
    craft("a share that is not of this secret", "SHARE_FORGED", async (evil, stage) => {
      const made = await make(evil, stage);
      return given(made, stage, other(shareOf(made, stage.victim.own.party.member)));
    }),
    craft("another member's share, given to this one", "SHARE_FORGED", async (evil, stage) => {
      const made = await make(evil, stage);
      return given(made, stage, shareOf(made, "LVA"));
    }),
    craft("a share of another package", "SHARE_FORGED", async (evil, stage) => {
      const [made, second] = [await make(evil, stage), await make(evil, stage)];
      return given(made, stage, shareOf(second, stage.victim.own.party.member));
    }),
    craft("a share that is encrypted to somebody else", "BUNDLE_SEALED_OTHERWISE", async (evil, stage) => ({
      ...(await given(await make(evil, stage), stage, shareOf(await make(evil, stage), "LVA"))),
      file: await encryptBundle(utf8("share"), evil.own.card),
    })),
    craft("a share of a package that is not here", "NOT_FOUND", async (evil, stage) => ({
      ...(await given(await make(evil, stage), stage, shareOf(await make(evil, stage), "LVA"))),
      before: [],
    })),
    craft("a share that was let go before the instant", "EMBARGO_CLOSED", async (evil, stage) => {
      const made = await make(evil, stage, { instant: FUTURE });
      return { ...letGo(shareOf(made, evil.own.party.member)), before: [packageOf(made)] };
    }),
    craft("a share that was let go, not of this secret", "SHARE_FORGED", async (evil, stage) => {
      const made = await make(evil, stage);
      return { ...letGo(other(shareOf(made, evil.own.party.member))), before: [packageOf(made)] };
    }),
    craft("a share let go by whoever holds none", "SHARE_FORGED", async (evil, stage) => {
      const made = await make(evil, stage);
      const share = { ...shareOf(made, "LVA"), member: "POL" };
      return { ...letGo(share), before: [packageOf(made)] };
    }),
    craft("a share let go of a package that is not here", "NOT_FOUND", async (evil, stage) =>
      letGo(shareOf(await make(evil, stage), evil.own.party.member)),
    ),
    craft("a share let go in another case", "NOT_FOUND", async (evil, stage) => {
      const made = await make(evil, stage);
      const { letter } = letGo(shareOf(made, evil.own.party.member));
      return { letter: { ...letter, case: "other-case" }, before: [packageOf(made)] };
    }),
  ];
}

/** A head of the evil node's own ledger, of so many leaves, as a request to cosign it. */
function requestOf(
  { own: { signer, party } }: EvilNode,
  {
    leaves,
    from,
    by = signer.ed25519,
  }: { readonly leaves: readonly string[]; readonly from: number; readonly by?: Signer },
): Crafted {
  const origin = `entente.example/${party.node}`;
  const tree = buildTree(
    leaves.map((leaf) => hashLeaf(utf8(leaf), primitives)),
    primitives,
  );
  const identity = createLedgerIdentity({ origin, publicKey: by.publicKey }, primitives);
  const checkpoint = { origin, size: leaves.length, root: tree.root };
  const note = signCheckpoint({ checkpoint, identity, signer: by }, primitives);
  const proof = from === 0 || from >= leaves.length ? [] : tree.proveConsistency(from);
  const body = writeAddCheckpoint({ oldSize: from, proof, note });
  return { letter: { kind: "witness", case: null, content: { file: DIGEST } }, file: utf8(body) };
}

async function accept({ own }: EvilNode, { victim }: Stage): Promise<void> {
  const origin = `entente.example/${own.party.node}`;
  const { vkey } = createLedgerIdentity({ origin, publicKey: own.signer.ed25519.publicKey }, primitives);
  await victim.services.database.transact((tx) => acceptLog(tx, vkey));
}

/** Requests to cosign that go on from nothing that was seen, and a cosignature that nobody asked for. */
function listOfWitnesses(): readonly Misbehaviour[] {
  const code = "WITNESS_REFUSED";
  const [true3, false3] = [
    ["a", "b", "c"],
    ["a", "x", "c"],
  ];
  const [true5, false5] = [
    [...true3, "d", "e"],
    [...false3, "d", "e"],
  ];
  const after = (name: string, of: (evil: EvilNode) => Crafted): Misbehaviour =>
    craft(name, code, async (evil, stage) => {
      await accept(evil, stage);
      return { ...of(evil), before: [requestOf(evil, { leaves: true3, from: 0 })] };
    });
  const text: Crafted = {
    ...{ letter: { kind: "witness", case: null, content: { file: DIGEST } }, file: utf8("cosign\n") },
  };
  return [
    craft("a request to cosign that is none", code, () => Promise.resolve(text)),
    craft("a ledger that nobody here witnesses", code, (evil) =>
      Promise.resolve(requestOf(evil, { leaves: true3, from: 0 })),
    ),
    after("a head that another key signed", (evil) => {
      const by = createEd25519Signer(Uint8Array.from(randomBytes(32)));
      return requestOf(evil, { leaves: true5, from: 3, by });
    }),
    after("a forged tree that is said to go on", (evil) => requestOf(evil, { leaves: false5, from: 3 })),
    after("another tree of the same size", (evil) => requestOf(evil, { leaves: false3, from: 3 })),
    craft("a cosignature that nobody asked for", "NOT_FOUND", () =>
      Promise.resolve({
        letter: { kind: "cosignature", case: null, content: { letter: 99, size: 1, lines: null } },
      }),
    ),
  ];
}

/** Answers to a lead that did ask this node to cosign. */
export function listOfCosignatures(): readonly Misbehaviour[] {
  const asked = (
    name: string,
    code: string,
    of: (note: string, cosigner: Cosigner) => { readonly size: number; readonly lines: string | null },
  ): Misbehaviour =>
    craft(name, code, async ({ own }, { victim }) => {
      const { ledger, folder, database } = victim.services;
      const ed25519 = own.signer.ed25519;
      const cosigner = createCosigner({ name: "entente.example/evil/witness", ed25519 }, primitives);
      const lines = [
        ...[`log ${ledger.identity.vkey}`, `witness evil ${cosigner.vkey} entente-peer:${own.party.member}`],
        ...["quorum none", ""],
      ];
      await setPolicy(folder, lines.join("\n"), ledger);
      await bundleOf(victim, { own });
      const { number, note } = await database.read(async (reader) => ({
        number: (await findLastOut(reader, own.party.node, "witness"))?.number ?? 0,
        note: (await readHead(reader))?.note ?? "",
      }));
      return {
        letter: { kind: "cosignature", case: null, content: { letter: number, ...of(note, cosigner) } },
      };
    });
  const wrong = "WITNESS_ANSWER_INVALID";
  const time = 1_700_000_000;
  const cosign = (note: string, cosigner: Cosigner): string =>
    cosignCheckpoint({ note, cosigner, time }).replace(/\n?$/, "\n");
  return [
    asked("a cosignature of a forged tree", wrong, (note, cosigner) => {
      const [origin, size] = note.split("\n");
      const root = encodeBase64(Uint8Array.from(randomBytes(32)));
      const lines = `${origin ?? ""}\n${size ?? ""}\n${root}\n`;
      return { size: 1, lines: cosign(`${lines}\n${note.split("\n\n")[1] ?? ""}`, cosigner) };
    }),
    asked("a cosignature by another key", wrong, (note) => {
      const ed25519 = createEd25519Signer(Uint8Array.from(randomBytes(32)));
      const another = createCosigner({ name: "entente.example/evil/witness", ed25519 }, primitives);
      return { size: 1, lines: cosign(note, another) };
    }),
    asked("the lead's own line as a cosignature", wrong, (note) => ({
      ...{ size: 1, lines: `${note.split("\n\n")[1]?.split("\n")[0] ?? ""}\n` },
    })),
    asked("more leaves than the lead's ledger ever had", "LEDGER_ROLLED_BACK", () => ({
      size: 1_000_000,
      lines: null,
    })),
  ];
}

/** Changes of keys that the old ones, or the new ones, did not sign. */
function listOfKeys(): readonly Misbehaviour[] {
  const code = "KEYS_NOT_SIGNED";
  const keys = (name: string, of: (evil: EvilNode, fresh: EvilNode["own"]) => JsonObject): Misbehaviour =>
    craft(name, code, async (evil) => {
      const fresh = await makeKeys(evil.own.party.member);
      return { letter: { kind: "keys", case: null, content: of(evil, fresh) } };
    });
  const named = ({ own }: EvilNode, card: PeerCard): PeerCard => ({ ...card, node: own.party.node });
  const content = (change: ReturnType<typeof changeKeys>): JsonObject =>
    JSON.parse(canonicalize({ ...change, old: { ...change.old }, fresh: { ...change.fresh } })) as JsonObject;
  return [
    keys("keys that the old ones did not sign", (evil, fresh) =>
      content(
        changeKeys(
          { node: evil.own.party, before: evil.own.card, card: named(evil, fresh.card) },
          { old: fresh.signer, fresh: fresh.signer },
          primitives,
        ),
      ),
    ),
    keys("keys that whoever asks for them does not have", (evil, fresh) =>
      content(
        changeKeys(
          { node: evil.own.party, before: evil.own.card, card: named(evil, fresh.card) },
          { old: evil.own.signer, fresh: evil.own.signer },
          primitives,
        ),
      ),
    ),
    keys("keys for another member's node", (evil, fresh) =>
      content(
        changeKeys(
          {
            node: evil.own.party,
            before: evil.own.card,
            card: { ...named(evil, fresh.card), member: "USA" },
          },
          { old: evil.own.signer, fresh: fresh.signer },
          primitives,
        ),
      ),
    ),
    keys("keys under another name", (evil, fresh) =>
      content(
        changeKeys(
          { node: evil.own.party, before: evil.own.card, card: { ...fresh.card, node: DIGEST } },
          { old: evil.own.signer, fresh: fresh.signer },
          primitives,
        ),
      ),
    ),
    keys("a change of a card that is not the last", (evil, fresh) =>
      content(
        changeKeys(
          { node: evil.own.party, before: fresh.card, card: named(evil, fresh.card) },
          { old: evil.own.signer, fresh: fresh.signer },
          primitives,
        ),
      ),
    ),
    keys("a card that was changed after it was signed", (evil, fresh) => {
      const card = named(evil, fresh.card);
      const change = changeKeys(
        { node: evil.own.party, before: evil.own.card, card },
        { old: evil.own.signer, fresh: fresh.signer },
        primitives,
      );
      const moved = JSON.parse(writePeerCard({ ...card, address: "https://evil.example" })) as JsonObject;
      return content({ ...change, card: moved });
    }),
  ];
}

/** The same for whoever is written to: a lead, or a member's node. */
export function listOfKeyLetters(): readonly Misbehaviour[] {
  return [...listOfPackages(), ...listOfWitnesses(), ...listOfKeys()];
}
