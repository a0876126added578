// To whom the holder of a copy may hand it on, as far as its marking says. A marking speaks of members and of the public,
// and the Traffic Light Protocol of organisations too; of offices within a state none says anything. Invariant: what the
// marking does not say is never guessed: it is asked of the release authority.
import { findLevel, isNamedRecipientsOnly } from "./join.ts";
import type { Marking, MarkingTerm, Policy } from "./marking.ts";

/** Whom a desk asks about first. `parliament` is a sitting that is not public; a public one is `press`. */
const forwardees = ["minister", "police", "parliament", "press"] as const;
export type Forwardee = (typeof forwardees)[number];

/** Why the answer is as it is. */
export type ForwardingReason =
  /** Open to the public: anyone may have it. */
  | "public"
  /** Made for this member: whoever of its government is cleared for the marking and needs it. */
  | "own-government"
  /** The marking leaves the public out. */
  | "not-public"
  /** For the persons it was given to, and nobody else (TLP:RED). */
  | "persons"
  /** The marking says nothing of such an office. */
  | "not-said"
  /** Unmarked, or of a policy that is not known here. */
  | "unknown";

export interface ForwardingAnswer {
  readonly to: Forwardee;
  /** `ask`: of the release authority that made the copy. */
  readonly answer: "yes" | "no" | "ask";
  readonly because: ForwardingReason;
}

type Said = Omit<ForwardingAnswer, "to">;

const ANYONE: Said = { answer: "yes", because: "public" };
const UNKNOWN: Said = { answer: "ask", because: "unknown" };

/**
 * What a marking says of handing a copy on, for a member it was made for. Of several terms the one that allows least
 * answers.
 * @param marking null where it could not be read.
 */
export function answerForwarding(
  marking: Marking | null,
  policies: readonly Policy[],
): readonly ForwardingAnswer[] {
  const terms = marking?.terms ?? [];
  return forwardees.map((to) => {
    const said = terms.map((term) => answerOf(term, to, policies));
    const [first = UNKNOWN, ...rest] = said;
    return {
      to,
      ...rest.reduce((least, one) => (rankOfAnswer(one) < rankOfAnswer(least) ? one : least), first),
    };
  });
}

/** The stricter is the smaller: a refusal is not asked about. */
function rankOfAnswer({ answer, because }: Said): number {
  if (answer === "no") return 0;
  if (answer === "ask") return 1;
  return because === "public" ? 3 : 2;
}

function answerOf(term: MarkingTerm, to: Forwardee, policies: readonly Policy[]): Said {
  const policy = policies.find(({ id }) => id === term.policy);
  const level = findLevel(policy, term.level);
  if (policy === undefined || level === undefined) return UNKNOWN;
  if (isForPublic(term, policy)) return ANYONE;
  if (to === "press") return { answer: "no", because: "not-public" };
  // A level that is for named recipients alone (TLP:RED) is for those persons, whoever they work for.
  if (isNamedRecipientsOnly(level)) return { answer: "ask", because: "persons" };
  return to === "minister"
    ? { answer: "yes", because: "own-government" }
    : { answer: "ask", because: "not-said" };
}

/** The level the public may see, and nothing beside it that narrows it. */
function isForPublic(term: MarkingTerm, policy: Policy): boolean {
  return (
    term.level === policy.publicLevel &&
    [term.caveats, term.oneOf, term.releasableTo].every((part) => part.length === 0)
  );
}
