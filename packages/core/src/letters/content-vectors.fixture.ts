// The cases of `vectors/letters/contents_*.json`: letters of T-0, of witnesses, of keys and of what was done, that are read or
// refused; a change of keys also by what signed it.
import { canonicalize } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { portablePrimitives as primitives } from "../keys/index.ts";
import { changeKeys, writePeerCard } from "./index.ts";
import type { KeyChange, Letter, LetterKind } from "./index.ts";
import { ally, digestFile, makeSampleNode, writeSampleLetters } from "./letters.fixture.ts";
import { writeLetter } from "./letter.ts";

export interface ContentVector extends JsonObject {
  readonly why: string;
  readonly letter: JsonObject;
}

export interface ContentVectors<Case> {
  readonly about: string;
  /** The card of who writes. */
  readonly from: string;
  readonly cases: readonly Case[];
}

const file = digestFile(new TextEncoder().encode("a file, or what stands for one in a vector\n"));
const [base] = writeSampleLetters(1) as [Letter];

const say = (kind: LetterKind, content: JsonObject, encloses = false): JsonObject =>
  writeLetter({
    ...{ ...base, kind, content, files: encloses ? [{ digest: file, size: 43 }] : [] },
  });

const fresh = makeSampleNode("FRA", 31);
const renewed = { ...fresh.card, node: ally.party.node };

function change(wish: Partial<Parameters<typeof changeKeys>[0]>, by = ally.signer): JsonObject {
  const of = { node: ally.party, before: ally.card, card: renewed, ...wish };
  return plain(changeKeys(of, { old: by, fresh: fresh.signer }, primitives));
}

const plain = (one: KeyChange): JsonObject =>
  JSON.parse(canonicalize({ ...one, old: { ...one.old }, fresh: { ...one.fresh } })) as JsonObject;

const done: JsonObject = {
  ...{ actorType: "state", kind: "expulsion", target: "RUS", count: 1, announced: "2026-03-26" },
  ...{ inTally: true, detail: "", sources: ["https://mfa.example/note"], confidence: "high" },
};
const port = { id: "port-call-refused", one: "port call refused", many: "port calls refused", counted: true };
const vocabulary: JsonObject = {
  ...{ members: ["GBR", "EST", "NATO"], groups: ["NATO"], weights: ["gdp"], kinds: [port] },
};
const letGo: JsonObject = { embargo: file, member: "FRA", share: "A".repeat(44), salt: file };

/** `vectors/letters/contents_valid.json`. */
export function listValidContents(): ContentVectors<ContentVector> {
  const valid = (why: string, letter: JsonObject): ContentVector => ({ why, letter });
  return {
    about: "Letters whose content is read; where it changes keys, those of both cards signed it.",
    from: writePeerCard(ally.card),
    cases: [
      valid("a package", say("package", { file }, true)),
      valid("a share as it is given", say("share", { embargo: file, file }, true)),
      valid("a share as it is let go", say("share", letGo)),
      valid("a request to cosign", say("witness", { file }, true)),
      valid(
        "a cosignature",
        say("cosignature", { letter: 3, size: 7, lines: "\u2014 fra.example/witness AAAA\n" }),
      ),
      valid("another head than is gone on from", say("cosignature", { letter: 3, size: 4, lines: null })),
      valid("what was done", say("done", done)),
      valid(
        "what was done, how often and when is not known",
        say("done", { ...done, count: null, announced: null, target: null }),
      ),
      valid("what a pledge may name", say("vocabulary", vocabulary)),
      valid(
        "what a pledge may name, by members alone",
        say("vocabulary", { members: ["EST"], groups: [], weights: [], kinds: [] }),
      ),
      valid("new keys", say("keys", change({}))),
    ],
  };
}

/** `vectors/letters/contents_invalid.json`. */
export function listInvalidContents(): ContentVectors<ContentVector & { readonly code: string }> {
  const shape = "SHAPE_INVALID";
  const unsigned = "KEYS_NOT_SIGNED";
  const foreign = makeSampleNode("FRA", 41);
  const refused = (code: string, why: string, letter: JsonObject) => ({ why, code, letter });
  return {
    about: "Letters that are refused, with the code.",
    from: writePeerCard(ally.card),
    cases: [
      refused(shape, "a package that encloses nothing", say("package", { file })),
      refused(shape, "a package with a round", say("package", { file, round: 1 }, true)),
      refused(shape, "a share of no package", say("share", { file }, true)),
      refused(shape, "a share that is given and let go", say("share", { ...letGo, file }, true)),
      refused(shape, "a share of another length", say("share", { ...letGo, share: "AAAA" })),
      refused(shape, "a share of nobody", say("share", { ...letGo, member: "" })),
      refused(shape, "a share without its salt", say("share", { ...letGo, salt: "" })),
      refused(shape, "a cosignature of no letter", say("cosignature", { letter: 0, size: 1, lines: null })),
      refused(
        shape,
        "a cosignature that is no line of a note",
        say("cosignature", { letter: 1, size: 1, lines: "AAAA\n" }),
      ),
      refused(
        shape,
        "a cosignature without its end",
        say("cosignature", { letter: 1, size: 1, lines: "\u2014 a AAAA" }),
      ),
      refused(shape, "what another member did", say("done", { ...done, actor: "DEU" })),
      refused(shape, "what was done, by no source", say("done", { ...done, sources: [] })),
      refused(shape, "less than nothing done", say("done", { ...done, count: -1 })),
      refused(shape, "names of no member", say("vocabulary", { ...vocabulary, members: [] })),
      refused(shape, "a member twice", say("vocabulary", { ...vocabulary, members: ["EST", "EST"] })),
      refused(shape, "a member that is none", say("vocabulary", { ...vocabulary, members: ["est!"] })),
      refused(shape, "a group without a name", say("vocabulary", { ...vocabulary, groups: [""] })),
      refused(shape, "a weight that is no name", say("vocabulary", { ...vocabulary, weights: [1] })),
      refused(
        shape,
        "names beyond those of pledges",
        say("vocabulary", { ...vocabulary, seats: ["GBR/desk"] }),
      ),
      refused(
        "KIND_INVALID",
        "a kind that is said as a built-in one",
        say("vocabulary", { ...vocabulary, kinds: [{ ...port, one: "expulsion" }] }),
      ),
      refused(shape, "keys without a card", say("keys", { ...change({}), card: {} })),
      refused(shape, "keys without a signature", say("keys", { ...change({}), old: {} })),
      refused(unsigned, "keys that the old ones did not sign", say("keys", change({}, foreign.signer))),
      refused(
        unsigned,
        "keys that one of the old ones did not sign",
        say("keys", change({}, { ...ally.signer, mlDsa: foreign.signer.mlDsa })),
      ),
      refused(
        unsigned,
        "keys that whoever asks for them does not have",
        say("keys", change({ card: { ...renewed, keys: foreign.card.keys } })),
      ),
      refused(
        unsigned,
        "keys under another name",
        say("keys", change({ card: { ...renewed, node: foreign.party.node } })),
      ),
      refused(
        unsigned,
        "keys of another member",
        say("keys", change({ card: { ...renewed, member: "DEU" } })),
      ),
      refused(unsigned, "a change of another card", say("keys", change({ before: foreign.card }))),
      refused(
        unsigned,
        "a card that was changed after it was signed",
        say("keys", { ...change({}), card: { ...(change({})["card"] as JsonObject), address: null } }),
      ),
    ],
  };
}
