// What reading STIX from elsewhere costs: the strict reader with the grammar of patterns, the ids of observables and every
// reference, against JSON.parse and a schema compiled by ajv, which looks for no repeated member, no trap and no broken pattern,
// and keeps nothing byte for byte. The schema is laid out as the published one is: a bundle whose objects are one of the types.
// Beside it, for comparison, the quickest there could be: the schema of each type, chosen by hand.
import { Ajv2020 } from "ajv/dist/2020.js";
import type { ValidateFunction } from "ajv";
import { readStixBundle } from "../packages/server/src/stix/index.ts";
import { stixLines } from "../packages/server/src/stix/lines.ts";
import { nameObservable } from "../packages/server/src/stix/observable-ids.ts";
import { stixSchemas } from "../packages/server/src/stix/schema.ts";
import { createRandom } from "../e2e/prove/random.ts";
import { median } from "./contract.ts";
import type { Bench } from "./contract.ts";

const OBJECTS = 20_000;
const REPETITIONS = 25;
const GOAL = 1.7;
const RATE = 16_000;

export const bench: Bench = {
  name: "stix-import",
  claim: `STIX is read strictly, patterns included, in at most ${GOAL} times JSON.parse and a compiled schema, at ${RATE} objects a second or more.`,
  run: (report) => {
    const text = JSON.stringify(writeBundle());
    const bytes = new TextEncoder().encode(text);
    const ajv = new Ajv2020({ strict: false });
    const published = ajv.compile(layOut());
    const chosen = new Map<unknown, ValidateFunction>(
      [...stixSchemas].map(([type, schema]) => [type, ajv.compile(schema)]),
    );
    const decoder = new TextDecoder("utf-8", { fatal: true });
    const parse = (): { readonly objects: readonly { readonly type: string }[] } =>
      JSON.parse(decoder.decode(bytes)) as { objects: readonly { type: string }[] };
    const theirs = (): number => {
      const bundle = parse();
      return published(bundle) ? bundle.objects.length : 0;
    };
    const quickest = (): number =>
      parse().objects.reduce((sound, one) => sound + (chosen.get(one.type)?.(one) === true ? 1 : 0), 0);
    const ours = (): number =>
      readStixBundle(bytes).objects.reduce((sound, { faults }) => sound + (faults.length === 0 ? 1 : 0), 0);
    const times: { readonly ours: number; readonly theirs: number; readonly quickest: number }[] = [];
    for (let round = -5; round < REPETITIONS; round++) {
      const one = { ours: time(ours), theirs: time(theirs), quickest: time(quickest) };
      if (round >= 0) times.push(one);
    }
    const ratio = median(times.map((one) => one.ours / one.theirs));
    const toQuickest = median(times.map((one) => one.ours / one.quickest));
    const rateOf = (of: "ours" | "theirs" | "quickest"): number =>
      Math.round(OBJECTS / (median(times.map((one) => one[of])) / 1000));
    const rate = rateOf("ours");
    report(`${OBJECTS} objects, ${bytes.length} bytes: ${rate} objects/s`);
    const common = { unit: "objects/s", repetitions: REPETITIONS };
    return Promise.resolve([
      {
        what: `read ${OBJECTS} objects of STIX with patterns`,
        against: "JSON.parse and a compiled schema",
        ...{ ratio, goal: `at most ${GOAL} times the time`, met: ratio <= GOAL },
        ...{ ours: rate, theirs: rateOf("theirs"), ...common },
      },
      {
        what: `the same ${OBJECTS} objects`,
        against: "JSON.parse and the schema of each type, chosen by hand",
        ...{ ratio: toQuickest, goal: "none", met: null, ours: rate, theirs: rateOf("quickest"), ...common },
        reason: "stated for comparison",
      },
      {
        what: "objects a second",
        against: "20 times the 800 of the known Python servers",
        ...{ ratio: rate / RATE, goal: `at least ${RATE}`, met: rate >= RATE },
        ...{ ours: rate, theirs: RATE, ...common },
      },
    ]);
  },
};

