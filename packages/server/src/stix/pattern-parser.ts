// The grammar of STIX patterns: AND binds before OR, OR before FOLLOWEDBY; a qualifier belongs to what stands right before it.
import { EmbeddedActionsParser } from "chevrotain";
import type { IOrAlt, IToken, TokenType } from "chevrotain";
import { refusePattern, T, vocabulary } from "./pattern-tokens.ts";
import type {
  Comparison,
  Constant,
  ObjectPath,
  Observation,
  Operator,
  PathStep,
  Qualifier,
} from "./pattern-tree.ts";

const KINDS = new Map<TokenType, Exclude<Constant["kind"], "text" | "boolean">>([
  [T.Hex, "hex"],
  [T.Binary, "binary"],
  [T.Time, "time"],
  [T.Integer, "integer"],
  [T.Float, "float"],
]);
/** Times of START and STOP as STIX 2.0 writes them. */
const TIME =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?Z$/;

interface Source {
  readonly text: string;
  readonly version: "2.0" | "2.1";
}

class PatternParser extends EmbeddedActionsParser {
  #source: Source = { text: "", version: "2.1" };

  constructor() {
    super(vocabulary, { maxLookahead: 1, recoveryEnabled: false });
    this.performSelfAnalysis();
  }

  /** @throws InputError PATTERN_SYNTAX with the position. */
  read(tokens: IToken[], source: Source): Observation {
    this.#source = source;
    this.input = tokens;
    const pattern = this.pattern();
    const [error] = this.errors;
    if (error !== undefined) {
      const { image, startOffset } = error.token;
      const found = image === "" ? "it ends too early" : `"${image.slice(0, 40)}" cannot stand here`;
      this.refuse(image === "" ? source.text.length : startOffset, found);
    }
    return pattern;
  }

  private refuse(offset: number, message: string): never {
    return refusePattern(this.#source.text, offset, message);
  }

  private readonly pattern = this.RULE("pattern", (): Observation => {
    const parts = [this.SUBRULE(this.either)];
    this.MANY(() => {
      this.CONSUME(T.FollowedBy);
      parts.push(this.SUBRULE2(this.either));
    });
    return join("followed-by", parts);
  });

  private readonly either = this.RULE("either", (): Observation => {
    const parts = [this.SUBRULE(this.both)];
    this.MANY(() => {
      this.CONSUME(T.Or);
      parts.push(this.SUBRULE2(this.both));
    });
    return join("or", parts);
  });

  private readonly both = this.RULE("both", (): Observation => {
    const parts = [this.SUBRULE(this.observation)];
    this.MANY(() => {
      this.CONSUME(T.And);
      parts.push(this.SUBRULE2(this.observation));
    });
    return join("and", parts);
  });

  private readonly observation = this.RULE("observation", (): Observation => {
    let of = this.choose<Observation>([
      { ALT: () => this.SUBRULE(this.single) },
      {
        ALT: () => {
          this.CONSUME(T.Left);
          const inside = this.SUBRULE(this.pattern);
          this.CONSUME(T.Right);
          return inside;
        },
      },
    ]);
    const kinds = new Set<Qualifier["kind"]>();
    this.MANY(() => {
      const token = this.LA(1);
      const by = this.SUBRULE(this.qualifier);
      this.ACTION(() => {
        if (kinds.has(by.kind)) this.refuse(token.startOffset, `a second ${token.image}`);
        kinds.add(by.kind);
        of = { kind: "qualified", of, by };
      });
    });
    return of;
  });

  private readonly single = this.RULE("single", (): Observation => {
    this.CONSUME(T.Open);
    const test = this.SUBRULE(this.comparison);
    this.CONSUME(T.Close);
    return { kind: "observation", test };
  });

  private readonly qualifier = this.RULE("qualifier", (): Qualifier =>
    this.choose<Qualifier>([
      {
        ALT: () => {
          this.CONSUME(T.Repeats);
          const times = this.CONSUME(T.Integer);
          this.CONSUME(T.Times);
          return { kind: "repeats", times: this.ACTION(() => this.readPositive(times)) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Within);
          const seconds = this.chooseInside([
            { ALT: () => this.CONSUME2(T.Integer) },
            { ALT: () => this.CONSUME(T.Float) },
          ]);
          this.CONSUME(T.Seconds);
          return this.ACTION(() => {
            if (!(Number(seconds.image) > 0)) this.refuse(seconds.startOffset, "a window of no time");
            return { kind: "within", seconds: seconds.image };
          });
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.Start);
          const start = this.SUBRULE(this.instant);
          this.CONSUME(T.Stop);
          return { kind: "between", start, stop: this.SUBRULE2(this.instant) };
        },
      },
    ]),
  );

