// MISP feeds: a folder of a manifest and a file for each event, which any MISP or script reads from a web server, an archive or
// a stick. What is for everyone has the list of digests that MISP looks values up in; what is not has none, because a digest of
// something easily guessed tells it (standards: MISP feed format).
import { hash } from "node:crypto";
import { canonicalize, parseJson } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import type { RenderedEvent } from "./event.ts";
import { isObject, isUuid } from "./reach.ts";
import { invalid } from "./read-event.ts";

/** Members that say how far it may go on one machine; who reads a feed decides that for itself. */
const OF_ONE_MACHINE = new Set(["distribution", "sharing_group_id", "id", "org_id", "orgc_id", "locked"]);

/** Name of each file, and what is in it. */
export function writeFeed(events: readonly RenderedEvent[]): ReadonlyMap<string, string> {
  const files = events.map(({ uuid, content }) => [`${uuid}.json`, `${writeEvent(content)}\n`] as const);
  const texts = new Map(files);
  const manifest = Object.fromEntries(
    events.map(({ uuid, content, creator }) => {
      const { info, date, timestamp, analysis, threat_level_id, Tag } = content;
      const text = texts.get(`${uuid}.json`) ?? "";
      return [
        uuid,
        {
          ...{ Orgc: { ...creator }, Tag, info, date, analysis, threat_level_id, timestamp },
          "integrity:sha256": hash("sha256", text, "hex"),
        } as JsonObject,
      ];
    }),
  );
  return new Map([
    ["manifest.json", `${canonicalize(manifest)}\n`],
    ...files,
    ...(events.length > 0 && events.every((event) => event.public)
      ? [["hashes.csv", writeHashes(events)] as const]
      : []),
  ]);
}

function writeEvent(content: JsonObject): string {
  return canonicalize({ Event: strip(content) });
}

function strip(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(strip);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !OF_ONE_MACHINE.has(name))
      .map(([name, inside]) => [name, strip(inside)]),
  );
}

function writeHashes(events: readonly RenderedEvent[]): string {
  return events
    .flatMap(({ uuid, content }) =>
      (content["Attribute"] as readonly JsonObject[]).map(({ value }) =>
        typeof value === "string" ? `${hash("md5", value, "hex")},${uuid}\n` : "",
      ),
    )
    .join("");
}

/** One event that a feed offers. */
export interface FeedEntry {
  readonly uuid: string;
  readonly timestamp: number;
  readonly info: string;
  /** SHA-256 of the event's file in hexadecimal; null where the feed does not say. */
  readonly sha256: string | null;
}

const MOST_ENTRIES = 100_000;

/** Reads a manifest. @throws InputError JSON_SYNTAX, JSON_DUPLICATE_KEY, SHAPE_INVALID naming the member. */
export function readManifest(text: string): readonly FeedEntry[] {
  const value = parseJson(text.replace(/^\uFEFF/, ""));
  // An empty feed is also written as an empty list.
  if (Array.isArray(value) && value.length === 0) return [];
  if (!isObject(value)) throw invalid("", "this is no manifest: an object of events by UUID is expected");
  const entries = Object.entries(value);
  if (entries.length > MOST_ENTRIES) throw invalid("", `the manifest lists more than ${MOST_ENTRIES} events`);
  return entries.map(([uuid, entry]) => {
    if (!isUuid(uuid)) throw invalid("", "each event is named by its UUID, in small letters");
    if (!isObject(entry)) throw invalid(`/${uuid}`, "an object is expected");
    const { timestamp, info, "integrity:sha256": sha256 = null } = entry;
    const seconds = typeof timestamp === "number" ? String(timestamp) : timestamp;
    if (typeof seconds !== "string" || !/^(0|[1-9][0-9]{0,9})$/.test(seconds))
      throw invalid(`/${uuid}/timestamp`, "whole seconds since 1970 are expected");
    if (sha256 !== null && (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256)))
      throw invalid(`/${uuid}/integrity:sha256`, "a SHA-256 in hexadecimal is expected");
    return { uuid, timestamp: Number(seconds), info: typeof info === "string" ? info : "", sha256 };
  });
}
