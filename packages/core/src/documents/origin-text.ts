// Where a quoted portion comes from, both ways: `{origin: DEU, release: 3q2-7wABAgMEBQYHCAkKCw, portion: …}` on a line of its
// own. Both ids are 16 bytes in base64url as a release and its portions have them, each with one spelling.
import type { PortionOrigin } from "./document.ts";

const NAME = /\{origin\b/y;
const COLON = /:[ \t]*/y;
const MEMBER = /[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*(?=[ \t,}]|$)/y;
const RELEASE = /[ \t]*,[ \t]*release:[ \t]*/y;
const PORTION = /[ \t]*,[ \t]*portion:[ \t]*/y;
/** The last of 22 characters holds two bits of the sixteenth byte and four that are nought. */
const ID = /[A-Za-z0-9_-]{21}[AQgw](?=[ \t,}]|$)/y;
const END = /[ \t]*\}$/y;

const AN_ID = "22 letters, digits, - and _, the last of them A, Q, g or w, as the cut has it";

/** The parts of the line in order, and what was expected where one is missing. */
const PARTS = [
  { pattern: NAME, expected: "{origin: DEU, release: ID, portion: ID}" },
  { pattern: COLON, expected: "a colon, as in {origin: DEU, release: ID, portion: ID}" },
  { pattern: MEMBER, expected: "the code of the member it comes from in capitals, as in DEU" },
  { pattern: RELEASE, expected: "the member's release, as in {origin: DEU, release: ID, portion: ID}" },
  { pattern: ID, expected: `the id of the release: ${AN_ID}` },
  {
    pattern: PORTION,
    expected: "the portion in that release, as in {origin: DEU, release: ID, portion: ID}",
  },
  { pattern: ID, expected: `the id of the portion in that release: ${AN_ID}` },
  { pattern: END, expected: "} and nothing else at the end of the line" },
] as const;

/** Reads a whole line; where it is none, what was expected at which place in it, counted from 0. */
export function readOrigin(
  line: string,
): { readonly origin: PortionOrigin } | { readonly at: number; readonly expected: string } {
  const found: string[] = [];
  let at = 0;
  for (const { pattern, expected } of PARTS) {
    pattern.lastIndex = at;
    const [text] = pattern.exec(line) ?? [];
    if (text === undefined) return { at, expected };
    found.push(text);
    at += text.length;
  }
  const [, , member = "", , release = "", , portion = ""] = found;
  return { origin: { member, release, portion } };
}

export function printOrigin({ member, release, portion }: PortionOrigin): string {
  return `{origin: ${member}, release: ${release}, portion: ${portion}}`;
}
