// The parsers of TAXII: what machines bring and ask for, and what another server answers.
import { isDeepStrictEqual } from "node:util";
import { deriveKeys } from "../../packages/server/src/http/edge-keys.ts";
import type { Connection } from "../../packages/server/src/outbound/index.ts";
import {
  MOST_OBJECTS,
  NEWEST,
  pollObjects,
  pushObjects,
  readEnvelope,
  readFilter,
  readMicroseconds,
  sayMicroseconds,
} from "../../packages/server/src/taxii/index.ts";
import { STIX_MESSAGE } from "./exchange-grammars.ts";
import type { Grammar } from "./fuzz-input.ts";

interface TaxiiParser {
  readonly name: string;
  readonly grammar: Grammar;
  readonly read: (bytes: Uint8Array) => string | null | Promise<string | null>;
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const words = (list: string): readonly string[] => list.split("¦");

const keys = deriveKeys(new Uint8Array(32));
const PLACE = "1520000000000000";
/** What these keys made of the place for this asker. */
const NEXT = "YmhkDsWEmSu8VLscvjjNcI_9EOHiN-mODWmCiYCtiYW5tDDMyC0aqiIjCqo";
const open = (next: string): string => keys.openCursor("taxii", next);

const DATES = ["2018-03-26T13:00:00Z", "2018-03-26T13:00:00.5Z", "2018-02-28t23:59:60.123456789z"];
const DATE_SIGNS = words(
  "0¦9¦-¦:¦.¦T¦Z¦+01:00¦0000-00-00¦9999-12-31T23:59:59.999999Z¦1970-01-01T00:00:00Z¦,",
);
const QUERIES = [
  `added_after=${DATES[1] ?? ""}&limit=5&next=${NEXT}`,
  `match[type]=indicator,note&match[version]=first,last,${DATES[0] ?? ""}&limit=1`,
  "match[id]=note--00000000-0000-4000-8000-000000000001&match[spec_version]=2.0,2.1&match[version]=all",
];

/** A server that answers everything with these bytes. */
function answering(body: Uint8Array): Parameters<typeof pollObjects>[0] {
  const headers = {
    "content-type": "application/taxii+json;version=2.1",
    "x-taxii-date-added-last": DATES[1] ?? "",
  };
  const connection = {
    destination: { name: "a server" },
    send: ({ method }: { readonly method: string }) =>
      Promise.resolve({ status: method === "POST" ? 202 : 200, headers, body }),
  } as unknown as Connection;
  const { signal } = new AbortController();
  return { connection, authorization: "Bearer x", collection: "/a/collections/b/", signal };
}

const OBJECT = {
  ...{ type: "note", id: "note--00000000-0000-4000-8000-000000000001" },
  modified: "2031-03-04T05:06:07.890Z",
};

export const taxiiParsers: readonly TaxiiParser[] = [
  {
    name: "taxii-envelope",
    grammar: {
      seeds: STIX_MESSAGE.seeds.map((seed) =>
        seed.startsWith('{"more":false,') ? seed.replace('"more":false,', "") : `{"objects":[${seed}]}`,
      ),
      tokens: STIX_MESSAGE.tokens,
    },
    read: (bytes) => {
      for (const one of readEnvelope(bytes)) {
        if ("refused" in one) continue;
        const { id, type, text: kept, versionAt } = one.object;
        const again = JSON.parse(kept) as { readonly id: unknown; readonly type: unknown };
        if (!isDeepStrictEqual([again.id, again.type], [id, type])) return "an object is kept as another";
        if (!Number.isSafeInteger(versionAt)) return "a version is no instant";
        if (!text(bytes).includes(kept)) return "an object is not kept letter by letter";
      }
      return null;
    },
  },
  {
    name: "taxii-filter",
    grammar: {
      seeds: QUERIES,
      tokens: [
        ...DATE_SIGNS,
        ...words(`&¦=¦limit=¦next=¦${NEXT}¦added_after=¦match[id]=¦match[version]=¦last¦all¦%00¦1e9¦-1`),
      ],
    },
    read: (bytes) => {
      const query = Object.fromEntries(new URLSearchParams(text(bytes)));
      const { after, limit, versions, ids, types } = readFilter(query, { usual: NEWEST, open });
      if (!Number.isInteger(limit) || limit < 1 || limit > MOST_OBJECTS) return "a limit is none";
      if (![after ?? 0, ...versions.at].every(Number.isSafeInteger)) return "an instant is none";
      return [ids, types].every((list) => list === null || !list.includes("")) ? null : "nothing is matched";
    },
  },
  {
    name: "taxii-date",
    grammar: { seeds: DATES, tokens: DATE_SIGNS },
    read: (bytes) => {
      const at = readMicroseconds(text(bytes));
      return readMicroseconds(sayMicroseconds(at)) === at
        ? null
        : "said and read again it is another instant";
    },
  },
  {
    name: "taxii-next",
    grammar: { seeds: [NEXT], tokens: [NEXT, NEXT.slice(0, 16), ...words("A¦_¦-¦=¦+¦/¦==")] },
    read: (bytes) => (open(text(bytes)) === PLACE ? null : "a changed next leads somewhere"),
  },
  {
    name: "taxii-answer",
    grammar: {
      seeds: [...STIX_MESSAGE.seeds, '{"more":true,"next":"a","objects":[{"id":"x"}]}', "{}"],
      tokens: [...STIX_MESSAGE.tokens, ...words('"more":true¦"next":"b"¦"next":null')],
    },
    read: async (bytes) => {
      let pages = 0;
      for await (const { objects } of pollObjects(answering(bytes), null)) {
        pages += 1;
        if (objects.some((one) => typeof one !== "object" || Array.isArray(one))) return "an object is none";
        if (pages > 3) return "a server that says the same for ever is asked for ever";
      }
      return null;
    },
  },
  {
    name: "taxii-status",
    grammar: {
      seeds: [
        JSON.stringify({
          id: "a",
          status: "complete",
          failures: [{ id: OBJECT.id, version: OBJECT.modified }],
        }),
        JSON.stringify({ objects: [OBJECT], failures: [] }),
      ],
      tokens: [...STIX_MESSAGE.tokens, ...words(`"failures":[¦"failures":{¦"version":¦${OBJECT.id}`)],
    },
    read: async (bytes) => {
      const [became] = await pushObjects(answering(bytes), [OBJECT]);
      if (became !== "sent") return null;
      const { objects } = JSON.parse(text(bytes)) as {
        readonly objects: readonly { readonly id: unknown }[];
      };
      return objects.some(({ id }) => id === OBJECT.id) ? null : "it is called sent and is not there";
    },
  },
];
