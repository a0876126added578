// True messages and signs of the formats that are exchanged. All are invented.
import type { Grammar } from "./fuzz-input.ts";
import { JSON_TOKENS } from "./import-grammars.ts";

const words = (text: string): readonly string[] => text.split("¦");
const at = "2031-03-04T05:06:07.890Z";
const id = (type: string): string => `${type}--00000000-0000-4000-8000-000000000001`;
const object = (type: string, own: object): object => ({
  ...{ type, spec_version: "2.1", id: id(type), created: at, modified: at },
  ...own,
});

const OBJECTS = [
  object("identity", { name: "Office wq1x", identity_class: "organization" }),
  object("indicator", { pattern: "[a:b = 'wq2x']", pattern_type: "stix", valid_from: at }),
  object("report", { name: "wq3x", published: at, object_refs: [id("indicator"), id("malware")] }),
  object("x-own", { own: [{ deep: { wq4x: 1.5 } }], extensions: { "own-ext": { a: 1 } } }),
  { type: "ipv4-addr", id: "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4", value: "198.51.100.3" },
  object("location", { latitude: 1, longitude: 2, granular_markings: [{ selectors: ["id"], lang: "de" }] }),
];

export const STIX_MESSAGE: Grammar = {
  seeds: [
    JSON.stringify({ type: "bundle", id: id("bundle"), objects: OBJECTS }, null, 1),
    JSON.stringify({ more: false, objects: OBJECTS.slice(1, 4) }),
    ...OBJECTS.map((one) => JSON.stringify(one)),
  ],
  tokens: [
    ...JSON_TOKENS,
    ...words(
      `"type":"note"¦"objects":[¦"objects":{¦"id":"${id("note")}"¦"object_refs":[1,null,{}]¦"__proto__":¦"constructor":{¦"spec_version":"2.0"¦"modified":"${at}"¦"pattern":"["¦1e999¦"hashes":{"MD5":"00"}¦\\ud800`,
    ),
  ],
};

export const STIX_PATTERN: Grammar = {
  seeds: [
    "[domain-name:value = 'wq1x']",
    "([a:b = 1] FOLLOWEDBY [a:b.c[*].'d-e' IN ('wq2x', 'y')]) WITHIN 5.5 SECONDS",
    "[NOT EXISTS file:name OR (file:size > 5 AND file:name NOT LIKE '%wq3x')] REPEATS 3 TIMES",
    "[a:b = t'2031-01-01T00:00:00Z' OR a:b != h'00ff'] START t'2031-01-01T00:00:00Z' STOP t'2032-01-01T00:00:00.5Z'",
  ],
  tokens: words(
    "[¦]¦(¦)¦ AND ¦ OR ¦ NOT ¦ FOLLOWEDBY ¦ IN ¦ LIKE ¦ MATCHES ¦ ISSUBSET ¦EXISTS ¦ REPEATS 2 TIMES¦ WITHIN 3 SECONDS¦ START ¦ STOP ¦t'2031-01-01T00:00:00Z'¦h'00'¦b'AA=='¦'x'¦'\\''¦a:b¦.¦[*]¦[0]¦[a:b = 1]¦=¦!=¦<=¦ 1¦ -2.5¦true¦,¦'¦\\¦((((((((",
  ),
};

const uuid = (of: number): string => `00000000-0000-4000-8000-${String(of).padStart(12, "0")}`;
const tags = [{ name: "tlp:amber" }, { name: "local-wq5x", local: true }];
const PART = {
  uuid: uuid(2),
  type: "domain",
  category: "Network activity",
  value: "a.example",
  distribution: "5",
};
const EVENT = {
  ...{
    id: "7",
    uuid: uuid(1),
    info: "Words",
    date: "2031-03-04",
    timestamp: "1930000000",
    distribution: "2",
  },
  ...{ published: true, Orgc: { uuid: uuid(3), name: "An office" }, Tag: tags },
  Attribute: [
    { ...PART, Tag: tags },
    { ...PART, uuid: uuid(4), distribution: "4", SharingGroup: { uuid: uuid(5) } },
  ],
  Object: [{ uuid: uuid(6), name: "vehicle", distribution: "1", Attribute: [PART] }],
  EventReport: [{ uuid: uuid(7), name: "A report", content: "Words" }],
};

export const MISP_EVENT: Grammar = {
  seeds: [
    JSON.stringify({ Event: EVENT }),
    JSON.stringify({ response: [{ Event: EVENT }, { Event: { ...EVENT, distribution: "4" } }] }),
    JSON.stringify({ Event: { ...EVENT, Attribute: [], Object: null } }),
  ],
  tokens: [
    ...JSON_TOKENS,
    ...words(
      `"distribution":"5"¦"distribution":4¦"distribution":null¦"SharingGroup":{"uuid":"${uuid(5)}"}¦"sharing_group_id":"7"¦"local":1¦"Tag":[¦"Attribute":{¦"Object":[¦"__proto__":{¦"timestamp":1e9¦"timestamp":-1¦"uuid":"../x"¦"deleted":true¦\\ud800`,
    ),
  ],
};

export const MISP_MANIFEST: Grammar = {
  seeds: [
    JSON.stringify({
      [uuid(1)]: { info: "Words", timestamp: "1930000000", "integrity:sha256": "0".repeat(64) },
    }),
    JSON.stringify({ [uuid(1)]: { timestamp: 1 }, [uuid(2)]: { timestamp: "2", Orgc: {} } }),
    "[]",
  ],
  tokens: [
    ...JSON_TOKENS,
    ...words(`"${uuid(1)}":{¦"../x":{¦"timestamp":"¦"integrity:sha256":"00"¦"__proto__":{`),
  ],
};

export const MISP_PATH: Grammar = {
  seeds: [`${uuid(1)}/deleted[]:0/deleted[]:1/excludeGalaxy:1`, `${uuid(1)}.json`, `${uuid(1)}/metadata:1`],
  tokens: words(`/¦..¦%2f¦[]:¦:¦${uuid(1)}¦.json¦?¦#¦\\¦includeAll:1¦%00¦ `),
};
