// New keys and revoked ones. The ledger decides which key of a member is in use: every signature is made with the keys that
// the newest statement names, asked for in the transaction of the signature, so that a key that was replaced or revoked
// a moment ago signs nothing more, on whatever process.
import type { Instant, JsonObject } from "@entente/core/encoding";
import { VerificationError } from "@entente/core/encoding";
import type { IssuerSigner, PublicJwk, Signer } from "@entente/core/keys";
import { digestKeyStatement, sealKeyStatement, signKeyStatement } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import { writeNodeJournal } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { GenerationSigner, Keystore, RotatedPurpose } from "../keys/index.ts";
import { commitUnopened, drawSalt, signHead } from "../ledger/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { findInUse, listGenerations, requireRevocable } from "./rules.ts";
import type { GenerationState } from "./rules.ts";
import { insertStatement, listStatements } from "./store.ts";
import type { StatementRow } from "./store.ts";

/** Whose keys. */
export interface KeyOwner {
  readonly purpose: RotatedPurpose;
  readonly member: string;
}

/** Who states something about keys, when, and with what. */
export interface Stating {
  readonly keystore: Keystore;
  readonly ledger: LedgerSigner;
  readonly at: Instant;
  /** The seat, or `node` for whoever runs it. */
  readonly by: string;
}

/** Both keys a member's releases are signed with now. @throws ServerError KEY_MISSING. */
export async function openIssuer(reader: Reader, keystore: Keystore, member: string): Promise<IssuerSigner> {
  const { ed25519, mlDsa } = await openInUse(reader, keystore, { purpose: "issuer", member });
  if (mlDsa === null) throw new RangeError("an issuer has two keys");
  return { ed25519, mlDsa };
}

/** The key a member's release authority signs with now. @throws ServerError KEY_MISSING. */
export async function openAuthority(reader: Reader, keystore: Keystore, member: string): Promise<Signer> {
  return (await openInUse(reader, keystore, { purpose: "authority", member })).ed25519;
}

/**
 * The release authority's key that an earlier release names: what is said of a release later is signed with it.
 * @throws VerificationError KEY_REVOKED, because nobody would believe it; ServerError KEY_MISSING.
 */
export async function openAuthorityNamed(
  reader: Reader,
  keystore: Keystore,
  named: { readonly member: string; readonly key: PublicJwk },
): Promise<Signer> {
  const opened = await openAuthorities(reader, keystore, named.member);
  const found = opened.find(({ signer }) => signer.publicKey.x === named.key.x);
  if (found === undefined) throw missing({ purpose: "authority", member: named.member });
  if (found.state.state === "revoked")
    throw new VerificationError(
      "KEY_REVOKED",
      "This release names a key of the release authority that is revoked, so nothing more can be said under it. Issue it again: the new release is under the key in use.",
    );
  return found.signer;
}

/**
 * The same for the page of a cut, which says nothing that the cut does not: the page of an earlier cut can be read whatever
 * became of the key. Gives the signer of the key a cut names. @throws ServerError KEY_MISSING, also from what it gives.
 */
export async function openPageSigners(
  reader: Reader,
  keystore: Keystore,
  member: string,
): Promise<(named: PublicJwk) => Signer> {
  const opened = await openAuthorities(reader, keystore, member);
  return (named) => {
    const found = opened.find(({ signer }) => signer.publicKey.x === named.x);
    if (found === undefined) throw missing({ purpose: "authority", member });
    return found.signer;
  };
}

/** Every key a member's release authority ever had, oldest first. */
export async function listAuthorityKeys(
  reader: Reader,
  keystore: Keystore,
  member: string,
): Promise<readonly (GenerationState & { readonly key: PublicJwk })[]> {
  const opened = await openAuthorities(reader, keystore, member);
  return opened.map(({ signer, state }) => ({ ...state, key: signer.publicKey }));
}

async function openAuthorities(
  reader: Reader,
  keystore: Keystore,
  member: string,
): Promise<readonly { readonly signer: Signer; readonly state: GenerationState }[]> {
  const owner = { purpose: "authority", member } as const;
  const statements = await listStatements(reader, owner);
  return Promise.all(
    listGenerations(statements).map(async (state) => ({
      signer: (await openChecked(keystore, owner, { statements, ...state })).ed25519,
      state,
    })),
  );
}

/** The keys of a member for a purpose that sign now. @throws ServerError KEY_MISSING. */
export async function openInUse(
  reader: Reader,
  keystore: Keystore,
  owner: KeyOwner,
): Promise<GenerationSigner> {
  const statements = await listStatements(reader, owner);
  return openChecked(keystore, owner, { statements, number: findInUse(statements) });
}