  private readonly instant = this.RULE("instant", (): string => {
    const token = this.CONSUME(T.Ordered);
    return this.ACTION(() => {
      const { value } = readConstant(token);
      const older = this.#source.version === "2.0" && token.tokenType === T.Text && TIME.test(String(value));
      if (token.tokenType !== T.Time && !older)
        this.refuse(token.startOffset, "a timestamp such as t'2018-03-26T13:00:00Z' belongs here");
      return String(value);
    });
  });

  private readonly comparison = this.RULE("comparison", (): Comparison => {
    const parts = [this.SUBRULE(this.conjunction)];
    this.MANY(() => {
      this.CONSUME(T.Or);
      parts.push(this.SUBRULE2(this.conjunction));
    });
    return compare("or", parts);
  });

  private readonly conjunction = this.RULE("conjunction", (): Comparison => {
    const parts = [this.SUBRULE(this.test)];
    this.MANY(() => {
      this.CONSUME(T.And);
      parts.push(this.SUBRULE2(this.test));
    });
    return compare("and", parts);
  });

  private readonly test = this.RULE("test", (): Comparison =>
    this.choose<Comparison>([
      {
        ALT: () => {
          this.CONSUME(T.Left);
          const inside = this.SUBRULE(this.comparison);
          this.CONSUME(T.Right);
          return inside;
        },
      },
      { ALT: () => this.SUBRULE(this.exists) },
      { ALT: () => this.SUBRULE(this.relation) },
    ]),
  );

  private readonly exists = this.RULE("exists", (): Comparison => {
    const negated = this.OPTION(() => this.CONSUME(T.Not)) !== undefined;
    this.CONSUME(T.Exists);
    return { kind: "exists", negated, path: this.SUBRULE(this.path) };
  });

  private readonly relation = this.RULE("relation", (): Comparison => {
    const path = this.SUBRULE(this.path);
    const negated = this.OPTION(() => this.CONSUME(T.Not)) !== undefined;
    const compared = this.choose<{ operator: IToken; values: readonly Constant[] }>([
      {
        ALT: () => ({ operator: this.CONSUME(T.Equality), values: [this.SUBRULE(this.constant)] }),
      },
      {
        ALT: () => {
          const ordering = this.CONSUME(T.Ordering);
          const token = this.CONSUME(T.Ordered);
          return { operator: ordering, values: [this.ACTION(() => readConstant(token))] };
        },
      },
      { ALT: () => ({ operator: this.CONSUME(T.In), values: this.SUBRULE(this.set) }) },
      {
        ALT: () => {
          const ofText = this.CONSUME(T.OfText);
          const token = this.CONSUME(T.Text);
          return { operator: ofText, values: [this.ACTION(() => readConstant(token))] };
        },
      },
    ]);
    return this.ACTION((): Comparison => {
      const { operator, values } = compared;
      return { kind: "test", path, negated, operator: operator.image as Operator, values };
    });
  });

  private readonly constant = this.RULE("constant", (): Constant => {
    const token = this.choose([{ ALT: () => this.CONSUME(T.Ordered) }, { ALT: () => this.CONSUME(T.Truth) }]);
    return this.ACTION(() => readConstant(token));
  });

