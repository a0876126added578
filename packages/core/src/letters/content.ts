// What a letter of each kind says. Read as strictly as a file: what a kind does not name is refused, and a file that is
// spoken of is one the letter encloses.
import { authorities } from "../arrangements/index.ts";
import type { Authority } from "../arrangements/index.ts";
import {
  InputError,
  isBase64urlOf,
  readArray,
  readBoolean,
  readCount,
  readInstant,
  readObject,
  readString,
  readWord,
} from "../encoding/index.ts";
import type { Instant, JsonObject, JsonValue } from "../encoding/index.ts";
import { builtInKinds, readKinds } from "../kinds/index.ts";
import type { MeasureKind } from "../kinds/index.ts";
import { readKeyChange } from "./key-change.ts";
import type { KeyChange } from "./key-change.ts";
import { readDigest, readMember, refuse } from "./letter.ts";
import type { Letter, LetterKind } from "./letter.ts";

/** A document of the lead's and the cut of it that is enclosed. */
export interface EnclosedCut {
  readonly document: string;
  readonly title: string;
  /** Digest of the enclosed file. */
  readonly file: string;
}

/** What a member's node learns of T-0: its state, and when it is due. */
export interface StatedInstant {
  readonly round: number;
  readonly state: "set" | "armed" | "opened" | "stood-down";
  readonly instant: Instant;
  readonly dueAt: Instant;
}

/** The names that pledges of one case may use: whoever writes one elsewhere chooses from these. */
export interface StatedVocabulary {
  /** Ids of the members that the reader may know of, itself among them. */
  readonly members: readonly string[];
  readonly groups: readonly string[];
  readonly weights: readonly string[];
  /** The kinds of measures that the community adds to the built-in ones. */
  readonly kinds: readonly MeasureKind[];
}

/** By kind. A number names a letter of the stream in the other direction. */
export interface ContentOf {
  readonly approach: {
    readonly title: string;
    readonly exercise: boolean;
    /** Id of the case on the lead's node, which what is committed to in its ledger names. */
    readonly id: string;
    readonly ask: string;
    readonly answerBy: Instant;
    readonly cuts: readonly EnclosedCut[];
    /** Whom sealed pledges are encrypted to: a recipient of age; null where none are taken. */
    readonly resolver: string | null;
  };
  readonly answer: {
    readonly question: number;
    readonly outcome: "answered" | "unsealed" | "refused";
    readonly text: string;
  };
  readonly unsealing: { readonly document: string; readonly file: string };
  readonly notice: { readonly document: string; readonly file: string };
  readonly instant: StatedInstant;
  /** What a pledge in the case may name, as the lead's own screens show it to the member. */
  readonly vocabulary: StatedVocabulary;
  /** A package that opens without a conductor: the enclosed file is an embargo. */
  readonly package: { readonly file: string };
  /** A share of a package's key: as it is given to its holder, or as its holder lets it go. */
  readonly share:
    | {
        /** What `digestEmbargo` gives for the package. */
        readonly embargo: string;
        /** The share, encrypted to its holder's node. */
        readonly file: string;
      }
    | {
        readonly embargo: string;
        /** Whose share it is. */
        readonly member: string;
        /** 33 bytes, base64url. */
        readonly share: string;
        /** 32 bytes, base64url. */
        readonly salt: string;
      };
  /** A request to cosign: the enclosed file is the body of an add-checkpoint request, as witnesses take it over HTTP. */
  readonly witness: { readonly file: string };
  readonly cosignature: {
    /** The request that is answered. */
    readonly letter: number;
    /** Leaves of the head that the witness has recorded now. */
    readonly size: number;
    /** Its cosignatures of that head; null: it has recorded another head than the request goes on from. */
    readonly lines: string | null;
  };
  readonly keys: KeyChange;
  readonly confirmation: {
    readonly letter: number;
    /** One sentence: what was done with it. */
    readonly said: string;
    /** Leaf of the lead's ledger that commits to it; null where nothing does. */
    readonly leaf: number | null;
    /** When it was done, by the lead's clock. */
    readonly at: Instant;
  };
  readonly receipt: { readonly stage: "delivered" | "opened" | "verified"; readonly document: string };
  readonly question: {
    readonly text: string;
    readonly place: { readonly document: string; readonly name: string } | null;
  };
  readonly position: { readonly position: string; readonly statement: string };
  readonly pledge:
    | {
        readonly levels: readonly JsonValue[];
        readonly authority: Authority;
        readonly validUntil: Instant | null;
      }
    | {
        /** The same, and the salt of the commitment, encrypted to the lead's resolver: base64url of an age file. */
        readonly sealed: string;
      };
  readonly withdrawal: JsonObject;
  readonly readiness: {
    readonly items: readonly { readonly item: string; readonly state: string }[];
    readonly text: string | null;
  };
  /** What the member did, as a seat of it would record it: `coalition-case/1` says what each means. */
  readonly done: {
    readonly actorType: string;
    readonly kind: string;
    readonly target: string | null;
    readonly count: number | null;
    /** The day it was announced, or its month where the day is unknown. */
    readonly announced: string | null;
    readonly inTally: boolean;
    readonly detail: string;
    readonly sources: readonly string[];
    readonly confidence: string;
  };
  readonly acknowledgement: { readonly release: string };
  readonly trouble: {
    /** The letter that could not be taken as it was; null: not one letter. */
    readonly letter: number | null;
    readonly code: string;
    /** One sentence: what, why, and who can fix it. */
    readonly said: string;
  };
}

