// Parsers of what others give back: replies of a kit under a signature that holds, the whole answers of a TAXII server, bundles of
// STIX 2.0, and the files that the manifest of a MISP feed names.
import { hash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { canonicalize, readInstant, utf8 } from "@entente/core/encoding";
import { portablePrimitives as primitives } from "@entente/core/keys";
import { openKit, writeKit, writeLetters } from "@entente/core/kits";
import { readBundle, readContent, writeLetter } from "@entente/core/letters";
import type { LetterKind } from "@entente/core/letters";
import { holder, makeSampleKit } from "../../packages/core/src/kits/kit.fixture.ts";
import { lead } from "../../packages/core/src/letters/letters.fixture.ts";
import { readFeed } from "../../packages/server/src/misp/index.ts";
import type { Connection } from "../../packages/server/src/outbound/index.ts";
import { parsePattern, printPattern, readStixBundle } from "../../packages/server/src/stix/index.ts";
import { pollObjects, pushObjects } from "../../packages/server/src/taxii/index.ts";
import { MISP_EVENT, STIX_MESSAGE } from "./exchange-grammars.ts";
import type { Grammar } from "./fuzz-input.ts";
import { JSON_TOKENS } from "./import-grammars.ts";

interface AnswerParser {
  readonly name: string;
  readonly grammar: Grammar;
  readonly read: (bytes: Uint8Array) => string | null | Promise<string | null>;
}

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const words = (list: string): readonly string[] => list.split("¦");

/** What a person may say in a kit, and the head of the reply that says it. */
function writeReplies(): readonly string[] {
  const opened = openKit(writeKit(makeSampleKit()), primitives);
  const nothing = { position: null, questions: [], pledge: null, opened: [] };
  const pledge = {
    text: "3 expulsions if at least 2 others act and CAN acts",
    authority: "minister",
  } as const;
  return [
    { ...nothing, opened: ["assessment"], questions: ["Who warned?", "When?"] },
    { ...nothing, position: { position: "supportive", statement: "We are with you." } },
    { ...nothing, pledge },
  ].map((saying) => {
    const at = readInstant("2018-03-15T10:00:00.000Z");
    const letters = writeLetters(opened, { before: [], saying, at }, primitives);
    return canonicalize({
      ...{ format: "entente-bundle/1", from: { ...holder.party }, to: { ...lead.party } },
      ...{ acknowledged: { ...opened.received }, letters: letters.map(writeLetter) },
    });
  });
}

const believing = { ...primitives, verifyEd25519: () => true, verifyMlDsa: () => true };
const KINDS: readonly LetterKind[] = ["receipt", "question", "position", "pledge", "withdrawal", "readiness"];
const at = "2031-03-04T05:06:07.890Z";
const id = (type: string): string => `${type}--00000000-0000-4000-8000-000000000001`;
const OLDER = [
  { type: "identity", name: "Office wq1x", identity_class: "organization" },
  { type: "indicator", labels: ["x"], pattern: "[a:b = 'wq2x']", valid_from: at },
  { type: "malware", name: "wq3x", labels: ["ransomware"] },
  {
    ...{ type: "observed-data", first_observed: at, last_observed: at, number_observed: 2 },
    objects: { "0": { type: "ipv4-addr", value: "198.51.100.3" }, "1": { type: "file", parent_ref: "0" } },
  },
  { type: "report", name: "wq4x", labels: ["x"], published: at, object_refs: [id("indicator")] },
  { type: "relationship", relationship_type: "uses", source_ref: id("malware"), target_ref: id("identity") },
].map((one) => ({ id: id(one.type), created: at, modified: at, ...one }));
const bundleOf = (objects: readonly object[]): object => ({
  ...{ type: "bundle", id: id("bundle"), spec_version: "2.0", objects },
});

const TYPE = "content-type: application/taxii+json;version=2.1";
const BETWEEN = "\n%%\n";
const NOTE = { type: "note", id: id("note"), modified: at };
const POLLED = JSON.stringify({ more: true, next: "a", objects: [NOTE] });
const TAKEN = JSON.stringify({ id: "a", status: "complete", failures: [{ id: "note--x", version: at }] });

/** A server that gives these answers one after the other, and at the end that there is nothing. */
function serving(answers: readonly string[]): Parameters<typeof pollObjects>[0] {
  let turn = 0;
  const send = (): Promise<object> => {
    const [top = "", ...body] = (answers[turn++] ?? `200\n${TYPE}\n\n{}`).split("\n\n");
    const [status = "", ...lines] = top.split("\n");
    const headers = lines.map((line) => line.split(/: ?(.*)/s) as [string, string?]);
    return Promise.resolve({
      status: /^[1-5][0-9]{2}$/.test(status) ? Number(status) : 200,
      headers: {
        ...Object.fromEntries(headers.map(([name, value = ""]) => [name.toLowerCase(), value])),
        // How long is waited is bounded elsewhere; here nothing is waited for.
        "retry-after": "0",
      },
      body: Buffer.from(body.join("\n\n")),
    });
  };
  const connection = { destination: { name: "a server" }, send } as unknown as Connection;
  const { signal } = new AbortController();
  return { connection, authorization: "Bearer x", collection: "/a/collections/b/", signal };
}

const [uuid = "", event = ""] = MISP_EVENT.seeds.flatMap((seed) => {
  const { Event } = JSON.parse(seed) as { readonly Event?: { readonly uuid: string } };
  return Event === undefined ? [] : [Event.uuid, seed];
});
const manifestOf = (over: object): string =>
  JSON.stringify({ [uuid]: { info: "Words", timestamp: "1930000000", ...over } });

export const answerParsers: readonly AnswerParser[] = [
  {
    name: "kit-reply",
    grammar: {
      seeds: writeReplies(),
      tokens: [
        ...JSON_TOKENS,
        ...words(
          `"kind":"package"¦"files":[¦"levels":[¦"sealed":"AAAA"¦"number":2¦"before":null¦"case":"../a"`,
        ),
        ...KINDS.map((kind) => `"kind":"${kind}"`),
      ],
    },
    // Whoever has the kit can sign anything, so every signature counts here, and the readers behind it are reached.
    read: (bytes) => {
      const head = text(bytes).replaceAll("\n", " ");
      const sender = (node: string) => (node === holder.party.node ? holder.known : null);
      const reply = utf8(`entente-bundle/1 ${holder.party.node}\nAAAA\nAAAA\n${head}\n`);
      const read = readBundle({ bytes: reply, to: lead.party, keysOf: sender }, believing);
      const letters = read.letters.map((letter) => {
        readContent(letter);
        return writeLetter(letter);
      });
      const again = JSON.parse(head) as { readonly letters: unknown };
      return isDeepStrictEqual(again.letters, JSON.parse(JSON.stringify(letters)))
        ? null
        : "a letter is kept as another";
    },
  },
  {
    name: "taxii-exchange",
    grammar: {
      seeds: [
        [`200\n${TYPE}\nx-taxii-date-added-last: ${at}\n\n${POLLED}`, `200\n${TYPE}\n\n{"objects":[]}`].join(
          BETWEEN,
        ),
        [`202\n${TYPE}\n\n${TAKEN}`, `200\n${TYPE}\n\n${JSON.stringify({ objects: [NOTE] })}`].join(BETWEEN),
        [`503\nretry-after: 0\n\n`, `202\n${TYPE}\n\n{}`, `403\n${TYPE}\n\n{"title":"No"}`].join(BETWEEN),
        `200\n${TYPE}\n\n{"title":"A server","default":"https://a.example/root/","api_roots":["/root/"]}`,
        `200\n${TYPE}\n\n{"collections":[{"id":"b","title":"B","can_read":true,"can_write":false}]}`,
      ],
      tokens: [
        ...STIX_MESSAGE.tokens,
        ...words(
          `${BETWEEN}¦\n\n¦\n¦200¦202¦204¦302¦404¦429¦500¦${TYPE}¦content-type: ¦;version=2.0¦charset=utf-16`,
        ),
        ...words(
          `x-taxii-date-added-last: ${at}¦x-taxii-date-added-last: ¦"more":true¦"next":"b"¦"failures":[¦__proto__: x`,
        ),
      ],
    },
    read: async (bytes) => {
      const answers = text(bytes).split(BETWEEN);
      const coded = async (work: () => Promise<string | null>): Promise<string | null> => {
        try {
          return await work();
        } catch (error) {
          const { code = "" } = error as { readonly code?: string };
          if (["TAXII_ANSWER_INVALID", "TAXII_REFUSED"].includes(code)) return null;
          throw error;
        }
      };
      const poll = async (): Promise<string | null> => {
        let pages = 0;
        for await (const { objects, cursor } of pollObjects(serving(answers), null)) {
          if (cursor !== null && !/^\d{4}-.*\dZ$/.test(cursor)) return "a cursor is no instant";
          if (objects.some((one) => typeof one !== "object" || Array.isArray(one)))
            return "an object is none";
          if ((pages += 1) > answers.length + 1) return "it asks on where nothing is left";
        }
        return null;
      };
      const push = async (): Promise<string | null> => {
        const became = await pushObjects(serving(answers), [NOTE]);
        if (became.length !== 1) return "not each object is answered for";
        return became[0] !== "sent" || text(bytes).includes(NOTE.id.slice(0, 4)) ? null : "it is called sent";
      };
      return (await coded(poll)) ?? (await coded(push));
    },
  },
  {
    name: "stix-2.0",
    grammar: {
      seeds: [
        JSON.stringify(bundleOf(OLDER)),
        ...OLDER.map((one) => JSON.stringify(bundleOf([one]), null, 1)),
      ],
      tokens: [
        ...STIX_MESSAGE.tokens,
        ...words(
          `"spec_version":"2.1"¦"labels":[]¦"objects":{"0":{¦"parent_ref":"7"¦"number_observed":-1¦"0":¦"first_observed":"x"`,
        ),
      ],
    },
    read: (bytes) => {
      for (const { value, from, to, pattern, specVersion } of readStixBundle(bytes).objects) {
        const kept: unknown = JSON.parse(text(bytes.subarray(from, to)));
        if (!isDeepStrictEqual(kept, value)) return "an object is not what stands at its place";
        if (pattern !== null) parsePattern(printPattern(pattern), specVersion);
      }
      return null;
    },
  },
  {
    name: "misp-feed",
    grammar: {
      seeds: [
        `${manifestOf({})}${BETWEEN}${event}`,
        `${manifestOf({ "integrity:sha256": hash("sha256", event, "hex") })}${BETWEEN}${event}`,
      ],
      tokens: [...MISP_EVENT.tokens, ...words(`${BETWEEN}¦"integrity:sha256":"00"¦"${uuid}":{¦"../x":{`)],
    },
    read: async (bytes) => {
      const [manifest = "", file = ""] = text(bytes).split(BETWEEN);
      const asked: string[] = [];
      const source = {
        name: "a feed",
        read: (name: string) => {
          asked.push(name);
          return Promise.resolve(Buffer.from(name === "manifest.json" ? manifest : file));
        },
      };
      for await (const found of readFeed(source, () => true)) {
        const named = Object.keys(JSON.parse(manifest.replace(/^\uFEFF/, "")) as object);
        if (!named.includes(found.uuid)) return "an event was read that the manifest does not name";
        if (!Buffer.from(file).equals(found.bytes)) return "a file is kept as another";
      }
      const strange = asked.find((name) => !/^(manifest|[0-9a-f-]{36})\.json$/.test(name));
      return strange === undefined ? null : "it asked for a file by a name that is no UUID";
    },
  },
];
