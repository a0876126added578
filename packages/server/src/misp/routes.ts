// What another MISP asks when it is told of this node as of a MISP server, and no more (MISP 2.5 sync): who it is here, which
// events there are, each of them; and what it pushes. Its address here is that of one case, so that a key and a case decide
// together what is there, by the same admission and the same views as everywhere; what one may not know of is not there.
import { Type } from "typebox";
import { epochMilliseconds } from "@entente/core/encoding";
import type { Instant, JsonValue } from "@entente/core/encoding";
import { journalReading } from "../releases/index.ts";
import {
  Bytes,
  CaseParams,
  defineDisclosure,
  defineFile,
  defineRead,
  NoBody,
  Nothing,
  speakOn,
} from "../routing/index.ts";
import { writeFeed } from "./feed.ts";
import { listOffered } from "./offered.ts";
import { isObject, isUuid } from "./reach.ts";
import { invalid, readMispEvent } from "./read-event.ts";
import { receiveEvent } from "./received.ts";
import { notFound, readNamed } from "./rules.ts";
import { answerJson, indexOf, readBody, reads, Rest } from "./speaking.ts";
import { findReceived, listReceived } from "./store.ts";
import { MISP_VERSION, mispSurface } from "./surface.ts";

const Text = Type.String();
const sends = { lead: ["drafter", "desk"], allies: ["release-authority", "desk"] } as const;
export { mispSearchRoutes } from "./search-routes.ts";

const MaybeRest = Type.Object(
  { ...CaseParams.properties, "*": Type.Optional(Type.String({ maxLength: 1000 })) },
  { additionalProperties: false },
);
const MOST_FILTERED = 10_000;
const inCase = { view: "case", stepUp: false } as const;
const plain = { params: CaseParams, query: Nothing, body: NoBody };
const posted = { params: CaseParams, query: Nothing, body: Bytes };