/** A letter with what it says. */
export type Content = {
  readonly [K in LetterKind]: { readonly kind: K; readonly content: ContentOf[K] };
}[LetterKind];

const MOST_NAMES = 2000;
const LONGEST_TEXT = 20_000;
const LONGEST_NAME = 200;
const LONGEST_SOURCE = 2000;
const MOST_SOURCES = 20;
/** Of a key of 32 bytes: its length and one byte that says which share it is. */
const SHARE_BYTES = 33;

/** @throws InputError SHAPE_INVALID, INSTANT_INVALID, KIND_INVALID. */
export function readContent(letter: Letter): Content {
  const { kind, content, files } = letter;
  const read = readers[kind](content);
  const named = fileNames({ kind, content: read } as Content);
  const enclosed = files.map(({ digest }) => digest);
  if (named.length !== enclosed.length || [...named].sort().some((name, index) => name !== enclosed[index]))
    refuse("letter.files", "the files its content speaks of, each once");
  return { kind, content: read } as Content;
}

function fileNames(said: Content): readonly string[] {
  if (said.kind === "approach") return [...new Set(said.content.cuts.map(({ file }) => file))];
  if (said.kind === "withdrawal") return [];
  return "file" in said.content ? [said.content.file] : [];
}

const readers: { readonly [K in LetterKind]: (content: JsonObject) => ContentOf[K] } = {
  approach: (content) => {
    const object = readMembers(content, ["title", "exercise", "id", "ask", "answerBy", "cuts", "resolver"]);
    return {
      ...{ title: readName(object, "title"), exercise: readBoolean(object["exercise"], "content.exercise") },
      ...{ id: readName(object, "id"), ask: readText(object, "ask"), answerBy: readTime(object, "answerBy") },
      cuts: readArray(object["cuts"], "content.cuts").map((cut, index) => {
        const path = `content.cuts[${index}]`;
        const read = readObject(cut, path, ["document", "title", "file"]);
        return {
          ...{ document: readName(read, "document"), title: readName(read, "title") },
          file: readDigest(read["file"], `${path}.file`),
        };
      }),
      resolver: object["resolver"] === null ? null : readRecipient(object["resolver"]),
    };
  },
  answer: (content) => {
    const object = readMembers(content, ["question", "outcome", "text"]);
    return {
      question: readCount(object["question"], "content.question", 1),
      outcome: readWord(object["outcome"], "content.outcome", ["answered", "unsealed", "refused"]),
      text: readText(object, "text"),
    };
  },
  unsealing: readFileOfDocument,
  notice: readFileOfDocument,
  instant: (content) => {
    const object = readMembers(content, ["round", "state", "instant", "dueAt"]);
    return {
      round: readCount(object["round"], "content.round", 1),
      state: readWord(object["state"], "content.state", ["set", "armed", "opened", "stood-down"]),
      ...{ instant: readTime(object, "instant"), dueAt: readTime(object, "dueAt") },
    };
  },
  vocabulary: (content) => {
    const object = readMembers(content, ["members", "groups", "weights", "kinds"]);
    const members = readNames(object, "members", readMember);
    if (members.length === 0) refuse("content.members", "at least the member that is written to");
    return {
      ...{ members, groups: readNames(object, "groups"), weights: readNames(object, "weights") },
      kinds: readKinds(object["kinds"], "content.kinds").slice(builtInKinds.length),
    };
  },
  package: (content) => {
    return { file: readDigest(readMembers(content, ["file"])["file"], "content.file") };
  },
  share: (content) => {
    const embargo = readDigest(content["embargo"], "content.embargo");
    if ("file" in content)
      return {
        embargo,
        file: readDigest(readMembers(content, ["embargo", "file"])["file"], "content.file"),
      };
    const object = readMembers(content, ["embargo", "member", "share", "salt"]);
    const share = readString(object["share"], "content.share");
    if (!isBase64urlOf(share, SHARE_BYTES)) refuse("content.share", `base64url of ${SHARE_BYTES} bytes`);
    return {
      ...{ embargo, member: readMember(object["member"], "content.member"), share },
      salt: readDigest(object["salt"], "content.salt"),
    };
  },
  witness: (content) => ({
    file: readDigest(readMembers(content, ["file"])["file"], "content.file"),
  }),
  cosignature: (content) => {
    const object = readMembers(content, ["letter", "size", "lines"]);
    const lines = object["lines"] === null ? null : readText(object, "lines");
    if (lines !== null && !/^(?:\u2014 [^\n]+\n)+$/.test(lines))
      refuse("content.lines", "cosignatures as lines of a note, or null");
    return {
      letter: readCount(object["letter"], "content.letter", 1),
      size: readCount(object["size"], "content.size"),
      lines,
    };
  },
  keys: readKeyChange,
  confirmation: (content) => {
    const object = readMembers(content, ["letter", "said", "leaf", "at"]);
    return {
      ...{ letter: readCount(object["letter"], "content.letter", 1), said: readText(object, "said") },
      leaf: object["leaf"] === null ? null : readCount(object["leaf"], "content.leaf"),
      at: readTime(object, "at"),
    };
  },
  receipt: (content) => {
    const object = readMembers(content, ["stage", "document"]);
    const stage = readWord(object["stage"], "content.stage", ["delivered", "opened", "verified"]);
    return { stage, document: readName(object, "document") };
  },
  question: (content) => {
    const object = readMembers(content, ["text", "place"]);
    const place =
      object["place"] === null ? null : readObject(object["place"], "content.place", ["document", "name"]);
    return {
      text: readText(object, "text"),
      place: place === null ? null : { document: readName(place, "document"), name: readName(place, "name") },
    };
  },
  position: (content) => {
    const object = readMembers(content, ["position", "statement"]);
    return { position: readName(object, "position"), statement: readText(object, "statement") };
  },
  pledge: (content) => {
    if ("sealed" in content) {
      const sealed = readString(readMembers(content, ["sealed"])["sealed"], "content.sealed");
      if (!/^[A-Za-z0-9_-]{1,200000}$/.test(sealed)) refuse("content.sealed", "base64url");
      return { sealed };
    }
    const object = readMembers(content, ["levels", "authority", "validUntil"]);
    return {
      levels: readArray(object["levels"], "content.levels"),
      authority: readWord(object["authority"], "content.authority", authorities),
      validUntil: object["validUntil"] === null ? null : readTime(object, "validUntil"),
    };
  },
  withdrawal: (content) => readMembers(content, []),
  readiness: (content) => {
    const object = readMembers(content, ["items", "text"]);
    return {
      items: readArray(object["items"], "content.items").map((item, index) => {
        const read = readObject(item, `content.items[${index}]`, ["item", "state"]);
        return { item: readName(read, "item"), state: readName(read, "state") };
      }),
      text: object["text"] === null ? null : readString(object["text"], "content.text"),
    };
  },
  done: (content) => {
    const object = readMembers(content, [
      ...["actorType", "kind", "target", "count", "announced", "inTally", "detail", "sources", "confidence"],
    ]);
    const sources = readArray(object["sources"], "content.sources");
    if (sources.length === 0 || sources.length > MOST_SOURCES)
      refuse("content.sources", `1 to ${MOST_SOURCES}`);
    return {
      ...{ actorType: readName(object, "actorType"), kind: readName(object, "kind") },
      target: object["target"] === null ? null : readName(object, "target"),
      count: object["count"] === null ? null : readCount(object["count"], "content.count"),
      announced: object["announced"] === null ? null : readName(object, "announced"),
      inTally: readBoolean(object["inTally"], "content.inTally"),
      detail: readText(object, "detail"),
      sources: sources.map((source, index) => {
        const text = readString(source, `content.sources[${index}]`);
        return text !== "" && text.length <= LONGEST_SOURCE
          ? text
          : refuse(`content.sources[${index}]`, `1 to ${LONGEST_SOURCE} characters`);
      }),
      confidence: readName(object, "confidence"),
    };
  },
  acknowledgement: (content) => ({ release: readName(readMembers(content, ["release"]), "release") }),
  trouble: (content) => {
    const object = readMembers(content, ["letter", "code", "said"]);
    const code = readString(object["code"], "content.code");
    if (!/^[A-Z][A-Z0-9_]{1,60}$/.test(code)) refuse("content.code", "a code in capitals");
    return {
      letter: object["letter"] === null ? null : readCount(object["letter"], "content.letter", 1),
      ...{ code, said: readText(object, "said") },
    };
  },
};

