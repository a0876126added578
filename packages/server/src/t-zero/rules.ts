// Which steps of T-0 follow which, what it takes to be ready, and what is committed of it. Pure.
import { canonicalize, encodeBase64url, PolicyError, utf8 } from "@entente/core/encoding";
import type { Instant, JsonValue } from "@entente/core/encoding";
import { resolvePledges } from "@entente/core/coalition";
import type { Primitives } from "@entente/core/keys";
import type { PledgeSet } from "@entente/core/pledges";

export type TZeroState = "set" | "armed" | "opened" | "stood-down";

/** What a member has in hand before it acts: the words, in every language, the note, who speaks, and its own law. */
export const readinessItems = [
  "text-cleared",
  "translated",
  "note-verbale",
  "spokesperson",
  "legal-step",
] as const;
export type ReadinessItem = (typeof readinessItems)[number];

export const itemStates = ["open", "done", "not-needed"] as const;
export type ItemState = (typeof itemStates)[number];

/** How ready a member is. An item nobody spoke of is open. */
export type Readiness = Readonly<Record<ReadinessItem, ItemState>>;

/** @throws PolicyError TRANSITION_REFUSED unless T-0 may go from one state to the other; a new round begins with `set`. */
export function checkTransition(from: TZeroState | null, to: TZeroState): void {
  const allowed: Record<TZeroState, readonly (TZeroState | null)[]> = {
    set: [null, "set", "stood-down"],
    armed: ["set"],
    opened: ["armed"],
    "stood-down": ["set", "armed"],
  };
  if (!allowed[to].includes(from)) {
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `T-0 is ${from ?? "not set"} and cannot become ${to} now. The lead's release authority decides.`,
    );
  }
}

/** @throws PolicyError TRANSITION_REFUSED when the instant has not come: early by no byte. */
export function checkDue(dueAt: Instant, now: Instant): void {
  if (now < dueAt)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `T-0 is due at ${dueAt}; it is ${now}. Nothing opens before it.`,
    );
}

/** The newest word on every item. `said` is in the order in which it was said. */
export function sumReadiness(
  said: readonly { readonly item: ReadinessItem; readonly state: ItemState }[],
): Readiness {
  const newest = new Map(said.map(({ item, state }) => [item, state]));
  return Object.fromEntries(readinessItems.map((item) => [item, newest.get(item) ?? "open"])) as Readiness;
}

export function countOpen(readiness: Readiness): number {
  return readinessItems.filter((item) => readiness[item] === "open").length;
}

/** What opens of one member, as its digest has it. The text is in it by its salted digest, so nobody can try texts. */
export function digestPackage(
  item: {
    readonly case: string;
    readonly round: number;
    readonly member: string;
    readonly measures: JsonValue;
    readonly textDigest: string | null;
  },
  primitives: Pick<Primitives, "sha256">,
): Uint8Array {
  return primitives.sha256(utf8(canonicalize({ format: "entente-package/1", ...item })));
}

/** The digest of a text with 32 fresh random bytes, in base64url. */
export function digestText(
  { text, salt }: { readonly text: string; readonly salt: string },
  primitives: Pick<Primitives, "sha256">,
): string {
  return encodeBase64url(primitives.sha256(utf8(canonicalize({ text, salt }))));
}

/** The opening as it is committed: which packages opened when, by their digests. */
export function digestOpening(
  opening: {
    readonly case: string;
    readonly round: number;
    readonly dueAt: Instant;
    readonly openedAt: Instant;
    readonly packages: readonly (string | null)[];
  },
  primitives: Pick<Primitives, "sha256">,
): Uint8Array {
  return primitives.sha256(
    utf8(canonicalize({ format: "entente-opening/1", ...opening, packages: [...opening.packages] })),
  );
}

export interface Standing {
  readonly member: string;
  readonly level: number;
  readonly validUntil: Instant | null;
}

/**
 * What becomes of the company when some are left out: whose pledge has run out by `at`, and whose condition no longer holds
 * without those who are gone. Nobody is made to act whose condition does not hold.
 */
export function judgeLeaving(
  { acting, set }: { readonly acting: readonly Standing[]; readonly set: PledgeSet },
  { leftOut, at }: { readonly leftOut: readonly string[]; readonly at: Instant },
): { readonly expired: readonly string[]; readonly broken: readonly string[] } {
  const others = acting.filter(({ member }) => !leftOut.includes(member));
  const expired = others
    .filter(({ validUntil }) => validUntil !== null && validUntil < at)
    .map(({ member }) => member);
  const gone = new Set([...leftOut, ...expired]);
  if (gone.size === 0) return { expired, broken: [] };
  const { levels } = resolvePledges({
    ...set,
    pledges: set.pledges.filter(({ member }) => !gone.has(member)),
  });
  const broken = others.filter(({ member, level }) => !gone.has(member) && (levels[member] ?? 0) < level);
  return { expired, broken: broken.map(({ member }) => member) };
}
