// Shares of an embargo's key. A share comes with the salt of its commitment, so that whoever has the embargo can tell a share
// that the lead gave from any other; and a commitment without the share says nothing, since share and salt are both random.
// How a key is divided and put together again is not decided here: it is handed in.
import {
  canonicalize,
  encodeBase64url,
  InputError,
  isBase64urlOf,
  parseJson,
  PolicyError,
  readObject,
  readString,
  utf8,
} from "../encoding/index.ts";
import type { Instant } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { digestEmbargo } from "./embargo.ts";
import type { Embargo } from "./embargo.ts";

export interface Share {
  /** `digestEmbargo` of the one it is for. */
  readonly embargo: string;
  /** Who holds it. */
  readonly member: string;
  /** 33 bytes, base64url: of a key of 32. */
  readonly share: string;
  /** 32 bytes, base64url. */
  readonly salt: string;
}

/** A share that does not count, with why. */
export interface LeftOut {
  /** Which of those that were given, from 0. */
  readonly index: number;
  /** Whose it says it is; null where it says nothing that can be read. */
  readonly member: string | null;
  readonly why: "unreadable" | "another-embargo" | "no-holder" | "forged" | "double";
}

export interface Gathered {
  /** Of as many holders, each once, in the order of their members. */
  readonly shares: readonly Share[];
  readonly leftOut: readonly LeftOut[];
  /** How many are missing still; 0: it opens. */
  readonly missing: number;
}

const FORMAT = "entente-share/1";
const SHARE_BYTES = 33;

/** What the embargo says of a share: base64url SHA-256. */
export function commitShare(
  { member, share, salt }: Pick<Share, "member" | "share" | "salt">,
  primitives: Primitives,
): string {
  return encodeBase64url(primitives.sha256(utf8(canonicalize({ format: FORMAT, member, share, salt }))));
}

/** The text of a share file: canonical JSON and one newline. */
export function writeShare({ embargo, member, share, salt }: Share): string {
  return `${canonicalize({ format: FORMAT, embargo, member, share, salt })}\n`;
}

/** @throws InputError JSON_SYNTAX, SHAPE_INVALID, EMBARGO_INVALID. */
export function readShare(text: string): Share {
  const object = readObject(parseJson(text), "share", ["format", "embargo", "member", "share", "salt"]);
  const read = (name: string): string => readString(object[name], `share.${name}`);
  const found = {
    embargo: read("embargo"),
    member: read("member"),
    share: read("share"),
    salt: read("salt"),
  };
  const isSound =
    read("format") === FORMAT && isBase64urlOf(found.share, SHARE_BYTES) && isBase64urlOf(found.salt, 32);
  if (!isSound || writeShare(found) !== text)
    throw new InputError("EMBARGO_INVALID", "This is not a share of an embargo as a node writes it");
  return found;
}

/** What a node knows of the T-0 that a package is part of. */
export interface KnownRound {
  /** The newest round that was told of in the case. */
  readonly newest: number;
  /** The last that was told of the package's own round; null: nothing. */
  readonly own: { readonly state: "set" | "armed" | "opened" | "stood-down"; readonly dueAt: Instant } | null;
}

/**
 * Whether a package may be let go and opened: by a clock that has passed the instant, and where nothing is known that holds
 * it. Each holder asks its own, so that nothing opens before as many clocks as there are shares have passed it: a clock that is
 * wrong can delay, and alone it can open nothing. What is known of T-0 can only delay as well.
 * @param known of the case's T-0, as the lead last told it; null: nothing was told, and the instant alone decides.
 * @throws PolicyError EMBARGO_CLOSED.
 */
export function requireTime(
  { instant, round }: Pick<Embargo, "instant" | "round">,
  { now, known }: { readonly now: Instant; readonly known: KnownRound | null },
): void {
  const close = (why: string): never => {
    throw new PolicyError("EMBARGO_CLOSED", `${why} Nothing was let go.`);
  };
  if (now < instant) close(`It is ${now} here, and this may not be opened before ${instant}.`);
  if (round === null || known === null) return;
  const { newest, own } = known;
  if (own?.state === "opened") return;
  if (own?.state === "stood-down" || newest > round)
    close("T-0 was stood down, so this is not opened. The lead's desk can say what comes in its place.");
  if (own !== null && now < own.dueAt)
    close(`It is ${now} here, and T-0 is held until ${own.dueAt}. Whoever holds it can resume.`);
}

/** Which of the texts are shares that the lead gave, each holder's once. What is not one is named and left out. */
export function gatherShares(embargo: Embargo, texts: readonly string[], primitives: Primitives): Gathered {
  const digest = digestEmbargo(embargo, primitives);
  const commitments = new Map(embargo.holders.map(({ member, commitment }) => [member, commitment]));
  const shares = new Map<string, Share>();
  const leftOut: LeftOut[] = [];
  texts.forEach((text, index) => {
    const share = readOrNull(text);
    const member = share?.member ?? null;
    const leave = (why: LeftOut["why"]): void => void leftOut.push({ index, member, why });
    if (share === null) leave("unreadable");
    else if (share.embargo !== digest) leave("another-embargo");
    else if (!commitments.has(share.member)) leave("no-holder");
    else if (commitments.get(share.member) !== commitShare(share, primitives)) leave("forged");
    else if (shares.has(share.member)) leave("double");
    else shares.set(share.member, share);
  });
  return {
    shares: [...shares.values()].sort((a, b) => (a.member < b.member ? -1 : 1)),
    leftOut,
    missing: Math.max(0, embargo.threshold - shares.size),
  };
}

function readOrNull(text: string): Share | null {
  try {
    return readShare(text);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