function readFileOfDocument(content: JsonObject): { readonly document: string; readonly file: string } {
  const object = readMembers(content, ["document", "file"]);
  return { document: readName(object, "document"), file: readDigest(object["file"], "content.file") };
}

/** Names in the order of who wrote them, each once. */
function readNames(
  object: JsonObject,
  name: string,
  read: (value: JsonValue, path: string) => string = readShort,
): readonly string[] {
  const path = `content.${name}`;
  const names = readArray(object[name], path).map((one, index) => read(one, `${path}[${index}]`));
  if (names.length > MOST_NAMES || new Set(names).size !== names.length)
    refuse(path, `at most ${MOST_NAMES} names, each once`);
  return names;
}

const readMembers = (content: JsonObject, names: readonly string[]): JsonObject =>
  readObject(content, "content", names);

/** What names something: short, and never empty. */
function readName(object: JsonObject, name: string): string {
  return readShort(object[name], `content.${name}`);
}

function readShort(value: JsonValue | undefined, path: string): string {
  const text = readString(value, path);
  if (text === "" || text.length > LONGEST_NAME) refuse(path, `1 to ${LONGEST_NAME} characters`);
  return text;
}

function readText(object: JsonObject, name: string): string {
  const text = readString(object[name], `content.${name}`);
  if (text.length > LONGEST_TEXT) refuse(`content.${name}`, `at most ${LONGEST_TEXT} characters`);
  return text;
}

function readTime(object: JsonObject, name: string): Instant {
  const text = readString(object[name], `content.${name}`);
  const instant = readInstant(text);
  if (instant !== text)
    throw new InputError("INSTANT_INVALID", `content.${name} must be written with milliseconds`);
  return instant;
}

function readRecipient(value: JsonValue | undefined): string {
  const recipient = readString(value, "content.resolver");
  return /^age1[a-z0-9]{50,4000}$/.test(recipient)
    ? recipient
    : refuse("content.resolver", "an age recipient");
}
