// Why a place is withheld from a class, and what would release it, in sentences a desk officer can act on. What concerns a
// marking is worked out once per gate and class, and told of the first recipient that misses it.
import { explainExclusion, printBanner, relaxMarking } from "../markings/index.ts";
import type { CompiledCommunity, Marking } from "../markings/index.ts";
import type { Gate, OriginatorsSay } from "./gates.ts";

/** What reasons are given from. */
export interface Grounds {
  readonly community: CompiledCommunity;
  readonly markings: readonly (Marking | null)[];
  readonly say: OriginatorsSay;
}

export interface Explanation {
  readonly reason: string;
  readonly remedy: string;
}

/** What a place hangs on beside its gate, where that is not shown. */
export type Missing = "whole" | "target" | "reference";

/** Why `gate` is shut to some of `recipients`; null where it is open to them all. */
export function explainGate(gate: Gate, recipients: readonly string[], grounds: Grounds): Explanation | null {
  const parts = [
    explainMarking(gate, recipients, grounds),
    explainSay(gate, recipients, grounds.say, "unasked"),
    explainSay(gate, recipients, grounds.say, "refused"),
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return {
    reason: parts.map(({ reason }) => reason).join(" "),
    remedy: parts.map(({ remedy }) => remedy).join(" "),
  };
}

const CONNECTIONS: Readonly<Record<Missing, Explanation & { readonly too: string }>> = {
  whole: {
    reason: "What it is part of is withheld.",
    remedy: "It is released with what it is part of.",
    too: "What it is part of has to be released too.",
  },
  target: {
    reason: "What it refers to is withheld.",
    remedy: "It is released with what it refers to.",
    too: "What it refers to has to be released too.",
  },
  reference: {
    reason: "Its reference is withheld, and the note alone would tell something of it.",
    remedy: "It is released with a reference to it.",
    too: "A reference to it has to be released too.",
  },
};

/** Both together: a shut gate is told first, and what else is missing then only as a further condition. */
export function explainPlace({
  gate,
  missing,
  hidden,
}: {
  readonly gate: Explanation | null;
  readonly missing: Missing | null;
  readonly hidden: boolean;
}): Explanation {
  const connection = missing === null ? null : CONNECTIONS[missing];
  const why = gate ?? connection ?? CONNECTIONS.reference;
  return {
    reason: hidden ? `${why.reason} Its place is hidden: no gap is left.` : why.reason,
    remedy: gate === null || connection === null ? why.remedy : `${why.remedy} ${connection.too}`,
  };
}

/** Of a grading whose portion is shown. */
export function explainGrading(recipients: readonly string[]): Explanation {
  const all = recipients.join(", ");
  return {
    reason: `Gradings are withheld from ${all}.`,
    remedy: `The drafter has to take ${all} out of the rule that withholds gradings.`,
  };
}

function explainMarking(
  { audience, marking: index }: Gate,
  recipients: readonly string[],
  { community, markings }: Grounds,
): Explanation | null {
  const marking = markings[index] ?? null;
  const shut = recipients.filter((recipient) => !audience.has(recipient));
  if (shut.length === 0) return null;
  const sentences = new Map<string, string>();
  for (const recipient of shut) {
    const sentence = explainExclusion(marking, recipient, community) ?? "";
    const shape = sentence.startsWith(recipient) ? sentence.slice(recipient.length) : sentence;
    if (!sentences.has(shape)) sentences.set(shape, sentence);
  }
  const relaxed = shut.reduce<Marking | null>(
    (marked, recipient) => relaxMarking(marked, recipient, community),
    marking,
  );
  return {
    reason: [...sentences.values()].join(" "),
    remedy:
      relaxed === null
        ? "The drafter has to mark it another way, or the keeper of the community to enter what is missing."
        : `Marked ${printBanner(relaxed, community.community.policies)}, it would be released.`,
  };
}

function explainSay(
  gate: Gate,
  recipients: readonly string[],
  say: OriginatorsSay,
  answer: "unasked" | "refused",
): Explanation | null {
  const shut = recipients.filter((recipient) => say(gate, recipient) === answer);
  if (shut.length === 0 || gate.origin === null) return null;
  const { member } = gate.origin;
  const all = shut.join(", ");
  return answer === "refused"
    ? {
        reason: `${member}, where it comes from, has refused to let it go to ${all}.`,
        remedy: `Only another answer of ${member} for ${all} would release it.`,
      }
    : {
        reason: `${member}, where it comes from, has not agreed that it goes to ${all}.`,
        remedy: `The consent of ${member} for ${all} would release it.`,
      };
}
