// Reading a pledge in plain language: `3 expulsions if at least 10 members act, DEU among them; 4 if the total reaches 100`.
// A recursive descent over the tokens; the grammar is formats/pledge.abnf. What it accepts beside the one spelling that
// `printPledge` gives are other words for the same (members, a kind left out where only one is meant, "among them"), never
// another meaning: and what is read is checked by the same rules as a pledge that came as JSON.
import { InputError } from "../encoding/index.ts";
import { readPercent } from "./decimals.ts";
import { checkPledges } from "./pledge-file.ts";
import type { Condition, Pledge, PledgedMeasure, PledgeLevel } from "./pledge.ts";
import { readTokens, refuse } from "./tokens.ts";
import type { Token } from "./tokens.ts";
import type { PledgeVocabulary } from "./vocabulary.ts";
import { listKindWords, printName } from "./words.ts";
import type { KindWords } from "./words.ts";

/** Brackets within brackets; deeper than any condition that passes the checks can need. */
const MAX_BRACKETS = 64;

/**
 * Reads a pledge in plain language. `parsePledge(printPledge(p))` is `p` for every valid pledge.
 * @throws InputError with line and column: PLEDGE_NOT_MONOTONE for "at most", "unless", "not" and the like; PLEDGE_INVALID
 *   for everything else, unknown names and levels that do not rise included.
 */
export function parsePledge(text: string, vocabulary: PledgeVocabulary): Pledge {
  return new PledgeParser(text, vocabulary).parse();
}

