// MISP events that others wrote. What identifies an event and decides about it is read strictly; the rest is kept as it came.
// Invariants: numbers that mean something only on the machine they come from are left out, tags that were not to leave it as
// well; how far it may go is worked out again, part by part, and never grows.
import { canonicalize, InputError, parseJson } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { afterHop, isObject, isUuid, readPartReach, readReach, writeReach } from "./reach.ts";
import type { Hop, Reach } from "./reach.ts";

/** An event as it is kept. */
export interface MispEvent {
  readonly uuid: string;
  readonly info: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Seconds since 1970, of its last change. */
  readonly timestamp: number;
  /** Who made it, as it says; no proof of it. */
  readonly creator: { readonly uuid: string | null; readonly name: string };
  readonly reach: Reach;
  /** The members of "Event", without what was of its sender's machine alone. */
  readonly content: JsonObject;
}

/** What a file of MISP says, whether or not it is a whole event: as little as a list of attributes. */
export interface MispSource extends Pick<MispEvent, "creator" | "reach" | "content"> {
  /** Null where it is no event. */
  readonly info: string | null;
}

const MOST_EVENTS = 1_000;
const MOST_PARTS = 50_000;
/** Numbers and marks of the sender's own database. */
const LOCAL = new Set([
  ...["id", "event_id", "org_id", "orgc_id", "object_id", "sharing_group_id", "attribute_count"],
  ...[
    "user_id",
    "event_creator_email",
    "proposal_email_lock",
    "RelatedEvent",
    "Feed",
    "Server",
    "CryptographicKey",
  ],
]);
const NO_UUID = "00000000-0000-0000-0000-000000000000";
const PARTS = ["Attribute", "Object", "EventReport", "ShadowAttribute"] as const;

/**
 * Reads one event, a list of them, or the answer of a search.
 * @throws InputError JSON_SYNTAX, JSON_DUPLICATE_KEY, JSON_UNSUPPORTED, SHAPE_INVALID naming the member.
 */
export function readMispEvents(text: string, hop: Hop): readonly MispEvent[] {
  const budget = { left: MOST_PARTS };
  return listAll(text).map((one, index) => readEvent(one, { hop, budget, path: `/${index}` }));
}

/**
 * Reads the same, and what clients write that is less: an event without "Event" around it, one that no MISP has given a UUID,
 * a day or a time yet, and attributes or objects alone. What is said is read as strictly as in an event; attributes alone
 * follow an event that is not there, so they reach nobody else.
 * @throws InputError as above.
 */
export function readMispSources(text: string, hop: Hop): readonly MispSource[] {
  const budget = { left: MOST_PARTS };
  return listAll(text).map((one, index) => readSource(one, { hop, budget, path: `/${index}` }));
}

function readSource(value: JsonValue, { hop, budget, path }: Reading): MispSource {
  const wrapped = isObject(value) ? value["Event"] : undefined;
  const source = isObject(wrapped) ? wrapped : value;
  if (!isObject(source) || ![...PARTS, "info"].some((name) => source[name] !== undefined))
    throw invalid(path, "this is no MISP event, and there are no attributes or objects in it");
  const { uuid, info, date, timestamp } = source;
  if ([uuid, info, date, timestamp].every((one) => one !== undefined))
    return readEvent({ Event: source }, { hop, budget, path });
  const { Attribute: attribute, Object: object } = source;
  // A search answers with objects one by one, each under its own name.
  const parts = {
    ...(isObject(attribute) && { Attribute: [attribute] }),
    ...(isObject(object) && { Object: [object] }),
  };
  // What is left out is said by nobody; what is there must be what it is.
  const { content, creator, reach } = readEvent(
    { Event: { uuid: NO_UUID, info: "MISP", date: "1970-01-01", timestamp: "0", ...source, ...parts } },
    { hop, budget, path },
  );
  const said = Object.entries(content).filter(([name]) => source[name] !== undefined);
  return { content: Object.fromEntries(said), creator, reach, info: typeof info === "string" ? info : null };
}

/** One event, a list of them, or the answer of a search. */
function listAll(text: string): readonly JsonValue[] {
  const value = parseJson(text.replace(/^\uFEFF/, ""));
  // Refuses halves of characters, and nesting that later steps would have to follow down.
  canonicalize(value);
  const inside = isObject(value) && value["Event"] === undefined ? (value["response"] ?? value) : value;
  const all = Array.isArray(inside) ? (inside as readonly JsonValue[]) : [inside ?? null];
  if (all.length === 0 || all.length > MOST_EVENTS)
    throw invalid("", `there are ${all.length} events; one to ${MOST_EVENTS} are read at a time`);
  return all;
}

/** Reads one event that is JSON already. @throws InputError as above. */
export function readMispEvent(value: JsonValue, hop: Hop): MispEvent {
  canonicalize(value);
  return readEvent(value, { hop, budget: { left: MOST_PARTS }, path: "" });
}

interface Reading {
  readonly hop: Hop;
  readonly budget: { left: number };
  readonly path: string;
}

