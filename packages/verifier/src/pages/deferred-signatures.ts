// Signatures checked beside a check that cannot wait: while it runs they are taken to hold and their verification is begun
// elsewhere, and its answer counts only once every one of them was found to hold. If one does not, the check is run again
// with what was found, so that it says what it would have said without this.
// Invariant: an answer that stands rests on no signature that was not verified.
import { equalBytes } from "@entente/core/encoding";
import type { MlDsaSet, Primitives } from "@entente/core/keys";

/** One question: is this a signature by this key over this message? */
export interface SignatureClaim {
  readonly alg: "Ed25519" | MlDsaSet;
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** Answers as the portable primitives do: false, and no exception, for whatever is malformed. */
export type VerifySignature = (claim: SignatureClaim) => Promise<boolean>;

export interface Deferral {
  /** For the check itself. */
  readonly primitives: Primitives;
  /**
   * Waits for every signature asked about so far. Null when all hold: then what the check has found stands. Otherwise the
   * primitives under which it must be run again, which answer as was found.
   */
  readonly settle: () => Promise<Primitives | null>;
}

/** Defers the signatures a check asks `primitives` about to `verify`, each once however often it is asked. */
export function deferSignatures(primitives: Primitives, verify: VerifySignature): Deferral {
  const asked: { readonly claim: SignatureClaim; readonly answer: Promise<boolean> }[] = [];
  const defer = (claim: SignatureClaim): true => {
    if (!asked.some((one) => isSame(one.claim, claim))) asked.push({ claim, answer: verify(claim) });
    return true;
  };
  return {
    primitives: askThrough(primitives, defer),
    settle: async () => {
      const answers = await Promise.all(asked.map(({ answer }) => answer));
      if (answers.every((holds) => holds)) return null;
      // What was not asked before is not known to hold.
      return askThrough(primitives, (claim) => {
        const at = asked.findIndex((one) => isSame(one.claim, claim));
        return answers[at] ?? false;
      });
    },
  };
}

function askThrough(primitives: Primitives, ask: (claim: SignatureClaim) => boolean): Primitives {
  return {
    ...primitives,
    verifyEd25519: (publicKey, message, signature) => ask({ alg: "Ed25519", publicKey, message, signature }),
    verifyMlDsa: (alg, publicKey, message, signature) => ask({ alg, publicKey, message, signature }),
  };
}

function isSame(a: SignatureClaim, b: SignatureClaim): boolean {
  return (
    a.alg === b.alg &&
    equalBytes(a.signature, b.signature) &&
    equalBytes(a.publicKey, b.publicKey) &&
    equalBytes(a.message, b.message)
  );
}
