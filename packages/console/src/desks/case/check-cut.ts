// Checks a cut in the reader's own browser: fetch the file, take every step of the core's verification, and compare what it
// commits to with the listed fingerprint. The node is asked for bytes only; it is not asked whether they are right.
import { decodeBase64url, encodeHex } from "@entente/core/encoding";
import { portablePrimitives, thumbprint } from "@entente/core/keys";
import { digestCut, verifyCut } from "@entente/core/releases";
import type { CheckedStep } from "@entente/core/releases";
import type { OverviewCut } from "../../api/case-overview.ts";
import type { ConsoleCode } from "../../api/codes.ts";
import { NodeProblem, readFile } from "../../api/read-node.ts";

export type CutCheck =
  | { readonly state: "checking" }
  | {
      readonly state: "holds";
      readonly steps: readonly CheckedStep[];
      /** RFC 7638 thumbprint of the release authority's key in hexadecimal, as cuts and entente-verify print it, to be compared by voice. */
      readonly authority: string;
    }
  | { readonly state: "broken"; readonly code: string; readonly reason: string };

/** Never throws but for an abort. */
export async function checkCut(cut: OverviewCut, signal: AbortSignal): Promise<CutCheck> {
  try {
    const text = decodeText(await readFile(cut.json, signal));
    const verified = verifyCut({ text, trust: { kind: "carried" }, primitives: portablePrimitives });
    const listed = compareFingerprint(digestCut(verified.cut.release, portablePrimitives), cut.sha256);
    const expected = compareRecipient(verified.document.recipient, cut.recipient);
    return {
      state: "holds",
      steps: [...verified.steps, listed, expected],
      authority: encodeHex(decodeBase64url(thumbprint(verified.document.header.cnf.jwk, portablePrimitives))),
    };
  } catch (error) {
    if (signal.aborted) throw error;
    return explainFailure(error);
  }
}

class Mismatch extends Error {
  readonly code: ConsoleCode | "CUT_SYNTAX";

  constructor(code: ConsoleCode | "CUT_SYNTAX", message: string) {
    super(message);
    this.code = code;
  }
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Mismatch("CUT_SYNTAX", "The file is not UTF-8 text.");
  }
}

/** The proofs a file carries grow with the ledger; what the ledger commits to stays the same. */
export function compareFingerprint(digest: Uint8Array, listed: string): CheckedStep {
  const found = encodeHex(digest);
  if (listed.toLowerCase() !== found)
    throw new Mismatch(
      "FINGERPRINT_MISMATCH",
      `The cut's SHA-256 is ${found}, not the one listed. Do not use it; ask the release authority for the right one.`,
    );
  return { name: "fingerprint", detail: "What the ledger commits to has the SHA-256 listed for this cut" };
}

export function compareRecipient(carried: string, listed: string): CheckedStep {
  if (carried !== listed)
    throw new Mismatch(
      "RECIPIENT_MISMATCH",
      `The cut was made for ${carried}, but it is listed for ${listed}.`,
    );
  return { name: "recipient", detail: `made for ${carried}, as listed` };
}

/** A node brings releases of its own member alone. */
export function compareIssuer(carried: string, from: string): CheckedStep {
  if (carried !== from)
    throw new Mismatch(
      "ISSUER_MISMATCH",
      `The cut is a release of ${carried}, and the node of ${from} brought it. Ask both desks before you use it.`,
    );
  return { name: "issuer", detail: `released by ${carried}, whose node brought it` };
}

/** What stopped a check, of anything thrown. */
export function explainFailure(error: unknown): Extract<CutCheck, { state: "broken" }> {
  if (error instanceof NodeProblem)
    return { state: "broken", code: error.problem.code, reason: error.problem.detail };
  if (error instanceof Error && "code" in error && typeof error.code === "string")
    return { state: "broken", code: error.code, reason: error.message };
  return {
    state: "broken",
    code: "CHECK_FAILED" satisfies ConsoleCode,
    reason: "The check ended unexpectedly, so it says nothing about this file. Use entente-verify.",
  };
}
