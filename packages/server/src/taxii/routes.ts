import { Type } from "typebox";
import type { TObject } from "typebox";
import { answeringRoles, contentRoles, writeJournal } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { listAdmitted } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import {
  Bytes,
  CaseParams,
  defineFile,
  defineRead,
  defineSharedFile,
  NoBody,
  Nothing,
  speakOn,
} from "../routing/index.ts";
import type { Cursors, Disclosed, FileAnswer } from "../routing/index.ts";
import type { Reader } from "../storage/index.ts";
import { readEnvelope } from "./envelope.ts";
import { MOST_BYTES, notFound, sayMicroseconds, taxii, TAXII_TYPE } from "./protocol.ts";
import { receive } from "./receiving.ts";
import { ALL, bringingRoles, findCollection, listCollections, NEWEST, readFilter } from "./rules.ts";
import type { Collection, Filter, FilterQuery, VersionFilter } from "./rules.ts";
import { completePage, findState, openPage } from "./store-pages.ts";
import type { ObjectPage, OpenedPage } from "./store-pages.ts";
import { findStatus, holdsObject, listInboxes, readManifest, removeObject } from "./store.ts";
import type { PageEnds } from "./store.ts";

const Text = Type.String();
const who = { lead: contentRoles, allies: answeringRoles };
const reading = { who, view: "case", takes: "bytes", stepUp: false } as const;
const bringing = {
  ...{ ...reading, who: { lead: bringingRoles, allies: answeringRoles } },
  transaction: "change",
} as const;
const paging = { ...reading, method: "GET", transaction: "read", together: true } as const;

const named = (...names: readonly string[]): TObject =>
  Type.Object(
    {
      ...CaseParams.properties,
      ...Object.fromEntries(names.map((name) => [name, Type.String({ maxLength: 300 })])),
    },
    { additionalProperties: false },
  );
const filters = (...names: readonly (keyof FilterQuery)[]): TObject =>
  Type.Object(
    Object.fromEntries(names.map((name) => [name, Type.Optional(Type.String({ maxLength: 16_000 }))])),
    { additionalProperties: false },
  );
const pages = ["added_after", "limit", "next", "match[spec_version]"] as const;

const CollectionSchema = Type.Object({
  ...{ id: Text, title: Text, description: Text, alias: Text },
  ...{ can_read: Type.Boolean(), can_write: Type.Boolean(), media_types: Type.Array(Text) },
});

interface InList {
  readonly case: string;
  readonly collection: string;
}
interface OfObject extends InList {
  readonly object: string;
}