const syncRoutes = [
  defineRead({
    ...{ id: "misp.version", method: "GET", path: "/misp/:case/servers/getVersion", who: reads, ...inCase },
    ...{ summary: "Which MISP this answers as, and what the key may do.", takes: "json", input: plain },
    answer: Type.Object({
      ...{ version: Text, pymisp_recommended_version: Text, perm_sync: Type.Boolean() },
      ...{
        perm_sighting: Type.Boolean(),
        perm_galaxy_editor: Type.Boolean(),
        perm_analyst_data: Type.Boolean(),
      },
      ...{ request_encoding: Type.Array(Text), filter_sightings: Type.Boolean() },
    }),
    read: () =>
      Promise.resolve({
        ...{ version: MISP_VERSION, pymisp_recommended_version: MISP_VERSION, perm_sync: true },
        ...{ perm_sighting: false, perm_galaxy_editor: false, perm_analyst_data: false },
        ...{ request_encoding: [], filter_sightings: false },
      }),
  }),
  defineRead({
    ...{ id: "misp.post-test", method: "POST", path: "/misp/:case/servers/postTest", who: reads, ...inCase },
    ...{ summary: "Says back what was posted, so that a MISP knows that its posts arrive.", takes: "bytes" },
    input: posted,
    answer: Type.Object({
      body: Type.Object({ testString: Text }),
      headers: Type.Object({ Accept: Text, "Content-type": Text }),
    }),
    read: (_reader, { body }) => {
      const value = readBody(body);
      const { testString } = isObject(value) ? value : {};
      if (typeof testString !== "string" || testString.length > 1000)
        throw invalid("/testString", "a text of at most 1000 letters is expected");
      const type = "application/json";
      return Promise.resolve({ body: { testString }, headers: { Accept: type, "Content-type": type } });
    },
  }),
  ...(["me", "me.json"] as const).map((named) =>
    defineRead({
      ...{ id: named === "me" ? "misp.self" : "misp.me", method: "GET", who: reads, ...inCase },
      path: `/misp/:case/users/view/${named}`,
      ...{ summary: "Whose key it is.", takes: "json", input: plain },
      answer: Type.Object({
        User: Type.Object({ id: Text, org_id: Text, email: Text, disabled: Type.Boolean() }),
        Role: Type.Object({ name: Text, perm_sync: Type.Boolean(), perm_site_admin: Type.Boolean() }),
        Organisation: Type.Object({ id: Text, name: Text }),
        UserSetting: Type.Array(Text),
      }),
      read: (_reader, { view, by }) =>
        Promise.resolve({
          // Numbers of a database say nothing here, and are never taken from anyone.
          User: { id: "1", org_id: "1", email: by, disabled: false },
          Role: { name: "Sync", perm_sync: true, perm_site_admin: false },
          Organisation: { id: "1", name: view.member },
          UserSetting: [],
        }),
    }),
  ),
  defineFile({
    ...{ id: "misp.index", method: "POST", path: "/misp/:case/events/index", who: reads, ...inCase },
    ...{
      summary: "The events there are for whoever asks.",
      takes: "bytes",
      transaction: "read",
      input: posted,
    },
    work: async (reader, { view, row, body }) => {
      if (body.length > 0 && !isObject(readBody(body))) throw invalid("", "an object of filters is expected");
      return listOffered(reader, view, { row, recipient: view.member });
    },
    send: (offered) => Promise.resolve(answerJson(indexOf(offered))),
    disclosed: (offered) => ({ subject: "misp", detail: { events: offered.length } }),
  }),
  defineFile({
    ...{ id: "misp.event", method: "GET", path: "/misp/:case/events/view/*", who: reads, ...inCase },
    ...{ summary: "One event whole.", takes: "json", transaction: "read" },
    input: { params: Rest, query: Nothing, body: NoBody },
    work: async (reader, { view, row, params }) => {
      const uuid = readNamed(params["*"]);
      const offered = await listOffered(reader, view, { row, recipient: view.member });
      const found = offered.find((event) => event.uuid === uuid);
      if (found === undefined) throw notFound();
      return found;
    },
    send: ({ text }) => Promise.resolve(answerJson(text)),
    disclosed: ({ cutId, recipient }) => ({ subject: cutId, detail: { recipient, form: "misp" } }),
  }),
  defineRead({
    ...{ id: "misp.filter", method: "POST", path: "/misp/:case/events/filterEventIdsForPush", ...inCase },
    ...{ who: sends, summary: "Which of the events offered are wanted: those not here, or older here." },
    ...{ takes: "bytes", input: posted, answer: Type.Array(Text) },
    read: async (reader, { view, body }) => {
      const known = new Map(
        (await listReceived(reader, view, view.member)).map((one) => [one.uuid, one.changed]),
      );
      return readOffers(readBody(body)).flatMap(({ uuid, timestamp }) =>
        timestamp > (known.get(uuid) ?? -1) ? [uuid] : [],
      );
    },
  }),
  // MISP writes settings behind the address, and its clients do not.
  ...(
    [
      ["misp.add", "add", "add/*", MaybeRest],
      ["misp.new", "add", "add", CaseParams],
      ["misp.edit", "edit", "edit/*", MaybeRest],
    ] as const
  ).map(([id, verb, path, shape]) =>
    defineFile({
      ...{ id, method: "POST", path: `/misp/:case/events/${path}`, who: sends, ...inCase },
      ...{ summary: "Takes an event as evidence from the member whose key it is.", takes: "bytes" },
      ...{ transaction: "change", input: { params: shape, query: Nothing, body: Bytes } },
      work: async (tx, call) => {
        const { view, params, body } = call;
        const { act } = call as typeof call & { readonly act: Parameters<typeof receiveEvent>[1]["act"] };
        const event = readMispEvent({ Event: sayWhen(readBody(body), act.at) }, "push");
        const [named = ""] = ("*" in params ? params["*"] : "").split("/");
        if (verb === "edit" && named !== event.uuid)
          throw invalid("/Event/uuid", "the event is another than the address names");
        const before = await findReceived(tx, view, { sender: act.seat.member, uuid: event.uuid });
        // MISP adds what is new, and edits what it was told is there.
        if (verb === "add" && before !== null) return { uuid: event.uuid, there: true, text: "" };
        if (verb === "edit" && before === null) throw notFound();
        const { decision } = await receiveEvent(tx, { act, view }, event);
        const kept = await findReceived(tx, view, { sender: act.seat.member, uuid: event.uuid });
        if (decision === "keep" || kept === null)
          return { uuid: event.uuid, there: false, text: before?.content ?? "" };
        return { uuid: event.uuid, there: false, text: kept.content };
      },
      send: ({ uuid, there, text }, { params }) => {
        if (!there) return Promise.resolve(answerJson(text));
        const location = `/misp/${encodeURIComponent(params.case)}/events/view/${uuid}`;
        const message =
          "Event already exists, if you would like to edit it, use the url in the location header.";
        const answer = JSON.stringify({ saved: false, name: message, message, url: location });
        return Promise.resolve({ ...answerJson(answer), status: 404, headers: { location } });
      },
    }),
  ),
];