/** One schema for a bundle, in the layout of the published ones. */
function layOut(): object {
  const kinds = Map.groupBy(stixLines, ({ kind }) => kind);
  const anyOf = [...kinds.values()].map((lines) => ({
    oneOf: lines.map(({ type }) => ({ $ref: `#/$defs/${type}` })),
  }));
  return {
    ...{ type: "object", required: ["type", "id"] },
    properties: { type: { const: "bundle" }, objects: { type: "array", items: { anyOf } } },
    $defs: Object.fromEntries(stixSchemas),
  };
}

function time(work: () => number): number {
  const started = performance.now();
  if (work() !== OBJECTS) throw new Error("not every object is sound");
  return performance.now() - started;
}

/** A feed as they are: indicators and what they stand on, observables, relationships, some malware, reports and sightings. */
function writeBundle(): object {
  const random = createRandom(7);
  const pick = (bound: number): number => Math.floor(random() * bound);
  const hex = (length: number): string => Array.from({ length }, () => pick(16).toString(16)).join("");
  const uuid = (): string => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
  const at = (): string => new Date(1_900_000_000_000 + pick(1e9)).toISOString();
  const creator = `identity--${uuid()}`;
  const marking = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";
  const ids: string[] = [];
  const make = (type: string, own: object): object => {
    const id = `${type}--${uuid()}`;
    ids.push(id);
    const [created, extra] = [at(), { labels: ["from-a-feed"], object_marking_refs: [marking] }];
    return {
      type,
      spec_version: "2.1",
      id,
      created_by_ref: creator,
      created,
      modified: created,
      ...extra,
      ...own,
    };
  };
  const known = (): string => ids[pick(ids.length)] ?? creator;
  const observe = (type: string, own: Readonly<Record<string, string>>): object => {
    const object = { type, spec_version: "2.1", ...own };
    return { ...object, id: nameObservable(type, object) };
  };
  const prose = (): string => "Seen again near the harbour, as in the earlier case; ".repeat(1 + pick(8));
  const makers: readonly (() => object)[] = [
    () =>
      make("indicator", {
        name: `Indicator ${hex(6)}`,
        ...{ description: prose(), indicator_types: ["malicious-activity"], pattern_type: "stix" },
        pattern: PATTERNS[pick(PATTERNS.length)]?.(hex) ?? "",
        valid_from: at(),
      }),
    () => observe("ipv4-addr", { value: `198.51.${pick(255)}.${pick(255)}` }),
    () => observe("domain-name", { value: `${hex(12)}.example` }),
    () => make("relationship", { relationship_type: "indicates", source_ref: known(), target_ref: known() }),
    () => make("relationship", { relationship_type: "related-to", source_ref: known(), target_ref: known() }),
    () => make("malware", { name: `Family ${hex(5)}`, is_family: true, description: prose() }),
    () =>
      make("report", {
        name: hex(9),
        description: prose(),
        published: at(),
        object_refs: [known(), known(), known()],
      }),
    () => make("sighting", { sighting_of_ref: known(), count: 1 + pick(50), first_seen: at() }),
    () =>
      make("attack-pattern", {
        name: hex(7),
        ...{
          description: prose(),
          kill_chain_phases: [{ kill_chain_name: "a-chain", phase_name: "delivery" }],
        },
        external_references: [{ source_name: "a catalogue", external_id: `T${pick(9999)}` }],
      }),
  ];
  const objects = Array.from({ length: OBJECTS }, (_, index) => makers[index % makers.length]?.() ?? {});
  return { type: "bundle", id: `bundle--${uuid()}`, objects };
}

const PATTERNS: readonly ((hex: (length: number) => string) => string)[] = [
  (hex) => `[file:hashes.'SHA-256' = '${hex(64)}']`,
  (hex) => `[domain-name:value = '${hex(10)}.example']`,
  (hex) => `[ipv4-addr:value = '198.51.100.${hex(1)}' OR ipv4-addr:value = '203.0.113.${hex(1)}']`,
  (hex) =>
    `([url:value LIKE '%${hex(8)}%'] FOLLOWEDBY [file:name = '${hex(6)}.exe' AND file:size > 100]) WITHIN 300 SECONDS`,
];
