// The one keystore interface, whatever keeps the keys: private keys of a node by purpose, member and generation. A key is
// kept before anything depends on it. What a key may be used for is not decided here but by what the ledger says of it
// (rotations).
import type { webcrypto } from "node:crypto";
import { join } from "node:path";
import type { IssuerSigner, MlDsaSet, MlDsaSigner, Signer } from "@entente/core/keys";
import { ServerError } from "../errors.ts";
import { holdInFiles } from "./key-files.ts";
import { LETTERS, ML_DSA, WRAPPING, X25519 } from "./key-holder.ts";
import type { KeyHolder, KeyKind, WhenAbsent } from "./key-holder.ts";
import { createNativeMlDsaSigner, importAgreementKey } from "./native-signers.ts";
import type { Passphrase } from "./passphrase.ts";
import { openBytes, sealBytes } from "./sealing.ts";
import { holdSealed } from "./sealed-files.ts";
import { findTokenPlace, holdInToken } from "./token.ts";

/** What a key is for. Keys of an exercise are apart from real ones, by name and by folder. */
export type KeyPurpose = "issuer" | "authority" | "publisher" | "ledger" | "witness" | "peer";

export interface Keystore {
  /**
   * Makes a first key where it is not here. Only whoever sets up a node or a lead asks for it, and writes down that it did:
   * everything else misses a key that is not here.
   */
  readonly makeFirst: (key: FirstKey) => Promise<void>;
  /** The signer of one purpose of one member, of the first generation. @throws ServerError KEY_MISSING. */
  readonly openSigner: (purpose: KeyPurpose, member: string) => Promise<Signer>;
  /** The ML-DSA signer beside it; a key of its own. @throws ServerError KEY_MISSING. */
  readonly openMlDsaSigner: <Set extends MlDsaSet>(
    set: Set,
    purpose: KeyPurpose,
    member: string,
  ) => Promise<MlDsaSigner<Set>>;
  /**
   * The X25519 key that sealed pledges to a lead are encrypted to. A handle: its bytes do not come out.
   * @throws ServerError KEY_MISSING.
   */
  readonly openResolver: (lead: string) => Promise<webcrypto.CryptoKey>;
  /** Keys by which other nodes know this one, of a generation from 1. @throws ServerError KEY_MISSING. */
  readonly openPeering: (host: string, number: number) => Promise<PeeringKeys>;
  /** The same, made where they are not here. */
  readonly makePeering: (host: string, number: number) => Promise<PeeringKeys>;
  /** Both keys a member's releases are signed with, of the first generation. @throws ServerError KEY_MISSING. */
  readonly openIssuer: (member: string) => Promise<IssuerSigner>;
  /** The keys of a generation, from 1. @throws ServerError KEY_MISSING. */
  readonly openGeneration: (of: Generation) => Promise<GenerationSigner>;
  /** The same, made where it is not here. It signs nothing before the ledger says so. */
  readonly makeGeneration: (of: Generation) => Promise<GenerationSigner>;
  /** Encrypts a content key for keeping, bound to what it is for. @throws ServerError KEY_MISSING. */
  readonly wrapKey: (about: string, key: Uint8Array) => Promise<Uint8Array>;
  /** Gives it back; null when it was wrapped elsewhere, for something else, or was changed. @throws ServerError KEY_MISSING. */
  readonly unwrapKey: (about: string, wrapped: Uint8Array) => Promise<Uint8Array | null>;
  /** Names of all keys held: `issuer-GBR`, `issuer-GBR-ml-dsa-65.2`. */
  readonly listKeys: () => Promise<readonly string[]>;
}

/** Keys by which other nodes know a node. */
export interface PeeringKeys {
  /** What it signs letters with. */
  readonly signer: IssuerSigner;
  /** What bundles to it are encrypted to, 32 bytes. It comes out, because no platform holds a key of that kind. */
  readonly secret: Uint8Array;
}

/** A key that is made when the node (`node`) or a lead is set up. */
export interface FirstKey {
  readonly purpose: "ledger" | "witness" | "files" | "issuer" | "authority" | "resolver" | "peer";
  readonly member: string;
}

/** Purposes whose keys are rotated: those readers pin. */
export type RotatedPurpose = "issuer" | "authority";

export interface Generation {
  readonly purpose: RotatedPurpose;
  readonly member: string;
  /** From 1. */
  readonly number: number;
}

/** The signers of a generation: an issuer has two, a release authority one. */
export interface GenerationSigner {
  readonly ed25519: Signer;
  readonly mlDsa: MlDsaSigner<"ML-DSA-65"> | null;
}

/** Keys of exercises, as plain files in `folder`. */
export function openExerciseKeystore(folder: string): Keystore {
  return openOver(holdInFiles(join(folder, "exercise")));
}

/**
 * Keys of a real node, as files in `folder` sealed under a passphrase.
 * @throws ServerError KEYSTORE_LOCKED.
 */
export async function openSealedKeystore(folder: string, passphrase: Passphrase): Promise<Keystore> {
  return openOver(await holdSealed(join(folder, "real"), passphrase));
}