const inTaxii = [
  defineRead({
    ...{ id: "taxii.discovery", method: "GET", path: "/taxii2/" },
    summary: "TAXII discovery: the cases you may know of, each an API root.",
    ...{ who: "signed-in", view: "none", takes: "bytes", stepUp: false },
    input: { params: Nothing, query: Nothing, body: NoBody },
    answer: Type.Object({ title: Text, description: Text, api_roots: Type.Optional(Type.Array(Text)) }),
    read: async (reader, { caller, origin }) => {
      const cases = await listAdmitted(reader, { who, caller, only: null });
      return {
        ...{ title: "Entente", description: "Each case is an API root of its own." },
        ...(cases.length > 0 && { api_roots: cases.map(({ slug }) => `${origin}/taxii2/${slug}/`) }),
      };
    },
  }),
  defineRead({
    ...{ ...reading, id: "taxii.root", method: "GET", path: "/taxii2/:case/" },
    summary: "A case as an API root.",
    input: { params: CaseParams, query: Nothing, body: NoBody },
    answer: Type.Object({
      ...{ title: Text, versions: Type.Array(Text), max_content_length: Type.Integer() },
    }),
    read: (_reader, { row }) =>
      Promise.resolve({ title: titleOf(row), versions: [TAXII_TYPE], max_content_length: MOST_BYTES }),
  }),
  defineFile({
    ...{ ...reading, id: "taxii.status", method: "GET", path: "/taxii2/:case/status/:status/" },
    summary: "What became of objects you brought.",
    transaction: "read",
    input: { params: named("status"), query: Nothing, body: NoBody },
    work: async (reader, { view, params }) => {
      const { status: id } = params as { readonly status: string };
      const status = /^[0-9a-f-]{36}$/.test(id) ? await findStatus(reader, view, id) : null;
      if (status === null) throw notFound();
      return status;
    },
    send: (status) => Promise.resolve(answer(status)),
  }),
  defineRead({
    ...{ ...reading, id: "taxii.collections", method: "GET", path: "/taxii2/:case/collections/" },
    summary: "The collections of a case that are yours.",
    input: { params: CaseParams, query: Nothing, body: NoBody },
    answer: Type.Object({ collections: Type.Array(CollectionSchema) }),
    read: async (reader, { view, by }) => ({
      collections: (await collectionsOf(reader, { view, by })).map(describe),
    }),
  }),
  defineRead({
    ...{ ...reading, id: "taxii.collection", method: "GET", path: "/taxii2/:case/collections/:collection/" },
    summary: "One collection, by its id or alias.",
    input: { params: named("collection"), query: Nothing, body: NoBody },
    answer: CollectionSchema,
    read: async (reader, { view, by, params }) =>
      describe(await openCollection(reader, { view, by, params })),
  }),
  defineFile({
    ...{ ...paging, id: "taxii.manifest", path: "/taxii2/:case/collections/:collection/manifest/" },
    summary: "What is in a collection, without the objects.",
    input: {
      params: named("collection"),
      query: filters(...pages, "match[id]", "match[type]", "match[version]"),
      body: NoBody,
    },
    work: async (reader, call) => {
      const filter = filterOf(call, NEWEST);
      const list = await openCollection(reader, call);
      return { ...(await readManifest(reader, call.view, { list, filter })), subject: list.id };
    },
    send: ({ rows, ...ends }, { cursors }) =>
      Promise.resolve(
        answerPage(ends, cursors, {
          ...(rows.length > 0 && {
            objects: rows.map(({ id, added, version, specVersion }) => ({
              ...{ id, date_added: sayMicroseconds(added), version },
              media_type: `application/stix+json;version=${specVersion}`,
            })),
          }),
        }),
      ),
    disclosed: tellPage,
  }),
  defineSharedFile({
    ...{
      ...reading,
      id: "taxii.objects",
      method: "GET",
      path: "/taxii2/:case/collections/:collection/objects/",
    },
    summary: "The objects of a collection, a page at a time.",
    input: {
      params: named("collection"),
      query: filters(...pages, "match[id]", "match[type]", "match[version]"),
      body: NoBody,
    },
    work: async (reader, call) => {
      const filter = filterOf(call, NEWEST);
      const list = await openCollection(reader, call);
      return { opened: await openPage(reader, call, { list, filter }), subject: list.id };
    },
    complete,
    // Of a member's own lists it is known before which they are; of the lead's, others are found first.
    ahead: (reader, { view, params }) => {
      const { collection: name } = params as unknown as InList;
      const list = view.reach === "case" ? null : findCollection(listCollections(view, "", []), name);
      if (list !== null) void findState(reader, view, list).catch(() => null);
    },
    send: (page, { cursors }) => Promise.resolve(answerObjects(page, cursors)),
    disclosed: tellPage,
  }),
  defineSharedFile({
    ...{
      ...reading,
      id: "taxii.object",
      method: "GET",
      path: "/taxii2/:case/collections/:collection/objects/:object/",
    },
    summary: "The versions of one object that are asked for.",
    input: {
      params: named("collection", "object"),
      query: filters(...pages, "match[version]"),
      body: NoBody,
    },
    work: async (reader, call) => {
      const { list, filter, id } = await openObject(reader, call, NEWEST);
      return { opened: await openPage(reader, call, { list, filter }), subject: `${list.id}/${id}` };
    },
    complete,
    send: (page, { cursors }) => Promise.resolve(answerObjects(page, cursors)),
    disclosed: tellPage,
  }),
  defineFile({
    ...{ ...paging, id: "taxii.versions" },
    path: "/taxii2/:case/collections/:collection/objects/:object/versions/",
    summary: "Which versions of one object there are.",
    input: { params: named("collection", "object"), query: filters(...pages), body: NoBody },
    work: async (reader, call) => {
      const { list, filter, id } = await openObject(reader, call, ALL);
      return { ...(await readManifest(reader, call.view, { list, filter })), subject: `${list.id}/${id}` };
    },
    send: ({ rows, ...ends }, { cursors }) =>
      Promise.resolve(
        answerPage(ends, cursors, rows.length > 0 ? { versions: rows.map(({ version }) => version) } : {}),
      ),
    disclosed: tellPage,
  }),
  defineFile({
    ...{ ...bringing, id: "taxii.post", method: "POST", transaction: "gathered", together: true },
    path: "/taxii2/:case/collections/:collection/objects/",
    summary: "Bring objects to an inbox, where they are kept as evidence.",
    input: { params: named("collection"), query: Nothing, body: Bytes },
    work: async (reader, { view, by, params }) => {
      const collection = await openCollection(reader, { view, by, params });
      if (!collection.canWrite) throw notFound();
      return collection;
    },
    send: async (collection, { node: { database }, view, at, by, body }) => {
      const brought = readEnvelope(body);
      return {
        ...answer(await receive(database, { collection, brought, bytes: body, view, at, by })),
        status: 202,
      };
    },
  }),
  defineFile({
    ...{ ...bringing, id: "taxii.delete", method: "DELETE" },
    path: "/taxii2/:case/collections/:collection/objects/:object/",
    summary: "Take an object out of your own inbox, all versions of it unless some are named.",
    input: {
      params: named("collection", "object"),
      query: filters("match[version]", "match[spec_version]"),
      body: NoBody,
    },
    work: async (tx, call) => {
      const { list, filter, id } = await openObject(tx, call, ALL);
      if (!list.canWrite) throw notFound();
      const { view, at, by } = call;
      // What is not narrowed is all that is there under the id.
      const specVersions = filter.specVersions === "newest" ? "any" : filter.specVersions;
      const removed = await removeObject(tx, view, { list, filter: { ...filter, specVersions }, at, by });
      await writeJournal(tx, {
        ...{ caseId: view.caseId, at, seat: by, action: "taxii.delete", subject: id },
        detail: { collection: list.id, removed },
      });
    },
    send: () => Promise.resolve(answer("{}")),
  }),
];

