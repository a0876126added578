// Whether three nodes agree, and whether what was said was done once: judged from what their tables hold and from what persons
// were seen to say, without a function of the program.
import type { HeldLetter, HeldStream, PeerState } from "./peer-state.ts";

/** Something a person said or did. */
export interface Deed {
  readonly what: string;
  readonly says: string;
  /** The node was killed while it was said: it may have been, and then it counts as any other. */
  readonly unsure: boolean;
}

/** What one member and the lead must agree on after a schedule. */
export interface Expected {
  readonly lead: string;
  readonly member: string;
  readonly caseName: string;
  /** What the member said, and what the lead did that is told to it. */
  readonly said: readonly Deed[];
  readonly acts: readonly Deed[];
  /** Cases that were brought since the last judgement. */
  readonly brought: number;
  /** What was done for the member in this case, and the state of T-0 it was told, at the last judgement. */
  readonly before: Agreed;
}

export interface Agreed {
  readonly effects: readonly string[];
  /** What stands of the member's pledges: none, open or sealed. */
  readonly pledge: "none" | "open" | "sealed";
  readonly tZero: string | null;
}

export const nothingAgreed: Agreed = { effects: [], pledge: "none", tZero: null };

/** Letters by which a person speaks; the others are a node's own. */
const SPOKEN = new Set(["question", "position", "pledge", "withdrawal", "readiness", "done"]);
const TOLD = ["answer", "unsealing", "notice"] as const;

export type Judgement = { readonly fault: string } | { readonly fault: null; readonly agreed: Agreed };

/** @param states of the lead and of the member. */
export function judgeMember(
  expected: Expected,
  { lead, member }: { readonly lead: PeerState; readonly member: PeerState },
): Judgement {
  const { lead: leadName, member: name } = expected;
  const wrong = (fault: string): Judgement => ({ fault: `${name}: ${fault}` });
  const [here, there] = [lead.streams[name], member.streams[leadName]];
  if (here === undefined || there === undefined) return wrong("the nodes are not paired");
  if (member.found.length > 0) return wrong(`it was sent ${member.found.join(", ")}`);
  const uneven = compareStreams(here, there) ?? compareStreams(there, here);
  if (uneven !== null) return wrong(uneven);
  const refused = there.in.filter((one) => one.state !== "taken" && !isBroughtAgain(one));
  if (refused.length > 0)
    return wrong(
      `it did not take ${refused.map((one) => `${showLetter(one)}: ${one.why ?? ""}`).join(", ")}`,
    );

  const spoken = there.out.filter(({ kind }) => SPOKEN.has(kind));
  const unsaid = compareDeeds(
    expected.said.map(({ what, says, unsure }) => ({ text: `${letterOf(what)} ${says}`, unsure })),
    spoken.map(({ kind, says }) => `${kind} ${says}`),
  );
  if (unsaid !== null) return wrong(`its letters are not what was said: ${unsaid}`);

  const effects = [...expected.before.effects];
  let { pledge } = expected.before;
  for (const letter of spoken) {
    const replies = here.out.filter(
      ({ kind, about }) => about === letter.number && (kind === "confirmation" || kind === "trouble"),
    );
    const [reply] = replies;
    if (reply === undefined || replies.length > 1)
      return wrong(`${showLetter(letter)} was answered ${replies.length} times`);
    const isDone = reply.kind === "confirmation";
    const due = isOwed(letter, { pledge, said: expected.said });
    if (due !== null && due !== isDone)
      return wrong(`${showLetter(letter)} was ${isDone ? "done" : "refused"}`);
    const [row] = here.in.filter(({ number }) => number === letter.number);
    if ((row?.state === "taken") !== isDone) return wrong(`${showLetter(letter)} is ${row?.state ?? "lost"}`);
    if (!isDone) continue;
    pledge = pledgeAfter(letter, pledge);
    effects.push(effectOf(letter));
  }
  const undone = compareDeeds(
    effects.map((text) => ({ text, unsure: false })),
    lead.effects[name] ?? [],
  );
  if (undone !== null) return wrong(`what was done is not what was confirmed: ${undone}`);

  for (const kind of TOLD) {
    const untold = compareDeeds(
      expected.acts
        .filter(({ what }) => what === kind)
        .map(({ says, unsure }) => ({ text: kind === "answer" ? says : kind, unsure })),
      there.in.filter((one) => one.kind === kind).map(({ says }) => (kind === "answer" ? says : kind)),
    );
    if (untold !== null) return wrong(`it was not told each ${kind} once: ${untold}`);
  }
  const approaches = there.in.filter(({ kind }) => kind === "approach").length;
  if (approaches !== expected.brought) return wrong(`it was approached ${approaches} times`);
  const instants = there.in.filter(
    ({ kind, caseName }) => kind === "instant" && caseName === expected.caseName,
  );
  const tZero = instants.at(-1)?.says ?? expected.before.tZero;
  if (tZero !== lead.tZero)
    return wrong(`T-0 is ${tZero ?? "unknown"} there and ${lead.tZero ?? "unknown"} at the lead`);
  return { fault: null, agreed: { effects, pledge, tZero } };
}

