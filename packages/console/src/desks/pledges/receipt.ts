// The receipt of a sealed pledge, made in this browser. What is needed for it is drawn and kept before anything is sent, so
// that a receipt cannot be lost with an answer. The same files as the command line writes (formats/receipt.schema.json).
import { canonicalize, encodeBase64url, utf8 } from "@entente/core/encoding";
import type { JsonValue } from "@entente/core/encoding";
import { portablePrimitives } from "@entente/core/keys";
import { writeLevels } from "@entente/core/pledges";
import type { Pledge } from "@entente/core/pledges";
import { saveBytes } from "../../parts/save-bytes.ts";

export interface CommittedPledge {
  readonly case: string;
  readonly member: string;
  readonly levels: readonly JsonValue[];
  readonly authority: string;
  readonly validUntil: string | null;
}

export interface ReceiptDraft {
  readonly format: "entente-receipt-draft/1";
  readonly pledge: CommittedPledge;
  /** 32 random bytes in base64url. */
  readonly salt: string;
}

/** @param random 32 bytes nobody else has. */
export function draftReceipt(
  pledge: Pledge,
  of: Pick<CommittedPledge, "case" | "authority" | "validUntil">,
  random: Uint8Array,
): ReceiptDraft {
  const { member } = pledge;
  return {
    format: "entente-receipt-draft/1",
    pledge: {
      case: of.case,
      member,
      levels: writeLevels(pledge),
      authority: of.authority,
      validUntil: of.validUntil,
    },
    salt: encodeBase64url(random),
  };
}

/** What the draft becomes once it is known where and when it was committed to. */
export function completeReceipt(
  { pledge, salt }: ReceiptDraft,
  { leaf, at }: { readonly leaf: number; readonly at: string },
) {
  const committed = { ...pledge, levels: [...pledge.levels] };
  const digest = encodeBase64url(portablePrimitives.sha256(utf8(canonicalize(committed))));
  return {
    format: "entente-receipt/1" as const,
    pledge: committed,
    leaf,
    opening: { kind: "pledge" as const, at, digest, salt },
  };
}

/** A draft that was kept, or null for what is none. */
export function findDraft(value: unknown): ReceiptDraft | null {
  if (typeof value !== "object" || value === null) return null;
  const { format, pledge, salt } = value as Readonly<Record<string, unknown>>;
  if (format !== "entente-receipt-draft/1" || typeof salt !== "string") return null;
  if (
    typeof pledge !== "object" ||
    pledge === null ||
    !Array.isArray((pledge as { levels?: unknown }).levels)
  )
    return null;
  return value as ReceiptDraft;
}

/** Hands a file to the reader. */
export function saveFile(name: string, value: object): void {
  saveBytes(name, "application/json", `${JSON.stringify(value, null, 2)}\n`);
}
