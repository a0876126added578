// What a MISP, and the clients that speak to one, ask besides: searches over the events there are for whoever asks, and lists
// that are always empty here. A filter that is not known here would be answered with more than was asked for, so it is
// refused; what a filter leaves out is what it would leave out of the index.
import { Type } from "typebox";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { Bytes, CaseParams, defineFile, defineRead, NoBody, Nothing, speakOn } from "../routing/index.ts";
import { listOffered } from "./offered.ts";
import type { OfferedEvent } from "./offered.ts";
import { isObject } from "./reach.ts";
import { invalid } from "./read-event.ts";
import { answerJson, indexOf, readBody, reads, Rest } from "./speaking.ts";
import { MISP_VERSION, mispSurface } from "./surface.ts";

const Text = Type.String();
const inCase = { view: "case", stepUp: false, who: reads } as const;
const plain = { params: CaseParams, query: Nothing, body: NoBody };
const posted = { params: CaseParams, query: Nothing, body: Bytes };

/** What a search asks for. */
interface Search {
  readonly uuids: ReadonlySet<string> | null;
  /** Types of attributes. */
  readonly types: ReadonlySet<string> | null;
  readonly values: ReadonlySet<string> | null;
  /** Seconds since 1970: changed at it or later. */
  readonly since: number;
  readonly limit: number;
  readonly page: number;
  /** Without what is in the events. */
  readonly metadata: boolean;
}

const MOST_FOUND = 10_000;
/** What decides about the form of an answer, or about what this node never holds, and never about which events are in it. */
const PASSED = new Set([
  ...["returnFormat", "controller", "published", "minimal", "deleted", "sgReferenceOnly"],
  ...["enforceWarninglist", "includeEventUuid", "includeEventTags", "includeContext", "includeProposals"],
  ...["includeDecayScore", "includeFullModel", "includeSightings", "includeSightingdb", "includeGalaxy"],
  ...["includeCorrelations", "includeEventCorrelations", "includeFeedCorrelations", "includeWarninglistHits"],
  ...[
    "includeServerCorrelations",
    "includeAttachments",
    "withAttachments",
    "excludeLocalTags",
    "requested_attributes",
  ],
  ...["excludeGalaxy", "headerless", "includeAllTags", "searchall_type", "flatten"],
]);

/** @throws InputError SHAPE_INVALID naming a filter that is not known here, or that is not as MISP writes it. */
export function readSearch(body: JsonValue): Search {
  const asked = isObject(body) && isObject(body["request"]) ? body["request"] : body;
  if (!isObject(asked)) throw invalid("", "an object of filters is expected");
  const {
    returnFormat = "json",
    uuid,
    eventid,
    type,
    value,
    timestamp,
    limit,
    page,
    metadata,
    ...rest
  } = asked;
  if (returnFormat !== "json" && returnFormat !== "")
    throw invalid("/returnFormat", "answers are JSON here; ask for json");
  const unknown = Object.entries(rest).find(([name, one]) => !PASSED.has(name) && !isNothing(one));
  if (unknown !== undefined)
    throw invalid(
      `/${unknown[0]}`,
      "this node does not know that filter, and would answer with more than was asked for",
    );
  const [named, events] = [readSet(uuid, "uuid"), readSet(eventid, "eventid")];
  return {
    uuids:
      named !== null && events !== null
        ? new Set([...named].filter((one) => events.has(one)))
        : (named ?? events),
    types: readSet(type, "type"),
    values: readSet(value, "value"),
    since: isNothing(timestamp) ? 0 : readWhole(timestamp, "timestamp"),
    limit: isNothing(limit) ? MOST_FOUND : Math.min(readWhole(limit, "limit"), MOST_FOUND),
    page: isNothing(page) ? 1 : Math.max(readWhole(page, "page"), 1),
    metadata: !isNothing(metadata),
  };
}

const isNothing = (value: JsonValue | undefined): value is undefined =>
  value === undefined ||
  value === null ||
  value === false ||
  value === "" ||
  value === 0 ||
  value === "0" ||
  (Array.isArray(value) && value.length === 0);

function readSet(value: JsonValue | undefined, name: string): ReadonlySet<string> | null {
  // Of a list of none there is nothing to find, which is not the same as no list.
  if (isNothing(value) && !Array.isArray(value)) return null;
  const all = Array.isArray(value) ? (value as readonly JsonValue[]) : [value];
  return new Set(
    all.map((one) => {
      // "!" takes out what follows it, and "%" stands for anything: neither is known here.
      if (typeof one !== "string" || one.startsWith("!") || one.includes("%"))
        throw invalid(`/${name}`, "a text, or a list of texts, each as it stands in the event");
      return one;
    }),
  );
}

function readWhole(value: JsonValue | undefined, name: string): number {
  const whole = Number(typeof value === "string" || typeof value === "number" ? value : Number.NaN);
  if (!Number.isSafeInteger(whole) || whole < 0) throw invalid(`/${name}`, "a whole number is expected");
  return whole;
}

