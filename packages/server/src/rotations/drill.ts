// A compromise drill: what a node and its readers would do if a key were stolen today, played out on what is really stored
// and taken back. The thief holds the keys in use and has everything that was signed with them; the keeper replaces or
// revokes them; and every file must be judged as the ledger's order says. Nothing of it remains but the next generation of
// the keystore, which the next replacement takes.
import { epochMilliseconds, readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { fingerprintIssuer, thumbprint } from "@entente/core/keys";
import { parseLedgerPolicy } from "@entente/core/ledger";
import type { CommitmentKind } from "@entente/core/ledger";
import {
  digestCut,
  digestRelease,
  openKeyStatement,
  presentCut,
  sealCut,
  signRelease,
  verifyCut,
} from "@entente/core/releases";
import type { IssuedRelease, LedgerEvidence, Trust } from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import type { GenerationSigner } from "../keys/index.ts";
import { commitUnopened, drawSalt, signHead } from "../ledger/index.ts";
import type { Database, Transactor } from "../storage/index.ts";
import { openInUse, revokeKeys, rotateKeys } from "./rotations.ts";
import type { KeyOwner, Stating } from "./rotations.ts";
import { findInUse } from "./rules.ts";
import { listStatements } from "./store.ts";

/** What is played with: a release as its issuer keeps it, and one cut of it as it was given out. */
export interface DrillMaterial {
  readonly member: string;
  readonly issued: IssuedRelease;
  /** The class and the recipient of the cut. */
  readonly class: string;
  readonly recipient: string;
  readonly cut: string;
}

export interface DrillStep {
  readonly what: string;
  readonly expected: string;
  readonly found: string;
}

export interface Drill {
  readonly keys: KeyOwner["purpose"];
  readonly answer: "rotation" | "revocation";
  readonly steps: readonly DrillStep[];
  /** Steps that did not come out as they must. */
  readonly wrong: number;
  /** From the statement until the node could sign under the new keys. */
  readonly unavailableMs: number;
}

export interface DrillRequest extends Stating {
  readonly database: Database;
  readonly material: DrillMaterial;
  readonly keys: KeyOwner["purpose"];
  readonly answer: "rotation" | "revocation";
  /** How far back the thief dates what is forged, in milliseconds. */
  readonly backDatedMs: number;
}

/** Carries the result out of the transaction that is taken back. */
class TakenBack extends Error {
  readonly drill: Drill;
  constructor(drill: Drill) {
    super("taken back");
    this.drill = drill;
  }
}

/** Plays one drill and takes everything back. @throws ServerError KEY_MISSING, LEDGER_DAMAGED. */
export async function drillKeys(request: DrillRequest): Promise<Drill> {
  try {
    return await request.database.transact(async (tx) => {
      throw new TakenBack(await play(tx, request));
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.drill;
    throw error;
  }
}

async function play(tx: Transactor, request: DrillRequest): Promise<Drill> {
  const { keystore, material, keys, answer, at, backDatedMs } = request;
  const { member } = material;
  const stolen = {
    issuer: await openInUse(tx, keystore, { purpose: "issuer", member }),
    authority: await openInUse(tx, keystore, { purpose: "authority", member }),
  };
  const steps: DrillStep[] = [];
  const check = async (what: string, file: string, expected: string): Promise<void> => {
    const trust = await pinStolen(tx, request, stolen);
    steps.push({ what, expected, found: judge(file, trust) });
  };
  await check("what was given out before", material.cut, "holds");
  const early = await forge(tx, request, stolen, at);
  await check("what the thief puts into the ledger before anybody knows", early, "holds");

  const started = performance.now();
  const owner = { purpose: keys, member };
  if (answer === "rotation") await rotateKeys(tx, request, owner);
  else await revokeKeys(tx, request, { ...owner, generation: findInUse(await listStatements(tx, owner)) });
  const next = await openInUse(tx, keystore, owner);
  const unavailableMs = performance.now() - started;

  const refusal = answer === "rotation" ? "KEY_SUPERSEDED" : "KEY_REVOKED";
  await check("what was given out before, afterwards", material.cut, "holds");
  await check("what stood in the ledger before the statement", early, "holds");
  const dated = readInstant(new Date(epochMilliseconds(at) - backDatedMs).toISOString());
  const late = await forge(tx, request, stolen, dated);
  await check(`a forged release dated ${dated.slice(0, 10)}`, late, refusal);
  steps.push({
    what: "the node signs with other keys than the thief",
    expected: "true",
    found: String(next.ed25519.publicKey.x !== stolen[keys].ed25519.publicKey.x),
  });
  const wrong = steps.filter(({ expected, found }) => expected !== found).length;
  return { keys, answer, steps, wrong, unavailableMs };
}

type Stolen = Readonly<Record<KeyOwner["purpose"], GenerationSigner>>;

/** A release signed with stolen keys, cut and put into the ledger as the thief would like it to look. */
async function forge(tx: Transactor, request: DrillRequest, stolen: Stolen, at: Instant): Promise<string> {
  const { material, ledger } = request;
  const { ed25519, mlDsa } = stolen.issuer;
  if (mlDsa === null) throw new RangeError("an issuer has two keys");
  const issued = signRelease({ prepared: material.issued, issuer: { ed25519, mlDsa } });
  const body = presentCut({
    ...{ issued, class: material.class, recipient: material.recipient },
    iat: Math.floor(epochMilliseconds(request.at) / 1000),
    ...{ authority: stolen.authority.ed25519, primitives: nodePrimitives },
  });
  const commit = (kind: CommitmentKind, digest: Uint8Array) =>
    commitUnopened(tx, { at, commitment: { kind, digest }, salt: drawSalt() });
  const leaves = [
    await commit("release", digestRelease(issued, nodePrimitives)),
    await commit("cut", digestCut(body, nodePrimitives)),
  ] as const;
  const head = await signHead(tx, ledger, request.at);
  const prove = async ({
    index,
    opening: { kind, salt },
  }: (typeof leaves)[number]): Promise<LedgerEvidence> => ({
    opening: { kind, salt, at },
    proof: await head.proveLeaf(index),
  });
  return sealCut(body, { release: await prove(leaves[0]), cut: await prove(leaves[1]) });
}

/** A reader who pinned the keys in use when they were stolen, and has every statement since. */
async function pinStolen(tx: Transactor, { ledger }: DrillRequest, stolen: Stolen): Promise<Trust> {
  const policy = parseLedgerPolicy(`log ${ledger.identity.vkey}\nquorum none\n`, nodePrimitives);
  const { ed25519, mlDsa } = stolen.issuer;
  if (mlDsa === null) throw new RangeError("an issuer has two keys");
  const statements = (await listStatements(tx, null)).map(
    ({ file }) => openKeyStatement({ text: file, policy }, nodePrimitives).stated,
  );
  return {
    kind: "pinned",
    issuers: [fingerprintIssuer({ ed25519: ed25519.publicKey, mlDsa: mlDsa.publicKey }, nodePrimitives)],
    authorities: [thumbprint(stolen.authority.ed25519.publicKey, nodePrimitives)],
    ...{ policy, statements },
  };
}

function judge(text: string, trust: Trust): string {
  try {
    verifyCut({ text, trust, primitives: nodePrimitives });
    return "holds";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : "INTERNAL";
  }
}
