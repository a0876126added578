// A long document for releases: portions of about 400 characters of words that a seed draws, under markings that a
// community reads in many ways. The facts are none; the shape is that of a real assessment.
import type { MarkedDocument, Portion } from "../../packages/core/src/documents/index.ts";
import type { JsonValue } from "../../packages/core/src/encoding/index.ts";
import { compileCommunity, parseMark, readCommunity } from "../../packages/core/src/markings/index.ts";
import type { CompiledCommunity } from "../../packages/core/src/markings/index.ts";

const LENGTH = 400;
const WORDS =
  "the of and to in is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their when who will more if out so said what up its about into than them can only other new some could time these two may then do first any my now such like our over man me even most made after also did many before must through back years where much your way well down should because each just those people how too little state good very make world still own see men work long get here between both life being under never day same another know while last might us great old year off come since against go came right used take three".split(
    " ",
  );
const LEVELS = ["O", "OS", "S", "TS"];
const CLEARANCES = ["OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET"];
const CAVEATS = ["HARBOUR", "MEADOW", "ORCHARD"];

/** Numbers from 0 up to, and not including, 1, the same for the same seed. */
export function createDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function drawText(dice: () => number): string {
  let text = "";
  while (text.length < LENGTH)
    text += `${text === "" ? "" : " "}${WORDS[Math.floor(dice() * WORDS.length)] ?? ""}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1, LENGTH).trimEnd()}.`;
}

export interface LongRelease {
  readonly document: MarkedDocument;
  readonly community: CompiledCommunity;
  readonly recipients: readonly string[];
}

/**
 * `members` recipients, spread over four levels and eight sets of three caveats. The first reads everything, the second what
 * has no mark above the lowest, which `half` makes half of the portions.
 */
export function writeLongRelease(portions: number, members: number, seed: number): LongRelease {
  const dice = createDice(seed);
  const recipients = Array.from({ length: members }, (_, index) => `M${String(index).padStart(3, "0")}`);
  const clear = (index: number): JsonValue => {
    if (index === 0) return { uk: { upTo: "TOP SECRET", caveats: CAVEATS } };
    if (index === 1) return { uk: { upTo: "OFFICIAL", caveats: [] } };
    const caveats = CAVEATS.filter(() => dice() < 0.5);
    return { uk: { upTo: CLEARANCES[Math.floor(dice() * 4)] ?? "", caveats } };
  };
  const community = compileCommunity(
    readCommunity({
      ...{ format: "entente-community/1", name: "Many members", exercise: true, asOf: "2018-03-26" },
      ...{ note: "Invented.", policies: ["uk"], groups: [] },
      caveats: CAVEATS.map((name) => ({ policy: "uk", name, explanation: "Invented." })),
      members: recipients.map((id, index) => ({
        ...{ id, name: id, kind: "state", weights: {}, clearances: clear(index) },
      })),
    }),
  );
  const { policies } = community.community;
  const markings = LEVELS.flatMap((level) => [level, ...CAVEATS.map((caveat) => `${level} - ${caveat}`)]);
  const parsed = new Map(markings.map((mark) => [mark, parseMark(mark, "uk", policies)] as const));
  const body = Array.from({ length: portions }, (_, index): Portion => {
    const strict = markings[1 + Math.floor(dice() * (markings.length - 1))] ?? "";
    const mark = index % 2 === 0 ? "O" : strict;
    return {
      ...{ id: `p${index}`, kind: "paragraph", number: String(index + 1), depth: 0 },
      marking: parsed.get(mark) ?? null,
      spans: [{ kind: "text", text: drawText(dice) }],
      ...{ grading: null, judgement: null, parent: null, file: null, origin: null, page: null },
    };
  });
  const document: MarkedDocument = {
    ...{ title: "A long assessment", originator: "M000", policy: "uk", caseSlug: "long" },
    ...{ date: "2018-03-14", exercise: true, portions: body, footnotes: [] },
  };
  return { document, community, recipients };
}
