// Who may see, decided by another engine: a community becomes Cedar entities, a marking becomes a Cedar policy. Written from
// the design's words (section 4), not from our code: what is unknown to the community is nobody's, a level may be held in
// the policy itself or through one row of the equivalence table, every caveat and every list must be satisfied.
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import type {
  Caveat,
  Community,
  Marking,
  MarkingTerm,
  Policy,
} from "../../packages/core/src/markings/index.ts";

const ACTION = { type: "Action", id: "read" };

type Entity = Extract<
  Parameters<typeof cedar.statefulIsAuthorized>[0]["entities"],
  readonly unknown[]
>[number];

/** Whether `member` of `community` may see, for each of `markings`. */
export function decideByCedar(
  community: Community,
  markings: readonly (Marking | null)[],
  member: string,
): readonly boolean[] {
  const policies = Object.fromEntries(
    markings.map((marking, index) => [
      `m${index}`,
      `permit(principal, action, resource == Marking::"${index}") when { ${writeMarking(marking, community)} };`,
    ]),
  );
  const parsed = cedar.preparsePolicySet("oracle", { staticPolicies: policies });
  if (parsed.type !== "success")
    throw new Error(`Cedar does not take the policies: ${JSON.stringify({ parsed, policies })}`);
  const principal = { type: "Member", id: member };
  const entities = [writeMember(member, community)];
  return markings.map((_, index) => {
    const answer = cedar.statefulIsAuthorized({
      ...{ principal, action: ACTION, resource: { type: "Marking", id: String(index) }, context: {} },
      ...{ preparsedPolicySetId: "oracle", entities, validateRequest: false },
    });
    if (answer.type !== "success" || answer.response.diagnostics.errors.length > 0)
      throw new Error(`Cedar does not decide: ${JSON.stringify({ answer, policies })}`);
    return answer.response.decision === "allow";
  });
}

function writeMember(id: string, community: Community): Entity {
  const member = community.members.find((one) => one.id === id);
  const attrs = Object.fromEntries(
    Object.entries(member?.clearances ?? {}).flatMap(([policyId, { upTo, caveats }]) => {
      const rank = rankOf(policyId, upTo, community);
      return rank === null ? [] : [[attributeOf(policyId), { rank, caveats: [...caveats] }]];
    }),
  );
  const parents = community.groups
    .filter((group) => group.id === id || group.members.includes(id))
    .map((group) => ({ type: "Group", id: group.id }));
  return { uid: { type: "Member", id }, attrs, parents };
}

function writeMarking(marking: Marking | null, community: Community): string {
  if (marking === null || marking.terms.length === 0) return "false";
  return marking.terms.map((term) => `(${writeTerm(term, community)})`).join(" && ");
}

function writeTerm(term: MarkingTerm, community: Community): string {
  const policy = community.policies.find(({ id }) => id === term.policy);
  const rank = rankOf(term.policy, term.level, community);
  if (policy === undefined || rank === null) return "false";
  const known = (names: readonly string[], kind: Caveat["kind"]): boolean =>
    names.every((name) => policy.caveats.some((caveat) => caveat.name === name && caveat.kind === kind));
  if (!known(term.caveats, "restrictive") || !known(term.oneOf.flat(), "permissive")) return "false";
  const lists = term.releasableTo.length > 0 ? term.releasableTo : impliedLists(policy, term.level);
  if (!lists.flat().every((code) => isCode(code, community))) return "false";
  const own = attributeOf(term.policy);
  return [
    `(${writeLevel(term.policy, rank, community)})`,
    ...term.caveats.map((name) => `(principal has ${own} && principal.${own}.caveats.contains("${name}"))`),
    ...term.oneOf.map((names) =>
      names.length === 0
        ? "false"
        : `(principal has ${own} && principal.${own}.caveats.containsAny(${JSON.stringify(names)}))`,
    ),
    ...lists.map((codes) =>
      codes.length === 0 ? "false" : `(${codes.map((code) => writeCode(code, community)).join(" || ")})`,
    ),
  ].join(" && ");
}

function writeLevel(policyId: string, rank: number, community: Community): string {
  const own = attributeOf(policyId);
  const rows = community.equivalences
    .filter(
      ({ reads }) =>
        reads.policy === policyId && (rankOf(reads.policy, reads.level, community) ?? -1) >= rank,
    )
    .flatMap(({ held }) => {
      const needed = rankOf(held.policy, held.level, community);
      const attribute = attributeOf(held.policy);
      return needed === null
        ? []
        : [`(principal has ${attribute} && principal.${attribute}.rank >= ${needed})`];
    });
  return [`(principal has ${own} && principal.${own}.rank >= ${rank})`, ...rows].join(" || ");
}

function writeCode(code: string, community: Community): string {
  return community.groups.some(({ id }) => id === code)
    ? `principal in Group::"${code}"`
    : `principal == Member::"${code}"`;
}

function impliedLists(policy: Policy, level: string): readonly (readonly string[])[] {
  const unlisted = policy.levels.find(({ name }) => name === level)?.unlisted ?? null;
  return unlisted === null ? [] : [unlisted];
}

function isCode(code: string, community: Community): boolean {
  return [...community.members, ...community.groups].some(({ id }) => id === code);
}

function rankOf(policyId: string, level: string, community: Community): number | null {
  const levels = community.policies.find(({ id }) => id === policyId)?.levels ?? [];
  const rank = levels.findIndex(({ name }) => name === level);
  return rank < 0 ? null : rank;
}

/** Policy ids may hold hyphens, attribute names may not. */
function attributeOf(policyId: string): string {
  return `held_${policyId.replaceAll("-", "_")}`;
}
