// Cedar in WebAssembly: one policy parsed once, recipients and markings as entities with attributes.
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import type { Answer, Question } from "./data.ts";
import { fillMatrix, policies } from "./data.ts";

const cleared = Object.keys(policies)
  .map(
    (policy) =>
      `(resource.policy == "${policy}" && principal has ${policy} && principal.${policy}.rank >= resource.rank && principal.${policy}.caveats.containsAll(resource.caveats))`,
  )
  .join(" || ");
const POLICY = `permit(principal, action, resource) when {
  (${cleared}) &&
  (!(resource has first) || principal.codes.containsAny(resource.first)) &&
  (!(resource has second) || principal.codes.containsAny(resource.second))
};`;

export function prepareCedar(question: Question): Answer {
  const parsed = cedar.preparsePolicySet("visibility", { staticPolicies: { visibility: POLICY } });
  if (parsed.type !== "success") throw new Error(`Cedar does not take the policy: ${JSON.stringify(parsed)}`);
  const action = { type: "Action", id: "read" };
  const recipients = question.members.map(({ id, clearances, codes }) => ({
    uid: { type: "Member", id },
    attrs: { ...copy(clearances), codes: [...codes] },
    parents: [],
  }));
  const resources = question.markings.map(({ policy, rank, caveats, lists }, index) => ({
    uid: { type: "Marking", id: String(index) },
    attrs: {
      ...{ policy, rank, caveats: [...caveats] },
      ...(lists[0] === undefined ? {} : { first: [...lists[0]] }),
      ...(lists[1] === undefined ? {} : { second: [...lists[1]] }),
    },
    parents: [],
  }));
  return () =>
    fillMatrix(question, (marking, recipient) => {
      const [member, resource] = [recipients[recipient], resources[marking]];
      if (member === undefined || resource === undefined) return false;
      const answer = cedar.statefulIsAuthorized({
        ...{ principal: member.uid, action, resource: resource.uid, context: {} },
        ...{ preparsedPolicySetId: "visibility", entities: [member, resource], validateRequest: false },
      });
      if (answer.type !== "success" || answer.response.diagnostics.errors.length > 0)
        throw new Error(`Cedar does not decide: ${JSON.stringify(answer)}`);
      return answer.response.decision === "allow";
    });
}

function copy(
  clearances: Question["members"][number]["clearances"],
): Record<string, { rank: number; caveats: string[] }> {
  return Object.fromEntries(
    Object.entries(clearances).map(([policy, { rank, caveats }]) => [
      policy,
      { rank, caveats: [...caveats] },
    ]),
  );
}