/** The events that a search finds, in the order of the index, before it is cut into pages. */
function findEvents(offered: readonly OfferedEvent[], { uuids, since }: Search): readonly OfferedEvent[] {
  return offered.filter(
    ({ uuid, timestamp }) => (uuids === null || uuids.has(uuid)) && Number(timestamp) >= since,
  );
}

const pageOf = <T>(all: readonly T[], { limit, page }: Search): readonly T[] =>
  all.slice((page - 1) * limit, page * limit);

const attributesOf = ({ content }: OfferedEvent): readonly JsonObject[] => {
  const { Attribute: listed } = content;
  return Array.isArray(listed) ? (listed as readonly JsonValue[]).filter(isObject) : [];
};

/** Whether the attribute, or where it is composed one of its halves, is looked for. */
function isSought({ type, value }: JsonObject, { types, values }: Search): boolean {
  const halves = typeof value === "string" ? [value, ...value.split("|")] : [];
  return (
    (types === null || (typeof type === "string" && types.has(type))) &&
    (values === null || halves.some((half) => values.has(half)))
  );
}

function searchEvents(offered: readonly OfferedEvent[], search: Search): readonly JsonObject[] {
  const narrow = search.types !== null || search.values !== null;
  const found = findEvents(offered, search).filter(
    (event) => !narrow || attributesOf(event).some((one) => isSought(one, search)),
  );
  return pageOf(found, search).map(({ content }) => {
    if (!search.metadata) return { Event: content };
    const { Attribute: _, Object: __, EventReport: ___, ...rest } = content;
    return { Event: rest };
  });
}

function searchAttributes(offered: readonly OfferedEvent[], search: Search): readonly JsonObject[] {
  const found = findEvents(offered, { ...search, uuids: null }).flatMap((event) =>
    attributesOf(event)
      .filter(
        ({ uuid }) =>
          search.uuids === null ||
          search.uuids.has(event.uuid) ||
          (typeof uuid === "string" && search.uuids.has(uuid)),
      )
      .filter((one) => isSought(one, search))
      .map((one) => ({ ...one, event_uuid: event.uuid })),
  );
  return pageOf(found, search);
}

const disclosed = (found: readonly unknown[]): { readonly subject: string; readonly detail: JsonObject } => ({
  subject: "misp",
  detail: { found: found.length },
});

const searchRoutes = [
  defineRead({
    ...{
      id: "misp.client-version",
      method: "GET",
      path: "/misp/:case/servers/getPyMISPVersion.json",
      ...inCase,
    },
    ...{ summary: "Which client of MISP's this answers as.", takes: "json", input: plain },
    answer: Type.Object({ version: Text }),
    read: () => Promise.resolve({ version: MISP_VERSION }),
  }),
  defineFile({
    ...{ id: "misp.list", method: "GET", path: "/misp/:case/events/index", ...inCase },
    ...{ summary: "The events there are for whoever asks, without filters.", takes: "json" },
    ...{ transaction: "read", input: plain },
    work: (reader, { view, row }) => listOffered(reader, view, { row, recipient: view.member }),
    send: (offered) => Promise.resolve(answerJson(indexOf(offered))),
    disclosed,
  }),
  defineFile({
    ...{ id: "misp.search", method: "POST", path: "/misp/:case/events/restSearch", ...inCase },
    ...{ summary: "Events that meet a search, whole.", takes: "bytes", transaction: "read", input: posted },
    work: async (reader, { view, row, body }) => {
      const search = readSearch(readBody(body));
      return searchEvents(await listOffered(reader, view, { row, recipient: view.member }), search);
    },
    send: (found) => Promise.resolve(answerJson(JSON.stringify({ response: found }))),
    disclosed,
  }),
  defineFile({
    ...{ id: "misp.attributes", method: "POST", path: "/misp/:case/attributes/restSearch", ...inCase },
    ...{ summary: "Attributes that meet a search.", takes: "bytes", transaction: "read", input: posted },
    work: async (reader, { view, row, body }) => {
      const search = readSearch(readBody(body));
      return searchAttributes(await listOffered(reader, view, { row, recipient: view.member }), search);
    },
    send: (found) => Promise.resolve(answerJson(JSON.stringify({ response: { Attribute: found } }))),
    disclosed,
  }),
  defineRead({
    ...{ id: "misp.proposals", method: "GET", path: "/misp/:case/shadow_attributes/index/*", ...inCase },
    ...{ summary: "Proposals, of which there are none: nobody proposes a change of what was released." },
    ...{ takes: "json", input: { params: Rest, query: Nothing, body: NoBody }, answer: Type.Array(Text) },
    read: () => Promise.resolve([]),
  }),
  defineRead({
    ...{ id: "misp.sightings", method: "POST", path: "/misp/:case/sightings/restSearch/event", ...inCase },
    ...{ summary: "Sightings, of which none are told: who saw what is its own to say.", takes: "bytes" },
    ...{ input: posted, answer: Type.Object({ response: Type.Array(Text) }) },
    read: (_reader, { body }) => {
      if (!isObject(readBody(body))) throw invalid("", "an object of filters is expected");
      return Promise.resolve({ response: [] });
    },
  }),
];

/** Spoken as MISP does. */
export const mispSearchRoutes = speakOn(mispSurface, searchRoutes);
