// What goes before a release and what follows it: plans, approvals, unsealings, notices. Of each there is a signed text, a
// digest in the ledger and columns that say the same, so the one that contradicts the others is named.
import {
  canonicalize,
  decodeBase64url,
  decodeUtf8,
  encodeBase64url,
  InputError,
  parseJson,
  readAnyObject,
  readString,
  readStrings,
  utf8,
} from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import type { PublicJwk } from "@entente/core/keys";
import {
  digestApproval,
  digestCut,
  digestNotice,
  sealNotice,
  sealUnsealing,
  verifyApproval,
  verifyCut,
  verifyNotice,
  verifyUnsealing,
} from "@entente/core/releases";
import type {
  Approval,
  CutFile,
  LedgerEvidence,
  ReleaseHeader,
  Trust,
  UnsealingBody,
} from "@entente/core/releases";
import { nodePrimitives } from "@entente/verifier";
import type { View } from "../access/index.ts";
import { openHead } from "../ledger/index.ts";
import type { listAuthorityKeys } from "../rotations/index.ts";
import type { Reader } from "../storage/index.ts";
import type { Released } from "./check-releases.ts";
import { compareBytes, digestHex, explainFault, findByDigest, toHex } from "./finding.ts";
import type { Finding, Spot } from "./finding.ts";
import { findCovering, readLeaves } from "./store.ts";
import { listApprovals, listNotices, listPlans, listUnsealings } from "./store-later.ts";
import type { ApprovalRow, NoticeRow, PlanRow, UnsealingRow } from "./store-later.ts";

const TRUST: Trust = { kind: "carried" };

/** Plans that were approved or not, against the digest they are called by, and what was prepared under them. */
export async function checkPlans(reader: Reader, view: View): Promise<readonly (Finding | null)[]> {
  return (await listPlans(reader, view)).map((row) => checkPlan(row) ?? checkPreparation(row));
}

function checkPlan({ table, row, plan, planDigest, approved }: PlanRow): Finding | null {
  const digest = encodeBase64url(nodePrimitives.sha256(utf8(plan)));
  if (digest === planDigest) return null;
  const why = "the plan and its digest contradict each other";
  // Whoever approved signed the digest: where two of the three agree, the third is wrong.
  return approved === digest
    ? compareBytes({ table, row, column: "plan_digest" }, { expected: digest, found: planDigest, why })
    : findByDigest(
        { table, row, column: "plan" },
        { expected: toHex(planDigest), found: digestHex(plan), why },
      );
}

/** The plan holds the digest of what was prepared: every opening of every place, salts and all. */
function checkPreparation({ row, plan, preparation }: PlanRow): Finding | null {
  if (preparation === null) return null;
  const spot = { table: "release_preparation", row, column: "prepared" };
  const planned = readAnyObject(parseJson(plan), "plan")["prepared"];
  let found: string;
  try {
    const kept = readAnyObject(parseJson(preparation), "preparation")["prepared"] ?? null;
    found = encodeBase64url(nodePrimitives.sha256(utf8(canonicalize(kept))));
  } catch (error) {
    const why = `what is prepared is not in its form: ${explainFault(error)}`;
    return findByDigest(spot, { expected: null, found: digestHex(preparation), why });
  }
  const why = "what is prepared is not what was planned";
  if (found === planned) return null;
  const expected = typeof planned === "string" ? toHex(planned) : null;
  return findByDigest(spot, { expected, found: toHex(found), why });
}

/** Keys of the release authority that were in use one after the other. */
export type FindAuthorities = () => ReturnType<typeof listAuthorityKeys>;

/** The key that was in use where a leaf stands. */
async function findAuthority(authorities: FindAuthorities, leafIndex: number): Promise<PublicJwk> {
  const inUse = (await authorities()).filter(({ from }) => from === null || from < leafIndex).at(-1);
  if (inUse === undefined) throw new RangeError("there is a first generation of every key");
  return inUse.key;
}

