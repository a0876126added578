// Approvals: the release authority signs for a plan and for what every single cut will hold, before any of it is signed or
// leaves. A changed character, marking, recipient or clearance gives another plan or another presentation, and the approval
// is of something else.
import {
  InputError,
  PolicyError,
  readArray,
  readInstant,
  readObject,
  readString,
  readWord,
  utf8,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import type { Primitives, PublicJwk, Signer } from "../keys/index.ts";
import { readPart } from "./jws.ts";
import { digestPresentation } from "./present.ts";
import { ID_LENGTH, readBytes, readHeader, readName } from "./release-format.ts";
import type { PreparedRelease } from "./release.ts";
import { openText, signText } from "./signed-text.ts";

export interface Approval {
  /** Id of the prepared release. */
  readonly release: string;
  /** base64url SHA-256 of the plan as it was shown. */
  readonly planDigest: string;
  /** What each recipient's cut will hold, in order of recipients, each once. */
  readonly presentations: readonly { readonly recipient: string; readonly digest: string }[];
  /** Persons, and never the same. */
  readonly proposedBy: string;
  readonly approvedBy: string;
  /** An instant with milliseconds. */
  readonly at: string;
}

const TYPE = "entente-approval+jwt";

/**
 * Signs an approval, `entente-approval/1`, as a compact JWS.
 * @throws PolicyError RELEASE_SAME_PERSON; InputError SHAPE_INVALID, BASE64_INVALID, INSTANT_INVALID.
 */
export function signApproval({
  approval,
  authority,
}: {
  readonly approval: Approval;
  readonly authority: Signer;
}): string {
  const payload: JsonObject = {
    format: "entente-approval/1",
    release: approval.release,
    plan: approval.planDigest,
    presentations: approval.presentations.map(({ recipient, digest }) => ({ recipient, digest })),
    proposed_by: approval.proposedBy,
    approved_by: approval.approvedBy,
    at: approval.at,
  };
  readApproval(payload);
  return signText(TYPE, payload, authority);
}

/** What the ledger commits to: SHA-256 over the ASCII of the signed text. */
export function digestApproval(text: string, primitives: Primitives): Uint8Array {
  return primitives.sha256(utf8(text));
}

/**
 * Reads an approval signed by `authority`.
 * @throws InputError SHAPE_INVALID, BASE64_INVALID, INSTANT_INVALID, JSON_SYNTAX, JSON_UNSUPPORTED, JSON_NOT_CANONICAL;
 *   VerificationError ALGORITHM_REFUSED, SIGNATURE_INVALID; PolicyError RELEASE_SAME_PERSON.
 */
export function verifyApproval({
  text,
  authority,
  primitives,
}: {
  readonly text: string;
  readonly authority: PublicJwk;
  readonly primitives: Primitives;
}): Approval {
  return readApproval(openText(text, TYPE, authority, primitives));
}

/**
 * Refuses to go on unless `prepared` under this plan is, recipient by recipient, what was approved.
 * @throws PolicyError RELEASE_CHANGED_SINCE_APPROVAL.
 */
export function requireApproved({
  approval,
  prepared,
  planDigest,
  primitives,
}: {
  readonly approval: Approval;
  readonly prepared: PreparedRelease;
  readonly planDigest: string;
  readonly primitives: Primitives;
}): void {
  const { release } = readHeader(readPart(prepared.payload, "payload"));
  const now = listPresentations(prepared, primitives);
  const same =
    approval.release === release &&
    approval.planDigest === planDigest &&
    approval.presentations.length === now.length &&
    now.every(
      ({ recipient, digest }, index) =>
        approval.presentations[index]?.recipient === recipient &&
        approval.presentations[index].digest === digest,
    );
  if (!same)
    throw new PolicyError(
      "RELEASE_CHANGED_SINCE_APPROVAL",
      "The text, its markings, the recipients or their clearances are not what was approved. The drafter proposes it again.",
    );
}

/** What every recipient's cut of `prepared` will hold, in order of recipients: the presentations an approval is of. */
export function listPresentations(
  prepared: PreparedRelease,
  primitives: Primitives,
): Approval["presentations"] {
  return prepared.classes
    .flatMap(({ id, recipients }) =>
      recipients.map((recipient) => ({
        recipient,
        digest: digestPresentation(prepared, { class: id, recipient }, primitives),
      })),
    )
    .sort((a, b) => (a.recipient < b.recipient ? -1 : 1));
}

function readApproval(payload: JsonObject): Approval {
  const members = ["format", "release", "plan", "presentations", "proposed_by", "approved_by", "at"];
  const object = readObject(payload, "approval", members);
  readWord(object["format"], "approval.format", ["entente-approval/1"]);
  const approval: Approval = {
    release: readBytes(object["release"], "approval.release", ID_LENGTH),
    planDigest: readBytes(object["plan"], "approval.plan", 32),
    presentations: readPresentations(object["presentations"]),
    proposedBy: readName(object["proposed_by"], "approval.proposed_by"),
    approvedBy: readName(object["approved_by"], "approval.approved_by"),
    at: readString(object["at"], "approval.at"),
  };
  if (readInstant(approval.at) !== approval.at)
    throw new InputError("INSTANT_INVALID", "approval.at must be written with milliseconds");
  if (approval.proposedBy === approval.approvedBy)
    throw new PolicyError(
      "RELEASE_SAME_PERSON",
      `${approval.approvedBy} proposed this release and cannot approve it: another person with the role release-authority can`,
    );
  return approval;
}

function readPresentations(value: JsonValue | undefined): Approval["presentations"] {
  const presentations = readArray(value, "approval.presentations").map((item, index) => {
    const path = `approval.presentations[${index}]`;
    const object = readObject(item, path, ["recipient", "digest"]);
    return {
      recipient: readName(object["recipient"], `${path}.recipient`),
      digest: readBytes(object["digest"], `${path}.digest`, 32),
    };
  });
  const sorted = presentations.every(
    ({ recipient }, index) => index === 0 || (presentations[index - 1]?.recipient ?? "") < recipient,
  );
  if (presentations.length === 0 || !sorted)
    throw new InputError(
      "SHAPE_INVALID",
      "approval.presentations must name each recipient once, in order, and at least one",
    );
  return presentations;
}