/** A generation's keys, which must be those the statement names. */
async function openChecked(
  keystore: Keystore,
  owner: KeyOwner,
  { statements, number }: { readonly statements: readonly StatementRow[]; readonly number: number },
): Promise<GenerationSigner> {
  const opened = await keystore.openGeneration({ ...owner, number });
  const stated = statements.find(({ inUse }) => inUse === number)?.inUseKeys;
  if (stated !== undefined && !isSame(stated, opened)) throw missing(owner);
  return opened;
}

function isSame(stated: JsonObject, opened: GenerationSigner): boolean {
  const own = writeKeys(opened);
  return stated["ed25519"] === own["ed25519"] && stated["mlDsa"] === own["mlDsa"];
}

function writeKeys({ ed25519, mlDsa }: GenerationSigner): JsonObject {
  return { ed25519: ed25519.publicKey.x, mlDsa: mlDsa?.publicKey.pub ?? null };
}

/**
 * Puts the next generation in use: old and new keys sign it, and it stands in the ledger. Gives the statement's file.
 * @throws ServerError KEY_MISSING, LEDGER_DAMAGED.
 */
export async function rotateKeys(tx: Transactor, stating: Stating, owner: KeyOwner): Promise<string> {
  const { keystore } = stating;
  const statements = await listStatements(tx, owner);
  const generation = findInUse(statements);
  const old = await openChecked(keystore, owner, { statements, number: generation });
  const inUse = generation + 1;
  // Kept and synced before the statement that names it; if that is not made, the next one takes the same key.
  const next = await keystore.makeGeneration({ ...owner, number: inUse });
  return state(tx, stating, owner, { kind: "rotation", generation, inUse, old, next });
}

/**
 * Takes belief from a generation from here on, and where it was in use puts the next one in its place, which readers have
 * to compare by voice: what a stolen key says follows it is worth nothing. Gives the statement's file.
 * @throws PolicyError TRANSITION_REFUSED when it is revoked already or never was; ServerError KEY_MISSING, LEDGER_DAMAGED.
 */
export async function revokeKeys(
  tx: Transactor,
  stating: Stating,
  { generation, ...owner }: KeyOwner & { readonly generation: number },
): Promise<string> {
  const { keystore } = stating;
  const statements = await listStatements(tx, owner);
  requireRevocable(statements, generation);
  const old = await openChecked(keystore, owner, { statements, number: generation });
  const present = findInUse(statements);
  const inUse = generation === present ? present + 1 : present;
  const next =
    inUse === present
      ? await openChecked(keystore, owner, { statements, number: present })
      : await keystore.makeGeneration({ ...owner, number: inUse });
  return state(tx, stating, owner, { kind: "revocation", generation, inUse, old, next });
}

async function state(
  tx: Transactor,
  { ledger, at, by }: Stating,
  owner: KeyOwner,
  {
    kind,
    generation,
    inUse,
    old,
    next,
  }: Pick<StatementRow, "kind" | "generation" | "inUse"> & {
    readonly old: GenerationSigner;
    readonly next: GenerationSigner;
  },
): Promise<string> {
  const signed = signKeyStatement({
    statement: { kind, ...owner, ledger: ledger.identity, at },
    old,
    next: kind === "rotation" ? next : null,
  });
  const digest = digestKeyStatement(signed, nodePrimitives);
  const leaf = await commitUnopened(tx, { at, commitment: { kind: "key", digest }, salt: drawSalt() });
  const head = await signHead(tx, ledger, at);
  const { salt, digest: encoded } = leaf.opening;
  const proof = await head.proveLeaf(leaf.index);
  const file = sealKeyStatement(signed, { opening: { kind: "key", salt, at }, proof });
  await insertStatement(tx, {
    ...{ leafIndex: leaf.index, kind, ...owner, generation, inUse, inUseKeys: writeKeys(next) },
    ...{ digest: encoded, salt, at, by, file },
  });
  await writeNodeJournal(tx, {
    ...{ member: owner.member, seat: by, action: `key.${kind === "rotation" ? "rotate" : "revoke"}` },
    ...{ subject: owner.purpose, detail: { generation, inUse, leaf: leaf.index } },
  });
  return file;
}

function missing({ purpose, member }: KeyOwner): ServerError {
  return new ServerError(
    "KEY_MISSING",
    `The keystore of this node does not hold the ${purpose} key of ${member} that the ledger names. Whoever runs this node restores the newest backup of its keys; nothing was signed.`,
  );
}