/**
 * Approvals, unsealings and notices of a view's case, each with its leaf. `authorities` opens the keys the lead
 * approved with, which are there once something was approved.
 */
export async function* listLater(
  reader: Reader,
  view: View,
  authorities: FindAuthorities,
): AsyncGenerator<Released> {
  for (const row of await listApprovals(reader, view)) {
    const key = await findAuthority(authorities, row.leafIndex);
    const spot = { table: row.table, row: row.id, column: "statement" };
    yield {
      ...{ spot, kind: "approval", leafIndex: row.leafIndex },
      digest: () => digestApproval(row.statement, nodePrimitives),
      check: () => Promise.resolve(checkApproval(spot, row, key)),
    };
  }
  for (const row of await listUnsealings(reader, view))
    yield {
      spot: { table: "unsealing_issue", row: row.id, column: "cut_after" },
      ...{ kind: "unsealing", leafIndex: row.leafIndex },
      digest: () => digestCut((parseJson(row.cutAfter) as object as CutFile).release, nodePrimitives),
      check: () => checkUnsealing(reader, row),
    };
  for (const row of await listNotices(reader, view))
    yield {
      spot: { table: "notice", row: row.id, column: "file" },
      ...{ kind: "notice", leafIndex: row.leafIndex },
      digest: () => digestNotice(readSigned(row.file), nodePrimitives),
      check: () => checkNotice(reader, row),
    };
}

/** The statement is the one that was committed; its signature, and what the columns and the preparation say beside it. */
function checkApproval(spot: Spot, row: ApprovalRow, authority: PublicJwk): Finding | null {
  let approval: Approval;
  try {
    approval = verifyApproval({ text: row.statement, authority, primitives: nodePrimitives });
  } catch (error) {
    const why = `the approval does not hold: ${explainFault(error)}`;
    return findByDigest(spot, { expected: null, found: digestHex(row.statement), why });
  }
  const columns = [
    ["plan_digest", approval.planDigest, row.planDigest],
    ["approved_by", approval.approvedBy, row.by],
    ["approved_at", approval.at, row.at],
  ] as const;
  for (const [column, expected, found] of columns) {
    const why = "it is not what the approval says, which is signed and in the ledger";
    const finding = compareBytes({ ...spot, column }, { expected, found, why });
    if (finding !== null) return finding;
  }
  return null;
}

/** File and cut follow from each other, from the cut before and from the ledger; what verifies of the two names the other. */
async function checkUnsealing(reader: Reader, row: UnsealingRow): Promise<Finding | null> {
  const spot = { table: "unsealing_issue", row: row.id };
  const after = parseJson(row.cutAfter) as object as CutFile;
  const proven = await proveAgain(reader, row.leafIndex);
  if (proven === null) return null;
  let told: ReadonlySet<string>;
  try {
    const { cut } = verifyCut({ text: row.before, trust: TRUST, primitives: nodePrimitives });
    told = new Set(cut.release.signatures[0].header.disclosures);
  } catch (error) {
    // The cut before is named by its own check.
    explainFault(error);
    return null;
  }
  const { disclosures, kb_jwt } = after.release.signatures[0].header;
  const before = hashOf((parseJson(row.before) as object as CutFile).release.signatures[0].header.kb_jwt);
  let fault = "it opens nothing";
  for (const body of [
    { before, disclosures: disclosures.filter((text) => !told.has(text)), kb_jwt },
    readBody(row.file),
  ]) {
    if (body === null) continue;
    const file = sealUnsealing(body, proven);
    try {
      const { cutAfter } = verifyUnsealing({
        ...{ cut: row.before, unsealing: file, trust: TRUST, primitives: nodePrimitives },
      });
      return compareUnsealing(row, { file, cutAfter });
    } catch (error) {
      fault = explainFault(error);
    }
  }
  const why = `the unsealing does not verify: ${fault}`;
  const found = digestHex(row.cutAfter);
  return findByDigest({ ...spot, column: "cut_after" }, { expected: null, found, why });
}

