// A pledge in plain language as a row of tokens, each with its place. Linear in the text, and bounded before it begins.
import { InputError, positionAt } from "../encoding/index.ts";
import { isNotMonotone } from "./words.ts";

export interface Token {
  readonly kind: "word" | "name" | "number" | "sign" | "end";
  /** A name without its quotation marks; all else as written. */
  readonly text: string;
  /** In UTF-16 code units from the start. */
  readonly at: number;
}

/** So that no text costs more than reading it; a pledge that names every state of the world is a hundredth of it. */
const MOST_CHARACTERS = 200_000;

const SPACE = /[ \t\r\n]+/y;
const WORD = /\p{L}[\p{L}\p{M}0-9_'’-]*/uy;
const NUMBER = /[0-9]+(?:\.[0-9]+)?/y;
const QUOTED = /"((?:[^"\p{C}\p{Zl}\p{Zp}]|"")*)"/uy;
const SIGN = /[,;.()%]/y;

/** @throws InputError PLEDGE_INVALID, and PLEDGE_NOT_MONOTONE for a word that would turn a condition round. */
export function readTokens(text: string): readonly Token[] {
  if (text.length > MOST_CHARACTERS)
    throw refuse(text, MOST_CHARACTERS, `a pledge may have ${MOST_CHARACTERS} characters, and this has more`);
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (at += take(SPACE)?.[0].length ?? 0; at < text.length; at += take(SPACE)?.[0].length ?? 0) {
    const found = take(WORD) ?? take(NUMBER) ?? take(QUOTED) ?? take(SIGN);
    if (found === null) throw refuse(text, at, describeStray(text, at));
    const token = makeToken(found, at);
    const before = tokens.at(-1);
    if (isGlued(before, token))
      throw refuse(text, at, `put a space between "${before?.text ?? ""}" and "${token.text}"`);
    tokens.push(token);
    at += found[0].length;
  }
  tokens.push({ kind: "end", text: "", at: text.length });
  refuseNotMonotone(text, tokens);
  return tokens;
}

function makeToken(found: RegExpExecArray, at: number): Token {
  const [text, quoted] = found;
  if (quoted !== undefined) return { kind: "name", text: quoted.replaceAll('""', '"'), at };
  const first = text.charCodeAt(0);
  const kind = first >= 0x41 ? "word" : first >= 0x30 && first <= 0x39 ? "number" : "sign";
  return { kind, text, at };
}

function isGlued(before: Token | undefined, token: Token): boolean {
  if (before === undefined || before.kind === "sign" || token.kind === "sign") return false;
  const length = before.kind === "name" ? before.text.replaceAll('"', '""').length + 2 : before.text.length;
  return before.at + length === token.at;
}

function describeStray(text: string, at: number): string {
  if (text[at] === '"')
    return 'this quotation mark has no partner on its line; write "" for one within a name';
  return "this sign has no place in a pledge; names with signs like it stand in quotation marks";
}

/** Before all other reading, so that whoever writes "at most" learns why it cannot be, and not what a comma lacks. */
function refuseNotMonotone(text: string, tokens: readonly Token[]): void {
  const found = tokens.find((token) => token.kind === "word" && isNotMonotone(token.text));
  if (found === undefined) return;
  throw new InputError(
    "PLEDGE_NOT_MONOTONE",
    `"${found.text}" would let more action by others make this pledge fail, and then there is no unique answer: of two ` +
      "members that each act unless the other does, either may act but never both, and nothing says which. Say what must " +
      "be there instead: at least so many members, a total, named members, a share. A member that is called like this word " +
      "stands in quotation marks.",
    positionAt(text, found.at),
  );
}

export function refuse(text: string, at: number, message: string): InputError {
  return new InputError("PLEDGE_INVALID", `${message}.`, positionAt(text, at));
}
