// Records of random cases for the proofs: actors, counts, days, sources, pages about persons and editions follow from a seed,
// and so does text that tries to be something else than text. Everything but chance is as a node does it.
import { canonicalize, encodeBase64url, parseJson, readInstant, utf8 } from "@entente/core/encoding";
import type { JsonObject } from "@entente/core/encoding";
import { computeClocks, countingRules, readCaseFile, tallyMeasures } from "@entente/core/measures";
import type { RecordExposure } from "@entente/core/record";
import { readRecordCheck } from "@entente/verifier";
import { makeParts, planParts, publish } from "../../packages/core/src/record/record.fixture.ts";
import { shapeMap } from "../../packages/server/src/publication/map-shapes.ts";
import { nameMembers, pickMembers } from "../../packages/server/src/publication/member-names.ts";
import { nativeTools } from "./native-tools.ts";
import { createRandom } from "./random.ts";

interface Chance {
  /** A whole number from 0 on, below `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(some: readonly T[]) => T;
}

const STATES =
  "GBR FRA DEU USA CAN EST LVA LTU LUX MLT POL ESP UKR AUS JPN NZL BRA ZAF KEN CYP ISL MDA".split(" ");
const KINDS = ["expulsion", "expulsion", "expulsion", "sanction", "condemnation", "none", "own-kind"];
/** Texts that would run, break out, reorder or compute somewhere if they were taken for anything but text. */
export const HOSTILE: readonly string[] = [
  `<script>globalThis.hit=1</script>`,
  `"><img src=x onerror=globalThis.hit=1>`,
  `' onmouseover='globalThis.hit=1`,
  `</title><svg onload=globalThis.hit=1>`,
  `]]><x/><!--`,
  `&#60;script&#62;globalThis.hit=1&#60;/script&#62;`,
  `=HYPERLINK("javascript:globalThis.hit=1")`,
  `@SUM(1+1)*cmd|' /C calc'!A0`,
  `javascript:globalThis.hit=1`,
  `\u202Egnp.exe\u0007\u0000`,
  `a\r\nb,"c";d`,
  `*** ${"x".repeat(300)}`,
  `</style><style>*{display:none}`,
  "${globalThis.hit=1}`",
];

/** Every file of a record made from `seed`, sealed. */
export function makeRandomRecord(seed: number): Map<string, Uint8Array> {
  const chance = makeChance(seed);
  const parts = makeParts({ seed: `record-deterministic ${seed}`, tools: nativeTools });
  const factsJson = makeFacts(chance);
  const caseFile = readCaseFile(factsJson);
  const counting = { caseFile, kind: "expulsion", rule: "all", groups: null } as const;
  const ids = pickMembers(caseFile);
  const moments = {
    ...{ firstRelease: null, firstOpened: null, firstPosition: null },
    tZero: chance.below(2) === 0 ? null : readInstant("2018-03-26T14:00:00.000Z"),
    openings: null,
  };
  const edition = chance.below(3) + 1;
  return publish(
    parts,
    planParts(parts, {
      caseFile: `${canonicalize(factsJson)}\n`,
      tallies: countingRules.map((rule) => tallyMeasures({ ...counting, rule, asOf: null })),
      clocks: { kind: "expulsion", rule: "all", clocks: computeClocks({ ...counting, moments }) },
      names: nameMembers(ids, Object.fromEntries(ids.map((id) => [id, say(chance, `State ${id}`)]))),
      script: readRecordCheck(),
      map: shapeMap(ids),
      exposures: makeExposures(chance, parts.documents),
      edition: {
        edition,
        why: edition === 1 ? null : say(chance, "Something is corrected."),
        earlier: Array.from({ length: edition - 1 }, (_, index) => ({
          publishedAt: `2018-03-2${index + 1}T00:00:00.000Z`,
          why: index === 0 ? null : say(chance, "Earlier."),
          manifest: encodeBase64url(nativeTools.primitives.sha256(utf8(`${seed} ${index}`))),
          leaf: index,
        })),
      },
      earlierCases: Array.from({ length: chance.below(3) }, (_, index) => makeEarlier(chance, 2006 + index)),
    }),
  );
}

/** The facts of a case of another year, as its own record would have them. */
function makeEarlier(chance: Chance, year: number): string {
  const text = canonicalize(makeFacts(chance)).replace("strelsau-2018", `zenda-${year}`);
  return `${text.replaceAll("2018-03-", `${year}-03-`)}\n`;
}

function makeFacts(chance: Chance): JsonObject {
  const keys = ["yard", `key "${say(chance, "one")}"`];
  const row = (index: number, reciprocal: boolean): JsonObject => {
    const actor = chance.below(8) === 0 ? "NATO" : chance.pick(STATES);
    return {
      id: `${reciprocal ? "r" : "m"}${index}`,
      ...{ actor, actor_type: actor === "NATO" ? "organisation" : "state", kind: chance.pick(KINDS) },
      ...{ target: "RUR", count: chance.below(4) === 0 ? null : chance.below(60) },
      announced: chance.below(9) === 0 ? null : `2018-03-${String(chance.below(20) + 10)}`,
      ...{
        in_tally: !reciprocal,
        detail: say(chance, "They left."),
        confidence: chance.pick(["high", "low"]),
      },
      ...{ sources: [chance.pick([...keys, "https://example.org/a?b=<c>", say(chance, "none")])] },
    };
  };
  const rows = (length: number, reciprocal: boolean): JsonObject[] =>
    Array.from({ length }, (_, index) => row(index, reciprocal));
  const source = (): JsonObject => ({
    ...{ publisher: say(chance, "A paper"), title: say(chance, "A title"), date: "2018-03-26" },
    url: chance.pick(["https://example.org/", "javascript:globalThis.hit=1", "data:text/html,x"]),
  });
  return parseJson(
    canonicalize({
      ...{ schema: "coalition-case/1", id: "strelsau-2018", title: say(chance, "Strelsau") },
      incident: {
        ...{ date: "2018-03-04", place: say(chance, "Strelsau"), host_state: "GBR", attributed_to: "RUR" },
      },
      measures: rows(chance.below(25) + 1, false),
      reciprocal: rows(chance.below(4), true),
      sources: Object.fromEntries(keys.map((key) => [key, source()])),
    }),
  ) as JsonObject;
}

function makeExposures(
  chance: Chance,
  documents: readonly { readonly name: string; readonly cut: string }[],
): readonly RecordExposure[] {
  return Array.from({ length: chance.below(3) }, (_, at): RecordExposure => {
    const by = { at: "2018-03-28T00:00:00.000Z", by: "GBR/desk" };
    const version = (number: number) => {
      const { name, cut } = chance.pick(documents);
      return {
        ...{ version: number, digest: `${number}`.padStart(64, "0"), person: say(chance, "Rupert") },
        ...{ role: say(chance, "Officer"), summary: say(chance, "He was there.") },
        claims: [
          {
            ...{ text: say(chance, "He gave the order."), document: name, portion: 2 },
            cut: encodeBase64url(nativeTools.primitives.sha256(utf8(cut))),
          },
        ],
        reply: { asked: chance.below(2) === 0 ? null : "2018-03-20", note: say(chance, "No answer.") },
        why: number === 1 ? null : say(chance, "A word was wrong."),
        validations: [by, { ...by, by: "GBR/release-authority" }],
        legalCheck: { ...by, note: say(chance, "No objection.") },
      };
    };
    return {
      name: `person-${at}`,
      versions: Array.from({ length: chance.below(2) + 1 }, (_one, index) => version(index + 1)),
      withdrawn:
        chance.below(3) === 0 ? { at: "2018-03-29T00:00:00.000Z", why: say(chance, "Wrong.") } : null,
    };
  });
}

function makeChance(seed: number): Chance {
  const random = createRandom(seed);
  const below: Chance["below"] = (limit) => Math.floor(random() * limit);
  return {
    below,
    pick: (some) => {
      const found = some[below(some.length)];
      if (found === undefined) throw new RangeError("there is something to pick from");
      return found;
    },
  };
}

/** Plain words, or one time in three something that is none. */
function say(chance: Chance, plain: string): string {
  return chance.below(3) === 0 ? `${plain} ${chance.pick(HOSTILE)}` : plain;
}
