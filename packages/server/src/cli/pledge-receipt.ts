// The receipt of a sealed pledge, made by whoever seals it. What is needed for it beside the node's answer is drawn and kept
// before anything is sent, so that a receipt cannot be lost: not when the answer is, nor when it cannot be written.
import { randomBytes } from "node:crypto";
import { readFile, unlink } from "node:fs/promises";
import { decodeUtf8, encodeBase64url, parseJson, readInstant } from "@entente/core/encoding";
import { readAnyObject, readObject, readString, readWord } from "@entente/core/encoding";
import { checkNames, parsePledge, writeLevels } from "@entente/core/pledges";
import type { Pledge } from "@entente/core/pledges";
import { nodePrimitives } from "@entente/verifier";
import { answerOf, NodeProblem } from "../client/index.ts";
import type { NodeClient } from "../client/index.ts";
import { digestOf, makeReceipt, readCommitted, readReceipt } from "../pledges/index.ts";
import type { CommittedPledge } from "../pledges/index.ts";
import type { AnswerTo } from "./answers.ts";
import { replaceFile, reserveFile } from "./reserved-file.ts";

const DRAFT = "entente-receipt-draft/1";

/** A receipt that waits for where and when it was committed to. */
export interface ReceiptDraft {
  readonly format: typeof DRAFT;
  readonly pledge: CommittedPledge;
  /** 32 random bytes in base64url. */
  readonly salt: string;
}

type Committed = { readonly leaf: number; readonly at: string };

/** Reads a pledge in words as the node will. @throws InputError PLEDGE_INVALID, PLEDGE_NOT_MONOTONE with line and column. */
export function readPledgeWords(text: string, vocabulary: AnswerTo<"pledge.vocabulary">): Pledge {
  const pledge = parsePledge(text, vocabulary);
  checkNames(pledge, vocabulary);
  return pledge;
}

export function draftReceipt(
  pledge: Pledge,
  {
    vocabulary,
    authority,
    validUntil,
  }: Pick<CommittedPledge, "authority" | "validUntil"> & {
    readonly vocabulary: AnswerTo<"pledge.vocabulary">;
  },
): ReceiptDraft {
  const { case: id, member } = vocabulary;
  return {
    format: DRAFT,
    pledge: { case: id, member, levels: writeLevels(pledge), authority, validUntil },
    salt: encodeBase64url(new Uint8Array(randomBytes(32))),
  };
}

/**
 * Keeps the draft in a new file, seals, and puts the receipt in its place. Where the node refuses, no file is left; where
 * nobody knows whether it was sealed, the draft is.
 */
export async function sealWithReceipt(
  path: string,
  draft: ReceiptDraft,
  seal: () => Promise<Committed>,
): Promise<Committed> {
  const file = await reserveFile(path);
  await file.write(print(draft));
  let committed;
  try {
    committed = await seal();
  } catch (error) {
    if (error instanceof NodeProblem && error.status < 500) await unlink(path);
    throw error;
  }
  await replaceFile(path, print(complete(draft, committed)));
  return committed;
}

/**
 * The receipt in a file. A draft is completed from what the node has sealed of the member, and written in its place once the
 * node says that it is what stands in its ledger.
 * @throws InputError SHAPE_INVALID; NodeProblem LEDGER_COMMITMENT_MISMATCH.
 */
export async function checkReceiptFile(
  client: NodeClient,
  { path, slug }: { readonly path: string; readonly slug: string },
): Promise<AnswerTo<"pledge.receipt">> {
  const params = { path: { case: slug } };
  const check = (receipt: unknown): Promise<AnswerTo<"pledge.receipt">> =>
    answerOf(client.POST("/api/cases/{case}/pledges/receipt", { params, body: { receipt } }));
  const value = parseJson(decodeUtf8(await readFile(path)));
  if (readAnyObject(value, "receipt")["format"] !== DRAFT) return check(readReceipt(value));
  const draft = readDraft(value);
  const { sealed } = await answerOf(client.GET("/api/cases/{case}/pledges/own", { params }));
  if (sealed === null)
    throw new NodeProblem(
      { code: "LEDGER_COMMITMENT_MISMATCH", status: 409, position: null },
      "Nothing is sealed of your member, so what this file was kept for did not happen. Seal the pledge again, with another file.",
    );
  const receipt = complete(draft, { leaf: sealed.leaf, at: sealed.placedAt });
  const checked = await check(receipt);
  await replaceFile(path, print(receipt));
  return checked;
}

function complete({ pledge, salt }: ReceiptDraft, { leaf, at }: Committed) {
  const digest = encodeBase64url(digestOf(pledge, nodePrimitives));
  return makeReceipt(pledge, leaf, { kind: "pledge", at: readInstant(at), digest, salt });
}

function readDraft(value: ReturnType<typeof parseJson>): ReceiptDraft {
  const draft = readObject(value, "receipt", ["format", "pledge", "salt"]);
  return {
    format: readWord(draft["format"], "receipt.format", [DRAFT]),
    pledge: readCommitted(draft["pledge"], "receipt.pledge"),
    salt: readString(draft["salt"], "receipt.salt"),
  };
}

function print(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