class PledgeParser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #member: string;
  readonly #kinds: KindWords;
  readonly #members: ReadonlySet<string>;
  readonly #membersAndGroups: ReadonlySet<string>;
  readonly #weights: ReadonlySet<string>;
  #index = 0;

  constructor(text: string, { member, kinds, members, groups, weights }: PledgeVocabulary) {
    this.#text = text;
    this.#tokens = readTokens(text);
    this.#member = member;
    this.#kinds = listKindWords(kinds);
    this.#members = new Set(members);
    this.#membersAndGroups = new Set([...members, ...groups]);
    this.#weights = new Set(weights);
  }

  parse(): Pledge {
    const levels: PledgeLevel[] = [];
    const starts: number[] = [];
    do {
      starts.push(this.#peek().at);
      levels.push(this.#parseLevel(levels.at(-1)));
    } while (this.#take(";"));
    this.#take(".");
    if (this.#peek().kind !== "end") throw this.#expected('";" before the next level, or the end');
    const pledge = { member: this.#member, levels };
    this.#check(pledge, starts);
    return pledge;
  }

  /** The rules every pledge obeys, with the place of the level that breaks one. */
  #check(pledge: Pledge, starts: readonly number[]): void {
    try {
      checkPledges({ pledges: [pledge], context: { groups: {}, weights: {} } });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const place = error.message.replace(/^pledges\.pledges\[0\]\.?/, "");
      const level = Number(/^levels\[(\d+)\]/.exec(place)?.[1] ?? 0);
      throw refuse(this.#text, starts[level] ?? 0, place.replace(/\.$/, ""));
    }
  }

  #parseLevel(before: PledgeLevel | undefined): PledgeLevel {
    const measures = [this.#parseMeasure(before)];
    while (this.#take(",") || this.#take("and")) measures.push(this.#parseMeasure(undefined));
    if (this.#take("always")) return { measures, condition: { kind: "always" } };
    if (!this.#take("if"))
      throw this.#expected('"if" and a condition, or "always", or another measure after "and"');
    return { measures, condition: this.#parseClause(measures, 0) };
  }

  #parseMeasure(before: PledgeLevel | undefined): PledgedMeasure {
    const count = this.#parseCount("how many of a measure, such as 3");
    const [only, another] = before?.measures ?? [];
    // "4 if …" raises the one measure the level before has.
    if (only !== undefined && another === undefined && this.#isNext("if", "always"))
      return { kind: only.kind, count };
    return { kind: this.#parseKind(), count };
  }

  /** One kind of joint in one bracket: nothing says whether `a and b or c` means the one or the other. */
  #parseClause(measures: readonly PledgedMeasure[], depth: number): Condition {
    if (depth > MAX_BRACKETS)
      throw this.#refuse(`brackets stand deeper than ${MAX_BRACKETS}: write it flatter`);
    const first = this.#parseOperand(measures, depth);
    const joint = this.#isNext("and") ? "and" : this.#isNext("or") ? "or" : null;
    if (joint === null) return first;
    const of = [first];
    while (this.#take(joint)) of.push(this.#parseOperand(measures, depth));
    if (this.#isNext("and", "or"))
      throw this.#refuse('put brackets round what belongs together: "and" and "or" stand side by side here');
    return { kind: joint === "and" ? "all" : "any", of };
  }

  #parseOperand(measures: readonly PledgedMeasure[], depth: number): Condition {
    if (this.#take("(")) return this.#parseBracket(measures, depth);
    if (this.#take("always")) return { kind: "always" };
    for (const kind of ["all", "any"] as const)
      if (this.#take(kind)) {
        this.#need("of");
        this.#need("(");
        return { kind, of: [this.#parseBracket(measures, depth)] };
      }
    if (this.#take("the")) return this.#parseTotal(measures);
    if (this.#take("at")) return this.#parseMembers();
    if (this.#isNext("other", "others", "member", "members")) return this.#parseShare();
    const members = this.#parseNames(this.#members, "member");
    this.#needAct();
    return { kind: "named", members };
  }

  #parseBracket(measures: readonly PledgedMeasure[], depth: number): Condition {
    const inner = this.#parseClause(measures, depth + 1);
    this.#need(")");
    return inner;
  }

  #parseTotal(measures: readonly PledgedMeasure[]): Condition {
    this.#need("total");
    const [only, another] = measures;
    const start = this.#peek();
    const measure = this.#take("of") ? this.#parseKind() : another === undefined ? only?.kind : undefined;
    if (measure === undefined)
      throw refuse(this.#text, start.at, 'say of what the total is: "the total of expulsions reaches 100"');
    this.#need("reaches");
    return { kind: "total", measure, atLeast: this.#parseCount("the number the total reaches") };
  }

  #parseMembers(): Condition {
    this.#need("least");
    const atLeast = this.#parseCount("how many members, such as 10");
    const whom = this.#parseWhom();
    const of = this.#take("of") ? this.#parseNames(this.#membersAndGroups, "member or group") : null;
    if (!whom && of === null) throw this.#expected('"others", or "of" and names');
    const doing = this.#parseDoing();
    const counted: Condition = { kind: "members", atLeast, of, doing };
    if (!this.#take(",")) return counted;
    const members = this.#parseNames(this.#members, "member");
    this.#need("among");
    this.#need("them");
    return { kind: "all", of: [counted, { kind: "named", members }] };
  }

  /** `others`, `members`, `other members`, and each of one. False where none of them stands. */
  #parseWhom(): boolean {
    const other = this.#take("other") || this.#take("others");
    return this.#take("members") || this.#take("member") || other;
  }

  #parseDoing(): string | null {
    if (!this.#take("take") && !this.#take("takes")) {
      this.#needAct();
      return null;
    }
    this.#need("part");
    this.#need("with");
    return this.#parseKind();
  }

  #parseShare(): Condition {
    this.#parseWhom();
    this.#need("with");
    this.#need("at");
    this.#need("least");
    const number = this.#next("number", "a share, such as 50 %");
    this.#need("%");
    const atLeast = readPercent(number.text);
    if (atLeast === null)
      throw refuse(this.#text, number.at, "a share is above 0 % and at most 100 %, with at most 15 digits");
    this.#need("of");
    const weight = this.#parseName(this.#weights, "weight of this community");
    this.#needAct();
    return { kind: "share", weight, atLeast };
  }

  #parseNames(known: ReadonlySet<string>, what: string): readonly string[] {
    const names = new Set<string>();
    do {
      const { at } = this.#peek();
      const name = this.#parseName(known, what);
      if (names.has(name)) throw refuse(this.#text, at, `${printName(name)} stands here twice`);
      names.add(name);
    } while (this.#take(",") || this.#take("and"));
    return [...names];
  }

  #parseName(known: ReadonlySet<string>, what: string): string {
    const token = this.#peek();
    const bare = token.kind === "word" && printName(token.text) === token.text;
    if (!bare && token.kind !== "name") throw this.#expected(`a ${what}`);
    if (!known.has(token.text))
      throw this.#refuse(`${printName(token.text)} is no ${what} known here: check how it is written`);
    this.#index += 1;
    return token.text;
  }

  /** The longest phrase that names a kind. */
  #parseKind(): string {
    const first = this.#peek();
    if (first.kind === "name" && this.#kinds.knows(first.text)) {
      this.#index += 1;
      return first.text;
    }
    let words = 0;
    while (words < this.#kinds.longest && this.#tokens[this.#index + words]?.kind === "word") words += 1;
    for (; words > 0; words -= 1) {
      const phrase = this.#tokens.slice(this.#index, this.#index + words).map(({ text }) => text);
      const kind = this.#kinds.find(phrase.join(" "));
      if (kind === undefined) continue;
      this.#index += words;
      return kind;
    }
    throw this.#expected('a kind of measure known here, such as "expulsions"');
  }

  #parseCount(what: string): number {
    const { text, at } = this.#next("number", what);
    const count = Number(text);
    if (!/^[1-9][0-9]*$/.test(text) || !Number.isSafeInteger(count))
      throw refuse(this.#text, at, `${text} is no whole number from 1 on, written without zeros before it`);
    return count;
  }

  #needAct(): void {
    if (!this.#take("act") && !this.#take("acts")) throw this.#expected('"act"');
  }

  #need(text: string): void {
    if (!this.#take(text)) throw this.#expected(`"${text}"`);
  }

  #next(kind: Token["kind"], what: string): Token {
    const token = this.#peek();
    if (token.kind !== kind) throw this.#expected(what);
    this.#index += 1;
    return token;
  }

  #take(text: string): boolean {
    if (!this.#isNext(text)) return false;
    this.#index += 1;
    return true;
  }

  #isNext(...texts: readonly string[]): boolean {
    const { kind, text } = this.#peek();
    return (kind === "word" || kind === "sign") && texts.includes(text);
  }

  #peek(): Token {
    return this.#tokens[this.#index] ?? { kind: "end", text: "", at: this.#text.length };
  }

  #expected(what: string): InputError {
    const { kind, text } = this.#peek();
    return this.#refuse(`expected ${what}; found ${kind === "end" ? "the end" : JSON.stringify(text)}`);
  }

  #refuse(message: string): InputError {
    return refuse(this.#text, this.#peek().at, message);
  }
}
