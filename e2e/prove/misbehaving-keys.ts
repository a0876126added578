// Letters of T-0, of witnesses and of keys that are sound in all but one thing, each with the code it is to be refused by.
import { randomBytes } from "node:crypto";
import { generateHybridIdentity, identityToRecipient } from "age-encryption";
import { split } from "shamir-secret-sharing";
import { canonicalize, encodeBase64url, readInstant, utf8 } from "../../packages/core/src/encoding/index.ts";
import type { JsonObject } from "../../packages/core/src/encoding/index.ts";
import { commitShare, digestEmbargo, sealEmbargo, writeShare } from "../../packages/core/src/embargoes/index.ts";
import type { Embargo, Share } from "../../packages/core/src/embargoes/index.ts";
import { createLedgerIdentity, signCheckpoint, writeAddCheckpoint } from "../../packages/core/src/ledger/index.ts";
import { changeKeys, writePeerCard } from "../../packages/core/src/letters/index.ts";
import type { PeerCard } from "../../packages/core/src/letters/index.ts";
import { encryptBundle } from "../../packages/server/src/peers/own-node.ts";
import { nodePrimitives as primitives } from "../../packages/verifier/src/index.ts";
import { pairlessNode } from "./evil-node.ts";
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

/** Requests to cosign that are none, and cosignatures of what was never asked. */
function listOfWitnesses(): readonly Misbehaviour[] {
  const request = (body: string): Crafted => ({
    letter: { kind: "witness", case: null, content: { file: DIGEST } },
    file: utf8(body),
  });
  const forged = (evil: EvilNode): string => {
    const origin = `entente.example/${evil.own.party.member.toLowerCase()}`;
    const identity = createLedgerIdentity({ origin, publicKey: evil.own.signer.ed25519.publicKey }, primitives);
    const checkpoint = { origin, size: 7, root: Uint8Array.from(randomBytes(32)) };
    void identity;
    const note = signCheckpoint({ checkpoint, signer: evil.own.signer.ed25519 } as never, primitives);
    return writeAddCheckpoint({ oldSize: 3, proof: [Uint8Array.from(randomBytes(32))], note });
  };
  void forged;
  return [
    craft("a request to cosign that is none", "WITNESS_REFUSED", () => Promise.resolve(request("cosign\n"))),
    craft("a cosignature that nobody asked for", "NOT_FOUND", () =>
      Promise.resolve({
        letter: { kind: "cosignature", case: null, content: { letter: 99, size: 1, lines: null } },
      }),
    ),
  ];
}

/** Changes of keys that the old ones, or the new ones, did not sign. */
function listOfKeys(): readonly Misbehaviour[] {
  const code = "KEYS_NOT_SIGNED";
  const keys = (name: string, of: (evil: EvilNode, fresh: EvilNode["own"]) => JsonObject): Misbehaviour =>
    craft(name, code, async (evil) => {
      const fresh = await pairlessNode(evil.own.party.member);
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
          { node: evil.own.party, before: evil.own.card, card: { ...named(evil, fresh.card), member: "USA" } },
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