/** TAXII 2.1: each case is an API root, and each member has its collections in it. */
export const taxiiRoutes = speakOn(taxii, inTaxii);

interface Looking {
  readonly view: View;
  readonly by: string;
}

async function collectionsOf(reader: Reader, { view, by }: Looking): Promise<readonly Collection[]> {
  return listCollections(view, by, view.reach === "case" ? await listInboxes(reader, view) : []);
}

/** @throws ServerError NOT_FOUND for one that is not theirs, as for one that is not there. */
async function openCollection(
  reader: Reader,
  { params, ...looking }: Looking & { readonly params: object },
): Promise<Collection> {
  const { collection: name } = params as InList;
  const found = findCollection(await collectionsOf(reader, looking), name);
  if (!found?.canRead) throw notFound();
  return found;
}

interface Filtering {
  readonly query: object;
  readonly cursors: Cursors;
}

const filterOf = ({ query, cursors: { open } }: Filtering, usual: VersionFilter): Filter =>
  readFilter(query, { usual, open });

/** The same for one object. @throws ServerError NOT_FOUND where the collection holds nothing under its id. */
async function openObject(
  reader: Reader,
  call: Looking & Filtering & { readonly params: object },
  usual: VersionFilter,
): Promise<{ readonly list: Collection; readonly filter: Filter; readonly id: string }> {
  const filter = filterOf(call, usual);
  const list = await openCollection(reader, call);
  const { object: id } = call.params as OfObject;
  if (!(await holdsObject(reader, call.view, { list, id }))) throw notFound();
  return { list, id, filter: { ...filter, ids: [id] } };
}

function answer(bytes: FileAnswer["bytes"]): FileAnswer {
  return { bytes, type: TAXII_TYPE, headers: {}, status: 200 };
}

async function complete(
  reader: Reader,
  { opened, subject }: { readonly opened: OpenedPage; readonly subject: string },
): Promise<ObjectPage & { readonly subject: string }> {
  return { ...(await completePage(reader, opened)), subject };
}

/** An envelope: texts as they lie there, with what is said of the page around them. */
function answerObjects(page: ObjectPage, cursors: Cursors): FileAnswer {
  if (page.count === 0) return answer("{}");
  const before = Buffer.from(`{${sayMore(page, cursors)}"objects":[`, "latin1");
  return withDates(page, answer([before, ...page.objects, AFTER]));
}

const AFTER = Buffer.from("]}");

function answerPage(ends: PageEnds, cursors: Cursors, content: object): FileAnswer {
  if (ends.count === 0) return answer("{}");
  return withDates(ends, answer(`{${sayMore(ends, cursors)}${JSON.stringify(content).slice(1)}`));
}

function sayMore({ more, last }: PageEnds, cursors: Cursors): string {
  return more ? `"more":true,"next":"${cursors.seal(String(last))}",` : '"more":false,';
}

/** When the first and the last of what is answered were added (section 3.4), of which a client may go on. */
function withDates({ first, last }: PageEnds, file: FileAnswer): FileAnswer {
  if (first === null || last === null) return file;
  return {
    ...file,
    headers: {
      "x-taxii-date-added-first": sayMicroseconds(first),
      "x-taxii-date-added-last": sayMicroseconds(last),
    },
  };
}

function tellPage({ count, first, last, subject }: PageEnds & Pick<Disclosed, "subject">): Disclosed {
  return { subject, detail: { objects: count, first, last } };
}

function describe({ id, alias, title, description, canRead, canWrite }: Collection): {
  id: string;
  title: string;
  description: string;
  alias: string;
  can_read: boolean;
  can_write: boolean;
  media_types: string[];
} {
  return {
    ...{ id, title, description, alias, can_read: canRead, can_write: canWrite },
    media_types: ["application/stix+json;version=2.1"],
  };
}

function titleOf({ title, exercise }: CaseRow): string {
  return exercise ? `Exercise: ${title}` : title;
}