const showLetter = ({ number, kind, says }: HeldLetter): string => `letter ${number}, ${kind} ${says}`;

/**
 * A share that came too early, for a clock that was behind or before its package, or a package under keys that were changed
 * meanwhile: what came of it in the end is judged by the packages themselves.
 */
export function isBroughtAgain({ kind, why }: Pick<HeldLetter, "kind" | "why">): boolean {
  const signs = new Map([
    ["share", /"(EMBARGO_CLOSED|NOT_FOUND)"/],
    ["package", /"SIGNATURE_INVALID"/],
  ]);
  return signs.get(kind)?.test(why ?? "") === true;
}

/** Null when all that the one wrote is with the other, in its order, and nothing waits. */
export function compareStreams(from: HeldStream, to: HeldStream): string | null {
  if (from.stopped !== null) return `a stream stopped: ${from.stopped}`;
  if (to.in.some(({ state }) => state === "held")) return "letters are held";
  if (from.written !== from.acknowledged) return `${from.written - from.acknowledged} letters wait`;
  if (to.taken !== from.written) return `${from.written} letters were written and ${to.taken} taken`;
  const write = (letters: readonly HeldLetter[]) =>
    letters.map(({ number, digest }) => `${number} ${digest}`).join("\n");
  return write(from.out) === write(to.in) ? null : "what was written is not what is there";
}

/** Null when each sure one is there exactly once, each unsure one at most, and nothing else. */
function compareDeeds(
  wanted: readonly { readonly text: string; readonly unsure: boolean }[],
  there: readonly string[],
): string | null {
  const left = [...there];
  const missing: string[] = [];
  for (const { text, unsure } of [...wanted].sort((a, b) => Number(a.unsure) - Number(b.unsure))) {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    else if (!unsure) missing.push(text);
  }
  if (missing.length + left.length === 0) return null;
  return `missing [${missing.join("; ")}], too many [${left.join("; ")}]`;
}

const KINDS = new Map([
  ["nonsense", "position"],
  ["sealed", "pledge"],
]);
const letterOf = (what: string): string => KINDS.get(what) ?? what;

/** Whether the lead must do it; null: that depends on what stood there when it came. */
function isOwed(
  { kind, says }: HeldLetter,
  { pledge, said }: { readonly pledge: Agreed["pledge"]; readonly said: readonly Deed[] },
): boolean | null {
  switch (kind) {
    case "pledge":
      return pledge !== (says === "" ? "open" : "sealed");
    case "withdrawal":
      return pledge !== "none";
    case "position":
      return !said.some((deed) => deed.what === "nonsense" && deed.says === says);
    case "readiness":
      return null;
    default:
      return true;
  }
}

function pledgeAfter({ kind, says }: HeldLetter, before: Agreed["pledge"]): Agreed["pledge"] {
  if (kind === "withdrawal") return "none";
  return kind === "pledge" ? (says === "" ? "sealed" : "open") : before;
}

function effectOf({ kind, says }: HeldLetter): string {
  return `${kind === "pledge" && says === "" ? "sealed" : kind} ${says}`.trim();
}