/** Spoken as MISP does. */
export const mispSyncRoutes = speakOn(mispSurface, syncRoutes);

const Received = Type.Object({
  ...{ sender: Text, uuid: Text, version: Type.Integer(), changed: Type.Integer(), info: Text },
  ...{ creator: Type.Union([Text, Type.Null()]), creatorName: Text, digest: Text },
  ...{ receivedBy: Text, receivedAt: Text },
});
const leadOnly = { lead: ["drafter", "release-authority", "desk"], allies: [] } as const;

/** Our own: what was received, and feeds to hand out as folders. */
export const mispRoutes = [
  defineRead({
    ...{
      id: "misp.list-received",
      method: "GET",
      path: "/api/cases/:case/misp/events",
      who: leadOnly,
      ...inCase,
    },
    ...{ summary: "Events that members' MISPs have pushed, the newest version of each.", takes: "json" },
    ...{ input: plain, answer: Type.Object({ events: Type.Array(Received) }) },
    read: async (reader, { view }) => ({ events: [...(await listReceived(reader, view, null))] }),
  }),
  defineFile({
    ...{ id: "misp.received", method: "GET", path: "/api/cases/:case/misp/events/:sender/:id", ...inCase },
    ...{ who: leadOnly, summary: "One event that was pushed, as evidence to import.", takes: "json" },
    transaction: "read",
    input: {
      params: Type.Object(
        {
          ...CaseParams.properties,
          sender: Type.String({ maxLength: 32 }),
          id: Type.String({ format: "uuid" }),
        },
        { additionalProperties: false },
      ),
      ...{ query: Nothing, body: NoBody },
    },
    work: async (reader, { view, params: { sender, id } }) => {
      const found = await findReceived(reader, view, { sender, uuid: id });
      if (found === null) throw notFound();
      return found.content;
    },
    send: (content) => Promise.resolve(answerJson(content)),
  }),
  defineDisclosure({
    ...{ id: "misp.feed", method: "GET", path: "/api/cases/:case/misp/feeds/:member", who: reads, ...inCase },
    ...{ summary: "A member's cuts as a MISP feed: the files of a folder.", takes: "json" },
    input: {
      params: Type.Object(
        { ...CaseParams.properties, member: Type.String({ maxLength: 32 }) },
        { additionalProperties: false },
      ),
      ...{ query: Nothing, body: NoBody },
    },
    answer: Type.Object({ files: Type.Array(Type.Object({ path: Text, file: Text })) }),
    disclose: async (tx, { view, row, params, by, at }) => {
      const offered = await listOffered(tx, view, { row, recipient: params.member });
      if (offered.length === 0) throw notFound();
      for (const { cutId, recipient } of offered)
        await journalReading(tx, view, { cut: { id: cutId, recipient }, by, at });
      return { files: [...writeFeed(offered)].map(([path, file]) => ({ path, file })) };
    },
  }),
];

/**
 * An event that is pushed, with when it came where it does not say of when it is: a MISP says so, its clients leave it to whom
 * they bring it.
 */
function sayWhen(value: JsonValue, at: Instant): JsonValue {
  const event = isObject(value) && value["Event"] !== undefined ? value["Event"] : value;
  const seconds = Math.floor(epochMilliseconds(at) / 1000);
  return isObject(event) ? { date: at.slice(0, 10), timestamp: String(seconds), ...event } : event;
}

/** What a MISP would push. @throws InputError SHAPE_INVALID naming the member. */
function readOffers(value: JsonValue): readonly { readonly uuid: string; readonly timestamp: number }[] {
  if (!Array.isArray(value) || value.length > MOST_FILTERED)
    throw invalid("", `a list of at most ${MOST_FILTERED} events is expected`);
  return (value as readonly JsonValue[]).map((one, index) => {
    const event = isObject(one) ? one["Event"] : undefined;
    if (!isObject(event) || !isUuid(event["uuid"]))
      throw invalid(`/${index}/Event/uuid`, "a UUID is expected");
    const seconds = Number(event["timestamp"]);
    if (!Number.isSafeInteger(seconds) || seconds < 0)
      throw invalid(`/${index}/Event/timestamp`, "whole seconds since 1970 are expected");
    return { uuid: event["uuid"], timestamp: seconds };
  });
}
