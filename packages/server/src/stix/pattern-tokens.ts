// The words of STIX patterns (STIX 2.1 sections 9.2, 9.5 and 9.6), by the lexer of chevrotain.
import { createToken, Lexer } from "chevrotain";
import type { IToken, TokenType } from "chevrotain";
import { InputError } from "@entente/core/encoding";

/** How deep brackets may nest, and how many words a pattern may have. */
const DEPTH = 64;
const WORDS = 20_000;

const Identifier = createToken({ name: "a name", pattern: /[A-Za-z_][A-Za-z0-9_-]*/ });
const word = (name: string, ...categories: TokenType[]): TokenType =>
  createToken({ name, pattern: new RegExp(name), longer_alt: Identifier, categories });
const sign = (name: string, ...categories: TokenType[]): TokenType =>
  createToken({ name, pattern: name, categories });

const blank = createToken({
  name: "blank",
  pattern: /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/,
  group: Lexer.SKIPPED,
  line_breaks: false,
});

/** What stands in the same places. */
const Ordered = createToken({ name: "a constant", pattern: Lexer.NA });
const Truth = createToken({ name: "true or false", pattern: Lexer.NA });
const Equality = createToken({ name: "= or !=", pattern: Lexer.NA });
const Ordering = createToken({ name: "<, >, <= or >=", pattern: Lexer.NA });
const OfText = createToken({ name: "an operator on texts", pattern: Lexer.NA });

/** Constants. Each takes its run of characters in one go, so that a long one costs what it is long. */
const constants = {
  Hex: createToken({ name: "bytes in hexadecimal", pattern: /h'(?:[0-9A-Fa-f]{2})*'/, categories: Ordered }),
  Binary: createToken({
    name: "bytes in base64",
    pattern: /b'(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?'/,
    categories: Ordered,
  }),
  Time: createToken({
    name: "a timestamp",
    pattern:
      /t'\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?Z'/,
    categories: Ordered,
  }),
  Text: createToken({
    name: "a text in apostrophes",
    pattern: /'[^'\\]*(?:\\['\\][^'\\]*)*'/,
    categories: Ordered,
  }),
  Float: createToken({ name: "a number with a point", pattern: /-?\d+\.\d+(?![\w.])/, categories: Ordered }),
  Integer: createToken({ name: "a whole number", pattern: /-?(?:0|[1-9]\d*)(?![\w.])/, categories: Ordered }),
};

const words = {
  And: word("AND"),
  Or: word("OR"),
  Not: word("NOT"),
  FollowedBy: word("FOLLOWEDBY"),
  Like: word("LIKE", OfText),
  Matches: word("MATCHES", OfText),
  IsSubset: word("ISSUBSET", OfText),
  IsSuperset: word("ISSUPERSET", OfText),
  Exists: word("EXISTS"),
  In: word("IN"),
  Start: word("START"),
  Stop: word("STOP"),
  Within: word("WITHIN"),
  Seconds: word("SECONDS"),
  Repeats: word("REPEATS"),
  Times: word("TIMES"),
  True: word("true", Truth),
  False: word("false", Truth),
};

const signs = {
  Open: sign("["),
  Close: sign("]"),
  Left: sign("("),
  Right: sign(")"),
  Comma: sign(","),
  Colon: sign(":"),
  Dot: sign("."),
  Star: sign("*"),
  NotEqual: sign("!=", Equality),
  AtMost: sign("<=", Ordering),
  AtLeast: sign(">=", Ordering),
  Equal: sign("=", Equality),
  Less: sign("<", Ordering),
  More: sign(">", Ordering),
};

const groups = { Ordered, Truth, Equality, Ordering, OfText };

export const T = { Identifier, ...groups, ...constants, ...words, ...signs };

/** Longest first where one begins as another. */
export const vocabulary: TokenType[] = [
  blank,
  ...Object.values(constants),
  ...Object.values(words),
  Identifier,
  ...Object.values(signs),
  ...Object.values(groups),
];

const lexer = new Lexer(vocabulary, { positionTracking: "onlyOffset", ensureOptimizations: true });

/** @throws InputError PATTERN_SYNTAX with the position, STIX_LIMIT. */
export function readTokens(text: string): IToken[] {
  const { tokens, errors } = lexer.tokenize(text);
  const [error] = errors;
  if (error !== undefined)
    refusePattern(text, error.offset, "here stands nothing that a STIX pattern can hold");
  if (tokens.length > WORDS) throw new InputError("STIX_LIMIT", `A pattern has at most ${WORDS} words`);
  let depth = 0;
  for (const { tokenType } of tokens) {
    if (tokenType === signs.Left) depth += 1;
    else if (tokenType === signs.Right) depth -= 1;
    if (depth > DEPTH)
      throw new InputError("STIX_LIMIT", `The brackets of a pattern nest at most ${DEPTH} deep`);
  }
  return tokens;
}

/** @throws InputError PATTERN_SYNTAX at an offset of `text`. */
export function refusePattern(text: string, offset: number, message: string): never {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  const column = offset - before.lastIndexOf("\n");
  throw new InputError("PATTERN_SYNTAX", `This is no STIX pattern: ${message}`, { line, column });
}
