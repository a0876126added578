// What a release authority approves: the plan and the exact text it was made from, as one digest.
import { canonicalize, PolicyError, utf8 } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { encodeBase64url } from "@entente/core/encoding";
import type { Primitives } from "@entente/core/keys";
import type { CompiledCommunity } from "@entente/core/markings";
import type { ReleasePlan } from "@entente/core/planning";

export interface Proposal {
  readonly sourceDigest: string;
  readonly recipients: readonly string[];
  readonly plan: ReleasePlan;
}

/** base64url SHA-256 over the text's digest, the recipients and the plan: one changed character gives another. */
export function digestProposal({ sourceDigest, recipients, plan }: Proposal, primitives: Primitives): string {
  const value: JsonObject = { sourceDigest, recipients: [...recipients], plan: planToJson(plan) };
  return encodeBase64url(primitives.sha256(utf8(canonicalize(value))));
}

export function planToJson(plan: ReleasePlan): JsonObject {
  return JSON.parse(JSON.stringify(plan)) as JsonValue as JsonObject;
}

/** The recipients a proposal names: `everyone` is every member but the lead, the public included. */
export function chooseRecipients(
  asked: "everyone" | readonly string[],
  lead: string,
  community: CompiledCommunity,
): readonly string[] {
  const ids =
    asked === "everyone"
      ? community.community.members.map((member) => member.id).filter((id) => id !== lead)
      : asked;
  return [...ids].sort();
}

/**
 * @throws PolicyError RELEASE_SAME_PERSON when the approver proposed it, RELEASE_CHANGED_SINCE_APPROVAL when text,
 * markings, recipients or clearances are no longer what was proposed.
 */
export function checkApproval(check: {
  readonly proposedBy: string;
  readonly approver: string;
  readonly proposedDigest: string;
  readonly digestNow: string;
}): void {
  if (check.approver === check.proposedBy) {
    throw new PolicyError(
      "RELEASE_SAME_PERSON",
      `${check.approver} proposed this release and cannot approve it. Another seat with the role release-authority can.`,
    );
  }
  if (check.proposedDigest !== check.digestNow) {
    throw new PolicyError(
      "RELEASE_CHANGED_SINCE_APPROVAL",
      "The text, its markings, the recipients or their clearances changed after the proposal. The drafter proposes it again.",
    );
  }
}
