// What to do with letters that arrive, whatever order and however often: in order they are taken, ahead of order they are
// held, known ones are dropped. Two letters of one number are a fork: the sender told two histories, and the stream stops.
import { VerificationError } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import type { Acknowledgement } from "./bundle.ts";
import { digestLetter } from "./letter.ts";
import type { Letter } from "./letter.ts";

/** A letter of a stream as it is remembered. */
export interface Link {
  readonly digest: string;
  readonly before: string | null;
}

/** What is known of a stream that comes in. */
export interface Incoming {
  /** Up to which number everything was taken; 0: nothing. */
  readonly taken: number;
  /** Letters taken and held, by number: at least those from one before to one after what is sorted. */
  readonly known: ReadonlyMap<number, Link>;
}

export interface Sorted {
  /** Of numbers that were not known, in order: to be taken where they follow, else to be held. */
  readonly fresh: readonly { readonly letter: Letter; readonly digest: string }[];
  /** How many were known already. */
  readonly known: number;
  /** How many are too far ahead to be held: they will be sent again. */
  readonly beyond: number;
}

/** How far ahead of what is missing letters are held. */
export const FARTHEST_AHEAD = 2000;

/**
 * Sorts the letters of one bundle, which are in order.
 * @throws VerificationError LETTER_FORKED.
 */
export function sortLetters(incoming: Incoming, letters: readonly Letter[], primitives: Primitives): Sorted {
  const fresh: { letter: Letter; digest: string }[] = [];
  let known = 0;
  let beyond = 0;
  const links = new Map(incoming.known);
  for (const letter of letters) {
    const digest = digestLetter(letter, primitives);
    const { number, before } = letter;
    const present = links.get(number);
    const previous = links.get(number - 1);
    const next = links.get(number + 1);
    // What is taken is known: that it is missing here would be no reason to take another in its place.
    const same = present === undefined ? number > incoming.taken : present.digest === digest;
    const follows = previous === undefined || previous.digest === before;
    const isFollowed = next === undefined || next.before === digest;
    if (!same || !follows || !isFollowed) refuseFork(letter);
    if (present !== undefined) known += 1;
    else if (number > incoming.taken + FARTHEST_AHEAD) beyond += 1;
    else {
      links.set(number, { digest, before });
      fresh.push({ letter, digest });
    }
  }
  return { fresh, known, beyond };
}

/** What is known of a stream that goes out. */
export interface Outgoing {
  /** The highest number written. */
  readonly written: number;
  /** The highest number acknowledged. */
  readonly acknowledged: number;
  /** Digest of a letter that was written; null where there is none of that number. */
  readonly digestOf: (number: number) => string | null;
}

/**
 * Up to which number the other side has the letters; an acknowledgement that comes late changes nothing.
 * @throws VerificationError LETTER_NEVER_SENT for more than was written, LETTER_FORKED for another letter than was written.
 */
export function readAcknowledgement(outgoing: Outgoing, { number, digest }: Acknowledgement): number {
  if (number > outgoing.written)
    throw new VerificationError(
      "LETTER_NEVER_SENT",
      `The other node acknowledges letter ${number}, and ${outgoing.written} were written to it: whoever runs it looks whose letters it has`,
    );
  if (number > 0 && outgoing.digestOf(number) !== digest)
    throw new VerificationError(
      "LETTER_FORKED",
      `The other node has another letter ${number} than was written to it. Nothing more is taken: the persons who run both nodes compare them`,
    );
  return Math.max(number, outgoing.acknowledged);
}

function refuseFork({ number, from }: Letter): never {
  throw new VerificationError(
    "LETTER_FORKED",
    `${from.member} sent two different histories around letter ${number}. Nothing more is taken from it: the persons who run both nodes compare them`,
  );
}