function readEvent(value: JsonValue, { hop, budget, path }: Reading): MispEvent {
  const event = isObject(value) ? value["Event"] : undefined;
  if (!isObject(event)) throw invalid(path, 'this is no MISP event: it has no member "Event"');
  const { uuid, info, date, timestamp, Orgc: creator, deleted } = event;
  if (!isUuid(uuid)) throw invalid(`${path}/uuid`, "a UUID in small letters is expected");
  if (typeof info !== "string" || info.trim() === "" || info.length > 65_535)
    throw invalid(`${path}/info`, "one line of text is expected");
  if (typeof date !== "string" || !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(date))
    throw invalid(`${path}/date`, "a day is expected, 2031-03-04");
  if (deleted !== undefined && isTrue(deleted)) throw invalid(`${path}/deleted`, "the event was deleted");
  const reach = afterHop(readReach(event), hop);
  const content = {
    ...cleanPart(event, { reach, budget, path }),
    ...writeWhole(event, reach),
    // It came from elsewhere: only its creator changes it.
    locked: true,
  };
  return {
    ...{ uuid, info, date, reach, content },
    timestamp: readSeconds(timestamp, `${path}/timestamp`),
    creator: {
      uuid: isObject(creator) && isUuid(creator["uuid"]) ? creator["uuid"] : null,
      name: isObject(creator) && typeof creator["name"] === "string" ? creator["name"].slice(0, 255) : "",
    },
  };
}

interface Cleaning {
  readonly reach: Reach;
  readonly budget: { left: number };
  readonly path: string;
}

/** The members of an event or of a part, with all parts below it. */
function cleanPart(of: JsonObject, { reach, budget, path }: Cleaning): JsonObject {
  const clean = Object.entries(of)
    .filter(([name]) => !LOCAL.has(name))
    .map(([name, value]): [string, JsonValue] => {
      if (name === "Tag" || name === "Galaxy") return [name, dropUnshared(value, budget)];
      return PARTS.some((part) => part === name)
        ? [name, cleanParts(value, { reach, budget, path: `${path}/${name}` })]
        : [name, dropLocal(value)];
    });
  return Object.fromEntries(clean);
}

function cleanParts(value: JsonValue, { reach, budget, path }: Cleaning): JsonValue {
  // An empty list is also written as null.
  if (value === null) return [];
  if (!Array.isArray(value)) throw invalid(path, "a list is expected");
  return (value as readonly JsonValue[]).filter(isShared).map((part, index): JsonObject => {
    const at = `${path}/${index}`;
    if (!isObject(part)) throw invalid(at, "an object is expected");
    spend(budget, at);
    const { uuid } = part;
    if (uuid !== undefined && !isUuid(uuid))
      throw invalid(`${at}/uuid`, "a UUID in small letters is expected");
    const own = readPartReach(part, reach);
    return { ...cleanPart(part, { reach: own, budget, path: at }), ...writeWhole(part, own) };
  });
}

/** How far it may go, in place of how far it might before; the group with no more than its name. */
function writeWhole({ SharingGroup: group }: JsonObject, reach: Reach): JsonObject {
  const { distribution, group: uuid } = writeReach(reach);
  const named =
    isObject(group) && group["uuid"] === uuid && typeof group["name"] === "string" ? group["name"] : "";
  return {
    distribution,
    // Who else is in a group is told by nobody but its keeper.
    SharingGroup: uuid === null ? null : { uuid, name: named.slice(0, 255) },
  };
}

/** Tags and galaxies that their machine keeps to itself stay there. */
function dropUnshared(value: JsonValue, budget: { left: number }): JsonValue {
  if (!Array.isArray(value)) return [];
  const shared = (value as readonly JsonValue[]).filter((one) => {
    spend(budget, "/Tag");
    return isObject(one) && one["exportable"] !== false;
  });
  return dropLocal(shared);
}

/** The same at any depth, in members that are not known here as well, with the numbers of the sender's database. */
function dropLocal(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).filter(isShared).map(dropLocal);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inside]) => !LOCAL.has(name) && isShared(inside))
      .map(([name, inside]) => [name, dropLocal(inside)]),
  );
}

const isShared = (value: JsonValue): boolean => !isObject(value) || !isTrue(value["local"] ?? false);

function spend(budget: { left: number }, path: string): void {
  budget.left -= 1;
  if (budget.left < 0)
    throw invalid(path, `more than ${MOST_PARTS} attributes, objects and tags; send less at a time`);
}

const isTrue = (value: JsonValue): boolean =>
  value === true || value === 1 || value === "1" || value === "true";

function readSeconds(value: JsonValue | undefined, path: string): number {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || !/^(0|[1-9][0-9]{0,9})$/.test(text))
    throw invalid(path, "whole seconds since 1970 are expected");
  return Number(text);
}

export function invalid(path: string, what: string): InputError {
  return new InputError(
    "SHAPE_INVALID",
    `MISP${path === "" ? "" : ` at ${path}`}: ${what}. Its sender corrects it.`,
  );
}