  private readonly set = this.RULE("set", (): readonly Constant[] => {
    const open = this.CONSUME(T.Left);
    const values: Constant[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: T.Comma,
      DEF: () => {
        values.push(this.SUBRULE(this.constant));
      },
    });
    this.CONSUME(T.Right);
    this.ACTION(() => {
      if (new Set(values.map(({ kind }) => (kind === "float" ? "integer" : kind))).size > 1)
        this.refuse(open.startOffset, "a set has constants of one kind");
    });
    return values;
  });

  private readonly path = this.RULE("path", (): ObjectPath => {
    const type = this.CONSUME(T.Identifier).image;
    this.CONSUME(T.Colon);
    const steps: PathStep[] = [this.SUBRULE(this.property)];
    this.MANY(() => {
      this.choose([
        {
          ALT: () => {
            this.CONSUME(T.Dot);
            steps.push(this.SUBRULE2(this.property));
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.Open);
            steps.push(this.SUBRULE(this.index));
            this.CONSUME(T.Close);
          },
        },
      ]);
    });
    return { type, steps };
  });

  private readonly property = this.RULE("property", (): PathStep => {
    const token = this.choose([
      { ALT: () => this.CONSUME(T.Identifier) },
      { ALT: () => this.CONSUME(T.Text) },
    ]);
    return this.ACTION(() => {
      if (token.tokenType === T.Text) return { kind: "name", name: unquote(token.image) };
      const hyphen = token.image.indexOf("-");
      if (hyphen >= 0)
        this.refuse(token.startOffset + hyphen, "a property with a hyphen stands in apostrophes");
      return { kind: "name", name: token.image };
    });
  });

  private readonly index = this.RULE("index", (): PathStep => {
    const token = this.choose([{ ALT: () => this.CONSUME(T.Integer) }, { ALT: () => this.CONSUME(T.Star) }]);
    return this.ACTION(() =>
      token.tokenType === T.Star ? { kind: "any" } : { kind: "item", index: this.readCount(token) },
    );
  });

  /** The one choice of a rule, and one inside it: the library does not type what they give. */
  private choose<Result>(alternatives: IOrAlt<Result>[]): Result {
    return this.OR<IOrAlt<Result>[]>(alternatives);
  }

  private chooseInside<Result>(alternatives: IOrAlt<Result>[]): Result {
    return this.OR2<IOrAlt<Result>[]>(alternatives);
  }

  private readPositive(token: IToken): number {
    const count = this.readCount(token);
    return count > 0 ? count : this.refuse(token.startOffset, "a number above 0 belongs here");
  }

  private readCount({ image, startOffset }: IToken): number {
    const count = Number(image);
    if (!Number.isSafeInteger(count) || image.startsWith("-"))
      this.refuse(startOffset, "a number from 0 belongs here");
    return count;
  }
}

export const patternParser = new PatternParser();

function join(kind: "and" | "or" | "followed-by", parts: readonly Observation[]): Observation {
  const [first, second] = parts;
  return first !== undefined && second === undefined ? first : { kind, parts };
}

function compare(kind: "and" | "or", parts: readonly Comparison[]): Comparison {
  const [first, second] = parts;
  return first !== undefined && second === undefined ? first : { kind, parts };
}

function readConstant({ image, tokenType }: IToken): Constant {
  if (tokenType === T.Text) return { kind: "text", value: unquote(image) };
  const kind = KINDS.get(tokenType);
  if (kind === undefined) return { kind: "boolean", value: image === "true" };
  return { kind, value: kind === "integer" || kind === "float" ? image : image.slice(2, -1) };
}

function unquote(image: string): string {
  const inside = image.slice(1, -1);
  return inside.includes("\\") ? inside.replace(/\\(.)/gs, "$1") : inside;
}