/**
 * Keys of a real node wherever it keeps them: in the token that `token.json` in `folder` names, or sealed in files. The
 * passphrase is then the token's PIN.
 * @throws ServerError KEYSTORE_LOCKED, KEY_TOKEN_AWAY.
 */
export async function openRealKeystore(folder: string, passphrase: Passphrase): Promise<Keystore> {
  const place = await findTokenPlace(folder);
  if (place === null) return openSealedKeystore(folder, passphrase);
  return openOver(holdInToken(join(folder, "token"), place, passphrase));
}

/** The keystore over what holds its keys. */
export function openOver(holder: KeyHolder): Keystore {
  const opened = new Map<string, Promise<unknown>>();
  // What was opened stays open; what failed or was missed is looked for again.
  const keep = <T>(id: string, open: () => Promise<T>): Promise<T> => {
    const present = opened.get(id) as Promise<T> | undefined;
    if (present !== undefined) return present;
    const opening = open();
    opened.set(id, opening);
    opening.catch(() => opened.delete(id));
    return opening;
  };
  const openNamed = (name: string, absent: WhenAbsent): Promise<Signer> =>
    keep(name, async () => (await holder.openSigner(name, absent)) ?? missing(name));
  const openSecret = (name: string, kind: KeyKind, absent: WhenAbsent): Promise<Uint8Array> =>
    keep(`${name} `, async () => (await holder.openSecret(name, kind, absent)) ?? missing(name));
  const openMlDsa = <Set extends MlDsaSet>(
    set: Set,
    name: string,
    absent: WhenAbsent,
  ): Promise<MlDsaSigner<Set>> =>
    keep(name, async () => createNativeMlDsaSigner(set, await openSecret(name, ML_DSA[set], absent)));
  const openKeys = async (
    { purpose, member, number }: Generation,
    absent: WhenAbsent,
  ): Promise<GenerationSigner> => {
    const suffix = number === 1 ? "" : `.${number}`;
    const ed25519 = await openNamed(`${purpose}-${member}${suffix}`, absent);
    if (purpose === "authority") return { ed25519, mlDsa: null };
    return {
      ed25519,
      mlDsa: await openMlDsa("ML-DSA-65", `${purpose}-${member}-ml-dsa-65${suffix}`, absent),
    };
  };
  const openSigner: Keystore["openSigner"] = (purpose, member) => openNamed(`${purpose}-${member}`, "miss");
  const openMlDsaSigner: Keystore["openMlDsaSigner"] = (set, purpose, member) =>
    openMlDsa(set, `${purpose}-${member}-${set.toLowerCase()}`, "miss");
  const openFilesKey = (absent: WhenAbsent): Promise<Uint8Array> =>
    openSecret("files-node", WRAPPING, absent);
  const openAgreement = (member: string, absent: WhenAbsent): Promise<Uint8Array> =>
    openSecret(`resolver-${member}`, X25519, absent);
  const openPeering = async (host: string, number: number, absent: WhenAbsent): Promise<PeeringKeys> => {
    const suffix = number === 1 ? "" : `.${number}`;
    const ed25519 = await openNamed(`peer-${host}${suffix}`, absent);
    const mlDsa = await openMlDsa("ML-DSA-65", `peer-${host}-ml-dsa-65${suffix}`, absent);
    const secret = await openSecret(`letters-${host}${suffix}`, LETTERS, absent);
    return { signer: { ed25519, mlDsa }, secret };
  };
  return {
    makeFirst: async ({ purpose, member }) => {
      if (purpose === "files") await openFilesKey("make");
      else if (purpose === "resolver") await openAgreement(member, "make");
      else if (purpose === "issuer" || purpose === "authority")
        await openKeys({ purpose, member, number: 1 }, "make");
      else if (purpose === "peer") await openPeering(member, 1, "make");
      else {
        await openNamed(`${purpose}-${member}`, "make");
        await openMlDsa("ML-DSA-44", `${purpose}-${member}-ml-dsa-44`, "make");
      }
    },
    openSigner,
    openMlDsaSigner,
    openResolver: async (lead) => importAgreementKey(await openAgreement(lead, "miss")),
    openPeering: (host, number) => openPeering(host, number, "miss"),
    makePeering: (host, number) => openPeering(host, number, "make"),
    openIssuer: async (member) => ({
      ed25519: await openSigner("issuer", member),
      mlDsa: await openMlDsaSigner("ML-DSA-65", "issuer", member),
    }),
    openGeneration: (of) => openKeys(of, "miss"),
    makeGeneration: (of) => openKeys(of, "make"),
    wrapKey: async (about, key) => sealBytes(await openFilesKey("miss"), about, key),
    unwrapKey: async (about, wrapped) => openBytes(await openFilesKey("miss"), about, wrapped),
    listKeys: holder.list,
  };
}

function missing(name: string): never {
  throw new ServerError(
    "KEY_MISSING",
    `The keystore of this node does not hold the key ${name}, with which it was set up or which its ledger names. Whoever runs this node restores the newest backup of its keys; no other key was made, and nothing was signed.`,
  );
}
