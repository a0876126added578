// Which keys count where: those a reader pinned, those that follow them by statements in the ledger, and none after it was
// replaced or revoked. The ledger's order decides and no clock: a release stands where it was committed.
import { VerificationError } from "../encoding/index.ts";
import type { KeyPurpose, StatedKeys, Trust } from "./release.ts";

type Pinned = Trust & { readonly kind: "pinned" };

const CALLED = { issuer: "issuer", authority: "release authority" } as const;

/** A key as a file uses it. */
interface KeyUse {
  readonly purpose: KeyPurpose;
  /** Its id, as readers pin it. */
  readonly key: string;
  /** vkey of the file's ledger. */
  readonly ledger: string;
  /** Where the release stands there; null where it is judged elsewhere. */
  readonly born: number | null;
  /** The last place that is signed with the key: the cut, the unsealing, the notice. */
  readonly last: number;
}

/**
 * Whether the reader pinned the key, or it follows one that is pinned. Keys that a file carries are all taken.
 * @throws VerificationError KEY_UNTRUSTED.
 */
export function requireTrusted(
  { purpose, key }: Pick<KeyUse, "purpose" | "key">,
  trust: Trust,
): "pinned" | "stated" | "carried" {
  if (trust.kind === "carried") return "carried";
  if (listPinned(purpose, trust).includes(key)) return "pinned";
  if (findOrigin({ purpose, key }, trust) !== null) return "stated";
  throw untrusted({ purpose, key });
}

/**
 * Refuses a key where the ledger says that it does not count (any more).
 * @throws VerificationError KEY_REVOKED for anything after the key's revocation; KEY_SUPERSEDED for a release after the key
 *   was replaced; KEY_UNTRUSTED for one before the key was stated. A statement in another ledger has no order with this
 *   one, and then nothing of the key counts here.
 */
export function requireStanding({ purpose, key, ledger, born, last }: KeyUse, trust: Trust): void {
  if (trust.kind === "carried") return;
  for (const stated of trust.statements) {
    if (stated.purpose !== purpose || !stated.old.includes(key)) continue;
    const foreign = stated.ledger !== ledger;
    if (stated.kind === "revocation" && (foreign || last > stated.index))
      throw new VerificationError(
        "KEY_REVOKED",
        `The ${CALLED[purpose]}'s key ${key} was revoked at entry ${stated.index} of the ledger, and this is ${foreign ? "in another ledger" : `entry ${last}`}: do not believe it, and ask the originator by voice`,
      );
    if (stated.kind === "rotation" && (foreign || (born !== null && born > stated.index)))
      throw new VerificationError(
        "KEY_SUPERSEDED",
        `The ${CALLED[purpose]}'s key ${key} was replaced at entry ${stated.index} of the ledger, and this release is ${foreign ? "in another ledger" : `entry ${born ?? last}`}: ask the originator for one under the new key`,
      );
  }
  if (listPinned(purpose, trust).includes(key)) return;
  const origin = findOrigin({ purpose, key }, trust);
  if (origin?.ledger !== ledger || (born ?? last) < origin.index) throw untrusted({ purpose, key });
}

function listPinned(purpose: KeyPurpose, trust: Pinned): readonly string[] {
  return purpose === "issuer" ? trust.issuers : trust.authorities;
}

/** The rotation by which a key follows one that is pinned; null when there is none that counts. */
function findOrigin(
  { purpose, key }: Pick<KeyUse, "purpose" | "key">,
  trust: Pinned,
  before = Number.POSITIVE_INFINITY,
): StatedKeys | null {
  for (const stated of trust.statements) {
    if (stated.kind !== "rotation" || stated.purpose !== purpose || !stated.next.includes(key)) continue;
    // Statements lead back in the ledger only, so that none can follow itself.
    if (stated.index >= before || !isFirst(stated, trust)) continue;
    const pinned = listPinned(purpose, trust);
    if (stated.old.some((old) => pinned.includes(old))) return stated;
    if (stated.old.some((old) => findOrigin({ purpose, key: old }, trust, stated.index) !== null))
      return stated;
  }
  return null;
}

/** A key that was replaced or revoked before cannot say what follows it. */
function isFirst({ old, purpose, ledger, index }: StatedKeys, { statements }: Pinned): boolean {
  return !statements.some(
    (other) =>
      other.purpose === purpose &&
      other.old.some((key) => old.includes(key)) &&
      (other.ledger !== ledger || other.index < index),
  );
}

function untrusted({ purpose, key }: Pick<KeyUse, "purpose" | "key">): VerificationError {
  return new VerificationError(
    "KEY_UNTRUSTED",
    `The ${CALLED[purpose]}'s key ${key} is not pinned here: compare it with the originator by voice before pinning it`,
  );
}
