// What a step-up is about, in words and as a digest. Both are made from the same request, so that what is shown is what is
// signed and what is signed is what is done.
import { canonicalize, utf8 } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { portablePrimitives, spellWords } from "@entente/core/keys";

/** A request that is to be signed: all that the act will read. */
export interface SignedRequest {
  readonly route: string;
  readonly params: JsonObject;
  readonly query: JsonObject;
  /** Null where there is none. */
  readonly body: JsonValue;
  /** Random id of the session that asks: nobody else's is of use. */
  readonly session: string;
}

/** One line of what is signed. */
export interface StatementLine {
  readonly label: string;
  readonly text: string;
}

/** What a person reads before they sign. */
export interface Statement {
  /** The person's name and the seat they act on. */
  readonly who: string;
  readonly what: string;
  readonly lines: readonly StatementLine[];
  /** Who gets it or is told of it. */
  readonly toWhom: string;
  /** Words of the request's digest, to compare with another person or another screen. */
  readonly words: string;
  /** base64url SHA-256 of the request. */
  readonly digest: string;
}

/** As many words as people compare before an act; the device signs all 256 bits. */
const WORDS = 6;
const MOST_LINES = 40;
const MOST_SIGNS = 400;
/** Longer without a blank is no word. */
const OPAQUE_SIGNS = 80;

const sha256 = (text: string): string => portablePrimitives.digestText(text);

/** base64url SHA-256 of the request's canonical JSON (RFC 8785). */
export function digestRequest({ route, params, query, body, session }: SignedRequest): string {
  return sha256(canonicalize({ route, params, query, body, session }));
}

/** What the device signs: the request's digest together with a number drawn for this one question. */
export function challengeFor(request: string, nonce: string): string {
  return sha256(canonicalize({ entente: "step-up", nonce, request }));
}

/** The statement of a request, from what the route says of itself and from what was sent. */
export function stateRequest(
  request: SignedRequest,
  said: { readonly who: string; readonly what: string; readonly toWhom: string },
): Statement {
  const digest = digestRequest(request);
  const lines = [
    ...listLines(request.params, ""),
    ...listLines(request.query, ""),
    ...listBody(request.body),
  ];
  return {
    who: said.who,
    what: said.what,
    // A list that ends early must say so, or what is left out would be signed unseen.
    lines:
      lines.length <= MOST_LINES
        ? lines
        : [
            ...lines.slice(0, MOST_LINES),
            {
              label: "and",
              text: `${lines.length - MOST_LINES} more lines, which the words below stand for`,
            },
          ],
    toWhom: said.toWhom,
    words: spellWords(digest, WORDS),
    digest,
  };
}

function listBody(body: JsonValue): StatementLine[] {
  if (body === null) return [];
  if (typeof body === "object" && !Array.isArray(body)) return listLines(body as JsonObject, "");
  return [{ label: "content", text: sayValue(body) }];
}

function listLines(object: JsonObject, under: string): StatementLine[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const label = `${under}${sayName(name)}`;
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return listLines(value as JsonObject, `${label}, `);
    if (Array.isArray(value) && value.some((item) => typeof item === "object"))
      return (value as readonly JsonValue[]).flatMap((item, index) =>
        listLines({ [`${index + 1}`]: item }, `${label} `),
      );
    return [{ label, text: sayValue(value) }];
  });
}

/** `planDigest` as `plan digest`. */
const sayName = (name: string): string =>
  name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/[-_]/g, " ")
    .toLowerCase();

function sayValue(value: JsonValue): string {
  if (value === null) return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(sayValue).join(", ");
  if (typeof value !== "string") return typeof value === "object" ? canonicalize(value) : String(value);
  if (/^[\w-]{43}$/.test(value)) return `${spellWords(value, WORDS)} (${value})`;
  if (/^[0-9a-f]{64}$/.test(value)) return `${spellWords(toBase64url(value), WORDS)} (${value})`;
  // Not meant for eyes: what it is compared by is.
  if (value.length > OPAQUE_SIGNS && !/\s/.test(value))
    return `${spellWords(sha256(value), WORDS)} (${value.length} signs)`;
  return value.length <= MOST_SIGNS
    ? value
    : `${value.slice(0, MOST_SIGNS)}… (${utf8(value).length} bytes, SHA-256 ${spellWords(sha256(value), WORDS)})`;
}

function toBase64url(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64url");
}