function compareUnsealing(
  row: UnsealingRow,
  right: { readonly file: string; readonly cutAfter: string },
): Finding | null {
  const spot = { table: "unsealing_issue", row: row.id };
  const columns = [
    ["cut_after", right.cutAfter, row.cutAfter, "it is not the cut the unsealing gives"],
    ["file", right.file, row.file, "the unsealing does not follow from the cut it gave"],
    ["sha256", digestHex(right.file), row.sha256, "the digest is not that of the file, which verifies"],
  ] as const;
  for (const [column, expected, found, why] of columns) {
    const finding = compareBytes({ ...spot, column }, { expected, found, why });
    if (finding !== null) return finding;
  }
  return null;
}

function readBody(file: string): UnsealingBody | null {
  try {
    const parts = readAnyObject(parseJson(file), "unsealing");
    return {
      before: readString(parts["before"], "before"),
      disclosures: readStrings(parts["disclosures"], "disclosures"),
      kb_jwt: readString(parts["kb_jwt"], "kb_jwt"),
    };
  } catch (error) {
    explainFault(error);
    return null;
  }
}

/** The signed text is the one that was committed; the file around it and the columns follow from it and from the ledger. */
async function checkNotice(reader: Reader, row: NoticeRow): Promise<Finding | null> {
  const spot = { table: "notice", row: row.id };
  const signed = readSigned(row.file);
  const proven = await proveAgain(reader, row.leafIndex);
  if (proven === null) return null;
  const file = sealNotice(signed, proven);
  try {
    const { release, kind, text, replacedBy, at } = verifyNotice({
      ...{ text: file, header: readHeader(row.issued), trust: TRUST, primitives: nodePrimitives },
    }).notice;
    const columns = [
      ["release_name", release, row.release],
      ["kind", kind, row.kind],
      ["text", text, row.text],
      ["replaced_by", replacedBy ?? "", row.replacedBy ?? ""],
      ["signed_at", at, row.at],
    ] as const;
    for (const [column, expected, found] of columns) {
      const why = "it is not what the notice says, which is signed and in the ledger";
      const finding = compareBytes({ ...spot, column }, { expected, found, why });
      if (finding !== null) return finding;
    }
  } catch (error) {
    const why = `the notice does not verify: ${explainFault(error)}`;
    return findByDigest({ ...spot, column: "file" }, { expected: null, found: digestHex(row.file), why });
  }
  const why = "the evidence is not that of its leaf";
  return compareBytes({ ...spot, column: "file" }, { expected: file, found: row.file, why });
}

/**
 * The evidence of a leaf as it was at issue: its opening, and its proof to the checkpoint of its own transaction. Null where
 * the ledger is damaged, which its own check says.
 */
async function proveAgain(reader: Reader, leafIndex: number): Promise<LedgerEvidence | null> {
  const [leaf] = await readLeaves(reader, leafIndex, leafIndex + 1);
  const covering = await findCovering(reader, leafIndex);
  if (leaf?.kind == null || leaf.salt === null || covering === null) return null;
  try {
    const proof = await openHead(reader, covering.size, covering.note).proveLeaf(leafIndex);
    const { salt, at } = leaf;
    return { opening: { kind: leaf.kind as LedgerEvidence["opening"]["kind"], salt, at }, proof };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** @throws InputError when the file holds no signed text. */
function readSigned(file: string): string {
  const { notice } = parseJson(file) as JsonObject;
  if (typeof notice !== "string") throw new InputError("SHAPE_INVALID", "The notice holds no signed text");
  return notice;
}

/** The digest a key binding says it is over. */
function hashOf(binding: string): string {
  const payload = parseJson(decodeUtf8(decodeBase64url(binding.split(".")[1] ?? ""))) as JsonObject;
  return typeof payload["sd_hash"] === "string" ? payload["sd_hash"] : "";
}

function readHeader(issued: string): ReleaseHeader {
  const { payload } = parseJson(issued) as object as { readonly payload: string };
  return parseJson(decodeUtf8(decodeBase64url(payload))) as unknown as ReleaseHeader;
}
